"""Set the words of a line: ``Inline`` to XHTML.

A link holds text and no element, as PDF/UA-1 demands of what WeasyPrint makes of it (ISO 14289-1, 7.18.5). Where a
link's words are partly in italics, each run of words is therefore a link of its own, with the italics around it.
"""

import re
from dataclasses import replace
from typing import assert_never

from markupsafe import Markup

from octavo.model.inlines import (
    Break,
    Citation,
    Code,
    Emphasis,
    IndexMark,
    Inline,
    Inlines,
    Link,
    NoteCall,
    PersonLink,
    Reference,
    Span,
    Strong,
    TermLink,
    Text,
)
from octavo.model.origin import Origin
from octavo.model.query import plain
from octavo.render.markup import Attributes, classes, element, escaped, joined, run
from octavo.render.semantics import language, semantics
from octavo.render.template_context import Desk

LEAD = 4
"""How many words a chapter begins with in small capitals."""

WORD_JOINER = "\N{WORD JOINER}"
"""Ends a term on paper: the mark that a style sheet draws behind it must not begin the next line."""


def set_inlines(nodes: Inlines, desk: Desk) -> Markup:
    """Set a run of inlines."""
    return run([_set(node, desk) for node in nodes])


def set_link(children: Inlines, target: str, kind: str, desk: Desk) -> Markup:
    """Set ``children`` as a link of the class ``kind`` to the place ``target`` of the book."""
    return _linked(children, _to(target, kind, desk), desk)


def with_lead(nodes: Inlines) -> Inlines:
    """Return the words of a paragraph with the first few in a span of the class ``lead`` (rule T20).

    A lead ends between two words; what is no plain text is taken into it whole.
    """
    wanted = LEAD
    for place, node in enumerate(nodes):
        found = len(plain((node,)).split())
        if found < wanted:
            wanted -= found
            continue
        inside, outside = _split(node, wanted)
        return (Span(children=(*nodes[:place], *inside), classes=("lead",)), *outside, *nodes[place + 1 :])
    return nodes


def _split(node: Inline, count: int) -> tuple[Inlines, Inlines]:
    """Divide a text after so many of its words."""
    match node:
        case Text(value=value) if found := re.match(rf"\s*(?:\S+\s+){{{count - 1}}}\S+", value):
            return (replace(node, value=value[: found.end()]),), (replace(node, value=value[found.end() :]),)
        case _:
            return (node,), ()


def _set(node: Inline, desk: Desk) -> Markup:
    match node:
        case Text(value=value):
            return _words(value, desk)
        case Emphasis(children=children):
            return element("em", set_inlines(children, desk))
        case Strong(children=children):
            return element("strong", set_inlines(children, desk))
        case Code(value=value):
            return element("code", _words(value, desk))
        case Span(children=children):
            attributes = {"class": classes(*node.classes), **language(node.language, desk.medium)}
            return element("span", set_inlines(children, desk), attributes)
        case Break():
            return element("br")
        case Link(children=children, url=url):
            return _linked(children, {"class": "link", "href": url}, desk)
        case Reference():
            return _reference(node, desk)
        case Citation():
            return _citation(node, desk)
        case NoteCall():
            return _note_call(node, desk)
        case PersonLink(person=person):
            return _register(node, f"person-{person}", "person", desk)
        case TermLink(term=term):
            return _register(node, f"term-{term}", "term", desk)
        case IndexMark(children=children, anchor=anchor, origin=origin):
            return _marked("index-mark", set_inlines(children, desk), anchor, origin, desk)
        case _:
            assert_never(node)


def _words(value: str, desk: Desk) -> Markup:
    """Set characters, as a link where one is open; the space between two marks is no link of its own."""
    if desk.link and value.strip():
        return element("a", value, desk.link)
    return escaped(value)


def _marked(kind: str, content: Markup, anchor: str, origin: Origin, desk: Desk) -> Markup:
    """Put ``content`` in a span that can be led back to; without an anchor there is nothing to lead to."""
    if not anchor:
        return content
    return element("span", content, {"class": kind, "id": desk.known(anchor, origin)})


def _linked(children: Inlines, attributes: Attributes, desk: Desk) -> Markup:
    """Set ``children`` as a link, unless they stand in one already."""
    if desk.link:
        return set_inlines(children, desk)
    if all(isinstance(child, Text) for child in children):
        return element("a", set_inlines(children, desk), attributes)
    return set_inlines(children, replace(desk, link=attributes))


def _reference(node: Reference, desk: Desk) -> Markup:
    kind = "work" if node.target.startswith("work-") else "reference"
    words = _linked(node.children, _to(node.target, kind, desk), desk)
    has_page = node.with_page and not desk.link
    return joined((words, desk.pages.reference(node.target, node.origin))) if has_page else words


def _citation(node: Citation, desk: Desk) -> Markup:
    target = f"work-{node.works[0].key}" if len(node.works) == 1 else ""
    has_own = any(isinstance(child, Reference) for child in node.children)
    if target in desk.targets and not has_own:
        words = _linked(node.children, _to(target, "work", desk), desk)
    else:
        words = set_inlines(node.children, desk)
    return _marked("citation", words, node.anchor, node.origin, desk)


def _register(node: PersonLink | TermLink, target: str, kind: str, desk: Desk) -> Markup:
    """Set a name or a term: linked to its entry at the first mention in a section, plain after that."""
    if not node.is_first or target not in desk.targets:
        return _marked("mention", set_inlines(node.children, desk), node.anchor, node.origin, desk)
    words = _linked(node.children, _to(target, kind, desk), desk)
    if kind == "term" and desk.medium == "print":
        words = joined((words, WORD_JOINER))
    return _marked(f"{kind}-mention", words, node.anchor, node.origin, desk)


def _to(target: str, kind: str, desk: Desk) -> Attributes:
    return {"class": kind, "href": f"#{target}", **semantics(kind, desk.medium)}


def _note_call(node: NoteCall, desk: Desk) -> Markup:
    """Set the call; on paper the note follows its first call, and the layout takes it to the foot of the page."""
    note = desk.notes[node.label]
    call = element("a", str(node.number), {**_to(note.id, "note-call", desk), "id": desk.known(node.id, node.origin)})
    is_first = desk.calls.setdefault(node.label, node.id) == node.id
    if desk.medium == "reflow" or not is_first:
        return call
    number = element("a", str(note.number), {"class": "note-number", "href": f"#{node.id}"})
    attributes = {"class": "footnote", "id": desk.known(note.id, note.origin)}
    return joined((call, element("span", joined((number, " ", desk.footnotes[node.label])), attributes)))
