"""Every fault has a case: a folder of files that differ from the smallest sound book, and the lines it must give.

A case is ``tests/golden/<CODE>-<what>/`` with ``in/`` (files laid over tests/stock), ``share/`` (files laid over
templates and styles), ``REMOVE`` (names of stock files to take away) and ``expected.txt``. ``command.txt`` holds
``build``, ``check`` or either with ``--strict``; without it, faults up to 3xx are looked for by ``check`` and the
others by ``build``. ``pytest --accept`` writes expected.txt anew: then read the difference.
A fault that no content can provoke has ``unit.txt`` instead: the node id of the test that proves it.
"""

import shutil
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.engine.store import Store
from octavo.model.catalogue import CATALOGUE
from octavo.project import Project, find_project

TESTS = Path(__file__).parent
CASES = sorted(path for path in (TESTS / "golden").iterdir() if path.is_dir())
SHARE = find_project(TESTS.parent)
LAST_WITHOUT_LAYOUT = "OC400"


def lay_out_case(case: Path, folder: Path) -> Project:
    """Make the project of ``case`` in ``folder``: the stock book with the case's files laid over it."""
    book = folder / "content" / "stock"
    shutil.copytree(TESTS / "stock", book)
    if (case / "REMOVE").exists():
        for name in (case / "REMOVE").read_text().split():
            (book / name).unlink()
    if (case / "in").is_dir():
        shutil.copytree(case / "in", book, dirs_exist_ok=True, symlinks=True)
    if not (case / "share").is_dir():
        return Project(root=folder, templates=SHARE.templates, styles=SHARE.styles)
    for name in ("templates", "styles"):
        shutil.copytree(getattr(SHARE, name), folder / "share" / name)
    shutil.copytree(case / "share", folder / "share", dirs_exist_ok=True)
    return Project(root=folder, templates=folder / "share/templates", styles=folder / "share/styles")


def command_of(case: Path) -> list[str]:
    """Return the command that the case is about, with its options."""
    if (case / "command.txt").exists():
        return (case / "command.txt").read_text().split()
    return ["check" if case.name < LAST_WITHOUT_LAYOUT else "build"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_just_its_lines(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if (case / "unit.txt").exists():
        path, name = (case / "unit.txt").read_text().strip().split("::")

        assert f"def {name}(" in (TESTS.parent / path).read_text()
        return
    project = lay_out_case(case, tmp_path)
    verb, *options = command_of(case)
    outcome = getattr(pipeline, verb)(
        project, "stock", strict="--strict" in options, store=Store(None), report=lambda _book, _step: None
    )
    lines = "".join(f"{each}\n" for each in outcome.diagnostics)
    expected = case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(lines)

    assert expected.read_text() == lines
    assert case.name[:5] in {each.code for each in outcome.diagnostics}
    assert not (project.output / "stock").exists() or outcome.status == "built"


def test_the_stock_book_is_sound(tmp_path: Path) -> None:
    project = lay_out_case(TESTS / "stock", tmp_path)
    outcome = pipeline.build(project, "stock", strict=True, store=Store(None), report=lambda _book, _step: None)

    assert outcome.diagnostics == ()
    assert outcome.status == "built"
    assert set(outcome.files) == {"stock.pdf", "stock.epub"}


def test_every_fault_has_a_case() -> None:
    assert {case.name[:5] for case in CASES} == set(CATALOGUE)
