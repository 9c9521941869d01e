"""What the process that draws does: an answer to every line, fonts once, and bounds that the system holds."""

import base64
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import vl_convert

from octavo.render import vega
from octavo.render.vega import serve

BARS = {"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"y": {"field": "a", "type": "quantitative"}}}
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="3"><path d="M0,0h2v3h-2z"/></svg>'


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such bounds")
def test_each_line_is_answered_within_its_bounds_and_what_is_refused_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import resource

    registered: list[str] = []
    bounds: list[dict[int, int]] = [{}]
    monkeypatch.setattr(vl_convert, "register_font_directory", registered.append)
    # They hold for the process that runs these tests as well.
    monkeypatch.setattr(resource, "setrlimit", lambda bound, most: bounds[-1].update({bound: most[0]}))
    asked = {"fonts": str(tmp_path), "seconds": 30, "memory": 10**9}
    marks = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", ""]}
    lines = (
        {**asked, "specification": BARS, "marks": marks},
        {**asked, "specification": {"mark": "no such mark"}, "marks": marks},
        {**asked, "drawing": SQUARE, "scale": 2},
    )
    written = "".join(json.dumps(each) + "\n" for each in lines).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(written)))

    serve()

    drawn, refused, pixels = (json.loads(each) for each in capsys.readouterr().out.splitlines())
    assert drawn[0].startswith("<svg")
    assert drawn[1] == ""
    assert refused[0] == ""
    assert refused[1].startswith("Vega-Lite to SVG conversion failed")
    # The size of a PNG stands behind its signature (PNG, 11.2.2).
    assert base64.b64decode(pixels[0])[16:24] == bytes([0, 0, 0, 4, 0, 0, 0, 6])
    assert registered == [str(tmp_path)]
    assert bounds[0][resource.RLIMIT_CORE] == 0
    assert 0 < bounds[0][resource.RLIMIT_DATA] <= 10**9
    spent = resource.getrusage(resource.RUSAGE_SELF)
    assert 0 < bounds[0][resource.RLIMIT_CPU] <= spent.ru_utime + spent.ru_stime + 31


class Ended:
    """A process whose pipes are closed at the other end, or were never there."""

    def __init__(self, stdin: object = None, stdout: object = None) -> None:
        self.stdin, self.stdout, self.killed = stdin, stdout, False

    def kill(self) -> None:
        """Note that it was asked to end."""
        self.killed = True

    def poll(self) -> None:
        """Say that it has not ended."""

    def wait(self) -> int:
        """Say how it ended."""
        return -9


def test_a_process_that_is_gone_has_no_answer() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb", buffering=0) as pipe:
        for process in (Ended(pipe, io.BytesIO()), Ended()):
            drawer = vega._Drawer(process=process, owner=os.getpid())  # type: ignore[arg-type] # noqa: SLF001 -- meets it

            assert drawer.asked(b"{}\n") == b""


def test_a_fork_leaves_the_process_and_its_fonts_to_its_parent() -> None:
    process = Ended()
    drawer = vega._Drawer(process=process, owner=os.getpid() + 1)  # type: ignore[arg-type] # noqa: SLF001 -- the same
    folder = Path(drawer.folder({"a.otf": b"letters", "b.ttf": b"others"}))
    again = drawer.folder({"b.ttf": b"others", "a.otf": b"letters"})

    assert (drawer.end(), process.killed) == (0, False)
    assert again == str(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"0.otf": b"letters", "1.ttf": b"others"}
    drawer.owner = os.getpid()
    assert (drawer.end(), process.killed) == (-9, True)
    assert not folder.exists()
