"""Read texts in Markdown, in the dialects of Pandoc, GitHub and Obsidian."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from octavo.importing.cited_works import bib_of
from octavo.importing.manuscript import Loss, SourceDocument, SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.markdown_dialects import plain_markdown
from octavo.importing.pandoc_counting import counts_of_blocks
from octavo.importing.pandoc_reading import Read, read
from octavo.importing.raw_html import with_html
from octavo.importing.source_folder import SourceFolder
from octavo.pandoc import Element, Json, kind_of

FORMAT = (
    "markdown-smart+autolink_bare_uris+lists_without_preceding_blankline+mark+task_lists"
    "+wikilinks_title_after_pipe+gfm_auto_identifiers-blank_before_header-blank_before_blockquote+alerts+emoji"
)
_PAGES = (".md", ".markdown", ".mkd", ".qmd", ".rmd", ".html", ".htm", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSource:
    """A text to be read: its name, and where it stands in the book, as far as the source says so."""

    name: str
    kind: str = ""
    part: str = ""
    label: str = ""
    matter: str = ""
    level: int = 0
    is_text: bool = False
    is_section: bool = False


@dataclass(slots=True, kw_only=True)
class Found:
    """What is gathered while texts are read."""

    media: dict[str, bytes] = field(default_factory=dict)
    works: dict[str, bytes] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)


def read_markdown(
    sources: Sequence[TextSource], folder: SourceFolder, metadata: SourceMetadata | None, told: Sequence[Loss] = ()
) -> SourceManuscript:
    """Read texts that lie in ``folder``, in their order.

    ``metadata`` is what a project's own settings say; without any, the first text that has a head tells it. ``told`` is
    what was lost before.
    """
    found = Found(losses=[*told])
    documents: list[SourceDocument] = []
    reads: list[Read] = []
    is_single = len(sources) == 1
    names = {source.name for source in sources}
    for source in sources:
        text = plain_markdown(source.name, folder, found.losses)
        one = read(text, FORMAT, folder.place(source.name))
        reads.append(one)
        blocks = with_html(one.blocks, folder.place(source.name))
        placed = _Placing(
            path="" if is_single else source.name, own=source.name, names=names, folder=folder, found=found
        )
        documents.append(
            SourceDocument(
                path=placed.path,
                blocks=tuple(placed.changed(blocks)),
                kind=source.kind,
                part=source.part,
                label=source.label if not source.is_section and not _has_heading(blocks) else "",
                matter=source.matter,
                level=source.level,
                is_text=source.is_text,
                is_section=source.is_section,
            )
        )
        found.works.update(bib_of(one.meta, posixpath.dirname(source.name), folder, found.losses))
    said = metadata or next((head for one in reads if (head := metadata_of_head(one)).title), SourceMetadata())
    return SourceManuscript(
        documents=tuple(documents),
        metadata=said,
        media=found.media,
        works=found.works,
        losses=tuple(found.losses),
        counts=counts_of_blocks(block for document in documents for block in document.blocks),
        is_counted_apart=False,
    )


def metadata_of_head(head: Read) -> SourceMetadata:
    """Return what the head of a text (its YAML) says."""
    return SourceMetadata(
        title=head.text("title"),
        subtitle=head.text("subtitle"),
        people=tuple(SourcePerson(name=name) for name in head.texts("author")),
        language=head.text("lang"),
        publisher=head.text("publisher"),
        rights=head.text("rights") or head.text("copyright"),
        date=head.text("date")[:10],
        description=head.text("description") or head.text("abstract"),
        subjects=tuple(head.texts("keywords")),
        identifiers={"print": isbn} if (isbn := head.text("isbn")) else {},
    )


def _has_heading(blocks: Iterable[Element]) -> bool:
    return any(kind_of(block) == "Header" for block in blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placing:
    """Gives ids of a text the name of its file, and finds what its links and pictures name."""

    path: str
    own: str
    names: set[str]
    folder: SourceFolder
    found: Found

    def changed(self, value: Iterable[Element]) -> Iterator[Element]:
        for each in value:
            new = self._any(each)
            if isinstance(new, dict):
                yield new

    def _any(self, value: Json) -> Json:
        if isinstance(value, list):
            return [self._any(each) for each in value]
        if not isinstance(value, dict):
            return value
        kind, content = kind_of(value), value.get("c")
        match kind, content:
            case (("Span" | "Div" | "CodeBlock" | "Code" | "Figure" | "Table"), [given, *rest]):
                return {"t": kind, "c": [self._named(given), *map(self._any, rest)]}
            case "Header", [level, given, words]:
                return {"t": kind, "c": [level, self._named(given), self._any(words)]}
            case "Link", [given, words, [str(url), title]]:
                return {"t": kind, "c": [self._named(given), self._any(words), [self._target(url), title]]}
            case "Image", [given, words, [str(url), title]]:
                return {"t": kind, "c": [self._named(given), self._any(words), [self._picture(url), title]]}
            case _:
                return {**value, "c": self._any(content)} if "c" in value else value

    def _named(self, given: Json) -> Json:
        match given:
            case [str(identity), *rest] if identity and self.path:
                return [f"{self.path}#{identity}", *rest]
            case _:
                return given

    def _target(self, url: str) -> str:
        """Return the address of a link: a place in a text that is imported as its id."""
        if url.startswith("#"):
            return f"#{self.path}{url}" if self.path else url
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url) or not url:
            return url
        file, _, fragment = url.partition("#")
        for base in (posixpath.dirname(self.own), ""):
            stem, suffix = posixpath.splitext(posixpath.normpath(posixpath.join(base, unquote(file).lstrip("/"))))
            for other in (suffix, ".md", ".qmd", ".Rmd", ".markdown"):
                if stem + other in self.names and suffix.lower() in _PAGES:
                    return f"#{stem}{other}#{fragment}" if self.path else f"#{fragment}"
        return self._by_title(file) or url

    def _by_title(self, file: str) -> str:
        """Return the text that a link of a wiki names without folder and suffix."""
        stem = unquote(file).casefold()
        match = next(
            (name for name in sorted(self.names) if posixpath.splitext(posixpath.basename(name))[0].casefold() == stem),
            "",
        )
        return f"#{match}#" if match and self.path else ""

    def _picture(self, url: str) -> str:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url):
            return url
        bare = unquote(url.partition("?")[0]).lstrip("/")
        for base in (posixpath.dirname(self.own), "", "images", "img", "assets", "attachments"):
            name = posixpath.normpath(posixpath.join(base, bare))
            if self.folder.has(name):
                if name not in self.found.media:
                    self.found.media[name] = self.folder.read(name)
                return name
        return url
