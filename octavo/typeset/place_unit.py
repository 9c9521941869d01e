"""A unit is given its place in the file: its objects get their numbers and its pages theirs."""

from collections.abc import Mapping, Sequence

from octavo.codec import pack, unpack
from octavo.pdf.content_stream import Figures
from octavo.pdf.file_layout import DOCUMENT, FIRST_OBJECT, KEY_STEP, OBJECT_STEP, flate, write_group
from octavo.pdf.object_renumbering import SEPARATOR, ObjectOffsets
from octavo.typeset.facts import UnitFacts
from octavo.typeset.unit_record import Layer, PageDrawing, UnitRecord


def offsets_of(units: Sequence[UnitFacts]) -> tuple[ObjectOffsets, ...]:
    """Share out object numbers and keys to units in their order.

    After the objects of a unit there is room for two: the stream of its plain objects, and its list of kids where it
    is continued.
    """
    found: list[ObjectOffsets] = []
    objects, keys, continued = FIRST_OBJECT, 0, DOCUMENT
    for unit in units:
        own = unit.objects
        here = ObjectOffsets(
            objects=objects,
            keys=keys,
            document=continued if unit.continues else DOCUMENT,
            kids=objects + own.count + 2 if own.open else 0,
        )
        found.append(here)
        if own.open:
            continued = here.number(own.open.element)
        objects += _stepped(own.count + 2, OBJECT_STEP)
        keys += _stepped(own.keys, KEY_STEP)
    return tuple(found)


def _stepped(need: int, step: int) -> int:
    return -(-need // step) * step


def place_unit(
    offsets: ObjectOffsets, first: int, folios: Sequence[str], numbers: Mapping[str, str], record: bytes
) -> bytes:
    """Give the objects of a packed ``record`` their numbers; the first page of the unit is page ``first``.

    ``folios`` are those of its pages, and ``numbers`` those of the anchors whose page numbers it prints; what it does
    not have prints as noughts. Return a packed :class:`~octavo.pdf.file_layout.ObjectGroup`. Raises
    :class:`~octavo.model.work.DamagedError` when ``record`` is none.
    """
    side = unpack(record, UnitRecord).on(first)
    content, margins = layers = unpack(side.content, Layer), unpack(side.margins, Layer)
    streams = [stream.resolved(offsets) for layer in layers for stream in layer.objects.streams]
    for place, (number, drawing) in enumerate(zip(side.contents, content.drawings, strict=True)):
        written = _drawn(drawing, content.figures, folios[place], numbers)
        if margins.drawings:
            around = _drawn(margins.drawings[place], margins.figures, folios[place], numbers)
            written = around.replace(SEPARATOR, written, 1)
        streams.append(flate(offsets.number(number), b"", written))
    plain = {number: written for layer in layers for number, written in layer.objects.plain(offsets).items()}
    return pack(write_group(plain, streams, offsets.number(side.objects + 1)))


def _drawn(drawing: PageDrawing, figures: Sequence[Figures], folio: str, numbers: Mapping[str, str]) -> bytes:
    """Return the drawing of a page that has this ``folio``, with its page numbers written in."""
    pieces = iter(drawing.pieces)
    written = [next(pieces)]
    for slot in drawing.slots:
        number = numbers.get(slot.target, slot.placeholder) if slot.target else folio
        style = figures[slot.figures]
        written += [slot.start(number, style), next(pieces), style.written(number, slot.spacing), next(pieces)]
    return b"".join(written)
