"""Set formulas: on paper as drawings with words for who listens, on screens as MathML."""

from base64 import b64encode
from math import ceil

from markupsafe import Markup

from octavo.formulas.formula_reading import ReadFormula, UnreadableFormulaError, read_formula
from octavo.formulas.mathml import mathml
from octavo.model.inlines import Formula
from octavo.model.output import FORMULA_WORDS
from octavo.model.prose import Equation
from octavo.render.markup import NOTHING, Attributes, element, joined
from octavo.render.template_context import Context

X_HEIGHT = 0.467
"""The height of an x in the letters of formulas, in em: letters of formulas are as high as those around them."""

ABOVE, BELOW = 1.8, 0.75
"""How far a line reaches above and below its base line, as multiples of the height of an x."""

HANGING = 0.6
"""How much of a formula may hang over into the room between two lines, above and below, in the same."""

LINE = 0.8
"""About how many lines high an em of a displayed formula is: its letters are set in the size of the text."""

ROOM = 0.45
"""The least distance of a displayed formula from what stands above and below it, together, in lines."""

BRACKETS, DIGIT = 1.2, 0.6
"""How wide the brackets of the number of a formula are, with the room before them, and each of its digits, in em."""


def set_formula(node: Formula, context: Context) -> Markup:
    """Set a formula in its line."""
    return _set(node.tex, context, is_displayed=node.is_displayed)


def set_equation(block: Equation, attributes: Attributes, context: Context) -> Markup:
    """Set a formula on lines of its own, a whole number of them, with its number in brackets at the end."""
    number = element("span", f"({block.number})", {"class": "equation-number"}) if block.number else NOTHING
    content = joined((_set(block.tex, context, is_displayed=True), number))
    if context.medium == "print":
        lines = ceil(LINE * _read(block.tex, context, is_displayed=True).height + ROOM)
        attributes = {**attributes, "style": f"line-height:{lines * context.leading:g}pt{_beside(block.number)}"}
    else:
        # What is wider than the screen is scrolled, which has to be possible with keys alone (WCAG 2.2, 2.1.1).
        attributes = {**attributes, "tabindex": "0"}
    return context.block("p", content, attributes)


def _beside(number: str) -> str:
    """Return the room at both sides of a formula that has a number, which is never printed over a wide one."""
    return f";padding:0 {BRACKETS + DIGIT * len(number):g}em" if number else ""


def _in_line(read: ReadFormula) -> str:
    """Return where a formula stands in its line. What is a little too high for it hangs over, and parts no lines.

    What is higher parts them, and then has no need to reach into the lines above and below.
    """
    height, depth = (read.height - read.depth) / X_HEIGHT, read.depth / X_HEIGHT
    above, below = (over if over <= HANGING else 0 for over in (max(height - ABOVE, 0), max(depth - BELOW, 0)))
    # The engine sets the lower edge of the margin on the line.
    return f"margin:{-above:.3f}ex 0 {-below:.3f}ex;vertical-align:{below - depth:.3f}ex"


def _read(tex: str, context: Context, *, is_displayed: bool) -> ReadFormula:
    return read_formula(tex, context.word.language.code, is_displayed=is_displayed)


def _set(tex: str, context: Context, *, is_displayed: bool) -> Markup:
    read = _read(tex, context, is_displayed=is_displayed)
    if context.medium == "reflow":
        try:
            return Markup(mathml(tex, read, is_displayed=is_displayed))  # noqa: S704 - its writer escapes what it writes
        except UnreadableFormulaError:
            # Screens show the drawing of what MathML cannot say.
            pass
    drawing = b64encode(read.drawing.encode()).decode()
    style = _in_line(read) if not is_displayed else f"vertical-align:{-read.depth / X_HEIGHT:.3f}ex"
    size = f"width:{read.width / X_HEIGHT:.3f}ex;{style}"
    attributes = {"class": "formula", "alt": read.speech, "src": f"data:image/svg+xml;base64,{drawing}", "style": size}
    if context.medium == "print":
        attributes |= {"data-tex": tex, FORMULA_WORDS: read.words}
    return element("img", attributes=attributes)
