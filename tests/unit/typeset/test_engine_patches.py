"""WeasyPrint is patched while a unit is laid out, and as it was before and after that."""

import gc
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from octavo.doctor import examine
from octavo.garbage import THRESHOLDS
from octavo.model.diagnostics import Faulty
from octavo.project import find_project
from octavo.typeset.system import PRIVATE_ENVIRONMENT, engine_state, layout_engine
from tests.unit.typeset.samples import in_units, page

ROOT = Path(__file__).resolve().parents[3]

State = Mapping[tuple[str, str], int]


def weasyprint_now() -> State:
    """Return the identity of every attribute of the modules of WeasyPrint and pydyf, and of their classes."""
    places: dict[str, object] = {
        name: module for name, module in sys.modules.items() if name.partition(".")[0] in {"weasyprint", "pydyf"}
    }
    for name, module in tuple(places.items()):
        places |= {f"{name}.{each.__qualname__}": each for each in vars(module).values() if isinstance(each, type)}
    return {(name, key): id(value) for name, place in places.items() for key, value in vars(place).items()}


def process_now() -> tuple[object, ...]:
    """Return what else a layout changes in a process, for a while: variables, thresholds, and how it logs."""
    logger = logging.getLogger("weasyprint")
    return dict(os.environ), gc.get_threshold(), logger.level, logger.propagate, list(logger.handlers)


def test_inside_the_door_the_patches_are_in_place_and_outside_nothing_is_changed() -> None:
    with layout_engine():
        from octavo.typeset import engine, paragraphs
    patches = (*engine.PATCHES, *paragraphs.PATCHES)
    before, surroundings = weasyprint_now(), process_now()

    with layout_engine():
        inside, names = weasyprint_now(), {patch.name for patch in patches}
        changed = {f"{module}.{name}" for (module, name), value in inside.items() if value != before[module, name]}
        assert names <= changed
        assert gc.get_threshold() == THRESHOLDS
        assert {name: os.environ.get(name) for name in PRIVATE_ENVIRONMENT} == PRIVATE_ENVIRONMENT

    assert weasyprint_now() == before
    assert process_now() == surroundings


def test_an_exception_in_the_middle_of_a_layout_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    in_units(page("<p>oil</p>"))
    before, surroundings = weasyprint_now(), process_now()

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("octavo.typeset.structure_builder.build_tree", fail)
        # What breaks down outside of our own code is told as the engine's.
        with pytest.raises(Faulty, match="OC508"):
            in_units(page("<p>oil</p>"))

    assert weasyprint_now() == before
    assert process_now() == surroundings


def test_a_door_inside_another_leaves_the_patches_in_place() -> None:
    with layout_engine():
        before = weasyprint_now()
        with layout_engine():
            within = weasyprint_now()

        assert within == before
        assert weasyprint_now() == before


def test_threads_that_lay_out_at_the_same_time_wait_for_each_other() -> None:
    renditions = [page(f"<p>{word}</p>") for word in ("oil", "lamp", "tower")]
    expected = [in_units(rendition) for rendition in renditions]
    before, surroundings = weasyprint_now(), process_now()
    barrier = Barrier(len(renditions))

    def lay_out(place: int) -> object:
        barrier.wait()
        return in_units(renditions[place])

    with ThreadPoolExecutor(len(renditions)) as pool:
        found = list(pool.map(lay_out, range(len(renditions))))

    assert found == expected
    assert weasyprint_now() == before
    assert process_now() == surroundings


HOST = """
import gc, sys
{first}
from tests.unit.typeset.test_engine_patches import process_now, weasyprint_now
import octavo.cli, octavo.pipeline
before, surroundings = weasyprint_now(), process_now()[:2]
assert octavo.cli.main(["build", "--engine", "{engine}", "small"]) == 0
after = weasyprint_now()
assert len(after) >= len(before) > {least}
assert {{key: after[key] for key in before}} == before
assert process_now()[:2] == surroundings
assert gc.get_freeze_count() == 0
"""


@pytest.mark.parametrize(
    ("first", "engine", "least"),
    [("", "inline", -1), ("import weasyprint", "inline", 1000), ("import weasyprint", "processes:1", 1000)],
)
def test_a_program_that_has_built_a_book_finds_all_as_it_was(
    tmp_path: Path, common_store: Path, first: str, engine: str, least: int
) -> None:
    shutil.copytree(ROOT / "tests" / "stock", tmp_path / "content" / "small")
    with (tmp_path / "content" / "small" / "text" / "02-storm.md").open("a") as chapter:
        chapter.write(f"\nA chapter that must be laid out: {first} {engine}.\n")
    program = HOST.format(first=first, engine=engine, least=least)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OCTAVO_STORE": str(common_store)}

    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert (tmp_path / "output" / "small" / "small.pdf").exists()


def test_another_function_than_the_one_a_body_was_written_for_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with layout_engine():
        from weasyprint.css import ComputedStyle

        from octavo.typeset import engine

    own = ComputedStyle.__missing__
    others = tuple(replace(patch, source="another") if patch.own is own else patch for patch in engine.PATCHES)
    monkeypatch.setattr(engine, "PATCHES", others)

    with layout_engine():
        assert ComputedStyle.__missing__ is own
    [found] = [each for each in examine(find_project(ROOT)) if each.subject == "patches of WeasyPrint"]
    assert not found.is_ok
    assert found.detail.endswith("which stay as they are: weasyprint.css.ComputedStyle.__missing__")


def test_a_function_whose_source_is_not_there_is_left_alone() -> None:
    with layout_engine():
        from octavo.typeset.engine.patches import Patch
    made: dict[str, Any] = {}
    exec("def made(): pass", made)  # noqa: S102 -- a function of no file

    assert not Patch(own=made["made"], body=fails, source="1").fits()


def test_lines_are_all_ours_or_all_the_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    with layout_engine():
        from weasyprint.draw import text
        from weasyprint.layout import block

    own = (text.draw_text, block.iter_line_boxes)
    with layout_engine():
        from octavo.typeset import paragraphs

        whole = paragraphs.PATCHES
        assert (text.draw_text, block.iter_line_boxes) != own
    others = tuple(replace(patch, others=((fails, "known"),)) for patch in whole)
    monkeypatch.setattr(paragraphs, "PATCHES", others)

    with layout_engine():
        assert (text.draw_text, block.iter_line_boxes) == own
    assert engine_state().unpatched == tuple(patch.name for patch in whole)


def fails() -> None:
    """Stand for a function of another WeasyPrint."""
    raise NotImplementedError


def test_the_engine_is_the_one_that_the_bodies_were_written_for() -> None:
    assert engine_state().unpatched == (), "compare WeasyPrint's source with the body, then give the new digest"


def test_the_handbook_says_why_each_function_is_replaced() -> None:
    with layout_engine():
        from octavo.typeset import engine, paragraphs
    page = (ROOT / "content" / "handbook" / "text" / "41-weasyprint.md").read_text(encoding="utf-8")

    told = [line.split("`")[1] for line in page.splitlines() if line.startswith("| `")]

    assert told == [patch.own.__qualname__ for patch in (*engine.PATCHES, *paragraphs.PATCHES)]


def test_the_doctor_tells_of_a_private_name_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("cannot import name 'draw_border'")

    monkeypatch.setattr(sys.modules[engine_state.__module__], "tools", fail)

    [found] = [each for each in examine(find_project(ROOT)) if each.subject == "layout engine"]

    assert not found.is_ok
    assert "draw_border" in found.detail
