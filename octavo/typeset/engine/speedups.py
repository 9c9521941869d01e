"""Quicker bodies for a few functions that the engine calls by the hundred thousand; they return what its own return.

Each body was written
for one source of the function whose place it takes and is put in only where the engine has exactly that (``SOURCES``);
elsewhere the engine's own goes on working, and a test says which are to be looked at after an upgrade. Import this
module only after :func:`octavo.typeset.system.require_libraries`.
"""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from math import inf
from operator import itemgetter
from struct import Struct
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pydyf
import weasyprint.css
import weasyprint.css.functions
import weasyprint.draw.text
import weasyprint.layout.percent
import weasyprint.text.line_break
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout.percent import adjust_box_sizing, percentage
from weasyprint.text.ffi import FROM_UNITS, ffi, gobject, pango

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);", override=True)

Body: TypeAlias = Callable[..., Any]
Style: TypeAlias = Mapping[str, Any]

SOURCES: Mapping[str, str] = {
    "pydyf._to_bytes": "1cefd02c285d3aee7ad09bf6e5be50b2",
    "weasyprint.css.ComputedStyle.__missing__": "b318d8efc8ac79d716f05cb81cc3abd6",
    "weasyprint.css.functions.check_math": "4f8e6a21258e09ba3cdb1a650edca275",
    "weasyprint.draw.text.draw_first_line": "1bb8eae6d88e71b17096a034656f3be1",
    "weasyprint.layout.percent.resolve_percentages": "71673078096fcf8764e6412933288cc7",
    "weasyprint.text.line_break._font_style_cache_key": "d6b09d54b8258d5861359b1bae253392",
    "weasyprint.text.line_break.Layout.setup": "fb227a55094f41d42fbd57f180d8b7a9",
}
"""The beginning of the SHA-256 of the source of each function that has a quicker body: WeasyPrint 70.0, pydyf 0.13."""

OWN: dict[str, Body] = {
    "pydyf._to_bytes": pydyf._to_bytes,  # noqa: SLF001
    "weasyprint.css.ComputedStyle.__missing__": weasyprint.css.ComputedStyle.__missing__,
    "weasyprint.css.functions.check_math": weasyprint.css.functions.check_math,
    "weasyprint.draw.text.draw_first_line": weasyprint.draw.text.draw_first_line,
    "weasyprint.layout.percent.resolve_percentages": weasyprint.layout.percent.resolve_percentages,
    "weasyprint.text.line_break._font_style_cache_key": weasyprint.text.line_break._font_style_cache_key,  # noqa: SLF001
    "weasyprint.text.line_break.Layout.setup": weasyprint.text.line_break.Layout.setup,
}
"""The engine's own functions, for all that is not common enough to be quick."""


def to_bytes(item: Any) -> bytes:  # noqa: ANN401 -- the engine has no types
    """Write a value of PDF: the common kinds by their type, without a search."""
    kind = type(item)
    if kind is bytes:
        written: bytes = item
    elif kind is str:
        written = item.encode("ascii")
    elif kind is int:
        written = b"%d" % item
    elif kind is float and not item.is_integer():
        written = (b"%f" % item).rstrip(b"0")
    else:
        written = OWN["pydyf._to_bytes"](item)
    return written


PLAIN = frozenset({str, int, float, bool, type(None), Dimension})
"""Kinds of values of properties that hold no function of CSS."""


def check_math(token: Any) -> bool | None:  # noqa: ANN401
    """Whether a value is or holds a function that reckons."""
    kind = type(token)
    if kind in PLAIN:
        return None
    if kind is not tuple:
        is_math: bool | None = _own_check_math(token)
        return is_math
    for item in token:  # noqa: SIM110 -- a generator would cost more than all that it saves here
        if type(item) not in PLAIN and check_math(item):
            return True
    return False


_own_check_math = OWN["weasyprint.css.functions.check_math"]

TANGLED = frozenset({"float", "display", "position", "page"})
"""Properties whose values depend on each other, or on the element around in a way of their own."""

LOGICAL: Mapping[str, Mapping[str, str]] = {
    key: {direction: function(block="ttb", inline=direction) for direction in ("ltr", "rtl")}
    for key, function in PHYSICAL_FUNCTIONS.items()
}
"""For each property of a side or a length, the one that may stand for it, by the direction of the text."""


def missing(style: Any, key: str) -> Any:  # noqa: ANN401 -- values of CSS are of many types
    """Return the computed value of a property that no rule sets: it is inherited, or has its initial value."""
    cascaded = style.cascaded
    if key in cascaded or key in TANGLED or key[:2] == "__" or key[:16] == "text_decoration_":
        return OWN["weasyprint.css.ComputedStyle.__missing__"](style, key)
    logical = LOGICAL.get(key)
    if logical is not None and logical[style["direction"]] in cascaded:
        return OWN["weasyprint.css.ComputedStyle.__missing__"](style, key)
    if key in INHERITED and style.parent_style is not None:
        value = style.parent_style[key]
        if check_math(value):
            return OWN["weasyprint.css.ComputedStyle.__missing__"](style, key)
    else:
        value = INITIAL_VALUES[key]
        if key in INITIAL_NOT_COMPUTED:
            value = COMPUTER_FUNCTIONS[key](style, key, value)
    style[key] = value
    return value


BY_WIDTH = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
BY_LENGTH = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
MAY_NOT_BE_AUTO = frozenset({"min_width", "min_height"})
BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def resolve_percentages(box: Any, containing_block: Any) -> None:  # noqa: ANN401 -- the engine has no types
    """Set the lengths of ``box`` from its style, percentages by those of the block around it."""
    if isinstance(containing_block, Box):
        width, height = containing_block.width, containing_block.height
    else:
        width, height = containing_block
    style = box.style
    _set_lengths(box, style, BY_WIDTH, width)
    _set_lengths(box, style, BY_LENGTH, height if isinstance(box, PageBox) else width)
    if height == "auto":
        own = style["height"]
        box.height = "auto" if own == "auto" or check_math(own) or own.unit == "%" else own.value
        _set_lengths(box, style, ("min_height",), 0)
        _set_lengths(box, style, ("max_height",), inf)
    else:
        _set_lengths(box, style, ("height", "min_height", "max_height"), height)
    collapses = style["border_collapse"] == "collapse"
    for name in BORDERS:
        if not (collapses and hasattr(box, name)):
            setattr(box, name, style[name])
    if style["box_sizing"] != "content-box":
        adjust_box_sizing(box, "width")
        adjust_box_sizing(box, "height")


def _set_lengths(box: Any, style: Style, names: Iterable[str], whole: float) -> None:  # noqa: ANN401
    """Set the used values of the lengths ``names``; ``whole`` is 100 per cent."""
    for name in names:
        value = style[name]
        if type(value) is Dimension and value.unit == "px":
            used = value.value
        elif value == "auto":
            used = 0 if name in MAY_NOT_BE_AUTO else value
        else:
            used = percentage(value, style, whole)
        setattr(box, name, used)


FACE = (
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
"""All properties that a line of text is made ready by."""

_face = itemgetter(*FACE)


KEPT = (
    "first_line_direction",
    "language",
    "ascent",
    "underline_position",
    "underline_thickness",
    "strikethrough_position",
    "strikethrough_thickness",
)
"""What the engine knows of a line before it has text."""


def set_up(layout: Any, style: Any) -> None:  # noqa: ANN401
    """Make a line ready for text in ``style``: as a copy of the first one with the same face, for one set of fonts."""
    known = style.font_config.__dict__.setdefault("_models", {})
    try:
        face = _face(style)
        model, facts = known.get(face, (None, None))
    except TypeError:
        # A list among the values: the style of a text in a drawing.
        OWN["weasyprint.text.line_break.Layout.setup"](layout, style)
        return
    if model is None:
        OWN["weasyprint.text.line_break.Layout.setup"](layout, style)
        model = ffi.gc(pango.pango_layout_copy(layout.layout), gobject.g_object_unref)
        known[face] = model, {name: value for name, value in vars(layout).items() if name in KEPT}
        return
    layout.style = style
    vars(layout).update(facts)
    layout.layout = ffi.gc(pango.pango_layout_copy(model), gobject.g_object_unref)


_font = itemgetter(
    *(name for name in FACE if name.startswith("font_") and name not in {"font_size", "font_kerning"}), "lang"
)


def font_key(style: Any, include_size: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 -- as the engine calls it
    """Return all of a style that chooses glyphs, to look up what was measured: as it is, not written out."""
    key = (*_font(style), style["font_size"], style["line_height"]) if include_size else _font(style)
    try:
        hash(key)
    except TypeError:
        return OWN["weasyprint.text.line_break._font_style_cache_key"](style, include_size)
    return key


GLYPH = Struct("Iiii4x")
"""A glyph of a line as Pango keeps it: its number; width and offsets in Pango units."""

NO_GLYPH = 0x0FFFFFFF
"""The number of the empty glyph; numbers above it stand for characters that no font has."""


def draw_first_line(
    stream: Any,  # noqa: ANN401
    box: Any,  # noqa: ANN401
    text_overflow: str,
    block_ellipsis: str,
    matrix: Any,  # noqa: ANN401
) -> list[Any]:
    """Write the glyphs of a line of text, where they all stand on its base line and are drawn as outlines."""
    by_engine: Callable[..., list[Any]] = OWN["weasyprint.draw.text.draw_first_line"]
    is_plain = text_overflow != "ellipsis" and block_ellipsis == "none" and ffi.sizeof("PangoGlyphInfo") == GLYPH.size
    if not box.text.strip() or box.style["font_size"] < LEAST or not is_plain:
        return by_engine(stream, box, text_overflow, block_ellipsis, matrix)
    pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)  # noqa: FBT003
    first_line, _ = box.pango_layout.get_first_line()
    try:
        runs = list(_runs(stream, box, first_line))
    except LookupError:
        return by_engine(stream, box, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    text = ""
    for font, size, text in runs:
        stream.set_font_size(font.hash, size)
        if text:
            stream.show_text(text)
    if not text:
        stream.show_text(text)
    return []


LEAST = 1e-6
"""The least size of a font in px that is drawn."""


def _runs(stream: Any, box: Any, line: Any) -> Iterator[tuple[Any, float, str]]:  # noqa: ANN401
    """Yield for each font in a line, in turn, the font, its size, and the glyphs as a PDF string with shifts.

    Pango makes a run of every word and of every space between words. Raises :class:`LookupError` for a font or a glyph
    that is not drawn as plain outlines.
    """
    before = font = None
    size = 0.0
    known: dict[tuple[int, ...], str] = {}
    pieces: list[str] = []
    run = line.runs[0]
    while run != ffi.NULL:
        item, run = run.data, run.next
        pango_font = item.item.analysis.font
        if pango_font != before:
            if font is not None:
                yield font, size, "".join(pieces)
            before, pieces = pango_font, []
            font, size = stream.add_font(pango_font)
            if font.svg or font.png or font.colr or font.bitmap or pango.pango_version() < SOUND:
                raise LookupError
            known = vars(font).setdefault("_pieces", {}).setdefault(size, {})
        string = item.glyphs
        text = "<"
        for place, glyph in enumerate(GLYPH.iter_unpack(ffi.buffer(string.glyphs, string.num_glyphs * GLYPH.size))):
            piece = known.get(glyph)
            if piece is None:
                piece = known[glyph] = _piece(stream, box, item, font, size, place, glyph)
            text += piece
        pieces.append(text[:-1] if text[-1] == "<" else text + ">")
    if font is not None:
        yield font, size, "".join(pieces)


SOUND = 14802
"""The version of Pango (1.48.2) that tells the true size of a font."""


def _piece(
    stream: Any,  # noqa: ANN401
    box: Any,  # noqa: ANN401
    item: Any,  # noqa: ANN401
    font: Any,  # noqa: ANN401
    size: float,
    place: int,
    glyph: tuple[int, int, int, int],
) -> str:
    """Return how a glyph is written, and let its font know of it; raises :class:`LookupError` for an unusual one."""
    number, width, x_offset, y_offset = glyph
    if number >= NO_GLYPH or y_offset:
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


QUICK: Mapping[str, Body] = {
    "pydyf._to_bytes": to_bytes,
    "weasyprint.css.ComputedStyle.__missing__": missing,
    "weasyprint.css.functions.check_math": check_math,
    "weasyprint.draw.text.draw_first_line": draw_first_line,
    "weasyprint.layout.percent.resolve_percentages": resolve_percentages,
    "weasyprint.text.line_break._font_style_cache_key": font_key,
    "weasyprint.text.line_break.Layout.setup": set_up,
}


def unknown_sources() -> Iterator[str]:
    """Name every function of the engine that is not the one its quicker body was written for."""
    for name, own in OWN.items():
        try:
            source = inspect.getsource(own)
        except OSError:
            source = ""
        if not sha256(source.encode()).hexdigest().startswith(SOURCES[name]):
            yield name


def quicken() -> None:
    """Put the quicker bodies in the places of the functions they stand for; calling this again changes nothing."""
    unknown = set(unknown_sources())
    for name, quick in QUICK.items():
        if name not in unknown:
            put(OWN[name], quick)


def put(own: Body, quick: Body) -> None:
    """Let ``quick`` be found in the engine wherever ``own`` is: functions go from module to module by name."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] in {"weasyprint", "pydyf"}]
    for place in (*modules, weasyprint.css.ComputedStyle, weasyprint.text.line_break.Layout):
        for name, value in tuple(vars(place).items()):
            if value is own:
                setattr(place, name, quick)


def well_formed(text: str, *, base_url: str, url_fetcher: object) -> Any:  # noqa: ANN401
    """Return the engine's ``HTML`` of a document that is well-formed XML, read as such: in a thirtieth of the time.

    Elements must be written as a reader of HTML would complete them: it puts rows into a ``<tbody>``, and ends a
    paragraph before a block.
    """
    html = weasyprint.HTML.__new__(weasyprint.HTML)
    html.base_url, html.url_fetcher, html.media_type = base_url, url_fetcher, "print"
    html.etree_element = ET.fromstring(text)
    html.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(html.etree_element)
    return html
