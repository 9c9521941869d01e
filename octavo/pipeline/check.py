"""Find the faults of books without laying them out."""

from collections.abc import Sequence

from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.selection import WHOLE
from octavo.pipeline.manuscript import prepare
from octavo.pipeline.result import BookResult, Options, passed
from octavo.project import Project


def check(project: Project, names: Sequence[str], options: Options) -> list[BookResult]:
    """Do all of a build that needs no layout, and write nothing."""
    return [_check(project, name, options) for name in names]


def _check(project: Project, name: str, options: Options) -> BookResult:
    try:
        manuscript = prepare(project, name, options)
        options.progress(name, "render")
        found: list[Diagnostic] = list(manuscript.diagnostics)
        own = [(WHOLE, manuscript.look)]
        planned = [(product.selection, product.look) for product in manuscript.products]
        for selection, look in dict.fromkeys((*own, *planned)):
            presentation = manuscript.presentation(selection, look)
            found += presentation.render("print")[1]
            found += presentation.render("reflow")[1]
        diagnostics = passed(found, strict=options.strict)
        not_run = tuple(f"{what} ({why})" for what, why in manuscript.findings.not_run.items())
        return BookResult(book=name, status="checked", diagnostics=diagnostics, not_run=not_run)
    except Faulty as faulty:
        return BookResult(book=name, status="failed", diagnostics=faulty.diagnostics)
