"""SVG drawings: read once, safely, so that what later stages get is known to be small, closed in itself and sized.

The outputs show drawings as images, in which nothing may run and nothing may be fetched (EPUB 3.3, section 3.6; SVG 2,
section 2.2.5, secure static mode). What a viewer would leave out in silence is refused here, with the remedy.
"""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from math import isfinite
from xml.parsers import expat

from octavo.model import limits

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

PLAIN = "save it as plain SVG"
ACTIVE = frozenset({"script", "foreignObject", "handler", "iframe", "audio", "video", "canvas", "embed", "object"})
"""Elements that run, or hold what is no drawing."""

LINKS = ("href", f"{XLINK} href")
EMBEDDED = re.compile(r"data:(image/(png|jpeg|gif|webp)|font|application/(x-)?font)", re.IGNORECASE)
URL = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
LONGEST_SELECTOR = 2_000
"""Characters before a block of a style; engines break down over a selector without end."""

IMPORT = re.compile(r"@import|javascript:", re.IGNORECASE)

MEASURES = frozenset(
    {"x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry", "width", "height", "d", "points"}
    | {"transform", "viewBox", "stroke-width", "font-size", "offset"}
)
"""Attributes that hold numbers; other values cannot break a layout."""

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
SIDE = re.compile(rf"\s*({NUMBER.pattern})\s*(px|pt|pc|mm|cm|in|em|ex|)\s*")
UNITS: Mapping[str, float] = {
    "": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8,
}  # fmt: skip
"""Pixels in a unit (CSS Values 4, section 6.2); those of letters count as in a text of 16 px."""


class UnfitImageError(ValueError):
    """An image cannot be used: why, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Keep both sentences."""
        self.remedy = remedy
        super().__init__(problem)


def size_of_drawing(content: bytes) -> tuple[float, float]:
    """Return width and height of an SVG drawing in units of its own.

    Raises :class:`UnfitImageError` where it is not well formed, could run or fetch something, has no size, or is past
    the bounds of :mod:`octavo.model.limits`.
    """
    if len(content) > limits.DRAWING:
        raise UnfitImageError(f"it has {len(content):,} bytes, more than {limits.DRAWING:,}", "make it simpler")
    reader = _Reader()
    try:
        reader.read(content)
    except expat.ExpatError as error:
        problem = f"it is no SVG: line {error.lineno}: {expat.ErrorString(error.code)}"
        raise UnfitImageError(problem, "save it anew, or correct the suffix") from None
    reader.weigh()
    return _size(reader.root)


@dataclass(slots=True)
class _Element:
    """What an element draws: the elements in it, and those that it names by their ids."""

    children: list[int] = field(default_factory=list)
    named: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Reads a drawing from front to back, and refuses it at the first thing that may not be in it."""

    elements: list[_Element] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    root: Mapping[str, str] = field(default_factory=dict)
    _open: list[int] = field(default_factory=list)
    _style: list[str] | None = None

    def read(self, content: bytes) -> None:
        """Read ``content``; raises :class:`UnfitImageError`, and ``ExpatError`` where it is not well formed."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(content, True)  # noqa: FBT003 - the parser's own signature

    def weigh(self) -> None:
        """Refuse a drawing that draws too many elements, one inside of itself, or one that it does not have."""
        known: dict[int, tuple[int, int]] = {}
        for number in reversed(range(len(self.elements))):
            self._weigh(number, known, ())
        for lost in (name for element in self.elements for name in element.named if name not in self.ids):
            raise UnfitImageError(f"it refers to '#{lost[:60]}', which it does not have", PLAIN)

    def _weigh(self, number: int, known: dict[int, tuple[int, int]], around: tuple[int, ...]) -> tuple[int, int]:
        """Return how many elements an element draws, itself among them, and how deep they are in each other."""
        if number in around:
            raise UnfitImageError("an element in it draws itself", PLAIN)
        if number not in known:
            element = self.elements[number]
            named = (self.ids[name] for name in element.named if name in self.ids)
            inside = [self._weigh(each, known, (*around, number)) for each in (*element.children, *named)]
            count = 1 + sum(count for count, _ in inside)
            depth = 1 + max((depth for _, depth in inside), default=0)
            if count > limits.ELEMENTS:
                problem = f"it draws more than {limits.ELEMENTS:,} elements, counted as often as they are used"
                raise UnfitImageError(problem, "make it simpler, or save it as PNG")
            if depth > limits.ELEMENTS_DEEP:
                raise UnfitImageError(f"its elements use each other more than {limits.ELEMENTS_DEEP} deep", PLAIN)
            known[number] = count, depth
        return known[number]

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, word = name.rpartition(" ")
        if not self.elements:
            if word != "svg" or space not in (SVG, ""):
                raise UnfitImageError("the file is no SVG image", "save it anew in this format, or correct the suffix")
            if not space:
                raise UnfitImageError("it does not say that it is SVG", f'write xmlns="{SVG}" into its first tag')
            self.root = attributes
        if word in ACTIVE and space in (SVG, ""):
            raise UnfitImageError(f"it has a <{word}>, which images may not have", f"take it out, or {PLAIN}")
        if len(self._open) == limits.ELEMENTS_DEEP:
            raise UnfitImageError(f"its elements stand more than {limits.ELEMENTS_DEEP} deep", PLAIN)
        if len(self.elements) == limits.ELEMENTS:
            raise UnfitImageError(
                f"it has more than {limits.ELEMENTS:,} elements", "make it simpler, or save it as PNG"
            )
        number = len(self.elements)
        if self._open:
            self.elements[self._open[-1]].children.append(number)
        self.elements.append(_Element(named=list(_named(word, attributes))))
        if "id" in attributes:
            self.ids.setdefault(attributes["id"], number)
        self._open.append(number)
        self._style = [] if word == "style" else None

    def _end(self, _name: str) -> None:
        self._open.pop()
        if self._style is not None:
            _check_style("".join(self._style))
            self._style = None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _entity(self, name: str, *_rest: object) -> None:
        raise UnfitImageError(f"it has an entity ('{name[:40]}')", f"{PLAIN}, without entities")

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise UnfitImageError("it asks for a style sheet outside of it", f"{PLAIN}, with its style inside")


def _named(word: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids that an element draws; refuse what runs, what leads out, and numbers that no layout can hold."""
    for key, value in attributes.items():
        if key.lower().startswith("on"):
            raise UnfitImageError(f"it has '{key}', a script", f"take it out, or {PLAIN}")
        if key in MEASURES:
            _check_numbers(key, value)
        if key in LINKS and word != "a":
            if value.strip().startswith("#"):
                yield value.strip()[1:]
            elif not EMBEDDED.match(value.strip()):
                raise UnfitImageError(f"it refers to '{value[:60]}' outside of it", "embed that, or take it out")
            elif value.strip().lower().startswith("data:image/"):
                _check_picture(value)
        elif "url(" in value or key == "style" or IMPORT.search(value):
            yield from _check_style(value)


def _check_picture(address: str) -> None:
    """Refuse an embedded picture that cannot be read, or is too large."""
    from PIL import Image

    try:
        with Image.open(BytesIO(b64decode("".join(address.partition(",")[2].split())))) as picture:
            size = picture.width * picture.height
            if size <= limits.PIXELS:
                picture.load()
    except Exception:  # noqa: BLE001 - Pillow's readers raise what they come upon in a damaged file
        raise UnfitImageError("a picture embedded in it is damaged", "embed it anew, or take it out") from None
    if size > limits.PIXELS:
        raise UnfitImageError(
            f"a picture embedded in it has {size:,} pixels, more than {limits.PIXELS:,}", "make it smaller"
        )


def _check_style(style: str) -> tuple[str, ...]:
    """Return the ids that a style refers to; refuse it where it asks for anything outside of the drawing."""
    if found := IMPORT.search(style):
        raise UnfitImageError(f"it has '{found[0]}', which leads out of it", f"take it out, or {PLAIN}")
    if any(len(before.rpartition("}")[2]) > LONGEST_SELECTOR for before in style.split("{")[:-1]):
        raise UnfitImageError("its style has a selector without end", PLAIN)
    names = [name.strip() for name in URL.findall(style)]
    for name in names:
        if not name.startswith("#") and not EMBEDDED.match(name):
            raise UnfitImageError(f"it refers to '{name[:60]}' outside of it", "embed that, or take it out")
    return tuple(name[1:] for name in names if name.startswith("#"))


def _check_numbers(key: str, value: str) -> None:
    most = limits.LENGTH if key == "font-size" else limits.COORDINATE
    for found in NUMBER.finditer(value):
        if abs(float(found[0])) > most or (key == "font-size" and float(found[0]) < 0):
            raise UnfitImageError(f"its {key} has the number {found[0][:40]}", f"use numbers up to {most:,}")


def _size(root: Mapping[str, str]) -> tuple[float, float]:
    """Return width and height: those of the box that it draws in, else those that it shall have."""
    if "viewBox" in root:
        parts = root["viewBox"].replace(",", " ").split()
        numbers = [float(part) for part in parts if NUMBER.fullmatch(part)]
        if not len(parts) == len(numbers) == len(("x", "y", "width", "height")):
            raise UnfitImageError("its viewBox is not made of four numbers", 'write it as viewBox="0 0 width height"')
        width, height = numbers[2:]
    else:
        sides = [SIDE.fullmatch(root.get(name, "")) for name in ("width", "height")]
        if not all(sides):
            raise UnfitImageError("it says no size", "give it a viewBox, or width and height with numbers")
        width, height = (float(side[1]) * UNITS[side[2]] for side in sides if side)
    if not (width > 0 and height > 0 and isfinite(width / height)):
        raise UnfitImageError("its viewBox has no size", "give width and height as numbers above 0")
    return width, height
