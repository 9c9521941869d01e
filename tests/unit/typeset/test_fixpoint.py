"""Printed page numbers change the pages that they tell of: units are laid out until they are true."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import pytest

from octavo.jobs.graph import Result, Task
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.origin import Origin
from octavo.model.output import PageMap, Rendition
from octavo.pipeline.printing import ROUNDS, Presses, print_book
from octavo.typeset.packing import pack
from tests.unit.typeset.samples import book

if TYPE_CHECKING:
    from octavo.pipeline.manuscript import Manuscript


class Settings:
    """As much of a book's settings as the fixpoint looks at."""

    origin = Origin("content/lamp/book.yaml")


class Stand:
    """As much of a manuscript as the fixpoint looks at; its lists of pages are set anew with each page map."""

    settings = Settings()
    publication = book = property(lambda self: self)
    folder = "lamp"

    def __init__(self) -> None:
        self.given: list[PageMap] = []

    def render(self, _medium: str) -> tuple[Rendition, tuple[Diagnostic, ...]]:
        """Return the same two chapters always."""
        return book(2), ()

    def listing(self) -> frozenset[str]:
        """Say that no section lists pages."""
        return frozenset()

    def with_pages(self, rendition: Rendition, pages: PageMap) -> Rendition:
        """Keep the page map."""
        self.given.append(pages)
        return rendition


def rounds(counts: Sequence[int]) -> list[int]:
    """Let the first unit have ``counts`` pages in its rounds; return how many units were asked for in each round."""
    stand = Stand()
    job = print_book(cast("Manuscript", stand), Presses(), [])
    asked: list[int] = []
    tasks: Sequence[Task] = next(job)
    for count in counts:
        asked.append(len(tasks))
        tasks = job.send([Result(name=task.name, payload=facts(count), from_store=False) for task in tasks])
        if "bound" in tasks[-1].name:
            break
    return asked


def facts(pages: int) -> bytes:
    """Return as much of a unit's facts as is looked at: its anchor stands on its last page."""
    anchors = [["chapter-1-p0", pages - 1, 0, 0]]
    one = {"pages": list(range(pages)), "anchors": anchors, "fonts": {}, "objects": 9, "keys": 1, "slots": []}
    one |= {"continues": False, "open": None}
    return pack({"recto": one, "verso": {}}, [])


def test_the_book_is_laid_out_until_its_numbers_have_their_room() -> None:
    assert rounds([3, 3]) == [3, 3]
    assert rounds([3, 12, 12]) == [3, 3, 3]


def test_page_numbers_that_never_settle_are_told() -> None:
    with pytest.raises(Faulty, match=r"content/lamp/book\.yaml: error OC505"):
        rounds([3, 12] * ROUNDS)
