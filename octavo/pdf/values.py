"""Objects of PDF as values (ISO 32000-1, 7.3), and the parser for those of our own files."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from octavo.pdf.syntax import UTF_16

TOKEN = re.compile(
    rb"[\ \n]*(?:(?P<key>/[A-Za-z0-9_.+-]*)|(?P<reference>\d+)\ 0\ R\b|(?P<integer>-?\d+)(?![\d.])"
    rb"|(?P<real>-?(?:\d+\.\d*|\.\d+))|(?P<literal>\((?:\\[\\()]|[\n\x20-\x27\x2a-\x5b\x5d-\x7e])*\))"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|(?P<hexadecimal><(?:[0-9a-fA-F]{2})*>)|(?P<word>true|false|null)\b"
    rb"|(?P<foreign>.))",
    re.DOTALL,
)
ESCAPED = re.compile(rb"\\(.)")


class UnreadableError(ValueError):
    """This is no PDF, or damaged, or not written as our files are where only those are read."""


class PdfName(str):
    """A name, without its solidus."""

    __slots__ = ()


class PdfReference(int):
    """The number of the object that is referred to; its generation is 0."""

    __slots__ = ()


Value: TypeAlias = "bool | int | float | str | bytes | PdfName | PdfReference | list[Value] | dict[str, Value] | None"
"""An object: a string is text where it is in an encoding that we write, else bytes."""


def parse(written: bytes) -> Value:
    """Return the object ``written``; raises :class:`UnreadableError` where it is not one object as we write them."""
    held: list[Value] = []
    around: list[tuple[list[Value], bytes]] = []
    for token in TOKEN.finditer(written.rstrip(b" \n")):
        kind = str(token.lastgroup)
        if kind == "open":
            around.append((held, CLOSING[token["open"]]))
            held = []
        elif kind == "close":
            closed = held
            held, closing = around.pop() if around else ([], b"")
            if closing != token["close"]:
                raise UnreadableError(written)
            held.append(closed if closing == b"]" else _dictionary(closed))
        else:
            held.append(VALUES[kind](token[kind]))
    if around or len(held) != 1:
        raise UnreadableError(written)
    return held[0]


def _dictionary(items: list[Value]) -> dict[str, Value]:
    """Return the dictionary whose keys and values are ``items`` in turn."""
    keys, values = items[::2], items[1::2]
    if len(keys) != len(values) or not all(isinstance(key, PdfName) for key in keys):
        raise UnreadableError(items)
    return dict(zip(map(str, keys), values, strict=True))


def _text(content: bytes) -> str | bytes:
    if content.startswith(UTF_16) and not len(content) % 2:
        return content.removeprefix(UTF_16).decode("utf-16-be", "surrogatepass")
    return content.decode() if content.isascii() else content


def _foreign(token: bytes) -> Value:
    raise UnreadableError(token)


VALUES: Mapping[str, Callable[[bytes], Value]] = {
    "key": lambda token: PdfName(token[1:].decode()),
    "reference": PdfReference,
    "integer": int,
    "real": float,
    "literal": lambda token: (ESCAPED.sub(rb"\1", token) if b"\\" in token else token)[1:-1].decode(),
    "hexadecimal": lambda token: _text(bytes.fromhex(token[1:-1].decode())),
    "word": {b"true": True, b"false": False, b"null": None}.__getitem__,
    "foreign": _foreign,
}
"""What makes a value of each kind of token."""

CLOSING = {b"<<": b">>", b"[": b"]"}


def dictionary(value: Value) -> dict[str, Value]:
    """Return ``value``, which must be a dictionary."""
    if not isinstance(value, dict):
        raise UnreadableError(value)
    return value


def array(value: Value) -> list[Value]:
    """Return ``value``, which must be an array."""
    if not isinstance(value, list):
        raise UnreadableError(value)
    return value


def integer(value: Value) -> int:
    """Return ``value``, which must be an integer."""
    if not isinstance(value, int) or isinstance(value, PdfReference | bool):
        raise UnreadableError(value)
    return value


def number(value: Value) -> float:
    """Return ``value``, which must be a number."""
    if not isinstance(value, int | float) or isinstance(value, PdfReference | bool):
        raise UnreadableError(value)
    return value
