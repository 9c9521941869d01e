"""Editions for screens read document by document, and the rules that each keeps: those quick enough for every build."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from octavo.check.artefacts.reading import reading_form
from octavo.codec import pack
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import ONLY_IN_ONE_MEDIUM

XHTML = "{http://www.w3.org/1999/xhtml}"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
SECTION = f"{XHTML}section"
OPF = "{http://www.idpf.org/2007/opf}"
PAGES = (".xhtml", ".html", ".opf", ".ncx", ".xml", ".svg")
NOTES_OF = "data-section"
"""The attribute that says, in an ebook's section of all notes, which section the notes are of."""

OUTSIDE = "../"
"""Begins what lies beside an edition: nothing of its own."""

ADDRESSES = ("href", "src", "{http://www.w3.org/1999/xlink}href")
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

IN_LINES = frozenset(
    f"{XHTML}{name}"
    for name in ("a", "abbr", "b", "bdi", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup")
)
"""Elements whose text belongs to the line that they stand in."""

UNREAD = frozenset(ONLY_IN_ONE_MEDIUM) - {"note-call"}
"""Classes of elements that are not read as words of the book."""


class DamagedEbookError(ValueError):
    """This is no ebook, or damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What must be read of a section, in reading form: its text and its notes, and how many pictures there are."""

    text: str = field(default="", repr=False)
    notes: str = field(default="", repr=False)
    pictures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenDocument:
    """What a document of an ebook or of an HTML edition says.

    ``addresses`` are those that stay in the edition: as written, the path and the place in the file. ``spine`` is, for
    the package document of an ebook, the name of each section and its file. ``body`` is all that it holds; a page of an
    HTML edition has ``sections`` by their ids, and ways to others round them. ``problem`` says why nothing of it can be
    read.
    """

    addresses: tuple[tuple[str, str, str], ...] = ()
    anchors: tuple[str, ...] = ()
    spine: tuple[tuple[str, str], ...] = ()
    body: ReadText = ReadText()
    sections: tuple[tuple[str, ReadText], ...] = ()
    problem: str = ""


def entries(content: bytes) -> Mapping[str, bytes | None]:
    """Return what an ebook consists of, by name: documents to be read, and ``None`` for all else.

    Raises :class:`DamagedEbookError` when ``content`` is no ZIP file, or one that is damaged or locked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) if name.endswith(PAGES) else None for name in sorted(archive.namelist())}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as problem:
        # The library also says RuntimeError of what is locked, and NotImplementedError of unknown ways to compress.
        raise DamagedEbookError(str(problem)) from problem


def read_document(content: bytes) -> bytes:
    """Return a packed :class:`ScreenDocument` (see :mod:`octavo.codec`).

    Markup that is not well formed is a document with a ``problem``.
    """
    try:
        return pack(_read(ET.fromstring(content)))
    except (ET.ParseError, KeyError, ValueError) as problem:
        return pack(ScreenDocument(problem=str(problem)))


def _read(tree: ET.Element) -> ScreenDocument:
    body, main = tree.find(f"{XHTML}body"), tree.find(f"{XHTML}body/{XHTML}main")
    files = {item.get("id"): item.get("href", "") for item in tree.iter(f"{OPF}item")}
    names = [str(item.get("idref")) for item in tree.iter(f"{OPF}itemref")]
    return ScreenDocument(
        addresses=tuple(_addresses(tree)),
        anchors=tuple(anchor for each in tree.iter() if (anchor := each.get("id"))),
        # An id that the package document has of its own stands there with a low line, with which no section begins.
        spine=tuple((name.removeprefix("_"), files[name]) for name in names),
        body=_read_text(body) if body is not None and main is None else ReadText(),
        sections=() if main is None else tuple(_sections(main)),
    )


def _sections(main: ET.Element) -> Iterator[tuple[str, ReadText]]:
    """Yield the sections of a page, and the notes of others that stand in them, by the ids of sections."""
    for each in main.findall(SECTION):
        yield str(each.get("id")), _read_text(each)
        for notes in each.findall(f"{SECTION}[@{NOTES_OF}]"):
            yield str(notes.get(NOTES_OF)), replace(_read_text(notes), text="")


def _read_text(element: ET.Element) -> ReadText:
    words = _Words()
    words.read(element)
    return ReadText(
        text=reading_form("".join(words.text)),
        notes=reading_form("".join(words.notes)),
        pictures=sum(
            bool(shown.get("alt") or shown.get("alttext"))
            for name in (f"{XHTML}img", MATH)
            for shown in element.iter(name)
        ),
    )


def dead_addresses(
    names: Collection[str], documents: Mapping[str, ScreenDocument], file: Origin
) -> Iterator[Diagnostic]:
    """Yield OC601 for each address in the edition ``file``, which has the files ``names``, that leads nowhere in it."""
    anchors = {name: frozenset(document.anchors) for name, document in documents.items()}
    return (
        fault("OC601", file, target=address)
        for name, document in documents.items()
        for address, path, anchor in document.addresses
        for target in (_target(name, path),)
        if not target.startswith(OUTSIDE)
        and (target not in names or (anchor and anchor not in anchors.get(target, ())))
    )


def sections(documents: Mapping[str, ScreenDocument]) -> Mapping[str, ReadText]:
    """Return what each section says: in an ebook those of the spine, in its order."""
    in_pages: dict[str, ReadText] = {}
    for name, read in (each for document in documents.values() for each in document.sections):
        known = in_pages.get(name, ReadText())
        in_pages[name] = ReadText(
            text=known.text + read.text,
            notes=known.notes + read.notes,
            pictures=known.pictures + read.pictures,
        )
    return in_pages or {
        section: documents[_target(name, file)].body
        for name, document in documents.items()
        for section, file in document.spine
        if _target(name, file) in documents
    }


class _Words:
    """Reads the words of a document: those of its text and those of its notes, with a space round each block."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.notes: list[str] = []

    def read(self, element: ET.Element) -> None:
        """Read ``element`` and all that it holds."""
        self._read(element, self.text, "", is_counted=True)

    def _read(self, element: ET.Element, found: list[str], marker: str, *, is_counted: bool) -> None:
        names = (element.get("class") or "").split()
        if not UNREAD.isdisjoint(names) or element.tag == MATH:
            return
        if element.get(EPUB_TYPE) == "footnote" or element.get("role") == "doc-footnote":
            found = self.notes
        space = "" if element.tag in IN_LINES else " "
        found.append(space)
        if marker and (not len(element) or "marker" not in (element[0].get("class") or "").split()):
            found.append(f"{marker} ")
        found.append((element.text or "").replace("\n", " "))
        is_counted = is_counted and element.tag != f"{XHTML}nav"
        number = int(element.get("start") or 1)
        for child in element:
            is_item = is_counted and element.tag == f"{XHTML}ol" and child.tag == f"{XHTML}li"
            self._read(child, found, f"{number}." if is_item else "", is_counted=is_counted)
            number += is_item
            found.append((child.tail or "").replace("\n", " "))
        found.append(space)


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
