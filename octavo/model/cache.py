"""How a stage is spared what it has done before: it names what goes in, and a function remembers what came out."""

from collections.abc import Callable
from typing import Protocol, TypeVar

Value = TypeVar("Value")


class Recall(Protocol):
    """Returns what ``make`` returns, from memory where something of the same name was made before.

    ``of`` names all that ``make`` depends on besides Octavo's own code: bytes and texts, the kind of thing first. What
    is made must be of the classes of the model and of plain values, and frozen. What ``make`` raises is raised, and
    not remembered.
    """

    def __call__(self, of: tuple[bytes | str, ...], make: Callable[[], Value]) -> Value:
        """Return the value of the name ``of``."""


def always_made(of: tuple[bytes | str, ...], make: Callable[[], Value]) -> Value:  # noqa: ARG001 - it is a Recall
    """Remember nothing."""
    return make()
