"""The marks on sheets stand where people fold, staple, collate and cut."""

from itertools import pairwise

import pytest

from octavo.impose.marks import corners, marks_of
from octavo.impose.signatures import sheets_of
from octavo.model.imposition import Imposition, Scheme
from octavo.pdf.sheet_file import Size

SIZE = Size(600.0, 400.0)


def marks(scheme: Scheme, pages: int) -> list[str]:
    """Return what is drawn on each sheet."""
    imposition = Imposition(scheme=scheme, has_marks=True)
    return [marks_of(sheet, SIZE, imposition).decode() for sheet in sheets_of(pages, imposition)]


def bars(drawn: list[str]) -> list[float]:
    """Return how high the bars on the backs of signatures stand."""
    return [float(line.split()[1]) for sheet in drawn for line in sheet.splitlines() if line.endswith("re f")]


def test_the_bars_on_the_backs_of_signatures_go_down_step_by_step_so_that_a_wrong_order_is_seen() -> None:
    places = bars(marks("signatures", 64))

    assert len(places) == 64 // Imposition().signature
    assert len({round(one - other, 2) for one, other in pairwise(places)}) == 1
    assert places == sorted(places, reverse=True)


def test_a_sheet_that_is_folded_into_eight_pages_is_cut_along_its_middle_alone() -> None:
    (drawn,) = marks("fold-8", 8)

    assert "150.000 200.000 m 450.000 200.000 l S" in drawn.splitlines()


@pytest.mark.parametrize("is_front", [True, False])
def test_a_test_sheet_has_the_line_of_100_mm_on_its_front(*, is_front: bool) -> None:
    lines = [line.split() for line in corners(SIZE, is_front=is_front).decode().splitlines() if line.endswith("l S")]
    lengths = {round((float(line[3]) - float(line[0])) * 25.4 / 72, 1) for line in lines}

    assert (100.0 in lengths) is is_front
