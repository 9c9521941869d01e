"""``[text]{.class lang=ru index="police!NKVD"}``: a stretch with a class, a language, or a place in the index."""

from octavo.load.ids import TAGS
from octavo.load.markdown.attributes import Attribute, read_attributes
from octavo.load.markdown.source_places import SourceStretch
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.load.markdown.vocabulary import SPAN_CLASSES, SPAN_WORDS
from octavo.model.inlines import IndexMark, Inlines, Span
from octavo.model.origin import Origin

_MOST_ENTRIES = 8


def read_span(context: TextContext, stretch: SourceStretch, node: TokenNode, children: Inlines) -> Inlines:
    """Wrap ``children`` in what the attributes of ``node`` ask for: each entry of the index, and one span."""
    written, start = node.str_meta("attributes"), node.int_meta("attributes_at")
    origin = stretch.at(start)
    try:
        attributes = read_attributes(written[1:-1])
    except ValueError as problem:
        context.report_attributes(written, origin, str(problem))
        return children
    if not attributes:
        context.report_attributes(written, origin, "say nothing")
    known = tuple(
        attribute
        for attribute in attributes
        if is_known(context, attribute, stretch.at(start + 1 + attribute.at), classes=SPAN_CLASSES, words=SPAN_WORDS)
    )
    classes = tuple(attribute.value for attribute in known if attribute.name == ".")
    language = "".join(attribute.value for attribute in known if attribute.name == "lang")
    if language:
        check_language(context, language, origin)
    if (classes or language) and not children:
        context.report_attributes(written, origin, "mark no text")
    elif classes or language:
        children = (Span(children=children, language=language, classes=classes),)
    paths = [path for each in known if each.name == "index" for path in _paths(context, each.plain, written, origin)]
    for path in reversed(paths):
        children = (IndexMark(path=path, children=children, origin=stretch.at(node.int_meta("at"))),)
    return children


def is_known(
    context: TextContext, attribute: Attribute, origin: Origin, *, classes: tuple[str, ...], words: tuple[str, ...]
) -> bool:
    """Report an attribute whose class or word is none of the given ones (an id where ``words`` has no ``#``)."""
    if attribute.name == ".":
        if attribute.value in classes:
            return True
        context.report_unknown(attribute.written, origin, attribute.value, classes)
    elif attribute.name in words:
        return True
    elif attribute.name == "#":
        context.report_attributes(attribute.written, origin, "belong to a heading or a block, not to words")
    else:
        context.report_unknown(attribute.written, origin, attribute.name, words)
    return False


def check_language(context: TextContext, tag: str, origin: Origin) -> None:
    """Report a language tag that is not well formed (BCP 47)."""
    if not TAGS.pattern.fullmatch(tag):
        context.report_attributes(f"lang={tag}", origin, f"name no language; {TAGS.problem}")


def _paths(context: TextContext, entries: str, written: str, origin: Origin) -> list[tuple[str, ...]]:
    """Divide ``police!NKVD; purges`` into the paths of its entries."""
    paths = [tuple(" ".join(word.split()) for word in entry.split("!")) for entry in entries.split(";")]
    if not all(all(path) for path in paths):
        context.report_attributes(written, origin, "have an entry of the index without words")
    if len(paths) > _MOST_ENTRIES:
        context.report_attributes(written, origin, f"have more than {_MOST_ENTRIES} entries of the index")
    return [path for path in paths if all(path)][:_MOST_ENTRIES]
