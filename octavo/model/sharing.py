"""Keep what did not change: the same objects, so that reading with what changes things makes nothing new."""

from dataclasses import replace
from operator import is_
from typing import TypeVar

Value = TypeVar("Value")
Things = TypeVar("Things", bound=tuple[object, ...])


def with_fields(value: Value, **fields: object) -> Value:
    """Return ``value`` with these fields; ``value`` itself where it has these very objects in them."""
    for name, content in fields.items():
        if getattr(value, name) is not content:
            return replace(value, **fields)  # type: ignore[type-var]  # any dataclass, which no type can say
    return value


def kept(old: Things, new: Things) -> Things:
    """Return ``new``; ``old`` itself where it holds the same objects."""
    return old if len(old) == len(new) and all(map(is_, old, new)) else new
