"""Between our prose and pandoc's: citations go out as pandoc's ``Cite``, words come back as our inlines.

The JSON of pandoc's document type is described by pandoc-types 1.23: every element is ``{"t": kind, "c": content}``.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    Inline,
    Inlines,
    Link,
    Reference,
    Span,
    Strong,
    Text,
    children,
    with_children,
    work_id,
)
from octavo.model.query import plain
from octavo.pandoc import Element, Json, kind_of, listed

API_VERSION: list[Json] = [1, 23, 1]

WORK = "#ref-"
"""What the addresses of links to entries of the bibliography begin with."""

_CLASSES_OF_KINDS = {
    "SmallCaps": "smallcaps",
    "Strikeout": "strike",
    "Subscript": "subscript",
    "Superscript": "superscript",
}
_KINDS_OF_CLASSES = {name: kind for kind, name in _CLASSES_OF_KINDS.items()}


# --- out -------------------------------------------------------------------------------------------------------------


def cite_element(citation: Citation) -> Element:
    """Return ``citation`` as pandoc's ``Cite``; locators are braced, so that pandoc guesses nothing."""
    works: list[Json] = []
    for position, work in enumerate(citation.works):
        mode = "NormalCitation"
        if work.without_author:
            mode = "SuppressAuthor"
        elif citation.narrative and position == 0:
            mode = "AuthorInText"
        works.append(
            {
                "citationId": work.key,
                "citationPrefix": [*_elements(work.prefix)],
                "citationSuffix": _suffix(work),
                "citationMode": {"t": mode},
                "citationNoteNum": 0,
                "citationHash": 0,
            }
        )
    return {"t": "Cite", "c": [works, []]}


def cited(keys: Iterable[str]) -> Element:
    """Return a ``Cite`` of works that are listed without being cited."""
    return cite_element(Citation(works=tuple(CitedWork(key=key) for key in keys)))


def _suffix(work: CitedWork) -> list[Json]:
    suffix: list[Json] = [*_elements(work.suffix)]
    if not work.locator:
        return suffix
    label = (work.label or "page").replace(" ", "-")
    is_apart = suffix and not plain(work.suffix).lstrip().startswith((",", ";", ":", "."))
    space: list[Json] = [{"t": "Space"}] if is_apart else []
    return [*_words(f", {{{label} {work.locator}}}"), *space, *suffix]


def _elements(words: Inlines) -> Iterator[Json]:
    """Yield the words before or behind a key as pandoc's inlines."""
    for inline in words:
        inside: list[Json] = [*_elements(children(inline))]
        match inline:
            case Text(value=value):
                yield from _words(value)
            case Emphasis():
                yield {"t": "Emph", "c": inside}
            case Strong():
                yield {"t": "Strong", "c": inside}
            case Code(value=value):
                nothing: list[Json] = ["", [], []]
                yield {"t": "Code", "c": [nothing, value]}
            case Span(classes=(name,), language="") if name in _KINDS_OF_CLASSES:
                yield {"t": _KINDS_OF_CLASSES[name], "c": inside}
            case Span(classes=names, language=language):
                attributes: list[Json] = ["", [*names], [["lang", language]]]
                yield {"t": "Span", "c": [attributes, inside]}
            case _:
                yield from inside


def _words(words: str) -> list[Json]:
    """Return characters as pandoc's words, with the spaces between and around them."""
    pieces = re.split(r"\s+", words)
    found: list[Json] = []
    for place, word in enumerate(pieces):
        if place:
            found.append({"t": "Space"})
        if word:
            found.append({"t": "Str", "c": word})
    return found


# --- back ------------------------------------------------------------------------------------------------------------


def inlines(elements: Json, quotes: tuple[str, str], *, links_works: bool) -> Inlines:
    """Return pandoc's inlines as ours, neighbouring characters joined.

    ``quotes`` are the marks around what pandoc says is quoted, and ``links_works`` keeps the links to entries of the
    bibliography, as references to ``work-<key>``.
    """
    joined: list[Inline] = []
    for each in _each(elements, quotes, links_works):
        if isinstance(each, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(value=joined[-1].value + each.value)
        else:
            joined.append(each)
    return tuple(joined)


def _each(elements: Json, quotes: tuple[str, str], links_works: bool) -> Iterator[Inline]:  # noqa: FBT001 - passed on as it is
    for element in listed(elements):
        kind, content = kind_of(element), element.get("c")

        def inside(content: Json) -> Inlines:
            return inlines(content, quotes, links_works=links_works)

        match kind, content:
            case "Str", "":
                pass
            case "Str", str(value):
                # Where a style begins a sentence with an address, the processor gives that a capital.
                yield Text(value=re.sub(r"\AHttp(?=s?://)", "http", value))
            case (("Space" | "SoftBreak"), _):
                yield Text(value=" ")
            case "LineBreak", _:
                yield Break()
            case (("Emph" | "Underline"), _):
                yield Emphasis(children=inside(content))
            case "Strong", _:
                yield Strong(children=inside(content))
            case name, _ if name in _CLASSES_OF_KINDS:
                yield Span(children=inside(content), classes=(_CLASSES_OF_KINDS[name],))
            case "Quoted", [_, words]:
                opening, closing = quotes
                yield from (Text(value=opening), *inside(words), Text(value=closing))
            case "Link", [_, words, [str(url), *_]]:
                yield from _link(inside(words), url, links_works=links_works)
            case "Code", [_, str(value)]:
                yield Code(value=value)
            case "Span", [[_, [*names], [["lang", str(language)], *_]], words]:
                yield Span(children=inside(words), language=language, classes=tuple(map(str, names)))
            case (("Span" | "Cite"), [_, words]):
                yield from inside(words)
            case _:
                pass


def _link(words: Inlines, url: str, *, links_works: bool) -> Inlines:
    if not url.startswith(WORK):
        return (Link(children=words, url=url),)
    return _referring(words, work_id(unquote(url.removeprefix(WORK)))) if links_works else words


def _referring(words: Inlines, target: str) -> Inlines:
    """Return ``words`` with a reference around them or, where they are more than characters, around the first of them.

    A link that holds emphasis or another link is no sound markup in every output.
    """
    if all(isinstance(word, Text) for word in words):
        return (Reference(target=target, children=words, with_page=False),)
    match words:
        case (Text(value=value), *rest):
            label = value.rstrip(" ,:")
            return (*_referring((Text(value=label),), target), Text(value=value[len(label) :]), *rest)
        case (Emphasis() | Strong() | Span() as first, *rest):
            return (with_children(first, _referring(children(first), target)), *rest)
        case _:
            return words


def paragraphs(blocks: Json) -> Iterator[Json]:
    """Yield the inlines of every paragraph in ``blocks``, those in divisions too."""
    for block in listed(blocks):
        content = block.get("c")
        match kind_of(block), content:
            case (("Para" | "Plain"), _):
                yield content
            case "Div", [_, inside]:
                yield from paragraphs(inside)
            case _:
                pass
