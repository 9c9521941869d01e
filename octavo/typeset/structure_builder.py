"""The structure tree of a PDF (ISO 32000-1, 14.7 and 14.8): what a screen reader reads, and in which order.

The engine's own tree has one paragraph a page, a span a line, footnotes at the page's end and running heads among the
text. This one follows the markup: an element is one structure element however many pages and lines it takes, a footnote
is a ``Note`` behind the paragraph that calls it, and what only helps the eye (running heads, folios, leaders, repeated
table heads, rules, what is ``aria-hidden``) is an artifact.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, TypeAlias

import pydyf

from octavo.model.output import LIST_MARKER, ONLY_IN_ONE_MEDIUM, PAGE_OF
from octavo.typeset.engine.box_tree import attribute, footnotes, in_place, is_kind, marked_content, page_box
from octavo.typeset.engine.drawing import POINTS
from octavo.typeset.engine.protocols import LaidOutDocument, LayoutBox, PageStream
from octavo.typeset.engine_log import LOGGER
from octavo.typeset.structure_tree import PHRASES, Annotation, StructureNode
from octavo.typeset.unit_document import FIRST, FURTHER, UNIT

ROLES: Mapping[str, str] = {
    "article": "Art",
    "aside": "Sect",
    "blockquote": "BlockQuote",
    "caption": "Caption",
    "code": "Code",
    "div": "Div",
    "dl": "L",
    "figcaption": "Caption",
    "figure": "Div",
    "footer": "Div",
    "header": "Div",
    "main": "Sect",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "pre": "P",
    "q": "Quote",
    "section": "Sect",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("li::marker", "dt::marker", "span::footnote-marker"), "Lbl"),
}
"""Structure types (ISO 32000-1, 14.8.4) by element; the text of others is their parent's, and some have own rules."""

BLOCK = "as-"
"""What the class of a span begins with that stands for a block, where only phrasing may stand: in a note."""

LINES = frozenset({"P", "Caption", *(f"H{level}" for level in range(1, 7))})
"""Structure types behind which a footnote that they call is put; in others it stands behind their own text."""

REFERENCES = frozenset({"note-call", "dispute-sign", "contents-link"})
"""Classes of links that stand for something elsewhere: a note, a section."""

FORMULA = "formula"
"""The class of a picture that is a formula in its line."""

INDEX = "index-columns"
"""The class of the element that holds the entries of the index."""

Key: TypeAlias = tuple[int, str]


def build_tree(document: LaidOutDocument, streams: Sequence[PageStream]) -> StructureNode:
    """Return the structure tree of a laid-out ``document``, whose pages are drawn in ``streams``."""
    builder = StructureTreeBuilder(str(document.metadata.lang or ""))
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        builder.read(page_box(page), number, marked_content(stream), page.height)
    builder.root.put_captions()
    return builder.root


class StructureTreeBuilder:
    """Builds a structure tree page by page."""

    def __init__(self, language: str) -> None:
        self.root = StructureNode("Document", None, language=language)
        self._nodes: dict[Key, StructureNode] = {}
        self._page = 0
        self._marks: Mapping[LayoutBox, Mapping[str, Any]] = {}
        self._height = 0.0
        self._parents: dict[int, Any] = {}

    def read(self, root: LayoutBox, page: int, marks: Mapping[LayoutBox, Mapping[str, Any]], height: float) -> None:
        """Read the boxes of one page; ``height`` in CSS px."""
        self._page, self._marks, self._height = page, marks, height
        for box in root.children:
            if not is_kind(box, "MarginBox", "FootnoteAreaBox"):
                self._read_box(box, self.root)
        for footnote in footnotes(root):
            self._note(root.children[0].element, footnote)

    def _read_box(self, box: LayoutBox, parent: StructureNode) -> None:
        """Read ``box`` and all it holds into ``parent``."""
        box = in_place(box)
        if is_kind(box, "TextBox"):
            if box in self._marks:
                parent.kids.append((self._page, self._marks[box]["mcid"]))
            return
        is_hidden = "::" not in box.element_tag and attribute(box, "aria-hidden") == "true"
        if is_hidden or box.element_tag.endswith("::leader") or getattr(box, "is_leader", False):
            return
        node = self._node(box, parent)
        if node is None:
            return
        if box.style["opacity"] < 1 and box.children:
            LOGGER.warning("Text in '%s' is transparent and would not be read aloud, use a colour", _nearest(node))
        self._annotate(box, node)
        if is_kind(box, "ReplacedBox"):
            self._picture(box, node)
        for child in box.children:
            self._read_box(child, node)

    def _node(self, box: LayoutBox, parent: StructureNode) -> StructureNode | None:
        """Return the structure element for the content of ``box``, or ``None`` when it is an artifact."""
        key = (id(box.element), box.element_tag)
        known = self._nodes.get(key)
        if known is not None:
            is_repeated = known.role in {"THead", "TFoot"} and known.page < self._page
            return None if is_repeated and _tag(box) in {"thead", "tfoot"} else known
        node = self._made(box, parent)
        if node is not parent:
            self._nodes[key] = node
            self._describe(box, node)
        return node

    def _made(self, box: LayoutBox, parent: StructureNode) -> StructureNode:
        """Make the structure element that ``box`` begins; return ``parent`` where it begins none."""
        tag, element, page = _tag(box), box.element, self._page
        match tag:
            case "li":
                item = parent.add("TOCI" if parent.role == "TOC" else "LI", element, page)
                return item if item.role == "TOCI" else item.add("LBody", element, page)
            case "dt":
                return parent.add("LI", None, page).add("Lbl", element, page)
            case "dd":
                items = [kid for kid in parent.kids if isinstance(kid, StructureNode)]
                item = items[-1] if items else parent.add("LI", None, page)
                return item.add("LBody", element, page)
            case "li::marker" if parent.role == "LBody" and parent.parent is not None:
                label = StructureNode("Lbl", parent.parent, element, page, parent.language)
                label.entries["T"] = pydyf.String(LIST_MARKER)
                parent.parent.kids.insert(0, label)
                return label
            case "ol" | "ul" if _is_within(parent, "nav"):
                return parent.add("TOC", element, page)
            case "a" if box.link_annotation is not None:
                leads_on = parent.role != "Reference" and not REFERENCES.isdisjoint(_classes(element))
                return (parent.add("Reference", None, page) if leads_on else parent).add("Link", element, page)
            case "div" if parent.role == "TOCI":
                return parent.add("P", element, page)
            case "div" if INDEX in _classes(element):
                return parent.add("Index", element, page)
            case "aside" if "endnote" in _classes(element):
                return parent.add("Note", element, page)
            case "section" if attribute(box, UNIT) == FURTHER:
                return parent
            case "section" if attribute(box, UNIT) == FIRST:
                node = parent.add("Sect", element, page)
                node.is_open = True
                return node
            case "span" if _title(element):
                return parent.add("Span", element, page)
        if role := ROLES.get(tag):
            return parent.add(role, element, page)
        if is_kind(box, "ReplacedBox") or ("::" not in tag and _language(element, parent)):
            return parent.add("Span", element, page)
        return parent

    def _describe(self, box: LayoutBox, node: StructureNode) -> None:
        """Give a new structure element its title, its language and, in a table, its place."""
        if "::" not in box.element_tag and (title := _title(box.element)):
            node.entries["T"] = pydyf.String(title)
        if "::" not in box.element_tag and (language := _language(box.element, node)):
            node.language = language
            node.entries["Lang"] = pydyf.String(language)
        if node.role == "Note":
            node.entries["ID"] = pydyf.String(attribute(box, "id") or "")
        if node.role in {"TH", "TD"}:
            table = {"O": "/Table"}
            if node.role == "TH":
                table["Scope"] = "/Row" if attribute(box, "scope") in {"row", "rowgroup"} else "/Column"
            spans = {"ColSpan": attribute(box, "colspan"), "RowSpan": attribute(box, "rowspan")}
            table |= {name: value for name, value in spans.items() if value and value != "1"}
            if len(table) > 1:
                node.entries["A"] = pydyf.Dictionary(table)

    def _annotate(self, box: LayoutBox, node: StructureNode) -> None:
        """Put the active area that ``box`` has into the link around it."""
        if box.link_annotation is None:
            return
        link: StructureNode | None = node
        while link is not None and link.role != "Link":
            link = link.parent
        if link is not None:
            # Bit 3: it may be printed (ISO 32000-1, 12.5.3). A link has no look of its own.
            box.link_annotation["F"] = 4
            box.link_annotation["Contents"] = pydyf.String(" ".join("".join(link.element.itertext()).split()))
            link.kids.append(Annotation(self._page, box.link_annotation))

    def _picture(self, box: LayoutBox, node: StructureNode) -> None:
        """Make ``node`` a figure with its text, or leave the picture an artifact where its text is empty."""
        alternative = attribute(box, "alt")
        if not alternative or box not in self._marks:
            return
        left, top = box.content_box_x() * POINTS, (self._height - box.content_box_y()) * POINTS
        area = (left, top - box.height * POINTS, left + box.width * POINTS, top)
        is_formula = FORMULA in _classes(box.element)
        node.role = "Formula" if is_formula else "Figure"
        node.entries["Alt"] = pydyf.String(alternative)
        node.entries["A"] = pydyf.Dictionary(
            {
                "O": "/Layout",
                "Placement": "/Inline" if is_formula else "/Block",
                "BBox": pydyf.Array([round(value, 2) for value in area]),
            }
        )
        node.kids.append((self._page, self._marks[box]["mcid"]))

    def _note(self, root: Any, box: LayoutBox) -> None:  # noqa: ANN401
        """Read a footnote into a ``Note`` behind the lines that call it."""
        key = (id(box.element), box.element_tag)
        if key not in self._nodes:
            self._nodes[key] = self._placed(root, box)
        for child in box.children:
            self._read_box(child, self._nodes[key])

    def _placed(self, root: Any, box: LayoutBox) -> StructureNode:  # noqa: ANN401
        if not self._parents:
            self._parents = {id(child): parent for parent in root.iter() for child in parent}
        caller, element = None, box.element
        while caller is None and (element := self._parents.get(id(element))) is not None:
            caller = self._nodes.get((id(element), element.tag))
        caller = caller or self.root
        while caller.role in PHRASES and caller.parent is not None:
            caller = caller.parent
        note = StructureNode("Note", caller, box.element, self._page, caller.language)
        identifier = attribute(box, "id") or f"note-{len(self._nodes)}"
        note.entries["ID"] = pydyf.String(identifier)
        if caller.role in LINES and caller.parent is not None:
            note.parent = caller.parent
            caller.notes += 1
            caller.parent.kids.insert(caller.parent.kids.index(caller) + caller.notes, note)
        else:
            before = takewhile(lambda each: each is not box.element, self._parents[id(box.element)])
            calls = (self._nodes.get((id(each), each.tag)) for each in before if "note-call" in _classes(each))
            caller.put_behind(list(calls), note)
        return note


def _classes(element: Any) -> list[str]:  # noqa: ANN401
    return (element.get("class") or "").split()


def _tag(box: LayoutBox) -> str:
    """Return the tag of the element that ``box`` shows; in a note, spans stand for blocks (``as-table``)."""
    tag, colons, part = box.element_tag.partition("::")
    names = (attribute(box, "class") or "").split() if tag == "span" else ()
    name = next((name[len(BLOCK) :] for name in names if name.startswith(BLOCK)), tag)
    return f"{name}{colons}{part}"


def _title(element: Any) -> str:  # noqa: ANN401
    """Return what a structure element is called: its target for a page number, its class for what paper alone has."""
    names = _classes(element)
    if "page-number" in names:
        return PAGE_OF + (element.get("data-target") or "")
    return next((name for name in names if name in ONLY_IN_ONE_MEDIUM), "")


def _nearest(node: StructureNode | None) -> str:
    """Return the id of the nearest element around, by which a fault finds its place."""
    while node is not None:
        if node.element is not None and node.element.get("id"):
            return str(node.element.get("id"))
        node = node.parent
    return "?"


def _is_within(node: StructureNode | None, tag: str) -> bool:
    while node is not None:
        if node.element is not None and node.element.tag == tag:
            return True
        node = node.parent
    return False


def _language(element: Any, node: StructureNode) -> str:  # noqa: ANN401
    """Return the language of ``element`` where it is another than around it."""
    language = "" if element is None else str(element.get("lang") or "")
    return "" if language == node.language else language
