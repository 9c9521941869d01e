"""The section of a book that tells what has changed in this edition, where its settings ask for one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from octavo.editions.leaf import words
from octavo.editions.snapshot import PrintedProduct, frozen_blocks
from octavo.editions.told_changes import UNTOLD, Telling, sections_of, told_changes
from octavo.model.book import Book, Publication
from octavo.model.editions import FrozenBlock, Snapshot
from octavo.model.inlines import Inlines
from octavo.model.transform import repeatable
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.states import NO_NEWS, NOW, Compared, State, compared_states, released_state, releases_of
from octavo.project import Project
from octavo.resolve.anchors import ids_of
from octavo.resolve.changes import KIND, release_before


def with_told_changes(project: Project, manuscript: Manuscript) -> Manuscript:
    """Return a manuscript of which every book that has the section is told what has changed in it.

    Raises :class:`~octavo.model.diagnostics.Faulty` with OC426 where the snapshot of the release before cannot be read.
    """
    publication = manuscript.publication
    compared = _compared(project, manuscript)
    books = {
        selection: _told(book, compared, publication) if any(each.kind == KIND for each in book.sections) else book
        for selection, book in manuscript.books.items()
    }
    return replace(manuscript, books=books)


def _compared(project: Project, manuscript: Manuscript) -> Compared:
    """Return what has changed in the whole book; what stands on its sheets alone is left out."""
    publication, whole = manuscript.publication, manuscript.presentation()
    before, product = release_before(publication.releases, publication.settings.value.version), publication.folder
    if before is None:
        raise ValueError(publication.folder)
    place = publication.settings.at("version")
    old = released_state(project, product, before.value.version, releases_of(publication), place)
    ours = tuple(each for each in old.snapshot.blocks if not each.printed or product in each.printed)
    printed = PrintedProduct(name=product, book=whole.book, rendition=whole.render("print")[0])
    now = State(name=NOW, snapshot=Snapshot(blocks=frozen_blocks([printed])), release=old.release)
    return compared_states(publication, replace(old, snapshot=replace(old.snapshot, blocks=ours)), now)


def _told(book: Book, compared: Compared, publication: Publication) -> Book:
    """Return a book in which the section says what has changed in it."""
    old, new = compared.old.snapshot.blocks, compared.new.snapshot.blocks
    titles = dict(_titles(book, old))
    telling = Telling(
        language=publication.language.words,
        corrections={each.value.id: each.value for each in publication.corrections},
        titles=titles,
        sections={**sections_of(old, titles), **sections_of(new, titles)},
        anchors=ids_of(book.sections),
        product=publication.folder,
    )
    blocks = tuple(told_changes(compared.changes, telling))
    return replace(
        book,
        sections=tuple(
            replace(each, blocks=(*each.blocks, *blocks)) if each.kind == KIND else each for each in book.sections
        ),
    )


def _titles(book: Book, old: Sequence[FrozenBlock]) -> Iterator[tuple[str, Inlines]]:
    """Yield the sections of which something is told, with their titles; first those that the release before had."""
    untold = {each.id for each in book.sections if each.kind in UNTOLD} | NO_NEWS | UNTOLD
    for block in old:
        if block.part == "text" and block.id == f"{block.section}-title" and block.section not in untold:
            yield block.section, words(block.text)
    yield from ((each.id, repeatable(each.title)) for each in book.sections if each.id not in untold and each.title)
