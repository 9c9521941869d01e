"""Leaves that go with a book, to be set in type: a title, some blocks, and the paper that they are printed on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from octavo.model.book import Book, Section
from octavo.model.diagnostics import Diagnostic
from octavo.model.inlines import Text
from octavo.model.leaflet import Leaflet
from octavo.model.origin import Origin
from octavo.model.output import Artefact, Paper, Printing
from octavo.model.prose import Block

PDF = "application/pdf"

PAPERS: Mapping[str, Paper] = {
    "a6": Paper(width=105.0, height=148.0, inner=11.0, outer=11.0, top=11.0, bottom=13.8, leading=12.0, lines=29),
    "a5": Paper(width=148.0, height=210.0, inner=18.0, outer=18.0, top=18.0, bottom=22.8, leading=12.0, lines=40),
    "a4": Paper(width=210.0, height=297.0, inner=30.0, outer=40.0, top=25.0, bottom=26.3, leading=13.0, lines=53),
}
"""The papers of leaves. The foot is what the lines leave of the height."""


def leaf(
    name: str, title: str, blocks: Iterable[Block], book: Book, *, paper: str, page: str = "", is_printed: bool = True
) -> Leaflet:
    """Return the leaf that makes the PDF ``name``, without its ending, on ``paper``, in the language of ``book``.

    Where ``page`` is given, a page in HTML of that name is made of it as well, or alone where nothing ``is_printed``.
    """
    section = Section(
        id="leaf",
        kind="slip",
        matter="front",
        title=words(title),
        blocks=tuple(blocks),
        origin=Origin(f"{name}.pdf"),
    )

    def finish(printing: Printing) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
        made = Artefact(name=f"{name}.pdf", media_type=PDF, content=printing.content)
        return (made,) if is_printed else (), ()

    own = replace(book, sections=(section,), images={}, title=f"{title}: {book.settings.title}")
    return Leaflet(name=name, book=own, finish=finish, paper=PAPERS[paper], page=page)


def words(text: str) -> tuple[Text, ...]:
    """Return ``text`` as a run of inlines."""
    return (Text(value=text),)


def listed(items: Iterable[str], pair: str) -> str:
    """Return ``items`` as a sentence lists them, the last two joined by ``pair``, such as ``{first} and {last}``."""
    *first, last = items
    return pair.format(first=", ".join(first), last=last) if first else last


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow one another."""
    first = last = None
    for number in sorted(numbers):
        if first is None or last is None or number != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last
