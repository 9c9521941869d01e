"""The sources of a release in its archive, and the proof that its files can be made of them once more."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.editions import Release
from octavo.model.origin import Origin
from octavo.model.output import Archive, Artefact
from octavo.package.archive import write_archive
from octavo.pipeline.made_with import tool_versions
from octavo.pipeline.result import Options
from octavo.pipeline.states import working_state
from octavo.project import Project, contents_of, own_code

SOURCES = "sources.zip"
"""The file of an archive that holds the book's folder, and the styles and languages of the project."""

OWN_FILES = "octavo's own files"
"""What stands, among the versions of tools, for the code, the templates and the styles of Octavo."""

DIGITS = 12
"""So many digits of a digest tell one state of Octavo from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuiltRelease:
    """What came of making the release ``version`` once more: what is ``wrong``, or why that was not tried.

    ``other_tools`` has, by name, the version then and the one now. ``has_sources`` says whether the archive has them.
    """

    version: str
    has_sources: bool = True
    other_tools: Mapping[str, tuple[str, str]]
    wrong: tuple[Diagnostic, ...] = ()


def sources_of(project: Project, book: str, changes: Mapping[str, bytes]) -> Artefact:
    """Return the sources of a book as one file; ``changes`` are files of it that stand for those on the disk."""
    content = {**dict(contents_of(project.content / book)), **changes}
    files = {f"content/{book}/{name}": held for name, held in sorted(content.items())}
    for folder in ("styles", "languages"):
        own = contents_of(project.root / folder) if project.root / folder != project.styles else ()
        files |= {f"{folder}/{name}": held for name, held in own}
    content_of_file = write_archive(Archive(name=SOURCES, media_type="application/zip", files=files))
    return Artefact(name=SOURCES, media_type="application/zip", content=content_of_file)


def tools_of(project: Project) -> Mapping[str, str]:
    """Return the versions of all tools, and what Octavo's own files are."""
    total = hashlib.sha256()
    folders = (contents_of(project.templates), contents_of(project.styles), own_code().files.items())
    for name, content in (file for files in folders for file in files):
        total.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return {**tool_versions(), OWN_FILES: total.hexdigest()[:DIGITS]}


def rebuilt(project: Project, book: str, release: Release, options: Options) -> RebuiltRelease:
    """Make a release once more of its sources, if all tools are as they were; its archive was verified before.

    Each file that is another then is told as OC445.
    """
    now = tools_of(project)
    other = {
        name: (release.tools.get(name, "none"), now.get(name, "none"))
        for name in sorted({*release.tools, *now})
        if release.tools.get(name) != now.get(name)
    }
    if SOURCES not in release.files or other:
        return RebuiltRelease(version=release.version, has_sources=SOURCES in release.files, other_tools=other)
    archive = f"archive/{book}/{release.version}"
    with TemporaryDirectory(prefix="octavo-") as folder:
        unpack_sources(project.root / archive / SOURCES, Path(folder))
        try:
            files = working_state(replace(project, root=Path(folder)), book, options).files
        except Faulty as faulty:
            return RebuiltRelease(version=release.version, other_tools={}, wrong=faulty.diagnostics)
    wrong = tuple(_wrong(release, {file.name: file.content for file in files}, archive))
    return RebuiltRelease(version=release.version, other_tools={}, wrong=wrong)


def unpack_sources(file: Path, folder: Path) -> None:
    """Unpack what :func:`sources_of` has packed."""
    with zipfile.ZipFile(file) as packed:
        packed.extractall(folder)


def _wrong(release: Release, files: Mapping[str, bytes], archive: str) -> Iterator[Diagnostic]:
    for name, digest in release.files.items():
        if name != SOURCES and hashlib.sha256(files.get(name, b"")).hexdigest() != digest:
            yield fault("OC445", Origin(f"{archive}/{name}"), file=name, version=release.version)
