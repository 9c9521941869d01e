"""Vega-Lite in a process of its own, with bounds of time and memory: a short specification can ask for endless work.

The process begins with the first drawing, and ends with the one that began it. It reads a line of JSON for each drawing
and writes one. Nothing is fetched.
"""

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from threading import Timer

from octavo.model import limits

VEGA_LITE = "6.4"

PATIENCE = 12
"""How many times the seconds of the processor may pass on the clock: a machine may have much else to do."""

PROGRAM = f"import sys; sys.path[:] = {{}}; from {__name__} import serve; serve()"
"""What the process runs, with the path of the process that begins it."""

OUT_OF_TIME = (-signal.SIGKILL, -getattr(signal, "SIGXCPU", signal.SIGKILL)) if os.name == "posix" else (1,)
"""How a process ends that is killed by our clock, or by the system for its time (POSIX, setrlimit)."""


@dataclass(slots=True, kw_only=True)
class _Drawer:
    """The process that draws, for ``owner``; ``folders`` are those of the fonts that it was given."""

    process: "subprocess.Popen[bytes]"
    owner: int
    folders: dict[tuple[tuple[str, bytes], ...], str] = field(default_factory=dict)

    def asked(self, line: bytes) -> bytes:
        """Return the answer to a line; nothing where the process died over it, or its time was up."""
        timer = Timer(limits.CHART_SECONDS * PATIENCE, self.process.kill)
        timer.start()
        try:
            if self.process.stdin is None or self.process.stdout is None:
                return b""
            self.process.stdin.write(line)
            self.process.stdin.flush()
            return self.process.stdout.readline()
        except BrokenPipeError:
            return b""
        finally:
            timer.cancel()

    def folder(self, fonts: Mapping[str, bytes]) -> str:
        """Return a folder with the files of ``fonts``."""
        key = tuple(sorted(fonts.items()))
        if key not in self.folders:
            folder = self.folders[key] = tempfile.mkdtemp(prefix="octavo-fonts-")
            for number, name in enumerate(sorted(fonts)):
                Path(folder, f"{number}{PurePosixPath(name).suffix}").write_bytes(fonts[name])
        return self.folders[key]

    def end(self) -> int:
        """End the process; return how it ended, which may have been before."""
        if self.owner != os.getpid():
            return 0
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        if self.process.poll() is None:
            self.process.kill()
        for folder in self.folders.values():
            shutil.rmtree(folder, ignore_errors=True)
        return self.process.wait()


_drawers: list[_Drawer] = []


def vega_drawing(specification: Mapping[str, object], fonts: Mapping[str, bytes], marks: Mapping[str, object]) -> str:
    """Return the SVG drawing of a Vega-Lite specification, its text measured in ``fonts`` (bytes by their names).

    ``marks`` are those of numbers, as d3-format names them. Raises ``ValueError`` with the words of the library, or
    with a sentence where the drawing takes more time, memory or room than :mod:`octavo.model.limits` allows.
    """
    drawing = _answered({"specification": specification, "marks": marks}, fonts)
    if len(drawing) > limits.CHART_DRAWING:
        raise ValueError(f"the drawing has {len(drawing):,} characters, more than {limits.CHART_DRAWING:,}")
    return drawing


def in_pixels(drawing: str, scale: float) -> bytes:
    """Return an SVG drawing as a PNG of ``scale`` pixels for each of its units; its letters should be shapes.

    Raises ``ValueError`` as :func:`vega_drawing` does.
    """
    return b64decode(_answered({"drawing": drawing, "scale": scale}, {}))


def _answered(wanted: Mapping[str, object], fonts: Mapping[str, bytes]) -> str:
    """Return what the process makes of what is ``wanted``; raises ``ValueError`` where it does not."""
    drawer = _drawer()
    bounds = {"seconds": limits.CHART_SECONDS, "memory": limits.CHART_MEMORY}
    asked = {**wanted, "fonts": drawer.folder(fonts), **bounds}
    answer = drawer.asked(json.dumps(asked).encode() + b"\n")
    if not answer.endswith(b"\n"):
        drawer.process.wait()
        is_late = drawer.end() in OUT_OF_TIME
        _drawers.clear()
        bound = f"{limits.CHART_SECONDS} seconds" if is_late else f"{limits.CHART_MEMORY // 1_000_000:,} MB of memory"
        raise ValueError(f"to draw it takes more than {bound}")
    drawn, problem = json.loads(answer)
    if problem:
        raise ValueError(problem)
    return str(drawn)


def _drawer() -> _Drawer:
    """Return the process that draws for this one, begun where there is none: a fork has one of its own."""
    if _drawers and _drawers[0].owner == os.getpid() and _drawers[0].process.poll() is None:
        return _drawers[0]
    command = [sys.executable, "-c", PROGRAM.format(sys.path)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    drawer = _Drawer(process=process, owner=os.getpid())
    atexit.register(drawer.end)
    _drawers[:] = [drawer]
    return drawer


# --- what the process runs ---


def serve() -> None:
    """Draw what is asked for, line by line, until nothing more can come."""
    import vl_convert

    known: set[str] = set()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        _bound(asked["seconds"], asked["memory"])
        if asked["fonts"] not in known:
            vl_convert.register_font_directory(asked["fonts"])
            known.add(asked["fonts"])
        drawn, problem = "", ""
        try:
            if "drawing" in asked:
                drawn = b64encode(vl_convert.svg_to_png(asked["drawing"], scale=asked["scale"])).decode()
            else:
                drawn = vl_convert.vegalite_to_svg(
                    json.dumps(asked["specification"]),
                    vl_version=VEGA_LITE,
                    allowed_base_urls=[],
                    format_locale=asked["marks"],
                )
        except ValueError as refused:
            problem = str(refused) or "it was refused without a reason"
        sys.stdout.write(json.dumps([drawn, problem]) + "\n")
        sys.stdout.flush()


def _bound(seconds: int, memory: int) -> None:
    """Have the system end this process where the next drawing takes longer or more memory; not all systems can."""
    if sys.platform == "win32":
        return
    import resource

    spent = resource.getrusage(resource.RUSAGE_SELF)
    until = int(spent.ru_utime + spent.ru_stime) + 1 + seconds
    bounds = ((resource.RLIMIT_CPU, until), (resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0))
    for bound, most in bounds:
        _, hard = resource.getrlimit(bound)
        resource.setrlimit(bound, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
