"""A report on a manuscript and its pages: what is neither right nor wrong, but worth knowing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.check.artefacts.line_quality import LineReport
from octavo.check.manuscript.passages import Passage, passages
from octavo.check.manuscript.proofreading import ManuscriptFindings
from octavo.check.manuscript.reading_ease import WORD, count_ease, formulas_of
from octavo.model.book import Book, Publication, Section, TextFile
from octavo.model.folios import shown_page
from octavo.model.inlines import Citation
from octavo.model.origin import NOWHERE
from octavo.model.prose import Extract, Figure, GridTable, Sidebar, Table
from octavo.model.query import every_block, every_inline, plain

UNSEEN = re.compile("[\N{WORD JOINER}\N{SOFT HYPHEN}]")
BUILD_FIRST = "build the book first"
NO_FORMULAS = "the language file gives no formulas"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterReport:
    """The counts of one text. ``words`` are those of its running text, ``all_words`` those of boxes and notes too.

    ``ease`` and ``grade`` are those of the language's formulas, and ``None`` where it has none.
    """

    id: str
    number: str
    title: str
    words: int
    all_words: int
    sentences: int
    ease: float | None
    grade: float | None
    citations: int
    notes: int
    figures: int
    tables: int
    extracts: int
    sidebars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookReport:
    """All that is reported of one book; ``not_run`` says what could not be looked at, and why."""

    book: str
    chapters: tuple[ChapterReport, ...]
    registers: Mapping[str, int]
    different_words: int
    unknown_words: int
    lines: LineReport | None
    not_run: Mapping[str, str]


def report_on(
    publication: Publication, book: Book, findings: ManuscriptFindings, lines: LineReport | None
) -> BookReport:
    """Return the report on a book; ``lines`` is ``None`` where its pages are not those of this manuscript."""
    prose = passages(publication)
    sections = {section.id: section for section in book.sections}
    chapters = tuple(
        _chapter(text, sections.get(text.id), [passage for passage in prose if passage.section == text.id], publication)
        for text in publication.texts.values()
    )
    registers = ("people", "terms", "events", "documents", "figures", "sources")
    return BookReport(
        book=publication.folder,
        chapters=chapters,
        registers={name: len(getattr(publication, name)) for name in registers},
        different_words=findings.spelling.words,
        unknown_words=len(findings.spelling.diagnostics),
        lines=lines,
        not_run={
            **findings.not_run,
            **({} if formulas_of(publication.language) else {"ease of reading": NO_FORMULAS}),
            **({} if lines else {"lines": BUILD_FIRST}),
        },
    )


def _chapter(
    text: TextFile, section: Section | None, prose: Sequence[Passage], publication: Publication
) -> ChapterReport:
    title = section.title if section else text.title
    count = count_ease(prose, publication.language)
    inlines = [inline for passage in prose for inline in every_inline(passage.inlines)]
    blocks = list(every_block(text.blocks))
    running = [passage for passage in prose if passage.role == "prose" and set(passage.around) <= {"list"}]
    return ChapterReport(
        id=text.id,
        number=section.number if section else "",
        title=UNSEEN.sub("", plain(title)),
        words=_words(running),
        all_words=_words(prose),
        sentences=count.sentences,
        ease=count.ease,
        grade=count.grade,
        citations=sum(isinstance(inline, Citation) for inline in inlines),
        notes=len(text.notes),
        figures=sum(isinstance(block, Figure) for block in blocks),
        tables=sum(isinstance(block, Table | GridTable) for block in blocks),
        extracts=sum(isinstance(block, Extract) for block in blocks),
        sidebars=sum(isinstance(block, Sidebar) for block in blocks),
    )


def _words(prose: Iterable[Passage]) -> int:
    return sum(len(WORD.findall(passage.text.value)) for passage in prose)


# --- for people ------------------------------------------------------------------------------------------------------

COLUMNS = {
    "words": "words",
    "in all": "all_words",
    "ease": "ease",
    "grade": "grade",
    "cited": "citations",
    **{name: name for name in ("notes", "figures", "tables", "extracts", "sidebars")},
}
"""What is counted of a chapter, by the heads of the columns."""


def as_text(report: BookReport) -> Iterator[str]:
    """Yield the lines of ``report`` for people."""
    width = max((len(_name(chapter)) for chapter in report.chapters), default=0)
    yield report.book
    yield " ".join(("  " + " " * width, *(f"{column:>8}" for column in COLUMNS)))
    for chapter in report.chapters:
        yield " ".join((f"  {_name(chapter):{width}}", *(f"{value:>8}" for value in _values(chapter))))
    yield "  words: of the running text, and with boxes, notes and tables; ease and grade: of reading"
    yield f"  registers: {', '.join(f'{number} {name}' for name, number in report.registers.items())}"
    if "spelling" not in report.not_run:
        yield f"  spelling: {report.different_words} different words, {report.unknown_words} unknown"
    if report.lines is not None:
        yield from _lines(report.lines)
    for what, why in report.not_run.items():
        yield f"  not run: {what} ({why})"


def _lines(lines: LineReport) -> Iterator[str]:
    counted = f"{lines.pages} pages, {lines.lines} lines, {lines.hyphens} end with a hyphen"
    yield f"  lines: {counted}, mean word space {lines.mean_space:.2f} em"
    kinds = Counter(finding.kind for finding in lines.findings)
    yield f"  findings: {', '.join(f'{kinds[kind]} {kind}' for kind in sorted(kinds)) or 'none'}"
    for finding in lines.findings:
        line = f", line {finding.line}" if finding.line else ""
        value = f" ({finding.value})" if finding.value else ""
        words = (
            f" \N{LEFT SINGLE QUOTATION MARK}{finding.words}\N{RIGHT SINGLE QUOTATION MARK}" if finding.words else ""
        )
        place = f" {finding.origin}" if finding.origin != NOWHERE else ""
        page = shown_page(finding.page, lines.names.get(finding.page, str(finding.page)))
        yield f"    page {page}{line}: {finding.kind}{value}{words}{place}"


def _name(chapter: ChapterReport) -> str:
    return f"{chapter.number} {chapter.title}".strip()


def _values(chapter: ChapterReport) -> Iterator[str]:
    for value in (getattr(chapter, name) for name in COLUMNS.values()):
        yield "-" if value is None else f"{value:.1f}" if isinstance(value, float) else f"{value}"
