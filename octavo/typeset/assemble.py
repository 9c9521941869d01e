"""Placed units joined to one PDF (ISO 32000-1): page tree, outline, destinations, structure, fonts, metadata."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from octavo.model.file_metadata import FileMetadata
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
    ObjectGroup,
    Stream,
    write_file,
    write_group,
)
from octavo.pdf.object_renumbering import MovableObjects, ObjectOffsets
from octavo.pdf.outline import OutlineItem, write_outline
from octavo.pdf.syntax import destination, name_tree, real, references, text_string
from octavo.pdf.xmp import PRODUCER, xmp
from octavo.typeset.facts import UnitFacts
from octavo.typeset.pagination import Pagination

LABELS: Mapping[str, bytes] = {"arabic": b"D", "roman": b"r"}
"""The names of numbering styles (table 159)."""

BLEED = 10.0
"""Points at most between trim and bleed box, as the layout engine has it; the media box holds all of the bleed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedUnit:
    """A unit in its place: its facts, what :func:`~octavo.typeset.place_unit.place_unit` made of it, and where."""

    facts: UnitFacts
    group: ObjectGroup
    offsets: ObjectOffsets

    def page(self, place: int) -> int:
        """Return the number of the object that is the page at ``place``, from 0, of the unit."""
        return self.offsets.number(self.facts.objects.pages[place])


def assemble(
    units: Sequence[PlacedUnit], pagination: Pagination, fonts: MovableObjects, metadata: FileMetadata
) -> bytes:
    """Join ``units`` in their order; equal arguments give equal bytes.

    ``fonts`` is what :func:`~octavo.typeset.engine.faces.set_fonts` made for all of them.
    """
    groups = [unit.group for unit in units]
    last = max((subsection.last for group in groups for subsection in group.subsections), default=FONTS)
    own = _WholeFile(units, pagination, metadata, first=last + 1)
    own.add_fonts(fonts)
    own.add_shared()
    return write_file([*groups, own.group()])


class _WholeFile:
    """The objects that a file has once, and what joins its units."""

    def __init__(
        self, units: Sequence[PlacedUnit], pagination: Pagination, metadata: FileMetadata, *, first: int
    ) -> None:
        self._units = units
        self._pagination = pagination
        self._metadata = metadata
        self._plain: dict[int, bytes] = {}
        self._streams: list[Stream] = []
        self.last = first - 1

    def _new(self) -> int:
        self.last += 1
        return self.last

    def add_fonts(self, fonts: MovableObjects) -> None:
        """Add the fonts; the last of their objects is the dictionary that all pages refer to."""
        offsets = ObjectOffsets(objects=self.last, keys=0, document=0)
        self.last += len(fonts.numbers) + len(fonts.streams)
        plain = dict(fonts.plain(offsets))
        dictionary = plain.pop(offsets.number(fonts.numbers[-1]))
        self._plain |= {**plain, FONTS: dictionary}
        self._streams += [stream.resolved(offsets) for stream in fonts.streams]

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

    def group(self) -> ObjectGroup:
        """Return all objects that were added."""
        return write_group(self._plain, self._streams, self._new())

    def _catalogue(self) -> bytes:
        return b"".join(
            (
                b"<</Type /Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R" % (PAGES, STRUCTURE, METADATA),
                b"/Outlines %d 0 R/Lang %b" % (OUTLINE, text_string(self._metadata.language)),
                b"/PageLabels <</Nums [%b]>>/MarkInfo <</Marked true>>" % self._labels(),
                b"/ViewerPreferences <</DisplayDocTitle true>>",
                b"/Names <</Dests %b>>>>" % name_tree(self._destinations()),
            )
        )

    def _labels(self) -> bytes:
        """Return what the pages are called (12.4.2): by their folios."""
        written = {
            each.first - 1: b"<</S /%b>>" % LABELS[each.style] if each.style else b"<</P %b>>" % text_string(each.label)
            for each in self._pagination.page_map.folios.ranges
        }
        return b" ".join(b"%d %b" % label for label in written.items())

    def _page_tree(self) -> bytes:
        """Return the root of the page tree: a branch for each unit, and the blank pages between."""
        kids: list[int] = []
        blanks = set(self._pagination.blanks)
        for unit, start in zip(self._units, self._pagination.starts, strict=True):
            if start - 1 in blanks:
                kids.append(self._blank(unit.facts))
            kids.append(unit.offsets.number(unit.facts.objects.tree))
        count = self._pagination.page_map.count
        return b"<</Type /Pages/Kids [%b]/Count %d>>" % (references(kids), count)

    def _blank(self, following: UnitFacts) -> int:
        """Add an empty page with the boxes of the page that follows it."""
        number = self._new()
        (width, height), bleed = following.sizes[0], following.bleed
        media, trim, shown = (
            b"[%b %b %b %b]" % (real(-left), real(-top), real(width + right), real(height + bottom))
            for left, top, right, bottom in (bleed, (0.0,) * 4, [min(side, BLEED) for side in bleed])
        )
        self._plain[number] = (
            b"<</Type /Page/Parent %d 0 R/MediaBox %b/TrimBox %b/BleedBox %b/Resources <<>>/Tabs /S>>"
            % (PAGES, media, trim, shown)
        )
        return number

    def _kids(self) -> Iterator[int]:
        for unit in self._units:
            if not unit.facts.continues:
                yield from map(unit.offsets.number, unit.facts.objects.kids)

    def _divided(self) -> Iterator[tuple[int, list[int]]]:
        """Yield the number of each list of kids that goes on in other units, and the kids."""
        for place, unit in enumerate(self._units):
            if opened := unit.facts.objects.open:
                kids = list(map(unit.offsets.number, opened.kids))
                for other in takewhile(lambda each: each.facts.continues, self._units[place + 1 :]):
                    kids += map(other.offsets.number, other.facts.objects.kids)
                yield unit.offsets.kids, kids

    def _leaves(self) -> Iterator[int]:
        for unit in self._units:
            yield unit.offsets.number(unit.facts.objects.count)

    def _structure(self) -> bytes:
        named = [
            (name.encode("latin-1"), unit.offsets.number(number))
            for unit in self._units
            for name, number in unit.facts.objects.identifiers
        ]
        names = b" ".join(b"%b %d 0 R" % pair for pair in sorted(named))
        tree = b"/IDTree <</Names [%b]>>" % names if names else b""
        last = max((unit.offsets.keys + unit.facts.objects.keys for unit in self._units), default=0)
        return b"<</Type /StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (
            DOCUMENT,
            NUMBERS,
            last,
            tree,
        )

    def _destinations(self) -> dict[str, bytes]:
        """Return the place of every anchor; the first counts where one is used twice."""
        found: dict[str, bytes] = {}
        for unit in self._units:
            for name, page, x, y in unit.facts.anchors:
                if name not in found:
                    found[name] = destination(unit.page(page), x, y)
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
            OutlineItem(level, text_string(label), destination(unit.page(page), x, y))
            for unit in self._units
            for level, label, page, x, y in unit.facts.bookmarks
        ]
        written = write_outline(headings, OUTLINE, self._new)
        self._plain |= written
        return written[OUTLINE]
