"""docs/architecture.md names things that exist, and its two walks only go forward."""

import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"
NAME = re.compile(r"`(octavo(?:\.\w+)+)`")
STAGES = ("load", "resolve", "render", "typeset", "package", "check")


def names() -> list[str]:
    return sorted(set(NAME.findall(PAGE.read_text(encoding="utf-8"))))


def walks() -> list[list[str]]:
    """Return the names in the numbered steps of each walk, in their order."""
    parts = PAGE.read_text(encoding="utf-8").split("## Walk ")[1:]
    return [NAME.findall(re.split(r"\n## |\nBoth walks", part)[0]) for part in parts]


@pytest.mark.parametrize("name", names())
def test_what_the_page_names_exists(name: str) -> None:
    module, _, attribute = name.rpartition(".")

    assert hasattr(import_module(module), attribute)


def test_the_rooms_of_the_page_are_the_rooms_of_the_house() -> None:
    house = Path(import_module("octavo").__file__ or "").parent
    rooms = {path.name + "/" if path.is_dir() else path.name for path in house.iterdir() if path.name[0] not in "_."}
    text = PAGE.read_text(encoding="utf-8")

    assert {room for room in rooms - {"py.typed", "share/"} if f"`{room}`" not in text} == set()


@pytest.mark.parametrize("walk", walks(), ids=("citation", "page-number"))
def test_a_walk_takes_no_step_back(walk: list[str]) -> None:
    stages = [STAGES.index(stage) for name in walk if (stage := name.split(".")[1]) in STAGES]

    assert len(stages) >= len(STAGES)
    assert stages == sorted(stages)
