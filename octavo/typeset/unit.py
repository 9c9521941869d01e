"""One unit laid out alone: bytes in, bytes out, whatever the other units are and wherever it will stand.

What comes out are *facts* (where its anchors are, what it links to, which fonts it uses and what the engine said) and,
for each side on which it may begin, a *record*: movable PDF objects, and page drawings with holes for page numbers.
"""

import io
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pydyf

from octavo.model.output import PAGE_OF
from octavo.typeset import complaints, faces, tags
from octavo.typeset.content import Figures, Slot, artifacts, cut, shorten
from octavo.typeset.divisions import STUB
from octavo.typeset.engine_private import Box, font_style, in_parts, is_kind, marked_content, page_box, tagging_by
from octavo.typeset.frames import pack
from octavo.typeset.orders import FIRST_FOLIO, other_side
from octavo.typeset.overfull import wide_tables
from octavo.typeset.press import VARIANT, Press
from octavo.typeset.relocation import DOCUMENT, FONTS, KEYS, KIDS, PAGES, Movables, references, template
from octavo.typeset.sides import Layout
from octavo.typeset.structure import Node, Written, write

POINTS = 0.75
"""Points in a CSS pixel."""

ALIGNMENTS = {"left": 0.0, "start": 0.0, "justify-all": 0.0, "center": 0.5, "right": 1.0, "end": 1.0}


RECORDED = ("plain", "holes", "streams", "drawings", "figures", "objects")
"""What only the record says; everything else is said by the facts, and the number of objects by both."""


def lay_out_unit(press: Press, ordered: bytes, *, is_recto: bool = False) -> tuple[bytes, bytes, bytes]:
    """Lay out what :func:`~octavo.typeset.orders.order` returned; return its facts and its records, recto and verso.

    The facts are a frame with those of either side (see :func:`sides_of`). Where ``is_recto`` says that the unit always
    begins on a right-hand page, the record of the other side is empty. Call it inside
    :func:`~octavo.typeset.system.private_environment`. Faults do not raise: the facts tell of them.
    """
    layout = Layout()
    with complaints.listening() as heard, layout.kept(), in_parts():
        document = press.render(ordered.decode())
    recto, record = _draw(document, ordered, heard)
    if is_recto:
        return pack({"recto": recto}, []), record, b""
    with complaints.listening() as again, in_parts():
        other = layout.turned(document)
        if other is None:
            other, heard = press.render(other_side(ordered.decode())), again
    verso, turned = _draw(other, ordered, heard)
    differences = {name: value for name, value in verso.items() if value != recto[name]}
    return pack({"recto": recto, "verso": differences}, []), record, turned


def _draw(document: Any, ordered: bytes, heard: Sequence[Any]) -> tuple[dict[str, Any], bytes]:  # noqa: ANN401
    """Draw a document; return its facts, with what was ``heard`` of its layout, and its record."""
    drawn, continues = _Drawn(), STUB.encode() in ordered
    if continues:
        document = document.copy(document.pages[1:])
    with complaints.listening() as also, tagging_by(drawn.tag), in_parts():
        document.write_pdf(io.BytesIO(), finisher=drawn.keep, pdf_variant=VARIANT)
    pages = document.pages
    facts = {
        **{name: value for name, value in drawn.facts.items() if name not in RECORDED},
        "objects": drawn.facts["objects"],
        "continues": continues,
        "sizes": [[round(page.width * POINTS, 6), round(page.height * POINTS, 6)] for page in pages],
        "anchors": _anchors(pages),
        "bookmarks": [
            [level, label, number, round(x * POINTS, 6), round((page.height - y) * POINTS, 6)]
            for number, page in enumerate(pages)
            for level, label, (x, y), _ in page.bookmarks
        ],
        "links": sorted({link[1] for page in pages for link in page.links if link[0] == "internal"}),
        "fonts": faces.describe(document.fonts),
        "tables": wide_tables(pages) if b"<table" in ordered else (),
        "complaints": [asdict(each) for each in (*heard, *also, *map(complaints.ours, drawn.problems))],
    }
    return facts, pack({name: drawn.facts[name] for name in RECORDED}, drawn.pieces)


def _anchors(pages: Sequence[Any]) -> list[tuple[str, int, float, float]]:
    """Return the name of each anchor, the first page on which it stands, and its place there in points."""
    found: dict[str, tuple[str, int, float, float]] = {}
    for number, page in enumerate(pages):
        for name, (x, y, _, _) in page.anchors.items():
            place = (name, number, round(x * POINTS, 6), round((page.height - y) * POINTS, 6))
            found.setdefault(name, place)
    return list(found.values())


class _Drawn:
    """What is kept of a drawn document. The engine calls it twice: for the tags, and when all is drawn."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self.pieces: list[bytes] = []
        self.problems: list[str] = []
        self._tree = Node("Document", None)
        self._written = Written(kids=(), owners=(), annotations=(), identifiers=())
        self._streams: Sequence[Any] = ()
        self._figures: dict[str, Figures] = {}

    def tag(self, pdf: pydyf.PDF, document: Any, _version: object, streams: Any) -> None:  # noqa: ANN401
        """Write the structure elements of the document."""
        self._streams = list(streams)
        self._tree = tags.grow(document, self._streams)
        anchor = pydyf.Dictionary({})
        pdf.add_object(anchor)
        self._document = anchor.number
        self._written = write(pdf, self._tree, anchor.reference)

    def keep(self, document: Any, pdf: pydyf.PDF) -> None:  # noqa: ANN401
        """Keep all objects that the pages need, and let the engine write none of them."""
        slots = self._slots(document)
        pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        resources = pdf.objects[int(pages[0]["Resources"].split()[0])]
        special = {int(resources["Font"].split()[0]): FONTS, self._document: DOCUMENT}
        opened = self._written.open
        if opened is not None:
            special[_number(opened.whole)] = KIDS
        elements = (*self._written.kids, *(opened.kids if opened else ()))
        kept = _reached(pdf, pages, elements, special)
        places = {number: place for place, number in enumerate(kept, start=1)}

        def place(number: int) -> int:
            return special[number] if number in special else places[number]

        contents = {int(page["Contents"].split()[0]): number for number, page in enumerate(pages)}
        movables = Movables(place)
        figures = list(self._figures.values())
        drawings: list[Any] = []
        cut_drawings: list[bytes] = []
        for number in kept:
            each = pdf.objects[number]
            if number in contents:
                page = contents[number]
                pieces, filled = self._cut(each, slots[page])
                drawings.append([places[number], page, [slot.as_facts(figures) for slot in filled]])
                cut_drawings += [artifacts(piece, self._written.owners[page]) for piece in pieces]
            elif number == pdf.pages.number:
                kids = b" ".join(b"%d 0 R" % page.number for page in pages)
                pattern, holes = template(b"/Kids [%b]/Count %d>>" % (kids, len(pages)), place)
                movables.add_plain(places[number], b"<</Type /Pages/Parent %d 0 R" + pattern, [PAGES, *holes])
            else:
                movables.add(places[number], each)
        movables.add_plain(len(kept) + 1, *_leaf(self._written, place))
        self.pieces = [*movables.pieces(), *cut_drawings]
        self.facts = {
            **movables.facts,
            "drawings": drawings,
            "figures": [asdict(each) for each in figures],
            "slots": sorted(
                {
                    (slot["target"], len(slot["placeholder"]))
                    for _, _, filled in drawings
                    for slot in filled
                    if slot["target"]
                }
            ),
            "objects": len(kept) + 1,
            "keys": self._written.keys,
            "tree": places[pdf.pages.number],
            "pages": [places[page.number] for page in pages],
            "kids": [place(_number(kid)) for kid in self._written.kids],
            "open": opened
            and {"element": place(_number(opened.element)), "kids": [*map(place, map(_number, opened.kids))]},
            "identifiers": [
                [name.data.decode("latin-1"), place(int(reference.split()[0]))]
                for name, reference in self._written.identifiers
            ],
        }
        del pdf.objects[3:]

    def _slots(self, document: Any) -> list[dict[int, Slot]]:  # noqa: ANN401
        """Return for each page its slots by the number of their marked content."""
        found: list[dict[int, Slot]] = [{} for _ in self._streams]
        marks = [{mark["mcid"]: box for box, mark in marked_content(stream).items()} for stream in self._streams]
        wanted = [
            *((page, number, marks[page][number], target) for target, page, number in _references(self._tree)),
            *(
                (page, marked_content(stream)[box]["mcid"], box, "")
                for page, stream in enumerate(self._streams)
                for box in _folios(page_box(document.pages[page]), str(FIRST_FOLIO + page))
            ),
        ]
        for page, number, box, target in wanted:
            try:
                figures = self._figures_of(box, document.fonts)
                found[page][number] = _slot(box, figures, target, str(FIRST_FOLIO + page))
            except ValueError as problem:
                self.problems.append(str(problem))
        return found

    def _figures_of(self, box: Any, fonts: Mapping[int, Any]) -> Figures:  # noqa: ANN401
        """Return the figures in the style of ``box``, looked up once for each style."""
        style = font_style(box.style)
        if style not in self._figures:
            self._figures[style] = faces.figures(box, fonts)
        return self._figures[style]

    def _cut(self, stream: Any, slots: Mapping[int, Slot]) -> tuple[list[bytes], list[Slot]]:  # noqa: ANN401
        """Cut the drawing of a page at its slots."""
        stream.compress = False
        drawing = shorten(stream.data.split(b"\nstream\n", 1)[1].removesuffix(b"\nendstream"))
        try:
            return cut(drawing, slots)
        except LookupError as problem:
            self.problems.append(f"the page number of '{problem.args[0]}' cannot be written")
            return [drawing], []


def _slot(box: Any, figures: Figures, target: str, folio: str) -> Slot:  # noqa: ANN401
    """Return the slot that the text box ``box`` is: for the page of ``target``, or for a ``folio`` where that is empty.

    Raises ``ValueError`` when another number than was laid out could not be written there.
    """
    if target and not box.text.isdecimal():
        raise ValueError(f"the page number of '{target}' is no number")
    if target and not figures.are_equally_wide:
        raise ValueError("the figures of page numbers are not equally wide")
    spacing = box.style["letter_spacing"]
    return Slot(
        target=target,
        placeholder=box.text if target else folio,
        figures=figures,
        spacing=0.0 if spacing == "normal" else spacing * 1000 / box.style["font_size"],
        align=0.0 if target else ALIGNMENTS.get(box.style["text_align_all"], 0.0),
    )


def _references(node: Node) -> Iterator[tuple[str, int, int]]:
    """Yield the anchor, the page and the content number of each printed page number below ``node``."""
    title = node.entries.get("T")
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _references(kid)
        elif title is not None and title.string.startswith(PAGE_OF) and isinstance(kid, tuple):
            yield title.string.removeprefix(PAGE_OF), *kid


def _folios(page: Box, folio: str) -> Iterator[Any]:
    """Yield the text boxes in the margins of ``page`` that hold its ``folio``."""
    for box in page.children:
        if is_kind(box, "MarginBox") and ("counter()", ("page", "decimal")) in box.style["content"]:
            yield from (each for each in _texts(box) if folio in each.text)


def _texts(box: Any) -> Iterator[Any]:  # noqa: ANN401
    if is_kind(box, "TextBox"):
        yield box
    for child in box.children:
        yield from _texts(child)


def _reached(
    pdf: pydyf.PDF, pages: Sequence[Any], elements: Sequence[bytes], elsewhere: Container[int]
) -> tuple[int, ...]:
    """Return the numbers of all objects that ``pages`` and structure ``elements`` need, in a fixed order."""
    waiting = [*(page.number for page in pages), *(int(each.split()[0]) for each in elements)]
    reached: dict[int, None] = dict.fromkeys(waiting)
    while waiting:
        each = pdf.objects[waiting.pop()]
        if each is pdf.pages:
            continue
        head = each.data if each.compressible else pydyf.Dictionary(each.extra).data
        new = [number for number in references(head) if number not in reached and number not in elsewhere]
        reached |= dict.fromkeys(new)
        waiting += new
    return tuple(sorted(reached))


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _leaf(written: Written, place: Callable[[int], int]) -> tuple[bytes, list[int]]:
    """Return the part of the number tree that is this unit's, as a pattern and its holes."""
    pieces, holes = [b"<</Limits [%d %d]/Nums ["], [KEYS, KEYS + written.keys - 1]
    for key, value in written.numbers():
        pattern, inside = template(value, place)
        pieces.append(b"%d " + pattern)
        holes += [KEYS + key, *inside]
    return b" ".join(pieces) + b"]>>", holes
