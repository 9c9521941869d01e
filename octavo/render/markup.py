"""Write XHTML that an XML parser and an HTML parser read alike: every element closed, every character escaped."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias
from xml.parsers import expat

from markupsafe import Markup

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
    opening = attribute_text(attributes) if attributes else ""
    if name in VOID:
        return _made(f"<{name}{opening}/>")
    return _made(f"<{name}{opening}>{content if type(content) is Markup else _referred(content)}</{name}>")


def attribute_text(attributes: Attributes) -> Markup:
    """Return attributes as they stand in a tag, each after a space. Their names are ours."""
    return _made("".join([f' {key}="{_referred(value)}"' for key, value in attributes.items() if value]))


def escaped(text: str) -> Markup:
    """Return ``text``, which is no markup, with the signs of markup escaped."""
    return _made(_referred(text))


def run(pieces: Iterable[Markup]) -> Markup:
    """Join pieces of markup."""
    return _made("".join(pieces))


def joined(pieces: Iterable[str]) -> Markup:
    """Join ``pieces``, which are escaped unless they are markup."""
    return _made("".join([piece if type(piece) is Markup else _referred(piece) for piece in pieces]))


def lines(pieces: Iterable[str]) -> Markup:
    """Join the ``pieces`` that are not empty, each on a line of its own: blocks, items and cells keep apart."""
    return _made("\n".join([piece if type(piece) is Markup else _referred(piece) for piece in pieces if piece]))


def _referred(text: str) -> str:
    """Return ``text`` with references in place of the signs of markup, the same as templates write."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("'", "&#39;").replace('"', "&#34;")


def _made(text: str) -> Markup:
    """Take ``text`` for markup: names are ours, all else in it is escaped.

    What :class:`Markup` asks of its argument first (is it markup?) would take longer than all the rest.
    """
    return str.__new__(Markup, text)


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
