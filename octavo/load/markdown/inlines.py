"""From inline tokens to inlines: one function for each kind of mark."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from octavo.load.markdown.characters import tell_unprintable
from octavo.load.markdown.citations import Cited, read_works
from octavo.load.markdown.grammar import inline_tokens
from octavo.load.markdown.links import read_link
from octavo.load.markdown.source_places import Stretch
from octavo.load.markdown.spans import read_span
from octavo.load.markdown.text_context import INLINE, Reading, quoted
from octavo.load.markdown.token_tree import DEEPEST_INLINE, Node, grow
from octavo.model.inlines import Break, Citation, CitedWork, Code, Emphasis, Inline, Inlines, NoteCall, Strong, Text
from octavo.model.prose import Note, Paragraph

LITERAL = frozenset("'\"-.")
"""Signs that stay as they are where they are escaped or written as an entity: no rule of typography changes them."""


def read_inlines(reading: Reading, stretch: Stretch) -> Inlines:
    """Read the marks in ``stretch``; faults and notes go to ``reading``."""
    return read_nodes(reading, stretch, inline_nodes(reading, stretch))


def inline_nodes(reading: Reading, stretch: Stretch) -> tuple[Node, ...]:
    """Return the tree of the marks in ``stretch``."""
    return grow(inline_tokens(stretch.content, reading.environment), DEEPEST_INLINE)


def read_nodes(reading: Reading, stretch: Stretch, nodes: Iterable[Node]) -> Inlines:
    """Make inlines of ``nodes``; neighbouring text becomes one."""
    return _joined(chain.from_iterable(_READERS[node.token.type](reading, stretch, node) for node in nodes))


def _joined(inlines: Iterable[Inline]) -> Inlines:
    joined: list[Inline] = []
    for inline in inlines:
        before = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(before, Text) and inline.is_literal == before.is_literal:
            joined[-1] = _together(before, inline)
        elif not isinstance(inline, Text) or inline.value:
            joined.append(inline)
    return tuple(joined)


def _together(before: Text, after: Text) -> Text:
    """Return both as one text, which remembers where the second begins."""
    end = len(before.value)
    turns = before.turns if before.at(end) == after.origin else (*before.turns, (end, after.origin))
    return replace(before, value=before.value + after.value, turns=turns)


def _text(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    if node.token.info == "entity":
        tell_unprintable(reading, node.token.content, lambda _offset: origin)
    is_literal = node.token.type == "text_special" and node.token.content in LITERAL
    return (Text(value=node.token.content, origin=origin, is_literal=is_literal),)


def _soft_break(_reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    return (Text(value=" ", origin=stretch.at(node.int_meta("at"))),)


def _hard_break(_reading: Reading, _stretch: Stretch, _node: Node) -> Inlines:
    return (Break(),)


def _code(_reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    return (Code(value=node.token.content, origin=stretch.at(node.int_meta("at"))),)


def _emphasis(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    return (Emphasis(children=read_nodes(reading, stretch, node.children)),)


def _strong(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    return (Strong(children=read_nodes(reading, stretch, node.children)),)


def _link(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    children = read_nodes(reading, stretch, node.children)
    if node.token.info == "auto":  # the parser takes the sign before the address for its first character
        written = "".join(child.token.content for child in node.children)
        children = (Text(value=written, origin=stretch.at(node.int_meta("at") + len("<"))),)
    return read_link(reading, stretch, node, children)


def _span(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    return read_span(reading, stretch, node, read_nodes(reading, stretch, node.children))


def _note_call(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    if not reading.has_notes:
        reading.tell_note(node.token.content, origin)
    return (NoteCall(label=node.token.content, origin=origin),)


def _note(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    label = f"{INLINE}{next(reading.inline_numbers)}"
    children = read_nodes(reading, stretch, node.children)
    if not children:
        reading.tell("OC114", origin, mark="^[]", needs="words in the brackets")
    inside = Paragraph(children=children, origin=stretch.at(node.int_meta("at") + len("^[")))
    reading.notes.append(Note(label=label, blocks=(inside,), origin=origin))
    return (NoteCall(label=label, origin=origin),)


def _citation(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    written, start = node.token.content, node.int_meta("at")
    is_group = node.token.info == "group"
    shown = f"[{written}]" if is_group else written + "]" * ("[" in written)
    inside = stretch.part(start + is_group, start + is_group + len(written))
    try:
        works = tuple(_cited_work(reading, inside, cited) for cited in read_works(written))
    except ValueError:
        reading.tell("OC116", stretch.at(start), text=quoted(shown))
        return (Text(value=shown, origin=stretch.at(start)),)
    narrative = not is_group and not works[0].without_author
    return (Citation(works=works, narrative=narrative, origin=stretch.at(start)),)


def _cited_work(reading: Reading, stretch: Stretch, cited: Cited) -> CitedWork:
    return CitedWork(
        key=cited.key,
        prefix=_plain(reading, cited.prefix),
        label=cited.label,
        locator=_plain(reading, cited.locator),
        suffix=_plain(reading, cited.suffix),
        without_author=cited.without_author,
        origin=stretch.at(cited.at),
    )


def _plain(reading: Reading, text: str) -> str:
    """Return ``text`` without its escapes; raise ``ValueError`` where it holds marks, which a citation cannot carry."""
    tokens = inline_tokens(text, reading.environment)
    if not all(token.type in {"text", "text_special"} for token in tokens):
        raise ValueError(text)
    return "".join(token.content for token in tokens)


def _loose_attributes(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    reading.tell_attributes(node.token.content, origin, "belong to nothing here")
    return (Text(value=node.token.content, origin=origin),)


def _image(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    reading.labels.add(node.str_meta("label"))
    reading.tell_image(node.token.content, stretch.at(node.int_meta("at")))
    return ()


def _html(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    reading.tell("OC110", stretch.at(node.int_meta("at")), markup=quoted(node.token.content))
    return ()


def _too_deep(reading: Reading, stretch: Stretch, node: Node) -> Inlines:
    reading.tell("OC132", stretch.at(node.int_meta("at")))
    return ()


_READERS: Mapping[str, Callable[[Reading, Stretch, Node], Inlines]] = {
    "citation": _citation,
    "code_inline": _code,
    "em_open": _emphasis,
    "hardbreak": _hard_break,
    "html_inline": _html,
    "image": _image,
    "link_open": _link,
    "loose_attributes": _loose_attributes,
    "note_call": _note_call,
    "note_open": _note,
    "softbreak": _soft_break,
    "span_open": _span,
    "strong_open": _strong,
    "text": _text,
    "text_special": _text,
    "too_deep": _too_deep,
}
