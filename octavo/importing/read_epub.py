"""Read an EPUB: its own XHTML in reading order, with what style sheets say, its notes, navigation and metadata."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote
from xml.etree.ElementTree import Element as Node

from octavo.importing.archives import opened
from octavo.importing.css_hints import hints_of_sheets
from octavo.importing.html_counting import counts_of, kinds, pieces_of, total
from octavo.importing.html_documents import documents_of
from octavo.importing.manuscript import Loss, SourceManuscript
from octavo.importing.package_metadata import metadata_of
from octavo.importing.xml_trees import xml_tree
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}


def read_epub(content: bytes, place: Origin) -> SourceManuscript:
    """Read an EPUB of version 2 or 3.

    Raises ``Faulty`` where it is damaged (OC183), swells (OC184), is locked (OC185), or its files are not well formed
    (OC186).
    """
    files = opened(content, place)
    package_name = _package_name(files, place)
    if _is_locked(files, place):
        raise Faulty([fault("OC185", place, file=place.path)])
    package = xml_tree(files[package_name], inside(place, package_name))
    items = {item.get("id", ""): item for item in package.iter("item") if item.get("href")}
    folder = posixpath.dirname(package_name)

    def name_of(item: Node) -> str:
        return posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))

    spine = [items[ref.get("idref", "")] for ref in package.iter("itemref") if ref.get("idref") in items]
    names = [name_of(item) for item in spine if item.get("media-type") in _PAGES and name_of(item) in files]
    pages = {name: xml_tree(files[name], inside(place, name)) for name in dict.fromkeys(names)}
    if not pages:
        raise Faulty([fault("OC189", place, file=place.path)])
    navigation = [name_of(item) for item in items.values() if "nav" in item.get("properties", "").split()]
    ncx = [name_of(item) for item in items.values() if item.get("media-type") == "application/x-dtbncx+xml"]
    labels = dict(_labels(files, [*navigation, *ncx], place))
    sheets = [data.decode("utf-8", "replace") for name, data in files.items() if name.lower().endswith(".css")]
    cover, cover_page = _cover(package, items, pages, name_of)
    found = documents_of(pages, hints=hints_of_sheets(sheets), labels=labels, left_out=cover_page, place=place)
    missing = [each.get("idref", "") for each in package.iter("itemref") if each.get("idref") not in items]
    missing += [name for item in spine if (name := name_of(item)) not in files]
    unread = {name: item for item in spine if (name := name_of(item)) in files and name not in pages}
    counts = total([counts_of(body_of(page)) for page in pages.values()])
    return SourceManuscript(
        documents=found.documents,
        metadata=metadata_of(package, is_ebook=True),
        media={**files, **found.media},
        cover=cover,
        losses=(*_losses(missing, unread, place), *found.losses),
        replaced=found.replaced,
        links_of_contents=found.links_of_contents,
        counts=counts,
    )


def _losses(missing: list[str], unread: Mapping[str, Node], place: Origin) -> Iterator[Loss]:
    """Yield what the reading order names and the archive does not have, or nobody reads."""
    for name in missing:
        yield Loss(place=place.path, what=f"the file '{name}' of the reading order is not there")
    for name, item in unread.items():
        what = f"the file '{name}' of the reading order is of a kind that is not read: {item.get('media-type', '')}"
        yield Loss(place=place.path, what=what)


def inside(place: Origin, name: str) -> Origin:
    """Return the place of a file in an archive."""
    return Origin(f"{place.path}/{name}")


_OBFUSCATED = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""How fonts are disguised (EPUB 3.3, 4.4); all else is locked."""


def _is_locked(files: Mapping[str, bytes], place: Origin) -> bool:
    """Whether more than fonts is encrypted."""
    name = "META-INF/encryption.xml"
    if name not in files:
        return False
    methods = xml_tree(files[name], inside(place, name)).iter("EncryptionMethod")
    return any(each.get("Algorithm") not in _OBFUSCATED for each in methods)


def body_of(root: Node) -> Node:
    """Return the body of a page."""
    return next(root.iter("body"), root)


def _package_name(files: Mapping[str, bytes], place: Origin) -> str:
    container = files.get("META-INF/container.xml")
    if container is not None:
        for each in xml_tree(container, inside(place, "META-INF/container.xml")).iter("rootfile"):
            if (name := unquote(each.get("full-path", ""))) in files:
                return name
    found = next((name for name in files if name.lower().endswith(".opf")), "")
    if not found:
        raise Faulty([fault("OC183", place, problem="it has no package document, so it is no EPUB")])
    return found


def _labels(files: Mapping[str, bytes], names: list[str], place: Origin) -> Iterator[tuple[str, str]]:
    """Yield the title that the navigation gives to each file."""
    for name in names:
        if name not in files:
            continue
        root = xml_tree(files[name], inside(place, name))
        entries = [
            (each.get("href", ""), "".join(each.itertext()))
            for nav in root.iter("nav")
            if "toc" in kinds(nav)
            for each in nav.iter("a")
        ]
        for point in root.iter("navPoint"):
            source = next(point.iter("content"), None)
            words = next(point.iter("text"), None)
            if source is not None and words is not None:
                entries.append((source.get("src", ""), words.text or ""))
        for href, label in entries:
            file, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(file)))
            if not fragment and label.strip():
                yield target, " ".join(label.split())
        if entries:
            return


def _cover(
    package: Node, items: Mapping[str, Node], pages: Mapping[str, Node], name_of: Callable[[Node], str]
) -> tuple[str, str]:
    """Return the picture of the cover, and the page that shows it and nothing else; each empty where there is none."""
    named = [each.get("content", "") for each in package.iter("meta") if each.get("name") == "cover"]
    marked = [item for item in items.values() if "cover-image" in item.get("properties", "").split()]
    marked += [items[name] for name in named if name in items]
    picture = next((name_of(item) for item in marked if item.get("media-type", "").startswith("image/")), "")
    path, page = next(iter(pages.items()))
    shown = [
        posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(source)))
        for each in body_of(page).iter()
        if each.tag in {"img", "image"} and (source := each.get("src") or each.get("xlink:href") or each.get("href"))
    ]
    is_cover = len(shown) == 1 and not "".join(pieces_of(body_of(page))).strip() and picture in {"", shown[0]}
    if is_cover:
        return shown[0], path
    return picture, ""
