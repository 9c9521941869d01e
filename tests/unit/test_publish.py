"""Publishing is all or nothing, and knows when there is nothing to do."""

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from octavo import publish
from octavo.model.diagnostics import Faulty
from octavo.model.output import Artefact

if TYPE_CHECKING:
    from _typeshed import TraceFunction

FIRST = (Artefact(name="a.txt", media_type="text/plain", content=b"one"),)
SECOND = (
    Artefact(name="a.txt", media_type="text/plain", content=b"two"),
    Artefact(name="deep/b.txt", media_type="text/plain", content=b"b"),
)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def test_the_folder_holds_just_what_was_published(tmp_path: Path) -> None:
    folder = tmp_path / "output" / "book"
    publish.publish(folder, SECOND, {"inputs": "x"})
    publish.publish(folder, FIRST, {"inputs": "y"})

    assert files(folder) == {"a.txt": b"one"}
    assert {path.name for path in folder.parent.iterdir()} <= {"book", ".book.lock"}


def test_the_manifest_tells_size_and_checksum(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    publish.publish(folder, FIRST, {"inputs": "x"})
    manifest = json.loads((folder / "manifest.json").read_bytes())

    assert manifest["files"]["a.txt"]["size"] == 3
    assert publish.read_manifest(folder) == manifest


@pytest.mark.parametrize("damage", ["change", "remove", "manifest"])
def test_damaged_output_has_no_manifest(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "book"
    publish.publish(folder, FIRST, {})
    if damage == "change":
        (folder / "a.txt").write_bytes(b"On")
    elif damage == "remove":
        (folder / "a.txt").unlink()
    else:
        (folder / "manifest.json").write_text("[]")

    assert publish.read_manifest(folder) is None


def test_without_an_exchange_the_switch_takes_two_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    folder = tmp_path / "book"
    publish.publish(folder, FIRST, {})
    publish.publish(folder, SECOND, {})

    assert set(files(folder)) == {"a.txt", "deep/b.txt"}
    assert {path.name for path in tmp_path.iterdir()} <= {"book", ".book.lock"}


def test_a_switch_that_was_cut_short_is_undone(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    publish.publish(folder, FIRST, {})
    folder.rename(tmp_path / ".book.old")
    publish.recover(folder)

    assert files(folder) == {"a.txt": b"one"}


def test_what_cannot_be_written_leaves_the_earlier_output(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    publish.publish(folder, FIRST, {})
    impossible = Artefact(name=f"{'x' * 300}.txt", media_type="text/plain", content=b"")

    with pytest.raises(Faulty, match="OC902"):
        publish.publish(folder, (*SECOND, impossible), {})

    assert files(folder) == {"a.txt": b"one"}
    assert publish.read_manifest(folder) is not None


def test_a_file_alone_is_written_whole_in_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    publish.write_file(path, b"one")
    publish.write_file(path, b"two")

    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 300}.txt"
    with pytest.raises(Faulty) as caught:
        publish.write_file(path, b"one")

    assert [each.message for each in caught.value.diagnostics] == [f"'{path}' cannot be written: File name too long"]
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_removed_is_told(tmp_path: Path) -> None:
    (tmp_path / "book").write_bytes(b"a file where a folder is meant")
    publish.remove(tmp_path / "nothing")

    with pytest.raises(Faulty, match=r"OC902.*/book' cannot be written: Not a directory"):
        publish.remove(tmp_path / "book")


def publish_killed(folder: Path, at: int) -> int:
    """Publish in a process of its own, which is killed at line ``at`` of all that it runs; return how it ended."""
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    lines = 0

    def trace(frame: FrameType, event: str, _: object) -> "TraceFunction":
        nonlocal lines
        if event == "line" and frame.f_code.co_filename == publish.__file__:
            lines += 1
            if lines == at:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    try:
        sys.settrace(trace)
        publish.publish(folder, (replace(FIRST[0], content=b"two"),), {})
    finally:
        sys.settrace(None)
        # Nothing of the process that tests may end here: neither its output nor its coverage.
        os._exit(0)


def test_a_file_in_the_place_of_the_output_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("in the way")
    with pytest.raises(Faulty) as caught:
        publish.publish(tmp_path / "output" / "wells", FIRST, {})

    assert caught.value.diagnostics[0].hint == "a file is in the way: remove it, or give it another name"


def test_a_kill_at_any_line_leaves_one_whole_output(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    seen = set()
    for line in range(1, 200):
        publish.publish(folder, FIRST, {})
        ended = publish_killed(folder, line)
        publish.recover(folder)

        assert publish.read_manifest(folder) is not None
        seen.add(files(folder)["a.txt"])
        if ended == 0:
            break
        assert ended == -signal.SIGKILL

    assert seen == {b"one", b"two"}
