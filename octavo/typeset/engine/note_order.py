"""Which notes must be begun before others: what decides where text is divided that stands side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_container_layout


class NoteOrder:
    """The order of the ``notes`` of a document, and which of them are called in a cell before another of the same row.

    The cells of a row are laid out one after another, each as far as the page has room. Without this a note that is
    called in the second cell might be printed before one that the first cell calls overleaf.
    """

    def __init__(self, notes: Sequence[Any]) -> None:
        self.places = {note: place for place, note in enumerate(notes)}
        self._beside: Mapping[Any, Sequence[Any]] | None = None

    def look_through(self, root: Any) -> None:  # noqa: ANN401 -- WeasyPrint's own classes
        """Find what stands side by side in the text ``root``, which is done once."""
        if self._beside is None:
            self._beside = dict(_beside(root)) if self.places else {}

    def before(self, note: Any, floats: Iterable[Any]) -> Iterator[Any]:  # noqa: ANN401 -- the same
        """Yield the notes that may be called overleaf though ``note`` must not be begun before them.

        They are those of the cells before its own in the row, and of ``floats``, which go on overleaf.
        """
        yield from (self._beside or {}).get(note, ())
        for box in floats:
            yield from (each for each in _called(box) if self.places[each] < self.places[note])


def _beside(box: Any) -> Iterator[tuple[Any, Sequence[Any]]]:  # noqa: ANN401 -- the same
    """Yield each note that is called in a row of a table, and those of the cells before its own."""
    earlier: list[Any] = []
    for child in box.children:
        is_parent = isinstance(child, boxes.ParentBox) and not isinstance(child, boxes.LineBox)
        inside = dict(_beside(child)) if is_parent else {}
        if not isinstance(box, boxes.TableRowBox):
            yield from inside.items()
            continue
        found = _called(child)
        yield from ((note, before) for note in found if (before := (*earlier, *inside.get(note, ()))))
        earlier += found


def _called(box: Any) -> list[Any]:  # noqa: ANN401 -- the same
    attributes = vars(box)
    if "notes_called" not in attributes:
        attributes["notes_called"] = [each.footnote for each in box.descendants() if each.footnote is not None]
    found: list[Any] = attributes["notes_called"]
    return found


def lay_out_container(
    context: Any,  # noqa: ANN401 -- WeasyPrint's own classes
    box: Any,  # noqa: ANN401 -- the same
    bottom_space: float,
    skip_stack: Any,  # noqa: ANN401 -- the same
    page_is_empty: bool,  # noqa: FBT001 -- the engine calls it so
    *others: Any,  # noqa: ANN401 -- the same
    **options: Any,  # noqa: ANN401 -- the same
) -> Any:  # noqa: ANN401 -- the same
    """Lay out what stands in a block; a cell of which no more has room on this page goes on overleaf where it was.

    The engine would set it again from its beginning.
    """
    result = block_container_layout(context, box, bottom_space, skip_stack, page_is_empty, *others, **options)
    if result[0] is not None or skip_stack is None or not isinstance(box, boxes.TableCellBox):
        return result
    empty = box.copy_with_children([])
    made, _, *rest = block_container_layout(context, empty, bottom_space, {0: None}, True, *others, **options)  # noqa: FBT003 -- the engine calls it so
    return made, skip_stack, *rest
