"""The figures as tables in Markdown, targets beside results."""

import os
import platform
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from tests.bench.series import (
    ALL_OUTPUTS,
    COLD,
    EPUB,
    EPUB_WORD,
    IMPORT,
    INLINE,
    LAYOUT,
    MEDIAN,
    NEW_PROCESS,
    NOTHING,
    PANDOC,
    PLAIN,
    PLAIN_UNTAGGED,
    TAGS,
    TYPST,
    WATCH,
    Measured,
)

LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "vl-convert-python", "pypandoc-binary")

MADE = re.compile(r"import|(?:full|prose)-\d+")
"""The names of what is measured besides texts that are given."""

Results: TypeAlias = Mapping[str, Measured]
"""What was measured, by the name of the book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A ratio with what is aimed at: ``target`` and ``stretch`` are upper bounds."""

    work: str
    against: str
    target: float
    stretch: float
    result: float | None


def report(results: Results, revision: str) -> str:
    """Return all tables, the machine first."""
    return "\n".join(
        [
            f"Machine: {machine()}. Load when the run began: {os.getloadavg()[0]:.1f}.",
            f"Code: {revision}.",
            "",
            *_table(("work", "against", "result", "target", "stretch"), _ratio_rows(results)),
            "",
            *_table(("book", "pages", "work", "CPU s", "wall s", "memory MB", "runs"), _usage_rows(results)),
            "",
            *_table(("book", "pages", "PDF kB", "one document: pages", "PDF kB"), _size_rows(results)),
            "",
        ]
    )


def machine() -> str:
    """Return the name of the processor, the cores that may be used, the system and the versions of the engines."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.partition(": ")[2] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{model}, {cores} cores, {platform.system()}, Python {platform.python_version()}; {libraries}"


def revision(folder: Path) -> str:
    """Return the short name of the commit in ``folder``, with a mark where files are changed; else a word."""
    command = ["git", "-C", str(folder), "describe", "--always", "--dirty"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else "no commit"


def ratios(results: Results) -> Iterator[Ratio]:
    """Yield every ratio that has a target, with its result where it was measured."""
    small, middle, large = (results.get(f"full-{pages}", Measured()) for pages in (200, 700, 2000))
    prose = results.get("prose-700", Measured())
    epub = middle if EPUB in middle.used else small
    anything = results.get("import", Measured())
    against = "plain WeasyPrint, one document"
    for name, book, target, stretch in (
        ("cold, 200 pages", small, 0.45, 0.35),
        ("cold, 700 pages", middle, 0.20, 0.14),
        ("cold, 700 pages of prose with notes", prose, 0.50, 0.38),
    ):
        yield _ratio(f"{name}, wall", against, (target, stretch), _wall(book, COLD), _wall(book, PLAIN))
        yield _ratio(f"{name}, CPU", against, (0, 0), _cpu(book, COLD), _cpu(book, PLAIN))
    added = (_per_page(middle, large), _per_page(small, middle))
    yield _ratio("CPU per added page, 700 to 2,000", "200 to 700", (1.05, 1.00), *added)
    peaks = (_memory(large, COLD), _memory(small, COLD))
    yield _ratio("peak memory, 2,000 pages", "200 pages", (1.5, 1.2), *peaks)
    for pages, book, target, stretch in ((200, small, 0.18, 0.12), (700, middle, 0.06, 0.04)):
        seconds = (_cpu(book, MEDIAN), _cpu(book, COLD))
        yield _ratio(f"one word, {pages} pages, CPU", "own cold build", (target, stretch), *seconds)
    for pages, book in ((200, small), (700, middle)):
        seconds = (_cpu(book, WATCH), _cpu(book, NEW_PROCESS))
        yield _ratio(f"one word in watch, {pages} pages, CPU", "new process", (0.5, 0.35), *seconds)
    for name, book in results.items():
        if book.typical(NOTHING):
            seconds = (_cpu(book, NOTHING), _cpu(anything, IMPORT))
            yield _ratio(f"nothing changed, {name}, CPU", "import weasyprint", (0.5, 0.25), *seconds)
    yield _ratio("EPUB, cold, CPU", "pandoc's", (0.33, 0.12), _cpu(epub, EPUB), _cpu(epub, PANDOC))
    yield _ratio("EPUB after one word, CPU", "pandoc's", (0.10, 0.04), _cpu(epub, EPUB_WORD), _cpu(epub, PANDOC))
    yield Ratio(
        work="tagging, CPU", against="untagged", target=1.10, stretch=1.04, result=_tagging(middle) or _tagging(small)
    )
    yield _ratio("tagging, plain WeasyPrint, CPU", "untagged", (0, 0), _cpu(small, PLAIN), _cpu(small, PLAIN_UNTAGGED))
    for pages, book in ((200, small), (700, middle)):
        sizes = (book.sizes.get("octavo"), book.sizes.get("plain"))
        yield _ratio(f"size of the PDF, {pages} pages", "one document", (1.02, 0.95), *sizes)
    for name, book in results.items():
        if not MADE.fullmatch(name):
            yield from _ratios_of_text(name, book)


def _ratios_of_text(name: str, book: Measured) -> Iterator[Ratio]:
    """Yield the ratios of a text that was given, beside typst where that was there."""
    seconds = (_cpu(book, ALL_OUTPUTS), _cpu(book, COLD))
    yield _ratio(f"one word to all outputs, {name}, CPU", "own cold build", (0.10, 0.05), *seconds)
    pages, others = book.pages.get("octavo", 0), book.pages.get("typst", 0)
    layout, typst = _cpu(book, LAYOUT), _cpu(book, TYPST)
    yield Ratio(
        work=f"layout and drawing, ms a page, {name}",
        against="typst: " + (f"{1000 * typst / others:.1f}" if typst and others else "not there"),
        target=0,
        stretch=0,
        result=1000 * layout / pages if layout and pages else None,
    )
    where = f"{name}, {pages} pages"
    yield _ratio(f"cold, {where}, wall", "pandoc and typst", (2.0, 1.5), _wall(book, COLD), _wall(book, TYPST))
    yield _ratio(f"cold, {where}, CPU", "pandoc and typst", (0, 0), _cpu(book, COLD), typst)
    yield _ratio(f"one word, {where}, CPU", "own cold build", (0.05, 0.03), _cpu(book, MEDIAN), _cpu(book, COLD))
    sizes = (book.sizes.get("octavo"), book.sizes.get("plain"))
    yield _ratio(f"size of the PDF, {where}", "one document", (0.95, 0.90), *sizes)


def _ratio(work: str, against: str, wanted: tuple[float, float], one: float | None, other: float | None) -> Ratio:
    result = one / other if one and other else None
    return Ratio(work=work, against=against, target=wanted[0], stretch=wanted[1], result=result)


def _cpu(book: Measured, what: str) -> float | None:
    used = book.typical(what)
    return used.cpu if used else None


def _wall(book: Measured, what: str) -> float | None:
    used = book.typical(what)
    return used.wall if used else None


def _memory(book: Measured, what: str) -> float | None:
    used = book.typical(what)
    return used.memory if used else None


def _per_page(one: Measured, other: Measured) -> float | None:
    less, more = _cpu(one, COLD), _cpu(other, COLD)
    if less is None or more is None:
        return None
    return (more - less) / (other.pages["octavo"] - one.pages["octavo"])


def _tagging(book: Measured) -> float | None:
    """Return all time by the time without what was spent on tags."""
    whole, tags = _cpu(book, INLINE), _cpu(book, TAGS)
    return whole / (whole - tags) if whole and tags else None


def _ratio_rows(results: Results) -> Iterator[Sequence[str]]:
    for each in ratios(results):
        if each.result is None:
            continue
        wanted = [f"{bound:.2f}" if bound else "" for bound in (each.target, each.stretch)]
        verdict = "" if not each.target or each.result <= each.target else " (missed)"
        yield (each.work, each.against, f"{each.result:.3f}{verdict}", *wanted)


def _usage_rows(results: Results) -> Iterator[Sequence[str]]:
    for name, book in results.items():
        for what in book.used:
            used = book.typical(what)
            if used:
                pages = book.pages.get("plain" if what.startswith(PLAIN) else "octavo", 0)
                memory = f"{used.memory:.0f}" if used.memory else ""
                figures = (f"{used.cpu:.2f}", f"{used.wall:.2f}", memory, str(len(book.used[what])))
                yield (name, str(pages or ""), what, *figures)


def _size_rows(results: Results) -> Iterator[Sequence[str]]:
    for name, book in results.items():
        if "plain" in book.sizes:
            sizes = {who: f"{size / 1000:.0f}" for who, size in book.sizes.items()}
            yield (name, str(book.pages["octavo"]), sizes["octavo"], str(book.pages["plain"]), sizes["plain"])


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
