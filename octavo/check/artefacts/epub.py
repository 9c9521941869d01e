"""An ebook read document by document, and the rules that each keeps: the ones quick enough for every build."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from octavo.check.artefacts.parity import screen_text
from octavo.codec import pack
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
PAGES = (".xhtml", ".opf", ".ncx", ".xml", ".svg")
ADDRESSES = ("href", "src", "{http://www.w3.org/1999/xlink}href")


@dataclass(frozen=True, slots=True, kw_only=True)
class EbookDocument:
    """What a document of the ebook says.

    ``addresses`` are those that stay in the ebook: as written, the path and the place in the file. ``spine`` is, for
    the package document, the name of each section and its file. ``text`` is what must read as in print.
    """

    addresses: tuple[tuple[str, str, str], ...]
    anchors: tuple[str, ...]
    spine: tuple[tuple[str, str], ...]
    text: str = field(repr=False)


def entries(content: bytes) -> Mapping[str, bytes | None]:
    """Return what an ebook consists of, by name: documents to be read, and ``None`` for all else.

    Raises ``zipfile.BadZipFile`` when ``content`` is no ZIP file or is damaged: that would be a fault of ours.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) if name.endswith(PAGES) else None for name in sorted(archive.namelist())}


def read_document(content: bytes) -> bytes:
    """Return a packed :class:`EbookDocument` (see :mod:`octavo.codec`).

    Raises ``ElementTree.ParseError`` for markup that is not well formed: that would be a fault of ours.
    """
    tree = ET.fromstring(content)
    body = tree.find(f"{XHTML}body")
    files = {item.get("id"): item.get("href", "") for item in tree.iter(f"{OPF}item")}
    names = [str(item.get("idref")) for item in tree.iter(f"{OPF}itemref")]
    return pack(
        EbookDocument(
            addresses=tuple(_addresses(tree)),
            anchors=tuple(anchor for each in tree.iter() if (anchor := each.get("id"))),
            # An id that the package document has of its own stands there with a low line, with which no section begins.
            spine=tuple((name.removeprefix("_"), files[name]) for name in names),
            text="" if body is None else screen_text(body),
        )
    )


def dead_addresses(
    names: Mapping[str, object], documents: Mapping[str, EbookDocument], file: Origin
) -> Iterator[Diagnostic]:
    """Yield OC601 for each address inside the ebook ``file``, which has the files ``names``, that leads nowhere."""
    anchors = {name: frozenset(document.anchors) for name, document in documents.items()}
    return (
        fault("OC601", file, target=address)
        for name, document in documents.items()
        for address, path, anchor in document.addresses
        for target in (_target(name, path),)
        if target not in names or (anchor and anchor not in anchors.get(target, ()))
    )


def texts(documents: Mapping[str, EbookDocument]) -> Mapping[str, str]:
    """Return the sections of the spine in their order, each with its text."""
    return {
        section: documents[_target(name, file)].text
        for name, document in documents.items()
        for section, file in document.spine
    }


def _addresses(tree: ET.Element) -> Iterator[tuple[str, str, str]]:
    """Yield each address of a document that stays in the ebook: as written, the path, and the place in the file."""
    for element in tree.iter():
        attributes: Mapping[str, str] = element.attrib
        for key in ADDRESSES:
            address = attributes.get(key)
            if address is None:
                continue
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc:
                yield address, unquote(parts.path), unquote(parts.fragment)


def _target(name: str, path: str) -> str:
    """Return the name of the file that a ``path`` in the file ``name`` means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
