"""The review copy: every change between two states, what was taken out and put in, with page and line in both."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from octavo.editions.filing import named_version
from octavo.editions.leaf import leaf, words
from octavo.model.book import Book
from octavo.model.editions import BlockChange, FrozenBlock
from octavo.model.inlines import Inline, Inlines, Span, Text
from octavo.model.leaflet import Leaflet
from octavo.model.prose import Block, Heading, Paragraph, Table

INSERTED, DELETED = "inserted", "deleted"
"""Classes of words that were put in, and of words that were taken out."""

SIGNS: Mapping[str, str] = {INSERTED: "+", DELETED: "\N{MINUS SIGN}"}
"""What stands before the words of a class, so that it is heard, and seen on any copy."""

AROUND = 140
"""Characters of the block before or after a change by which its place is found."""

ARROW = "\N{RIGHTWARDS ARROW}"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The ``changes`` from one of two ``versions`` to the other, where an empty one is the present text.

    ``blocks`` are those of the newer state, in the order of the book.
    """

    versions: tuple[str, str]
    changes: Sequence[BlockChange]
    blocks: Sequence[FrozenBlock]


def review_copy(name: str, review: Review, book: Book, kinds: Collection[str]) -> Leaflet:
    """Return the review copy as these ``kinds`` of files, *pdf* on A4 and *html*, to be called ``name``."""
    page, is_printed = f"{name}.html" if "html" in kinds else "", "pdf" in kinds
    title = book.language.words["changes"]
    return leaf(name, title, _blocks(review, book), book, paper="a4", page=page, is_printed=is_printed)


def marked(old: str, new: str) -> Iterator[Inline]:
    """Yield ``new`` with the words that are not in ``old`` marked as inserted, and between them those of ``old``."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Text(value=" ".join((*after[start:end], "")))
            continue
        for kind, several in ((DELETED, before[first:last]), (INSERTED, after[start:end])):
            if several:
                yield from (*_edit(" ".join(several), kind), Text(value=" "))


def _edit(text: str, kind: str) -> Inlines:
    """Return words that were put in or taken out, between signs that are not struck through with them."""
    opening, closing = Text(value=f"[{SIGNS[kind]}\N{NO-BREAK SPACE}"), Text(value="]")
    return (opening, Span(children=words(text), classes=(kind,)), closing)


def _blocks(review: Review, book: Book) -> Iterator[Block]:
    of_language = book.language.words
    old, new = review.versions[0], named_version(review.versions[1], book)
    line = of_language["changes-versions"].format(title=book.settings.title, old=old, new=new)
    yield Paragraph(children=words(line), id="changes-versions", classes=("printing",))
    yield Paragraph(children=words(of_language["changes-key" if review.changes else "changes-none"]), id="changes-key")
    titles = {block.id.removesuffix("-title"): block.text for block in review.blocks if block.id.endswith("-title")}
    places = {(block.id, block.part, block.text): place for place, block in enumerate(review.blocks)}
    section = ""
    for number, change in enumerate(review.changes, start=1):
        block = change.new or change.old
        if block is None:
            continue
        if block.section != section:
            section = block.section
            yield Heading(level=2, children=words(titles.get(section, section)), id=f"changes-in-{number}")
        place = places.get((change.new.id, change.new.part, change.new.text)) if change.new else None
        around = _around(review.blocks, place) if place is not None and block.part == "text" else ("", "")
        yield from _of_change(change, around, f"change-{number}", of_language)


def _around(blocks: Sequence[FrozenBlock], place: int) -> tuple[str, str]:
    """Return the end of the text before a block and the beginning of that behind it, in the same section."""
    section = blocks[place].section
    before = next((each.text for each in reversed(blocks[:place]) if _is_beside(each, section)), "")
    after = next((each.text for each in blocks[place + 1 :] if _is_beside(each, section)), "")
    end = before if len(before) <= AROUND else f"… {before[-AROUND:].partition(' ')[2]}"
    return end, after if len(after) <= AROUND else f"{after[:AROUND].rpartition(' ')[0]} …"


def _is_beside(block: FrozenBlock, section: str) -> bool:
    return block.section == section and block.part == "text" and block.id != f"{section}-title"


def _of_change(
    change: BlockChange, around: tuple[str, str], name: str, of_language: Mapping[str, str]
) -> Iterator[Block]:
    told = " · ".join((*_nature(change, of_language), *_places(change, of_language)))
    yield Paragraph(children=words(told), id=f"{name}-place", classes=("place",))
    if change.fields:
        yield Table(
            head=tuple(words(of_language[f"changes-{each}"]) for each in ("value", "before", "after")),
            rows=tuple(
                (words(keys), _edit(was, DELETED) if was else (), _edit(now, INSERTED) if now else ())
                for keys, was, now in change.fields
            ),
            alignments=("left", "left", "left"),
            id=f"{name}-fields",
        )
    if around[0]:
        yield Paragraph(children=words(around[0]), id=f"{name}-before", classes=("around",))
    yield Paragraph(children=tuple(_text(change)), id=name, classes=("changed",))
    if around[1]:
        yield Paragraph(children=words(around[1]), id=f"{name}-after", classes=("around",))


def _text(change: BlockChange) -> Inlines:
    if change.kind == "moved" and change.new:
        return words(change.new.text)
    if change.old is None or change.new is None:
        block, kind = (change.new, INSERTED) if change.new else (change.old, DELETED)
        return _edit(block.text, kind) if block else ()
    return tuple(marked(change.old.text, change.new.text))


def _nature(change: BlockChange, of_language: Mapping[str, str]) -> Iterator[str]:
    block = change.new or change.old
    yield of_language[f"change-{change.kind}"]
    if change.nature != "moved":
        yield of_language[f"change-{change.nature}"]
    if block and block.part != "text":
        yield of_language[f"change-{block.part}"]
    if change.correction:
        yield of_language["change-record"].format(id=change.correction)


def _places(change: BlockChange, of_language: Mapping[str, str]) -> Iterator[str]:
    """Yield page and line in both printings; of files other than the first, their name before them."""
    of_states = [block.at(change.differs_at) if block else {} for block in (change.old, change.new)]
    for place, name in enumerate(dict.fromkeys(name for state in of_states for name in state)):
        lines = (
            _line(state[name].folio or str(state[name].page), state[name].line, of_language)
            for state in of_states
            if name in state
        )
        told = f" {ARROW} ".join(dict.fromkeys(lines))
        yield f"{name}: {told}" if place else told


def _line(page: str, line: int, of_language: Mapping[str, str]) -> str:
    shown = f"{of_language['page']}\N{NO-BREAK SPACE}{page}"
    return of_language["errata-line"].format(page=shown, line=line).rstrip(":\N{NO-BREAK SPACE} ") if line else shown
