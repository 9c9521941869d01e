"""What a print shop would refuse, told before the upload: the size, the number of pages, margins and pictures."""

from collections.abc import Iterator
from textwrap import shorten

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.printing import POINTS_PER_MM
from octavo.pdf.drawn_pages import DrawnPage
from octavo.pdf.opened_file import OpenedFile
from octavo.press.print_shops import PrintOrder, PrintShop

SHOWN = 40
"""Letters of a line that a message shows."""

TOLERANCE = 0.2
"""Millimetres by which a margin may fall short: what stands at the edge of a letter is white."""

COARSEST = 200.0
"""Pixels per inch below which shops warn of a picture; they recommend 300."""


def beyond_limits(content: bytes, order: PrintOrder, origin: Origin) -> Iterator[Diagnostic]:
    """Yield what in the pages for a press is beyond the limits of its shop; ``origin`` is the place of the settings."""
    if order.shop is None:
        return
    shop, file = order.shop, OpenedFile(content)
    drawn = [file.drawn_page(page) for page in file.pages.values()]
    left, bottom, right, top = drawn[0].trim
    width, height = (right - left) / POINTS_PER_MM, (top - bottom) / POINTS_PER_MM
    if not shop.takes(width, height):
        yield fault("OC671", origin, shop=shop.name, size=f"{width:.0f} × {height:.0f} mm")
    least, most = shop.pages
    if not least <= len(drawn) <= most:
        yield fault("OC672", origin, shop=shop.name, pages=len(drawn), least=least, most=most)
    if order.has_marks:
        yield fault("OC673", origin, shop=shop.name)
    yield from _margins(drawn, shop, origin)
    coarse = {
        round(image.columns / image.width * 72)
        for page in drawn
        for image in page.images
        if image.width and image.columns / image.width * 72 < COARSEST
    }
    if coarse:
        yield fault("OC675", origin, resolution=min(coarse), wanted=300)


def _margins(pages: list[DrawnPage], shop: PrintShop, origin: Origin) -> Iterator[Diagnostic]:
    """Yield OC674 for the four margins, each for the page where it is narrowest."""
    narrowest: dict[str, tuple[float, int, str]] = {}
    for number, page in enumerate(pages, start=1):
        for side, room, text in _rooms(page, is_recto=number % 2 == 1):
            if room < narrowest.get(side, (room + 1, 0, ""))[0]:
                narrowest[side] = room, number, text
    for side, (room, number, text) in narrowest.items():
        least = shop.inner_margin(len(pages)) if side == "inner" else shop.margin
        if room < least - TOLERANCE:
            yield fault(
                "OC674",
                origin,
                shop=shop.name,
                side=side,
                page=number,
                text=text,
                room=f"{room:.1f}",
                least=f"{least:.1f}",
            )


def _rooms(page: DrawnPage, *, is_recto: bool) -> Iterator[tuple[str, float, str]]:
    """Yield for each line of a page what is free beside, above and below it, in mm."""
    left, bottom, right, top = page.trim
    for run in page.runs:
        if not run.is_level or not run.text.strip():
            continue
        sides = (run.left - left, right - run.right)
        inner, outer = sides if is_recto else sides[::-1]
        above, below = top - run.baseline - run.size * 0.7, run.baseline - bottom
        text = shorten(run.text, SHOWN, placeholder=" …")
        for side, room in (("inner", inner), ("outer", outer), ("upper", above), ("lower", below)):
            yield side, room / POINTS_PER_MM, text
