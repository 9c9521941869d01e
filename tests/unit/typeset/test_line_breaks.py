"""A run of text before an inline element is broken where a line is full, not where its first long word is."""

from typing import Any

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS

WORDS = "(Applebaum 2003) and tells the history of the famine in Ukraine"
LETTER = 6.9
"""The mean width of a letter of the text face at 10 pt, in px."""

AFTER = "<span>(Applebaum 2017)</span>. The first is a survey of other work."


def lines(width: int) -> list[str]:
    """Return the lines of the sample in a measure of ``width`` px."""
    with layout_engine():
        from weasyprint.formatting_structure import boxes

        from octavo.typeset.engine.box_tree import page_box
        from octavo.typeset.layout_session import LayoutSession

        session = LayoutSession(CSS + f"p {{ width: {width}px; text-indent: 0 }}", FONT_ASSETS)
        document = session.render(f'<html lang="en-GB"><body><p><em>Anne</em> {WORDS} {AFTER}</p></body></html>')
        page: Any = page_box(document.pages[0])
        return [
            "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
            for line in page.descendants()
            if isinstance(line, boxes.LineBox)
        ]


def half_empty(width: int) -> bool:
    """Whether one of the first two lines of the sample takes less than three quarters of the ``width`` (px)."""
    first, second, *_ = lines(width)
    return min(len(first), len(second)) * LETTER <= width * 0.75


WIDTHS = range(395, 470, 3)


def test_no_line_is_left_half_empty() -> None:
    assert [width for width in WIDTHS if half_empty(width)] == []
