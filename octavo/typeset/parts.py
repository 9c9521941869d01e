"""A rendition laid out in units, one after the other: the composition that the engine runs in parallel and cached."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from octavo.model.diagnostics import Diagnostic, Faulty, in_order
from octavo.model.output import Metadata, PageMap, Printing, Rendition
from octavo.pdf.file_layout import DOCUMENT, FONTS, PAGES
from octavo.pdf.object_renumbering import Ground
from octavo.typeset import markup
from octavo.typeset.assemble import Part, assemble
from octavo.typeset.divisions import PAGES_OF_PART, divide
from octavo.typeset.glyphs import union
from octavo.typeset.pagination import Facts, Pagination, paginate, sides_of
from octavo.typeset.place_unit import bind, grounds, numbers_for
from octavo.typeset.system import layout_engine
from octavo.typeset.unit_document import order

if TYPE_CHECKING:
    from octavo.typeset.engine_log import Complaint


def lay_out(rendition: Rendition, *, pages: float = PAGES_OF_PART) -> tuple[Printing, tuple[Diagnostic, ...]]:
    """Set the rendition unit by unit; promises what :func:`octavo.typeset.whole_document.lay_out` promises.

    The page numbers printed are those of this very layout; they have the room that those of the rendition had. For
    ``pages`` see :func:`octavo.typeset.divisions.divide`.
    """
    with layout_engine():
        from octavo.typeset.engine_log import unusable_fonts
        from octavo.typeset.faces import set_fonts
        from octavo.typeset.layout_session import Press
        from octavo.typeset.unit import lay_out_unit

        rendition = divide(rendition, pages=pages)
        press = Press(rendition.css, rendition.assets)
        if not press.has_fonts:
            raise Faulty([unusable_fonts(), *tell(rendition, [], PageMap(pages={}, count=0), press.complaints)])
        laid = [lay_out_unit(press, order(rendition, unit), is_recto=unit.starts_recto) for unit in rendition.units]
        pagination = paginate(rendition.units, [sides_of(facts) for facts, _ in laid])
        files = {sha256(asset.content).hexdigest(): asset.content for asset in rendition.assets}
        fonts = set_fonts(union(each["fonts"] for each in pagination.facts), files)
    bound = [
        bind(record, place.ground, place.first, place.numbers)
        for (_, record), place in zip(laid, places(pagination), strict=True)
    ]
    content = join(bound, pagination, fonts, rendition.metadata)
    told = tell(rendition, pagination.facts, pagination.page_map, press.complaints)
    return Printing(content=content, page_map=pagination.page_map), in_order(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one unit comes to stand: what :func:`~octavo.typeset.place_unit.bind` wants to know besides its record."""

    ground: Ground
    first: int
    numbers: dict[str, int]


def places(pagination: Pagination) -> list[Place]:
    """Return the place of each unit."""
    shared = grounds(pagination.facts, fonts=FONTS, document=DOCUMENT, pages=PAGES)
    return [
        Place(ground=ground, first=start, numbers=numbers_for(fact, pagination.page_map))
        for ground, start, fact in zip(shared, pagination.starts, pagination.facts, strict=True)
    ]


def join(bound: Sequence[bytes], pagination: Pagination, fonts: bytes, metadata: Metadata) -> bytes:
    """Join all units, each bound in its place."""
    parts = [
        Part(facts=fact, bound=each, ground=place.ground)
        for each, fact, place in zip(bound, pagination.facts, places(pagination), strict=True)
    ]
    return assemble(parts, pagination, fonts, metadata)


def tell(
    rendition: Rendition, facts: Sequence[Facts], pages: PageMap, of_style: Iterable["Complaint"]
) -> Iterator[Diagnostic]:
    """Yield every fault that the records of the units tell of, at the places of ``rendition``.

    ``of_style`` is what the press says of the style sheet.
    """
    from octavo.typeset import engine_log, layout_faults

    origins = markup.Places(rendition)
    heard = [*of_style, *(engine_log.Complaint.from_facts(each) for fact in facts for each in fact["complaints"])]
    dead = dict.fromkeys(target for fact in facts for target in fact["links"] if target not in pages.pages)
    heard += [engine_log.dead_link(target) for target in dead]
    yield from engine_log.diagnostics(heard, origins, rendition.css)
    yield from layout_faults.overfull_tables((table for fact in facts for table in fact["tables"]), origins)
    families = (font["facts"]["family"] for fact in facts for font in fact["fonts"].values())
    yield from layout_faults.foreign_fonts(families, rendition)
    if facts:
        yield from layout_faults.lost_places(pages.pages, rendition, origins)
