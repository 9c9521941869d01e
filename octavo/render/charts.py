"""Draw charts: Vega-Lite in, SVG out, in the theme's letters and in black, greys and hatching that photocopies keep.

One unit of a drawing is one point. A chart's fragment says what to draw; its rows, sizes, letters and greys come from
here, so that all charts of a book look alike. Nothing is fetched, and times are told in UTC, so that the drawing is the
same everywhere. Beside colours a fragment may name a filling: ``url(#hatch)``, ``url(#cross)`` or ``url(#dots)``.
"""

import re
from collections.abc import Mapping

from octavo.model.output import Theme
from octavo.model.records import ChartFigure, FigureData
from octavo.render.chart_fragments import checked_fragment
from octavo.render.glyph_outlines import check_room, with_families
from octavo.render.maps import with_maps
from octavo.render.template_context import Words
from octavo.render.vega import vega_drawing

FILLINGS = (
    '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="4" height="4" fill="#fff"/><rect width="1.2" height="4" fill="#000"/></pattern>'
    '<pattern id="cross" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="4" height="4" fill="#fff"/><path d="M0,0h4M0,0v4" stroke="#000" stroke-width="1"/></pattern>'
    '<pattern id="dots" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect width="4" height="4" fill="#fff"/><circle cx="2" cy="2" r="0.8" fill="#000"/></pattern></defs>'
)
CATEGORIES = ("#000000", "#b3b3b3", "#666666", "#e0e0e0", "url(#hatch)", "url(#dots)")
"""Neighbours differ by a third of the way from black to white at least; from the fifth on fillings take over."""

ROOT = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="[^"]*">')
TEXT = re.compile(r'<text([^>]*?) transform="([^"]*)"([^>]*)>(<tspan.*?)</text>')
LINE = re.compile(r'<tspan(?: x="0" dy="([\d.]+)")?>(.*?)</tspan>')
CLIP = re.compile(r"(?<=[\"#])clip\d+\b")
NOWHERE_TO_DRAW = re.compile(r' (?:d|transform)="[^"]*(?:NaN|Infinity)')


def draw_chart(record: ChartFigure, theme: Theme, measure: float, word: Words) -> str:
    """Return the chart of ``record`` as an SVG drawing ``measure`` pt wide and ``record.height`` pt high.

    A chart of several views side by side sets its own sizes; it is centred where it is narrower than ``measure``. The
    typeface is the theme's token ``chart-family`` (the family of its last face by default), in ``chart-size`` pt (7.5).
    Numbers are written with the marks that ``word`` knows.

    Raises ``ValueError`` with a sentence for the editor when the fragment cannot be drawn, or not within the bounds of
    :mod:`octavo.model.limits`, and its own kind :class:`~octavo.model.characters.NoGlyphError` where no font has
    a character of it.
    """
    tokens = theme.settings.tokens
    family = tokens.get("chart-family", theme.settings.faces[-1].family)
    columns = [column.name for column in record.data.columns]
    chart = checked_fragment(record.chart, columns, _numbers(record.data), theme.maps)
    width, height = int(measure), round(record.height)
    specification = {
        "data": {"values": _rows(record.data)},
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 1,
        **with_maps(chart, theme.maps, (width, height)),
        "config": _looks(family, float(tokens.get("chart-size", "7.5"))),
    }
    drawing = with_families(_framed(_draw(specification, theme, word), measure), theme)
    check_room(drawing, theme)
    return drawing


# --- what is drawn ---


def _rows(data: FigureData) -> list[dict[str, object]]:
    """Return the rows as Vega-Lite takes them; the row of totals is not drawn."""
    names = [column.name for column in data.columns]
    return [dict(zip(names, row, strict=True)) for row in data.rows]


def _numbers(data: FigureData) -> list[str]:
    """Return the columns that hold numbers, or nothing, in every row."""
    cells = zip(*data.rows, strict=True) if data.rows else ((),) * len(data.columns)
    return [
        column.name
        for column, values in zip(data.columns, cells, strict=True)
        if all(value is None or isinstance(value, int | float) for value in values)
    ]


# --- how it looks ---


def _looks(family: str, size: float) -> dict[str, object]:
    """Return the Vega-Lite configuration: one typeface, thin black lines, greys; no line thinner than 0.4 pt."""
    black, grey = "#000000", "#808080"
    labels = {"labelColor": black, "labelFontSize": size, "titleColor": black, "titleFontSize": size}
    outlined = {"fill": "#999999", "stroke": black, "strokeWidth": 0.6}
    return {
        "aria": False,
        "background": None,
        "font": f"{family}, sans-serif",
        "view": {"stroke": None},
        # An empty cell keeps its place on the axis and has no mark.
        "mark": {"invalid": "break-paths-show-domains"},
        "scale": {"barBandPaddingInner": 0.3},
        "range": {"category": list(CATEGORIES), "ordinal": {"scheme": "greys"}, "ramp": {"scheme": "greys"}},
        "axis": {
            **labels,
            "titleFontWeight": 400,
            "titlePadding": 5,
            "labelPadding": 3,
            "labelFlush": False,
            "labelLimit": 0,
            "domainColor": black,
            "domainWidth": 0.6,
            "gridColor": grey,
            "gridWidth": 0.4,
            "tickColor": black,
            "tickWidth": 0.5,
            "tickSize": 3,
        },
        "axisXDiscrete": {"labelAngle": 0},
        # The title of an upright scale lies over it, where it is read without turning the page.
        "axisYQuantitative": {
            "titleAngle": 0,
            "titleAlign": "left",
            "titleBaseline": "bottom",
            "titleX": 0,
            "titleY": -5,
        },
        "legend": {**labels, "titleFontWeight": 600, "orient": "top", "symbolStrokeWidth": 0.6, "symbolSize": 50},
        "header": {**labels, "titleFontWeight": 600},
        "title": {"color": black, "fontSize": size, "fontWeight": 600, "anchor": "start"},
        "text": {"fontSize": size, "fill": black},
        "bar": outlined,
        "rect": outlined,
        "arc": outlined,
        "area": outlined,
        "geoshape": {"fill": "#e6e6e6", "stroke": black, "strokeWidth": 0.4, "strokeJoin": "round"},
        "line": {"stroke": black, "strokeWidth": 1.2},
        "trail": {"fill": black},
        "rule": {"stroke": black, "strokeWidth": 0.6},
        "tick": {"stroke": None, "fill": black, "opacity": 1},
        "point": {"stroke": black, "strokeWidth": 0.8, "fill": black, "size": 16, "opacity": 1},
        "circle": {"fill": black, "size": 16, "opacity": 1},
        "square": {"fill": black, "size": 16, "opacity": 1},
    }


# --- drawing ---


def _draw(specification: Mapping[str, object], theme: Theme, word: Words) -> str:
    try:
        drawing = vega_drawing(specification, theme.fonts, _marks(word))
    except ValueError as problem:
        raise ValueError(_sentence(str(problem))) from problem
    if NOWHERE_TO_DRAW.search(drawing):
        raise ValueError("a place or a size in it is not a number")
    return TEXT.sub(_split, _renumbered(drawing))


def _split(found: re.Match[str]) -> str:
    """Make a text of each line of a text, since engines do not agree how the second line is centred."""
    before, place, after, lines = found.groups()
    pieces, height = [], 0.0
    for step, words in LINE.findall(lines):
        height += float(step or 0)
        pieces.append(f'<text{before} transform="{place} translate(0,{height:g})"{after}>{words}</text>')
    return "".join(pieces)


def _renumbered(drawing: str) -> str:
    """Number the shapes that cut others off from 1; the library counts on from drawing to drawing."""
    numbers = {name: f"clip{number}" for number, name in enumerate(dict.fromkeys(CLIP.findall(drawing)), 1)}
    return CLIP.sub(lambda found: numbers[found[0]], drawing)


def _marks(word: Words) -> dict[str, object]:
    """Return the marks of the language in numbers, as d3-format names them."""
    marks = {"decimal": word("decimal-mark"), "thousands": word("thousands-mark")}
    return {**marks, "grouping": [3], "currency": ["", ""]}


def _sentence(message: str) -> str:
    """Return the reason in a message of the drawing library, without the specification and the places in its code."""
    lines = [line.strip() for line in message.splitlines() if not line.lstrip().startswith("at ")]
    reason = next((line for line in lines if line and not line.endswith("conversion failed:")), message)
    name, _, words = reason.partition(": ")
    if not name.endswith("Error"):
        return reason
    words = re.sub(r"\{.*\}", "of the chart", words)
    return words if name == "Error" else f"Vega-Lite cannot make sense of it ({words})"


def _framed(drawing: str, measure: float) -> str:
    """Give the drawing its size in pt, stand it in the middle of ``measure`` on white, and add the fillings it uses."""
    root = ROOT.match(drawing)
    if root is None:
        raise ValueError("the drawing says no size")
    width, height = float(root[1]), float(root[2])
    if width > measure + 1:
        raise ValueError(f"the drawing is {width:g} pt wide, the page has room for {measure:.0f} pt")
    left = (width - measure) / 2
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="{measure:.2f}pt" height="{height:g}pt"'
        f' viewBox="{left:.2f} 0 {measure:.2f} {height:g}">'
    )
    fillings = FILLINGS if re.search(r"url\(#(?:hatch|cross|dots)\)", drawing) else ""
    background = f'<rect x="{left:.2f}" width="{measure:.2f}" height="{height:g}" fill="#fff"/>'
    return f"{head}{fillings}{background}{drawing[root.end() :]}\n"
