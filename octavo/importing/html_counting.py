"""Count what a reader meets in HTML, from its own elements: what pandoc and we make of it is another matter."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element as Node

from octavo.importing.manuscript import Counts
from octavo.importing.words import counted

TEX = "octavo-tex"
"""The element in which a reader puts a formula in TeX, and the class that it has in prepared HTML."""

UNSEEN = frozenset({TEX, "script", "style", "head", "template", "title", "math", "noscript", "svg"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "nobr"}
)
_LABEL = re.compile(r"[\s\[(]*(?:\d{1,3}|[*†‡§¶#]+)[\s\].:)]*")
"""The number or the sign of a note, which is no part of the word that it stands behind."""


def counts_of(body: Node) -> Counts:
    """Count the words, notes, pictures, tables and links in the body of a page."""
    nodes = list(_seen(body))
    links = [node.get("href", "") for node in nodes if node.tag == "a"]
    out = [url for url in links if re.match(r"(?:https?|mailto):", url, re.IGNORECASE)]
    return Counts(
        words=counted(("".join(pieces_of(body)) + "\n" + "\n".join(map(_number_of_page, nodes))).split("\n")),
        notes=sum(is_call(node) for node in nodes),
        pictures=sum(node.tag == "img" or (node.tag == "svg" and _shows(node)) for node in nodes),
        tables=sum(node.tag == "table" for node in nodes),
        links_in=sum(is_inside(url) for url in links) - sum(is_call(node) or is_backlink(node) for node in nodes),
        links_out=len(out),
    )


def is_inside(url: str) -> bool:
    """Whether an address leads to a place in the book."""
    return bool(url) and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", url) is None


def is_call(node: Node) -> bool:
    """Whether a link is marked as the call of a note."""
    return node.tag == "a" and ("noteref" in kinds(node) or node.get("role") == "doc-noteref")


def is_page(node: Node) -> bool:
    """Whether an element marks the place where a page of another edition begins."""
    return "pagebreak" in kinds(node) or node.get("role") == "doc-pagebreak"


def _number_of_page(node: Node) -> str:
    """Return the number that stands at a beginning of a page, which may be in the middle of a word."""
    return "".join(node.itertext()) if is_page(node) else ""


def is_backlink(node: Node) -> bool:
    """Whether a link is marked as leading from a note back to its call."""
    return node.tag == "a" and ("backlink" in kinds(node) or node.get("role") == "doc-backlink")


def kinds(node: Node) -> tuple[str, ...]:
    """Return the words of the EPUB vocabulary that an element has."""
    return tuple(node.get("epub:type", "").split())


def pieces_of(node: Node) -> Iterator[str]:
    """Yield the characters of a page as they are read: blocks end a line, marked calls of notes are left out."""
    if node.tag in UNSEEN or is_call(node) or is_backlink(node) or is_page(node):
        return
    is_inline = node.tag in _INLINE
    is_label = (
        node.tag == "a" and "#" in node.get("href", "") and _LABEL.fullmatch("".join(node.itertext())) is not None
    )
    if not is_inline or is_label:
        yield " " if is_label else "\n"
    if node.text:
        yield node.text.replace("\n", " ")
    for child in node:
        yield from pieces_of(child)
        if child.tail:
            yield child.tail.replace("\n", " ")
    if not is_inline or is_label:
        yield " " if is_label else "\n"


def _seen(node: Node) -> Iterator[Node]:
    if node.tag in UNSEEN - {"svg"}:
        return
    yield node
    for child in node if node.tag != "svg" else ():
        yield from _seen(child)


def _shows(node: Node) -> bool:
    return any(True for _ in node)


def total(counts: list[Counts]) -> Counts:
    """Return several counts as one."""
    words: Counter[str] = Counter()
    for each in counts:
        words.update(each.words)
    return Counts(
        words=words,
        notes=sum(each.notes for each in counts),
        pictures=sum(each.pictures for each in counts),
        tables=sum(each.tables for each in counts),
        links_in=sum(each.links_in for each in counts),
        links_out=sum(each.links_out for each in counts),
    )
