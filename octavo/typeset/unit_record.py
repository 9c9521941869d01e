"""What is kept of a drawn document: movable objects, and drawings with holes for page numbers.

A *record* holds for each side on which the unit may begin two parts: what the sides share, and what is of one side
alone. Where the other side was derived from the first, they share the first part.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import pydyf

from octavo.pdf.content_stream import Slot, artifacts, cut, shorten
from octavo.pdf.object_renumbering import DOCUMENT, FONTS, KEYS, KIDS, PAGES, Movables, references, template
from octavo.typeset import structure_builder
from octavo.typeset.engine import in_parts, page_box, tagging_by
from octavo.typeset.packing import pack
from octavo.typeset.page_layers import Apart, Frame
from octavo.typeset.page_offsets import UnmovableError, moved, number_of, widen
from octavo.typeset.slots import Finder, Slots
from octavo.typeset.structure_tree import Node, Written, write

POINTS = 0.75
"""Points in a CSS pixel."""


class Recorder:
    """Keeps what is drawn of one document. The engine calls it up to three times while it draws.

    ``facts`` are those of the drawing, ``shared`` is what both sides share, and ``own`` and ``other`` are of one side;
    ``other`` is empty where the other side cannot be derived. ``problems`` are faults: of the content, of the side that
    was laid out and of the other.
    """

    def __init__(self, document: Any, apart: Apart | None) -> None:  # noqa: ANN401
        self.facts: dict[str, Any] = {}
        self.shared = self.own = self.other = b""
        self.problems: tuple[list[str], list[str], list[str]] = ([], [], [])
        self._document = document
        self._apart = apart
        self._finder = Finder(document.fonts)
        self._tree = Node("Document", None)
        self._written = Written(kids=(), owners=(), annotations=(), identifiers=())
        self._streams: Sequence[Any] = ()
        self._top = 0

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Watch the engine draw the document inside the block; :meth:`keep` is to be its finisher."""
        if self._apart is None:
            with tagging_by(self._tag), in_parts():
                yield
        else:
            with tagging_by(self._tag), in_parts(self._apart.draw_frames), self._apart.content_alone():
                yield

    def _tag(self, pdf: pydyf.PDF, document: Any, _version: object, streams: Any) -> None:  # noqa: ANN401
        """Write the structure elements of the document."""
        self._streams = list(streams)
        self._tree = structure_builder.grow(document, self._streams)
        anchor = pydyf.Dictionary({})
        pdf.add_object(anchor)
        self._top = anchor.number
        self._written = write(pdf, self._tree, anchor.reference)

    def keep(self, _: object, pdf: pydyf.PDF) -> None:
        """Keep all objects that the pages need, and let the engine write none of them."""
        pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        resources = pdf.objects[number_of(pages[0]["Resources"])]
        special = {number_of(resources["Font"]): FONTS, self._top: DOCUMENT}
        opened = self._written.open
        if opened is not None:
            special[number_of(opened.whole)] = KIDS
        kept = _reached(pdf, pages, (*self._written.kids, *(opened.kids if opened else ())), special)
        places = {number: place for place, number in enumerate(kept, start=1)}

        def place(number: int) -> int:
            return special[number] if number in special else places[number]

        turned = self._turned(pdf, pages, kept)
        shared, own, other = Movables(place), Movables(place), Movables(place)
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
        self.facts |= {"objects": len(kept) + 1, "tree": places[pdf.pages.number], **self._placed(pages, place)}
        self._pack_shared(shared, list(map(place, drawings)))
        self._pack_sides(own, other, is_turned=turned is not None)
        del pdf.objects[3:]

    def _placed(self, pages: Sequence[Any], place: Callable[[int], int]) -> Mapping[str, Any]:
        """Return what tells where things are among the kept objects."""

        def placed(references: Sequence[bytes]) -> list[int]:
            return [place(number_of(each)) for each in references]

        opened, identifiers = self._written.open, self._written.identifiers
        return {
            "keys": self._written.keys,
            "pages": [place(page.number) for page in pages],
            "kids": placed(self._written.kids),
            "open": opened and {"element": place(number_of(opened.element)), "kids": placed(opened.kids)},
            "identifiers": [
                [name.data.decode("latin-1"), place(number_of(reference))] for name, reference in identifiers
            ],
        }

    def _turned(self, pdf: pydyf.PDF, pages: Sequence[Any], kept: Mapping[int, bytes]) -> dict[int, Any] | None:
        """Return the objects that are different on the other side, or ``None`` when it cannot be derived."""
        if self._apart is None:
            return None
        shifts = self._apart.turned.shifts
        widen(pdf, kept, {stream.page_rectangle for stream in self._streams}, shifts)
        by_page = {page.number: shift * POINTS for page, shift in zip(pages, shifts, strict=True)}
        try:
            return moved(pdf, kept, by_page, self._apart.patterns)
        except UnmovableError:
            return None

    def _pack_shared(self, movables: Movables, drawings: Sequence[int]) -> None:
        """Pack what both sides share; ``drawings`` are the places of the drawings of the pages."""
        problems, _, _ = self.problems
        slots = self._finder.references(self._tree, self._streams, problems)
        if self._apart is None:
            boxes = [page_box(page) for page in self._document.pages]
            folios = self._finder.folios(boxes, self._streams, problems)
            slots = [one | other for one, other in zip(slots, folios, strict=True)]
        filled, pieces = self._cut(self._streams, slots, self._written.owners, problems)
        facts = {
            "objects": self.facts["objects"],
            "drawings": list(zip(drawings, filled, strict=True)),
            "figures": [asdict(each) for each in self._finder.figures],
        }
        self.shared = pack({**movables.facts, **facts}, [*movables.pieces(), *pieces])
        each_slot = ((slot["target"], len(slot["placeholder"])) for page in filled for slot in page)
        self.facts["slots"] = sorted({slot for slot in each_slot if slot[0]})

    def _pack_sides(self, own: Movables, other: Movables, *, is_turned: bool) -> None:
        """Pack what is of one side alone."""
        _, *problems = self.problems
        if self._apart is None:
            self.own = pack({**own.facts, "frames": [], "figures": []}, own.pieces())
            return
        turned = self._apart.turned
        filled, pieces = self._frames(self._apart.own, turned.own, problems[0])
        self.own = pack({**own.facts, **filled}, [*own.pieces(), *pieces])
        if is_turned:
            filled, pieces = self._frames(self._apart.other, turned.other, problems[1])
            self.other = pack({**other.facts, **filled}, [*other.pieces(), *pieces])

    def _frames(self, frame: Frame, boxes: Sequence[Any], problems: list[str]) -> tuple[dict[str, Any], list[bytes]]:
        """Return the facts and the drawings of the frames of one side."""
        slots = self._finder.folios(boxes, frame.streams, problems)
        filled, pieces = self._cut(frame.streams, slots, [()] * len(boxes), problems)
        figures = [asdict(each) for each in self._finder.figures]
        return {"frames": filled, "figures": figures}, pieces

    def _cut(
        self, streams: Sequence[Any], slots: Sequence[Slots], kept: Sequence[Container[int]], problems: list[str]
    ) -> tuple[list[list[dict[str, Any]]], list[bytes]]:
        """Cut the drawing of each page at its slots; make marked content that is not ``kept`` an artifact."""
        filled: list[list[dict[str, Any]]] = []
        cut_drawings: list[bytes] = []
        for stream, holes, owners in zip(streams, slots, kept, strict=True):
            items = (item if type(item) is bytes else _bytes(item) for item in stream.stream)
            drawing = shorten(b"\n".join(items))
            pieces: list[bytes] = [drawing]
            inside: list[Slot] = []
            try:
                pieces, inside = cut(drawing, holes)
            except LookupError as problem:
                problems.append(f"the page number of '{problem.args[0]}' cannot be written")
            figures = self._finder.figures
            filled.append([slot.as_facts(figures) for slot in inside])
            cut_drawings += [artifacts(piece, owners) for piece in pieces]
        return filled, cut_drawings


def _bytes(item: Any) -> bytes:  # noqa: ANN401
    """Return an item of a drawing that is no bytes as the engine writes it."""
    data: bytes = item.encode("ascii") if isinstance(item, str) else item.data
    return data


def _reached(
    pdf: pydyf.PDF, pages: Sequence[Any], elements: Sequence[bytes], elsewhere: Container[int]
) -> dict[int, bytes]:
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
    """Return the part of the page tree that is this unit's, as a pattern and its holes."""
    kids = b" ".join(b"%d 0 R" % page.number for page in pages)
    pattern, holes = template(b"/Kids [%b]/Count %d>>" % (kids, len(pages)), place)
    return b"<</Type /Pages/Parent %d 0 R" + pattern, [PAGES, *holes]


def _leaf(written: Written, place: Callable[[int], int]) -> tuple[bytes, list[int]]:
    """Return the part of the number tree that is this unit's, as a pattern and its holes."""
    pieces, holes = [b"<</Limits [%d %d]/Nums ["], [KEYS, KEYS + written.keys - 1]
    for key, value in written.numbers():
        pattern, inside = template(value, place)
        pieces.append(b"%d " + pattern)
        holes += [KEYS + key, *inside]
    return b" ".join(pieces) + b"]>>", holes
