"""What a PDF of ours has once, and what each of its parts must be asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from octavo.check.artefacts.pdf_objects import (
    ForeignError,
    Pointer,
    Value,
    array,
    dictionary,
    integer,
    name,
    parse,
    reference,
)
from octavo.check.artefacts.pdf_parts import Cut, Objects, Part, cut
from octavo.check.artefacts.pdf_unit import FONT, Unit, pack_fonts
from octavo.check.artefacts.printed import Font, Printed, Run

DESTINATIONS, DESTINATIONS_END = b"/Names <</Dests <</Names [", b"]>>>>"
"""What stands before and behind the named destinations in our catalogue."""

DESTINATION = re.compile(
    rb"(\((?P<plain>[\x20-\x27\x2a-\x5b\x5d-\x7e]*)\)|\((?:\\[\\()]|[^\\()])*\)|<[0-9a-f]*>)"
    rb" \[(\d+) 0 R /XYZ [\d.-]+ [\d.-]+ 0\](?: |$)"
)
FONTS = re.compile(rb"<<(?:/[^\s/<>]+ \d+ 0 R)+>>")

EMBEDDED = frozenset({"FontFile", "FontFile2", "FontFile3"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A part, and the objects with its pages and its structure elements that the rest of the file refers to."""

    part: Part = field(repr=False)
    trees: tuple[int, ...]
    elements: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a file has once.

    ``asked`` are the parts in the order in which they are read aloud. ``pages`` are the trees of pages in their order,
    each a place in ``asked`` and one among its trees, or ``None`` for a page with nothing on it. ``anchors`` are the
    objects of the pages of the named destinations. For ``fonts_packed`` see
    :func:`~octavo.check.artefacts.pdf_unit.pack_fonts`.
    """

    asked: tuple[Asked, ...]
    pages: tuple[tuple[int, int] | None, ...]
    anchors: Mapping[str, int] = field(repr=False)
    fonts: tuple[Font, ...]
    fonts_packed: bytes = field(repr=False)
    parts: Mapping[str, bool]


def frame(content: bytes) -> Frame:
    """Read what a file has once; raises :class:`ForeignError` for one that is not written as ours are."""
    return _Frame(cut(content)).read()


def printed(of: Frame, units: Sequence[Unit]) -> Printed:
    """Join what the frame and its parts say; ``units`` are the parts in the order of ``asked``."""
    numbers: dict[int, int] = {}
    count = 0
    for each in of.pages:
        pages = units[each[0]].pages[each[1]] if each else (0,)
        for page in pages:
            count += 1
            numbers[page] = count
    return Printed(
        count=count,
        places={anchor: numbers[page] for anchor, page in of.anchors.items() if page in numbers},
        runs=[Run(numbers[page], is_note, text) for unit in units for page, is_note, text in unit.runs],
        references=[reference for unit in units for reference in unit.references],
        fonts=of.fonts,
        parts=of.parts,
    )


class _Frame:
    """Reads the last part of a file, and which objects of the others it refers to."""

    def __init__(self, of: Cut) -> None:
        self._of = of
        self._own = Objects(of.parts[-1])
        self._part = {number: place for place, part in enumerate(of.parts[:-1]) for number in part.plain}
        self._anchors: dict[str, int] = {}
        self._root = self._catalogue(self._own.plain.get(reference(of.trailer.get("Root")), b""))

    def _catalogue(self, written: bytes) -> Mapping[str, Value]:
        """Return the catalogue without the named destinations, which are read for themselves as there are so many."""
        head, found, rest = written.partition(DESTINATIONS)
        if not found:
            return dictionary(parse(written))
        named, _, tail = rest.rpartition(DESTINATIONS_END)
        done = 0
        for destination in DESTINATION.finditer(named):
            if destination.start() != done:
                break
            done = destination.end()
            anchor = destination["plain"]
            self._anchors[str(parse(destination[1])) if anchor is None else anchor.decode()] = int(destination[3])
        if done != len(named):
            raise ForeignError(named[done:])
        return dictionary(parse(head + tail))

    def read(self) -> Frame:
        """Return all that is asked for."""
        trees, elements = list(self._trees()), list(self._elements())
        places = {place: number for number, place in enumerate(dict.fromkeys(place for place, _ in elements))}
        if len(list(groupby(elements, key=lambda each: each[0]))) != len(places):
            raise ForeignError("a part is read aloud in pieces")
        asked = tuple(
            Asked(
                part=self._of.parts[place],
                trees=tuple(tree for each in trees if each and each[0] == place for tree in each[1:]),
                elements=tuple(element for where, element in elements if where == place),
            )
            for place in places
        )
        number, fonts = self._fonts()
        return Frame(
            asked=asked,
            pages=tuple(_among(asked, places, each) for each in trees),
            anchors=self._anchors,
            fonts=tuple(self._described_fonts()),
            fonts_packed=pack_fonts(number, {word: self._meaning(font) for word, font in fonts.items()}),
            parts=self._parts(),
        )

    def _trees(self) -> Iterator[tuple[int, int] | None]:
        """Yield for each tree of pages the place of its part and its number, or ``None`` for an empty page of ours."""
        for kid in map(reference, array(self._value(self._root.get("Pages")).get("Kids"))):
            if kid in self._part:
                yield self._part[kid], kid
            elif self._value(kid).get("Type") == "Page" and "Contents" not in self._value(kid):
                yield None
            else:
                raise ForeignError(kid)

    def _elements(self) -> Iterator[tuple[int, int]]:
        """Yield for each element below the document the place of its part and its number."""
        tree = self._value(self._root.get("StructTreeRoot"))
        document = self._value(tree.get("K"))
        if name(document.get("S")) != "Document" or document.keys() & {"T", "Pg"}:
            raise ForeignError(document)
        for kid in map(reference, array(document.get("K"))):
            if kid not in self._part:
                raise ForeignError(kid)
            yield self._part[kid], kid

    def _fonts(self) -> tuple[int, Mapping[str, Value]]:
        """Return the dictionary of all fonts, and its number."""
        own = self._own.plain
        found = [
            (number, entries)
            for number, written in own.items()
            if FONTS.fullmatch(written)
            for entries in [dictionary(self._own.value(number))]
            if all(isinstance(each, Pointer) and FONT.search(own.get(each, b"")) for each in entries.values())
        ]
        if len(found) != 1:
            raise ForeignError("the fonts are not in one place")
        return found[0]

    def _meaning(self, font: Value) -> bytes:
        """Return what tells the text of the glyphs of a font."""
        _, content = self._own.stream(reference(self._value(font).get("ToUnicode")))
        return content

    def _described_fonts(self) -> Iterator[Font]:
        """Yield every font of the file; other parts have none, or cannot be read alone."""
        fonts = [dictionary(self._own.value(number)) for number, each in self._own.plain.items() if FONT.search(each)]
        for font in fonts:
            if font.get("Type") != "Font" or ("CIDSystemInfo" in font and "ToUnicode" not in font):
                continue
            descendants = array(font.get("DescendantFonts", []))
            descriptor = self._value(self._value(descendants[0] if descendants else font).get("FontDescriptor", {}))
            yield Font(
                name=name(font.get("BaseFont", "unnamed")),
                family=str(descriptor.get("FontFamily", "")),
                is_embedded=bool(EMBEDDED & descriptor.keys()),
            )

    def _parts(self) -> Mapping[str, bool]:
        """Return of each thing that readers and their tools need whether the file has it."""
        root = self._root
        information = self._value(self._of.trailer.get("Info", {}))
        is_claimed = "Metadata" in root and b"pdfuaid:part" in self._own.stream(reference(root["Metadata"]))[1]
        return {
            "title": bool(information.get("Title")),
            "language": bool(root.get("Lang")),
            "tags": "StructTreeRoot" in root and dictionary(root.get("MarkInfo", {})).get("Marked") is True,
            "outline": integer(self._value(root.get("Outlines", {})).get("Count", 0)) > 0,
            "page labels": "PageLabels" in root,
            "metadata": is_claimed,
        }

    def _value(self, value: Value) -> Mapping[str, Value]:
        """Return the dictionary that ``value`` is or refers to."""
        return dictionary(self._own.value(value) if isinstance(value, int) else value)


def _among(asked: Sequence[Asked], places: Mapping[int, int], tree: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the place of a tree of pages among the parts ``asked`` and there among its trees."""
    if tree is None:
        return None
    if tree[0] not in places:
        raise ForeignError("there are pages without any structure")
    place = places[tree[0]]
    return place, asked[place].trees.index(tree[1])
