"""Independent judges of what we print: EPUBCheck, veraPDF, qpdf, poppler.

Give a judge all files at once: starting Java costs more than judging one more book.
A judge that is not installed raises `NotRun`; conftest.py then skips the test, so that the summary of the run names the
judge, or fails the test where CI=true.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRIVERS = ROOT / ".venv" / "checkers"
COMMANDS = ROOT / "scripts" / "checkers"

# Seconds a judge may take for all files of one call; far more than any needs, so that a hanging one is noticed.
TIMEOUT = 300


NEWER_EPUBCHECK = "EPUBCHECK_NEWER"
"""Names the folder of a newer EPUBCheck, which then judges every book beside the pinned one."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Objections of a newer judge that are wrong: those of `rule` with `words` in them, and the `reason` to say so.

    They are passed over until the day `ends`, and no longer: by then the judge is mended, or somebody looks again.
    """

    rule: str
    words: re.Pattern[str]
    reason: str
    ends: date


WAIVERS = (
    Waiver(
        rule="RSC-005",
        words=re.compile(r'attribute "aria-label(ledby)?" not allowed here'),
        reason="EPUBCheck 5.4.0 forgot the global ARIA attributes of nav (w3c/epubcheck issue 1726; 5.4.1 has them)",
        ends=date(2027, 3, 31),
    ),
)


def epubcheck(paths: Sequence[Path]) -> list[Verdict]:
    """Judge EPUBs by the official checker's EPUB 3.3 rules; the verdicts stand in the order of `paths`.

    Where the environment names a newer release, a book must please both; see :data:`WAIVERS`.
    """
    if not (DRIVERS / "EpubCheckBatch.class").exists() or shutil.which("java") is None:
        raise NotRun("epubcheck")
    command = [str(COMMANDS / "epubcheck")]
    verdicts = _verdicts(command, paths)
    if folder := os.environ.get(NEWER_EPUBCHECK):
        newer = _verdicts(command, paths, {"EPUBCHECK": folder})
        allowed = (waived(verdict, WAIVERS, date.today()) for verdict in newer)  # noqa: DTZ011 -- the editor's day
        verdicts = [joined(*each) for each in zip(verdicts, allowed, strict=True)]
    return verdicts


def waived(verdict: Verdict, waivers: Iterable[Waiver], today: date) -> Verdict:
    """Return `verdict` without the findings that one of `waivers` passes over on the day `today`."""
    held = [each for each in waivers if today <= each.ends]
    findings = tuple(
        finding
        for finding in verdict.findings
        if not any(each.rule == finding.rule and each.words.search(finding.text) for each in held)
    )
    is_valid = verdict.is_valid or (
        len(findings) < len(verdict.findings) and not any(each.severity in {"fatal", "error"} for each in findings)
    )
    return replace(verdict, findings=findings, is_valid=is_valid)


def joined(verdict: Verdict, other: Verdict) -> Verdict:
    """Return what two judges say of one file."""
    findings = (*verdict.findings, *(each for each in other.findings if each not in verdict.findings))
    return replace(verdict, findings=findings, is_valid=verdict.is_valid and other.is_valid)


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


def _verdicts(command: list[str], paths: Sequence[Path], more: Mapping[str, str] | None = None) -> list[Verdict]:
    """Run a batch checker of scripts/checkers, with `more` in its environment, and read its JSON."""
    if not paths:
        return []
    run = _run([*command, *map(str, paths)], more)
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


def _run(command: list[str], more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **(more or {})}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=TIMEOUT, check=False, env=environment
    )
