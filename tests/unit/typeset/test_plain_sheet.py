"""What rules of the theme *plain* do on the page that no single box shows."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import FONT_ASSETS, FONT_CSS, SENTENCE
from tests.unit.typeset.test_note_area import lines, words

SHEET = (Path(__file__).resolve().parents[3] / "styles/plain/print.css").read_text(encoding="utf-8")
RULES = "\n".join(
    re.findall(
        r"^\.?(?:footnote|note-number|digits|blockquote|figure|table|tbody|tr)\b[^{]*\{[^}]*\}", SHEET, re.MULTILINE
    )
)
STYLE = (
    f"{FONT_CSS} @page {{ size: 300px 260px; margin: 20px }} html {{ font: 14px/20px Literata; orphans: 2; widows: 2 }}"
    f"body, p {{ margin: 0 }} {RULES.replace('Literata Caption', 'Literata')}"
)


def pages_of(body: str) -> Sequence[Any]:
    """Return the pages of ``body``; to be called inside the engine's door."""
    from octavo.typeset.engine.box_tree import page_box
    from octavo.typeset.layout_session import LayoutSession

    text = f'<html lang="en-GB"><head><title>P</title></head><body>{body}</body></html>'
    return [page_box(page) for page in LayoutSession(STYLE, FONT_ASSETS).render(text).pages]


@pytest.mark.parametrize(("kind", "number"), [("", 7), ("digits-2", 7), ("digits-2", 12), ("digits-3", 123)])
def test_the_first_line_of_a_note_begins_where_the_others_do(kind: str, number: int) -> None:
    note = f'<a class="note-number">{number} </a>{SENTENCE * 3}'
    with layout_engine():
        (page,) = pages_of(f'<p>Called.<span class="footnote {kind}" id="n">{note}</span></p>')
        first, second = list(lines(page.children[1]))[:2]
        texts = [[box for box in line.descendants() if hasattr(box, "text")] for line in (first, second)]

    assert texts[0][0].text.split() == [str(number)]
    assert texts[0][1].justification_spacing > 0
    assert texts[0][1].position_x == pytest.approx(texts[1][0].position_x, abs=0.05)


@pytest.mark.parametrize("above", range(6, 11))
def test_no_page_ends_behind_the_date_of_a_letter_or_before_its_signature(above: int) -> None:
    letter = "<p>LONDON, the fifth.</p><p>It is dark. It is late. It is cold.</p><p>SIGNED</p>"
    with layout_engine():
        pages = pages_of("<p>Above.</p>" * above + f"<blockquote>{letter}</blockquote><p>Below.</p>")
        found = [words(list(lines(page))) for page in pages]

    assert not any(page[-1] == "fifth." or page[0] == "SIGNED" for page in found)


@pytest.mark.parametrize("above", range(2, 11))
def test_a_table_leaves_no_page_half_empty_and_no_row_alone(above: int) -> None:
    rows = "".join(f"<tr><td>row{row}</td></tr>" for row in range(1, 13))
    with layout_engine():
        table = f'<figure class="table"><table><tbody>{rows}</tbody></table></figure>'
        pages = pages_of(f"{'<p>Above.</p>' * above}{table}<p>Below.</p>")
        found = [words(list(lines(page))) for page in pages]

    assert sum("row1" in page for page in found) == 1
    for page in found:
        assert sum(word.startswith("row") for word in page) != 1
    assert len(found[0]) >= 8
