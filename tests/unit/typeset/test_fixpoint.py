"""Printed page numbers change the pages that they tell of: the pipeline lays out until they are true."""

from pathlib import Path
from typing import cast

import pytest

from octavo import pipeline
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.origin import Origin
from octavo.model.output import PageMap, Printing, Rendition
from octavo.pipeline import ROUNDS, Manuscript, lay_out_to_fixpoint
from octavo.project import Project
from tests.unit.typeset.samples import book

PROJECT = Project(root=Path(), templates=Path(), styles=Path())


class Settings:
    """As much of a book's settings as the fixpoint looks at."""

    origin = Origin("content/lamp/book.yaml")


class Stand:
    """As much of a manuscript as the fixpoint looks at."""

    settings = Settings()
    publication = property(lambda self: self)


def rounds(monkeypatch: pytest.MonkeyPatch, counts: list[int]) -> list[PageMap | None]:
    """Let the book have ``counts`` pages in its rounds; return the page maps that it is rendered with."""
    given: list[PageMap | None] = []

    def render(
        _project: Project, _manuscript: Manuscript, _medium: str, page_map: PageMap | None = None
    ) -> tuple[Rendition, tuple[Diagnostic, ...]]:
        given.append(page_map)
        return book(1), ()

    def lay_out(_rendition: Rendition) -> tuple[Printing, tuple[Diagnostic, ...]]:
        count = counts[len(given) - 1]
        return Printing(content=b"", page_map=PageMap(pages={"a": count}, count=count)), ()

    monkeypatch.setattr(pipeline, "_render", render)
    monkeypatch.setattr("octavo.typeset.whole.lay_out", lay_out)
    return given


def test_the_book_is_laid_out_until_its_numbers_are_true(monkeypatch: pytest.MonkeyPatch) -> None:
    given = rounds(monkeypatch, [9, 10, 10])

    printing, _ = lay_out_to_fixpoint(PROJECT, cast("Manuscript", Stand()))

    assert printing.page_map.count == 10
    assert [each.count if each else None for each in given] == [None, 9, 10]


def test_page_numbers_that_never_settle_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    given = rounds(monkeypatch, [9, 10] * ROUNDS)

    with pytest.raises(Faulty) as raised:
        lay_out_to_fixpoint(PROJECT, cast("Manuscript", Stand()))

    (told,) = raised.value.diagnostics
    assert (told.code, told.origin) == ("OC505", Settings.origin)
    assert len(given) == ROUNDS
