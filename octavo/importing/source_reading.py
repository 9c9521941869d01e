"""Read a source, whatever kind it is: by the end of its name, and by what it is."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from octavo.importing.archives import packed
from octavo.importing.manuscript import SourceManuscript
from octavo.importing.projects import read_project
from octavo.importing.read_docx import read_docx
from octavo.importing.read_epub import read_epub
from octavo.importing.read_html import read_html
from octavo.importing.read_latex import read_latex
from octavo.importing.read_markdown import TextSource, read_markdown
from octavo.importing.read_odt import read_odt
from octavo.importing.read_wordpress import read_wordpress
from octavo.importing.source_folder import SourceFolder
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin

Reader: TypeAlias = Callable[[bytes, str, SourceFolder, Origin], SourceManuscript]


def _archive(reader: Callable[[bytes, Origin], SourceManuscript]) -> Reader:
    return lambda content, _name, _folder, place: reader(content, place)


READERS: Mapping[str, Reader] = {
    ".docx": _archive(read_docx),
    ".odt": _archive(read_odt),
    ".epub": _archive(read_epub),
    ".tex": read_latex,
    ".xml": read_wordpress,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
"""What reads one file, by the end of its name."""

MARKDOWN = (".md", ".markdown", ".mkd", ".txt", ".qmd", ".rmd")


def read_source(paths: Sequence[Path]) -> SourceManuscript:
    """Read one file, several texts, or the folder of a project.

    Raises ``Faulty`` with OC181 where it is none of the kinds that can be imported, OC182 where there is no such file,
    and with what its reader finds.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise Faulty([fault("OC182", Origin(path.as_posix()), file=path.name) for path in missing])
    path = paths[0]
    suffix = path.suffix.lower()
    if len(paths) == 1 and path.is_file() and suffix in READERS:
        folder = SourceFolder(root=path.parent)
        return READERS[suffix](folder.read(path.name), path.name, folder, Origin(path.as_posix()))
    unknown = [each for each in paths if each.is_file() and each.suffix.lower() not in MARKDOWN]
    if unknown:
        raise Faulty([_unknown(each) for each in unknown])
    folder = SourceFolder(root=path)
    if path.is_dir() and folder.has("META-INF/container.xml"):
        # An ebook that was unpacked, or is not yet packed.
        return read_epub(packed({name: folder.read(name) for name in folder.names("")}), Origin(path.as_posix()))
    if path.is_dir():
        return read_project(folder)
    root = path.parent
    sources = [TextSource(name=each.relative_to(root).as_posix(), is_text=len(paths) > 1) for each in paths]
    return read_markdown(sources, SourceFolder(root=root), None)


def _unknown(path: Path) -> Diagnostic:
    return fault("OC181", Origin(path.as_posix()), file=path.name, known=", ".join((*READERS, *MARKDOWN)))
