"""Draw the bar code of a book: its ISBN as EAN-13 (ISO/IEC 15420); the one door to the library that knows the bars."""

from base64 import b64encode
from itertools import groupby

from octavo.model.isbn import as_urn

MODULE = 0.33
"""The width in mm of the thinnest bar at full size (GS1 General Specifications, 5.2)."""

LEFT, RIGHT = 11, 7
"""Modules of white at either side of the bars."""

HEIGHT = 55
"""Modules that the bars are high: a little less than at full size, as is usual on books."""


def drawn_bars(isbn: str) -> str:
    """Return the bars of a valid ISBN, black on white, as an SVG drawing in an address of the scheme ``data:``."""
    from barcode import EAN13

    (modules,) = EAN13(as_urn(isbn).rpartition(":")[2]).build()
    place, bars = LEFT, []
    for sign, run in groupby(modules):
        count = len(list(run))
        if sign == "1":
            bars.append(f"M{place} 0h{count}v{HEIGHT}h-{count}z")
        place += count
    width = place + RIGHT
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width * MODULE:.2f}mm" '
        f'height="{HEIGHT * MODULE:.2f}mm"><path fill="#fff" d="M0 0h{width}v{HEIGHT}h-{width}z"/>'
        f'<path d="{"".join(bars)}"/></svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def figures_below(isbn: str) -> str:
    """Return the figures of a valid ISBN as they stand below the bars: one, six and six."""
    figures = as_urn(isbn).rpartition(":")[2]
    return f"{figures[0]} {figures[1:7]} {figures[7:]}"
