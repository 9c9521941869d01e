"""From inline tokens to inlines: one function for each kind of mark."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from markdown_it.token import Token

from octavo.load.markdown.characters import report_unprintable
from octavo.load.markdown.citations import Cited, read_works
from octavo.load.markdown.formulas import read_inline_formula
from octavo.load.markdown.grammar import inline_tokens
from octavo.load.markdown.html_elements import read_element
from octavo.load.markdown.html_tags import read_tag
from octavo.load.markdown.links import leading_elsewhere, read_link
from octavo.load.markdown.pictures import caption_stretch, read_picture
from octavo.load.markdown.source_places import SourceStretch, SourceText, words_at
from octavo.load.markdown.spans import read_span
from octavo.load.markdown.text_context import INLINE, TextContext, quoted
from octavo.load.markdown.token_tree import DEEPEST_INLINE, TokenNode, grow
from octavo.model import limits
from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    Formula,
    Inline,
    Inlines,
    NoteCall,
    Span,
    Strong,
    Text,
    without_beginning,
)
from octavo.model.origin import Origin
from octavo.model.prose import Note, Paragraph
from octavo.model.query import every_inline, plain

LITERAL = frozenset("'\"-.")
"""Signs that stay as they are where they are escaped or written as an entity: no rule of typography changes them."""


def read_inlines(context: TextContext, stretch: SourceStretch) -> Inlines:
    """Read the marks in ``stretch``; faults and notes go to ``context``."""
    inlines = read_nodes(context, stretch, inline_nodes(context, stretch))
    if stretch.content.count("^") > limits.NOTES:
        calls = [each for each in every_inline(inlines) if isinstance(each, NoteCall)]
        if len(calls) > limits.NOTES:
            found, most = f"a paragraph with {len(calls):,} calls of footnotes", f"{limits.NOTES:,}"
            context.report("OC140", calls[limits.NOTES].origin, found=found, most=most, remedy="divide the paragraph")
    return inlines


def inline_nodes(context: TextContext, stretch: SourceStretch) -> tuple[TokenNode, ...]:
    """Return the tree of the marks in ``stretch``; one that is too long is reported, and nothing of it is read."""
    if len(stretch.content) > limits.PARAGRAPH:
        found, most = f"a paragraph of {len(stretch.content):,} characters", f"{limits.PARAGRAPH:,}"
        context.report("OC140", stretch.at(0), found=found, most=most, remedy="divide it with a blank line")
        return ()
    return grow(inline_tokens(stretch.content, context.environment), DEEPEST_INLINE)


def read_nodes(context: TextContext, stretch: SourceStretch, nodes: Iterable[TokenNode]) -> Inlines:
    """Make inlines of ``nodes``; neighbouring text becomes one."""
    return _joined(chain.from_iterable(_READERS[node.token.type](context, stretch, node) for node in nodes))


def _joined(inlines: Iterable[Inline]) -> Inlines:
    joined: list[Inline] = []
    run: list[Text] = []
    for inline in inlines:
        if isinstance(inline, Text) and run and inline.is_literal == run[-1].is_literal:
            # A comment stood between two spaces.
            is_double = run[-1].value[-1:] == " " == inline.value[:1]
            run.append(without_beginning(inline, 1) if is_double else inline)
            continue
        joined += _together(run)
        run = [inline] if isinstance(inline, Text) and inline.value else []
        if not isinstance(inline, Text):
            joined.append(inline)
    return (*joined, *_together(run))


def _together(run: list[Text]) -> Inlines:
    """Return a run of texts as one, which remembers where the others begin."""
    if len(run) < 2:  # noqa: PLR2004 - one is no run
        return tuple(run)
    end, place, turns = 0, run[0].origin, list[tuple[int, Origin]]()
    start = 0
    for text in run:
        expected = Origin(place.path, place.line, place.column + end - start) if place.column else place
        if expected != text.origin:
            start, place = end, text.origin
            turns.append((start, place))
        end += len(text.value)
    return (replace(run[0], value="".join(text.value for text in run), turns=tuple(turns)),)


def _text(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    if node.token.info == "entity":
        report_unprintable(context, node.token.content, lambda _offset: origin)
    is_literal = node.token.type == "text_special" and node.token.content in LITERAL
    return (Text(value=node.token.content, origin=origin, is_literal=is_literal),)


def _soft_break(_context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return (Text(value=" ", origin=stretch.at(node.int_meta("at"))),)


def _hard_break(_context: TextContext, _stretch: SourceStretch, _node: TokenNode) -> Inlines:
    return (Break(),)


def _code(_context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return (Code(value=node.token.content, origin=stretch.at(node.int_meta("at"))),)


def _emphasis(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return (Emphasis(children=read_nodes(context, stretch, node.children)),)


def _strong(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return (Strong(children=read_nodes(context, stretch, node.children)),)


def _link(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    children = read_nodes(context, stretch, node.children)
    if node.token.info == "auto":  # the parser takes the sign before the address for its first character
        written = "".join(child.token.content for child in node.children)
        children = (Text(value=written, origin=stretch.at(node.int_meta("at") + len("<"))),)
    return read_link(context, stretch, node, children)


def _span(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return read_span(context, stretch, node, read_nodes(context, stretch, node.children))


def _note_call(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    if not context.has_notes:
        context.report_note(node.token.content, origin)
    return (NoteCall(label=node.token.content, origin=origin),)


def _note(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    label = f"{INLINE}{next(context.inline_numbers)}"
    children = read_nodes(context, stretch, node.children)
    if not children:
        context.report("OC114", origin, mark="^[]", needs="words in the brackets")
    inside = Paragraph(children=children, origin=stretch.at(node.int_meta("at") + len("^[")))
    context.notes.append(Note(label=label, blocks=(inside,), origin=origin))
    return (NoteCall(label=label, origin=origin),)


def _citation(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    written, start = node.token.content, node.int_meta("at")
    is_group = node.token.info == "group"
    shown = f"[{written}]" if is_group else written + "]" * ("[" in written)
    inside = stretch.part(start + is_group, start + is_group + len(written))
    try:
        works = tuple(_cited_work(context, inside, cited) for cited in read_works(written))
    except ValueError:
        context.report("OC116", stretch.at(start), text=quoted(shown))
        return (Text(value=shown, origin=stretch.at(start)),)
    narrative = not is_group and not works[0].without_author
    return (Citation(works=works, narrative=narrative, origin=stretch.at(start)),)


def _cited_work(context: TextContext, stretch: SourceStretch, cited: Cited) -> CitedWork:
    return CitedWork(
        key=cited.key,
        prefix=_around(context, stretch, cited.prefix, cited.at),
        label=cited.label,
        locator=plain(_around(context, stretch, cited.locator, cited.at)),
        suffix=_around(context, stretch, cited.suffix, cited.at),
        without_author=cited.without_author,
        origin=stretch.at(cited.at),
    )


def _around(context: TextContext, stretch: SourceStretch, words: str, at: int) -> Inlines:
    """Read what stands before or behind a key; a mark that leads elsewhere, or is no mark of words, is told."""
    if not words:
        return ()
    inside = words_at(SourceText(lines=(words,), start=stretch.at(at)), words, 0, 0)
    found = read_inlines(context, inside)
    formulas = [(quoted(f"${each.tex}$"), each.origin) for each in every_inline(found) if isinstance(each, Formula)]
    for name, place in (*leading_elsewhere(found), *formulas):
        context.report("OC135", place, mark=name, where="in a citation", remedy="move it behind the citation")
    return found


def _strike(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return (Span(children=read_nodes(context, stretch, node.children), classes=("strike",)),)


def _script(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return (Span(children=read_nodes(context, stretch, node.children), classes=(node.str_meta("script"),)),)


def _typed_mark(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    origin, written = stretch.at(node.int_meta("at")), node.token.content
    context.report_typed(written, origin, node.str_meta("remedy"))
    return (Text(value=" ".join(written.split()), origin=origin, is_literal=True),)


def _comment(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    if not node.token.meta["is_closed"]:
        context.report_open_comment(stretch.at(node.int_meta("at")))
    return ()


def _loose_attributes(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    origin = stretch.at(node.int_meta("at"))
    context.report_attributes(node.token.content, origin, "belong to nothing here")
    return (Text(value=node.token.content, origin=origin),)


def _image(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    alt = plain(read_nodes(context, stretch, node.children))
    caption = read_inlines(context, caption_stretch(stretch, node)) if node.str_meta("title") else ()
    return read_picture(context, stretch, node, alt, caption)


def _html_element(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    return read_element(context, stretch, node, read_nodes(context, stretch, node.children))


def _html(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    """Read what stands alone: the end of a line; anything else is told."""
    tag = read_tag(node.token.content)
    if tag is not None and tag.name == "br" and not tag.is_closing:
        return (Break(),)
    if tag is not None and tag.name == "img" and tag.attributes.get("src"):
        meta = {"address": tag.attributes["src"], "written": node.token.content, "at": node.int_meta("at")}
        width = tag.attributes.get("width", "")
        attributes = f'{{width="{width}"}}' if width.endswith("%") else ""
        picture = TokenNode(Token("image", "", 0, meta={**meta, "attributes": attributes, "attributes_at": meta["at"]}))
        context.report_html_attributes(tag, {"src", "alt", "width", "height"}, stretch.at(node.int_meta("at")))
        return read_picture(context, stretch, picture, tag.attributes.get("alt", ""), ())
    context.report_html(node.token.content, stretch.at(node.int_meta("at")))
    return ()


def _too_deep(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    context.report("OC132", stretch.at(node.int_meta("at")))
    return ()


_READERS: Mapping[str, Callable[[TextContext, SourceStretch, TokenNode], Inlines]] = {
    "citation": _citation,
    "code_inline": _code,
    "comment": _comment,
    "em_open": _emphasis,
    "formula": read_inline_formula,
    "hardbreak": _hard_break,
    "html_inline": _html,
    "html_open": _html_element,
    "image_open": _image,
    "link_open": _link,
    "loose_attributes": _loose_attributes,
    "note_call": _note_call,
    "note_open": _note,
    "s_open": _strike,
    "script_open": _script,
    "softbreak": _soft_break,
    "span_open": _span,
    "strong_open": _strong,
    "text": _text,
    "text_special": _text,
    "too_deep": _too_deep,
    "typed_mark": _typed_mark,
}
