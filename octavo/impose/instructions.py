"""The page that says how to print, fold and bind: a text of its own, in the language of the book."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from octavo.impose.imposing import Imposed
from octavo.model.book import Book, Section
from octavo.model.diagnostics import Diagnostic
from octavo.model.imposition import SHEETS, Imposition, Scheme
from octavo.model.inlines import Inlines, Text
from octavo.model.leaflet import Leaflet
from octavo.model.origin import Origin
from octavo.model.output import Artefact, Printing
from octavo.model.prose import Block, ItemList, Paragraph, Table

PDF = "application/pdf"

BOUND: Mapping[Scheme, tuple[str, ...]] = {
    "booklet": ("printing-fold", "printing-staple"),
    "signatures": ("printing-sew",),
    "fold-8": ("printing-eight",),
    "cards": ("printing-cards",),
}
"""The words that say what to do with the printed sheets of a scheme."""


def instructions(name: str, imposed: Imposed, imposition: Imposition, book: Book) -> Leaflet:
    """Return the page that goes with the sheets called ``name``, a file without its ending, made of ``book``."""
    page = f"{name}-instructions"
    section = Section(
        id="printing",
        kind="text",
        matter="front",
        title=_text(book.language.words["printing"]),
        blocks=tuple(_blocks(name, imposed, imposition, book)),
        origin=Origin(f"{page}.pdf"),
    )

    def finish(printing: Printing) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
        return (Artefact(name=f"{page}.pdf", media_type=PDF, content=printing.content),), ()

    return Leaflet(name=page, book=leaf_of(book, (section,)), finish=finish)


def leaf_of(book: Book, sections: Sequence[Section]) -> Book:
    """Return a book of ``sections`` alone, which has the language and the title of ``book``."""
    return replace(book, sections=tuple(sections), images={})


def _blocks(name: str, imposed: Imposed, imposition: Imposition, book: Book) -> Iterator[Block]:
    words = book.language.words
    facts = tuple(_facts(f"{name}.pdf", imposed, imposition, words))
    yield Table(
        head=(),
        rows=tuple((_text(words[f"printing-{key}"]), _text(value)) for key, value in facts),
        alignments=("left", "left"),
        id="printing-facts",
    )
    steps = [words[key] for key in _steps(imposed, imposition)]
    yield ItemList(
        items=tuple((Paragraph(children=_text(step)),) for step in steps), is_ordered=True, id="printing-steps"
    )


def _facts(file: str, imposed: Imposed, imposition: Imposition, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    width, height = SHEETS[imposition.sheet]
    yield "file", file
    yield "paper", f"{imposition.sheet.title()}, {width:g} × {height:g} mm"
    yield "sheets", str(imposed.sheets)
    if imposition.scheme == "signatures":
        yield "signatures", "; ".join(_signatures(imposed, words["printing-signature"]))
    yield "pages", str(imposed.pages)
    if imposed.blanks:
        yield "blank", str(imposed.blanks)
    if round(imposed.scale, 2) != 1:
        yield "scale", f"{imposed.scale * 100:.0f}\N{NARROW NO-BREAK SPACE}%"


def _signatures(imposed: Imposed, pattern: str) -> Iterator[str]:
    """Yield the sheets of each signature, which are in the order of the file."""
    first = 1
    for number, sheets in enumerate(imposed.signature_sheets, start=1):
        yield pattern.format(number=number, first=first, last=first + sheets - 1)
        first += sheets


def _steps(imposed: Imposed, imposition: Imposition) -> Iterator[str]:
    yield "printing-actual-size"
    yield f"printing-{imposed.flip}" if imposed.flip else "printing-one-side"
    if imposed.flip:
        yield "printing-first-cards" if imposition.scheme == "cards" else "printing-first"
    yield from BOUND.get(imposition.scheme, ())


def _text(words: str) -> Inlines:
    return (Text(value=words),)
