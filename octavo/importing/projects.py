"""Folders of texts: what their own settings say of the order of the texts and of the book."""

import posixpath
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

from octavo.importing.manuscript import Loss, SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.matter import APPENDIX
from octavo.importing.read_markdown import TextSource, read_markdown
from octavo.importing.source_folder import SourceFolder
from octavo.importing.yaml_text import value_of_yaml
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

TEXTS = (".md", ".markdown", ".qmd", ".rmd")

TAB = 4
"""Spaces that a step of a list takes at most."""

_ENTRY = re.compile(
    r"^(?P<indent>\s*)(?:[-*+]|\d+\.)?\s*\[(?P<title>(?:[^\[\]]|\\.|\[[^\]]*\])*)\]\(<?(?P<path>[^)>]*)>?\)"
)
_PART = re.compile(r"^#\s+(.+?)\s*$")
_HEAD = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)


def read_project(folder: SourceFolder) -> SourceManuscript:
    """Read a folder of texts: a project of mdBook, Quarto or bookdown, or plain texts in the order of their names.

    Raises ``Faulty`` with OC189 where there is no text in it.
    """
    losses: list[Loss] = []
    if summary := next((name for name in _summaries(folder) if folder.has(name)), ""):
        sources, metadata = tuple(_mdbook(folder, summary, losses)), _mdbook_metadata(folder)
    elif folder.has("_quarto.yml"):
        settings = _yaml(folder, "_quarto.yml")
        sources, metadata = tuple(_quarto(settings, losses)), _metadata(settings.get("book") or settings)
    elif folder.has("_bookdown.yml"):
        sources, metadata = tuple(_bookdown(folder)), _metadata(_head(folder, _first(folder)))
    else:
        sources, metadata = tuple(_plain(folder)), None
    known = [source for source in sources if folder.has(source.name)]
    losses += [
        Loss(place=each.name, what="a text that the book names is not there") for each in sources if each not in known
    ]
    if not known:
        raise Faulty([fault("OC189", Origin(folder.root.as_posix()), file=folder.root.name)])
    return read_markdown(known, folder, metadata, losses)


# --- mdBook ----------------------------------------------------------------------------------------------------------


def _summaries(folder: SourceFolder) -> Iterator[str]:
    settings = _toml(folder).get("book", {})
    source = str(settings.get("src", "src")) if isinstance(settings, dict) else "src"
    yield from (f"{source}/SUMMARY.md", "SUMMARY.md", "src/SUMMARY.md", "docs/SUMMARY.md")


def _toml(folder: SourceFolder) -> dict[str, Any]:
    if not folder.has("book.toml"):
        return {}
    try:
        return tomllib.loads(folder.text("book.toml"))
    except tomllib.TOMLDecodeError as problem:
        raise Faulty([fault("OC187", folder.place("book.toml"), problem=str(problem))]) from None


def _mdbook(folder: SourceFolder, summary: str, losses: list[Loss]) -> Iterator[TextSource]:
    """Yield the texts of a summary: its first level are chapters, what stands below a chapter are its sections."""
    base = posixpath.dirname(summary)
    part, has_list, taken = "", False, set()
    for number, line in enumerate(folder.text(summary).split("\n")):
        if heading := _PART.match(line):
            part = heading[1] if number or heading[1].casefold() not in {"summary", "table of contents"} else ""
            part = "" if part.casefold() in {"summary", "table of contents"} else part
            continue
        found = _ENTRY.match(line)
        if found is None:
            continue
        name = posixpath.normpath(posixpath.join(base, found["path"].partition("#")[0])) if found["path"] else ""
        is_item = re.match(r"\s*(?:[-*+]|\d+\.)\s", line) is not None
        has_list = has_list or is_item
        depth = _depth(found["indent"]) if is_item else 0
        if not name or name in taken:
            if not name:
                losses.append(Loss(place=summary, what=f"a chapter that is not written yet: “{found['title']}”"))
            continue
        taken.add(name)
        kind = "" if is_item else "backmatter" if has_list else "frontmatter"
        yield TextSource(
            name=name, kind=kind, part=part, label=found["title"], is_text=depth == 0, is_section=depth > 0, level=depth
        )
        part = ""


def _depth(indent: str) -> int:
    width = len(indent.expandtabs(TAB))
    return 0 if width <= 1 else max(1, (width + 1) // TAB)


def _mdbook_metadata(folder: SourceFolder) -> SourceMetadata:
    book = _toml(folder).get("book", {})
    return _metadata(book if isinstance(book, dict) else {})


# --- Quarto and bookdown ---------------------------------------------------------------------------------------------


def _yaml(folder: SourceFolder, name: str) -> dict[str, Any]:
    return _read_yaml(folder.text(name), folder.place(name))


def _read_yaml(text: str, place: Origin) -> dict[str, Any]:
    value = value_of_yaml(text, place, "OC187")
    return value if isinstance(value, dict) else {}


def _quarto(settings: dict[str, Any], losses: list[Loss]) -> Iterator[TextSource]:
    book = settings.get("book") or {}
    for entry in book.get("chapters", ()):
        yield from _quarto_entry(entry, "", losses)
    for entry in book.get("appendices", ()):
        yield from _quarto_entry(entry, APPENDIX, losses)


def _quarto_entry(entry: Any, matter: str, losses: list[Loss]) -> Iterator[TextSource]:  # noqa: ANN401 - as YAML gives it
    if isinstance(entry, str):
        own = "preface" if entry in {"index.qmd", "index.md"} else ""
        yield TextSource(name=entry, kind=own, matter=matter, is_text=True)
    elif isinstance(entry, dict) and "part" in entry:
        part = str(entry["part"])
        chapters = [TextSource(name=str(each), matter=matter, is_text=True) for each in entry.get("chapters", ())]
        if part.endswith((".qmd", ".md")):
            yield TextSource(name=part, kind="part", is_text=True)
            yield from chapters
        elif chapters:
            first, *rest = chapters
            yield TextSource(name=first.name, matter=matter, part=part, is_text=True)
            yield from rest
    elif isinstance(entry, dict) and ("file" in entry or "href" in entry):
        yield TextSource(name=str(entry.get("file") or entry.get("href")), matter=matter, is_text=True)
    else:
        losses.append(Loss(place="_quarto.yml", what=f"a chapter that cannot be read: {entry}"))


def _first(folder: SourceFolder) -> str:
    return next((name for name in ("index.Rmd", "index.rmd", "index.md") if folder.has(name)), "index.Rmd")


def _bookdown(folder: SourceFolder) -> Iterator[TextSource]:
    """Yield the texts of bookdown: the named ones or, without a list, the first one and all others by their names."""
    settings = _yaml(folder, "_bookdown.yml")
    named = settings.get("rmd_files")
    if isinstance(named, dict):
        named = next((each for each in (named.get("html"), *named.values()) if each), None)
    first = _first(folder)
    directory = settings.get("rmd_subdir", False)
    if not isinstance(named, list):
        deep = directory is True or isinstance(directory, list)
        others = [name for name in folder.names(".rmd", ".md") if deep or "/" not in name]
        named = [
            first,
            *(name for name in others if name != first and not name.startswith("_") and name.lower() != "readme.md"),
        ]
    matter = ""
    for name in map(str, named):
        text = folder.text(name) if folder.has(name) else ""
        part = re.search(r"^#\s*\(PART\\?\*?\)\s*(.*?)\s*(?:\{.*\})?\s*$", text, re.MULTILINE)
        if re.search(r"^#\s*\(APPENDIX\)", text, re.MULTILINE):
            matter = APPENDIX
        yield TextSource(name=name, matter=matter, part=part[1] if part else "")


# --- others ----------------------------------------------------------------------------------------------------------


def _plain(folder: SourceFolder) -> Sequence[TextSource]:
    """Return all texts of a folder in the order of their names, numbers by value; what greets readers comes first."""
    names = sorted(folder.names(*TEXTS), key=_in_order)
    names = [name for name in names if posixpath.basename(name).casefold() not in {"license.md", "contributing.md"}]
    return [TextSource(name=name, label=_title(name), is_text=True) for name in names]


def _in_order(name: str) -> tuple[object, ...]:
    stem = posixpath.basename(name).casefold()
    greets = stem.rpartition(".")[0] not in {"index", "readme", "_index", "home"}
    pieces = [f"{int(piece):09}" if piece.isdigit() else piece for piece in re.split(r"(\d+)", name.casefold())]
    return (posixpath.dirname(name).casefold(), greets, *pieces)


def _title(name: str) -> str:
    return (
        re.sub(r"^[\d._ -]+(?=\D)", "", posixpath.splitext(posixpath.basename(name))[0]).replace("_", " ").strip()
        or name
    )


def _head(folder: SourceFolder, name: str) -> dict[str, Any]:
    """Return the YAML at the head of a text."""
    found = _HEAD.match(folder.text(name)) if folder.has(name) else None
    return _read_yaml(found[1], folder.place(name)) if found else {}


def _metadata(said: dict[str, Any]) -> SourceMetadata:
    """Return what settings say of a book, in the words that mdBook, Quarto and bookdown share."""

    def text(*keys: str) -> str:
        return next((str(said[key]) for key in keys if isinstance(said.get(key), str | int | float)), "")

    people = said.get("author") or said.get("authors") or []
    people = people if isinstance(people, list) else [people]
    names = [each.get("name", "") if isinstance(each, dict) else each for each in people]
    names = [" ".join(map(str, name.values())) if isinstance(name, dict) else str(name) for name in names]
    date = str(said.get("date", ""))
    return SourceMetadata(
        title=text("title"),
        subtitle=text("subtitle"),
        people=tuple(SourcePerson(name=" ".join(name.split())) for name in names if name.strip()),
        language=text("language", "lang"),
        description=" ".join(text("description", "abstract").split()),
        rights=text("license", "copyright", "rights"),
        publisher=text("publisher"),
        date=date[:10] if re.match(r"\d{4}-\d{2}-\d{2}", date) else "",
        identifiers={"print": text("isbn")} if text("isbn") else {},
    )
