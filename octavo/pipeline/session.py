"""What builds share: the workers over which all books are made at once, and what these keep ready."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from types import MappingProxyType

from octavo import __version__, publish
from octavo.garbage import collected_rarely
from octavo.jobs.executors import NoClusterError, Workers, open_workers
from octavo.jobs.graph import Job, run
from octavo.jobs.store import LIMIT
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE
from octavo.model.output import Artefact, Plan
from octavo.model.selection import WHOLE
from octavo.pipeline.book_job import Beside, Deliver, book_job, nothing
from octavo.pipeline.calls import SharedBytes
from octavo.pipeline.making import Made, Wanted
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.plan import plan_products
from octavo.pipeline.result import BookResult, Options
from octavo.project import Project, fingerprint

FEW_WORDS = 20
"""Up to so many unknown words are told in lines alone."""


@contextmanager
def open_session(project: Project, options: Options) -> Iterator["Session"]:
    """Open the workers that ``options`` name, for as many builds as are wanted; raises :class:`Faulty` with OC906."""
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
        known = {name: inputs.get(name) or fingerprint(self.project, name, __version__) for name in names}
        return self._run(
            book_job(
                self.project,
                name,
                self.options,
                self.shared,
                plan=plan_products,
                deliver=_publisher(self.project, name, known[name]),
                wanted="files",
            )
            for name in names
        )

    def make(
        self,
        name: str,
        plan: Plan,
        deliver: Deliver,
        *,
        changes: Mapping[str, bytes] = MappingProxyType({}),
        beside: Beside = nothing,
        wanted: Wanted = "all",
    ) -> BookResult:
        """Make what is ``wanted`` of what ``plan`` asks for, and ``deliver`` it; what is published stays as it is.

        ``beside`` asks for pages to be set in type besides. ``changes`` are files of the book that are to be read in
        place of those on the disk.
        """
        job = book_job(
            self.project,
            name,
            self.options,
            self.shared,
            plan=plan,
            deliver=deliver,
            changes=changes,
            beside=beside,
            wanted=wanted,
        )
        (result,) = self._run([job])
        return result

    def _run(self, jobs: Iterable[Job[BookResult]]) -> list[BookResult]:
        if self.options.memory is not None:
            self.options.memory.start_build()
        results = run(list(jobs), self.workers, self.options.store, self.options.parts)
        self.options.store.trim(LIMIT)
        return results

    def warm(self) -> None:
        """Let all workers begin, with all that they share ready."""
        run([self.shared.ready(self.workers.count)], self.workers, self.options.store)


def _publisher(project: Project, name: str, inputs: str) -> Deliver:
    """Return what publishes a book; ``inputs`` is its fingerprint."""

    def deliver(manuscript: Manuscript, made: Made, diagnostics: Sequence[Diagnostic]) -> Sequence[Artefact]:
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


def _manifest(manuscript: Manuscript, inputs: str, made: Made, diagnostics: Sequence[Diagnostic]) -> dict[str, object]:
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
