"""Every fault has a case: a folder of files that differ from the smallest sound book, and the lines it must give.

A case is ``tests/golden/<CODE>-<what>/`` with ``in/`` (files laid over tests/stock), ``share/`` (files laid over
templates and styles), ``REMOVE`` (names of stock files to take away) and ``expected.txt``. ``command.txt`` holds
``build``, ``check`` or either with ``--strict``; without it, faults up to 3xx are looked for by ``check`` and the
others by ``build``. ``pytest --accept`` writes expected.txt anew: then read the difference.
A fault that no content can provoke has ``unit.txt`` instead: the node id of the test that proves it.
"""

import json
import shutil
from pathlib import Path

import pytest

from octavo import cli
from octavo.commands import folders
from octavo.model.catalogue import CATALOGUE
from octavo.project import Project, find_project

TESTS = Path(__file__).parent
CASES = sorted(path for path in (TESTS / "golden").iterdir() if path.is_dir())
CONTENT_CASES = [case for case in CASES if not (case / "unit.txt").exists()]
SHARE = find_project(TESTS.parent)
FIRST_WITH_LAYOUT = "OC400"


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
    return ["check" if case.name < FIRST_WITH_LAYOUT else "build"]


def exit_code(codes: set[str], *, strict: bool) -> int:
    """Return what a build must end with that told of ``codes``."""
    if any(CATALOGUE[code].severity == "error" for code in codes):
        return 3 if all(code.startswith("OC7") for code in codes) else 1
    return int(strict)


@pytest.mark.parametrize("case", CONTENT_CASES, ids=lambda case: case.name)
def test_a_case_gives_just_its_lines(
    case: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = lay_out_case(case, tmp_path)
    monkeypatch.setattr(folders, "current_project", lambda: project)
    monkeypatch.setenv("OCTAVO_STORE", str(tmp_path / "store"))
    earlier = project.output / "stock" / "earlier.txt"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("the last good output")
    verb, *options = command_of(case)

    ended = cli.main([verb, "stock", *options])
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("stock: ")]
    codes = {code for code in CATALOGUE if any(f" {code}: " in line for line in lines)}
    expected = case / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text("".join(f"{line}\n" for line in lines))

    assert expected.read_text().splitlines() == lines
    assert case.name[:5] in codes
    assert ended == exit_code(codes, strict="--strict" in options)
    assert earlier.exists() == (ended != 0 or verb == "check")


@pytest.mark.parametrize("case", sorted(set(CASES) - set(CONTENT_CASES)), ids=lambda case: case.name)
def test_what_no_content_can_provoke_is_proved_elsewhere(case: Path) -> None:
    path, name = (case / "unit.txt").read_text().strip().split("::")

    assert f"def {name}(" in (TESTS.parent / path).read_text()
    assert case.name[:5] in (TESTS.parent / path).read_text()


def test_every_fault_has_a_case() -> None:
    assert {case.name[:5] for case in CASES} == set(CATALOGUE)


def test_the_stock_book_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = lay_out_case(TESTS / "golden", tmp_path)
    monkeypatch.setattr(folders, "current_project", lambda: project)
    monkeypatch.setenv("OCTAVO_STORE", str(tmp_path / "store"))

    assert cli.main(["build", "--strict", "--json"]) == 0
    told = capsys.readouterr()
    (book,) = json.loads(told.out)["books"]
    assert told.err == ""
    assert (book["book"], book["status"], book["diagnostics"]) == ("stock", "built", [])
    assert set(book["files"]) == {"stock.pdf", "stock.epub"}

    assert cli.main(["build", "--strict"]) == 0
    assert capsys.readouterr().out == "stock: unchanged\n"
