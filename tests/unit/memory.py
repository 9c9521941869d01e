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


class Remembering:
    """A :class:`~octavo.model.cache.Recall`: ``made`` are the names of what it had to have made."""

    def __init__(self) -> None:
        self.known: dict[tuple[bytes | str, ...], object] = {}
        self.made: list[tuple[bytes | str, ...]] = []

    def __call__(self, of: tuple[bytes | str, ...], make: Callable[[], Value]) -> Value:
        """Return the value of the name ``of``."""
        if of not in self.known:
            self.made.append(of)
            self.known[of] = make()
        value: Value = self.known[of]  # type: ignore[assignment]
        return value
