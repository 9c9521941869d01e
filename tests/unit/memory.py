"""A memory for stages, which tells what was made anew."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")


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
