"""Faster bodies for functions that WeasyPrint calls by the hundred thousand; they return what its own return.

Each gains more than 3 % of the processor time of a cold build of the 200-page book (see the chapter on WeasyPrint in
the handbook); what gained less was taken out again.
"""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import COMPUTER_FUNCTIONS, PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.text.ffi import ffi, gobject, pango
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


SPEEDUPS = (
    Patch(own=own_missing, body=compute_undeclared, source="b318d8efc8ac79d716f05cb81cc3abd6"),
    Patch(own=own_setup, body=copy_layout, source="fb227a55094f41d42fbd57f180d8b7a9"),
)
