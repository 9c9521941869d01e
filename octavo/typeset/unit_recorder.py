"""Keep what the engine draws of a document: movable objects, and drawings with gaps for page numbers."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pydyf

from octavo.codec import pack
from octavo.pdf.content_stream import Slot, artifacts, cut, shorten
from octavo.pdf.object_renumbering import DOCUMENT, FONTS, KEYS, KIDS, PAGES, MovableCollector, references, template
from octavo.typeset import structure_builder
from octavo.typeset.broadside import is_broadside, turn_objects, width_of
from octavo.typeset.engine.box_tree import page_box
from octavo.typeset.engine.drawing import POINTS, in_parts, tagging_by
from octavo.typeset.engine.protocols import LaidOutDocument, PageBox, PageStream, PageStreams, Pdf
from octavo.typeset.facts import NumberSlot, OpenElement, UnitObjects
from octavo.typeset.page_layers import MarginLayer, PageLayers
from octavo.typeset.page_offsets import UnmovableError, moved, number_of, widen
from octavo.typeset.slots import SlotFinder, SlotsOfPage
from octavo.typeset.structure_tree import StructureNode, Written, write
from octavo.typeset.unit_record import Layer, PageDrawing, SideRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnUnit:
    """What was kept: the record of the side that was laid out, and of the other side where that can be derived.

    ``objects`` and ``slots`` belong to the facts of the unit.
    """

    own: SideRecord
    other: SideRecord | None
    objects: UnitObjects
    slots: tuple[NumberSlot, ...]


class UnitRecorder:
    """Keeps what is drawn of one document. The engine calls it up to three times while it draws.

    ``problems`` are faults: of the content, of the margins on the own side, and of those on the other.
    """

    def __init__(self, document: LaidOutDocument, layers: PageLayers | None, *, has_roman: bool) -> None:
        self.problems: tuple[list[str], list[str], list[str]] = ([], [], [])
        self._document = document
        self._layers = layers
        self._finder = SlotFinder(document.fonts, has_roman=has_roman)
        self._tree = StructureNode("Document", None)
        self._written = Written(kids=(), owners=(), annotations=(), identifiers=())
        self._streams: Sequence[PageStream] = ()
        self._top = 0
        self._drawn: DrawnUnit | None = None

    @property
    def drawn(self) -> DrawnUnit:
        """What was kept, once the document is drawn."""
        if self._drawn is None:
            raise RuntimeError("nothing was drawn")
        return self._drawn

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Watch the engine draw the document inside the block; :meth:`keep` is to be its finisher."""
        if self._layers is None:
            with tagging_by(self._tag), in_parts():
                yield
        else:
            with tagging_by(self._tag), in_parts(self._layers.draw_margins), self._layers.content_alone():
                yield

    def _tag(self, pdf: Pdf, document: LaidOutDocument, _version: object, streams: PageStreams) -> None:
        """Write the structure elements of the document."""
        self._streams = list(streams)
        self._tree = structure_builder.build_tree(document, self._streams)
        anchor = pydyf.Dictionary({})
        pdf.add_object(anchor)
        self._top = anchor.number
        self._written = write(pdf, self._tree, anchor.reference)

    def keep(self, _: object, pdf: Pdf) -> None:
        """Keep all objects that the pages need, and let the engine write none of them."""
        pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        resources = pdf.objects[number_of(pages[0]["Resources"])]
        special = {number_of(resources["Font"]): FONTS, self._top: DOCUMENT}
        opened = self._written.open
        if opened is not None:
            special[number_of(opened.whole)] = KIDS
        self._turn_broadside(pdf, pages)
        kept = _reached(pdf, pages, (*self._written.kids, *(opened.kids if opened else ())), special)
        places = {number: place for place, number in enumerate(kept, start=1)}

        def place(number: int) -> int:
            return special[number] if number in special else places[number]

        turned = self._turned(pdf, pages, kept)
        shared, own, other = (MovableCollector(place) for _ in range(3))
        drawings = [number_of(page["Contents"]) for page in pages]
        for number in kept:
            if number == pdf.pages.number:
                shared.add_plain(places[number], *_branch(pages, place))
            elif turned is not None and number in turned:
                own.add(places[number], pdf.objects[number], kept[number])
                other.add(places[number], turned[number])
            elif number not in drawings:
                shared.add(places[number], pdf.objects[number], kept[number])
        shared.add_plain(len(kept) + 1, *_leaf(self._written, place))
        content = self._content(shared)
        margins = self._margins(own, other, is_turned=turned is not None)
        record = SideRecord(
            objects=len(kept) + 1, contents=tuple(map(place, drawings)), content=pack(content), margins=pack(margins[0])
        )
        slots = {(slot.target, len(slot.placeholder)) for page in content.drawings for slot in page.slots}
        self._drawn = DrawnUnit(
            own=record,
            other=None if margins[1] is None else replace(record, margins=pack(margins[1])),
            objects=self._placed(record.objects, places[pdf.pages.number], pages, place),
            slots=tuple(NumberSlot(*slot) for slot in sorted(slots) if slot[0]),
        )
        del pdf.objects[3:]

    def _turn_broadside(self, pdf: Pdf, pages: Sequence[Any]) -> None:
        """Turn what the engine says of places on broadside pages, as their drawings will be."""
        numbers = [page.number for page in pages]
        laid_out = dict(zip(numbers, self._document.pages, strict=True))
        widths = {number: width_of(page) for number, page in laid_out.items() if is_broadside(page)}
        if widths and self._layers:
            turn_objects(pdf, widths, dict(zip(numbers, self._layers.patterns, strict=True)))

    def _placed(self, count: int, tree: int, pages: Sequence[Any], place: Callable[[int], int]) -> UnitObjects:
        """Return what tells where things are among the kept objects."""

        def placed(references: Sequence[bytes]) -> tuple[int, ...]:
            return tuple(place(number_of(each)) for each in references)

        opened, identifiers = self._written.open, self._written.identifiers
        return UnitObjects(
            count=count,
            tree=tree,
            keys=self._written.keys,
            pages=tuple(place(page.number) for page in pages),
            kids=placed(self._written.kids),
            open=OpenElement(element=place(number_of(opened.element)), kids=placed(opened.kids)) if opened else None,
            identifiers=tuple(
                (name.data.decode("latin-1"), place(number_of(reference))) for name, reference in identifiers
            ),
        )

    def _turned(self, pdf: Pdf, pages: Sequence[Any], kept: Mapping[int, bytes]) -> dict[int, Any] | None:
        """Return the objects that are different on the other side, or ``None`` when it cannot be derived."""
        if self._layers is None:
            return None
        shifts = self._layers.turned.shifts
        widen(pdf, kept, {stream.page_rectangle for stream in self._streams}, shifts)
        by_page = {page.number: shift * POINTS for page, shift in zip(pages, shifts, strict=True)}
        try:
            return moved(pdf, kept, by_page, self._layers.patterns)
        except UnmovableError:
            return None

    def _content(self, objects: MovableCollector) -> Layer:
        """Return what both sides share."""
        problems, _, _ = self.problems
        slots = self._finder.references(self._tree, self._streams, problems)
        if self._layers is None:
            boxes = [page_box(page) for page in self._document.pages]
            folios = self._finder.folios(boxes, self._streams, problems)
            slots = [one | other for one, other in zip(slots, folios, strict=True)]
        return self._layer(objects, self._cut(self._streams, slots, self._written.owners, problems))

    def _margins(
        self, own: MovableCollector, other: MovableCollector, *, is_turned: bool
    ) -> tuple[Layer, Layer | None]:
        """Return what is of one side alone."""
        if self._layers is None:
            return self._layer(own, ()), None
        _, *problems = self.problems
        turned = self._layers.turned
        own_layer = self._layer(own, self._cut_margins(self._layers.own, turned.own, problems[0]))
        if not is_turned:
            return own_layer, None
        return own_layer, self._layer(other, self._cut_margins(self._layers.other, turned.other, problems[1]))

    def _layer(self, objects: MovableCollector, drawings: Sequence[PageDrawing]) -> Layer:
        figures = tuple(self._finder.figures) if drawings else ()
        return Layer(objects=objects.collected(), drawings=tuple(drawings), figures=figures)

    def _cut_margins(self, margins: MarginLayer, boxes: Sequence[PageBox], problems: list[str]) -> list[PageDrawing]:
        slots = self._finder.folios(boxes, margins.streams, problems)
        return self._cut(margins.streams, slots, [()] * len(boxes), problems)

    def _cut(
        self,
        streams: Sequence[PageStream],
        slots: Sequence[SlotsOfPage],
        kept: Sequence[Container[int]],
        problems: list[str],
    ) -> list[PageDrawing]:
        """Cut the drawing of each page at its slots; make marked content that is not ``kept`` an artifact."""
        drawings: list[PageDrawing] = []
        for stream, slots_of_page, owners in zip(streams, slots, kept, strict=True):
            items = (item if type(item) is bytes else _bytes(item) for item in stream.stream)
            drawing = shorten(b"\n".join(items))
            pieces: list[bytes] = [drawing]
            inside: list[Slot] = []
            try:
                pieces, inside = cut(drawing, slots_of_page, self._finder.figures)
            except LookupError as problem:
                problems.append(f"the page number of '{problem.args[0]}' cannot be written")
            marked = tuple(artifacts(piece, owners) for piece in pieces)
            drawings.append(PageDrawing(pieces=marked, slots=tuple(inside)))
        return drawings


def _bytes(item: Any) -> bytes:  # noqa: ANN401 -- the engine puts pydyf's objects and texts into a drawing
    """Return an item of a drawing that is no bytes as the engine writes it."""
    data: bytes = item.encode("ascii") if isinstance(item, str) else item.data
    return data


def _reached(pdf: Pdf, pages: Sequence[Any], elements: Sequence[bytes], elsewhere: Container[int]) -> dict[int, bytes]:
    """Return all objects that ``pages`` and structure ``elements`` need by their numbers, in a fixed order.

    Of streams there is no more than what stands in their dictionaries, without their length.
    """
    waiting = [*(page.number for page in pages), *map(number_of, elements)]
    reached: dict[int, bytes] = dict.fromkeys(waiting, b"")
    while waiting:
        each = pdf.objects[waiting.pop()]
        if each is pdf.pages:
            continue
        head = each.data if each.compressible else pydyf.Dictionary(each.extra).data
        reached[each.number] = head
        new = [number for number in references(head) if number not in reached and number not in elsewhere]
        reached |= dict.fromkeys(new, b"")
        waiting += new
    return dict(sorted(reached.items()))


def _branch(pages: Sequence[Any], place: Callable[[int], int]) -> tuple[bytes, list[int]]:
    """Return the part of the page tree that is this unit's, as a pattern and its placeholders."""
    kids = b" ".join(b"%d 0 R" % page.number for page in pages)
    pattern, placeholders = template(b"/Kids [%b]/Count %d>>" % (kids, len(pages)), place)
    return b"<</Type /Pages/Parent %d 0 R" + pattern, [PAGES, *placeholders]


def _leaf(written: Written, place: Callable[[int], int]) -> tuple[bytes, list[int]]:
    """Return the part of the number tree that is this unit's, as a pattern and its placeholders."""
    pieces, placeholders = [b"<</Limits [%d %d]/Nums ["], [KEYS, KEYS + written.keys - 1]
    for key, value in written.numbers():
        pattern, inside = template(value, place)
        pieces.append(b"%d " + pattern)
        placeholders += [KEYS + key, *inside]
    return b" ".join(pieces) + b"]>>", placeholders
