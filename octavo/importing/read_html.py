"""Read a page of HTML, well formed or not, with its pictures and style sheets."""

import posixpath
from collections.abc import Mapping
from typing import cast
from urllib.parse import unquote
from xml.etree.ElementTree import Element as Node

from octavo.importing.css_hints import hints_of_sheets
from octavo.importing.html_counting import counts_of
from octavo.importing.html_documents import documents_of
from octavo.importing.manuscript import SourceManuscript, SourceMetadata, SourcePerson
from octavo.importing.source_folder import SourceFolder, decoded
from octavo.model.origin import Origin


def read_html(content: bytes, name: str, folder: SourceFolder, place: Origin) -> SourceManuscript:
    """Read a page that lies in ``folder`` as ``name``."""
    root = html_tree(decoded(content))
    sheets = [node.text or "" for node in root.iter("style")]
    for link in root.iter("link"):
        sheet = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(link.get("href", ""))))
        if "stylesheet" in link.get("rel", "").split() and folder.has(sheet):
            sheets.append(folder.text(sheet))
    found = documents_of({name: root}, hints=hints_of_sheets(sheets), labels={}, place=place)
    return SourceManuscript(
        documents=found.documents,
        metadata=_metadata(root),
        media={**pictures_of(root, name, folder), **found.media},
        losses=found.losses,
        replaced=found.replaced,
        links_of_contents=found.links_of_contents,
        counts=counts_of(next(root.iter("body"), root)),
    )


def html_tree(text: str) -> Node:
    """Return a page as browsers read it (HTML Living Standard, 13.2), with bare names."""
    import tinyhtml5

    root: Node = tinyhtml5.parse(text, namespace_html_elements=False)
    for node in root.iter():
        if not isinstance(cast("object", node.tag), str):
            # A comment, whose tag is a function: what stands in it is nothing to read.
            node.tag, node.text = "comment", None
        node.tag = str(node.tag).rpartition("}")[2]
        for key in [key for key in node.attrib if key.startswith("{")]:
            bare = key.rpartition("}")[2]
            node.attrib[f"xlink:{bare}" if "xlink" in key else bare] = node.attrib.pop(key)
    return root


def pictures_of(root: Node, path: str, folder: SourceFolder) -> Mapping[str, bytes]:
    """Return the pictures of a page that lie in its folder, by their names from there."""
    found = {}
    for node in root.iter():
        if node.tag in {"img", "image"}:
            source = node.get("src") or node.get("xlink:href") or node.get("href") or ""
            name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(source.partition("?")[0])))
            if folder.has(name):
                found[name] = folder.read(name)
    return found


def _metadata(root: Node) -> SourceMetadata:
    said = {node.get("name", "").casefold(): node.get("content", "") for node in root.iter("meta")}
    title = next((node for node in root.iter("title")), None)
    author = said.get("author") or said.get("dc.creator") or ""
    page = next(root.iter("html"), root)
    return SourceMetadata(
        title=" ".join((said.get("dc.title") or (title.text if title is not None else "") or "").split()),
        people=tuple(SourcePerson(name=name.strip()) for name in author.split(";") if name.strip()),
        language=page.get("lang") or page.get("xml:lang") or said.get("dc.language") or "",
        description=said.get("description") or "",
        rights=said.get("dc.rights") or said.get("copyright") or "",
        publisher=said.get("dc.publisher") or "",
        date=(said.get("dc.date") or said.get("date") or "")[:10],
    )
