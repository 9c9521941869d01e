"""Everything that a book says, text by text: prose, the values of its records, the words of its index.

A check of proofs leaves out what is quoted or stands in another language. Whoever looks for a claim wants all of it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from octavo.check.manuscript.placed_text import OBJECT
from octavo.check.manuscript.record_values import kind_of, told_values
from octavo.model.book import Publication, Record, TextFile
from octavo.model.claim_text import ClaimText, RegisterLink
from octavo.model.inlines import (
    Break,
    Citation,
    Code,
    Formula,
    Image,
    IndexMark,
    Inline,
    Inlines,
    PersonLink,
    TermLink,
    Text,
    children,
)
from octavo.model.origin import Origin, Path
from octavo.model.prose import Block, Blocks, Equation, Figure, GridTable, Place, Preformatted, Table
from octavo.model.query import InlineRun, block_contents
from octavo.model.records import ImageFigure

AROUND = 45
"""Characters of context on either side."""

NO_BREAK = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\n\t", "     ")


def claim_texts(publication: Publication) -> Iterator[ClaimText]:
    """Yield all that ``publication`` says: its texts in their order, then its records, its settings last."""
    for text in publication.texts.values():
        yield from _of_text(text)
    answers = chain.from_iterable(publication.answers.values())
    registers: Iterable[Iterable[Record[object]]] = (
        publication.people,
        publication.terms,
        publication.events,
        publication.documents,
        publication.figures,
        publication.sources,
        publication.index,
        answers,
        (publication.handouts,) if publication.handouts else (),
        (publication.settings,),
    )
    for record in chain.from_iterable(registers):
        yield from _of_record(record)


# --- prose -----------------------------------------------------------------------------------------------------------


def _of_text(text: TextFile) -> Iterator[ClaimText]:
    where = ClaimText(value="", pieces=(), origin=text.origin, what="heading", block=text.origin, section=text.id)
    yield from _of_run(text.title, where)
    if text.short_title:
        yield replace(where, value=text.short_title, what="running head")
    yield from _of_blocks(text.blocks, where)
    for note in text.notes:
        yield from _of_blocks(note.blocks, where, note.origin)


ROLES: Mapping[Place, str] = {"prose": "text", "cell": "cell", "heading": "heading", "caption": "caption"}


def _of_blocks(blocks: Blocks, where: ClaimText, note: Origin | None = None) -> Iterator[ClaimText]:
    for block in blocks:
        inside = replace(where, origin=block.origin, block=note or block.origin)
        if where.record is not None:
            inside = replace(where, origin=block.origin)
        cells = _cells(block)
        yield from _as_typed(block, inside)
        for content in block_contents(block):
            if isinstance(content, InlineRun):
                what = where.what if where.record is not None else "footnote" if note else ROLES[content.place]
                path = next(cells) if content.place == "cell" and where.record is None else where.path
                yield from _of_run(content.inlines, replace(inside, what=what, path=path))
            elif content.what == "cell" and where.record is None:
                # Of a table of blocks the cell is named, and the block is the table.
                path = next(cells)
                for each in _of_blocks(content.blocks, where, note):
                    yield replace(each, block=note or block.origin, path=path)
            else:
                yield from _of_blocks(content.blocks, where, note)


def _as_typed(block: Block, inside: ClaimText) -> Iterator[ClaimText]:
    """Yield what a block says besides its prose: code, a formula, the alternative text of a picture of the text."""
    match block:
        case Preformatted(text=code):
            text = Text(value=code, origin=block.origin, is_literal=True)
            yield replace(inside, value=code, pieces=((0, text),), what="text")
        case Equation(tex=tex):
            yield replace(inside, value=tex, what="formula")
        case Figure(figure="", record=ImageFigure(alt=alt)) if alt:
            yield replace(inside, value=alt, what="alternative text")
        case _:
            pass


def _cells(block: Block) -> Iterator[Path]:
    """Yield what the cells of a table are called, row by row: ``head`` and ``row-1`` on, each with its column."""
    match block:
        case Table(head=head, rows=rows):
            named = [("head", head), *((f"row-{number}", row) for number, row in enumerate(rows, start=1))]
            yield from ((name, f"column-{column}") for name, row in named for column in range(1, len(row) + 1))
        case GridTable(rows=grid):
            numbered = enumerate(grid, start=1)
            yield from ((f"row-{number}", f"column-{at}") for number, row in numbered for at in range(1, len(row) + 1))
        case _:
            pass


def _of_run(inlines: Inlines, where: ClaimText) -> Iterator[ClaimText]:
    """Yield a run of text, and after it what stands in its marks: terms of the index, words beside citations."""
    written: list[str] = []
    pieces: list[tuple[int, Text]] = []
    links: list[RegisterLink] = []
    beside: list[ClaimText] = []

    def write(several: Iterable[Inline]) -> None:
        for inline in several:
            start = sum(map(len, written))
            match inline:
                case Text(value=value):
                    pieces.append((start, inline))
                    written.append(value)
                case Code(value=value, origin=origin):
                    pieces.append((start, Text(value=value, origin=origin, is_literal=True)))
                    written.append(value)
                case Break():
                    written.append(" ")
                case Citation(works=works):
                    for work in works:
                        beside.extend(chain(_of_run(work.prefix, where), _of_run(work.suffix, where)))
                case _:
                    write(children(inline))
            end = sum(map(len, written))
            match inline:
                case PersonLink(person=key):
                    links.append(RegisterLink(start=start, end=end, register="person", key=key))
                case TermLink(term=key):
                    links.append(RegisterLink(start=start, end=end, register="term", key=key))
                case Formula(tex=tex, origin=origin):
                    beside.append(replace(where, value=tex, origin=origin, what="formula"))
                case Image(alt=alt, origin=origin) if alt:
                    beside.append(replace(where, value=alt, origin=origin, what="alternative text"))
                case IndexMark(path=path, origin=origin):
                    beside.extend(replace(where, value=each, origin=origin, what="index") for each in path)
                case _:
                    pass

    write(inlines)
    if value := "".join(written):
        yield replace(where, value=value.translate(NO_BREAK), pieces=tuple(pieces), links=tuple(links))
    yield from beside


# --- records ---------------------------------------------------------------------------------------------------------


def _of_record(record: Record[object]) -> Iterator[ClaimText]:
    kind = kind_of(record)
    where = ClaimText(value="", pieces=(), origin=record.origin, what=kind, block=record.origin, record=record)
    for each in told_values(record):
        inside = replace(where, origin=each.origin, path=each.path, what=each.what)
        if each.blocks is not None:
            yield from _of_blocks(each.blocks, inside)
        else:
            yield replace(inside, value=each.text.translate(NO_BREAK), date=each.date, number=each.number)


def context_of(text: str, start: int, end: int) -> str:
    """Return the words around a place, from word to word."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    return f"{'… ' * bool(first)}{' '.join(text[first:last].replace(OBJECT, '').split())}{' …' * (last < len(text))}"
