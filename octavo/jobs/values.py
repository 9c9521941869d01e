"""Write values down so that two that differ are written differently, and digest what is written.

What is written depends on the value alone: not on where it lies in memory, on what it shares with other values, nor on
the seed of hashes. Every field of a dataclass counts, also those that its text form or a comparison leave out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from hashlib import sha256
from operator import attrgetter
from types import BuiltinFunctionType, FunctionType
from typing import Any, TypeAlias

Write: TypeAlias = Callable[[str], object]
Writer: TypeAlias = Callable[[Any, Write], object]

PLAIN = (type(None), date)
"""Types whose text form says all, as that of numbers does."""


@dataclass(frozen=True, slots=True)
class Digester:
    """Digests values; ``code`` gives the digest of what a module runs, which a function or a class stands for.

    Values are plain ones, tuples, lists, frozen sets, mappings (whose order counts), dataclasses, members of
    enumerations, and functions and classes of modules, also with some of their arguments given (``partial``).
    """

    code: Callable[[str], str]
    _writers: dict[type, Writer] = field(default_factory=dict, init=False, repr=False)

    def digest(self, value: object) -> str:
        """Return the SHA-256 (hex) of ``value``; raises ``TypeError`` where it holds anything that is no value."""
        written: list[str] = []
        self._items("value", (value,), written.append)
        return sha256("".join(written).encode("utf-8", "surrogatepass")).hexdigest()

    def _writer_of(self, kind: type) -> Writer:
        self._writers[kind] = self._writer(kind)
        return self._writers[kind]

    def _writer(self, kind: type) -> Writer:
        """Return what writes values of ``kind``."""
        name = f"{kind.__module__}.{kind.__qualname__}"
        if is_dataclass(kind):
            return self._fields(name, tuple(each.name for each in fields(kind)))
        if issubclass(kind, Enum):
            return lambda value, write: write(f"{name}.{value.name};")
        if kind in PLAIN:
            return lambda value, write: write(f"{name} {value!r};")
        if issubclass(kind, int | float):
            return lambda value, write: write(f"{name} {value!r};")
        if issubclass(kind, bytes):
            return lambda value, write: write(f"{name} {sha256(value).hexdigest()};")
        if issubclass(kind, str):
            return lambda value, write: write(f"{name} {len(value)}:{value}")
        if issubclass(kind, partial):
            return lambda value, write: self._items(name, (value.func, value.args, value.keywords), write)
        if issubclass(kind, tuple | list):
            return lambda value, write: self._items(name, value, write)
        if issubclass(kind, frozenset):
            return lambda value, write: write(f"{name} {len(value)}:{''.join(sorted(map(self.digest, value)))}")
        if issubclass(kind, Mapping):
            return lambda value, write: self._items("mapping", [each for item in value.items() for each in item], write)
        if issubclass(kind, type | FunctionType | BuiltinFunctionType):
            return self._named
        raise TypeError(f"the key of a result cannot be made from a value of the class {name}")

    def _items(self, name: str, items: Sequence[Any], write: Write) -> None:
        write(f"{name} {len(items)}:")
        writers = self._writers
        for item in items:
            # Most values are texts, and most others of a class that was met before: a call for each would cost more
            # than what it writes.
            kind = item.__class__
            if kind is str:
                write(f"s{len(item)}:{item}")
            else:
                (writers.get(kind) or self._writer_of(kind))(item, write)

    def _fields(self, name: str, names: tuple[str, ...]) -> Writer:
        if not names:
            return lambda _, write: write(f"{name} 0:")
        values_of, write_items = attrgetter(*names), self._items
        if len(names) == 1:
            return lambda value, write: write_items(name, (values_of(value),), write)
        return lambda value, write: write_items(name, values_of(value), write)

    def _named(self, value: Any, write: Write) -> None:  # noqa: ANN401 - functions and classes of any kind
        if "<" in value.__qualname__:
            raise TypeError(f"'{value.__qualname__}' is made while the program runs: what it does is not known")
        code = "" if value.__module__ == "builtins" else self.code(value.__module__)
        write(f"{value.__module__}.{value.__qualname__} {code};")
