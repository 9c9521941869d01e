"""A rendition laid out in units, one after the other: the composition that the engine runs in parallel and cached."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from octavo.model.diagnostics import Diagnostic, Faulty, fault, in_order
from octavo.model.origin import NOWHERE
from octavo.model.output import PageMap, Printing, Rendition
from octavo.typeset import markup
from octavo.typeset.assemble import DOCUMENT, FONTS, PAGES, Part, assemble
from octavo.typeset.bind import bind, grounds, numbers_for
from octavo.typeset.frames import unpack
from octavo.typeset.glyphs import union
from octavo.typeset.orders import order
from octavo.typeset.pagination import Pagination, paginate
from octavo.typeset.system import private_environment, require_libraries

if TYPE_CHECKING:
    from octavo.typeset.complaints import Complaint

Facts: TypeAlias = Mapping[str, Any]
LayOut: TypeAlias = Callable[[Sequence[bytes]], Sequence[bytes]]
"""Lay out many orders and return their records in the same order."""

ROUNDS = 4
"""How often units may change sides until every one begins on the side it was laid out for."""


def lay_out(rendition: Rendition, guess: PageMap | None = None) -> tuple[Printing, tuple[Diagnostic, ...]]:
    """Set the rendition unit by unit; promises what :func:`octavo.typeset.whole.lay_out` promises.

    The page numbers printed are those of this very layout; they have the room that those of the rendition had.
    ``guess`` is where things stood the last time: a good one saves time and changes no byte.
    """
    with private_environment():
        require_libraries()
        from octavo.typeset.complaints import unusable_fonts
        from octavo.typeset.faces import set_fonts
        from octavo.typeset.press import Press
        from octavo.typeset.unit import lay_out_unit

        press = Press(rendition.css, rendition.assets)
        if not press.has_fonts:
            raise Faulty([unusable_fonts(), *tell(rendition, [], PageMap(pages={}, count=0), press.complaints)])
        records, pagination = to_sides(rendition, guess, lambda orders: [lay_out_unit(press, each) for each in orders])
        facts = [unpack(record)[0] for record in records]
        files = {sha256(asset.content).hexdigest(): asset.content for asset in rendition.assets}
        fonts = set_fonts(union(each["fonts"] for each in facts), files)
    content = join(rendition, records, facts, pagination, fonts)
    told = tell(rendition, facts, pagination.page_map, press.complaints)
    return Printing(content=content, page_map=pagination.page_map), in_order(told)


def to_sides(rendition: Rendition, guess: PageMap | None, lay_out_all: LayOut) -> tuple[list[bytes], Pagination]:
    """Lay out all units, and again those that turn out to begin on the other side than was guessed."""
    begins = [guess.page(unit.id) if guess else None for unit in rendition.units]
    versos: Sequence[bool] = [begin is not None and begin % 2 == 0 for begin in begins]
    records: list[bytes] = []
    laid: dict[bytes, bytes] = {}
    for _ in range(ROUNDS):
        orders = [order(rendition, unit, is_verso=side) for unit, side in zip(rendition.units, versos, strict=True)]
        new = [each for each in dict.fromkeys(orders) if each not in laid]
        laid |= zip(new, lay_out_all(new), strict=True)
        records = [laid[each] for each in orders]
        pagination = paginate(rendition.units, [unpack(record)[0] for record in records])
        if pagination.versos() == tuple(versos):
            return records, pagination
        versos = pagination.versos()
    raise Faulty([fault("OC505", NOWHERE, rounds=ROUNDS)])


def join(
    rendition: Rendition, records: Sequence[bytes], facts: Sequence[Facts], pagination: Pagination, fonts: bytes
) -> bytes:
    """Bind all units and join them."""
    shared = grounds(facts, fonts=FONTS, document=DOCUMENT, pages=PAGES)
    parts = [
        Part(facts=fact, ground=ground, bound=bind(record, ground, start, numbers_for(fact, pagination.page_map)))
        for record, fact, ground, start in zip(records, facts, shared, pagination.starts, strict=True)
    ]
    return assemble(parts, pagination, fonts, rendition.metadata)


def tell(
    rendition: Rendition, facts: Sequence[Facts], pages: PageMap, of_style: Iterable["Complaint"]
) -> Iterator[Diagnostic]:
    """Yield every fault that the records of the units tell of, at the places of ``rendition``.

    ``of_style`` is what the press says of the style sheet.
    """
    from octavo.typeset import complaints, faults

    bodies = [markup.parse(unit) for unit in rendition.units]
    places = markup.Places(rendition, bodies)
    heard = [*of_style, *(complaints.Complaint.from_facts(each) for fact in facts for each in fact["complaints"])]
    dead = dict.fromkeys(target for fact in facts for target in fact["links"] if target not in pages.pages)
    heard += [complaints.dead_link(target) for target in dead]
    yield from complaints.diagnostics(heard, places, rendition.css)
    yield from faults.overfull_tables((table for fact in facts for table in fact["tables"]), places)
    families = (font["facts"]["family"] for fact in facts for font in fact["fonts"].values())
    yield from faults.foreign_fonts(families, rendition)
    if facts:
        yield from faults.lost_places(pages.pages, rendition, places)
