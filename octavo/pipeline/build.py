"""Build books, unless nothing has changed since they were made."""

from collections.abc import Sequence

from octavo import __version__, publish
from octavo.editions.file_changes import recover
from octavo.model.diagnostics import Diagnostic, Severity
from octavo.model.origin import Origin
from octavo.pipeline.result import BookResult, Options
from octavo.project import Project, fingerprint


def build(project: Project, names: Sequence[str], options: Options) -> list[BookResult]:
    """Make every format of the books ``names`` and publish them, unless nothing has changed since they were made.

    Faults in the content do not raise: they are in the results, and the earlier output is then untouched.
    Raises :class:`Faulty` with OC906 when the cluster that ``options`` name cannot be used.
    """
    for name in names:
        recover(project.content / name)
    inputs = {name: fingerprint(project, name, __version__, *filter(None, [options.hold])) for name in names}
    results = {name: _unchanged(project, name, inputs[name], options) for name in names}
    changed = [name for name, result in results.items() if result is None]
    if changed:
        # A build with nothing to do loads no stage.
        from octavo.pipeline.session import open_session

        with open_session(project, options) as session:
            results |= zip(changed, session.build(changed, inputs), strict=True)
    return [result for name in names if (result := results[name]) is not None]


def _unchanged(project: Project, name: str, inputs: str, options: Options) -> BookResult | None:
    """Tell of output that is already as it should be, its warnings included; ``None`` when the book must be built."""
    folder = project.output / name
    publish.recover(folder)
    manifest = publish.read_manifest(folder)
    if manifest is None or manifest.get("inputs") != inputs:
        return None
    lines = manifest.get("diagnostics")
    diagnostics = tuple(
        Diagnostic(
            origin=Origin(line["path"], line["line"], line["column"]),
            code=line["code"],
            severity=Severity(line["severity"]),
            message=line["message"],
            hint=line["hint"],
            related=tuple(Origin(*place) for place in line["related"]),
        )
        for line in (lines if isinstance(lines, list) else [])
    )
    files, pages = manifest.get("files"), manifest.get("pages")
    return BookResult(
        book=name,
        status="failed" if options.strict and diagnostics else "unchanged",
        diagnostics=diagnostics,
        files=tuple(files) if isinstance(files, dict) else (),
        pages=pages if isinstance(pages, int) else 0,
    )
