"""Headings, and the title of a text with its attributes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markdown_it.token import Token

from octavo.load.markdown.attributes import Attribute, read_attributes
from octavo.load.markdown.front_matter import FrontMatter, unread
from octavo.load.markdown.inlines import inline_nodes, read_inlines, read_nodes
from octavo.load.markdown.source_places import SourceText, lines_from, words_at
from octavo.load.markdown.spans import check_language, is_known
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.load.markdown.vocabulary import HEADING_CLASSES, TITLE_CLASSES, TITLE_WORDS
from octavo.model.inlines import Inlines, Text
from octavo.model.origin import Origin
from octavo.model.prose import Heading
from octavo.model.query import plain

_DEEPEST_LEVEL = 4
_LONG = 100
"""Letters of a heading that can hardly have been meant as one."""

_LEVEL_OF_SECOND_TITLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The words of a first-level heading and what its attributes say of the text."""

    words: Inlines
    origin: Origin
    id: str = ""
    short: str = ""
    language: str = ""
    is_numbered: bool = True
    is_appendix: bool = False
    is_printed: bool = True


def read_heading(context: TextContext, node: TokenNode) -> Heading:
    """Read ``## words {#id .new-page}``."""
    words, attributes, kinds = _words(context, node, classes=HEADING_CLASSES, names=("#",))
    origin = context.place_of(node.token)
    if not plain(words).strip():
        context.report("OC133", origin, problem="has no words")
    if node.token.markup == "-" and len(plain(words)) > _LONG:
        context.report("OC156", origin)
    return Heading(
        level=max(level_of(node.token), _LEVEL_OF_SECOND_TITLE),
        children=words,
        id=_value(attributes, "#"),
        classes=kinds,
        origin=origin,
    )


def read_title(context: TextContext, node: TokenNode) -> Title:
    """Read ``# words {#id short="…" lang=… .appendix .unnumbered .untitled}``."""
    words, attributes, kinds = _words(context, node, classes=TITLE_CLASSES, names=("#", *TITLE_WORDS))
    origin = context.place_of(node.token)
    if not plain(words).strip():
        context.report("OC115", origin)
    language = _value(attributes, "lang")
    if language:
        check_language(context, language, origin)
    return Title(
        words=words,
        origin=origin,
        id=_value(attributes, "#"),
        short=attributes["short"].plain if "short" in attributes else "",
        language=language,
        is_numbered="unnumbered" not in kinds,
        is_appendix="appendix" in kinds,
        is_printed="untitled" not in kinds,
    )


def title_of(context: TextContext, front: FrontMatter) -> Title:
    """Read the title of a text that has it in its front matter."""
    value = front.values["title"]
    written = str(value.value)
    is_in_line = value.source.strip("\"'") == written
    place = value.origin if is_in_line else Origin(value.origin.path, value.origin.line)
    source = SourceText(lines=context.source.lines, start=place)
    words = read_inlines(context, words_at(source, written, 0, 0))
    return with_front_matter(context, Title(words=words, origin=value.origin), FrontMatter(values=front.values))


def with_front_matter(context: TextContext, title: Title, front: FrontMatter) -> Title:
    """Give ``title`` what the front matter says and it does not; tell a title that is another one."""
    value, language = front.values.get("title"), front.values.get("lang")
    if value is not None and value.origin != title.origin and str(value.value).strip() != plain(title.words):
        context.faults.append(unread(("title",), value.origin))
    if language is None or title.language:
        return title
    check_language(context, str(language.value), language.origin)
    return replace(title, language=str(language.value))


def level_of(token: Token) -> int:
    """Return the level of a heading, 1 to 6; 0 for what is no heading."""
    return int(token.tag[1:]) if token.type == "heading_open" else 0


def check_levels(context: TextContext, tokens: Iterable[Token]) -> None:
    """Report each heading of a text that is out of step with the one before it (PDF/UA-1, 7.4.2: none is skipped)."""
    before = 0
    for token in tokens:
        level = level_of(token)
        if token.type == "directive_open" and token.info.startswith("include"):
            # What is taken in may have headings, which are looked at when it was read.
            before = _DEEPEST_LEVEL
        if not level:
            continue
        if level == 1 and before:
            context.report("OC152", context.place_of(token))
            level = _LEVEL_OF_SECOND_TITLE
        elif level > _DEEPEST_LEVEL:
            context.report("OC133", context.place_of(token), problem="stands too deep")
        elif level > max(before, 1) + 1:
            context.report("OC133", context.place_of(token), problem="skips a level")
        before = level


def check_levels_of_field(context: TextContext, tokens: Iterable[Token]) -> None:
    """Report each heading that cannot stand in a field of a data file, wherever that will be printed."""
    for token in tokens:
        level = level_of(token)
        if level == 1:
            context.report("OC133", context.place_of(token), problem="is a title, which only a text file has")
        elif level > _DEEPEST_LEVEL:
            context.report("OC133", context.place_of(token), problem="stands too deep")


def _words(
    context: TextContext, node: TokenNode, *, classes: tuple[str, ...], names: tuple[str, ...]
) -> tuple[Inlines, Mapping[str, Attribute], tuple[str, ...]]:
    """Read the words of a heading, and the attributes at its end by their names; its classes may be several."""
    inline = node.children[0].token
    stretch = lines_from(context.source, inline.content, (node.token.map or [0])[0])
    nodes = inline_nodes(context, stretch)
    attributes: tuple[Attribute, ...] = ()
    if nodes and nodes[-1].token.type == "loose_attributes":
        *nodes_before, last = nodes
        nodes, start, written = tuple(nodes_before), last.int_meta("at"), last.token.content
        try:
            attributes = read_attributes(written[1:-1])
        except ValueError as problem:
            context.report_attributes(written, stretch.at(start), str(problem))
        attributes = tuple(
            attribute
            for attribute in attributes
            if is_known(context, attribute, stretch.at(start + 1 + attribute.at), classes=classes, words=names)
        )
    words = _trimmed(read_nodes(context, stretch, nodes))
    kinds = tuple(attribute.value for attribute in attributes if attribute.name == ".")
    return words, {attribute.name: attribute for attribute in attributes}, kinds


def _trimmed(words: Inlines) -> Inlines:
    """Take the space at the end, which stood before the attributes."""
    match words:
        case (*before, Text(value=value) as last):
            return (*before, replace(last, value=value.rstrip())) if value.strip() else tuple(before)
        case _:
            return words


def _value(attributes: Mapping[str, Attribute], name: str) -> str:
    return attributes[name].value if name in attributes else ""
