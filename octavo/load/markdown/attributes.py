"""Read attributes: ``{#id .class word=value word="several words"}``, in braces or on the line of a directive."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.common.utils import unescapeAll

from octavo.load.ids import IDS

_ITEM = re.compile(
    r"""
    (?: \#(?P<id>[^\s{}"=]+)
      | \.(?P<class>[^\s{}"=.\#]+)
      | (?P<word>[^\W\d][\w-]*)=(?: "(?P<quoted>(?:[^"\\]|\\.)*+)" | (?P<bare>[^\s{}"]+) )
    )(?=\s|$)\s*
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACES = re.compile(r'\{(?:[^{}"]|"(?:[^"\\]|\\.)*+")*+\}', re.DOTALL)
_MEANT = re.compile(r"\{\s*(?:#\w|\.[^\W\d]|[^\W\d][\w-]*=)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute. ``name`` is ``#`` for an id and ``.`` for a class; ``at`` is the offset of the value's text.

    ``value`` is as written but for the backslash before a double quote: where it holds marks it is still to be read.
    """

    name: str
    value: str
    at: int

    @property
    def plain(self) -> str:
        """The value where it holds no marks: its escapes and entities decoded."""
        return unescapeAll(self.value)

    @property
    def written(self) -> str:
        """The attribute as it stands in the text, without its value where that may be long."""
        return f"{self.name}{self.value}" if self.name in "#." else f"{self.name}="


def braces_end(text: str, start: int) -> int:
    """Return the offset after the braces that open at ``start`` and have no others inside; -1 where there are none."""
    found = _BRACES.match(text, start)
    return found.end() if found else -1


def is_meant(text: str, start: int = 0) -> bool:
    """Whether the brace at ``start`` looks as if attributes were meant: ``{#``, ``{.`` or ``{word=``."""
    return _MEANT.match(text, start) is not None


def read_attributes(text: str) -> tuple[Attribute, ...]:
    """Read the attributes of ``text``, which stands without braces.

    Raises ``ValueError`` with what is wrong, worded to follow the attributes in a sentence.
    """
    found = tuple(_items(text))
    times = Counter(attribute.written if attribute.name == "." else attribute.name for attribute in found)
    for name, count in times.items():
        if count > 1:
            raise ValueError("have more than one id" if name == "#" else f"say '{name}' twice")
    for attribute in found:
        if attribute.name == "#" and not IDS.pattern.fullmatch(attribute.value):
            raise ValueError(f"have the id '{attribute.value}', but {IDS.problem}")
    return found


TYPOGRAPHIC = re.compile("[“”„‘’«»]")


def _items(text: str) -> Iterator[Attribute]:
    position = len(text) - len(text.lstrip())
    while position < len(text):
        item = _ITEM.match(text, position)
        if item is None and TYPOGRAPHIC.search(text):
            raise ValueError("have typographic quotation marks, where only straight ones hold words together")
        if item is None:
            raise ValueError(f"cannot be read at '{text[position:].split(maxsplit=1)[0]}'")
        kind = item.lastgroup or ""
        value = item[kind]
        if kind == "quoted":
            value = value.replace('\\"', '"')
        yield Attribute(name={"id": "#", "class": "."}.get(kind, item["word"]), value=value, at=item.start(kind))
        position = item.end()
