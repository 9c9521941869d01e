"""Where the lines of a style sheet come from that was joined of several files."""

from collections.abc import Iterable
from typing import NamedTuple

from octavo.model.origin import NOWHERE, Origin


class SheetStart(NamedTuple):
    """From this line on, counted from 1, a style sheet that was joined holds the file at ``origin``."""

    line: int
    origin: Origin


def shifted(starts: Iterable[SheetStart], before: str) -> tuple[SheetStart, ...]:
    """Return where files begin once the whole lines ``before`` stand before them."""
    return tuple(SheetStart(start.line + before.count("\n"), start.origin) for start in starts)


def place_in(starts: Iterable[SheetStart], line: int, column: int = 0) -> Origin:
    """Return the place, in the file it came from, of a line of a joined style sheet; ``NOWHERE`` before all files."""
    last = next((start for start in reversed(tuple(starts)) if start.line <= line), None)
    return Origin(last.origin.path, line - last.line + 1, column) if last else NOWHERE
