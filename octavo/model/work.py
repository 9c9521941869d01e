"""Calls as values: how a stage asks for work without knowing where it is done and what of it is remembered.

A stage that has much to do is a generator: it yields calls of pure functions, gets their results back, and goes on,
until it returns its value. The pipeline has the calls made, in other processes or not at all where it knows the result.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

Value = TypeVar("Value")


class DamagedError(ValueError):
    """What was kept of an earlier result is not what was put there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Bytes that many calls need. Every worker gets them once, before its first call.

    Among the arguments of a call this value stands for them: the function receives a *handle*, the bytes themselves or
    the path of a file that holds them. ``prepare(name, handle)`` makes a process ready for the calls that follow;
    ``name`` is the same for the same bytes.
    """

    name: str
    content: bytes = field(repr=False)
    prepare: Callable[[str, object], object]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Call:
    """A call of a pure function from ``arguments`` to bytes; ``name`` is what people are shown.

    A function that ``sets_aside`` returns two results: the second is kept for a later call and does not pass through
    this process. That later call names this one as its ``given``, and gets those bytes as its last argument.
    ``weight`` orders the start, heaviest first. ``is_fresh`` asks for the call even where its result is known, because
    what was kept is damaged.
    """

    name: str
    function: Callable[..., bytes | tuple[bytes, bytes]]
    arguments: tuple[object, ...] = field(repr=False)
    sets_aside: bool = False
    given: "Call | None" = None
    weight: float = 0.0
    is_fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A finished file for people that ``call`` still has to make; the pipeline has all of them made side by side."""

    name: str
    media_type: str
    call: Call


Work: TypeAlias = Generator[Sequence[Call], Sequence[bytes], Value]
"""A generator that yields calls, is sent their results in the same order, and returns its value."""
