"""What we ask of WeasyPrint's layout of lines: boxes that are no text, styles, places out of the flow."""

from math import inf
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.float import avoid_collisions, float_layout
from weasyprint.layout.inline import first_letter_to_box, line_box_verticality, split_inline_level
from weasyprint.layout.leader import handle_leader
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.layout.preferred import shrink_to_fit
from weasyprint.text.line_break import strut

from octavo.typeset.engine.protocols import LayoutBox, LayoutContext, Style

SIDES = ("left", "right", "top", "bottom")
NO_EDGES = {f"{kind}_{side}": 0 for kind in ("margin", "padding") for side in SIDES} | {
    f"border_{side}_width": 0 for side in SIDES
}
"""What the edges of a box of text are."""

WIDE_WORD = "wide_word"
"""What a line box keeps of a word that is wider than the line, under this name."""

FIRST_LETTER = "first_letter"
"""What a line box keeps under this name says that its first letter has a box of its own."""


class LineSurroundings(NamedTuple):
    """Where lines are built: the block, and lists of what is out of the flow; ``bottom_space`` px below stay free."""

    context: LayoutContext
    block: LayoutBox
    bottom_space: float
    absolute: list[LayoutBox]
    fixed: list[LayoutBox]


FACE = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variation_settings",
    "line_height",
    "font_variant_caps",
    "font_language_override",
    "lang",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "letter_spacing",
    "word_spacing",
    "hyphenate_character",
)
"""The properties that make a face."""

TEXT_WRAP = "__text_wrap"
"""The engine's name of the variable ``--text-wrap``: the engine does not know ``text-wrap``, and would tell so."""

INHERITED_BY_TEXT = frozenset(
    (*FACE, "hyphens", "hyphenate_limit_chars", "white_space", "direction", "word_break", TEXT_WRAP)
)
"""All properties that have a say in how text is set. Every one of them is inherited."""


def source_of(style: Style) -> Style:
    """Return the style from which ``style`` has inherited all of ``INHERITED_BY_TEXT``; itself where it sets any."""
    while (parent := style.parent_style) is not None and _inherits_text(style, parent):
        style = parent
    return style


def _inherits_text(style: Style, parent: Style) -> bool:
    """Whether nothing that has a say in text is another in ``style``: by a rule, or written into it (first letters)."""
    return INHERITED_BY_TEXT.isdisjoint(getattr(style, "cascaded", ())) and all(
        style[name] == parent[name] for name in INHERITED_BY_TEXT.intersection(style)
    )


def strut_of(style: Style) -> tuple[float, float]:
    """Return how far apart lines of ``style`` stand, and where the baseline is between them, in px."""
    known: tuple[float, float] | None = vars(style).get("strut")
    if known is None:
        source = source_of(style)
        known = vars(style)["strut"] = strut(style) if source is style else strut_of(source)
    return known


def resolve_edges(box: LayoutBox, containing_block: LayoutBox) -> None:
    """Resolve the percentages of margins and paddings of ``box``."""
    resolve_percentages(box, containing_block)


def resolve_indent(box: LayoutBox, containing_block: LayoutBox) -> float:
    """Return the indent of the first line of ``box`` in px."""
    resolve_one_percentage(box, "text_indent", containing_block.width)
    return box.text_indent


def laid_out_atomic(context: LayoutContext, box: LayoutBox, x: float, containing_block: LayoutBox) -> LayoutBox | None:
    """Lay out a box that is no text at ``x`` px; ``None`` where parts of it are placed out of the flow."""
    absolute: list[LayoutBox] = []
    fixed: list[LayoutBox] = []
    made: LayoutBox = split_inline_level(
        context, box, x, inf, 0, None, containing_block, absolute, fixed, [], [], [], None, None
    )[0]
    return None if absolute or fixed else made


def placeholder_of(box: LayoutBox) -> LayoutBox:
    """Return what stands in the flow where ``box``, which is placed by itself, would be."""
    made: LayoutBox = AbsolutePlaceholder(box)
    return made


def vertical_extent(line: LayoutBox) -> tuple[float, float]:
    """Return the lowest and the highest place of a line whose baseline is at 0, its parts moved to theirs."""
    bottom, top = line_box_verticality(line)
    return bottom, top


def fill_leader(context: LayoutContext, line: LayoutBox, containing_block: LayoutBox) -> None:
    """Repeat the leader of ``line``, if it has one, as often as there is room; what follows it ends at the edge."""
    handle_leader(context, line, containing_block)


def kind_of(box: LayoutBox) -> str:
    """Return what a box in a line is: ``text``, ``inline``, ``atomic`` or ``other``."""
    if isinstance(box, boxes.TextBox):
        return "text"
    if isinstance(box, boxes.InlineBox):
        return "inline"
    return "atomic" if isinstance(box, boxes.AtomicInlineLevelBox) else "other"


def shapes_below(context: LayoutContext, y: float) -> bool:
    """Whether a float reaches below ``y`` px."""
    return any(shape.position_y + shape.margin_height() > y for shape in context.excluded_shapes)


def room_beside(
    context: LayoutContext, line: LayoutBox, block: LayoutBox, y: float, height: float
) -> tuple[float, float]:
    """Return what floats leave of a line of ``block`` that is ``height`` px high and begins at ``y`` px.

    That is where it begins, in px to the right of the edge of ``block``, and its measure in px: 0 where it would begin
    below a float.
    """
    probe = line.copy()
    probe.position_y, probe.width, probe.height = y, 0, height
    x, top, measure = avoid_collisions(context, probe, block, outer=False)
    return x - block.content_box_x(), measure if top == y else 0.0


def split_first_letter(box: LayoutBox, style: object) -> None:
    """Give the first letter of the text in ``box`` a box of its own, with ``style``; once, however often it is set."""
    if not vars(box).get(FIRST_LETTER):
        vars(box)[FIRST_LETTER] = True
        first_letter_to_box(box, None, style)


def lay_out_float(
    around: LineSurroundings, child: LayoutBox, x: float, y: float, room: float = inf
) -> LayoutBox | None:
    """Lay out a float at the begin of a line, whose place this is, and keep lines away from it.

    ``None``, with nothing done, where it is wider than ``room`` px.
    """
    child.position_x, child.position_y = x, y
    if shrink_to_fit(around.context, child, around.block.width) > room:
        return None
    made: LayoutBox
    made, rest = float_layout(
        around.context, child, around.block, around.absolute, around.fixed, around.bottom_space, skip_stack=None
    )
    if rest:
        around.context.add_broken_out_of_flow(child, child, around.block, rest)
    return made


def forget_float(context: LayoutContext, box: LayoutBox) -> None:
    """Take back that lines are kept away from a float."""
    context.excluded_shapes.remove(box)


def add_running(context: LayoutContext, box: LayoutBox) -> None:
    """Tell the page of an element that stands in its margins, or of a note."""
    context.add_running_element(box)


def session_part(style: Style, name: str) -> Any:  # noqa: ANN401 -- whatever was kept
    """Return what a session keeps under ``name`` with its fonts, which every style knows; ``None`` where nothing is."""
    return vars(style.font_config).get(name)


def keep_in_session(fonts: object, name: str, part: object) -> None:
    """Keep ``part`` under ``name`` with the fonts of a session."""
    vars(fonts)[name] = part
