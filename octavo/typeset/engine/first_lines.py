"""Texts in the style of a first line that has its own (``::first-line``), as the engine would make them."""

from collections.abc import Mapping

from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.text import transform

from octavo.typeset.engine.protocols import LayoutBox, Style


def in_first_line(box: LayoutBox, style: Mapping[str, object]) -> LayoutBox:
    """Return a copy of ``box`` in which all that stands in the line has what is inherited of ``style``.

    Its texts have as many characters as those of ``box``.
    """
    inherited = {name: value for name, value in style.items() if name in INHERITED}
    return box.copy_with_children([_styled(child, inherited) for child in box.children])


def _styled(box: LayoutBox, inherited: Mapping[str, object]) -> LayoutBox:
    if not box.is_in_normal_flow():
        return box
    is_inline = isinstance(box, boxes.InlineBox)
    made = box.copy_with_children([_styled(child, inherited) for child in box.children]) if is_inline else box.copy()
    made.style = box.style.copy()
    for name, value in inherited.items():
        made.style[name] = value
    if isinstance(box, boxes.TextBox):
        made.text = _transformed(box.text, made.style)
    return made


def _transformed(text: str, style: Style) -> str:
    """Return ``text`` in the capitals of its style; a letter that would become two stays as it is."""
    wanted = style["text_transform"]
    if wanted == "none":
        return text
    language = (style["lang"] or "").partition("-")[0].lower()
    changed: str = transform(wanted, text, language)
    if len(changed) == len(text):
        return changed
    if wanted == "capitalize":
        return text
    letters = ((letter, transform(wanted, letter, language)) for letter in text)
    return "".join(other if len(other) == 1 else letter for letter, other in letters)
