"""The house rules that no linter knows."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = sorted((ROOT / "octavo").rglob("*.py"))

MODULE_LINES = 400
FUNCTION_LINES = 70
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "misc", "tools"}


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, nested ones too."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_too_long_to_read_in_a_sitting() -> None:
    lengths = {str(module.relative_to(ROOT)): len(module.read_bytes().splitlines()) for module in MODULES}

    assert {name: length for name, length in lengths.items() if length > MODULE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        f"{module.relative_to(ROOT)}:{function.lineno} {function.name}"
        for module in MODULES
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    ]

    assert too_long == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [str(module) for module in MODULES if FORBIDDEN_NAMES & set(module.stem.split("_"))] == []
