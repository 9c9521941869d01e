"""Set the words of a line: ``Inline`` to XHTML.

A link holds text and no element, as PDF/UA-1 demands of what WeasyPrint makes of it (ISO 14289-1, 7.18.5). Where a
link's words are partly in italics, each run of words is therefore a link of its own, with the italics around it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from markupsafe import Markup

from octavo.model.inlines import (
    Break,
    Citation,
    Code,
    Emphasis,
    Formula,
    Image,
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
    work_id,
)
from octavo.model.origin import Origin
from octavo.model.output import DISPUTE_SIGN
from octavo.model.query import every_inline, plain, runs
from octavo.model.writing_direction import is_right_to_left
from octavo.render.formulas import set_formula
from octavo.render.inline_pictures import set_image
from octavo.render.markup import NOTHING, Attributes, classes, element, escaped, joined, run
from octavo.render.qr_code import code_side, drawn_code
from octavo.render.right_to_left import bound
from octavo.render.semantics import language, semantics
from octavo.render.template_context import Context

LEAD = 4
"""How many words a chapter begins with in small capitals."""

ADDRESS = re.compile(r"://|^www\.|\w@\w")
"""What a word has that is an address of the web or of mail."""

LINE_NUMBER = "line-number"
EDITS = {"inserted": "ins", "deleted": "del"}
"""Classes of words that a review copy shows as put in or taken out, and their elements."""

"""The class of the number of a line or paragraph of a source, which is no part of its words."""

WORD_JOINER = "\N{WORD JOINER}"
"""Binds what may not begin a line on paper: the mark that a style sheet draws behind a term, and the call of a note."""


def set_inlines(nodes: Inlines, context: Context) -> Markup:
    """Set a run of inlines."""
    return run([_set(node, context) for node in (_bound(nodes) if context.medium == "print" else nodes)])


def _bound(nodes: Inlines) -> Inlines:
    """Return ``nodes`` so that no line ends between a formula and the sign or word that it stands right beside."""
    if not any(isinstance(node, Formula) for node in nodes):
        return nodes
    found: list[Inline] = []
    for before, node in pairwise((None, *nodes)):
        match before, node:
            case Text(value=value), Formula() if not value[-1:].isspace():
                found.append(Text(value=WORD_JOINER))
            case Formula(), Text(value=value) if not value[:1].isspace():
                found.append(Text(value=WORD_JOINER))
            case _:
                pass
        if node is not None:
            found.append(node)
    return tuple(found)


def set_link(children: Inlines, target: str, kind: str, context: Context) -> Markup:
    """Set ``children`` as a link of the class ``kind`` to the place ``target`` of the book."""
    return _linked(children, _to(target, kind, context), context)


def with_lead(nodes: Inlines) -> Inlines:
    """Return the words of a paragraph with the first few in a span of the class ``lead`` (rule T20).

    A lead ends between two words; what is no plain text is taken into it whole. It ends before code and an address,
    which have no capitals of another size.
    """
    typed = next((place for place, node in enumerate(nodes) if isinstance(node, Code)), len(nodes))
    words = plain(nodes[:typed]).split()
    address = next((place for place, word in enumerate(words) if ADDRESS.search(word)), LEAD)
    wanted = min(LEAD, address if typed == len(nodes) else min(address, len(words)))
    for place, node in enumerate(nodes if wanted else ()):
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


def _set(node: Inline, context: Context) -> Markup:
    match node:
        case Text(value=value):
            return _words(value, context)
        case Emphasis(children=children):
            return element("em", set_inlines(children, context))
        case Strong(children=children):
            return element("strong", set_inlines(children, context))
        case Code(value=value):
            return element("code", _words(value, context))
        case Formula():
            return set_formula(node, context)
        case Image():
            return set_image(node, context)
        case Span(children=children):
            attributes = {"class": classes(*node.classes), **language(node.language, context.medium)}
            hidden = {"aria-hidden": "true"} if LINE_NUMBER in node.classes and context.medium == "print" else {}
            name = next((EDITS[each] for each in node.classes if each in EDITS), "span")
            is_turned = context.medium == "print" and is_right_to_left(node.language)
            inside = set_inlines(bound(children) if is_turned else children, context)
            return element(name, inside, {**attributes, **hidden})
        case Break():
            return element("br")
        case Link(children=children, url=url):
            words = _linked(children, {"class": "link", "href": url}, context)
            return joined((words, _code(url))) if node.has_code and context.medium == "print" else words
        case Reference():
            return _reference(node, context)
        case Citation():
            return _citation(node, context)
        case NoteCall():
            return _note_call(node, context)
        case PersonLink(person=person):
            return _register(node, f"person-{person}", "person", context)
        case TermLink(term=term):
            return _register(node, f"term-{term}", "term", context)
        case IndexMark(children=children, anchor=anchor, origin=origin):
            return _marked("index-mark", set_inlines(children, context), anchor, origin, context)
        case _:
            assert_never(node)


def _words(value: str, context: Context) -> Markup:
    """Set characters, as a link where one is open; the space between two marks is no link of its own."""
    if context.link and value.strip():
        return element("a", value, context.link)
    return escaped(value)


def _marked(kind: str, content: Markup, anchor: str, origin: Origin, context: Context) -> Markup:
    """Put ``content`` in a span that can be led back to; without an anchor there is nothing to lead to."""
    if not anchor:
        return content
    return element("span", content, {"class": kind, "id": context.known(anchor, origin)})


def _linked(children: Inlines, attributes: Attributes, context: Context) -> Markup:
    """Set ``children`` as a link, unless they stand in one already."""
    if context.link:
        return set_inlines(children, context)
    if all(isinstance(child, Text) for child in children):
        return element("a", set_inlines(children, context), attributes)
    return set_inlines(children, replace(context, link=attributes))


def _code(url: str) -> Markup:
    """Return the QR code of an address, beside which the address is printed."""
    side = f"height:{code_side(url):g}mm;width:{code_side(url):g}mm"
    return Markup('<img class="link-code" alt="" src="{}" style="{}"/>').format(drawn_code(url), side)


def _dispute(node: Reference, context: Context) -> Markup:
    """Set the sign behind what is disputed, as a link to the views; nothing where these are not printed with it."""
    if node.is_absent or context.link:
        return NOTHING
    about = {} if context.medium == "print" else {"aria-label": context.word("box-disagree")}
    sign = element("a", DISPUTE_SIGN, {**_to(node.target, "dispute-sign", context), **about})
    return joined((WORD_JOINER, sign)) if context.medium == "print" else sign


def _reference(node: Reference, context: Context) -> Markup:
    if node.is_dispute:
        return _dispute(node, context)
    if node.is_absent:
        words = set_inlines(node.children, context)
        return joined((words, context.pages.in_book(node.target))) if node.with_page else words
    kind = "work" if node.target.startswith("work-") else "reference"
    words = _linked(node.children, _to(node.target, kind, context), context)
    has_page = node.with_page and not context.link
    return joined((words, context.pages.reference(node.target, node.origin))) if has_page else words


def _citation(node: Citation, context: Context) -> Markup:
    target = work_id(node.works[0].key) if len(node.works) == 1 else ""
    has_own = any(isinstance(child, Reference) for child in node.children)
    if target in context.targets and not has_own:
        words = _linked(node.children, _to(target, "work", context), context)
    else:
        words = set_inlines(node.children, context)
    return _marked("citation", words, node.anchor, node.origin, context)


def _register(node: PersonLink | TermLink, target: str, kind: str, context: Context) -> Markup:
    """Set a name or a term: linked to its entry at the first mention in a section, plain after that."""
    if not node.is_first or target not in context.targets:
        return _marked("mention", set_inlines(node.children, context), node.anchor, node.origin, context)
    words = _linked(node.children, _to(target, kind, context), context)
    if kind == "term" and context.medium == "print":
        words = joined((words, WORD_JOINER))
    return _marked(f"{kind}-mention", words, node.anchor, node.origin, context)


def _to(target: str, kind: str, context: Context) -> Attributes:
    return {"class": kind, "href": f"#{target}", **semantics(kind, context.medium)}


def _note_call(node: NoteCall, context: Context) -> Markup:
    """Set the call; on paper the note follows its first call, and the layout takes it to the foot of the page."""
    target = node.note or context.notes[node.label].id
    call = element(
        "a", str(node.number), {**_to(target, "note-call", context), "id": context.known(node.id, node.origin)}
    )
    is_first = context.calls.setdefault(node.label, node.id) == node.id
    if context.medium == "reflow":
        return call
    call = joined((WORD_JOINER, call))
    # While the words of footnotes are set, those of the others are not known: they are printed behind the first.
    if not is_first or not context.footnotes:
        return call
    return joined((call, *_footnotes(node, context)))


def _footnotes(call: NoteCall, context: Context, *kinds: str) -> Iterator[Markup]:
    """Yield the footnote of a call, and behind it those that it is the first to call: none may stand in another."""
    note = context.notes[call.label]
    # The space is the number's own: in the words of the note it would grow with those of the line.
    number = element("a", f"{note.number} ", {"class": "note-number", "href": f"#{call.id}"})
    attributes = {
        "class": classes("footnote", *kinds, digits(len(context.notes))),
        "id": context.known(note.id, note.origin),
    }
    yield element("span", joined((number, context.footnotes[call.label])), attributes)
    for words in runs(note.blocks):
        for each in every_inline(words):
            if isinstance(each, NoteCall) and context.calls.setdefault(each.label, each.id) == each.id:
                yield from _footnotes(each, context, "called-in-note")


def digits(last: int) -> str:
    """Return a class for notes whose ``last`` number has several digits: it needs more room."""
    count = len(str(last))
    return f"digits-{count}" if count > 1 else ""
