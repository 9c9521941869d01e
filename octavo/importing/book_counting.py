"""Count what a book holds, from its files as the load stage has read them."""

from collections import Counter
from collections.abc import Iterator

from octavo.importing.manuscript import Counts
from octavo.importing.words import counted
from octavo.model.book import Publication
from octavo.model.inlines import Formula, Image, Inline, Inlines, Link, NoteCall, Reference
from octavo.model.prose import Block, Blocks, Figure, GridTable, Preformatted, Table
from octavo.model.query import every_block, every_inline, plain, runs
from octavo.model.records import Part
from octavo.model.transform import change_marks


def counts_of_book(publication: Publication) -> Counts:
    """Count the words, notes, pictures, tables and links in the texts and figures of a book.

    A title that is not printed has no words.
    """
    words: Counter[str] = Counter()
    inlines: list[Inline] = []
    blocks: list[Block] = []
    for text in publication.texts.values():
        if text.has_printed_title:
            words.update(counted([plain(text.title)]))
            inlines += every_inline(text.title)
        for part in (text.blocks, *(note.blocks for note in text.notes)):
            words.update(_words(part))
            inlines += [each for run in runs(part) for each in every_inline(run)]
            blocks += every_block(part)
    for piece in publication.settings.value.matter.body:
        if isinstance(piece, Part):
            words.update(counted([piece.part]))
    pictures = sum(isinstance(each, Figure) for each in blocks) + sum(isinstance(each, Image) for each in inlines)
    return Counts(
        words=words,
        notes=sum(isinstance(each, NoteCall) for each in inlines),
        pictures=pictures + bool(publication.settings.value.cover_picture),
        tables=sum(isinstance(each, Table | GridTable) for each in blocks),
        links_in=sum(isinstance(each, Reference) for each in inlines),
        links_out=sum(isinstance(each, Link) for each in inlines),
    )


def _words(blocks: Blocks) -> Counter[str]:
    return counted(_texts(blocks))


def _own_words(inline: Inline) -> Inlines:
    """Formulas and pictures are counted apart: what a voice says for them is no word of the text."""
    return () if isinstance(inline, Formula | Image) else (inline,)


def _texts(blocks: Blocks) -> Iterator[str]:
    for run in runs(blocks):
        yield plain(change_marks(run, _own_words))
    for block in every_block(blocks):
        if isinstance(block, Preformatted):
            yield block.text
