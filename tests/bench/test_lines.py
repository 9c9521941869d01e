"""The table of lines counts what is there: pages made for the purpose, whose lines are known."""

import pytest
import weasyprint

from octavo.pdf.lines import drawn_lines
from octavo.pdf.opened_file import OpenedFile
from tests.bench.lines import quality

SHEET = """@page { size: 105mm 148mm; margin: 20mm 10mm }
body { margin: 0 } p { margin: 0; font-size: 10pt; text-align: justify }
.loose { text-align-last: justify } .ragged { text-align: left; white-space: nowrap }"""


MEASURE = 85 / 25.4 * 72
"""The width of the lines in pt."""


def pdf(body: str) -> bytes:
    """Return a file with this text."""
    content: bytes = weasyprint.HTML(string=f"<style>{SHEET}</style><body>{body}").write_pdf()
    return content


def counted(body: str, space: float = 0.25) -> dict[str, float]:
    """Return what is seen of a page with this text."""
    seen = quality(pdf(body), space)
    return {name: getattr(seen, name) for name in seen.__slots__}


WORDS = "several quiet people walked along the river until the light had gone and came home by the lower road "
AROUND = f"<p>{WORDS * 20}</p>"
"""Enough lines for a measure to be seen, none of which is divided."""


def added(body: str) -> dict[str, float]:
    """Return what ``body`` adds to what is counted of the text around it."""
    before, after = counted(AROUND), counted(AROUND + body)
    return {name: after[name] - before[name] for name in before}


def test_full_lines_hyphens_ladders_and_runts_are_counted() -> None:
    """Three divided lines in a row make a ladder; a last line of two letters is a runt."""
    lines = [*(f"{WORDS[:38]}{word}-" for word in ("exam", "ples", "more")), WORDS[:40]]
    seen = added(f"{''.join(f'<p class=loose>{line}</p>' for line in lines)}<p>so.</p>")
    assert (seen["full"], seen["hyphens"], seen["ladders"], seen["runts"]) == (4, 3, 1, 1)


def test_lines_with_wide_spaces_are_loose() -> None:
    """Seven words that fill a line."""
    seen, around = counted(f"{AROUND}<p class=loose>and some more of these long words</p>"), counted(AROUND)
    assert seen["very_loose"] * seen["full"] - around["very_loose"] * around["full"] == pytest.approx(1)


def test_a_single_word_on_a_full_line_and_what_stands_beyond_the_measure_are_counted() -> None:
    """Both look like faults of a typesetter."""
    word = "m" * 26
    (line,) = drawn_lines(OpenedFile(pdf(f"<p class=ragged>{word}</p>")))
    apart = (MEASURE - line.right + line.left) / 25
    assert added(f"<p style='letter-spacing: {apart}pt'>{word}</p>")["single_words"] == 1
    assert added(f"<p class=ragged>{'w' * 90}</p>")["beyond"] == 1
