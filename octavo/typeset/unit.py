"""One unit laid out alone: bytes in, bytes out, whatever the other units are and wherever it will stand.

What comes out are :mod:`facts <octavo.typeset.facts>` and a :mod:`record <octavo.typeset.unit_record>`, both for each
side on which the unit may begin.
"""

import io
from collections.abc import Iterable, Sequence

from octavo.codec import pack
from octavo.model.printing import TextArea
from octavo.typeset import engine_log
from octavo.typeset.block_lines import read_layout
from octavo.typeset.broadside import is_broadside, turned_area, turned_point
from octavo.typeset.engine import faces
from octavo.typeset.engine.box_tree import page_box
from octavo.typeset.engine.drawing import POINTS, in_parts
from octavo.typeset.engine.held_breaks import LONGER, SHORTER
from octavo.typeset.engine.protocols import LaidOutDocument, LaidOutPage
from octavo.typeset.engine.recto_verso import PageTurner, TurnedPages
from octavo.typeset.facts import Anchor, Bookmark, EngineMessage, Faces, LaidOut, ShorterPage, UnitFacts
from octavo.typeset.layout_session import VARIANT, LayoutSession
from octavo.typeset.page_layers import PageLayers
from octavo.typeset.small_formulas import has_formulas, small_formulas
from octavo.typeset.table_fitting import has_tables, render_fitting
from octavo.typeset.unit_document import ROMAN, STUB, other_side
from octavo.typeset.unit_record import UnitRecord
from octavo.typeset.unit_recorder import UnitRecorder
from octavo.typeset.wide_tables import wide_tables
from octavo.typeset.wide_words import wide_words


def lay_out_unit(session: LayoutSession, source: bytes, *, is_recto: bool = False) -> tuple[bytes, bytes]:
    """Lay out what :func:`~octavo.typeset.unit_document.unit_source` returned.

    Return a packed :class:`~octavo.typeset.facts.LaidOut` and a packed
    :class:`~octavo.typeset.unit_record.UnitRecord`. Where ``is_recto`` says that the unit always begins on a right-hand
    page, nothing is said of the other side. Call it inside :func:`~octavo.typeset.system.layout_engine`. Faults
    do not raise: the facts have them.
    """
    unit = _laid_out(session, source.decode(), is_turned_over=not is_recto)
    recto, drawn = unit.facts(is_turned=False), unit.recorder.drawn
    if is_recto:
        return pack(LaidOut(recto=recto, verso=None)), pack(UnitRecord(recto=drawn.own, verso=None))
    if drawn.other:
        verso, record = unit.facts(is_turned=True), UnitRecord(recto=drawn.own, verso=drawn.other)
    else:
        del unit  # so that the boxes of one side alone need memory
        other = _laid_out(session, other_side(source.decode()), is_turned_over=False)
        verso = other.facts(is_turned=False)
        record = UnitRecord(recto=drawn.own, verso=other.recorder.drawn.own)
    return pack(LaidOut(recto=recto, verso=verso)), pack(record)


def _laid_out(session: LayoutSession, source: str, *, is_turned_over: bool) -> "_DrawnDocument":
    """Lay out and draw a unit; where it ``is_turned_over``, for its other side too if that can be derived.

    Broadside pages need a frame of their own. Where none can be made, no table is turned.
    """
    turner = PageTurner()
    turned: TurnedPages | None = None
    with engine_log.recorded() as messages, turner.watching(), in_parts():
        document = render_fitting(session, source)
    has_broadside = any(map(is_broadside, document.pages))
    if is_turned_over or has_broadside:
        with engine_log.recorded():
            turned = turner.turned(document)
    if has_broadside and turned is None:
        with engine_log.recorded() as messages, in_parts():
            document = render_fitting(session, source, may_turn=False)
    return _DrawnDocument(session, document, source, messages, turned)


class _DrawnDocument:
    """A document, laid out and drawn; for both sides where it is ``turned``."""

    def __init__(
        self,
        session: LayoutSession,
        document: LaidOutDocument,
        source: str,
        messages: Iterable[EngineMessage],
        turned: TurnedPages | None,
    ) -> None:
        self._left_to_engine = session.left_to_engine
        self._continues = STUB in source
        if self._continues:
            document = document.copy(document.pages[1:])
            turned = turned and turned.without_first()
        self._pages = document.pages
        self._layers = None if turned is None else PageLayers(turned)
        self.recorder = UnitRecorder(document, self._layers, has_roman=ROMAN in source)
        with engine_log.recorded() as of_drawing, self.recorder.recording():
            document.write_pdf(io.BytesIO(), finisher=self.recorder.keep, pdf_variant=VARIANT)
        self._messages = [*messages, *of_drawing]
        self._words = wide_words(document.pages) if session.has_wide_words else ()
        self._formulas = small_formulas(document.pages) if has_formulas(source) else ()
        self._tables = wide_tables(document.pages) if has_tables(source) else ()
        self._fonts = pack(Faces(faces=faces.describe(document.fonts)))
        self._layout = pack(read_layout(document.pages))

    def facts(self, *, is_turned: bool) -> UnitFacts:
        """Return the facts on the side where the document was laid out, or on the other."""
        pages, drawn = self._pages, self.recorder.drawn
        shifts = self._layers.turned.shifts if self._layers and is_turned else [0.0] * len(pages)
        return UnitFacts(
            continues=self._continues,
            sizes=tuple(map(_size, pages)),
            bleed=_bleed(pages[0]),
            areas=tuple(_area(page, shift) for page, shift in zip(pages, shifts, strict=True)),
            anchors=_anchors(pages, shifts),
            bookmarks=tuple(
                Bookmark(level, label, number, *_place(page, x, y, shift))
                for number, (page, shift) in enumerate(zip(pages, shifts, strict=True))
                for level, label, (x, y), _ in page.bookmarks
            ),
            links=tuple(sorted({link[1] for page in pages for link in page.links if link[0] == "internal"})),
            fonts=self._fonts,
            layout=self._layout,
            tables=self._tables,
            words=self._words,
            formulas=self._formulas,
            shorter=_shorter(pages),
            messages=self._all_messages(is_turned=is_turned),
            left_to_engine=self._left_to_engine,
            slots=drawn.slots,
            objects=drawn.objects,
        )

    def _all_messages(self, *, is_turned: bool) -> tuple[EngineMessage, ...]:
        """Return what the engine said, and what we found, each once."""
        of_content, of_own_margins, of_other_margins = self.recorder.problems
        messages = list(self._messages)
        if self._layers:
            messages += (self._layers.other if is_turned else self._layers.own).messages
        problems = (*of_content, *(of_other_margins if is_turned else of_own_margins))
        return tuple(dict.fromkeys((*messages, *map(engine_log.own_message, problems))))


def _shorter(pages: Sequence[LaidOutPage]) -> tuple[ShorterPage, ...]:
    lines = (vars(page_box(page)).get(SHORTER, 0) for page in pages)
    return tuple(ShorterPage(number, count) for number, count in enumerate(lines) if count)


def _bleed(page: LaidOutPage) -> tuple[float, float, float, float]:
    """Return what a page has beyond its left, upper, right and lower edge, in pt."""
    left, top, right, bottom = (_points(page.bleed[side]) for side in ("left", "top", "right", "bottom"))
    return left, top, right, bottom


def _size(page: LaidOutPage) -> tuple[float, float]:
    """Return width and height of a page as it is in the file, in pt."""
    width, height = _points(page.width), _points(page.height)
    return (height, width) if is_broadside(page) else (width, height)


def _area(page: LaidOutPage, shift: float) -> TextArea:
    """Return the text block of a page whose content is shifted to the right, in px."""
    box = page_box(page)
    left, top = box.content_box_x(), page.height - box.content_box_y()
    area = left, top - box.height - vars(box).get(LONGER, 0.0), left + box.width, top
    if is_broadside(page):
        area = turned_area(area, page.height)
    left, bottom, right, top = area
    return TextArea(_points(left + shift), _points(bottom), _points(right + shift), _points(top))


def _place(page: LaidOutPage, x: float, y: float, shift: float) -> tuple[float, float]:
    """Return where a point of a page, in px from above, is in the file, in pt from below."""
    x, y = (x, page.height - y) if not is_broadside(page) else turned_point(x, page.height - y, page.height)
    return _points(x + shift), _points(y)


def _anchors(pages: Sequence[LaidOutPage], shifts: Sequence[float]) -> tuple[Anchor, ...]:
    """Return the first place of each anchor; the content of each page is shifted to the right, in px."""
    found: dict[str, Anchor] = {}
    for number, (page, shift) in enumerate(zip(pages, shifts, strict=True)):
        for name, (x, y, _, _) in page.anchors.items():
            found.setdefault(name, Anchor(name, number, *_place(page, x, y, shift)))
    return tuple(found.values())


def _points(length: float) -> float:
    return round(length * POINTS, 6)
