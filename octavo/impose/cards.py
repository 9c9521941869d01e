"""Cards of terms: each term on the front of a card, what it means on its back; eight to a sheet, cut and stacked."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.impose.imposing import impose
from octavo.impose.instructions import PDF, instructions, leaf_of
from octavo.impose.summary import summary
from octavo.model.book import Book, Entry, EntryGroup, Section
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.imposition import CARDS, SHEETS, Imposition
from octavo.model.leaflet import Leaflet
from octavo.model.origin import Origin
from octavo.model.output import Artefact, Format, FormatInput, Paper, Printing
from octavo.model.printing import POINTS_PER_MM

GLOSSARY = "glossary"
CARD = "card-"
"""What stands before the id of a term in that of its card."""

MARGIN = 8.0
"""Millimetres around the text of a card: what office printers cannot reach, and what crooked cuts take (P5)."""

LEADING = 12.0


def make(given: FormatInput) -> tuple[tuple[Leaflet, ...], tuple[Diagnostic, ...]]:
    """Return the cards of the terms that the product's selection uses.

    Raises :class:`Faulty` with OC619 where it uses none, and once they are set with OC620 for every card that runs
    over; ``ValueError`` where the product is not to be imposed.
    """
    wanted = given.product.imposition
    if wanted is None:
        raise ValueError("cards need an imposition")
    entries = tuple(_entries(given.book))
    name = given.product.name
    if not entries:
        raise Faulty([fault("OC619", Origin(f"{name}.pdf"))])
    paper = paper_of(wanted)
    section = Section(
        id="cards",
        kind="cards",
        matter="back",
        title=(),
        groups=(EntryGroup(title="", entries=entries),),
        origin=Origin(f"{name}.pdf"),
    )

    def finish(printing: Printing) -> tuple[tuple[Artefact | Leaflet, ...], tuple[Diagnostic, ...]]:
        if over := list(_running_over(entries, printing)):
            raise Faulty(over)
        imposed, warnings = impose(
            printing.content, wanted, title=given.book.settings.title, origin=Origin(f"{name}.pdf")
        )
        notes = summary(imposed, wanted)
        sheets = Artefact(name=f"{name}.pdf", media_type=PDF, content=imposed.content, notes=notes)
        return (sheets, instructions(name, imposed, wanted, given.book)), warnings

    return (Leaflet(name=name, book=leaf_of(given.book, (section,)), finish=finish, paper=paper),), ()


def paper_of(imposition: Imposition) -> Paper:
    """Return the page of a card: an eighth of the sheet, lying."""
    columns, rows = CARDS
    across, down = SHEETS[imposition.sheet]
    width, height = across / columns, down / rows
    lines = int((height - 2 * MARGIN) * POINTS_PER_MM / LEADING)
    return Paper(
        width=width,
        height=height,
        inner=MARGIN,
        outer=MARGIN,
        top=MARGIN,
        bottom=MARGIN,
        leading=LEADING,
        lines=lines,
    )


def _entries(book: Book) -> Iterator[Entry]:
    """Yield the terms of the glossary, with ids of their own and without what leads to other places."""
    for section in book.sections:
        if section.kind == GLOSSARY:
            for entry in section.every_entry():
                parts = {key: blocks for key, blocks in entry.parts.items() if key != "see-also"}
                yield replace(entry, id=f"{CARD}{entry.id}", parts=parts, anchors=(), children=())


def _running_over(entries: tuple[Entry, ...], printing: Printing) -> Iterator[Diagnostic]:
    """Yield OC620 where a side of a card is more than its page."""
    sides = [(entry, side) for entry in entries for side in (entry.id, f"{entry.id}-meaning")]
    starts = [printing.page_map.page(side) or 0 for _, side in sides]
    for (entry, _), start, after in zip(sides, starts, [*starts[1:], printing.page_map.count + 1], strict=True):
        if after - start > 1:
            yield fault("OC620", entry.origin, term=entry.id.removeprefix(f"{CARD}term-"))


FORMAT = Format(name="cards", needs=frozenset(), make=make, is_named=False)
