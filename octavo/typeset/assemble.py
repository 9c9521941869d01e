"""Bound units joined to one PDF (ISO 32000-1): page tree, outline, destinations, structure, fonts, metadata."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from octavo.model.output import Metadata
from octavo.pdf.file_layout import (
    CATALOGUE,
    DOCUMENT,
    FONTS,
    INFORMATION,
    METADATA,
    NUMBERS,
    OUTLINE,
    PAGES,
    STRUCTURE,
    Group,
    Stream,
    Subsection,
    write_file,
    write_group,
)
from octavo.pdf.object_renumbering import SEPARATOR, Ground, settle
from octavo.pdf.outline import Heading, write_outline
from octavo.pdf.syntax import destination, name_tree, real, references, text_string
from octavo.pdf.xmp import PRODUCER, xmp
from octavo.typeset.packing import unpack
from octavo.typeset.pagination import Pagination


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
    groups = [_group(part.bound) for part in parts]
    last = max((subsection.last for group in groups for subsection in group.subsections), default=FONTS)
    own = _Own(parts, pagination, metadata, first=last + 1)
    own.add_fonts(fonts)
    own.add_shared()
    return write_file([*groups, own.group()])


def _group(bound: bytes) -> Group:
    facts, (content, rows) = unpack(bound)
    return Group(content=content, subsections=(Subsection(facts["first"], rows, facts["offsets"]),))


class _Own:
    """The objects that a file has once, and what joins its units."""

    def __init__(self, parts: Sequence[Part], pagination: Pagination, metadata: Metadata, *, first: int) -> None:
        self._parts = parts
        self._pagination = pagination
        self._metadata = metadata
        self._plain: dict[int, bytes] = {}
        self._streams: list[Stream] = []
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
            self._streams.append(Stream(ground.number(number), settle(pattern.encode("latin-1"), holes, ground), body))

    def add_shared(self) -> None:
        """Add everything else."""
        packet = xmp(self._metadata)
        self._streams.append(Stream(METADATA, b"<</Type /Metadata/Subtype /XML/Length %d>>" % len(packet), packet))
        self._plain |= {
            CATALOGUE: self._catalogue(),
            PAGES: self._page_tree(),
            DOCUMENT: b"<</S /Document/P %d 0 R/K [%b]>>" % (STRUCTURE, references(self._kids())),
            STRUCTURE: self._structure(),
            NUMBERS: b"<</Kids [%b]>>" % references(self._leaves()),
            INFORMATION: self._information(),
            OUTLINE: self._outline(),
            **{number: b"[%b]" % references(kids) for number, kids in self._divided()},
        }

    def group(self) -> Group:
        """Return all objects that were added."""
        return write_group(self._plain, self._streams, self._new())

    def _catalogue(self) -> bytes:
        return b"".join(
            (
                b"<</Type /Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R" % (PAGES, STRUCTURE, METADATA),
                b"/Outlines %d 0 R/Lang %b" % (OUTLINE, text_string(self._metadata.language)),
                b"/PageLabels <</Nums [0 <</S /D>>]>>/MarkInfo <</Marked true>>",
                b"/ViewerPreferences <</DisplayDocTitle true>>",
                b"/Names <</Dests %b>>>>" % name_tree(self._destinations()),
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
        return b"<</Type /Pages/Kids [%b]/Count %d>>" % (references(kids), count)

    def _blank(self, size: Sequence[float]) -> int:
        number = self._new()
        box = b"[0 0 %b %b]" % tuple(map(real, size))
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
                    found[anchor] = destination(pages[page], x, y)
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
            Heading(level, text_string(label), destination(part.ground.number(part.facts["pages"][page]), x, y))
            for part in self._parts
            for level, label, page, x, y in part.facts["bookmarks"]
        ]
        written = write_outline(headings, OUTLINE, self._new)
        self._plain |= written
        return written[OUTLINE]
