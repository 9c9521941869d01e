"""Prepare HTML for pandoc, so that nothing is lost that pandoc does not read.

Pandoc keeps classes, languages and ids of divisions and spans alone. So each element that has any gets a division or a
span around it; notes, places of pages and drawings are written as what we read again afterwards.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import tostring
from xml.sax.saxutils import escape, quoteattr

from octavo.importing.addressed_pictures import picture_in
from octavo.importing.block_elements import NOTE_BODY
from octavo.importing.css_hints import BLOCK_HINTS, hints_of_style
from octavo.importing.html_counting import TEX, is_page, kinds
from octavo.importing.html_notes import HEADINGS, FoundNotes, address
from octavo.importing.inline_elements import MATHML, NOTE, PAGE
from octavo.importing.manuscript import Loss
from octavo.importing.words import counted

_DROPPED = frozenset({"script", "style", "head", "template", "link", "meta", "rp", "col", "colgroup", "wbr", "title"})
_MOVING = frozenset(
    {"audio", "video", "iframe", "object", "embed", "canvas", "form", "button", "select", "textarea", "input"}
)
_DIVISIONS = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "hgroup", "details", "nav", "address", "center"}
    | {"fieldset", "body", "html"}
)
_PASSED = frozenset({"ul", "ol", "dl", "table", "blockquote", "pre", "figure"})
_INSIDE = frozenset({"li", "dd", "td", "th", "figcaption", "caption"})
_FRAMES = frozenset({"thead", "tbody", "tfoot", "tr"})
_WORDS = frozenset(
    {"a", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small"}
    | {"strike", "strong", "sub", "sup", "tt", "u", "var", "dt"}
)
_KEPT = ("colspan", "rowspan", "start", "type", "align", "value")
FRAME = 4
"""How many elements a drawing has at most that is nothing but the frame of a picture."""

_COLUMNS = frozenset({"mstack", "mlongdiv"})
"""Sums in columns and long divisions of MathML 3, which pandoc does not read: it keeps their signs alone."""


@dataclass(slots=True, kw_only=True)
class Preparation:
    """The pages of a source while they are prepared: ``hints`` are what style sheets say of classes.

    ``is_single`` says that there is one page, whose places need no name of a file.
    """

    pages: Mapping[str, Node]
    notes: FoundNotes
    hints: Mapping[str, frozenset[str]]
    is_single: bool = False
    path: str = ""
    links_of_contents: int = 0
    waiting: str = ""
    media: dict[str, bytes] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    replaced: dict[str, Counter[str]] = field(default_factory=dict)

    def prepared(self, path: str, body: Node) -> str:
        """Return a page as pandoc is to read it, with the notes that it calls at its end."""
        self.path = path
        pieces = [*self._inside(body)]
        waiting = [self.notes.calls[node] for node in body.iter("a") if node in self.notes.calls]
        done: set[str] = set()
        bodies = {key: node for node, key in self.notes.bodies.items()}
        while waiting:
            key = waiting.pop(0)
            if key in done:
                continue
            done.add(key)
            node = bodies[key]
            waiting += [self.notes.calls[each] for each in node.iter("a") if each in self.notes.calls]
            pieces += [f'<div class="{NOTE_BODY}" data-key="{key}">', *self._note(node), "</div>"]
        return "".join(pieces)

    def _note(self, node: Node) -> Iterator[str]:
        inside = [*self._inside(node)]
        yield from ["<p>", *inside, "</p>"] if node.tag == "p" else inside

    def _inside(self, node: Node) -> Iterator[str]:
        if node.text:
            yield escape(node.text)
        for child in node:
            yield from self._written(child)
            if child.tail:
                yield escape(child.tail)

    def _written(self, node: Node) -> Iterator[str]:
        tag = node.tag
        if tag in _DROPPED or node in self.notes.bodies or node in self.notes.frames:
            return
        if tag == "nav" and {"toc", "landmarks", "page-list", "lot", "loi"} & {*kinds(node)}:
            self._left_out("contents, which the book has anew", node)
            self.links_of_contents += sum(1 for _ in node.iter("a"))
            return
        if node in self.notes.backlinks:
            return
        if node in self.notes.calls:
            yield f'<span class="{NOTE}" data-key="{self.notes.calls[node]}"></span>'
        elif is_page(node):
            yield from self._page(node)
        elif tag == "input" and node.get("type") == "checkbox":
            # The boxes of tasks, as pandoc writes them.
            yield "\N{BALLOT BOX} " if node.get("checked") is None else "\N{BALLOT BOX WITH X} "
        elif tag in _MOVING:
            self._lost(f"a '{tag}', which paper cannot show, was left out")
            self._left_out("what paper cannot show", node)
        elif tag in {"svg", "math"}:
            yield from self._drawing(node) if tag == "svg" else self._formula(node)
        elif tag == "img":
            shown = f"src={quoteattr(self._source(node))} alt={quoteattr(node.get('alt', ''))}"
            yield f"<img {shown}{self._id(node)}{_size(node)}/>"
        elif tag in {"br", "hr"}:
            yield f"<{tag}/>"
        elif tag == TEX:
            yield f'<span class="{TEX}">{escape(node.text or "")}</span>'
        elif tag == "rt":
            yield from (" (", *self._inside(node), ")")
        else:
            yield from self._element(node, tag)

    def _element(self, node: Node, tag: str) -> Iterator[str]:
        given = self._given(node, is_block=tag not in _WORDS | {"span", "abbr", "ruby", "font", "big", "label"})
        inside = self._inside(node)
        if tag in HEADINGS:
            yield from (f"<{tag}{given}>", *inside, f"</{tag}>")
        elif tag in {"p", "summary"}:
            yield from _around("div", given, ["<p>", *inside, "</p>"])
        elif tag == "div" and any(child.tag == "dt" for child in node):
            # What holds a term and its meaning in a list of definitions; the term has the id.
            self.waiting = self._id(node) or self.waiting
            yield from inside
        elif tag in _DIVISIONS:
            yield from (f"<div{given}>", *inside, "</div>")
        elif tag in _FRAMES:
            # A row has no place for an id: its first cell has.
            self.waiting = self._id(node) or self.waiting
            yield from (f"<{tag}>", *inside, f"</{tag}>")
        elif tag in _PASSED:
            syntax = f" class={quoteattr(node.get('class', ''))}" if tag == "pre" and node.get("class") else ""
            yield from _around("div", given, [f"<{tag}{syntax}{_kept(node)}>", *inside, f"</{tag}>"])
        elif tag in _INSIDE:
            waiting, self.waiting = self.waiting, ""
            before = f"<span{waiting}></span>" if waiting else ""
            yield from (f"<{tag}{_kept(node)}>{before}", *_around("div", given, inside), f"</{tag}>")
        elif tag == "a":
            yield from self._link(node, inside)
        elif tag in _WORDS:
            yield from self._words(node, tag, given, inside)
        else:
            yield from _around("span", given, inside)

    def _words(self, node: Node, tag: str, given: str, inside: Iterable[str]) -> Iterator[str]:
        if tag == "dt":
            waiting, self.waiting = self.waiting, ""
            before = f"<span{waiting}></span>" if waiting else ""
            yield from (f"<dt>{before}", *_around("span", given, inside), "</dt>")
            return
        if tag == "code" and node.get("class"):
            yield from (f"<code class={quoteattr(node.get('class', ''))}>", *inside, "</code>")
            return
        yield from _around("span", given, [f"<{tag}>", *inside, f"</{tag}>"])

    def _link(self, node: Node, inside: Iterable[str]) -> Iterator[str]:
        identity = self._id(node) or (
            f" id={quoteattr(self._anchor(node.get('name', '')))}" if node.get("name") else ""
        )
        if not node.get("href"):
            yield from (f"<span{identity}>", *inside, "</span>") if identity else inside
            return
        yield from (f"<a href={quoteattr(self._href(node.get('href', '')))}{identity}>", *inside, "</a>")

    def _href(self, href: str) -> str:
        """Return an address: of a place in the source as the id that this place has for us."""
        href = href.strip()
        if posixpath.normpath(href).startswith("#") or (":" not in href.partition("#")[0].partition("/")[0] and href):
            name, fragment = address(self.path, href)
            if name in self.pages:
                return f"#{fragment}" if self.is_single and fragment else f"#{name}#{fragment}"
        return href

    def _anchor(self, identity: str) -> str:
        return identity if self.is_single else f"{self.path}#{identity}"

    def _id(self, node: Node) -> str:
        identity = node.get("id") or node.get("xml:id") or ""
        return f" id={quoteattr(self._anchor(identity))}" if identity else ""

    def _given(self, node: Node, *, is_block: bool) -> str:
        """Return the attributes by which we know an element again: id, classes, types, language."""
        classes = node.get("class", "").split()
        hints = set(hints_of_style(node.get("style", "")))
        for name in classes:
            hints |= self.hints.get(name, frozenset())
        if node.get("align") == "center" or node.tag == "center":
            hints.add("css:centred")
        seen = {hint for hint in hints if (hint in BLOCK_HINTS) == is_block}
        styles = " ".join((*classes, *sorted(seen)))
        types = " ".join(kinds(node) or ([node.get("role", "")[4:]] if node.get("role", "").startswith("doc-") else ()))
        language = node.get("lang") or node.get("xml:lang") or ""
        written = self._id(node)
        for name, value in (("data-styles", styles), ("data-types", types), ("lang", language)):
            written += f" {name}={quoteattr(value)}" if value else ""
        return written

    def _page(self, node: Node) -> Iterator[str]:
        number = (node.get("title") or node.get("aria-label") or " ".join("".join(node.itertext()).split())).strip(" .")
        self._left_out("numbers of pages, kept as comments", node)
        yield f'<span class="{PAGE}" data-number={quoteattr(number)}{self._id(node)}></span>'

    def _source(self, node: Node) -> str:
        source = node.get("src", "").strip()
        if picture := picture_in(source):
            name = f"{posixpath.splitext(self.path)[0] or 'page'}-picture-{len(self.media) + 1}.{picture.kind}"
            self.media[name] = picture.content
            return name
        if ":" in source.partition("/")[0]:
            return source
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(source.partition("?")[0])))

    def _drawing(self, node: Node) -> Iterator[str]:
        """Yield a drawing as a picture: the one that it holds, or its own lines as a file."""
        images = [each for each in node.iter() if each.tag == "image"]
        alt = node.get("aria-label") or next(
            (each.text or "" for each in node.iter() if each.tag in {"title", "desc"}), ""
        )
        if len(images) == 1 and len(list(node.iter())) <= FRAME:
            source = images[0].get("xlink:href") or images[0].get("href") or ""
            name = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(source)))
            yield f"<img src={quoteattr(name)} alt={quoteattr(alt)}/>"
            return
        name = f"{posixpath.splitext(self.path)[0]}-drawing-{len(self.media) + 1}.svg"
        node = _named(node, {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"})
        self.media[name] = tostring(node, encoding="utf-8")
        yield f"<img src={quoteattr(name)} alt={quoteattr(' '.join(alt.split()))}/>"

    @staticmethod
    def _formula(node: Node) -> Iterator[str]:
        if any(each.tag in _COLUMNS for each in node.iter()):
            for each in node.iter():
                each.tail = " " if each is not node else each.tail
        yield tostring(_named(node, {"xmlns": MATHML}), encoding="unicode")

    def _left_out(self, reason: str, node: Node) -> None:
        self.replaced.setdefault(reason, Counter()).update(counted(["".join(node.itertext())]))

    def _lost(self, what: str) -> None:
        self.losses.append(Loss(place=self.path, what=what))


def _named(node: Node, spaces: Mapping[str, str]) -> Node:
    """Return a copy of a tree without its tail and with the names of its namespaces declared."""
    copy = Node(node.tag, {**{key: value for key, value in node.attrib.items() if ":" not in key}, **spaces})
    copy.text = node.text
    copy.extend(list(node))
    return copy


def _around(tag: str, given: str, inside: Iterable[str]) -> Iterator[str]:
    if given and tag:
        yield f"<{tag}{given}>"
    yield from inside
    if given and tag:
        yield f"</{tag}>"


def _size(node: Node) -> str:
    """Return the width that a picture is given beside it, in its style or as an attribute."""
    styled = _WIDTH.search(node.get("style", ""))
    width = styled[1] if styled else node.get("width", "")
    return f" width={quoteattr(width)}" if width else ""


_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([0-9.]+[a-z%]*)")


def _kept(node: Node) -> str:
    return "".join(f" {name}={quoteattr(node.get(name, ''))}" for name in _KEPT if node.get(name))
