"""Import other people's files as a book: read, convert, write aside, count what was written, and put it in place."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from octavo.importing.book_counting import counts_of_book
from octavo.importing.book_settings import Setting
from octavo.importing.conversion_to_book import ImportedBook, book_of
from octavo.importing.manuscript import Loss, SourceManuscript
from octavo.importing.report import REPORT, Comparison, comparison, report_text, summary
from octavo.importing.roles import TABLE, Roles, read_roles
from octavo.importing.source_reading import read_source
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.pipeline.result import Options
from octavo.project import Project, check_name

LAST = "import/last/"
"""The folder of a book that holds its texts and settings as the last import wrote them."""

DIGESTS = "digests.txt"
"""The file in that folder with the digests of all others, such as pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What is to be imported as the book ``name``; ``split`` is the level at which texts begin (0: found).

    ``roles`` is a table of roles to use, if not the one that the book has.
    """

    sources: tuple[Path, ...]
    name: str
    split: int = 0
    roles: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import wrote: the folder, its files, what was counted and lost, and what reading the book finds.

    Nothing is ``compared`` where the book that was written cannot be read.
    """

    folder: Path
    files: tuple[str, ...]
    compared: Comparison | None
    losses: tuple[Loss, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def report(self) -> Path:
        """The report, as a file to read."""
        return self.folder / REPORT

    @property
    def counted(self) -> tuple[tuple[str, int, int], ...]:
        """What was counted: its name, how many the source has, and how many the book."""
        return tuple(summary(self.compared)) if self.compared else ()


def import_book(project: Project, request: ImportRequest, options: Options) -> Imported:
    """Import a source as a new book of ``project``.

    Nothing is written where anything stands in the way, and a stop leaves nothing half. Raises :class:`Faulty` for a
    name that does not fit (OC195) or is taken (OC188), and with what the readers find.
    """
    folder = project.content / request.name
    check_name(request.name)
    if folder.exists():
        raise Faulty([fault("OC188", Origin(f"content/{request.name}"), book=request.name)])
    manuscript, book = converted(project, request)
    project.content.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".importing-", dir=project.content) as staging:
        root = Path(staging)
        made = root / "content" / request.name
        write_files(made, book.files)
        compared, diagnostics = checked(project, root, made, manuscript, book, options)
        losses = tuple(dict.fromkeys(book.losses))
        report = report_text([path.name for path in request.sources], manuscript, compared, losses)
        write_files(made, {REPORT: report.encode(), **{f"{LAST}{name}": data for name, data in based(book).items()}})
        made.rename(folder)
    return Imported(folder=folder, files=tuple(book.files), compared=compared, losses=losses, diagnostics=diagnostics)


def converted(
    project: Project, request: ImportRequest, roles: Roles | None = None
) -> tuple[SourceManuscript, ImportedBook]:
    """Read the sources and return them with the book that they become."""
    if request.roles is not None:
        place = Origin(request.roles.as_posix())
        try:
            roles = read_roles(request.roles.read_text(encoding="utf-8"), place)
        except OSError:
            raise Faulty([fault("OC182", place, file=request.roles.name)]) from None
    try:
        return _converted(project, request, roles or Roles())
    except RecursionError:
        # Readers and writers go down as deep as elements stand in each other; no text does that hundreds of times.
        place = Origin(request.sources[0].as_posix())
        raise Faulty([fault("OC186", place, problem="elements stand too deep in each other")]) from None


def _converted(project: Project, request: ImportRequest, roles: Roles) -> tuple[SourceManuscript, ImportedBook]:
    manuscript = read_source(request.sources)
    languages = frozenset(path.stem for folder in project.languages for path in folder.glob("*.yaml"))
    newest = max(path.stat().st_mtime for path in request.sources)
    day = datetime.fromtimestamp(newest, tz=UTC).date().isoformat()
    setting = Setting(name=request.name, languages=languages, day=day)
    book = book_of(manuscript, roles, setting, request.split)
    if not any(name.endswith(".md") for name in book.files):
        source = request.sources[0]
        raise Faulty([fault("OC189", Origin(source.as_posix()), file=source.name)])
    return manuscript, book


def checked(
    project: Project, root: Path, made: Path, manuscript: SourceManuscript, book: ImportedBook, options: Options
) -> tuple[Comparison | None, tuple[Diagnostic, ...]]:
    """Load what was written as a build would, and compare it with the source; faults are returned with it."""
    try:
        publication, diagnostics = load_publication(
            made,
            root=root,
            languages=project.languages,
            citations=project.citations,
            memo=memo_for(options.store, options.memory),
        )
    except Faulty as faulty:
        return None, faulty.diagnostics
    compared = comparison(manuscript.counts, counts_of_book(publication), book.replaced, book.links_of_contents)
    found = list(diagnostics)
    if missing := compared.missing.total():
        place = f"content/{made.name}/{REPORT}"
        found.append(fault("OC191", NOWHERE, count=f"{missing:,}", report=place))
    return compared, tuple(found)


def is_compared(name: str) -> bool:
    """Whether a later import compares the words of a file, and not only its digest."""
    return name.endswith(".md") or name == "book.yaml"


def based(book: ImportedBook) -> Mapping[str, bytes]:
    """Return the files that a later import is compared with."""
    others = {name: data for name, data in book.files.items() if not is_compared(name) and name != TABLE}
    digests = "".join(f"{sha256(data).hexdigest()} {name}\n" for name, data in others.items())
    return {**{name: data for name, data in book.files.items() if is_compared(name)}, DIGESTS: digests.encode()}


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below ``folder``. Raises :class:`Faulty` with OC902 where that cannot be done."""
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    except OSError as problem:
        raise Faulty([fault("OC902", NOWHERE, file=str(folder), problem=problem.strerror or str(problem))]) from None
