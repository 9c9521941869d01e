"""Import a source again: tell what has changed since the last import, and take over what the editor accepts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from octavo.importing.conversion_to_book import ImportedBook
from octavo.importing.roles import TABLE, read_roles
from octavo.importing.update import SourceChange, Taken, differences, renamed, taken
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.pipeline.importing import DIGESTS, LAST, ImportRequest, converted, is_compared
from octavo.project import Project

CHANGES = "import/changes.md"
ALL = "all"
"""The word that accepts every change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What a new import has found: changes that can be taken over, those that were, and those that are left."""

    offered: tuple[SourceChange, ...]
    accepted: tuple[SourceChange, ...]
    report: Path
    diagnostics: tuple[Diagnostic, ...]


def update_book(project: Project, request: ImportRequest, accept: Sequence[str]) -> Updated:
    """Compare a new import with the last one and with the book, and take over the changes that ``accept`` names.

    Nothing of the book is written but for what is accepted; each file is written whole or not at all, and an update
    that was stopped can be asked for again. Raises :class:`Faulty` with OC192 where the book was not imported, OC193
    for a change that there is not, and with what the readers find.
    """
    folder = project.content / request.name
    last = _last(folder)
    if not last:
        raise Faulty([fault("OC192", Origin(f"content/{request.name}"), book=request.name)])
    roles = None
    if request.roles is None and (folder / TABLE).is_file():
        place = Origin(f"content/{request.name}/{TABLE}")
        roles = read_roles((folder / TABLE).read_text(encoding="utf-8"), place)
    _, book = converted(project, request, roles)
    files = renamed(book.files, last)
    changes = _changes(folder, last, files)
    chosen = _chosen(changes, accept)
    report = folder / CHANGES
    _write(report, _report(changes).encode())
    if chosen:
        _take(folder, taken(chosen, last, _present(folder, {change.file for change in chosen})), files, book)
    contested = [change for change in changes if change.is_contested]
    faults = [
        fault("OC194", Origin(f"content/{request.name}/{change.file}"), change=change.id, report=CHANGES)
        for change in contested
    ]
    offered = tuple(change for change in changes if not change.is_contested and change not in chosen)
    return Updated(offered=offered, accepted=tuple(chosen), report=report, diagnostics=tuple(faults))


def _last(folder: Path) -> Mapping[str, bytes]:
    """Return what the last import wrote: texts and settings as they are, all other files by their digests."""
    root = folder / LAST
    found = {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    digests = found.pop(DIGESTS, b"").decode().splitlines()
    return {**found, **{name: digest.encode() for digest, _, name in (line.partition(" ") for line in digests)}}


def _state(name: str, content: bytes) -> bytes:
    return content if is_compared(name) else sha256(content).hexdigest().encode()


def _present(folder: Path, names: set[str]) -> Mapping[str, bytes]:
    return {name: _state(name, (folder / name).read_bytes()) for name in names if (folder / name).is_file()}


def _changes(folder: Path, last: Mapping[str, bytes], files: Mapping[str, bytes]) -> tuple[SourceChange, ...]:
    new = {name: _state(name, content) for name, content in files.items() if name != TABLE}
    return differences(last, new, _present(folder, {*last, *new}))


def _chosen(changes: Sequence[SourceChange], accept: Sequence[str]) -> list[SourceChange]:
    free = {change.id: change for change in changes if not change.is_contested}
    if ALL in accept:
        return list(free.values())
    unknown = [word for word in accept if word not in free]
    if unknown:
        raise Faulty([fault("OC193", NOWHERE, change=word, known=", ".join((*free, ALL))) for word in unknown])
    return [free[word] for word in dict.fromkeys(accept)]


def _take(folder: Path, made: Taken, files: Mapping[str, bytes], book: ImportedBook) -> None:
    """Write what was accepted, then what the last import is from now on: stopped between, it is only offered again."""
    try:
        for name, content in made.written.items():
            _write(folder / name, content if is_compared(name) else files[name])
        for name in made.removed:
            (folder / name).unlink(missing_ok=True)
        _write(folder / TABLE, book.files[TABLE])
        for name, content in made.last.items():
            if is_compared(name):
                _write(folder / LAST / name, content)
        for name in made.removed:
            (folder / LAST / name).unlink(missing_ok=True)
        digests = "".join(f"{state.decode()} {name}\n" for name, state in made.last.items() if not is_compared(name))
        _write(folder / LAST / DIGESTS, digests.encode())
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Faulty([fault("OC902", NOWHERE, file=problem.filename or str(folder), problem=reason)]) from None


def _write(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _report(changes: Sequence[SourceChange]) -> str:
    """Return all changes with their words, as a text to read."""
    lines = ["# What has changed in the source since the last import", ""]
    for change in changes:
        state = "also changed in the book, and left" if change.is_contested else "can be taken over"
        lines += [f"## {change.id}: {change.file}", "", f"{state}.", ""]
        for word, text in (("Was", change.was), ("Becomes", change.becomes)):
            lines += [f"{word}:", "", *(f"    {line}" for line in (text or "nothing").split("\n")), ""]
    return "\n".join(lines) if changes else lines[0] + "\n\nNothing.\n"
