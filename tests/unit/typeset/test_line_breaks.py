"""A run of text before an inline element is broken where a line is full, not where its first long word is."""

from typing import Any

import pytest

from octavo.typeset.system import private_environment, require_libraries
from tests.unit.typeset.samples import CSS, FONT_ASSETS

WORDS = "(Applebaum 2003) and tells the history of the famine in Ukraine"
LETTER = 6.9
"""The mean width of a letter of the text face at 10 pt, in px."""

AFTER = "<span>(Applebaum 2017)</span>. The first is a survey of other work."


def lines(width: int) -> list[str]:
    """Return the lines of the sample in a measure of ``width`` px."""
    with private_environment():
        require_libraries()
        from weasyprint.formatting_structure import boxes

        from octavo.typeset.engine import page_box
        from octavo.typeset.layout_session import Press

        press = Press(CSS + f"p {{ width: {width}px; text-indent: 0 }}", FONT_ASSETS)
        document = press.render(f'<html lang="en-GB"><body><p><em>Anne</em> {WORDS} {AFTER}</p></body></html>')
        page: Any = page_box(document.pages[0])
        return [
            "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
            for line in page.descendants()
            if isinstance(line, boxes.LineBox)
        ]


def test_no_line_is_left_half_empty() -> None:
    for width in range(395, 470, 3):
        first, second, *_ = lines(width)

        assert min(len(first), len(second)) * LETTER > width * 0.75, (width, first, second)


@pytest.mark.parametrize("times", [1, 2])
def test_the_mend_is_made_once(times: int) -> None:
    with private_environment():
        require_libraries()
        import weasyprint.layout.inline

        from octavo.typeset.engine.fixes import mend_line_breaks

        for _ in range(times):
            mend_line_breaks()
        mended = weasyprint.layout.inline.split_first_line
        mend_line_breaks()

        assert weasyprint.layout.inline.split_first_line is mended
