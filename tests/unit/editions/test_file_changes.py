"""Several files are changed at once or not at all, wherever the machine stops."""

from pathlib import Path

import pytest

from octavo.editions import file_changes
from octavo.editions.file_changes import JOURNAL, change_files, recover

OLD = {"text/one.md": b"one", "corrections.yaml": b"- a"}
NEW = {"text/one.md": b"another one", "corrections.yaml": b"- a\n- b", "new/two.md": b"two"}


class Stopped(BaseException):
    """The machine stops here."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with the old files."""
    lay_out(tmp_path)
    return tmp_path


def lay_out(folder: Path) -> None:
    """Give the folder the old files and no others."""
    for name in files(folder):
        (folder / name).unlink()
    for name, content in OLD.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)


def files(folder: Path) -> dict[str, bytes]:
    """Return what a reader sees, hidden files left out."""
    paths = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def stopping(monkeypatch: pytest.MonkeyPatch, after: int) -> list[str]:
    """Let the machine stop at the write, move or removal number ``after``; half of what is written may be there."""
    done: list[str] = []

    def stop(what: str) -> None:
        done.append(what)
        if len(done) == after:
            raise Stopped

    write, replace, unlink = file_changes.write_through, Path.replace, Path.unlink

    def half(path: Path, content: bytes) -> None:
        path.write_bytes(content[: len(content) // 2])
        stop("write")
        write(path, content)

    def moved(path: Path, target: Path) -> Path:
        stop("move")
        return replace(path, target)

    def removed(path: Path) -> None:
        stop("remove")
        unlink(path)

    monkeypatch.setattr(file_changes, "write_through", half)
    monkeypatch.setattr(Path, "replace", moved)
    monkeypatch.setattr(Path, "unlink", removed)
    return done


def test_a_stop_at_any_write_leaves_the_old_or_the_new_whole(folder: Path) -> None:
    seen: list[bool] = []
    done: list[str] = []
    for after in range(1, 20):
        lay_out(folder)
        with pytest.MonkeyPatch.context() as patched:
            done = stopping(patched, after)
            try:
                change_files(folder, NEW)
            except Stopped:
                pass
            else:
                break
        recover(folder)
        seen.append(files(folder) == NEW)

        assert files(folder) in (OLD, NEW), (after, done)
        assert not (folder / JOURNAL).exists()

    # Three files and the journal are written, and the journal is moved: from then on the change is made.
    assert done == ["write"] * 4 + ["move"] * 4 + ["remove"]
    assert seen == [False] * 5 + [True] * 4


def test_where_a_file_cannot_be_written_nothing_is(folder: Path) -> None:
    (folder / "new").write_bytes(b"no folder")

    with pytest.raises(OSError, match="new"):
        change_files(folder, NEW)
    assert files(folder) == {**OLD, "new": b"no folder"}
    assert not [path for path in folder.rglob(".*") if path.is_file()]


def test_what_another_command_has_changed_is_not_written_over(folder: Path) -> None:
    before = {"corrections.yaml": b"- a", "new/two.md": None}
    (folder / "corrections.yaml").write_bytes(b"- a\n- of somebody else")

    with pytest.raises(OSError, match="in the meantime"):
        change_files(folder, NEW, before)
    assert files(folder) == {**OLD, "corrections.yaml": b"- a\n- of somebody else"}

    (folder / "corrections.yaml").write_bytes(b"- a")
    (folder / "text/one.md").chmod(0o640)
    change_files(folder, NEW, before)
    assert files(folder) == NEW
    assert (folder / "text/one.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("journal", ["", "[1]", '{"../one.md": "x"}', "{"])
def test_a_journal_that_no_change_has_written_is_told(folder: Path, journal: str) -> None:
    (folder / JOURNAL).write_text(journal)

    with pytest.raises(OSError, match="no record of a change"):
        recover(folder)
    assert files(folder) == OLD
