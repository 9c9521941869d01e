"""Examine the PDFs of books for print: on the copier of a school, or in a print shop."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.diagnostics import Diagnostic, Faulty, in_order
from octavo.model.output import Artefact
from octavo.pipeline.making import Made
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.plan import plan_products
from octavo.pipeline.result import BookResult, Options, passed
from octavo.pipeline.session import Session, open_session
from octavo.project import Project

if TYPE_CHECKING:
    from octavo.check.artefacts.print_rules import PrintReport

PDF = "application/pdf"


def preflight(project: Project, names: Sequence[str], options: Options) -> list[BookResult]:
    """Make the PDFs of the books ``names`` as a build would, and examine each for print; nothing is written."""
    with open_session(project, options) as session:
        return [_examined(session, name) for name in names]


def _examined(session: Session, name: str) -> BookResult:
    reports: list[PrintReport] = []
    found: list[Diagnostic] = []

    def deliver(manuscript: Manuscript, made: Made, _found: Sequence[Diagnostic]) -> Sequence[Artefact]:
        from octavo.check.artefacts.print_rules import examine_for_print

        rendition, _ = manuscript.presentation().render("print")
        for _, file in made.files:
            if file.media_type == PDF:
                report, told = examine_for_print(file.name, file.content, rendition.origins)
                reports.append(report)
                found.extend(told)
        return ()

    result = session.make(name, plan_products, deliver)
    if result.has_errors:
        return result
    try:
        diagnostics = passed((*result.diagnostics, *in_order(found)), strict=session.options.strict)
    except Faulty as faulty:
        return replace(result, status="failed", diagnostics=faulty.diagnostics)
    notes = tuple(_lines(reports))
    return replace(result, status="checked", diagnostics=diagnostics, notes=notes, for_print=tuple(reports))


def _lines(reports: "Iterable[PrintReport]") -> Iterator[str]:
    """Yield what a print shop asks of each file, in lines for people."""
    for each in reports:
        sizes = ", ".join(f"{count} of {size}" for size, count in each.sizes)
        fonts = f"fonts: {each.fonts}, {'all' if each.is_embedded else 'not all'} in the file"
        pictures = f"pictures: {each.pictures}" + (f", of {each.resolution:.0f} dpi or more" if each.pictures else "")
        blanks = -each.pages % 4
        stapled = f"a stapled booklet would have {blanks} blank" if blanks else "a stapled booklet has no blank"
        yield f"{each.file}: {each.pages} pages ({sizes}); {fonts}; {pictures}; {stapled}"
