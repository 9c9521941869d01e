"""Read an ODT: pandoc reads its text but no styles, so these are put into the text as signs, and taken out again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element as Node

from octavo.importing.archives import opened, packed
from octavo.importing.manuscript import Counts, Loss, SourceDocument, SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.marked_styles import BLOCK, CLOSING, END, OPENING, Mark, with_marks
from octavo.importing.package_metadata import metadata_of
from octavo.importing.pandoc_reading import read
from octavo.importing.words import counted
from octavo.importing.xml_trees import xml_tree
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

CONTENT, STYLES, META = "content.xml", "styles.xml", "meta.xml"
_TAG = re.compile(r"<(/?)text:(p|h|span)\b([^>]*?)(/?)>")
_NAME = re.compile(r"""text:style-name\s*=\s*["']([^"']*)["']""")
_UNSEEN = frozenset({"text:tracked-changes", "office:annotation", "text:note-citation", "office:annotation-end"})


def read_odt(content: bytes, place: Origin) -> SourceManuscript:
    """Read an ODT.

    Raises ``Faulty`` where it is damaged (OC183), swells (OC184), is locked (OC185), or its files are not well formed
    (OC186), and where pandoc refuses it (OC187).
    """
    files = opened(content, place)
    if CONTENT not in files:
        raise Faulty([fault("OC183", place, problem="it has no 'content.xml', so it is no ODT")])
    if b"encryption-data" in files.get("META-INF/manifest.xml", b""):
        raise Faulty([fault("OC185", place, file=place.path)])
    tree = xml_tree(files[CONTENT], Origin(f"{place.path}/{CONTENT}"))
    named = xml_tree(files[STYLES], Origin(f"{place.path}/{STYLES}")) if STYLES in files else tree
    styles = _Styles.of(named, tree)
    marks: list[Mark] = []
    marked = _marked(files[CONTENT].decode("utf-8", "replace"), styles, marks)
    told = read(packed({**files, CONTENT: marked.encode()}), "odt", place)
    core = _metadata(files, place)
    return SourceManuscript(
        documents=(SourceDocument(path="", blocks=tuple(with_marks(told.blocks, marks))),),
        metadata=core,
        media={name: data for name, data in files.items() if name.startswith(("Pictures/", "media/"))},
        losses=tuple(_losses(tree, place)),
        counts=_counts(tree),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    """The styles of a document by their names: the one that each is made of, how it is shown, and what it says."""

    parents: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    small: frozenset[str] = frozenset()
    languages: Mapping[str, str] = field(default_factory=dict)
    automatic: frozenset[str] = frozenset()

    @classmethod
    def of(cls, named: Node, content: Node) -> "_Styles":
        found = [(node, root is content) for root in (named, content) for node in root.iter("style:style")]
        small, languages = set(), {}
        for node, _ in found:
            for each in node.iter("style:text-properties"):
                if each.get("fo:font-variant") == "small-caps":
                    small.add(node.get("style:name", ""))
                if (language := each.get("fo:language", "none")) != "none" and node.get("style:family") == "text":
                    languages[node.get("style:name", "")] = language
        return cls(
            parents={node.get("style:name", ""): node.get("style:parent-style-name", "") for node, _ in found},
            shown={node.get("style:name", ""): node.get("style:display-name", "") for node, _ in found},
            small=frozenset(small),
            languages=languages,
            automatic=frozenset(node.get("style:name", "") for node, is_own in found if is_own),
        )

    def mark(self, name: str) -> Mark:
        """Return what is said of a style: the name that people see, small capitals, the language."""
        seen = name
        while seen in self.automatic:
            seen = self.parents.get(seen, "")
        shown = self.shown.get(seen) or re.sub(r"_([0-9a-f]{2})_", lambda found: chr(int(found[1], 16)), seen)
        is_small = name in self.small or seen in self.small
        return Mark(style=shown, is_small=is_small, language=self.languages.get(name, ""))


def _marked(xml: str, styles: _Styles, marks: list[Mark]) -> str:
    """Return the XML with a sign at the beginning of each paragraph with a style, and around words that have one."""
    open_spans: list[bool] = []

    def sign(found: "re.Match[str]") -> str:
        is_end, tag, given, is_empty = found[1], found[2], found[3], found[4]
        if is_empty:
            return found[0]
        if is_end:
            return f"{CLOSING}{found[0]}" if tag == "span" and open_spans and open_spans.pop() else found[0]
        name = _NAME.search(given)
        mark = styles.mark(name[1]) if name else Mark()
        is_told = bool(mark.style or mark.is_small or mark.language)
        if tag == "span":
            open_spans.append(is_told)
        if not is_told or tag == "h":
            return found[0]
        if mark not in marks:
            marks.append(mark)
        opening = OPENING if tag == "span" else BLOCK
        return f"{found[0]}{opening}{marks.index(mark)}{END}"

    return _TAG.sub(sign, xml)


def _metadata(files: Mapping[str, bytes], place: Origin) -> SourceMetadata:
    if META not in files:
        return SourceMetadata()
    root = xml_tree(files[META], Origin(f"{place.path}/{META}"))
    core = metadata_of(root, is_ebook=False)
    creator = next((node.text or "" for node in root.iter("meta:initial-creator")), "")
    return SourceMetadata(
        title=core.title,
        people=core.people or ((SourcePerson(name=creator),) if creator else ()),
        language=core.language,
        description=core.description,
        subjects=core.subjects,
        date=core.date,
    )


def _body(tree: Node) -> Node:
    return next(tree.iter("office:text"), tree)


def _counts(tree: Node) -> Counts:
    """Count what the XML of the document has."""
    nodes = list(_seen(_body(tree)))
    links = [node.get("xlink:href", "") for node in nodes if node.tag == "text:a"]
    out = [url for url in links if re.match(r"(?:https?|mailto):", url)]
    return Counts(
        words=counted("".join(_pieces(_body(tree))).split("\n")),
        notes=sum(node.tag == "text:note" for node in nodes),
        pictures=sum(node.tag == "draw:image" for node in nodes),
        tables=sum(node.tag == "table:table" for node in nodes),
        links_in=sum(url.startswith("#") for url in links),
        links_out=len(out),
    )


def _seen(node: Node) -> Iterator[Node]:
    if node.tag in _UNSEEN:
        return
    yield node
    for child in node:
        yield from _seen(child)


def _pieces(node: Node) -> Iterator[str]:
    """Yield the characters that a reader sees; paragraphs and notes end a line."""
    if node.tag in _UNSEEN:
        return
    ends = node.tag in {"text:p", "text:h", "text:note", "text:line-break", "text:tab", "text:s"}
    yield "\n" if ends and node.tag != "text:note" else ""
    yield node.text or ""
    for child in node:
        yield from _pieces(child)
        yield child.tail or ""
    yield "\n" if ends and node.tag != "text:note" else ""


def _losses(tree: Node, place: Origin) -> Iterator[Loss]:
    for region in tree.iter("text:changed-region"):
        for kind in region:
            who = next((node.text or "" for node in kind.iter("dc:creator")), "") or "somebody"
            day = next((node.text or "" for node in kind.iter("dc:date")), "")[:10]
            words = " ".join("".join(_texts(kind)).split())
            what = {"text:insertion": "inserted by {}, and kept", "text:deletion": "deleted by {}, and left out: “{}”"}
            if kind.tag in what:
                yield Loss(place=place.path, what=what[kind.tag].format(f"{who}, {day}", words))
    for remark in tree.iter("office:annotation"):
        who = next((node.text or "" for node in remark.iter("dc:creator")), "") or "somebody"
        words = " ".join("".join(_texts(remark)).split())
        yield Loss(place=place.path, what=f"a remark by {who}, left out: “{words}”")


def _texts(node: Node) -> Sequence[str]:
    return ["".join(each.itertext()) + " " for each in node.iter("text:p")]
