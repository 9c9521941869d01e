"""From a folder of content to finished files: the one module that knows every stage.

Stages are imported when they are first needed, so that a build with nothing to do stays light.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo import __version__, publish
from octavo.engine.store import Store, key
from octavo.model.book import Book, Publication
from octavo.model.diagnostics import Diagnostic, Faulty, Severity, fault, in_order, stop_on_error
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Artefact, Format, Material, PageMap, Printing, Rendition, Theme
from octavo.project import Project, fingerprint

ROUNDS = 3
"""How often a book may be laid out until its printed page numbers are right."""

Step: TypeAlias = Literal["load", "resolve", "render", "typeset", "package", "check", "publish"]
Report: TypeAlias = Callable[[str, Step], None]
"""Called with the book's name and the step that begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one book. ``files`` are the names below ``output/<book>/``; ``pages`` is 0 without a printing."""

    book: str
    status: Literal["built", "unchanged", "checked", "failed"]
    diagnostics: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    pages: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether the manuscript has errors (under ``--strict`` a build with warnings fails as well)."""
        return self.status == "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A book that was read and joined without error, with its theme and the warnings so far."""

    publication: Publication
    book: Book
    theme: Theme
    diagnostics: tuple[Diagnostic, ...]


def build(project: Project, name: str, *, strict: bool, store: Store, report: Report) -> Outcome:
    """Make every format of the book ``name`` and publish them, unless nothing has changed since they were made.

    Faults in the content do not raise: they are in the outcome, and the earlier output is then untouched.
    """
    folder = project.output / name
    publish.recover(folder)
    inputs = fingerprint(project, name, __version__)
    earlier = publish.read_manifest(folder)
    if earlier is not None and earlier.get("inputs") == inputs:
        return _unchanged(name, earlier, strict=strict)
    try:
        manuscript = prepare(project, name, store=store, report=report)
        artefacts, pages, found = make(project, manuscript, report=report)
        diagnostics = _passed((*manuscript.diagnostics, *found), strict=strict)
        report(name, "publish")
        publish.publish(folder, artefacts, _manifest(manuscript, inputs, pages, diagnostics))
    except Faulty as faulty:
        return Outcome(book=name, status="failed", diagnostics=faulty.diagnostics)
    files = tuple(artefact.name for artefact in artefacts)
    return Outcome(book=name, status="built", diagnostics=diagnostics, files=files, pages=pages)


def check(project: Project, name: str, *, strict: bool, store: Store, report: Report) -> Outcome:
    """Do all of a build that needs no layout, and write nothing: the quick way to find the faults of the content."""
    try:
        manuscript = prepare(project, name, store=store, report=report)
        report(name, "render")
        found: list[Diagnostic] = list(manuscript.diagnostics)
        for medium in ("print", "reflow"):
            found += _render(project, manuscript, medium)[1]
        return Outcome(book=name, status="checked", diagnostics=_passed(found, strict=strict))
    except Faulty as faulty:
        return Outcome(book=name, status="failed", diagnostics=faulty.diagnostics)


def prepare(project: Project, name: str, *, store: Store, report: Report) -> Manuscript:
    """Load and resolve the book ``name``; raises :class:`Faulty` with all faults of the stage that found any."""
    from octavo.load.publication import load_publication
    from octavo.load.theme import load_theme
    from octavo.resolve.book import resolve
    from octavo.resolve.citeproc import run_citeproc
    from octavo.resolve.sections import section_words

    report(name, "load")
    if name not in project.books():
        raise Faulty([fault("OC901", NOWHERE, book=name, near=(name, project.books()))])
    publication, loaded = load_publication(
        project.content / name,
        root=project.root,
        languages=project.templates / "languages",
        citations=project.styles / "citations",
        sections=section_words(),
    )
    settings = publication.settings
    theme, themed = load_theme(project.theme(settings.value.theme), root=project.root, named_at=settings.at("theme"))
    stop_on_error((*loaded, *themed, *_unknown_formats(publication)))
    report(name, "resolve")

    def citeproc(request: bytes) -> bytes:
        return store.recall(key("citeproc", __version__, request), lambda: run_citeproc(request))

    book, resolved = resolve(publication, citeproc=citeproc)
    return Manuscript(
        publication=publication, book=book, theme=theme, diagnostics=in_order((*loaded, *themed, *resolved))
    )


def make(
    project: Project, manuscript: Manuscript, *, report: Report
) -> tuple[tuple[Artefact, ...], int, tuple[Diagnostic, ...]]:
    """Make every format that the book asks for; return the artefacts, the number of pages and what was found."""
    name = manuscript.book.folder
    formats = [_formats()[word] for word in manuscript.book.settings.formats]
    needs = frozenset(need for each in formats for need in each.needs)
    found: list[Diagnostic] = []
    printing: Printing | None = None
    reflow: Rendition | None = None
    if "printing" in needs:
        report(name, "typeset")
        printing, told = lay_out_to_fixpoint(project, manuscript)
        found += told
    if "reflow" in needs:
        report(name, "render")
        reflow, told = _render(project, manuscript, "reflow")
        found += told
    report(name, "package")
    material = Material(book=manuscript.book, printing=printing, reflow=reflow)
    artefacts = []
    for each in formats:
        content, told = each.make(material)
        found += told
        artefacts.append(Artefact(name=f"{name}{each.suffix}", media_type=each.media_type, content=content))
    report(name, "check")
    found += _examine(artefacts, manuscript)
    return tuple(artefacts), printing.page_map.count if printing else 0, in_order(found)


def lay_out_to_fixpoint(project: Project, manuscript: Manuscript) -> tuple[Printing, tuple[Diagnostic, ...]]:
    """Lay the book out until every page number printed in it is true, in at most ``ROUNDS`` rounds.

    Raises :class:`Faulty` with OC505 when the numbers do not settle.
    """
    from octavo.typeset.whole import lay_out

    page_map: PageMap | None = None
    for _ in range(ROUNDS):
        rendition, rendered = _render(project, manuscript, "print", page_map)
        printing, told = lay_out(rendition)
        if printing.page_map == page_map:
            return printing, in_order((*rendered, *told))
        page_map = printing.page_map
    settings = manuscript.publication.settings
    raise Faulty([fault("OC505", settings.origin, rounds=ROUNDS)])


def _render(
    project: Project, manuscript: Manuscript, medium: Literal["print", "reflow"], page_map: PageMap | None = None
) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    from octavo.render.rendition import render

    return render(manuscript.book, manuscript.theme, templates=project.templates, medium=medium, page_map=page_map)


def _examine(artefacts: Sequence[Artefact], manuscript: Manuscript) -> tuple[Diagnostic, ...]:
    """Judge the finished files: the checks that are quick enough for every build."""
    from octavo.check.artefacts import examine

    return examine(artefacts, manuscript.theme.settings.faces, {})


def _formats() -> Mapping[str, Format]:
    """Return the formats that are installed, by the word that asks for them in book.yaml."""
    from importlib.metadata import entry_points

    found = (entry.load() for entry in entry_points(group="octavo.formats"))
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def _unknown_formats(publication: Publication) -> Iterable[Diagnostic]:
    known = _formats()
    for position, word in enumerate(publication.settings.value.formats):
        if word not in known:
            place = publication.settings.at("formats", position)
            yield fault("OC120", place, word=word, known=", ".join(known), near=(word, known))


def _passed(diagnostics: Iterable[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order, or raise them: errors always, warnings under ``strict``."""
    ordered = stop_on_error(diagnostics)
    if strict and ordered:
        raise Faulty(ordered)
    return ordered


def _manifest(manuscript: Manuscript, inputs: str, pages: int, diagnostics: Sequence[Diagnostic]) -> dict[str, object]:
    from octavo.typeset.versions import versions

    settings = manuscript.book.settings
    return {
        "book": manuscript.book.folder,
        "title": settings.title,
        "version": settings.version,
        "released": manuscript.book.released,
        "digest": manuscript.book.digest,
        "inputs": inputs,
        "pages": pages,
        "diagnostics": publish.as_lines(diagnostics),
        "tools": {"octavo": __version__, **versions()},
        "fonts": {
            face.file: hashlib.sha256(manuscript.theme.fonts[face.file]).hexdigest()
            for face in manuscript.theme.settings.faces
        },
    }


def _unchanged(name: str, manifest: Mapping[str, object], *, strict: bool) -> Outcome:
    """Tell of output that is already as it should be, its warnings included."""
    lines = manifest.get("diagnostics")
    diagnostics = tuple(
        Diagnostic(
            origin=Origin(line["path"], line["line"], line["column"]),
            code=line["code"],
            severity=Severity(line["severity"]),
            message=line["message"],
            hint=line["hint"],
        )
        for line in (lines if isinstance(lines, list) else [])
    )
    files, pages = manifest.get("files"), manifest.get("pages")
    return Outcome(
        book=name,
        status="failed" if strict and diagnostics else "unchanged",
        diagnostics=diagnostics,
        files=tuple(files) if isinstance(files, dict) else (),
        pages=pages if isinstance(pages, int) else 0,
    )
