"""The releases of a book: freeze one, compare two states, and prove that what was released is still there."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from octavo import __version__, publish
from octavo.editions.comparison import compare
from octavo.editions.release_record import release_as_yaml
from octavo.editions.snapshot import DamagedSnapshotError, PrintedProduct, as_json, from_json, frozen_blocks
from octavo.editions.versions import key_of, next_version, proposed_step
from octavo.load.file_names import EDITIONS, RELEASE, SETTINGS, SNAPSHOT
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.editions import Change, FrozenBlock, Release, ReleaseStep
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Artefact
from octavo.pipeline.making import Made
from octavo.pipeline.manuscript import Manuscript, prepare
from octavo.pipeline.plan import plan_products
from octavo.pipeline.result import Options
from octavo.pipeline.session import open_session
from octavo.project import Project

ARCHIVE = "archive"
"""The folder of the project, outside of version control, with a folder for each book and in it one for each release."""

NOW = "now"
"""The name of the state that the files of a book have now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of a book: that of a release, or of its files now, with what was made of them."""

    name: str
    blocks: tuple[FrozenBlock, ...] = field(repr=False)
    release: Release
    files: tuple[Artefact, ...] = field(default=(), repr=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What has changed from the state ``old`` to the state ``new``."""

    old: State
    new: State
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """A release: its record, what has changed since the one before, if there was any, and where its files are."""

    release: Release
    compared: Compared | None
    found: tuple[Diagnostic, ...]


def releases_of(publication: Publication) -> tuple[Release, ...]:
    """Return the releases of a book, the oldest first."""
    return tuple(sorted((record.value for record in publication.releases), key=lambda each: key_of(each.version)))


def compare_states(project: Project, book: str, old: str, new: str, options: Options) -> Compared:
    """Return what has changed from one state to another: versions, or ``now``; the last release where ``old`` is empty.

    Raises :class:`Faulty` with OC425 for a release that there is not, and where the book cannot be made as it is now.
    """
    return _between(project, book, (old, new or NOW), options, _working)[1]


def compare_texts(project: Project, book: str, old: str, new: str, options: Options) -> tuple[Publication, Compared]:
    """Return the book, and what :func:`compare_states` does; the book as it is now is not laid out for it."""
    return _between(project, book, (old, new or NOW), options, _rendered)


def _between(
    project: Project,
    book: str,
    names: tuple[str, str],
    options: Options,
    present: Callable[[Project, str, Options], State],
) -> tuple[Publication, Compared]:
    publication = _publication(project, book, options)
    known = releases_of(publication)
    if not names[0] and not known:
        raise Faulty([fault("OC425", NOWHERE, version="", known="none yet")])
    old, new = (
        present(project, book, options) if name == NOW else _frozen(project, book, name or known[-1].version, known)
        for name in names
    )
    return publication, _compared(publication, old, new)


def release(project: Project, book: str, step: ReleaseStep | None, date: str, options: Options) -> Released:
    """Make the next release of a book, freeze it and archive its files; everything or nothing.

    Without a ``step`` the settings decide if their version is a later one, else what has changed. Raises
    :class:`Faulty` with OC422 for each change of meaning that no record explains, with OC423 where nothing has changed,
    and where the book cannot be made.
    """
    publication = _publication(project, book, options)
    known = releases_of(publication)
    compared = None
    version = publication.settings.value.version
    if known:
        if known[-1].digest == publication.digest:
            raise Faulty([fault("OC423", NOWHERE, version=known[-1].version)])
        rendered = _rendered(project, book, options)
        compared = _compared(publication, _frozen(project, book, known[-1].version, known), rendered)
        _refuse(compared)
        since = [each.value for each in publication.corrections if each.value.id not in known[-1].corrections]
        if step or key_of(version) <= key_of(known[-1].version):
            step = step or proposed_step(compared.changes, since, len(rendered.blocks))
            version = next_version(known[-1].version, step)
    settings = _with_version(project, publication, version, date)
    made = replace(_working(project, book, options, {SETTINGS: settings}), name=version)
    if compared:
        compared = _compared(publication, compared.old, made)
    archive = project.root / ARCHIVE / book / version
    publish.publish(archive, made.files, {"book": book, "version": version, "released": date})
    from octavo.pipeline.correct import write_all

    folder = f"{EDITIONS}/{version}"
    record, blocks = release_as_yaml(made.release), as_json(made.blocks)
    files = {SETTINGS: settings, f"{folder}/{RELEASE}": record, f"{folder}/{SNAPSHOT}": blocks}
    write_all(project, book, files, {f"{folder}/{RELEASE}": None})
    return Released(release=made.release, compared=compared, found=made.found)


def verify(project: Project, book: str, options: Options) -> tuple[tuple[Release, ...], tuple[Diagnostic, ...]]:
    """Return the releases of a book, and OC424 for every file of their archives that is missing or another."""
    known = releases_of(_publication(project, book, options))
    return known, tuple(each for release in known for each in _verified(project, book, release))


def _verified(project: Project, book: str, release: Release) -> Iterator[Diagnostic]:
    folder = project.root / ARCHIVE / book / release.version
    for name, digest in release.files.items():
        path = folder / name
        origin = Origin(f"{ARCHIVE}/{book}/{release.version}/{name}")
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        except OSError:
            found = ""
        if not found:
            yield fault("OC424", origin, file=name, version=release.version, problem="is missing")
        elif found != digest:
            yield fault("OC424", origin, file=name, version=release.version, problem="is not what was released")


# --- states ---


def _publication(project: Project, book: str, options: Options) -> Publication:
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book

    return load_book(project, book, memo_for(options.store, options.memory))[0]


def _frozen(project: Project, book: str, version: str, known: Sequence[Release]) -> State:
    release = next((each for each in known if each.version == version), None)
    if release is None:
        versions = [each.version for each in known]
        raise Faulty([fault("OC425", NOWHERE, version=version, known=", ".join(versions), near=(version, versions))])
    path = project.content / book / EDITIONS / version / SNAPSHOT
    try:
        blocks = from_json(path.read_bytes())
    except (OSError, DamagedSnapshotError) as problem:
        place = Origin(path.relative_to(project.root).as_posix())
        told = getattr(problem, "strerror", None) or str(problem)
        raise Faulty([fault("OC426", place, version=version, problem=told)]) from problem
    return State(name=version, blocks=blocks, release=release)


def _working(
    project: Project, book: str, options: Options, changes: Mapping[str, bytes] = MappingProxyType({})
) -> State:
    """Make all that a build makes of a book, as its files are now or with ``changes``; raises where that fails."""
    states: list[State] = []

    def deliver(manuscript: Manuscript, made: Made, found: Sequence[Diagnostic]) -> Sequence[Artefact]:
        products = [
            PrintedProduct(
                name=each.products[0].name if each.products else book, rendition=each.rendition, printing=each.printing
            )
            for each in made.printed
        ]
        files = tuple(file for _, file in made.files)
        states.append(
            State(
                name=NOW,
                blocks=frozen_blocks(products),
                release=_record(manuscript, files, made.pages),
                files=files,
                origins={name: place for each in reversed(products) for name, place in each.rendition.origins.items()},
                found=tuple(found),
            )
        )
        return ()

    with open_session(project, options) as session:
        result = session.make(book, plan_products, deliver, changes)
    if not states:
        raise Faulty(result.diagnostics)
    return states[0]


def _rendered(project: Project, book: str, options: Options) -> State:
    """Return what a book says now, without laying it out; its record has no files."""
    manuscript = prepare(project, book, options)
    asked = {(each.selection, each.look): each.name for each in reversed(manuscript.products)}
    products = [
        PrintedProduct(name=name, rendition=manuscript.presentation(selection, look).render("print")[0])
        for (selection, look), name in reversed(asked.items())
    ]
    origins = {name: place for each in reversed(products) for name, place in each.rendition.origins.items()}
    return State(name=NOW, blocks=frozen_blocks(products), release=_record(manuscript, (), 0), origins=origins)


def _record(manuscript: Manuscript, files: Sequence[Artefact], pages: int) -> Release:
    from octavo.typeset.system import engine_state

    publication, theme = manuscript.publication, manuscript.appearances[manuscript.look].theme
    settings = publication.settings.value
    return Release(
        version=settings.version,
        date=settings.released,
        digest=publication.digest,
        pages=pages,
        corrections=tuple(each.value.id for each in publication.corrections if each.value.decision == "applied"),
        files={
            each.name: hashlib.sha256(each.content).hexdigest() for each in sorted(files, key=lambda each: each.name)
        },
        tools={"octavo": __version__, **engine_state().versions},
        fonts={face.file: hashlib.sha256(theme.fonts[face.file]).hexdigest() for face in theme.settings.faces},
    )


# --- changes ---

NAME_THE_VERSION = frozenset({"imprint", "colophon"})
"""Sections that are others in every release, since they name it: what they say is no news."""


def _compared(publication: Publication, old: State, new: State) -> Compared:
    from octavo.check.manuscript.claims import claim_reader

    corrections = [each.value for each in publication.corrections if each.value.id not in old.release.corrections]
    ours, theirs = ([each for each in state.blocks if each.section not in NAME_THE_VERSION] for state in (old, new))
    return Compared(old=old, new=new, changes=compare(ours, theirs, corrections, claim_reader(publication).stated))


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


def _with_version(project: Project, publication: Publication, version: str, date: str) -> bytes:
    """Return book.yaml with another version and day, and everything else as it is."""
    from octavo.pipeline.correct import with_values

    settings = publication.settings
    return with_values(project, settings, {("version",): version, ("released",): date})
