"""What is opened after a build, by the program that the machine has for it."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from octavo.commands.opening import open_file, open_pages

Started = list[list[str]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The programs that were started; none is there, and no screen."""
    found: Started = []
    monkeypatch.setattr(subprocess, "Popen", lambda command: found.append([str(each) for each in command]))
    monkeypatch.setattr(click, "launch", lambda path: found.append(["launch", path]))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    return found


def has(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have a program."""
    monkeypatch.setattr(shutil, "which", lambda asked: f"/bin/{asked}" if asked == name else None)


def test_each_system_has_its_own_way(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Path("a.pdf")
    has("wslview", monkeypatch)
    open_file(path)
    has("xdg-open", monkeypatch)
    monkeypatch.setenv("DISPLAY", ":0")
    open_file(path)
    monkeypatch.setattr(sys, "platform", "darwin")
    open_file(path)

    assert started == [["wslview", "a.pdf"], ["xdg-open", "a.pdf"], ["launch", "a.pdf"]]


def test_without_a_screen_nothing_is_started_and_that_is_said(
    started: Started, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    has("xdg-open", monkeypatch)
    monkeypatch.setenv("BROWSER", "netscape")
    open_file(Path("a.pdf"))

    assert started == []
    assert capsys.readouterr().err == "there is no program here that could open a.pdf\n"


def test_without_a_screen_the_browser_that_is_named_is_asked(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    has("lynx", monkeypatch)
    monkeypatch.setenv("BROWSER", "lynx")
    open_file(Path("a.pdf"))

    assert started == [["/bin/lynx", "a.pdf"]]


def test_of_books_without_errors_the_pdf_is_opened(
    started: Started, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has("wslview", monkeypatch)
    for name in ("sound", "faulty"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.pdf").write_bytes(b"%PDF")
    results = [
        SimpleNamespace(book="sound", has_errors=False),
        SimpleNamespace(book="faulty", has_errors=True),
        SimpleNamespace(book="ebook", has_errors=False),
    ]
    open_pages(tmp_path, results)  # type: ignore[arg-type]  # only these are asked

    assert started == [["wslview", str(tmp_path / "sound/sound.pdf")]]
