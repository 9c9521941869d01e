"""Some sheets of a file alone lie as they do among the others."""

import pytest

from octavo.impose.reprinting import arrangement
from octavo.model.imposition import Imposition


@pytest.mark.parametrize(
    ("pages", "imposition", "expected"),
    [
        (5, None, ((1, 2), (3, 4), (5, 0))),
        (0, None, ()),
        (8, Imposition(), ((8, 1, 2, 7), (6, 3, 4, 5))),
        (7, Imposition(blanks="end"), ((0, 1, 2, 7), (6, 3, 4, 5))),
        (5, Imposition(scheme="2-up"), ((1, 2, 3, 4), (5, 0))),
    ],
)
def test_pages_on_each_sheet(pages: int, imposition: Imposition | None, expected: tuple[tuple[int, ...], ...]) -> None:
    assert arrangement(pages, imposition) == expected
