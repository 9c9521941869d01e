"""Links of a source: out of the book, to a place in it, or a mark of the index."""

import re
from dataclasses import replace
from urllib.parse import unquote

from octavo.importing.attributes import Attributes
from octavo.importing.conversion import Conversion
from octavo.importing.remarks import INDEX, is_comment
from octavo.model.inlines import (
    Break,
    Citation,
    Emphasis,
    Image,
    IndexMark,
    Inline,
    Inlines,
    Link,
    NoteCall,
    Reference,
    Span,
    Strong,
    Text,
)
from octavo.model.query import every_inline, plain

OUTSIDE = re.compile(r"(?:https?|mailto):\S", re.IGNORECASE)
"""Addresses of links that lead out of the book."""


def link(conversion: Conversion, given: Attributes, words: Inlines, url: str) -> Inlines:
    """Return a link out of the book or, as a reference to an id of the source, one to a place in it."""
    if words and all(isinstance(each, Image) for each in words):
        if url:
            conversion.lost(f"a link around a picture leads nowhere in the book: {url}")
        return words
    if pictures := tuple(each for each in words if isinstance(each, Image)):
        return (*link(conversion, given, tuple(each for each in words if each not in pictures), url), *pictures)
    inside = _without_links(words)
    behind = tuple(each for each in every_inline(words) if isinstance(each, NoteCall | Citation))
    if url.startswith("#"):
        is_number = "reference" in given.values or "octavo-reference" in given.classes
        if is_number and conversion.aliases.get(url[1:], url[1:]) in conversion.labelled:
            conversion.left_out("numbers and words of references, which the book sets", plain(words))
            inside = ()
        elif not inside:
            return behind
        return (Reference(target=url[1:], children=inside), *behind)
    if url.startswith(INDEX):
        conversion.has_index = True
        path = unquote(url.removeprefix(INDEX).replace("@", "%"))
        return (IndexMark(path=tuple(part.strip() for part in path.split("!") if part.strip())),)
    if OUTSIDE.match(url):
        # A picture that the source does not have leaves a comment, and nothing to read.
        is_bare = not plain(tuple(each for each in inside if not is_comment(each))).strip()
        return (Link(url=url, children=(*inside, Text(value=url)) if is_bare else inside), *behind)
    conversion.stands_at(plain(words))
    if given.values.get("role") != "told" and url:
        conversion.lost(f"a link to '{url}' leads nowhere in the book: its words are kept")
    return words


_LABEL_WORD = re.compile(
    r"\b(?:figures?|figs?\.|equations?|eqs?\.|tables?|tabs?\.|chapters?|chaps?\.|sections?|secs?\.|§+|abbildung|tabelle|kapitel|abschnitt)"
    r"[\s\u00a0]*$",
    re.IGNORECASE,
)


def without_label(conversion: Conversion, before: Text) -> Text:
    """Return the words before a reference without the one that the book sets itself, as in *figure 2*."""
    found = _LABEL_WORD.search(before.value)
    if found is None or before.is_literal:
        return before
    conversion.left_out("words such as 'figure' before references, which the book sets", found[0])
    return Text(value=before.value[: found.start()])


def _without_links(words: Inlines) -> Inlines:
    """Return the words of a link: no other link, no note and no citation stands in it."""
    found: list[Inline] = []
    for each in words:
        match each:
            case Link() | Reference():
                found += each.children
            case Break():
                found.append(Text(value=" "))
            case NoteCall() | Citation():
                pass
            case Emphasis() | Strong() | Span():
                inside = _without_links(each.children)
                found += [replace(each, children=inside)] if inside else []
            case _:
                found.append(each)
    return tuple(found)
