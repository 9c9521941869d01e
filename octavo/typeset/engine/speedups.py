"""Faster bodies for functions that WeasyPrint calls by the hundred thousand; they return what its own return.

Each gains more than 3 % of the processor time of a cold build of the 200-page book (see the chapter on WeasyPrint in
the handbook); what gained less was taken out again.
"""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from struct import Struct
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.draw.text import draw_first_line
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango
from weasyprint.text.line_break import Layout

from octavo.typeset.engine.patches import Patch

own_missing, own_setup = ComputedStyle.__missing__, Layout.setup

# A function of Pango that WeasyPrint does not declare.
ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);", override=True)

DEPENDENT = frozenset({"float", "display", "position", "page"})
"""Properties whose values depend on each other, or on the element around in a way of their own."""

LOGICAL: Mapping[str, Mapping[str, str]] = {
    name: {direction: function(block="ttb", inline=direction) for direction in ("ltr", "rtl")}
    for name, function in PHYSICAL_FUNCTIONS.items()
}
"""For each property of a side or a length, the one that may stand for it, by the direction of the text."""


def compute_undeclared(style: Any, key: str) -> Any:  # noqa: ANN401 -- values of CSS are of many types
    """Return the computed value of a property that no rule sets: it is inherited, or has its initial value.

    Most values that are asked for are of this kind; WeasyPrint's own function treats them as if they were declared.
    """
    cascaded = style.cascaded
    if key in cascaded or key in DEPENDENT or key[:2] == "__" or key[:16] == "text_decoration_":
        return own_missing(style, key)
    logical = LOGICAL.get(key)
    if logical is not None and logical[style["direction"]] in cascaded:
        return own_missing(style, key)
    if key in INHERITED and style.parent_style is not None:
        value = style.parent_style[key]
        if check_math(value):
            return own_missing(style, key)
    else:
        value = INITIAL_VALUES[key]
        if key in INITIAL_NOT_COMPUTED:
            value = COMPUTER_FUNCTIONS[key](style, key, value)
    style[key] = value
    return value


FACE = itemgetter(
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variation_settings",
    "font_variant_caps",
    "direction",
    "font_language_override",
    "lang",
    "text_decoration_line",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
"""Picks from a style all that ``Layout.setup`` reads."""

KEPT = (
    "first_line_direction",
    "language",
    "ascent",
    "underline_position",
    "underline_thickness",
    "strikethrough_position",
    "strikethrough_thickness",
)
"""What ``Layout.setup`` sets besides the style and Pango's layout."""


def copy_layout(layout: Any, style: Any) -> None:  # noqa: ANN401 -- WeasyPrint's own classes
    """Make ``layout`` ready for a line of text in ``style``, as a copy of the first one in the same face.

    WeasyPrint's own function makes a context, a font description and a list of features for every line. The first
    layouts are kept by the font configuration, since their fonts are from its map.
    """
    layouts = vars(style.font_config).setdefault("layouts", {})
    try:
        face = FACE(style)
        first, facts = layouts.get(face, (None, None))
    except TypeError:
        # A list among the values: the style of a text in an SVG image.
        own_setup(layout, style)
        return
    if first is None:
        own_setup(layout, style)
        first = ffi.gc(pango.pango_layout_copy(layout.layout), gobject.g_object_unref)
        layouts[face] = first, {name: value for name, value in vars(layout).items() if name in KEPT}
        return
    layout.style = style
    vars(layout).update(facts)
    layout.layout = ffi.gc(pango.pango_layout_copy(first), gobject.g_object_unref)


SMALLEST = 1e-6
"""The smallest size of a font in px that is drawn."""

FIRST_TRUE_SIZE = 14802
"""The version of Pango (1.48.2) from which on a font tells its true size."""

GLYPH = Struct("Iiii4x")
"""``PangoGlyphInfo``: the number of a glyph, its width, and its offsets to the right and down, in Pango's units."""

EMPTY_GLYPH = 0x0FFFFFFF
"""The number of the glyph that shows nothing; higher ones stand for characters that no font has."""


def draw_plain_line(
    stream: Any,  # noqa: ANN401 -- WeasyPrint's own classes
    box: Any,  # noqa: ANN401 -- the same
    text_overflow: str,
    block_ellipsis: str,
    matrix: Any,  # noqa: ANN401 -- the same
) -> Any:  # noqa: ANN401 -- a list of emoji to draw, of a plain line none
    """Write the glyphs of a line of text, where all of them stand on its base line and are drawn as outlines.

    WeasyPrint's own function asks Pango for every property of every glyph, and works out its width and its text again
    wherever it stands. Here a font keeps what a glyph of a certain width and offset is written as.
    """
    is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
    is_seen = box.text.strip() and box.style["font_size"] >= SMALLEST
    is_known = ffi.sizeof("PangoGlyphInfo") == GLYPH.size and pango.pango_version() >= FIRST_TRUE_SIZE
    if not (is_whole and is_seen and is_known):
        return draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)
    pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)  # noqa: FBT003 -- a function of C
    first_line, _ = box.pango_layout.get_first_line()
    try:
        pieces = list(_by_font(stream, box, first_line))
    except LookupError:
        return draw_first_line(stream, box, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    for font, size, text in pieces:
        stream.set_font_size(font.hash, size)
        if text:
            stream.show_text(text)
    if not (pieces and pieces[-1][2]):
        stream.show_text("")
    return []


def _by_font(stream: Any, box: Any, line: Any) -> Iterator[tuple[Any, float, str]]:  # noqa: ANN401 -- the same
    """Yield for each font in a line, in turn, the font, its size, and the glyphs as a PDF string with shifts.

    Pango makes a run of every word and of every space between words. Raises :class:`LookupError` for a font or a glyph
    that is not drawn as plain outlines.
    """
    before = font = None
    size = 0.0
    known: dict[tuple[int, ...], str] = {}
    written: list[str] = []
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        if pango_font != before:
            if font is not None:
                yield font, size, "".join(written)
            before, written = pango_font, []
            font, size = stream.add_font(pango_font)
            if font.svg or font.png or font.colr or font.bitmap:
                raise LookupError
            known = vars(font).setdefault("written_glyphs", {}).setdefault(size, {})
        glyphs = ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * GLYPH.size)
        text = "<"
        for place, glyph in enumerate(GLYPH.iter_unpack(glyphs)):
            if glyph not in known:
                known[glyph] = _written_glyph(stream, box, item, font, size, place, glyph)
            text += known[glyph]
        written.append(text[:-1] if text[-1] == "<" else text + ">")
    if font is not None:
        yield font, size, "".join(written)


def _written_glyph(
    stream: Any,  # noqa: ANN401 -- the same
    box: Any,  # noqa: ANN401 -- the same
    item: Any,  # noqa: ANN401 -- the same
    font: Any,  # noqa: ANN401 -- the same
    size: float,
    place: int,
    glyph: tuple[int, int, int, int],
) -> str:
    """Return how the glyph at a ``place`` of ``item`` is written, and give its font the glyph's text and width.

    Raises :class:`LookupError` for a glyph that is empty or missing, or does not stand on the base line.
    """
    number, width, x_offset, y_offset = glyph
    if number >= EMPTY_GLYPH or y_offset:
        raise LookupError
    if number not in font.to_unicode:
        clusters, last = item.glyphs.log_clusters, item.glyphs.num_glyphs - 1
        start = clusters[place]
        if item.item.analysis.level % 2:
            end = item.item.length if place == 0 else clusters[place - 1]
        else:
            end = item.item.length if place == last else clusters[place + 1]
        before = item.item.offset
        font.to_unicode[number] = box.pango_layout.text.encode()[before + start : before + end].decode()
    offset = x_offset / size
    if number not in font.widths:
        pango.pango_font_get_glyph_extents(item.item.analysis.font, number, stream.ink_rect, stream.logical_rect)
        font.widths[number] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    kerning = font.widths[number] + offset - width * 1000 * FROM_UNITS / size
    shifted = f">{-offset}<" if offset else ""
    return f"{shifted}{number:04x}" + (f">{int(kerning)}<" if kerning else "")


SPEEDUPS = (
    Patch(own=own_missing, body=compute_undeclared, source="b318d8efc8ac79d716f05cb81cc3abd6"),
    Patch(own=draw_first_line, body=draw_plain_line, source="1bb8eae6d88e71b17096a034656f3be1"),
    Patch(own=own_setup, body=copy_layout, source="fb227a55094f41d42fbd57f180d8b7a9"),
)
