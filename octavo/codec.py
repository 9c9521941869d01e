"""Frozen values as bytes and back: how what stages make travels between processes and is stored.

A packed value is a line of JSON and behind it, as they are, the ``bytes`` that stand in the value. A dataclass or a
named tuple is written as the list of its fields. Nothing in it can run, whoever wrote it: reading it back follows the
annotations of the class that is asked for, and what does not fit them is refused.
"""

import json
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

from octavo.model.work import DamagedError

Value = TypeVar("Value")

MAGIC = b"octavo 2\n"
HEAD = re.compile(re.escape(MAGIC) + rb"(\d{1,12})\n")

Read: TypeAlias = Callable[[object, Sequence[bytes]], object]
"""Makes a value from what JSON has for it, and the pieces of bytes that stand behind."""


def pack(value: object) -> bytes:
    """Return ``value`` (of dataclasses, named tuples, tuples, mappings, texts, numbers, bytes and ``None``) as bytes.

    Equal values give equal bytes, and equal bytes within the value are written once. Raises ``TypeError`` for a value
    of any other type.
    """
    pieces: dict[bytes, int] = {}
    written = _written(value, pieces)
    head = json.dumps([written, list(map(len, pieces))], ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((MAGIC, b"%d\n" % len(head), head, *pieces))


def unpack(packed: bytes, of: type[Value]) -> Value:
    """Return the value of the class ``of`` that :func:`pack` wrote. Raises :class:`DamagedError` for anything else.

    Raises ``TypeError`` where no value of that class can be packed.
    """
    reader = _reader(cast("Hashable", of))
    try:
        head = HEAD.match(packed)
        if head is None:
            raise DamagedError("this is no packed value")
        start = head.end() + int(head[1])
        written, lengths = json.loads(packed[head.end() : start])
        pieces = []
        for length in lengths:
            pieces.append(packed[start : start + length])
            start += length
        if start != len(packed):
            raise DamagedError("a piece is missing")
        return cast("Value", reader(written, pieces))
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as problem:
        raise DamagedError(str(problem)) from problem


def _written(value: object, pieces: dict[bytes, int]) -> object:
    if isinstance(value, bytes):
        return pieces.setdefault(value, len(pieces))
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_written(each, pieces) for each in value]
    if names := _names_of(cast("Hashable", type(value))):
        return [_written(getattr(value, name), pieces) for name in names]
    if isinstance(value, Mapping):
        return [[_written(key, pieces), _written(each, pieces)] for key, each in value.items()]
    raise TypeError(f"a value of the type '{type(value).__name__}' cannot be packed")


@cache
def _names_of(kind: Hashable) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass; none for any other class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _reader(of: Hashable) -> Read:
    """Return what reads a value that is annotated as ``of``."""
    arguments = get_args(of)
    if isinstance(of, type) and (is_dataclass(of) or hasattr(of, "_fields")):
        return _of_fields(of)
    if of is bytes:
        return lambda written, pieces: pieces[_checked(written, int)]
    if of is float:
        return lambda written, _: written if isinstance(written, float) else _checked(written, int)
    if isinstance(of, type) and of in {str, int, bool}:
        return lambda written, _: _checked(written, of)
    if get_origin(of) is UnionType:
        inner = _reader(next(each for each in arguments if each is not NoneType))
        return lambda written, pieces: None if written is None else inner(written, pieces)
    if get_origin(of) is tuple and arguments[1:] == (...,):
        each = _reader(arguments[0])
        return lambda written, pieces: tuple([each(item, pieces) for item in _checked(written, list)])
    if get_origin(of) is tuple:
        return _in_order(lambda *values: values, arguments)
    if get_origin(of) is Mapping:
        pairs = _in_order(lambda *pair: pair, arguments)
        return lambda written, pieces: dict(
            [cast("tuple[object, object]", pairs(item, pieces)) for item in _checked(written, list)]
        )
    raise TypeError(f"a value annotated as '{getattr(of, '__name__', of)}' cannot be packed")


def _of_fields(of: type) -> Read:
    """Return what reads a dataclass or a named tuple."""
    hints = get_type_hints(of)
    if issubclass(of, tuple):
        return _in_order(of, [hints[name] for name in getattr(of, "_fields", ())])
    names = [field.name for field in fields(of)]  # type: ignore[arg-type]  # _reader has seen that it is a dataclass
    return _in_order(lambda *values: of(**dict(zip(names, values, strict=True))), [hints[name] for name in names])


def _in_order(make: Callable[..., object], hints: Sequence[object]) -> Read:
    """Return what reads a list of values that are annotated with ``hints``, and gives them to ``make``."""
    kinds = list(hints)
    readers = [_reader(each) for each in hints]

    def read(written: object, pieces: Sequence[bytes]) -> object:
        values = _checked(written, list)
        # Most are of plain values, such as the lines of a page: these are as they were written.
        if list(map(type, values)) == kinds:
            return make(*values)
        return make(*[each(item, pieces) for each, item in zip(readers, values, strict=True)])

    return read


def _checked(written: object, of: type[Value]) -> Value:
    if type(written) is not of:
        raise TypeError(f"{written!r} is no {of.__name__}")
    return written
