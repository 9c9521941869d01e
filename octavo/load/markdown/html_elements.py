"""Elements of HTML in the line that have a mark: they are read as that mark."""

from octavo.load.ids import TAGS
from octavo.load.markdown.html_tags import HtmlTag, read_tag
from octavo.load.markdown.links import read_link
from octavo.load.markdown.source_places import SourceStretch
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.load.markdown.vocabulary import HTML_CLASSES, HTML_CODE, HTML_EMPHASIS, HTML_STRONG, SPAN_CLASSES
from octavo.model.inlines import Code, Emphasis, Inlines, Span, Strong, Text
from octavo.model.query import plain


def read_element(context: TextContext, stretch: SourceStretch, node: TokenNode, children: Inlines) -> Inlines:
    """Return ``children`` in the mark that means the same as the element of ``node``; what has none is told."""
    tag = read_tag(node.token.content) or HtmlTag(name="")
    origin = stretch.at(node.int_meta("at"))
    made, used = _marked(context, stretch, node, tag, children)
    language = tag.attributes.get("lang", "") or tag.attributes.get("xml:lang", "")
    if language and TAGS.pattern.fullmatch(language):
        made, used = (Span(children=made, language=language),), used | {"lang", "xml:lang"}
    context.report_html_attributes(tag, used, origin)
    return made


def _marked(
    context: TextContext, stretch: SourceStretch, node: TokenNode, tag: HtmlTag, children: Inlines
) -> tuple[Inlines, frozenset[str]]:
    """Return what the element means, and the attributes that say so."""
    origin, name = stretch.at(node.int_meta("at")), tag.name
    if name == "a" and "href" in tag.attributes:
        node.token.meta |= {"address": tag.attributes["href"], "title": tag.attributes.get("title", "")}
        return read_link(context, stretch, node, children), frozenset({"href", "title", "target", "rel"})
    if not children:
        return (), frozenset()
    if name in HTML_CODE:
        return (Code(value=plain(children), origin=origin),), frozenset()
    if name == "q":
        quote = Text(value='"', origin=origin)
        return (quote, *children, quote), frozenset()
    if name in HTML_EMPHASIS:
        return (Emphasis(children=children),), frozenset()
    if name in HTML_STRONG:
        return (Strong(children=children),), frozenset()
    if name in HTML_CLASSES:
        return (Span(children=children, classes=(HTML_CLASSES[name],)),), frozenset()
    classes = tuple(each for each in tag.attributes.get("class", "").split() if each in SPAN_CLASSES)
    if classes:
        return (Span(children=children, classes=classes),), frozenset({"class"})
    return children, frozenset()
