"""Independent judges of what we print: EPUBCheck, veraPDF, qpdf, poppler.

Give a judge all files at once: starting Java costs more than judging one more book.
A judge that is not installed raises `NotRun`; conftest.py then skips the test, so that the summary of the run names the
judge, or fails the test where CI=true.
"""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRIVERS = ROOT / ".venv" / "checkers"
COMMANDS = ROOT / "scripts" / "checkers"

# Seconds a judge may take for all files of one call; far more than any needs, so that a hanging one is noticed.
TIMEOUT = 300


class NotRun(Exception):  # noqa: N818 -- no error: the judge is not there, the work may be fine
    """The judge named in the message is not installed on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One objection: `severity` is 'fatal', 'error', 'warning' or 'info', `rule` is the judge's own code."""

    severity: str
    rule: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.severity} {self.rule} at {self.place}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a judge says of one file. `is_valid` means no errors; there may still be warnings in `findings`."""

    path: Path
    is_valid: bool
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        return "\n  ".join([f"{self.path.name}: {'valid' if self.is_valid else 'invalid'}", *map(str, self.findings)])


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFont:
    """One font of a PDF as poppler lists it: `name` still carries its subset prefix, if any."""

    name: str
    kind: str
    is_embedded: bool
    is_subset: bool
    has_unicode: bool


def epubcheck(paths: Sequence[Path]) -> list[Verdict]:
    """Judge EPUBs by the official checker's EPUB 3.3 rules; the verdicts stand in the order of `paths`."""
    if not (DRIVERS / "EpubCheckBatch.class").exists() or shutil.which("java") is None:
        raise NotRun("epubcheck")
    return _verdicts([str(COMMANDS / "epubcheck")], paths)


def verapdf_ua1(paths: Sequence[Path]) -> list[Verdict]:
    """Judge PDFs against PDF/UA-1 (ISO 14289-1) by the official engine; the verdicts stand in the order of `paths`."""
    if not (DRIVERS / "VeraPdfBatch.class").exists() or shutil.which("java") is None:
        raise NotRun("verapdf")
    return _verdicts([str(COMMANDS / "verapdf"), "--profile", "ua1"], paths)


def qpdf_check(path: Path) -> Verdict:
    """Judge the structure of one PDF; qpdf's warnings make it invalid too, as ours must have none."""
    if shutil.which("qpdf") is None:
        raise NotRun("qpdf")
    run = _run(["qpdf", "--check", str(path)])
    lines = [line for line in run.stderr.splitlines() if line]
    # qpdf's manual, "Exit Status": 0 sound, 2 errors, 3 warnings only.
    severity = "warning" if run.returncode == 3 else "error"
    findings = tuple(Finding(severity=severity, rule="qpdf", place=path.name, text=line) for line in lines)
    return Verdict(path=path, is_valid=run.returncode == 0, findings=findings)


def pdffonts(path: Path) -> list[PrintedFont]:
    """List the fonts of one PDF in the order of their first use.

    Raises:
        subprocess.CalledProcessError: the file is no readable PDF.
    """
    if shutil.which("pdffonts") is None:
        raise NotRun("pdffonts")
    run = _run(["pdffonts", str(path)])
    run.check_returncode()
    _heading, rule, *rows = run.stdout.splitlines()
    name_width = len(rule.split(" ", 1)[0])
    return [_font(row, name_width) for row in rows]


def _font(row: str, name_width: int) -> PrintedFont:
    """Read one row: the name may be longer than its column, the last six columns never hold a space but `object ID`."""
    left, embedded, subset, unicode, _number, _generation = row.rsplit(maxsplit=5)
    name, _, rest = left.partition(" ") if " " in left[name_width:] else (left, "", "")
    kind = " ".join(rest.split()[:-1])
    return PrintedFont(
        name=name, kind=kind, is_embedded=embedded == "yes", is_subset=subset == "yes", has_unicode=unicode == "yes"
    )


def _verdicts(command: list[str], paths: Sequence[Path]) -> list[Verdict]:
    """Run a batch checker of scripts/checkers and read its JSON."""
    if not paths:
        return []
    run = _run([*command, *map(str, paths)])
    if run.returncode not in {0, 1}:
        raise AssertionError(f"{command[0]} broke down: {run.stderr}")
    return [
        Verdict(
            path=path,
            is_valid=verdict["valid"],
            findings=tuple(Finding(**finding) for finding in verdict["findings"]),
        )
        for path, verdict in zip(paths, json.loads(run.stdout), strict=True)
    ]


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False)
