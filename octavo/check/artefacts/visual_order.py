"""Whether lines are read in the order in which they stand on their pages.

Of two lines in one column the upper is seen first (the first rule of T. M. Breuel, *High Performance Document Layout
Analysis*, 2003). What stands in columns of its own, such as the cells of a row, has no order by this rule. The text and
the notes are judged each by itself: a note is read behind the paragraph that calls it, and stands at the foot of the
page.
"""

from collections.abc import Iterable, Iterator

from octavo.check.artefacts.printed_lines import PrintedLine

RAISED = 0.6
"""A line that stands higher than one that is read before it, by more than this part of its size, is out of order."""

HALF = 0.5
"""So much of the narrower of two lines stands above the other where they are in one column."""


def out_of_order(lines: Iterable[PrintedLine]) -> Iterator[tuple[PrintedLine, int]]:
    """Yield a line, and the place among ``lines`` of another that is read after it and stands above it.

    ``lines`` are in the order of reading. Of what stands too low the first line above it is told, and no other. Lines
    that do not read from left to right are passed over: turned pages have an order of their own. So are lines without
    a word, such as the bullet of an item beside a table that floats: nothing could be said of them.
    """
    lowest: dict[int, list[PrintedLine]] = {}
    for place, line in enumerate(lines):
        if not line.is_level or not line.text:
            continue
        read = lowest.setdefault(line.page, [])
        lower = [each for each in read if _is_above(line, each)]
        if lower:
            yield lower[-1], place
        # What a later line covers from left to right is judged with that one.
        read[:] = [each for each in read if each not in lower and not _covers(line, each)]
        read.append(line)


def _is_above(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether ``line`` stands above ``other`` in its column."""
    if line.baseline - other.baseline <= RAISED * max(line.size, other.size):
        return False
    common = min(line.right, other.right) - max(line.left, other.left)
    return common > HALF * min(line.right - line.left, other.right - other.left)


def _covers(line: PrintedLine, other: PrintedLine) -> bool:
    """Whether ``line`` stands below ``other``, and is as wide: what is above ``other`` is above it, too."""
    return line.baseline <= other.baseline and line.left <= other.left and other.right <= line.right
