"""Values as they are written in our files (ISO 32000-1, 7.3)."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

PLAIN = re.compile(r"[\w .,:;-]*", re.ASCII)
"""Text that needs no escapes in a string."""

LENGTHS = 4096
"""How many lengths are kept as they are written: in a book the same places come again and again."""

UTF_16 = b"\xfe\xff"
"""What a string begins with whose text is not ASCII."""


@lru_cache(maxsize=LENGTHS)
def real(value: float) -> bytes:
    """Return a number, to a millionth."""
    return (b"%.6f" % value).rstrip(b"0").rstrip(b".")


def references(numbers: Iterable[int]) -> bytes:
    """Return references to the objects of these ``numbers``, a space between them."""
    return b" ".join(b"%d 0 R" % number for number in numbers)


def destination(page: int, x: float, y: float) -> bytes:
    """Return a destination (12.3.2): a place on the page that is the object ``page``, in pt from the lower left."""
    return b"[%d 0 R /XYZ %b %b 0]" % (page, real(x), real(y))


def text_string(text: str) -> bytes:
    """Return ``text`` as a string (7.9.2): literal where it is printable ASCII, else UTF-16 in hexadecimal."""
    if PLAIN.fullmatch(text):
        return b"(%b)" % text.encode()
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode()
    return b"<%b>" % (UTF_16 + text.encode("utf-16-be")).hex().encode()


def name_tree(values: Mapping[str, bytes]) -> bytes:
    """Return a name tree (7.9.6) of one node, sorted by the bytes of its strings."""
    return b"<</Names [%b]>>" % b" ".join(
        b"%b %b" % (text_string(name), values[name]) for name in sorted(values, key=_bytes)
    )


def _bytes(text: str) -> bytes:
    return text.encode() if text.isascii() else UTF_16 + text.encode("utf-16-be")
