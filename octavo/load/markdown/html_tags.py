"""Tags of HTML: their names and attributes, and which of them in a line belong together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from markdown_it.token import Token

TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlTag:
    """A tag: its name in small letters, and its attributes with their entities decoded."""

    name: str
    is_closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def read_tag(written: str) -> HtmlTag | None:
    """Return the tag that ``written`` begins with; nothing for what is none, such as a comment."""
    found = TAG.match(written)
    return tag_of(found) if found else None


def tag_of(found: re.Match[str]) -> HtmlTag:
    """Return the tag that the pattern :data:`TAG` has ``found``."""
    attributes = {
        each[1].lower(): unescape(each[2] or each[3] or each[4] or "") for each in _ATTRIBUTE.finditer(found["rest"])
    }
    return HtmlTag(name=found["name"].lower(), is_closing=bool(found["slash"]), attributes=attributes)


def paired(tokens: Sequence[Token], read: frozenset[str]) -> list[Token]:
    """Return inline ``tokens`` in which those of elements that are ``read`` open and close, as other marks do.

    A tag without its other one stays as it is, and so do both of a pair that stands across another mark.
    """
    waiting: list[tuple[str, int]] = []
    made = list(tokens)
    for place, token in enumerate(made):
        if token.nesting > 0:
            waiting.append(("", place))
        elif token.nesting < 0:
            while waiting.pop()[0]:
                pass
        elif token.type == "html_inline" and (tag := read_tag(token.content)) and tag.name in read:
            if not tag.is_closing:
                waiting.append((tag.name, place))
                continue
            open_names = [name for name, _ in reversed(waiting)]
            depth = open_names.index(tag.name) if tag.name in open_names else -1
            if depth < 0 or "" in open_names[:depth]:
                continue
            del waiting[len(waiting) - depth :]
            _name, opening = waiting.pop()
            for at, nesting, kind in ((opening, 1, "html_open"), (place, -1, "html_close")):
                made[at] = made[at].copy(type=kind, nesting=nesting)
    return made
