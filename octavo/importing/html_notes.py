"""Footnotes in HTML: which link calls which piece of the text, by their marks or by links that lead both ways."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element as Node

from octavo.importing.html_counting import is_backlink, is_call, is_inside, kinds
from octavo.importing.words import counted
from octavo.importing.xml_trees import parents_of

_INLINE = frozenset({"a", "span", "sup", "i", "b", "em", "strong", "small", "font"})
_LABEL = re.compile(r"[\s\[(]*(?:\d{1,3}|[*†‡§¶#]+|[a-z]|[ivxlc]{1,6})[\s\].:)]*", re.IGNORECASE)
_NOTES = re.compile(r"(?:^|[-_ ])(?:foot|end|rear)?notes?(?:$|[-_ ])", re.IGNORECASE)
_RETURN = re.compile("[↩↵⏎^↑\ufe0e]+|back|return", re.IGNORECASE)
NEAR = 3
"""How many elements around a call a link back may lead to."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNotes:
    """Which elements call notes (with their keys), hold them, lead back from them, or are nothing but their frame.

    ``unmarked`` is how many links lead to notes or back without being marked as such, those of the headings over notes
    among them.
    """

    calls: Mapping[Node, str]
    bodies: Mapping[Node, str]
    backlinks: frozenset[Node]
    frames: frozenset[Node]
    labels: Counter[str]
    headings: Counter[str]
    unmarked: int = 0


@dataclass(slots=True, kw_only=True)
class _Search:
    """The elements of all pages by their ids, and the element around each."""

    ids: dict[tuple[str, str], Node] = field(default_factory=dict)
    parents: dict[Node, Node] = field(default_factory=dict)
    path: dict[Node, str] = field(default_factory=dict)

    def target(self, path: str, href: str) -> Node | None:
        """Return the element to which a link on the page ``path`` leads."""
        return self.ids.get(address(path, href)) if "#" in href else None

    def around(self, node: Node) -> Iterator[Node]:
        """Yield a node and all around it."""
        here: Node | None = node
        while here is not None:
            yield here
            here = self.parents.get(here)


def address(path: str, href: str) -> tuple[str, str]:
    """Return the file and the id to which a link on the page ``path`` leads."""
    file, _, fragment = href.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
    return name, unquote(fragment)


def find_notes(pages: Mapping[str, Node]) -> FoundNotes:
    """Find the footnotes of all pages."""
    search = _Search()
    for path, root in pages.items():
        search.parents |= parents_of(root)
        search.path[root] = path
        for node in root.iter():
            for key in ("id", "xml:id", "name" if node.tag == "a" else "id"):
                if node.get(key):
                    search.ids.setdefault((path, node.get(key, "")), node)
    calls: dict[Node, str] = {}
    bodies: dict[Node, str] = {}
    labels: Counter[str] = Counter()
    backlinks: set[Node] = set()
    is_marked = any(is_call(node) for root in pages.values() for node in root.iter("a"))
    for path, root in pages.items():
        for node in root.iter("a"):
            if node in backlinks or not is_inside(node.get("href", "")):
                continue
            target = search.target(path, node.get("href", ""))
            body = _body(search, target) if target is not None else None
            if body is None or not (is_call(node) if is_marked else _is_meant(search, path, node, body)):
                continue
            if node in set(body.iter()):
                continue
            key = bodies.setdefault(body, f"n{len(bodies) + 1}")
            calls[node] = key
            labels.update(counted([_text(node)]) if not is_call(node) else Counter())
            backlinks |= set(_returning(search, path, node, body))
    for link in backlinks:
        labels.update(counted([_text(link)]) if not is_backlink(link) else Counter())
    frames, headings = _frames(pages, bodies)
    unmarked = sum(not is_call(each) for each in calls) + sum(not is_backlink(each) for each in backlinks)
    over_notes = (child for frame in frames for child in frame if child.tag in HEADINGS)
    unmarked += sum(1 for heading in over_notes for _ in heading.iter("a"))
    return FoundNotes(
        unmarked=unmarked,
        calls=calls,
        bodies=bodies,
        backlinks=frozenset(backlinks),
        frames=frames,
        labels=labels,
        headings=headings,
    )


def _body(search: _Search, target: Node) -> Node | None:
    """Return the block that is a note, by the element that a call leads to."""
    here = target
    while here.tag in _INLINE and (around := search.parents.get(here)) is not None:
        here = around
    if here.tag == "p":
        parent = search.parents.get(here)
        if parent is not None and parent.tag in {"div", "aside", "li", "dd"} and _is_note(parent) and parent[0] is here:
            return parent
    return here if here.tag in {"p", "li", "div", "aside", "dd", "section"} else None


def _is_note(node: Node) -> bool:
    return (
        bool({"footnote", "endnote", "rearnote", "note"} & {*kinds(node)})
        or node.tag in {"li", "aside"}
        or any(_NOTES.search(name) and not name.lower().endswith("notes") for name in node.get("class", "").split())
    )


def _is_frame(node: Node) -> bool:
    """Whether an element says that notes stand in it."""
    return bool({"footnotes", "endnotes", "rearnotes"} & {*kinds(node)}) or any(
        _NOTES.search(name) for name in node.get("class", "").split()
    )


def _is_meant(search: _Search, path: str, call: Node, body: Node) -> bool:
    """Whether a link with a number or a sign leads to a block that begins, or ends, with a link back to it."""
    if not _LABEL.fullmatch(_text(call)) or is_backlink(call):
        return False
    frame = search.parents.get(body)
    is_note = _is_note(body) or (body.tag == "p" and frame is not None and _is_frame(frame))
    return is_note and len(_returning(search, path, call, body)) == 1 and not _is_first(search, call)


def _is_first(search: _Search, call: Node) -> bool:
    """Whether a link is what its block begins with, as the number of a note is."""
    node = next((each for each in search.around(call) if each.tag not in _INLINE), call)
    return (
        "".join(node.itertext()).strip().startswith(_text(call))
        and node.tag in {"p", "li", "div", "aside", "dd"}
        and (next((each for each in node.iter("a")), None) is call)
        and not (node.text or "").strip()
    )


def _returning(search: _Search, path: str, call: Node, body: Node) -> list[Node]:
    """Return the links in a note that lead back to its call, or to something right around it."""
    near = set()
    for depth, node in enumerate(search.around(call)):
        near.add(node)
        if node.tag not in _INLINE or depth > NEAR:
            break
    near |= set(call.iter())
    parent = search.parents.get(call)
    near |= {each for each in (parent if parent is not None else ()) if each.tag in _INLINE and not _text(each)}
    found = []
    page = search.path.get([*search.around(body)][-1], path)
    for link in body.iter("a"):
        target = search.target(page, link.get("href", ""))
        if (
            is_backlink(link)
            or (target is not None and target in near)
            or (_RETURN.fullmatch(_text(link)) and is_inside(link.get("href", "")))
        ):
            found.append(link)
    return found


def _text(node: Node) -> str:
    return "".join(node.itertext()).strip()


def _frames(pages: Mapping[str, Node], bodies: Mapping[Node, str]) -> tuple[frozenset[Node], Counter[str]]:
    """Return the elements in which nothing but notes and their headings stand, and the words of these headings."""
    frames: set[Node] = set()
    headings: Counter[str] = Counter()

    def weigh(node: Node) -> bool:
        """Whether nothing is left of an element when the notes are gone."""
        if node in bodies:
            return True
        inside = [weigh(child) for child in node]
        has_note = any(child in bodies or child in frames for child in node)
        own = (node.text or "").strip() or any((child.tail or "").strip() for child in node)
        left = [child for child, empty in zip(node, inside, strict=True) if not empty and child.tag not in HEADINGS]
        is_frame = has_note and not own and all(child.tag == "hr" for child in left)
        if is_frame and node.tag in {
            "section",
            "div",
            "ol",
            "ul",
            "aside",
            "dl",
            "body",
            "article",
            "main",
            "table",
            "footer",
        }:
            frames.add(node)
            return True
        return False

    for root in pages.values():
        weigh(root)
    for frame in frames:
        for child in frame:
            if child.tag in HEADINGS:
                headings.update(counted([_text(child)]))
    return frozenset(frames), headings
