"""The section on changes names the release against which this edition has changed."""

import pytest

from octavo.model.prose import Paragraph
from octavo.model.query import plain
from octavo.resolve.changes import release_before
from tests.unit.resolve.factory import chapter, p, publication, record, resolved, section
from tests.unit.resolve.test_corrections import release


@pytest.mark.parametrize(
    ("version", "expected"),
    [("1.0.0", ""), ("1.0.1", "1.0.0"), ("1.1.0", "1.0.1"), ("1.1.2", "1.0.1"), ("2.0.0", "1.1.1")],
)
def test_a_fix_begins_no_new_account(version: str, expected: str) -> None:
    known = [record(release(each)) for each in ("1.0.0", "1.0.1", "1.1.0", "1.1.1")]
    before = release_before(known, version)

    assert (before.value.version if before else "") == expected


def test_the_release_is_named_and_without_one_there_is_no_section() -> None:
    chapters = chapter("one", p("It was lit."))
    now = publication(chapters, back=("changes",), settings={"version": "1.1.0"}, releases=(record(release("1.0.0")),))
    first = publication(chapters, back=("changes",))
    (line,) = section(resolved(now), "changes").blocks
    assert isinstance(line, Paragraph)

    assert plain(line.children).replace("\N{NO-BREAK SPACE}", " ") == "Since version 1.0.0 of 2026-11-25."
    assert [each.id for each in resolved(first).sections] == ["one"]
