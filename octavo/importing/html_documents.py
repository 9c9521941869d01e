"""Pages of HTML become documents in pandoc's document type, many of them read at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Node
from xml.sax.saxutils import quoteattr

from octavo.importing.attributes import attributes_of
from octavo.importing.html_counting import kinds
from octavo.importing.html_notes import HEADINGS, find_notes
from octavo.importing.html_preparing import Preparation
from octavo.importing.manuscript import Loss, SourceDocument
from octavo.importing.pandoc_reading import read
from octavo.model.origin import Origin
from octavo.pandoc import Element, kind_of, listed

DOCUMENT = "octavo-document"
AT_ONCE = 2_000_000
"""Characters of pages that pandoc reads at once: a thousand formulas in MathML take a hundred times their size."""

FORMAT = "html-auto_identifiers-line_blocks-smart"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocuments:
    """The documents of a source, the drawings in its pages, what was lost and what the book has anew."""

    documents: tuple[SourceDocument, ...]
    media: Mapping[str, bytes]
    losses: tuple[Loss, ...]
    replaced: Mapping[str, Counter[str]]
    links_of_contents: int


def documents_of(
    pages: Mapping[str, Node],
    *,
    place: Origin,
    hints: Mapping[str, frozenset[str]],
    labels: Mapping[str, str],
    left_out: str = "",
) -> FoundDocuments:
    """Return ``pages`` (by their names, in reading order) as documents.

    ``hints`` are what style sheets say of classes, ``labels`` titles of pages that have no heading of their own, and
    ``left_out`` the page of the cover.
    """
    notes = find_notes(pages)
    preparation = Preparation(pages=pages, notes=notes, hints=hints, is_single=len(pages) == 1)
    whole = [
        f'<div class="{DOCUMENT}" data-path={quoteattr(path)}>'
        f"{preparation.prepared(path, next(root.iter('body'), root))}</div>"
        for path, root in pages.items()
        if not left_out or path != left_out
    ]
    blocks = dict(_read(whole, place))
    replaced = {**preparation.replaced}
    if notes.labels:
        replaced["numbers of notes, which are set anew"] = notes.labels
    if notes.headings:
        replaced["headings of the notes"] = notes.headings
    documents = tuple(
        SourceDocument(
            path="" if len(pages) == 1 else path,
            blocks=blocks[path],
            kind=_kind(pages[path]),
            label=labels.get(path, "") if not _has_heading(pages[path]) else "",
        )
        for path in pages
        if blocks.get(path)
    )
    return FoundDocuments(
        documents=documents,
        media=preparation.media,
        losses=tuple(preparation.losses),
        replaced=replaced,
        links_of_contents=preparation.links_of_contents + notes.unmarked,
    )


def _read(pages: Iterable[str], place: Origin) -> Iterator[tuple[str, tuple[Element, ...]]]:
    for some in _batches(pages):
        yield from _divided(read(f"<html><body>{some}</body></html>", FORMAT, place).blocks)


def _batches(pages: Iterable[str]) -> Iterator[str]:
    """Yield pages joined, as many as pandoc reads at once; a longer one stands alone."""
    joined: list[str] = []
    for page in pages:
        if joined and sum(map(len, joined)) + len(page) > AT_ONCE:
            yield "".join(joined)
            joined = []
        joined.append(page)
    yield "".join(joined)


def _divided(blocks: tuple[Element, ...]) -> list[tuple[str, tuple[Element, ...]]]:
    found = []
    for block in blocks:
        content = block.get("c")
        if kind_of(block) == "Div" and isinstance(content, list):
            given = attributes_of(content[0])
            if DOCUMENT in given.classes:
                found.append((given.values.get("path", ""), tuple(listed(content[1]))))
    return found


def _kind(page: Node) -> str:
    body = next(page.iter("body"), page)
    return next(iter(kinds(body)), "")


def _has_heading(page: Node) -> bool:
    return any(node.tag in HEADINGS and "".join(node.itertext()).strip() for node in page.iter())
