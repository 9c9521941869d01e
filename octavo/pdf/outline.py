"""The outline of a PDF, which readers show beside the pages (ISO 32000-1, 12.3.3)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class OutlineItem(NamedTuple):
    """A heading of the book: its level from 1, and its words and its place as PDF strings and arrays."""

    level: int
    title: bytes
    place: bytes


@dataclass(slots=True)
class _Item:
    """An item of the outline and those below it."""

    number: int
    level: int
    entries: bytes
    children: "list[_Item]" = field(default_factory=list)

    def count(self) -> int:
        """Return how many items are below this one, all of them open."""
        return sum(1 + child.count() for child in self.children)

    def written(self, around: bytes = b"") -> Iterator[tuple[int, bytes]]:
        """Yield the number and the dictionary of this item and of all below it."""
        below = b""
        if self.children:
            numbers = (self.children[0].number, self.children[-1].number, self.count())
            below = b"/First %d 0 R/Last %d 0 R/Count %d" % numbers
        yield self.number, b"<<%b%b%b>>" % (self.entries, around, below)
        for place, child in enumerate(self.children):
            links = b"/Parent %d 0 R" % self.number
            if place:
                links += b"/Prev %d 0 R" % self.children[place - 1].number
            if place + 1 < len(self.children):
                links += b"/Next %d 0 R" % self.children[place + 1].number
            yield from child.written(links)


def write_outline(headings: Sequence[OutlineItem], root: int, new: Callable[[], int]) -> dict[int, bytes]:
    """Return the objects of an outline by their numbers: ``root`` is the outline itself, ``new`` gives the others.

    A heading stands below the last one before it that has a lower level.
    """
    outline = _Item(root, 0, b"")
    around = [outline]
    for heading in headings:
        while around[-1].level >= heading.level:
            around.pop()
        item = _Item(new(), heading.level, b"/Title %b/Dest %b" % (heading.title, heading.place))
        around[-1].children.append(item)
        around.append(item)
    return dict(outline.written())
