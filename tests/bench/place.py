"""Where measuring happens: a project of made-up books in a temporary folder, and the programs that work on it.

The code that runs is a copy taken at the start, so that a file saved meanwhile makes no difference.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.usage import FailedError, Usage, cpu_of_family, run
from tests.bench.words import WORDS

ROOT = Path(__file__).resolve().parents[2]
CODE = ("octavo", "templates", "styles", "tests/bench", "tests/__init__.py", "tests/whole_document.py")
"""What is copied: all that the programs of this folder run or import."""

PLAIN_MARKS = ("#", ":", "|", ">", "-", "[", "1", "2", "3")
"""What a line of a text file begins with that is no running text."""

QUIET = 0.6
"""Seconds without work after which a watching process counts as idle."""

PATIENCE = 600
"""Seconds after which a watching process counts as hanging."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder with ``code``, ``content``, ``output`` and ``store`` in it."""

    folder: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of all programs: our copy of the code comes before the installed one.

        Python keeps what it compiles, as it does for anybody who has installed Octavo.
        """
        code = str(self.folder / "code")
        known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**known, "PYTHONPATH": code, "OCTAVO_STORE": str(self.store), "PYTHONWARNINGS": "ignore"}

    @property
    def store(self) -> Path:
        """The store of results."""
        return self.folder / "store"

    def content(self, name: str) -> Path:
        """Return the content folder of a book."""
        return self.folder / "content" / name

    def output(self, name: str, suffix: str) -> Path:
        """Return the path of a finished file."""
        return self.folder / "output" / name / f"{name}{suffix}"

    def copy_code(self) -> None:
        """Take the copy of the code, with the templates and styles that it finds beside it."""
        for each in CODE:
            source, target = ROOT / each, self.folder / "code" / each
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)

    def forget(self, name: str, *, store: bool = False) -> None:
        """Remove the output of a book and, where asked, the store."""
        shutil.rmtree(self.folder / "output" / name, ignore_errors=True)
        if store:
            shutil.rmtree(self.store, ignore_errors=True)

    def run(self, *arguments: str, folder: Path | None = None, store: Path | None = None) -> tuple[Usage, str]:
        """Run Python with ``arguments`` in the project, or in ``folder``; see :func:`tests.bench.usage.run`."""
        environment = {**self.environment, "OCTAVO_STORE": str(store or self.store)}
        return run([sys.executable, *arguments], folder or self.folder, environment)

    def build(self, name: str) -> tuple[Usage, int]:
        """Build a book in a new process; return what that used and the number of pages.

        Raises :class:`FailedError` when the book has an error.
        """
        used, said = self.run("-m", "octavo", "build", "--json", name)
        [result] = json.loads(said)["books"]
        if wrong := [each for each in result["diagnostics"] if each["severity"] == "error"]:
            raise FailedError(f"{name}: {wrong[0]}")
        return used, int(result["pages"])

    def watch(self, name: str, edits: Sequence["Edit"]) -> list[Usage]:
        """Watch a book, make ``edits`` one after the other and return what the process used for each.

        Its memory is not asked for (0). The wall time goes from the saving of the file to the line that tells the end.
        """
        command = [sys.executable, "-m", "octavo", "watch", name]
        used = []
        with subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _next_line(process)
                for edit in edits:
                    before = _idle(process.pid)
                    start = time.perf_counter()
                    edit.make()
                    _next_line(process)
                    wall = time.perf_counter() - start
                    used.append(Usage(cpu=_idle(process.pid) - before, wall=wall, memory=0))
            finally:
                process.send_signal(signal.SIGINT)
        return used


def _next_line(process: "subprocess.Popen[bytes]") -> bytes:
    if process.stdout is None or not select.select([process.stdout], [], [], PATIENCE)[0]:
        raise FailedError("the watching process says nothing")
    line = process.stdout.readline()
    if not line:
        raise FailedError("the watching process has ended")
    return line


def _idle(pid: int) -> float:
    """Wait until a process and its children rest; return the processor time they have had so far."""
    used = -1.0
    while (now := cpu_of_family(pid)) != used:
        used = now
        time.sleep(QUIET)
    return used


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A correction: one word in the middle of a text, or ``more`` paragraphs there. ``turn`` makes each a new one."""

    path: Path
    turn: int
    more: int = 0

    def make(self) -> None:
        """Change the file, as an editor's programme would: all at once."""
        lines = self.path.read_text(encoding="utf-8").split("\n")
        plain = [number for number, line in enumerate(lines) if _is_plain(line)]
        place = plain[len(plain) // 2]
        if self.more:
            others = [lines[plain[(each + self.turn) % len(plain)]] for each in range(self.more)]
            lines[place + 1 : place + 1] = [line for other in others for line in ("", f"Once more. {other}")]
        else:
            words = lines[place].split(" ")
            words[len(words) // 2] = WORDS["nouns"][self.turn % len(WORDS["nouns"])]
            lines[place] = " ".join(words)
        fresh = self.path.with_name(f".{self.path.name}")
        fresh.write_text("\n".join(lines), encoding="utf-8")
        fresh.replace(self.path)


def _is_plain(line: str) -> bool:
    return bool(line) and not line.startswith(PLAIN_MARKS) and not {*"[{"} & {*line}
