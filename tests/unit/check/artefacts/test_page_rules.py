"""What is wrong with what a page draws, told from the places of its runs and images."""

import pytest

from octavo.check.artefacts.page_rules import PageFault, page_faults
from octavo.pdf.drawn_pages import DrawnImage, DrawnPage
from octavo.pdf.drawn_runs import DrawnRun

TRIM = (0.0, 0.0, 400.0, 600.0)


def run(text: str, left: float, right: float, baseline: float, *, upwards: bool = False) -> DrawnRun:
    return DrawnRun(1, text, left, right, baseline, 10.0, is_level=not upwards, reads_upwards=upwards)


def faults(
    *runs: DrawnRun, pictured: tuple[DrawnRun, ...] = (), images: tuple[DrawnImage, ...] = ()
) -> list[PageFault]:
    return list(page_faults(DrawnPage(trim=TRIM, runs=(*runs, *pictured), images=images), pictured))


@pytest.mark.parametrize(
    ("drawn", "beyond"),
    [
        (run("inside", 20, 80, 100), []),
        (run("right", 380, 404, 100), [4.0]),
        (run("below", 20, 80, -3), [3.0]),
        # The baseline of a run that reads upwards is as far below 0 as it is from the left edge.
        (run("up", 20, 580, -100, upwards=True), []),
        (run("up", 20, 602, -100, upwards=True), [2.0]),
        (run("up", 20, 580, 5, upwards=True), [5.0]),
        (run("up", 20, 580, -407, upwards=True), [7.0]),
    ],
)
def test_letters_beyond_the_paper_are_told_however_they_read(drawn: DrawnRun, beyond: list[float]) -> None:
    assert [fault.value for fault in faults(drawn)] == beyond


def test_print_over_print_is_told() -> None:
    assert faults(run("wells", 20, 80, 100), run("rope", 60, 90, 102)) == [PageFault("over", "wells", "rope")]
    assert faults(run("wells", 20, 80, 100), run("rope", 60, 90, 112)) == []


def test_the_letters_of_a_picture_are_judged_as_words_and_among_themselves() -> None:
    letters = (run("a", 20, 26, 100), run("b", 26, 32, 100), run("c", 35, 41, 100), run("d", 60, 66, 100))
    other = run("x", 22, 40, 101)

    assert faults(run("text", 20, 80, 100), pictured=letters) == []
    assert faults(pictured=(*letters, other)) == [PageFault("drawn", "ab c", "x")]
    # The same words a second time are their edge, in another colour.
    assert faults(pictured=(other, other._replace(left=22.5))) == []


def test_a_picture_out_of_its_proportions_is_told() -> None:
    squeezed, sound = DrawnImage(100, 100, 300, 200), DrawnImage(150, 100, 300, 200)

    assert faults(images=(sound, squeezed)) == [PageFault("distorted", value=0.667)]
