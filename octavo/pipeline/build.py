"""Build books: every format of each, all books at once over the same workers."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from octavo import __version__, publish
from octavo.garbage import collected_rarely
from octavo.jobs.executors import Workers
from octavo.jobs.graph import Job
from octavo.jobs.store import LIMIT
from octavo.model.diagnostics import Diagnostic, Faulty, Severity, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Artefact, Plan
from octavo.model.selection import WHOLE
from octavo.pipeline.calls import SharedBytes
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.plan import plan_products
from octavo.pipeline.result import BookResult, Options
from octavo.project import Project, fingerprint

if TYPE_CHECKING:
    from octavo.pipeline.book_job import Deliver
    from octavo.pipeline.making import Made

FEW_WORDS = 20
"""Up to so many unknown words are told in lines alone."""


def build(project: Project, names: Sequence[str], options: Options) -> list[BookResult]:
    """Make every format of the books ``names`` and publish them, unless nothing has changed since they were made.

    Faults in the content do not raise: they are in the results, and the earlier output is then untouched.
    Raises :class:`Faulty` with OC906 when the cluster that ``options`` name cannot be used.
    """
    inputs = {name: fingerprint(project, name, __version__) for name in names}
    results = {name: _unchanged(project, name, inputs[name], options) for name in names}
    changed = [name for name, result in results.items() if result is None]
    if changed:
        with open_session(project, options) as session:
            results |= zip(changed, session.build(changed, inputs), strict=True)
    return [result for name in names if (result := results[name]) is not None]


@contextmanager
def open_session(project: Project, options: Options) -> Iterator["Session"]:
    """Open the workers that ``options`` name, for as many builds as are wanted; raises as :func:`build` does."""
    from octavo.jobs.executors import NoClusterError, open_workers

    shared = SharedBytes()
    try:
        with collected_rarely(), open_workers(options.engine, shared.preload) as workers:
            shared.share = workers.share
            yield Session(project=project, options=options, workers=workers, shared=shared)
    except NoClusterError as problem:
        raise Faulty([fault("OC906", NOWHERE, address=options.engine, problem=problem)]) from problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Workers, and what they keep ready from one build to the next."""

    project: Project
    options: Options
    workers: Workers
    shared: SharedBytes

    def build(self, names: Sequence[str], inputs: Mapping[str, str] = MappingProxyType({})) -> list[BookResult]:
        """Make every format of the books ``names`` and publish them; ``inputs`` are fingerprints that are known."""
        # Here, before the first worker is forked, so that none has to import for itself what examines files.
        from octavo.pipeline.book_job import book_job

        known = {name: inputs.get(name) or fingerprint(self.project, name, __version__) for name in names}
        return self._run(
            book_job(
                self.project,
                name,
                self.options,
                self.shared,
                plan=plan_products,
                deliver=_publisher(self.project, name, known[name]),
            )
            for name in names
        )

    def make(self, name: str, plan: Plan, deliver: "Deliver") -> BookResult:
        """Make what ``plan`` asks for of the book ``name``, and ``deliver`` it; what is published stays as it is."""
        from octavo.pipeline.book_job import book_job

        (result,) = self._run([book_job(self.project, name, self.options, self.shared, plan=plan, deliver=deliver)])
        return result

    def _run(self, jobs: Iterable[Job[BookResult]]) -> list[BookResult]:
        from octavo.jobs.graph import run

        if self.options.memory is not None:
            self.options.memory.start_build()
        results = run(list(jobs), self.workers, self.options.store)
        self.options.store.trim(LIMIT)
        return results

    def warm(self) -> None:
        """Let all workers begin, with all that they share ready."""
        from octavo.jobs.graph import run

        run([self.shared.ready(self.workers.count)], self.workers, self.options.store)


def _publisher(project: Project, name: str, inputs: str) -> "Deliver":
    """Return what publishes a book; ``inputs`` is its fingerprint."""

    def deliver(manuscript: Manuscript, made: "Made", diagnostics: Sequence[Diagnostic]) -> Sequence[Artefact]:
        manifest = _manifest(manuscript, inputs, made, diagnostics)
        files = [*(file for _, file in made.files), *_lists(manuscript)]
        publish.publish(project.output / name, files, manifest)
        return files

    return deliver


def _lists(manuscript: Manuscript) -> Iterator[Artefact]:
    """Yield the list of unknown words where they are too many to be told one by one."""
    unknown = manuscript.findings.spelling.unknown
    if len(unknown) > FEW_WORDS:
        lines = "".join(f"{count}\t{word}\n" for word, count in unknown)
        yield Artefact(name=publish.UNKNOWN_WORDS, media_type="text/plain", content=lines.encode())


def _manifest(
    manuscript: Manuscript, inputs: str, made: "Made", diagnostics: Sequence[Diagnostic]
) -> dict[str, object]:
    from octavo.typeset.system import engine_state

    book, theme = manuscript.books[WHOLE], manuscript.appearances[manuscript.look].theme
    return {
        "book": book.folder,
        "title": book.settings.title,
        "version": book.settings.version,
        "released": book.released,
        "digest": book.digest,
        "inputs": inputs,
        "pages": made.pages,
        "products": [
            {
                "name": product.name,
                "format": product.format,
                "selection": {"kind": type(product.selection).__name__, **asdict(product.selection)},
                "look": asdict(product.look),
                **({"imposition": asdict(product.imposition)} if product.imposition else {}),
                "files": [file.name for maker, file in made.files if maker == product],
            }
            for product in manuscript.products
        ],
        "diagnostics": publish.as_lines(diagnostics),
        "tools": {"octavo": __version__, **engine_state().versions},
        "fonts": {face.file: hashlib.sha256(theme.fonts[face.file]).hexdigest() for face in theme.settings.faces},
    }


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
