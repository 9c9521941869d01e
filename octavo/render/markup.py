"""Write XHTML that an XML parser and an HTML parser read alike: every element closed, every character escaped."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias
from xml.parsers import expat

from markupsafe import Markup, escape

Attributes: TypeAlias = Mapping[str, str]

VOID = frozenset({"br", "col", "hr", "img"})
"""Elements without content. All others have an end tag even when empty: HTML knows no ``<span/>``."""

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in an XML document even when escaped (XML 1.0, production 2)."""

NOTHING = Markup()
PREFIX = b'<body xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'


def element(name: str, content: str = NOTHING, attributes: Attributes = {}) -> Markup:  # noqa: B006 - never changed
    """Return the element ``name`` around ``content``, which is escaped unless it is markup.

    Attributes without a value are left out, so that callers need not ask whether there is an id.
    """
    opening = attribute_text(attributes)
    if name in VOID:
        return Markup(f"<{name}{opening}/>")  # noqa: S704 - names are ours, and the attributes are escaped
    return Markup(f"<{name}{opening}>{escape(content)}</{name}>")  # noqa: S704 - the same, and so is the content


def attribute_text(attributes: Attributes) -> Markup:
    """Return attributes as they stand in a tag, each after a space."""
    return NOTHING.join([Markup(' {}="{}"').format(key, value) for key, value in attributes.items() if value])


def joined(pieces: Iterable[str]) -> Markup:
    """Join ``pieces``, which are escaped unless they are markup."""
    return NOTHING.join(pieces)


def lines(pieces: Iterable[str]) -> Markup:
    """Join the ``pieces`` that are not empty, each on a line of its own: blocks, items and cells keep apart."""
    return Markup("\n").join([piece for piece in pieces if piece])


def classes(*names: str) -> str:
    """Return the value of a ``class`` attribute from the names that are not empty."""
    return " ".join(filter(None, names))


def legal(markup: str) -> str:
    """Drop the characters that XML forbids; what is left means the same."""
    return ILLEGAL.sub("", markup)


def ids_in(body: str) -> tuple[str, ...]:
    """Return every id in ``body`` in document order.

    Raises:
        expat.ExpatError: ``body`` is not well formed; ``lineno`` counts from 1.
    """
    found: list[str] = []

    def note(_name: str, attributes: dict[str, str]) -> None:
        if "id" in attributes:
            found.append(attributes["id"])

    parser = expat.ParserCreate()
    parser.StartElementHandler = note
    parser.Parse(PREFIX + body.encode() + b"</body>", True)  # noqa: FBT003 - the parser's own signature
    return tuple(found)
