"""One unit laid out alone: bytes in, bytes out, whatever the other units are and wherever it will stand.

What comes out are *facts* for each side on which it may begin (where its anchors are, what it links to, which fonts it
uses and what the engine said) and a *record* for both: see :mod:`octavo.typeset.unit_record`.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from octavo.typeset import engine_log, faces
from octavo.typeset.divisions import STUB
from octavo.typeset.engine import in_parts
from octavo.typeset.layout_session import VARIANT, Press
from octavo.typeset.packing import pack
from octavo.typeset.page_layers import Apart
from octavo.typeset.recto_verso import Layout, Turned
from octavo.typeset.unit_document import other_side
from octavo.typeset.unit_record import Recorder
from octavo.typeset.wide_tables import wide_tables

POINTS = 0.75
"""Points in a CSS pixel."""

Heard = Iterable[engine_log.Complaint]


def lay_out_unit(press: Press, ordered: bytes, *, is_recto: bool = False) -> tuple[bytes, bytes]:
    """Lay out what :func:`~octavo.typeset.unit_document.order` returned; return its facts and its record.

    The facts are a frame with those of either side (see :func:`sides_of`). Where ``is_recto`` says that the unit always
    begins on a right-hand page, nothing is said of the other side. Call it inside
    :func:`~octavo.typeset.system.layout_engine`. Faults do not raise: the facts tell of them.
    """
    layout = Layout()
    turned: Turned | None = None
    with engine_log.listening() as heard, layout.kept(), in_parts():
        document = press.render(ordered.decode())
    if not is_recto:
        with engine_log.listening():
            turned = layout.turned(document)
    drawn = _Drawn(document, ordered, heard, turned)
    recorder = drawn.recorder
    recto = drawn.facts(is_turned=False)
    if is_recto:
        return pack({"recto": recto}, []), pack({"recto": [0, 1]}, [recorder.shared, recorder.own])
    if recorder.other:
        verso, parts = drawn.facts(is_turned=True), [recorder.shared, recorder.own, recorder.other]
        places = {"recto": [0, 1], "verso": [0, 2]}
    else:
        other = _laid_out_anew(press, ordered)
        verso, parts = other.facts(is_turned=False), [recorder.shared, recorder.own]
        parts += [other.recorder.shared, other.recorder.own]
        places = {"recto": [0, 1], "verso": [2, 3]}
    differences = {name: value for name, value in verso.items() if value != recto[name]}
    return pack({"recto": recto, "verso": differences}, []), pack(places, parts)


def _laid_out_anew(press: Press, ordered: bytes) -> "_Drawn":
    """Lay out and draw a unit that begins on a left-hand page."""
    with engine_log.listening() as heard, in_parts():
        document = press.render(other_side(ordered.decode()))
    return _Drawn(document, ordered, heard, None)


class _Drawn:
    """A document, laid out and drawn, with what was ``heard`` of its layout; for both sides where it is ``turned``."""

    def __init__(self, document: Any, ordered: bytes, heard: Heard, turned: Turned | None) -> None:  # noqa: ANN401
        self._continues = STUB.encode() in ordered
        if self._continues:
            document = document.copy(document.pages[1:])
            turned = turned and turned.without_first()
        self._document = document
        self._apart = None if turned is None else Apart(turned)
        self.recorder = Recorder(document, self._apart)
        with engine_log.listening() as also, self.recorder.recording():
            document.write_pdf(io.BytesIO(), finisher=self.recorder.keep, pdf_variant=VARIANT)
        self._heard = [*heard, *also]
        self._tables = wide_tables(document.pages) if b"<table" in ordered else ()

    def facts(self, *, is_turned: bool) -> dict[str, Any]:
        """Return the facts on the side where the document was laid out, or on the other."""
        pages = self._document.pages
        shifts = self._apart.turned.shifts if self._apart and is_turned else [0.0] * len(pages)
        content, own, other = self.recorder.problems
        heard, problems = list(self._heard), [*content, *(other if is_turned else own)]
        if self._apart:
            heard += (self._apart.other if is_turned else self._apart.own).heard
        return {
            **self.recorder.facts,
            "continues": self._continues,
            "sizes": [[round(page.width * POINTS, 6), round(page.height * POINTS, 6)] for page in pages],
            "anchors": _anchors(pages, shifts),
            "bookmarks": [
                [level, label, number, round((x + shift) * POINTS, 6), round((page.height - y) * POINTS, 6)]
                for number, (page, shift) in enumerate(zip(pages, shifts, strict=True))
                for level, label, (x, y), _ in page.bookmarks
            ],
            "links": sorted({link[1] for page in pages for link in page.links if link[0] == "internal"}),
            "fonts": faces.describe(self._document.fonts),
            "tables": self._tables,
            "complaints": [asdict(each) for each in dict.fromkeys((*heard, *map(engine_log.ours, problems)))],
        }


def _anchors(pages: Sequence[Any], shifts: Sequence[float]) -> list[tuple[str, int, float, float]]:
    """Return the name of each anchor, the first page on which it stands, and its place there in points."""
    found: dict[str, tuple[str, int, float, float]] = {}
    for number, (page, shift) in enumerate(zip(pages, shifts, strict=True)):
        for name, (x, y, _, _) in page.anchors.items():
            place = (name, number, round((x + shift) * POINTS, 6), round((page.height - y) * POINTS, 6))
            found.setdefault(name, place)
    return list(found.values())
