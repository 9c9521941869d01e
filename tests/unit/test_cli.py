"""The command line: what it says, and how it ends."""

import errno
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from octavo import cli, doctor, pipeline
from octavo.console import shown
from octavo.model.catalogue import CATALOGUE
from octavo.project import find_project
from octavo.starter import KINDS

COMMANDS = sorted(cli.octavo.commands)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with no project in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OCTAVO_STORE", str(tmp_path / "store"))
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_by_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "--help"]) == 0
    assert f"octavo {command}" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("octavo 0.")


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    "arguments", [["bind"], ["build", "--fast"], ["explain", "OC000"], ["new"], ["build", "--engine", "moon"]]
)
def test_a_wrong_command_line_ends_with_2(arguments: list[str]) -> None:
    assert cli.main(arguments) == 2


def test_nothing_is_no_claim_to_look_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["find", "handbook", " "]) == 2
    assert "no words" in capsys.readouterr().err


@pytest.mark.usefixtures("empty")
def test_without_a_book_the_next_step_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build"]) == 2
    assert "octavo new" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["book.yml", "Book.YAML.txt"])
def test_a_folder_whose_settings_have_another_name_is_told(
    name: str, empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty / "content" / "wells").mkdir(parents=True)
    (empty / "content" / "wells" / name).write_text("title: Wells")

    assert cli.main(["build"]) == 2
    assert f"content/wells is no book yet: rename '{name}' to 'book.yaml'" in capsys.readouterr().err


@pytest.mark.usefixtures("empty")
def test_a_booklet_asks_which_book_where_there_are_several(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        cli.main(["new", name])
    capsys.readouterr()

    assert cli.main(["booklet", "--list"]) == 2
    assert "name a book: one, two" in capsys.readouterr().err


@pytest.mark.usefixtures("empty")
def test_an_unknown_book_is_told_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["new", "village-history"])

    assert cli.main(["build", "vilage-history"]) == 1
    assert "OC901: there is no book 'vilage-history' · did you mean 'village-history'?" in capsys.readouterr().err


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", code.lower()]) == 0
    told = capsys.readouterr().out
    assert CATALOGUE[code].explanation in told
    assert not re.search(r"\{(?!#|word|\.)", told)


def test_all_codes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 0
    assert [line[:5] for line in capsys.readouterr().out.splitlines()] == list(CATALOGUE)


def test_a_new_book_has_its_title_and_is_sound(empty: Path) -> None:
    assert cli.main(["new", "my-book", "--title", 'The "Well": a history']) == 0
    assert 'title: "The \\"Well\\": a history"' in (empty / "content/my-book/book.yaml").read_text()
    assert cli.main(["check", "--strict", "my-book"]) == 0


@pytest.mark.parametrize("name", ["My Book", "../up", "a" * 65, "1st", ""])
def test_a_name_that_is_no_name_is_refused(name: str, empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", name]) == 1
    assert "OC195" in capsys.readouterr().err
    assert list(empty.iterdir()) == []


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize(
    ("title", "name"),
    [("A History of Wells", "a-history-of-wells"), ("42 Żółte żaby!", "zote-zaby"), ("Історія", "village-history")],
)
def test_a_title_in_place_of_a_name_leads_to_a_name(title: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", title]) == 1
    assert capsys.readouterr().err.rstrip().endswith(f", such as {name}")
    assert cli.main(["new", name]) == 0


def test_where_no_book_can_be_written_the_reason_is_told(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (empty / "content").write_text("a file where the folder should be")

    assert cli.main(["new", "my-book"]) == 1
    assert "OC902: 'content/my-book' cannot be written: Not a directory" in capsys.readouterr().err


def test_a_book_is_never_overwritten(empty: Path) -> None:
    cli.main(["new", "my-book"])
    (empty / "content/my-book/book.yaml").write_text("mine")

    assert cli.main(["new", "my-book"]) == 1
    assert (empty / "content/my-book/book.yaml").read_text() == "mine"


def test_a_bug_of_ours_is_one_line_and_a_file(
    empty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("OC903 is for this")

    monkeypatch.setattr(pipeline, "build", broken)
    monkeypatch.setattr("tempfile.tempdir", str(empty))
    cli.main(["new", "my-book"])
    capsys.readouterr()

    assert cli.main(["build"]) == 70
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("error OC903: this should not have happened: RuntimeError: OC903 is for this (details in ")
    (details,) = empty.glob("octavo-*.txt")
    assert "Traceback" in details.read_text()


@pytest.mark.usefixtures("empty")
def test_a_stop_by_the_user_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", stopped)
    cli.main(["new", "my-book"])

    assert cli.main(["build"]) == 130
    assert "untouched" in capsys.readouterr().err


def test_a_command_line_loads_no_stage_before_there_is_something_to_do() -> None:
    program = (
        "import sys, octavo.cli; from octavo import commands, console, pipeline; octavo.cli.octavo.commands['build'];"
        "console.results_as_json([pipeline.BookResult(book='b', status='unchanged')]); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.split()
    rooms = ("load", "resolve", "render", "typeset", "pdf", "package", "impose", "check")
    late = tuple(f"octavo.{each}" for each in (*rooms, "model.records", "jobs.graph", "jobs.executors"))

    assert "octavo.commands.books" in loaded
    assert [name for name in loaded if name.startswith(late)] == []


@pytest.mark.usefixtures("empty")
def test_where_nobody_reads_on_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(*_arguments: object, **_options: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "broken pipe")

    # What stands in for them then is put away again after the test.
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, getattr(sys, stream))
    monkeypatch.setattr(pipeline, "build", unread)
    cli.main(["new", "my-book"])

    assert cli.main(["build"]) == 0


@pytest.mark.usefixtures("empty")
def test_the_doctor_finds_this_machine_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor"]) == 0
    for_people = capsys.readouterr().out.splitlines()
    assert cli.main(["doctor", "--json"]) == 0
    for_machines = json.loads(capsys.readouterr().out)

    assert all(line.startswith("ok ") for line in for_people)
    assert for_machines[0]["subject"] == "Python"
    assert len(for_people) == len(for_machines)


def test_the_doctor_tells_of_a_library_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", ("no-such-library",))

    assert cli.main(["doctor"]) == 3
    assert "no-such-library: not installed; 'make' installs it" in capsys.readouterr().out


def test_the_shared_files_of_the_checkout_are_found() -> None:
    project = find_project(Path.cwd())

    assert (project.templates / "languages" / "en-GB.yaml").is_file()
    assert (project.theme("plain") / "theme.yaml").is_file()


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_of_each_kind_is_sound_and_has_what_editors_need(kind: str, empty: Path) -> None:
    assert cli.main(["new", "my-book", "--kind", kind, "--title", "Mine"]) == 0

    settings = (empty / "content/my-book/book.yaml").read_text(encoding="utf-8")
    schema = settings.splitlines()[0].partition("$schema=")[2]
    assert (empty / "content/my-book" / schema).is_file()
    assert '\ntitle: "Mine"\n' in settings
    connected = json.loads((empty / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert all((empty / name).is_file() for name in connected)
    assert "/output/" in (empty / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert cli.main(["check", "--strict", "my-book"]) == 0


def test_the_keys_of_a_record_are_told_with_their_meanings(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["keys", "person"]) == 0
    told = capsys.readouterr().out
    assert "  id* " in told
    assert "  born " in told
    assert not re.search(r"[`\]]", told)
    assert cli.main(["keys"]) == 0
    assert "look " in capsys.readouterr().out
    assert cli.main(["keys", "persom"]) == 2
    assert "did you mean 'person'?" in capsys.readouterr().err


def test_a_key_is_told_for_every_record_that_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["keys", "paper"]) == 0
    told = capsys.readouterr().out

    assert re.findall(r"^\S.*$", told, re.MULTILINE) == [
        "A paper: trim size and margins in millimetres",
        *("book.yaml", "An entry of booklets"),
    ]
    assert len(re.findall(r"^  paper ", told, re.MULTILINE)) == 2


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["build", "w"], ["wells", "wharf"]),
        (["errata", "we"], ["wells"]),
        (["booklet", "wh"], ["wharf"]),
        (["keys", "pers"], ["person"]),
        (["explain", "oc195"], ["OC195"]),
        (["new", "x", "--kind", "n"], ["novel"]),
    ],
)
def test_the_shell_completes_what_there_is(words: list[str], completed: list[str], empty: Path) -> None:
    for name in ("wells", "wharf"):
        (empty / "content" / name).mkdir(parents=True)
        (empty / "content" / name / "book.yaml").touch()

    given = ShellComplete(cli.octavo, {}, "octavo", "_OCTAVO_COMPLETE").get_completions(words[:-1], words[-1])

    assert [each.value for each in given] == completed


def test_where_nothing_opens_a_file_its_place_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "platform", "linux")

    assert cli.main(["handbook", "--open"]) == 0
    told = capsys.readouterr()
    assert told.err.strip().endswith(f"could open {shown(Path(told.out.strip()))}")


def test_the_handbook_can_be_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["handbook"]) == 0
    assert Path(capsys.readouterr().out.strip()).exists()
