"""Notes on other pages than their calls and out of order are told, and none that shares its number is blamed."""

import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from octavo.check.artefacts.note_rules import note_faults
from octavo.model.origin import Origin

HIGH, LOW = 100.0, 60.0

Call = tuple[str, int]
Note = tuple[str, int, float]
"""What the first line says, its page, and its baseline."""


def told(calls: Sequence[Call], notes: Sequence[Note]) -> list[tuple[str, int]]:
    """Return the code of each finding, and the page on which its note begins."""
    lines = [
        SimpleNamespace(
            text=text, page=page, note=place, baseline=baseline, size=8.0, is_level=True, left=0.0, right=200.0
        )
        for place, (text, page, baseline) in enumerate(notes)
    ]
    section: Any = SimpleNamespace(
        calls=[SimpleNamespace(text=text, page=page) for text, page in calls],
        text=SimpleNamespace(lines=[]),
        notes=SimpleNamespace(lines=lines, starts=[0] * len(lines)),
        origin=lambda _, __: Origin("a.md", 1),
    )
    areas: Any = {page: SimpleNamespace(bottom=0.0) for page in range(9)}
    found = note_faults(section, areas, str, Origin("a.pdf"))
    return [(each.code, int(re.findall(r"on page (\d+)", each.message)[0])) for each in found]


@pytest.mark.parametrize(
    ("calls", "notes", "expected"),
    [
        ([("1", 3)], [("1 a", 3, LOW)], []),
        ([("1", 3)], [("1 a", 5, LOW)], [("OC709", 5)]),
        # The same note, called twice.
        ([("1", 3), ("1", 5)], [("1 a", 5, LOW)], [("OC709", 5)]),
        # Chapters that run on.
        ([("1", 3), ("2", 4), ("1", 6)], [("1 a", 3, LOW), ("2 b", 4, LOW), ("1 c", 6, LOW)], []),
        ([("1", 3), ("2", 3), ("1", 3)], [("1 a", 3, HIGH), ("2 b", 3, 80.0), ("1 c", 3, LOW)], []),
        ([("1", 3), ("1", 6)], [("1 a", 3, LOW), ("1 c", 8, LOW)], [("OC709", 8)]),
        # An earlier note stands lower.
        ([("1", 3), ("2", 3)], [("1 a", 3, LOW), ("2 b", 3, HIGH)], [("OC717", 3)]),
        ([("1", 3), ("2", 3)], [("2 b", 3, HIGH), ("1 a", 3, LOW)], [("OC717", 3)]),
        ([("1", 3), ("1", 3)], [("1 a", 3, LOW), ("1 b", 3, HIGH)], [("OC717", 3)]),
    ],
)
def test_notes_are_held_against_their_calls_and_each_other(
    calls: list[Call], notes: list[Note], expected: list[tuple[str, int]]
) -> None:
    assert told(calls, notes) == expected
