"""The cover in one piece: the back, the spine and the front, side by side, with bleed around them. Lengths are mm."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Book, Section
from octavo.model.isbn import is_valid
from octavo.model.origin import Origin
from octavo.model.output import Paper
from octavo.model.printing import POINTS_PER_MM
from octavo.pdf.sheet_file import PageSource, Placement, SheetArea, SheetSide, Size
from octavo.press.print_shops import PrintOrder

MARGIN = 14.0
LARGEST, SHARE = 4.2, 0.55
"""The type on the spine is at most so high, and at most this part of the thickness."""

BACK, SPINE, FRONT = 1, 2, 3
"""The pages on which the parts are set."""


def enlarged(content: bytes, bleed: float) -> Paper:
    """Return the paper for a part of the cover: the trim size of the PDF ``content``, with bleed at all sides."""
    size = PageSource(content).sizes[0]
    width, height = (length / POINTS_PER_MM + 2 * bleed for length in size)
    room, leading = MARGIN + bleed, 13.0
    lines = int((height - 2 * room) * POINTS_PER_MM / leading)
    return Paper(
        width=width, height=height, inner=room, outer=room, top=room, bottom=room, leading=leading, lines=lines
    )


def cover_sections(book: Book, order: PrintOrder, pages: int) -> Iterator[Section]:
    """Yield the back cover with the bar code, the spine and the front cover; those that the book lacks are made."""
    held = {section.kind: section for section in book.sections if section.kind in {"cover", "back-cover"}}
    printed = book.settings.identifiers.get("print", "")
    code = {"bar-code": printed} if is_valid(printed) else {}
    back = held.get("back-cover") or _bare(book, "back-cover")
    yield replace(back, values={**back.values, **code}, starts_recto=False)
    yield replace(_bare(book, "spine"), values=_spine(book, order, pages))
    yield replace(held.get("cover") or _bare(book, "cover"), starts_recto=False)


def _bare(book: Book, kind: str) -> Section:
    return Section(id=kind, kind=kind, matter="front", title=(), origin=_place(book))


def _place(book: Book) -> Origin:
    return book.sections[0].origin if book.sections else Origin("book.yaml")


def _spine(book: Book, order: PrintOrder, pages: int) -> dict[str, str]:
    """Return what stands on the spine: nothing where it is too thin, or the shop allows none."""
    thickness, settings = order.spine(pages), book.settings
    room = order.shop.spine_room if order.shop else 0.5
    size = min(LARGEST, (thickness - 2 * room) * SHARE)
    about = {"thickness": f"{thickness:.3f}", "size": f"{max(size, 0.1):.3f}"}
    if not order.spine_bears_type(pages):
        return about
    if settings.press.spine:
        return {**about, "title": settings.press.spine}
    roles = ("author", "editor")
    names = next(
        filter(None, ([each.name for each in settings.contributors if each.role == role] for role in roles)), []
    )
    return {**about, "title": settings.short_title or settings.title, "names": "|".join(names[:1])}


def cover_sheet(content: bytes, thickness: float, bleed: float, title: str) -> bytes:
    """Return the cover of the three pages of ``content``, cut at the folds."""
    source = PageSource(content)
    width, height = source.sizes[0]
    edge, spine = bleed * POINTS_PER_MM, thickness * POINTS_PER_MM
    trim = width - 2 * edge
    fold = edge + trim
    whole = Size(2 * fold + spine, height)
    parts = (
        _part(BACK, 0.0, SheetArea(0, 0, fold, height)),
        _part(SPINE, fold, SheetArea(fold, 0, spine, height)),
        _part(FRONT, fold + spine - edge, SheetArea(fold + spine, 0, fold, height)),
    )
    sides = (SheetSide(size=whole, placements=parts),)
    return source.write(sides, title=source.title or title, subject="Cover", flip="")


def _part(page: int, left: float, clip: SheetArea) -> Placement:
    return Placement(page=page, matrix=(1.0, 0.0, 0.0, 1.0, left, 0.0), clip=clip)
