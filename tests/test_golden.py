"""Every fault has a case: a folder of files that differ from the smallest sound book, and the lines it must give.

A case is ``tests/golden/<CODE>-<what>/`` with ``in/`` (files laid over tests/stock), ``share/`` (files laid over
templates and styles), ``REMOVE`` (names of stock files to take away) and ``expected.txt``. ``command.txt`` holds the
words of the command line; without it, faults up to 3xx are looked for by ``check stock`` and the others by ``build
stock``. ``pytest --accept`` writes expected.txt anew: then read the difference.
What no content can provoke is provoked by ``damage.py``: its function ``damage`` breaks something (a finished file, a
format, a library of the machine) in the process that then runs the command.

All cases share a store, so that each makes only what its own files change.
"""

import io
import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from multiprocessing import get_context
from pathlib import Path

import pytest

from octavo import cli
from octavo.commands import folders
from octavo.console import OUR_OWN_BUG
from octavo.model.catalogue import CATALOGUE
from octavo.project import Project, find_project

TESTS = Path(__file__).parent
CASES = sorted(path for path in (TESTS / "golden").iterdir() if path.is_dir())
DAMAGED_CASES = [case for case in CASES if (case / "damage.py").exists()]
CONTENT_CASES = sorted(set(CASES) - set(DAMAGED_CASES))
DAMAGED = """
import runpy, sys
from octavo import cli
runpy.run_path(sys.argv.pop(1))["damage"]()
sys.exit(cli.main(sys.argv[1:]))
"""
FRESH = {"OC904-no-library": "a process that has loaded a library does not miss it"}
"""The damages that are done in a process of their own, each with the reason; the others in a copy of this one."""

UNKEPT = {
    "OC508-engine-breaks-down": "lays out what no book does",
    "OC905-worker-lost": "has to lay something out",
}
"""The damages that keep nothing in the store that the others share, each with the reason."""

CHANCE = re.compile(r"(?<=octavo-)\w+(?=\.txt)")
"""What the name of a file with details has by chance."""

SUMMARY = re.compile(r"\w+: \d+ errors?, ")
"""The line that sums a book up, after its faults."""
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
    """Return the words of the command line that the case is about."""
    if (case / "command.txt").exists():
        return shlex.split((case / "command.txt").read_text())
    return ["check" if case.name < FIRST_WITH_LAYOUT else "build", "stock"]


def exit_code(codes: set[str], *, strict: bool) -> int:
    """Return what a build must end with that told of ``codes``."""
    if "OC903" in codes:
        return OUR_OWN_BUG
    if any(CATALOGUE[code].severity == "error" for code in codes):
        return 3 if all(code.startswith("OC7") for code in codes) else 1
    return int(strict)


@pytest.mark.parametrize("case", CONTENT_CASES, ids=lambda case: case.name)
def test_a_case_gives_just_its_lines(
    case: Path,
    tmp_path: Path,
    common_store: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = lay_out_case(case, tmp_path)
    monkeypatch.setattr(folders, "current_project", lambda: project)
    monkeypatch.setenv("OCTAVO_STORE", str(common_store))
    earlier = project.output / "stock" / "earlier.txt"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("the last good output")
    words = command_of(case)

    ended = cli.main(words)

    judge(case, capsys.readouterr().err, ended, accept=request.config.getoption("--accept"))
    assert earlier.exists() == (ended != 0 or words[0] == "check")


@pytest.mark.parametrize("case", DAMAGED_CASES, ids=lambda case: case.name)
def test_a_damage_gives_just_its_lines(
    case: Path, tmp_path: Path, common_store: Path, request: pytest.FixtureRequest
) -> None:
    lay_out_case(case, tmp_path)
    earlier = tmp_path / "output/stock/earlier.txt"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("the last good output")
    store = tmp_path / "store" if case.name in UNKEPT else common_store
    settings = {"PYTHONPATH": str(TESTS.parent), "OCTAVO_STORE": str(store), "TMPDIR": str(tmp_path)}
    if case.name in FRESH:
        command = [sys.executable, "-c", DAMAGED, str(case / "damage.py"), *command_of(case)]
        with (tmp_path / "told.txt").open("w") as told:
            run = subprocess.run(command, cwd=tmp_path, env={**os.environ, **settings}, stderr=told, check=False)
        ended: int | None = run.returncode
    else:
        process = get_context("fork").Process(target=run_damaged, args=(case, tmp_path, settings))
        process.start()
        process.join()
        ended = process.exitcode

    lines = (tmp_path / "told.txt").read_text().replace(f"{tmp_path}{os.sep}", "")
    judge(case, CHANCE.sub("NAME", lines), ended, accept=request.config.getoption("--accept"))
    assert earlier.exists()


def run_damaged(case: Path, folder: Path, settings: Mapping[str, str]) -> None:
    """Do the damage of a case in this process, and run its command in ``folder``; what it tells stands in told.txt."""
    os.chdir(folder)
    os.environ.update(settings)
    tempfile.tempdir = None
    with (folder / "told.txt").open("w") as told, redirect_stderr(told), redirect_stdout(io.StringIO()):
        runpy.run_path(str(case / "damage.py"))["damage"]()
        ended = cli.main(command_of(case))
    sys.exit(ended)


def judge(case: Path, told: str, ended: int | None, *, accept: bool) -> None:
    """Compare what was told, and how the command ended, with what the case expects."""
    lines = [line for line in told.splitlines() if not SUMMARY.match(line)]
    codes = {code for code in CATALOGUE if any(f" {code}: " in line for line in lines)}
    expected = case / "expected.txt"
    if accept:
        expected.write_text("".join(f"{line}\n" for line in lines))

    assert expected.read_text().splitlines() == lines
    assert case.name[:5] in codes
    assert ended == exit_code(codes, strict="--strict" in command_of(case))


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
    assert set(book["files"]) == {"stock.pdf", "stock.epub", "cover.jpg"}

    assert cli.main(["build", "--strict"]) == 0
    assert capsys.readouterr().out == "stock: unchanged\n"
