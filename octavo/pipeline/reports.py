"""Report on books: reading ease, counts, spelling, and how well the lines of the finished PDF are set."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from octavo import __version__, publish
from octavo.model.diagnostics import Faulty
from octavo.model.selection import WHOLE
from octavo.pipeline.manuscript import Manuscript, prepare
from octavo.pipeline.result import BookResult, Options, passed
from octavo.project import Project, fingerprint

if TYPE_CHECKING:
    from octavo.check.artefacts.line_quality import LineReport


def report_on_books(project: Project, names: Sequence[str], options: Options) -> list[BookResult]:
    """Report on each of the books ``names``, and on its pages where its PDF is that of this very manuscript."""
    return [_report(project, name, options) for name in names]


def report_lines(result: BookResult) -> Iterator[str]:
    """Yield the report on a book in lines for people; nothing for a book without one."""
    from octavo.check.manuscript.report import as_text

    if result.report is not None:
        yield from as_text(result.report)


def _report(project: Project, name: str, options: Options) -> BookResult:
    from octavo.check.manuscript.report import report_on

    try:
        manuscript = prepare(project, name, options)
        diagnostics = passed(manuscript.diagnostics, strict=options.strict)
        options.progress(name, "check")
        lines = _lines(project, name, manuscript)
    except Faulty as faulty:
        return BookResult(book=name, status="failed", diagnostics=faulty.diagnostics)
    report = report_on(manuscript.publication, manuscript.books[WHOLE], manuscript.findings, lines)
    return BookResult(book=name, status="checked", diagnostics=diagnostics, report=report)


def _lines(project: Project, name: str, manuscript: Manuscript) -> "LineReport | None":
    from octavo.check.artefacts.line_quality import examine_lines

    folder = project.output / name
    manifest = publish.read_manifest(folder)
    file = folder / f"{name}.pdf"
    if manifest is None or manifest.get("inputs") != fingerprint(project, name, __version__) or not file.is_file():
        return None
    rendition, _ = manuscript.presentation().render("print")
    return examine_lines(
        file.read_bytes(),
        origins=rendition.origins,
        sections=[unit.id for unit in rendition.units],
        leading=rendition.paper.leading,
    )
