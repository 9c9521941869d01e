"""Where a value came from: every value read from a file knows its place, so that every fault can name it."""

from dataclasses import dataclass
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and list positions that lead from a record to one of its values, such as ``('roles', 0, 'dates')``."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A place in a source file.

    ``path`` is relative to the project folder, with forward slashes; ``line`` and ``column`` count from 1.
    Line 0 means the file as a whole (a file that is missing, or that could not be decoded).
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``path``, ``path:line`` or ``path:line:column``, as far as it is known."""
        known = [self.path]
        if self.line:
            known.append(str(self.line))
            if self.column:
                known.append(str(self.column))
        return ":".join(known)


NOWHERE = Origin("")
"""The origin of what no file holds: values that the build itself made."""
