"""At the foot of a page a heading stands with two lines of what follows it, or overleaf."""

from collections.abc import Sequence
from typing import Any

import pytest

from octavo.model.line_rules import LineRules
from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import FONT_ASSETS, FONT_CSS

STYLE = (
    FONT_CSS
    + """@page { size: 340px 240px; margin: 20px }
html { font: 14px/20px Literata; orphans: 2; widows: 2 } body, p, h2, ul { margin: 0 }
h2 { break-after: avoid; font: 14px/20px Literata }
"""
)
LINES_OF_A_PAGE = 10


def pages(body: str, above: int) -> Sequence[Sequence[str]]:
    """Return the lines of each page: ``above`` lines, and then those of ``body``."""
    with layout_engine():
        from octavo.typeset.engine.box_tree import page_box
        from octavo.typeset.layout_session import LayoutSession

        session = LayoutSession(STYLE, FONT_ASSETS, LineRules(page_space=0))
        lines = "".join(f"<p>Line {number}.</p>" for number in range(above))
        document = session.render(f'<html lang="en-GB"><head><title>x</title></head><body>{lines}{body}</body></html>')
        return [[text for text in _texts(page_box(page)) if text] for page in document.pages]


def _texts(box: Any) -> Sequence[str]:  # noqa: ANN401 -- a box of the engine
    if type(box).__name__ == "LineBox":
        return ["".join(each.text for each in box.descendants() if hasattr(each, "text"))]
    return [text for child in getattr(box, "children", ()) for text in _texts(child)]


FOLLOWED = {
    "paragraphs": "<h2>Head</h2><p>Date.</p><p>Text.</p><p>More.</p>",
    "a list": "<h2>Head</h2><ul><li>Date.</li><li>Text.</li></ul><p>More.</p>",
    "a box": "<h2>Head</h2><div><p>Date.</p><p>Text.</p></div><p>More.</p>",
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_heading_and_one_line_go_overleaf_together(name: str) -> None:
    first, second = pages(FOLLOWED[name], LINES_OF_A_PAGE - 2)

    assert len(first) == LINES_OF_A_PAGE - 2
    assert [line.strip("• ") for line in second if line.strip("• ")][:3] == ["Head", "Date.", "Text."]


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_heading_and_two_lines_stay(name: str) -> None:
    first, _ = pages(FOLLOWED[name], LINES_OF_A_PAGE - 3)

    assert [line.strip("• ") for line in first if line.strip("• ")][-3:] == ["Head", "Date.", "Text."]


def test_one_line_that_no_heading_stands_before_may_end_a_page() -> None:
    first, _ = pages("<p>Date.</p><p>Text.</p>", LINES_OF_A_PAGE - 1)

    assert first[-1] == "Date."
