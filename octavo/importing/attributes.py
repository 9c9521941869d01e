"""Attributes of elements in pandoc's document type: an id, classes, and keys with values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from octavo.pandoc import Json, kind_of, listed

NOTHING: list[Json] = ["", [], []]

STYLES = "styles"
"""The key under which prepared HTML tells the classes and semantic types of an element."""

INLINE_PLACES: Mapping[str, int] = {"Span": 0, "Link": 0, "Code": 0, "Image": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """An element's attributes.

    ``names`` are its styles as ``import.yaml`` has them: the style of a word processor as it is, a class with a full
    stop before it, and a word of the EPUB vocabulary as ``epub:word``.
    """

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its styles, the one that says most first."""
        own = self.values.get("custom-style", "")
        semantic = [f"epub:{name}" for name in self.kinds]
        classes = [
            name if ":" in name else f".{name}" for name in (*self.values.get(STYLES, "").split(), *self.classes)
        ]
        return tuple(dict.fromkeys((*([own] if own else []), *semantic, *classes)))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The words of the EPUB vocabulary that say what it is."""
        return tuple(self.values.get("types", "").split())


def attributes_of(given: Json) -> Attributes:
    """Read attributes; an element without any has empty ones."""
    match given:
        case [str(identity), [*classes], [*pairs]]:
            values = {str(pair[0]): str(pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) > 1}
            return Attributes(id=identity, classes=tuple(map(str, classes)), values=values)
        case _:
            return Attributes()


def anchors_in(elements: Json) -> Iterator[str]:
    """Yield the ids of inline elements, those inside others too, but none in footnotes."""
    for element in listed(elements):
        kind, content = kind_of(element), element.get("c")
        if kind == "Note" or not isinstance(content, list):
            continue
        if kind in INLINE_PLACES and content and (identity := attributes_of(content[0]).id):
            yield identity
        for inside in content if kind in {"Span", "Link", "Image", "Quoted", "Cite"} else [content]:
            yield from anchors_in(inside)


MATH_LABEL = re.compile(r"\\label\{([^{}]+)\}")
"""The name that a formula in LaTeX has."""

_GIVEN: Mapping[str, int] = {
    **dict.fromkeys(("Span", "Link", "Code", "Image", "Div", "CodeBlock", "Figure", "Table"), 0),
    "Header": 1,
}
"""Where the attributes of an element stand in its content."""


def every_anchor(value: Json) -> Iterator[str]:
    """Yield the ids of all elements in ``value``, blocks and inlines, however deep."""
    if isinstance(value, list):
        for each in value:
            yield from every_anchor(each)
    elif isinstance(value, dict):
        kind, content = kind_of(value), value.get("c")
        if kind == "Math" and (label := MATH_LABEL.search(str(content))):
            yield label[1]
        if kind in _GIVEN and isinstance(content, list) and (identity := attributes_of(content[_GIVEN[kind]]).id):
            yield identity
        yield from every_anchor(content)


def labelled_in(value: Json) -> Iterator[str]:
    """Yield the ids of what a book labels by itself: headings, figures with one picture, and tables."""
    if isinstance(value, list):
        for each in value:
            yield from labelled_in(each)
    elif isinstance(value, dict):
        match kind_of(value), value.get("c"):
            case ("Header", [_, given, _]) | (("Table" | "Figure"), [given, *_]):
                yield attributes_of(given).id
            case "Math", [{"t": "DisplayMath"}, str(tex)] if label := MATH_LABEL.search(tex):
                yield label[1]
            case "Div", [given, [{"t": "Table"}]]:
                yield attributes_of(given).id
            case _:
                pass
        yield from labelled_in(value.get("c"))


def targets_in(value: Json) -> Iterator[str]:
    """Yield the ids to which links in ``value`` lead."""
    if isinstance(value, list):
        for each in value:
            yield from targets_in(each)
    elif isinstance(value, dict):
        match kind_of(value), value.get("c"):
            case "Link", [_, _, [str(url), *_]] if url.startswith("#"):
                yield url[1:]
            case _:
                pass
        yield from targets_in(value.get("c"))


def bare_text(elements: Json) -> str:
    """Return the words of inline or block elements, whatever they stand in."""
    pieces: list[str] = []
    _gather(elements, pieces)
    return "".join(pieces)


_BLOCKS = frozenset({"Para", "Plain", "Header", "CodeBlock", "BulletList", "OrderedList", "DefinitionList", "Table"})


def _gather(value: Json, pieces: list[str]) -> None:
    if isinstance(value, list):
        for each in value:
            _gather(each, pieces)
        return
    if not isinstance(value, dict):
        return
    kind, content = kind_of(value), value.get("c")
    match kind, content:
        case ("Str", str(text)):
            pieces.append(text)
        case (("Space" | "SoftBreak" | "LineBreak"), _):
            pieces.append(" ")
        case (("Code" | "CodeBlock" | "Math"), [_, str(text)]):
            pieces.append(text)
        case (("RawInline" | "RawBlock"), _):
            pass
        case (("Link" | "Image"), [_, words, *_]):
            _gather(words, pieces)
        case _:
            _gather(content, pieces)
    if kind in _BLOCKS:
        pieces.append(" ")
