"""What is told of changed blocks and of sheets to copy anew, in the words of those who do it."""

from types import SimpleNamespace
from typing import Any

import pytest

from octavo.commands.change_reports import SHOWN, print_changes, print_reprint
from octavo.model.editions import BlockChange, ChangedField, FrozenBlock, PrintedAt
from octavo.model.reprint import ComparedPage, Reprinted


def block(text: str, part: Any = "text", *lines: PrintedAt) -> FrozenBlock:  # noqa: ANN401 -- a word of a few
    return FrozenBlock(id="a", section="tower", text=text, part=part, printed={"book": lines})


def told(capsys: pytest.CaptureFixture[str], *changes: BlockChange) -> list[str]:
    """Return the lines that are printed of changes."""
    states = {"old": SimpleNamespace(name="1.0.0"), "new": SimpleNamespace(name="now")}
    print_changes(SimpleNamespace(**states, changes=changes))  # type: ignore[arg-type]  # only their names are read
    return capsys.readouterr().out.splitlines()


def test_a_long_block_is_shown_around_its_first_difference(capsys: pytest.CaptureFixture[str]) -> None:
    before, behind = "a" * 3 * SHOWN, "b" * 3 * SHOWN
    old, new = block(f"{before}1{behind}"), block(f"{before}2{behind}")
    shown = told(capsys, BlockChange(kind="changed", nature="fact", old=old, new=new))

    assert shown == [
        "changed, fact: tower: ",
        f"  - … {'a' * (SHOWN // 2)}1{'b' * (SHOWN // 2 - 1)} …",
        f"  + … {'a' * (SHOWN // 2)}2{'b' * (SHOWN // 2 - 1)} …",
        "1.0.0 to now: 1 changed",
    ]


def test_parts_and_values_are_named_and_a_moved_block_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    lamp = block("A lamp.", "alternative", PrintedAt(3, "", 0, 0))
    moved = block("It rained.", "text", PrintedAt(9, "ix", 2, 0))
    fields = (ChangedField("born.date", "1900", ""), ChangedField("name", "", "Hope"))
    shown = told(
        capsys,
        BlockChange(kind="added", nature="wording", old=None, new=lamp),
        BlockChange(kind="moved", nature="layout", old=moved, new=moved, fields=fields),
    )

    assert shown == [
        "added, wording, alternative text: tower: book, p. 3",
        "  + A lamp.",
        "moved, layout: tower: book, p. ix, line 2 -> book, p. ix, line 2",
        "  born.date: 1900 -> nothing",
        "  name: nothing -> Hope",
        "1.0.0 to now: 1 added, 1 moved",
    ]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ({"total": 1, "anew": (1,)}, "copy it anew"),
        ({"total": 10, "anew": (2,)}, "copy leaf 2 anew; the rest stands"),
        ({"total": 10, "anew": (2, 4), "is_imposed": True}, "copy sheets 2, 4 anew; the rest stands"),
        ({"total": 4, "anew": (1, 2, 4)}, "copy all of it anew: 3 of 4 leaves have changed"),
        ({"total": 4, "anew": (), "gone": (5,)}, "take out leaf 5; the rest stands"),
        ({"total": 4, "anew": (), "gone": (5, 6), "is_imposed": True}, "take out sheets 5, 6; the rest stands"),
    ],
)
def test_who_copies_is_told_which_sheets(file: dict[str, Any], line: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = (
        Reprinted(name="book", title="B", printing="book", is_stitched=False, **{"is_imposed": False, **file}),
        Reprinted(name="same", title="S", printing="same", is_stitched=False, is_imposed=False, total=2, anew=()),
    )
    pages = (
        ComparedPage(page=1, folio="i", state="same"),
        ComparedPage(page=2, folio="", state="changed"),
        ComparedPage(page=3, folio="iii", state="moved", was="ii"),
        ComparedPage(page=4, folio="4", state="gone"),
    )
    states = SimpleNamespace(old=SimpleNamespace(name="1.0.0"), new=SimpleNamespace(name="now"))
    found = SimpleNamespace(pages={"book": pages}, files=files, compared=states)

    print_reprint(found, "book")  # type: ignore[arg-type]  # only these are read

    assert capsys.readouterr().out.splitlines() == [
        "changed: p. 2",
        "moved only: p. iii (was ii)",
        "gone: p. 4",
        f"book.pdf: {line}",
        "book, 1.0.0 to now: 1 of 2 printed files to copy anew, in part or whole",
    ]
