"""Read a DOCX: pandoc reads its text, and its own XML is counted and asked for what pandoc leaves out."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element as Node

from octavo.importing.archives import opened
from octavo.importing.cited_works import works_of
from octavo.importing.manuscript import Counts, Loss, SourceDocument, SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.package_metadata import metadata_of
from octavo.importing.pandoc_reading import read
from octavo.importing.words import counted
from octavo.importing.xml_trees import xml_tree
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_OLD = b"\xd0\xcf\x11\xe0"
_DELETED = frozenset({"w:del", "w:moveFrom"})


def read_docx(content: bytes, place: Origin) -> SourceManuscript:
    """Read a DOCX.

    Raises ``Faulty`` where it is damaged (OC183), swells (OC184), is locked (OC185), or its files are not well formed
    (OC186), and where pandoc refuses it (OC187).
    """
    if content.startswith(_OLD):
        raise Faulty([fault("OC185", place, file=place.path)])
    files = opened(content, place)
    body = _body_name(files, place)
    if body not in files:
        raise Faulty([fault("OC183", place, problem="it has no 'word/document.xml', so it is no DOCX")])
    parts = {
        name: xml_tree(files[name], Origin(f"{place.path}/{name}"))
        for name in (*_NOTES, "docProps/core.xml")
        if name in files
    }
    parts[BODY] = xml_tree(files[body], Origin(f"{place.path}/{body}"))
    told = read(content, "docx+styles+empty_paragraphs+citations", place, ["--track-changes=all"])
    core = metadata_of(parts["docProps/core.xml"], is_ebook=False) if "docProps/core.xml" in parts else SourceMetadata()
    authors = told.texts("author") or [each.name for each in core.people]
    metadata = SourceMetadata(
        title=told.text("title") or core.title,
        subtitle=told.text("subtitle"),
        people=tuple(SourcePerson(name=name) for name in authors),
        language=told.text("lang") or core.language or _language(files, place),
        rights=core.rights,
        description=told.text("abstract") or core.description,
        subjects=core.subjects,
        date=_modified(parts.get("docProps/core.xml")),
    )
    in_meta = counted(
        [told.text("title"), told.text("subtitle"), *told.texts("author"), told.text("date"), told.text("abstract")]
    )
    return SourceManuscript(
        documents=(SourceDocument(path="", blocks=told.blocks),),
        metadata=metadata,
        media={_short(name): data for name, data in files.items() if name.startswith("word/")},
        works=works_of(content, "docx+citations", place) if told.meta.get("references") else {},
        losses=tuple(_losses(parts, place)),
        replaced={"title, authors, date or abstract, in book.yaml": in_meta, **_lists_of_works(parts)},
        counts=_counts(parts, files, place),
    )


def _body_name(files: Mapping[str, bytes], place: Origin) -> str:
    """Return the name of the part that holds the text, as the relations of the archive tell it."""
    name = "_rels/.rels"
    for each in xml_tree(files[name], Origin(f"{place.path}/{name}")).iter("Relationship") if name in files else ():
        if posixpath.basename(each.get("Type", "")) == "officeDocument":
            return each.get("Target", "").lstrip("/")
    return BODY


def _short(name: str) -> str:
    return name.removeprefix("word/")


def _language(files: Mapping[str, bytes], place: Origin) -> str:
    """Return the language that the styles name as that of the document."""
    if "word/styles.xml" not in files:
        return ""
    styles = xml_tree(files["word/styles.xml"], Origin(f"{place.path}/word/styles.xml"))
    return next((node.get("w:val", "") for node in styles.iter("w:lang") if node.get("w:val")), "")


def _modified(core: Node | None) -> str:
    nodes = core.iter("dcterms:modified") if core is not None else ()
    return next((node.text[:10] for node in nodes if node.text), "")


def _counts(parts: Mapping[str, Node], files: Mapping[str, bytes], place: Origin) -> Counts:
    """Count what the XML of the document has; deleted text is left out, inserted text is not."""
    body = parts[BODY]
    notes = [parts[name] for name in _NOTES if name in parts]
    external = _external(files, place)
    seen = [node for root in (body, *notes) for node in _seen(root)]
    links = [node for node in seen if node.tag == "w:hyperlink"]
    return Counts(
        words=counted("".join(_pieces(root)) for root in (body, *notes)),
        notes=sum(node.tag in {"w:footnoteReference", "w:endnoteReference"} for node in seen),
        pictures=sum(node.tag == "blip" or (node.tag == "imagedata" and bool(node.get("r:id"))) for node in seen),
        tables=sum(node.tag == "w:tbl" for node in seen),
        links_in=sum(node.get("w:anchor") is not None and node.get("r:id") is None for node in links),
        links_out=sum(node.get("r:id", "") in external for node in links),
    )


def _seen(node: Node) -> Iterator[Node]:
    """Yield what a reader sees: no deleted text, no second form of a drawing for older programs."""
    if node.tag in _DELETED or node.tag == "Fallback":
        return
    yield node
    for child in node:
        yield from _seen(child)


def _pieces(node: Node) -> Iterator[str]:
    is_initial = False
    for each in _seen(node):
        if each.tag == "w:t":
            yield each.text or ""
        elif each.tag == "w:framePr" and each.get("w:dropCap", "none") != "none":
            # The initial has a paragraph of its own, and the rest of its word begins the next.
            is_initial = True
        elif each.tag == "w:p" and is_initial:
            is_initial = False
        elif each.tag in {"w:p", "w:tab", "w:br", "w:cr", "w:tc"}:
            yield "\n"
        elif each.tag == "w:noBreakHyphen":
            yield "-"


_LISTS = ("CSL_BIBLIOGRAPHY", "EN.REFLIST")
"""What stands in the field of a list of works of Zotero or Mendeley, and of EndNote. pandoc leaves their words out."""
_LIST = "the list of works that a program for citations made, which the book makes anew"


def _lists_of_works(parts: Mapping[str, Node]) -> dict[str, Counter[str]]:
    """Return the words of lists of works that programs for citations made, by what is told of them."""
    codes: list[str] = []
    words: list[str] = []
    for node in _seen(parts[BODY]):
        match node.tag, node.get("w:fldCharType"):
            case "w:fldChar", "begin":
                codes.append("")
            case "w:fldChar", "end" if codes:
                codes.pop()
            case "w:instrText", _ if codes:
                codes[-1] += node.text or ""
            case (("w:t" | "w:p" | "w:br" | "w:tab"), _):
                if any(mark in code for code in codes for mark in _LISTS):
                    words.append(node.text or "" if node.tag == "w:t" else "\n")
            case _:
                pass
    found = counted("".join(words).split("\n"))
    return {_LIST: found} if found else {}


def _external(files: Mapping[str, bytes], place: Origin) -> set[str]:
    """Return the ids of links that lead out of the document."""
    found: set[str] = set()
    for name in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels", "word/_rels/endnotes.xml.rels"):
        if name in files:
            root = xml_tree(files[name], Origin(f"{place.path}/{name}"))
            found |= {
                each.get("Id", "")
                for each in root.iter("Relationship")
                if posixpath.basename(each.get("Type", "")) == "hyperlink" and each.get("TargetMode") == "External"
            }
    return found


_TOLD: Mapping[str, str] = {
    "w:txbxContent": "{} text boxes: their text stands where they are anchored, or is lost",
    "relIds": "{} drawings of the word processor (SmartArt): save each as a picture, and put it in",
    "w:object": "{} objects of other programs, such as sheets of Excel: save each as a picture, or type its words",
    "chart": "{} charts of the word processor: they cannot be kept",
}


def _losses(parts: Mapping[str, Node], place: Origin) -> Iterator[Loss]:
    """Yield what the document has and pandoc does not read."""
    nodes = [*_seen(parts[BODY])]
    breaks = sum(node.tag == "w:br" and node.get("w:type") == "page" for node in nodes)
    breaks += sum(node.tag == "w:pageBreakBefore" for node in nodes)
    if breaks:
        what = f"{breaks} page breaks inside of texts: mark the heading that begins a page with {{.new-page}}"
        yield Loss(place=place.path, what=what)
    for tag, words in _TOLD.items():
        if number := sum(node.tag == tag for node in nodes):
            yield Loss(place=place.path, what=words.format(number))
