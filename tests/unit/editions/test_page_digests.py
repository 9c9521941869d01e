"""The margins of a page are known again, whatever version and day they name."""

import pytest

from octavo.editions.page_digests import margins
from octavo.pdf.drawn_pages import DrawnPage
from octavo.pdf.drawn_runs import ARTIFACT, DrawnRun

NAMED = ("1.1.0", "0f1e2d3c4b5a", "30\N{NO-BREAK SPACE}November 2026")


def page(*lines: str) -> DrawnPage:
    """Return a page with these lines in its foot."""
    runs = [DrawnRun(ARTIFACT, line, 10.0, 90.0, 40.0 - 10 * at, 8.0, is_level=True) for at, line in enumerate(lines)]
    return DrawnPage(trim=(0, 0, 100, 100), runs=runs, images=())


@pytest.mark.parametrize(
    "lines",
    [
        ("The Tower · Version 1.1.0 · 30 November 2026 · CC0",),
        ("A title that is long · Version 1.1.0 ·", "30 November 2026 · CC0"),
        ("A title that is long · Version 1.1.0 · 30 November", "2026 · CC0"),
        ("0f1e2d3c4b5a",),
    ],
)
def test_a_line_that_names_the_version_or_its_day_is_left_out(lines: tuple[str, ...]) -> None:
    assert list(margins(page("Sheet 2", *lines, "page 1 of 1"), NAMED)) == ["Sheet 2", "page 1 of 1"]


def test_another_day_in_a_running_head_is_one() -> None:
    assert list(margins(page("The storm of 29 November 2026"), NAMED)) == ["The storm of 29 November 2026"]
    assert list(margins(page("No version"), ("", ""))) == ["No version"]
