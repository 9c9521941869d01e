"""The states of a book, and what has changed between two: those of its releases, and that of its files now."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from octavo.editions.block_texts import as_counted
from octavo.editions.changed_fields import with_fields
from octavo.editions.comparison import compare
from octavo.editions.page_digests import frozen_pages
from octavo.editions.printed_citations import without_citations
from octavo.editions.snapshot import DamagedSnapshotError, PrintedProduct, from_json, frozen_blocks
from octavo.load.file_names import EDITIONS, SNAPSHOT
from octavo.model.book import Publication, Record
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.editions import BlockChange, FrozenBlock, Release, Snapshot, version_key
from octavo.model.inlines import work_id
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Artefact
from octavo.pipeline.asked_products import Printed
from octavo.pipeline.made_with import font_version, tool_versions
from octavo.pipeline.making import Made, Wanted
from octavo.pipeline.manuscript import Manuscript, prepare
from octavo.pipeline.plan import plan_products
from octavo.pipeline.result import Options
from octavo.pipeline.session import open_session
from octavo.project import Project
from octavo.resolve.contents import ENTRY_OF_CONTENTS

DIGITS = 12
"""So many digits of the digest are printed."""

NOW = "now"
"""The name of the state that the files of a book have now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of a book: that of a release, or of its files now, with all that was made and ``printed`` of them."""

    name: str
    snapshot: Snapshot = field(repr=False)
    release: Release
    files: tuple[Artefact, ...] = field(default=(), repr=False)
    printed: tuple[Printed, ...] = field(default=(), repr=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What has changed from the state ``old`` to the state ``new``."""

    old: State
    new: State
    changes: tuple[BlockChange, ...]


def releases_of(publication: Publication) -> tuple[Release, ...]:
    """Return the releases of a book, the oldest first."""
    return tuple(sorted((record.value for record in publication.releases), key=lambda each: version_key(each.version)))


def day_of(publication: Publication, release: Release) -> str:
    """Return the day of one of the releases of a book in the words of its language."""
    from octavo.resolve.dates import date_words

    record = next(each for each in publication.releases if each.value.version == release.version)
    return date_words(record.dates["date",], publication.language)


def compare_states(project: Project, book: str, old: str, new: str, options: Options) -> Compared:
    """Return what has changed from one state to another: versions, or ``now``; the last release where ``old`` is empty.

    Raises :class:`Faulty` with OC425 for a release that there is not, with OC432 where there is none, and where the
    book cannot be made as it is now.
    """
    return _between(project, book, (old, new or NOW), options, printed_state)[1]


def compare_texts(project: Project, book: str, old: str, new: str, options: Options) -> tuple[Publication, Compared]:
    """Return the book, and what :func:`compare_states` does; the book as it is now is not laid out for it."""
    return _between(project, book, (old, new or NOW), options, rendered_state)


def _between(
    project: Project,
    book: str,
    names: tuple[str, str],
    options: Options,
    present: Callable[[Project, str, Options], State],
) -> tuple[Publication, Compared]:
    publication = load_publication(project, book, options)
    known = releases_of(publication)
    if not known:
        raise Faulty([fault("OC432", NOWHERE, book=book)])
    old, new = (
        present(project, book, options)
        if name == NOW
        else released_state(project, book, name or known[-1].version, known)
        for name in names
    )
    return publication, compared_states(publication, old, new)


# --- states ---


def load_publication(project: Project, book: str, options: Options) -> Publication:
    """Return a book as its files are now. Raises :class:`Faulty` where they cannot be read."""
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book

    return load_book(project, book, memo_for(options.store, options.memory))[0]


def released_state(
    project: Project, book: str, version: str, known: Sequence[Release], place: Origin = NOWHERE
) -> State:
    """Return the state of the release ``version``, one of those ``known``, which is asked for at ``place``.

    Raises :class:`Faulty` with OC425 where there is none, and with OC426 where its snapshot cannot be read.
    """
    release = next((each for each in known if each.version == version), None)
    if release is None:
        versions = [each.version for each in known]
        told = ", ".join(versions) or "none yet"
        raise Faulty([fault("OC425", place, version=version, known=told, near=(version, versions))])
    path = project.content / book / EDITIONS / version / SNAPSHOT
    try:
        snapshot = from_json(path.read_bytes())
    except (OSError, DamagedSnapshotError) as problem:
        place = Origin(path.relative_to(project.root).as_posix())
        told = getattr(problem, "strerror", None) or str(problem)
        raise Faulty([fault("OC426", place, version=version, problem=told)]) from problem
    return State(name=version, snapshot=snapshot, release=release)


def printed_state(project: Project, book: str, options: Options) -> State:
    """Lay a book out as its files are now; its record has neither files nor tools. Raises where that fails."""
    return _made_state(project, book, options, {}, "pages")


def working_state(
    project: Project, book: str, options: Options, changes: Mapping[str, bytes] = MappingProxyType({})
) -> State:
    """Make all that a build makes of a book, as its files are now or with ``changes``; raises where that fails."""
    return _made_state(project, book, options, changes, "all")


def _made_state(project: Project, book: str, options: Options, changes: Mapping[str, bytes], wanted: Wanted) -> State:
    states: list[State] = []

    def deliver(manuscript: Manuscript, made: Made, found: Sequence[Diagnostic]) -> Sequence[Artefact]:
        products = [
            PrintedProduct(
                name=each.products[0].name if each.products else book,
                book=each.book,
                rendition=each.rendition,
                printing=each.printing,
            )
            for each in made.printed
        ]
        files = tuple(file for _, file in made.files)
        release = _record(manuscript, files, made.pages)
        named = (release.version, release.digest[:DIGITS], _released_on(manuscript.publication))
        states.append(
            State(
                name=NOW,
                snapshot=Snapshot(
                    blocks=frozen_blocks(products),
                    pages={each.name: frozen_pages(each.printing, named) for each in products if each.printing},
                    records=_records(manuscript.publication),
                ),
                release=release,
                files=files,
                printed=made.printed,
                origins={name: place for each in reversed(products) for name, place in each.rendition.origins.items()},
                found=tuple(found),
            )
        )
        return ()

    with open_session(project, options) as session:
        result = session.make(book, plan_products, deliver, changes=changes, wanted=wanted)
    if not states:
        raise Faulty(result.diagnostics)
    return states[0]


def _released_on(publication: Publication) -> str:
    """Return the day of the version that the settings name, in the words of the book's language."""
    from octavo.resolve.dates import date_words

    date = publication.settings.dates.get(("released",))
    return date_words(date, publication.language) if date else ""


def rendered_state(project: Project, book: str, options: Options) -> State:
    """Return what a book says now, without laying it out; its record has neither files nor tools."""
    manuscript = prepare(project, book, options)
    # What stands in several products is known by the first, as in a state that is laid out.
    names = {(each.selection, each.look): each.name for each in reversed(manuscript.products)}
    asked = dict.fromkeys((each.selection, each.look) for each in manuscript.products)
    products = [
        PrintedProduct(name=name, book=shown.book, rendition=shown.render("print")[0])
        for name, shown in (
            (names[selection, look], manuscript.presentation(selection, look)) for selection, look in asked
        )
    ]
    origins = {name: place for each in reversed(products) for name, place in each.rendition.origins.items()}
    snapshot = Snapshot(blocks=frozen_blocks(products), records=_records(manuscript.publication))
    return State(name=NOW, snapshot=snapshot, release=_record(manuscript), origins=origins)


def _records(publication: Publication) -> Mapping[str, Mapping[str, str]]:
    """Return the values of the registers as they are written, by the id that each entry has in print."""
    from octavo.check.manuscript.record_values import told_values

    everything: tuple[tuple[str, Record[Any]], ...] = (
        *((f"person-{each.value.id}", each) for each in publication.people),
        *((f"term-{each.value.id}", each) for each in publication.terms),
        *((f"event-{each.value.id}", each) for each in publication.events),
        *((work_id(each.value.id), each) for each in publication.sources),
    )
    return {
        name: {".".join(map(str, each.path)): each.text for each in told_values(record) if each.blocks is None}
        for name, record in everything
    }


def _record(manuscript: Manuscript, files: Sequence[Artefact] = (), pages: int = 0) -> Release:
    """Return the record of what was made; its ``snapshot`` is not known yet. Without files there are no tools."""
    publication, theme = manuscript.publication, manuscript.appearances[manuscript.look].theme
    settings = publication.settings.value
    return Release(
        version=settings.version,
        date=settings.released,
        digest=publication.digest,
        snapshot="",
        pages=pages,
        corrections=tuple(each.value.id for each in publication.corrections if each.value.decision == "applied"),
        files={
            each.name: hashlib.sha256(each.content).hexdigest() for each in sorted(files, key=lambda each: each.name)
        },
        tools=tool_versions() if files else {},
        fonts={face.file: hashlib.sha256(theme.fonts[face.file]).hexdigest() for face in theme.settings.faces},
        font_versions={face.file: font_version(theme.fonts[face.file]) for face in theme.settings.faces if files},
    )


# --- changes ---

NAME_THE_VERSION = frozenset({"imprint", "colophon", "changes", "corrections"})
"""Sections that are others in every release, since they name it: what they say is no news."""

NO_NEWS = NAME_THE_VERSION | {"concordance"}
"""Sections of which no change is told; a concordance has only pages, and is made when these are known."""


def _is_news(block: FrozenBlock) -> bool:
    """Whether a change of a block is told; a line of the contents is as little news as the section that it leads to."""
    return block.section not in NO_NEWS and block.id.removeprefix(ENTRY_OF_CONTENTS) not in NO_NEWS


def compared_states(publication: Publication, old: State, new: State) -> Compared:
    """Return what has changed from ``old`` to ``new``, with what the ledger of ``publication`` says of it."""
    from octavo.check.manuscript.claims import claim_reader

    corrections = [each.value for each in publication.corrections if each.value.id not in old.release.corrections]
    ours, theirs = (list(filter(_is_news, state.snapshot.blocks)) for state in (old, new))
    known = {each.text for each in ours}
    theirs = [as_counted(each, known) for each in theirs]
    uncited = without_citations((each.value for each in publication.sources), old.snapshot.records)
    changes = compare(ours, theirs, corrections, claim_reader(publication).stated, uncited)
    return Compared(old=old, new=new, changes=with_fields(changes, old.snapshot.records, new.snapshot.records))
