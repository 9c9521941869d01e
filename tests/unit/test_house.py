"""The house rules that no linter knows."""

import ast
import configparser
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = sorted((ROOT / "octavo").rglob("*.py"))

MODULE_LINES = 300
FUNCTION_LINES = 45
"""The limits that CONTRIBUTING.md tells: lines of a module and of a function. ruff holds that of arguments."""

LONG_MODULES: Mapping[str, str] = {
    "octavo/model/prose.py": "one class for each kind of block, and the one walk that knows what each of them holds",
    "octavo/model/records.py": "one class for each kind of record and no code: all that editors write, in one place",
}
"""The modules that may be longer, each with the reason."""

LONG_FUNCTIONS: Mapping[str, str] = {
    "octavo/model/prose.py with_inside": "a case for each kind of block: the one description of what each holds",
    "octavo/render/charts.py _looks": "a table: one line for each property of the charts' look",
}
"""The functions that may be longer, each with the reason."""

FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "misc", "tools"}


@cache
def tree(module: Path) -> ast.Module:
    """Return a module as Python reads it."""
    return ast.parse(module.read_text(encoding="utf-8"))


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, nested ones too."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_too_long_to_read_in_a_sitting() -> None:
    lengths = {module.relative_to(ROOT).as_posix(): len(module.read_bytes().splitlines()) for module in MODULES}

    assert {name for name, length in lengths.items() if length > MODULE_LINES} == set(LONG_MODULES)


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = {
        f"{module.relative_to(ROOT).as_posix()} {function.name}"
        for module in MODULES
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    }

    assert too_long == set(LONG_FUNCTIONS)


def test_the_limits_are_those_that_contributors_are_told() -> None:
    told = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    arguments = settings["tool"]["ruff"]["lint"]["pylint"]["max-args"]

    assert f"A module has at most {MODULE_LINES} lines, a function about 40 ({FUNCTION_LINES} at the very most)" in told
    assert f"a call at most {arguments} arguments." in told


def test_the_limit_of_coverage_is_the_one_that_testers_are_told_and_leaves_out_what_every_measure_does() -> None:
    whole = configparser.ConfigParser()
    whole.read(ROOT / "tests/whole.coveragerc", encoding="utf-8")
    told = " ".join((ROOT / "tests/README.md").read_text(encoding="utf-8").split())
    parts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["report"]
    left_out = [line for line in whole["report"]["exclude_also"].splitlines() if line and not line.startswith("#")]

    assert f"It fails below {whole['report']['fail_under']} %" in told
    assert left_out == parts["exclude_also"]


def test_typesetting_has_one_door_and_says_what_it_is() -> None:
    asked = {
        f"{node.module}.{name.name}"
        for module in MODULES
        if "octavo/typeset/" not in module.as_posix()
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("octavo.typeset")
        for name in node.names
    }

    # What sets a book, what judges a style sheet for screens, and which engine there is.
    assert {name.rpartition(".")[2] for name in asked} == {"typeset", "check_screen_sheet", "engine_state"}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [str(module) for module in MODULES if FORBIDDEN_NAMES & set(module.stem.split("_"))] == []


def test_a_class_that_others_can_use_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = {}
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(module.relative_to(ROOT).as_posix())

    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}
