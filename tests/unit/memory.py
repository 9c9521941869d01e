"""A memo that tells what it had to make."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from octavo.jobs.memo import Memo
from octavo.jobs.store import Store
from octavo.project import own_code

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(Memo):
    """``made`` are the calls that were made, with their functions and arguments."""

    made: list["partial[object]"] = field(default_factory=list)

    def kept(self, name: str, make: Callable[[], Value]) -> Value:
        """Return the result that is kept, or note that it must be made."""

        def made() -> Value:
            if isinstance(make, partial):
                self.made.append(make)
            return make()

        return Memo.kept(self, name, made)


def watched(folder: Path) -> Watched:
    """Return a memo that keeps its results in ``folder``."""
    return Watched(store=Store(folder), code=own_code(), trusted="octavo.model.")
