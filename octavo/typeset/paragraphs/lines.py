"""Planned lines stand in the place of the engine's own search for lines."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from octavo.typeset.engine.held_breaks import HELD, hold_of
from octavo.typeset.engine.inline_layout import (
    LineSurroundings,
    fill_leader,
    forget_float,
    lay_out_float,
    resolve_indent,
    room_beside,
    session_part,
    shapes_below,
    split_first_letter,
    strut_of,
)
from octavo.typeset.engine.paragraphs import greedy_lines
from octavo.typeset.engine.protocols import LayoutBox, LayoutContext
from octavo.typeset.paragraphs.line_boxes import LineBuilder, wrap_first_line
from octavo.typeset.paragraphs.planned_lines import PlannedLine
from octavo.typeset.paragraphs.reading import Reading
from octavo.typeset.paragraphs.setter import PARAGRAPH_SETTER, PASSING, SET_LINE, ParagraphSetter, SetLine
from octavo.typeset.paragraphs.ways import LineStretch, Room
from octavo.typeset.paragraphs.words import LeftToEngineError, Reason

Lines = Iterator[tuple[LayoutBox, object]]


def set_lines(  # noqa: PLR0913, PLR0917 -- the engine calls it so
    context: LayoutContext,
    box: LayoutBox,
    position_y: float,
    bottom_space: float,
    skip_stack: object,
    containing_block: LayoutBox,
    absolute_boxes: list[LayoutBox],
    fixed_boxes: list[LayoutBox],
    first_letter_style: object,
    first_line_style: Mapping[str, object] | None,
) -> Lines:
    """Yield the lines of ``box`` and where each is gone on from, as ``layout.inline.iter_line_boxes`` does.

    What is not covered, and what is no document of a session of ours, is left to the engine's own function.
    """
    setter: ParagraphSetter | None = session_part(box.style, PARAGRAPH_SETTER)
    around = LineSurroundings(context, containing_block, bottom_space, absolute_boxes, fixed_boxes)
    if setter is None:
        yield from _greedy(around, box, position_y, skip_stack, first_letter_style, first_line_style)
        return
    if first_letter_style and skip_stack is None:
        split_first_letter(box, first_letter_style)
    # The engine tells of the style on each page where a paragraph goes on.
    yield from _set(setter, around, box, position_y, skip_stack, first_line_style if skip_stack is None else None)


def _greedy(
    around: LineSurroundings, box: LayoutBox, position_y: float, skip_stack: object, letter: object, line: object
) -> Lines:
    """Return the lines that the engine makes, the first ``letter`` and ``line`` of them with styles of their own."""
    context, block, bottom_space, absolute, fixed = around
    lines: Lines = greedy_lines(
        context, box, position_y, bottom_space, skip_stack, block, absolute, fixed, letter, line
    )
    return lines


def _set(
    setter: ParagraphSetter,
    around: LineSurroundings,
    box: LayoutBox,
    position_y: float,
    skip_stack: object,
    first_line_style: Mapping[str, object] | None,
) -> Lines:
    """Yield the lines of a document of ours from ``skip_stack`` on."""
    while True:
        begun = _begun(setter, around, box, skip_stack, position_y, first_line_style)
        if isinstance(begun, _Begun):
            try:
                for line, skip_stack in _built(setter, begun, around, position_y):  # noqa: PLR1704 -- goes on from there
                    yield line, skip_stack
                    position_y, first_line_style = line.position_y + line.height, None
            except LeftToEngineError as left:
                begun = left.reason
            else:
                if skip_stack is None:
                    return
                continue
        if begun is not None:
            setter.leave(box, begun)
        by_engine = _greedy(around, box, position_y, skip_stack, None, first_line_style)
        if begun not in PASSING:
            yield from by_engine
            return
        first = next(by_engine, None)
        if first is None:
            return
        yield first
        line, skip_stack = first
        if skip_stack is None:
            return
        position_y, first_line_style = line.position_y + line.height, None


class _Begun(NamedTuple):
    """A paragraph, and its lines from some place on.

    ``floats`` are called on the first of them and stand beside it, laid out, by the identity of the boxes of which they
    were made. Those that are ``waiting`` have no room there and go below that line.
    """

    reading: Reading
    lines: Sequence[PlannedLine]
    stretch: LineStretch
    floats: Mapping[int, LayoutBox]
    waiting: Sequence[LayoutBox]


def _begun(
    setter: ParagraphSetter,
    around: LineSurroundings,
    box: LayoutBox,
    skip_stack: object,
    position_y: float,
    first_line_style: Mapping[str, object] | None,
) -> _Begun | Reason | None:
    """Return how ``box`` goes on from ``skip_stack``; ``None`` where it has no text, or why it cannot be set by us."""
    try:
        reading = setter.read(around.context, box, around.block, first_line_style)
        if reading is None:
            return None
        paragraph = reading.paragraph
        if skip_stack is None:
            first, indent = 0, resolve_indent(box, around.block)
        else:
            box.text_indent = indent = 0.0
            first = reading.place_of(skip_stack)
            first += len(paragraph.text) - first - len(paragraph.text[first:].lstrip(" "))
        begun = _planned(setter, around, reading, LineStretch(first, around.block.width, indent), position_y)
        called = reading.floats_on(begun.lines[0])
        return _with_floats(setter, around, begun, called, position_y) if called else begun
    except LeftToEngineError as left:
        return left.reason


def _planned(
    setter: ParagraphSetter, around: LineSurroundings, reading: Reading, stretch: LineStretch, position_y: float
) -> _Begun:
    """Return a stretch that begins at ``position_y`` px, with what floats leave of its lines."""
    stretch = stretch._replace(rooms=_rooms(around, reading, position_y))
    return _Begun(reading, setter.lines(reading, stretch), stretch, {}, ())


def _with_floats(
    setter: ParagraphSetter, around: LineSurroundings, begun: _Begun, called: Sequence[LayoutBox], position_y: float
) -> _Begun:
    """Return how the paragraph goes on beside the floats that are ``called`` on its first line.

    A float stands beside that line where its call is still on it then, and all after one that does not, below it (CSS
    2.2, 9.5.1).
    """
    reading, _, stretch, _, _ = begun
    height, _ = strut_of(reading.box.style)
    for number, child in enumerate(called):
        x, room = room_beside(around.context, reading.box, around.block, position_y, height)
        made = lay_out_float(around, child, around.block.content_box_x() + x, position_y, room - stretch.indent)
        if made is not None:
            try:
                beside = _planned(setter, around, reading, stretch, position_y)
            except LeftToEngineError:
                beside = None
            if beside and child in reading.floats_on(beside.lines[0]):
                begun = beside._replace(floats={**begun.floats, id(child): made})
                continue
            forget_float(around.context, made)
        # What was planned for less room was kept with the reading.
        lines = setter.lines(reading, begun.stretch)
        return begun._replace(lines=lines, waiting=called[number:])
    return begun


def _forget(around: LineSurroundings, floats: Mapping[int, LayoutBox]) -> None:
    for made in floats.values():
        forget_float(around.context, made)


def _rooms(around: LineSurroundings, reading: Reading, y: float) -> tuple[Room, ...]:
    """Return what floats leave of each line from ``y`` px on, the lines being as high as those of plain text.

    Raises :class:`LeftToEngineError` where a line has no room, or a leader would have to fill it.
    """
    rooms: list[Room] = []
    height, _ = strut_of(reading.box.style)
    while shapes_below(around.context, y):
        room = Room(*room_beside(around.context, reading.box, around.block, y, height))
        if reading.has_leader or room.measure <= 0 or height <= 0:
            raise LeftToEngineError(Reason.BESIDE_FLOAT)
        rooms.append(room)
        y += height
    return tuple(rooms)


def _built(setter: ParagraphSetter, begun: _Begun, around: LineSurroundings, position_y: float) -> Lines:
    """Yield the boxes of planned lines, the first of them at ``position_y`` px.

    It ends early where floats reach to other lines than was planned, and before a line on which one is called. Raises
    :class:`LeftToEngineError` where a line is so high that it would stand on a float.
    """
    reading, lines, stretch, floats, waiting = begun
    x, hold = around.block.content_box_x(), hold_of(around.context)
    height, _ = strut_of(reading.box.style)
    for number, planned in enumerate(lines):
        is_beside = number < len(stretch.rooms)
        if number and (is_beside != shapes_below(around.context, position_y) or reading.floats_on(planned)):
            return
        own = reading.opening if reading.opening is not None and reading.opens(planned) else reading
        builder = LineBuilder(around, own, planned, position_y, floats)
        line = builder.build(x, 0.0 if number else stretch.indent)
        if own is not reading:
            wrap_first_line(line, reading.first_line_style)
        if is_beside and line.height > height:
            room = room_beside(around.context, reading.box, around.block, position_y, line.height)
            if room != stretch.rooms[number]:
                if not number:
                    _forget(around, floats)
                raise LeftToEngineError(Reason.BESIDE_FLOAT)
        vars(line)[SET_LINE] = SetLine(reading, stretch, planned.start, planned.is_last)
        if hold is not None and hold.begins_with(reading.box, planned.start):
            vars(line)[HELD] = True
        if planned.wide:
            setter.mark_wide(line, planned.wide)
        if reading.has_leader:
            fill_leader(around.context, line, around.block)
        builder.place_others(line)
        position_y = line.position_y + line.height
        if waiting:
            below = [lay_out_float(around, child, x, position_y) for child in waiting]
            line.children = [*line.children, *filter(None, below)]
        yield line, (None if number + 1 == len(lines) else reading.skip_stack_of(planned.after))
        waiting = ()
