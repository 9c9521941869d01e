"""Rules that every ebook keeps, read from the finished file alone: the ones quick enough for every build."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from octavo.model.diagnostics import Diagnostic, fault, in_order
from octavo.model.origin import NOWHERE

OPF = "{http://www.idpf.org/2007/opf}"
PAGES = (".xhtml", ".opf", ".ncx", ".xml", ".svg")
ADDRESSES = ("href", "src", "{http://www.w3.org/1999/xlink}href")


def examine_epub(content: bytes) -> tuple[Diagnostic, ...]:
    """Return OC601 for each address inside the ebook that leads nowhere.

    Raises ``zipfile.BadZipFile`` when ``content`` is no ZIP file, and ``ElementTree.ParseError`` for markup that is not
    well formed: both would be faults of ours.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = frozenset(archive.namelist())
        trees = {name: ET.fromstring(archive.read(name)) for name in sorted(names) if name.endswith(PAGES)}
    anchors = {
        name: frozenset(each.get("id") for each in tree.iter() if each.get("id")) for name, tree in trees.items()
    }
    return in_order(
        fault("OC601", NOWHERE, target=address)
        for name, tree in trees.items()
        for address, target, anchor in _addresses(name, tree)
        if target not in names or (anchor and anchor not in anchors.get(target, frozenset()))
    )


def _addresses(name: str, tree: ET.Element) -> Iterator[tuple[str, str, str]]:
    """Yield each address of one file that stays in the ebook: as written, the file it means, and the place in it."""
    for element in tree.iter():
        attributes: Mapping[str, str] = element.attrib
        for key in ADDRESSES:
            address = attributes.get(key)
            if address is None:
                continue
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            yield address, target if parts.path else name, unquote(parts.fragment)
