"""Objects of PDF as values (ISO 32000-1, 7.3), as far as our own files have them."""

import re
from collections.abc import Iterator
from typing import TypeAlias

TOKEN = re.compile(
    rb"[\ \n]*(?:(?P<key>/[A-Za-z0-9_.+-]*)|(?P<reference>\d+)\ 0\ R\b|(?P<integer>-?\d+)(?![\d.])"
    rb"|(?P<real>-?(?:\d+\.\d*|\.\d+))|(?P<literal>\((?:\\[\\()]|[\n\x20-\x27\x2a-\x5b\x5d-\x7e])*\))"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|(?P<hexadecimal><(?:[0-9a-fA-F]{2})*>)|(?P<word>true|false|null)\b"
    rb"|(?P<foreign>.))",
    re.DOTALL,
)
ESCAPED = re.compile(rb"\\(.)")
UTF_16 = b"\xfe\xff"

WORDS = {b"true": True, b"false": False, b"null": None}


class ForeignError(Exception):
    """A file is not written as ours are; that does not make it wrong."""


class Name(str):
    """A name, without its solidus."""

    __slots__ = ()


class Pointer(int):
    """The number of the object that is referred to; its generation is 0."""

    __slots__ = ()


Value: TypeAlias = "bool | int | float | str | bytes | Name | Pointer | list[Value] | dict[str, Value] | None"
"""An object: a string is text where it is in an encoding that we write, else bytes."""


def parse(written: bytes) -> Value:
    """Return the object ``written``; raises :class:`ForeignError` where it is not one object as we write them."""
    tokens = TOKEN.finditer(written.rstrip(b" \n"))
    value = _value(tokens, _next(tokens))
    if next(tokens, None) is not None:
        raise ForeignError(written)
    return value


def _value(tokens: Iterator[re.Match[bytes]], token: re.Match[bytes]) -> Value:
    match token.lastgroup:
        case "key":
            return Name(token["key"][1:].decode())
        case "reference":
            return Pointer(token["reference"])
        case "integer":
            return int(token["integer"])
        case "real":
            return float(token["real"])
        case "literal":
            return ESCAPED.sub(rb"\1", token["literal"][1:-1]).decode()
        case "hexadecimal":
            return _text(bytes.fromhex(token["hexadecimal"][1:-1].decode()))
        case "word":
            return WORDS[token["word"]]
        case "open":
            return _dictionary(tokens) if token["open"] == b"<<" else _array(tokens)
        case _:
            raise ForeignError(token[0])


def _text(content: bytes) -> str | bytes:
    if content.startswith(UTF_16) and not len(content) % 2:
        return content.removeprefix(UTF_16).decode("utf-16-be", "surrogatepass")
    return content.decode() if content.isascii() else content


def _array(tokens: Iterator[re.Match[bytes]]) -> list[Value]:
    items: list[Value] = []
    while (token := _next(tokens))["close"] != b"]":
        items.append(_value(tokens, token))
    return items


def _dictionary(tokens: Iterator[re.Match[bytes]]) -> dict[str, Value]:
    entries: dict[str, Value] = {}
    while (token := _next(tokens))["close"] != b">>":
        name = token["key"]
        if name is None:
            raise ForeignError(token[0])
        entries[name[1:].decode()] = _value(tokens, _next(tokens))
    return entries


def _next(tokens: Iterator[re.Match[bytes]]) -> re.Match[bytes]:
    token = next(tokens, None)
    if token is None:
        raise ForeignError("it ends too soon")
    return token


def dictionary(value: Value) -> dict[str, Value]:
    """Return ``value``, which must be a dictionary."""
    if not isinstance(value, dict):
        raise ForeignError(value)
    return value


def array(value: Value) -> list[Value]:
    """Return ``value``, which must be an array."""
    if not isinstance(value, list):
        raise ForeignError(value)
    return value


def integer(value: Value) -> int:
    """Return ``value``, which must be an integer."""
    if not isinstance(value, int) or isinstance(value, Pointer | bool):
        raise ForeignError(value)
    return value


def reference(value: Value) -> Pointer:
    """Return ``value``, which must be a reference."""
    if not isinstance(value, Pointer):
        raise ForeignError(value)
    return value


def name(value: Value) -> Name:
    """Return ``value``, which must be a name."""
    if not isinstance(value, Name):
        raise ForeignError(value)
    return value


def text(value: Value) -> str:
    """Return ``value``, which must be a string of text."""
    if not isinstance(value, str) or isinstance(value, Name):
        raise ForeignError(value)
    return value
