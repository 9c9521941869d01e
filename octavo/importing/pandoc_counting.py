"""Count what pandoc read of a source whose own form nobody can count apart, such as LaTeX."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from octavo.importing.attributes import attributes_of, bare_text
from octavo.importing.inline_elements import NOTE
from octavo.importing.link_elements import OUTSIDE
from octavo.importing.manuscript import Counts
from octavo.importing.remarks import INDEX
from octavo.importing.words import counted
from octavo.pandoc import Element, Json, kind_of


@dataclass(slots=True, kw_only=True)
class _Sum:
    words: Counter[str] = field(default_factory=Counter)
    things: Counter[str] = field(default_factory=Counter)
    """The others by their name in :class:`~octavo.importing.manuscript.Counts`."""


def counts_of_blocks(blocks: Iterable[Element]) -> Counts:
    """Count the words, notes, pictures, tables and links in blocks of pandoc's document type."""
    found = _Sum()
    for block in blocks:
        _count(block, found)
    return Counts(words=found.words, **found.things)


def _count(value: Json, found: _Sum) -> None:
    if isinstance(value, list):
        for each in value:
            _count(each, found)
        return
    if not isinstance(value, dict):
        return
    kind, content = kind_of(value), value.get("c")
    match kind, content:
        case (("Para" | "Plain"), _):
            found.words.update(counted([bare_text(_without_notes(content))]))
        case ("Header", [_, _, words]) | ("DefinitionList", words):
            found.words.update(counted([bare_text(_without_notes(words))]) if kind == "Header" else {})
        case "CodeBlock", [_, str(text)]:
            found.words.update(counted([text]))
        case "LineBlock", [*lines]:
            for line in lines:
                found.words.update(counted([bare_text(_without_notes(line))]))
        case _:
            pass
    if kind == "DefinitionList" and isinstance(content, list):
        for item in content:
            if isinstance(item, list):
                found.words.update(counted([bare_text(_without_notes(item[0]))]))
    _count_things(kind, content, found)
    _count(content, found)


def _count_things(kind: str, content: Json, found: _Sum) -> None:
    match kind, content:
        case "Note", _:
            found.things["notes"] += 1
        case "Span", [given, _] if NOTE in attributes_of(given).classes:
            found.things["notes"] += 1
        case "Image", _:
            found.things["pictures"] += 1
        case "Table", _:
            found.things["tables"] += 1
        case "Link", [_, _, [str(url), *_]] if not url.startswith(INDEX):
            found.things["links_out" if OUTSIDE.match(url) else "links_in"] += 1
        case _:
            pass


def _without_notes(value: Json) -> Json:
    """Return inlines without the footnotes and the pictures in them, which are counted apart."""
    if isinstance(value, list):
        return [
            _without_notes(each)
            for each in value
            if not (isinstance(each, dict) and kind_of(each) in {"Note", "Image", "Math", "Cite"})
        ]
    if isinstance(value, dict) and "c" in value:
        return {**value, "c": _without_notes(value["c"])}
    return value
