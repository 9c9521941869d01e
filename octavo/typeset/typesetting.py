"""A rendition becomes a printing: units are laid out until every printed page number is true, then joined.

The first layout is made with page numbers estimated from the length of the text, never from what an earlier build
found: the pages depend on the content alone.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from octavo.codec import unpack
from octavo.model.diagnostics import Diagnostic, Faulty, fault, in_order
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Printing, Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.model.printing import HeldPages
from octavo.model.work import Call, DamagedError, Shared, Work
from octavo.pdf.file_layout import ObjectGroup
from octavo.pdf.object_renumbering import MovableObjects
from octavo.typeset import engine_log, layout_faults
from octavo.typeset.assemble import PlacedUnit, assemble
from octavo.typeset.divisions import PAGES_OF_UNIT, divide
from octavo.typeset.facts import Faces, FaceUse, LaidOut, UnitFacts, joined_faces
from octavo.typeset.markup import MarkupOrigins
from octavo.typeset.page_estimate import WAVES, estimate_pages
from octavo.typeset.pagination import Extents, Pagination, joined_layout, paginate
from octavo.typeset.place_unit import offsets_of, place_unit
from octavo.typeset.unit_document import unit_source
from octavo.typeset.worker import SessionReport, lay_out, make_fonts, pictures, report_session, shared_style_sheet

Value = TypeVar("Value")

NOT_HELD = HeldPages()

MEDIA_FEATURES = re.compile(r"(?<=@media)[^{};]*\([^{};]*")
"""What a rule asks of the screen, such as its width, in words of its own between ``@media`` and its brace."""

CONTAINER = re.compile(r"@container\b[^{};]*(?={)")
"""What a rule asks of the room that it has."""

ROUNDS = 6
"""How often units may be laid out again because a printed number had another length."""


def typeset(
    rendition: Rendition,
    *,
    lists: Collection[str] = (),
    with_pages: Callable[[PageMap], Rendition] | None = None,
    name: str = "book",
    origin: Origin = NOWHERE,
    pages_of_unit: float = PAGES_OF_UNIT,
    held: HeldPages = NOT_HELD,
) -> Work[tuple[Printing, tuple[Diagnostic, ...]]]:
    """Typeset ``rendition``; yields the calls to make, and returns the printing and what was found.

    The sections ``lists`` print the pages of other places (index, glossary), so their words depend on the pages, not
    only their digits; ``with_pages`` returns the rendition with them set anew.
    ``name`` stands before the names of the calls, and ``origin`` is the place of the book's settings. Sections are
    divided into units of about ``pages_of_unit`` pages where they can be. ``held`` pages begin as they did before
    wherever the text allows it.

    Raises :class:`Faulty` when nothing can be laid out: the markup is not well formed, no font can be loaded or
    something in the style sheet cannot be read (OC503), or a library is missing (OC904); and with OC505 when the page
    numbers do not settle in ``ROUNDS`` rounds.
    """
    layout = _LayoutCalls(name, shared_style_sheet(rendition), held)
    report = yield from layout.report()
    if not report.has_fonts or report.messages:
        found = engine_log.diagnostics(report.messages, MarkupOrigins(rendition), rendition)
        raise Faulty([*(() if report.has_fonts else (engine_log.unusable_fonts(),)), *found])
    pages = yield from _first_pages(layout, divide(rendition, pages=pages_of_unit), lists)
    earlier: list[bytes] = []
    laid: list[LaidOut] = []
    for _ in range(ROUNDS):
        divided = divide(with_pages(pages) if with_pages else rendition, pages=pages_of_unit)
        sources = [unit_source(divided, unit, pages=pages, held=held.inside()) for unit in divided.units]
        if sources == earlier:
            return (yield from _joined(layout, divided, sources, laid))
        laid = yield from layout.laid_out(divided, divided.units, sources)
        earlier, pages = sources, _paginated(divided, laid).page_map
    raise Faulty([fault("OC505", origin, rounds=ROUNDS)])


def check_screen_sheet(rendition: Rendition, *, name: str = "book") -> Work[tuple[Diagnostic, ...]]:
    """Have the style sheet of a rendition for screens read; return OC509 for what no reading system will make of it.

    The engine knows no features of media, such as ``(prefers-color-scheme: dark)``, and no containers: it reads the
    rules as for all.
    """
    css = MEDIA_FEATURES.sub(lambda found: re.sub(r"\S", " ", found[0]), rendition.css)
    css = CONTAINER.sub(lambda found: "@media" + re.sub(r"\S", " ", found[0][len("@media") :]), css)
    rendition = replace(rendition, css=css)
    report = yield from _LayoutCalls(name, shared_style_sheet(rendition)).report()
    return in_order(engine_log.sheet_diagnostics(report.messages, rendition))


def _first_pages(layout: "_LayoutCalls", rendition: Rendition, lists: Collection[str]) -> Work[PageMap]:
    """Lay out the units that do not list pages, and return where everything then probably stands.

    Lists of pages would be set in vain: what they list is not known before the rest is laid out. The book is laid out
    in waves: first what prints only numbers that have surely as many digits as estimated, and at last what prints
    numbers near to 10, 100 or 1000, when it is known better on which side of that they are.
    """
    known: dict[str, Extents] = {}
    estimate = estimate_pages(rendition)
    for wave in range(1, WAVES + 1):
        units = tuple(unit for unit in rendition.units if unit.id not in lists and unit.id not in known)
        if not units:
            break
        if wave < WAVES:
            units = estimate.next_wave(units)
        sources = [unit_source(rendition, unit, pages=estimate.pages, held=layout.held.inside()) for unit in units]
        laid = yield from layout.laid_out(rendition, units, sources)
        known |= {unit.id: Extents.of(each) for unit, each in zip(units, laid, strict=True)}
        estimate = estimate_pages(rendition, known)
    return estimate.pages


@dataclass(frozen=True, slots=True)
class _LayoutCalls:
    """The calls of typesetting a book with ``held`` pages; ``calls`` are those that laid out a unit, by its source."""

    name: str
    sheet: Shared
    held: HeldPages = NOT_HELD
    calls: dict[tuple[bytes, bool], tuple[Call, LaidOut]] = field(default_factory=dict)

    def report(self) -> Work[SessionReport]:
        """Return what there is to say of the style sheet."""
        call = Call(name=f"{self.name}/style sheet", function=report_session, arguments=(self.sheet.name, self.sheet))
        return (yield from _made([call], lambda results: unpack(results[0], SessionReport)))

    def laid_out(self, rendition: Rendition, units: Sequence[Unit], sources: Sequence[bytes]) -> Work[list[LaidOut]]:
        """Lay out those of ``units`` whose source was not laid out before; return the facts of all."""
        wanted = [(each, unit.starts_recto) for unit, each in zip(units, sources, strict=True)]
        new = {
            key: Call(
                name=f"{self.name}/{unit.id}",
                function=lay_out,
                arguments=(self.sheet.name, self.sheet, key[0], pictures(rendition, key[0]), unit.starts_recto),
                sets_aside=True,
                weight=len(key[0]),
            )
            for unit, key in zip(units, wanted, strict=True)
            if key not in self.calls
        }
        try:
            laid = yield from _made(list(new.values()), lambda results: [unpack(each, LaidOut) for each in results])
        except engine_log.EngineFailedError as failed:
            place = rendition.origins.get(failed.anchor, NOWHERE)
            raise Faulty([fault("OC508", place, problem=failed.problem)]) from failed
        self.calls.update(zip(new, zip(new.values(), laid, strict=True), strict=True))
        return [self.calls[key][1] for key in wanted]

    def fonts(self, faces: tuple[FaceUse, ...]) -> Call:
        """Return the call that makes the fonts for all units."""
        return Call(name=f"{self.name}/fonts", function=make_fonts, arguments=(self.sheet, faces))


def _made(calls: Sequence[Call], read: Callable[[Sequence[bytes]], Value]) -> Work[Value]:
    """Yield ``calls`` and return what ``read`` makes of the results; what was kept and is damaged is made anew."""
    if not calls:
        return read(())
    try:
        return read((yield calls))
    except DamagedError:
        return read((yield [replace(call, is_fresh=True) for call in calls]))


def _joined(
    layout: _LayoutCalls,
    rendition: Rendition,
    sources: Sequence[bytes],
    laid: Sequence[LaidOut],
) -> Work[tuple[Printing, tuple[Diagnostic, ...]]]:
    """Make the fonts, give each unit its place, and join all."""
    pagination = _paginated(rendition, laid)
    facts = [each.on(start) for each, start in zip(laid, pagination.starts, strict=True)]
    offsets = offsets_of(facts)
    faces = joined_faces(face for each in facts for face in unpack(each.fonts, Faces).faces)
    placing = [
        Call(
            name=f"{layout.name}/{unit.id}, placed",
            function=place_unit,
            arguments=(
                offsets[place],
                pagination.starts[place],
                pagination.folios(pagination.starts[place], len(facts[place].sizes)),
                _numbers(facts[place], pagination.page_map),
            ),
            given=layout.calls[sources[place], unit.starts_recto][0],
        )
        for place, unit in enumerate(rendition.units)
    ]

    def read(results: Sequence[bytes]) -> tuple[MovableObjects, list[ObjectGroup], str]:
        fonts, *groups = results
        first_page = hashlib.sha256(fonts + groups[0]).hexdigest()
        return unpack(fonts, MovableObjects), [unpack(each, ObjectGroup) for each in groups], first_page

    fonts, groups, first_page = yield from _made([layout.fonts(faces), *placing], read)
    units = [
        PlacedUnit(facts=fact, group=group, offsets=offset)
        for fact, group, offset in zip(facts, groups, offsets, strict=True)
    ]
    printing = Printing(
        content=assemble(units, pagination, fonts, rendition.metadata),
        page_map=pagination.page_map,
        first_page=first_page,
        layout=joined_layout(rendition.units, facts, pagination.starts),
    )
    of_pages = _pages_otherwise(layout.held, rendition, facts, printing)
    return printing, in_order((*_faults(rendition, facts, pagination, faces), *of_pages))


def _pages_otherwise(
    held: HeldPages, rendition: Rendition, facts: Sequence[UnitFacts], printing: Printing
) -> Iterator[Diagnostic]:
    """Yield what there is to say of pages that are held."""
    yield from layout_faults.pages_not_held(held, printing, rendition)
    shorter = ((fact.anchors, fact.shorter) for fact in facts if fact.shorter)
    pages = {
        printing.page_map.pages[anchors[0].name] - anchors[0].page + page: lines
        for anchors, ends in shorter
        for page, lines in ends
    }
    yield from layout_faults.pages_ending_early(pages, printing, rendition)


def _paginated(rendition: Rendition, laid: Sequence[LaidOut]) -> Pagination:
    return paginate(rendition.units, list(map(Extents.of, laid)), rendition.front_folios)


def _numbers(facts: UnitFacts, pages: PageMap) -> dict[str, str]:
    """Return the folios of the anchors whose page numbers a unit prints."""
    folios = {slot.target: pages.folio(slot.target) for slot in facts.slots}
    return {target: folio for target, folio in folios.items() if folio is not None}


def _faults(
    rendition: Rendition, facts: Sequence[UnitFacts], pagination: Pagination, faces: Iterable[FaceUse]
) -> Iterator[Diagnostic]:
    """Yield every fault that the layout shows, at its place in the manuscript."""
    origins, pages = MarkupOrigins(rendition), pagination.page_map.pages
    dead = dict.fromkeys(target for each in facts for target in each.links if target not in pages)
    messages = [*(message for each in facts for message in each.messages), *map(engine_log.dead_link, dead)]
    yield from engine_log.diagnostics(messages, origins, rendition)
    yield from layout_faults.overfull_tables((table for each in facts for table in each.tables), origins)
    yield from layout_faults.overfull_words((word for each in facts for word in each.words), origins)
    yield from layout_faults.unreadable_formulas((one for each in facts for one in each.formulas), origins)
    yield from layout_faults.foreign_fonts((face.family for face in faces), rendition)
    yield from layout_faults.lost_places(pages, rendition, origins)
