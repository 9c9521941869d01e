"""The releases of a book: make one, freeze it, archive its files, and prove that they are still there."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from octavo import publish
from octavo.editions.release_record import release_as_yaml
from octavo.editions.snapshot import as_json
from octavo.editions.versions import next_version, proposed_step
from octavo.load.file_names import EDITIONS, RELEASE, SETTINGS, SNAPSHOT
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.editions import Release, ReleaseStep, version_key
from octavo.model.origin import NOWHERE, Origin
from octavo.pipeline.rebuilding import RebuiltRelease, rebuilt, sources_of, tools_of
from octavo.pipeline.result import Options
from octavo.pipeline.states import (
    Compared,
    State,
    compared_states,
    load_publication,
    released_state,
    releases_of,
    rendered_state,
    working_state,
)
from octavo.project import Project

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ARCHIVE = "archive"
"""The folder of the project, outside of version control, with a folder for each book and in it one for each release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A release: its record, what has changed since the one before, if there was any, and where its files are."""

    release: Release
    compared: Compared | None
    found: tuple[Diagnostic, ...]


def release(project: Project, book: str, step: ReleaseStep | None, date: str, options: Options) -> Released:
    """Make the next release of a book, freeze it and archive its files; everything or nothing.

    Without a ``step`` the settings decide if their version is a later one, else what has changed. Raises
    :class:`Faulty` with OC422 for each change of meaning that no record explains, with OC423 where nothing has changed,
    with OC431 where the last release is of a later day, and where the book cannot be made.
    """
    publication = load_publication(project, book, options)
    known = releases_of(publication)
    compared = None
    version = publication.settings.value.version
    if known:
        if DAY.fullmatch(date) and date < known[-1].date:
            raise Faulty([fault("OC431", NOWHERE, date=date, version=known[-1].version, last=known[-1].date)])
        if known[-1].digest == publication.digest:
            raise Faulty([fault("OC423", NOWHERE, version=known[-1].version)])
        rendered = rendered_state(project, book, options)
        compared = compared_states(publication, released_state(project, book, known[-1].version, known), rendered)
        _refuse(compared)
        since = [each.value for each in publication.corrections if each.value.id not in known[-1].corrections]
        if step or version_key(version) <= version_key(known[-1].version):
            step = step or proposed_step(compared.changes, since, len(rendered.snapshot.blocks))
            version = next_version(known[-1].version, step)
    settings = _with_version(project, publication, version, date)
    made = _with_sources(project, book, working_state(project, book, options, {SETTINGS: settings}), settings)
    if compared:
        compared = compared_states(publication, compared.old, made)
    archive = project.root / ARCHIVE / book / version
    publish.publish(archive, made.files, {"book": book, "version": version, "released": date})
    from octavo.pipeline.correct import write_all

    folder = f"{EDITIONS}/{version}"
    blocks = as_json(made.snapshot)
    made = replace(made, release=replace(made.release, snapshot=hashlib.sha256(blocks).hexdigest()))
    record = release_as_yaml(made.release)
    files = {SETTINGS: settings, f"{folder}/{RELEASE}": record, f"{folder}/{SNAPSHOT}": blocks}
    write_all(project, book, files, {f"{folder}/{RELEASE}": None})
    return Released(release=made.release, compared=compared, found=made.found)


def verify(project: Project, book: str, options: Options) -> tuple[tuple[Release, ...], tuple[Diagnostic, ...]]:
    """Return the releases of a book, and OC424 for every file of their archives that is missing or another."""
    known = releases_of(load_publication(project, book, options))
    return known, tuple(each for release in known for each in _verified(project, book, release))


def rebuild(project: Project, book: str, options: Options) -> Iterator[RebuiltRelease]:
    """Yield what comes of making each release of a book once more whose archive is whole."""
    for release in releases_of(load_publication(project, book, options)):
        if not any(_verified(project, book, release)):
            yield rebuilt(project, book, release, options)


def _verified(project: Project, book: str, release: Release) -> Iterator[Diagnostic]:
    archive = project.root / ARCHIVE / book / release.version
    kept = project.content / book / EDITIONS / release.version / SNAPSHOT
    every = [
        (kept, SNAPSHOT, release.snapshot),
        *((archive / name, name, sum_) for name, sum_ in release.files.items()),
    ]
    for path, name, digest in every:
        origin = Origin(path.relative_to(project.root).as_posix())
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        except OSError:
            found = ""
        if not found:
            yield fault("OC424", origin, file=name, version=release.version, problem="is missing")
        elif found != digest:
            yield fault("OC424", origin, file=name, version=release.version, problem="is not what was released")


def _refuse(compared: Compared) -> None:
    """Raise :class:`Faulty` for every change of meaning that nobody is told of."""
    unexplained = [
        fault(
            "OC422",
            compared.new.origins.get(each.new.id, NOWHERE),
            version=compared.old.name,
            was=_short(each.old.text),
            now=_short(each.new.text),
        )
        for each in compared.changes
        if each.kind == "changed" and each.nature == "fact" and not each.correction and each.old and each.new
    ]
    if unexplained:
        raise Faulty(unexplained)


SHOWN = 80
"""Characters of a text that are quoted."""


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


# --- the record ---


def _with_sources(project: Project, book: str, made: State, settings: bytes) -> State:
    """Return what was made for a release, with its sources among the files, and all that it was made with."""
    sources = sources_of(project, book, {SETTINGS: settings})
    files = {**made.release.files, sources.name: hashlib.sha256(sources.content).hexdigest()}
    record = replace(made.release, files=files, tools=tools_of(project))
    return replace(made, name=record.version, files=(*made.files, sources), release=record)


def _with_version(project: Project, publication: Publication, version: str, date: str) -> bytes:
    """Return book.yaml with another version and day, and everything else as it is."""
    from octavo.pipeline.correct import with_values

    settings = publication.settings
    return with_values(project, settings, {("version",): version, ("released",): date})
