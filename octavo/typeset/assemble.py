"""Bound units joined to one PDF (ISO 32000-1): page tree, outline, destinations, structure, fonts, metadata."""

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Any

from octavo.model.output import Metadata
from octavo.pdf.object_renumbering import SEPARATOR, Ground, object_stream, settle
from octavo.pdf.outline import Heading, write_outline
from octavo.pdf.xmp import PRODUCER, xmp
from octavo.typeset.packing import unpack
from octavo.typeset.pagination import Pagination
from octavo.typeset.place_unit import LEVEL, OFFSET_BYTES, ROW, reference_rows

CATALOGUE, PAGES, DOCUMENT, STRUCTURE, NUMBERS, METADATA, INFORMATION, OUTLINE, FONTS = range(1, 10)
"""The numbers of the objects that every file has once."""

PLAIN = re.compile(r"[\w .,:;-]*", re.ASCII)
"""Text that needs no escapes in a string."""

LENGTHS = 4096
"""How many lengths are kept as they are written: in a book the same places come again and again."""

HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A unit in its place: its facts, what :func:`~octavo.typeset.place_unit.bind` made of it, and where."""

    facts: Mapping[str, Any]
    bound: bytes
    ground: Ground


def assemble(parts: Sequence[Part], pagination: Pagination, fonts: bytes, metadata: Metadata) -> bytes:
    """Join ``parts`` in their order; ``fonts`` is what :func:`~octavo.typeset.faces.set_fonts` made for all of them.

    Equal arguments give equal bytes.
    """
    file = _File()
    for part in parts:
        file.add_bound(part.bound)
    own = _Own(parts, pagination, metadata, first=max(file.last, FONTS) + 1)
    own.add_fonts(fonts)
    own.add_shared()
    file.add_own(own)
    return file.closed(own.last)


class _File:
    """Grows from the first byte to the last, and knows where each object is."""

    def __init__(self) -> None:
        self._written: list[bytes] = [HEAD]
        self._length = len(HEAD)
        self._rows: list[tuple[int, int, bytes]] = []
        self.last = 0

    def add_bound(self, bound: bytes) -> None:
        """Append a unit."""
        facts, (written, rows) = unpack(bound)
        self._append(written, rows, facts["streams"], facts["first"], facts["count"])

    def _append(self, written: bytes, rows: bytes, streams: Sequence[Sequence[int]], first: int, count: int) -> None:
        filled = bytearray(rows)
        for place, begin in streams:
            filled[place : place + OFFSET_BYTES] = (self._length + begin).to_bytes(OFFSET_BYTES, "big")
        self._rows.append((first, count, bytes(filled)))
        self._written.append(written)
        self._length += len(written)
        self.last = max(self.last, first + count - 1)

    def add_own(self, own: "_Own") -> None:
        """Append the objects that no unit has."""
        for run in own.runs():
            self._append(*run)

    def closed(self, last: int) -> bytes:
        """Append the cross-reference stream (ISO 32000-1, 7.5.8) and return the file."""
        number = last + 1
        self._rows.append((number, 1, b"\x00\x01" + self._length.to_bytes(OFFSET_BYTES, "big") + b"\x00\x00"))
        free = (0, 1, b"\x00\x00" + bytes(OFFSET_BYTES) + b"\xff\xff")
        runs = sorted([free, *self._rows])
        index = b" ".join(b"%d %d" % (first, count) for first, count, _ in runs)
        pressed = zlib.compress(b"".join(rows for _, _, rows in runs), LEVEL)
        body = b"".join(self._written)
        identity = hashlib.sha256(body).hexdigest()[:32].encode()
        return b"".join(
            (
                body,
                b"%d 0 obj\n<</Type /XRef/Size %d/Index [%b]/W [1 %d 2]" % (number, number + 1, index, OFFSET_BYTES),
                b"/Root %d 0 R/Info %d 0 R/ID [<%b> <%b>]" % (CATALOGUE, INFORMATION, identity, identity),
                b"/Filter /FlateDecode/DecodeParms <</Predictor 12/Columns %d>>/Length %d>>\nstream\n"
                % (ROW, len(pressed)),
                pressed,
                b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % self._length,
            )
        )


class _Own:
    """The objects that a file has once, and what joins its units."""

    def __init__(self, parts: Sequence[Part], pagination: Pagination, metadata: Metadata, *, first: int) -> None:
        self._parts = parts
        self._pagination = pagination
        self._metadata = metadata
        self._plain: dict[int, bytes] = {}
        self._streams: list[tuple[int, bytes, bytes]] = []
        self.last = first - 1

    def _new(self) -> int:
        self.last += 1
        return self.last

    def add_fonts(self, fonts: bytes) -> None:
        """Add the fonts; the last of their objects is the dictionary that all pages refer to."""
        facts, pieces = unpack(fonts)
        ground = Ground(objects=self.last, keys=0, fonts=0, document=0, pages=0)
        self.last += facts["objects"]
        dictionary = facts["plain"][-1]
        settled = settle(pieces[0], facts["holes"], ground).split(SEPARATOR)
        for number, data in zip(facts["plain"], settled, strict=True):
            self._plain[FONTS if number == dictionary else ground.number(number)] = data
        for (number, pattern, holes), body in zip(facts["streams"], pieces[1:], strict=True):
            self._streams.append((ground.number(number), settle(pattern.encode("latin-1"), holes, ground), body))

    def add_shared(self) -> None:
        """Add everything else."""
        packet = xmp(self._metadata)
        self._streams.append((METADATA, b"<</Type /Metadata/Subtype /XML/Length %d>>" % len(packet), packet))
        self._plain |= {
            CATALOGUE: self._catalogue(),
            PAGES: self._page_tree(),
            DOCUMENT: b"<</S /Document/P %d 0 R/K [%b]>>" % (STRUCTURE, _references(self._kids())),
            STRUCTURE: self._structure(),
            NUMBERS: b"<</Kids [%b]>>" % _references(self._leaves()),
            INFORMATION: self._information(),
            OUTLINE: self._outline(),
            **{number: b"[%b]" % _references(kids) for number, kids in self._divided()},
        }

    def runs(self) -> Iterator[tuple[bytes, bytes, list[tuple[int, int]], int, int]]:
        """Yield runs of consecutive objects: their bytes, rows, streams' places, first number and count.

        The streams and the stream of all plain objects are in the first run.
        """
        holder = self._new()
        numbers = sorted(self._plain)
        inside, first = object_stream(numbers, SEPARATOR.join(self._plain[number] for number in numbers))
        pressed = zlib.compress(inside, LEVEL)
        head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>" % (len(numbers), first, len(pressed))
        begins: dict[int, int] = {}
        written: list[bytes] = []
        length = 0
        for number, dictionary, body in (*self._streams, (holder, head, pressed)):
            begins[number] = length
            written.append(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, dictionary, body))
            length += len(written[-1])
        places = {number: (holder, place) for place, number in enumerate(numbers)}
        done = 0
        for run in _consecutive(sorted((*places, *begins))):
            plain = {number: places[number] for number in run if number in places}
            streams = [(number, begins[number] - done) for number in run if number in begins]
            rows, offsets = reference_rows(plain, streams)
            yield b"".join(written), rows, offsets, run[0], len(run)
            written, done = [], length

    def _catalogue(self) -> bytes:
        return b"".join(
            (
                b"<</Type /Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R" % (PAGES, STRUCTURE, METADATA),
                b"/Outlines %d 0 R/Lang %b" % (OUTLINE, text_string(self._metadata.language)),
                b"/PageLabels <</Nums [0 <</S /D>>]>>/MarkInfo <</Marked true>>",
                b"/ViewerPreferences <</DisplayDocTitle true>>",
                b"/Names <</Dests %b>>>>" % _name_tree(self._destinations()),
            )
        )

    def _page_tree(self) -> bytes:
        """Return the root of the page tree: a branch for each unit, and the blank pages between."""
        kids: list[int] = []
        blanks = set(self._pagination.blanks)
        for part, start in zip(self._parts, self._pagination.starts, strict=True):
            if start - 1 in blanks:
                kids.append(self._blank(part.facts["sizes"][0]))
            kids.append(part.ground.number(part.facts["tree"]))
        count = self._pagination.page_map.count
        return b"<</Type /Pages/Kids [%b]/Count %d>>" % (_references(kids), count)

    def _blank(self, size: Sequence[float]) -> int:
        number = self._new()
        box = b"[0 0 %b %b]" % tuple(map(_number, size))
        self._plain[number] = (
            b"<</Type /Page/Parent %d 0 R/MediaBox %b/TrimBox %b/BleedBox %b/Resources <<>>/Tabs /S>>"
            % (PAGES, box, box, box)
        )
        return number

    def _kids(self) -> Iterator[int]:
        for part in self._parts:
            if not part.facts["continues"]:
                yield from map(part.ground.number, part.facts["kids"])

    def _divided(self) -> Iterator[tuple[int, list[int]]]:
        """Yield the number of each list of kids that goes on in other units, and the kids."""
        for place, part in enumerate(self._parts):
            if opened := part.facts["open"]:
                kids = list(map(part.ground.number, opened["kids"]))
                for other in takewhile(lambda each: each.facts["continues"], self._parts[place + 1 :]):
                    kids += map(other.ground.number, other.facts["kids"])
                yield part.ground.kids, kids

    def _leaves(self) -> Iterator[int]:
        for part in self._parts:
            yield part.ground.number(part.facts["objects"])

    def _structure(self) -> bytes:
        named = [
            (name.encode("latin-1"), part.ground.number(number))
            for part in self._parts
            for name, number in part.facts["identifiers"]
        ]
        names = b" ".join(b"%b %d 0 R" % pair for pair in sorted(named))
        tree = b"/IDTree <</Names [%b]>>" % names if names else b""
        last = max((part.ground.keys + part.facts["keys"] for part in self._parts), default=0)
        return b"<</Type /StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (
            DOCUMENT,
            NUMBERS,
            last,
            tree,
        )

    def _destinations(self) -> dict[str, bytes]:
        """Return the place of every anchor; the first counts where one is used twice."""
        found: dict[str, bytes] = {}
        for part in self._parts:
            pages = [part.ground.number(number) for number in part.facts["pages"]]
            for anchor, page, x, y in part.facts["anchors"]:
                if anchor not in found:
                    found[anchor] = _place(pages[page], x, y)
        return found

    def _information(self) -> bytes:
        metadata = self._metadata
        date = metadata.released.replace("-", "")
        entries = {
            "Title": metadata.title,
            "Author": ", ".join(metadata.authors),
            "Subject": metadata.description,
            "Keywords": ", ".join(metadata.subjects),
            "Creator": "Octavo",
            "Producer": PRODUCER,
            "CreationDate": f"D:{date}" if date else "",
            "ModDate": f"D:{date}" if date else "",
        }
        return b"<<%b>>" % b"".join(
            b"/%b %b" % (name.encode(), text_string(value)) for name, value in entries.items() if value
        )

    def _outline(self) -> bytes:
        """Add an item for each heading and return the root of the outline."""
        headings = [
            Heading(level, text_string(label), _place(part.ground.number(part.facts["pages"][page]), x, y))
            for part in self._parts
            for level, label, page, x, y in part.facts["bookmarks"]
        ]
        written = write_outline(headings, OUTLINE, self._new)
        self._plain |= written
        return written[OUTLINE]


def _consecutive(numbers: Sequence[int]) -> list[list[int]]:
    """Cut sorted numbers into runs without gaps; the run of the last number comes first."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _references(numbers: Iterator[int] | Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _place(page: int, x: float, y: float) -> bytes:
    return b"[%d 0 R /XYZ %b %b 0]" % (page, _number(x), _number(y))


@lru_cache(maxsize=LENGTHS)
def _number(value: float) -> bytes:
    return (b"%.6f" % value).rstrip(b"0").rstrip(b".")


def _name_tree(names: Mapping[str, bytes]) -> bytes:
    """Return a name tree (ISO 32000-1, 7.9.6), sorted by the bytes of its strings."""
    written = b" ".join(b"%b %b" % (text_string(name), names[name]) for name in sorted(names, key=_bytes))
    return b"<</Names [%b]>>" % written


def _bytes(text: str) -> bytes:
    return text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def text_string(text: str) -> bytes:
    """Return ``text`` as a PDF string (ISO 32000-1, 7.9.2): literal where it is ASCII, else UTF-16 in hexadecimal."""
    if PLAIN.fullmatch(text):
        return b"(%b)" % text.encode()
    if text.isascii() and "\n" not in text and "\r" not in text:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode()
    return b"<%b>" % (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode()
