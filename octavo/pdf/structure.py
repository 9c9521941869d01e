"""The structure tree of a PDF: its content in the order in which it is read aloud (ISO 32000-1, 14.7)."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple, TypeGuard

from octavo.pdf.objects import Dictionary, Objects, resolved
from octavo.pdf.values import PdfName, PdfReference, UnreadableError, Value, integer

INLINE = frozenset({"Annot", "Code", "Em", "Link", "Quote", "Reference", "Span", "Strong"})
"""Structure types whose text belongs to the lines of what is around them."""


class Element(NamedTuple):
    """A structure element: what tells it from others of its file, its structure type, and its title or nothing."""

    key: int
    role: str
    title: str


class Content(NamedTuple):
    """Marked content: the object number of its page, its number there, and the elements around it, outermost first."""

    path: tuple[Element, ...]
    page: int
    mark: int


class Elsewhere(NamedTuple):
    """Here stands what object ``number`` holds, which is in another group of the file."""

    path: tuple[Element, ...]
    number: int


class Structure:
    """Reads structure elements from ``objects``."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._seen: set[int] = set()
        self._inline = count(-1, -1)

    def below(
        self, held: Value, path: tuple[Element, ...] = (), page: int | None = None
    ) -> Iterator[Content | Elsewhere]:
        """Yield the content of what an entry ``/K`` holds: one kid, an array of them, or a reference to either.

        ``page`` is the one that kids are on which do not say. Raises :class:`UnreadableError`.
        """
        match held:
            case None:
                pass
            case list():
                for kid in held:
                    if type(kid) is int and page is not None:
                        yield Content(path, page, kid)
                    else:
                        yield from self.below(kid, path, page)
            case PdfReference() if held not in self._objects:
                yield Elsewhere(path, held)
            case PdfReference():
                value = self._objects.value(held)
                if held in self._seen and not (isinstance(value, dict) and value.get("Type") == "OBJR"):
                    raise UnreadableError("a structure element is held twice")
                self._seen.add(held)
                if isinstance(value, dict):
                    yield from self._kid(held, value, path, page)
                else:
                    yield from self.below(value, path, page)
            case dict():
                yield from self._kid(next(self._inline), held, path, page)
            case _:
                # A number alone is content of the page that an element around it names.
                if page is None:
                    raise UnreadableError(held)
                yield Content(path, page, integer(held))

    def _kid(
        self, key: int, kid: Dictionary, path: tuple[Element, ...], page: int | None
    ) -> Iterator[Content | Elsewhere]:
        """Yield the content of a kid that is a dictionary."""
        where = kid.get("Pg", page)
        match kid.get("Type"):
            case "OBJR":
                pass
            case "MCR":
                # Content of a form XObject has its own numbers (/Stm), and is read with none.
                if isinstance(where, int) and "Stm" not in kid:
                    yield Content(path, where, integer(kid.get("MCID")))
            case _:
                title = resolved(self._objects, kid.get("T"))
                element = Element(key, str(kid.get("S", "")), title if isinstance(title, str) else "")
                yield from self.below(kid.get("K"), (*path, element), where if isinstance(where, int) else None)


def roots(objects: Objects) -> tuple[int, ...]:
    """Return the structure elements among ``objects`` that no other of them holds."""
    elements = {number: value for number in objects.numbers() if _is_element(value := objects.value(number))}
    held = {kid for element in elements.values() for kid in _references(element.get("K"))}
    return tuple(number for number in elements if number not in held)


def _is_element(value: Value) -> TypeGuard[Dictionary]:
    return isinstance(value, dict) and isinstance(value.get("P"), PdfReference) and isinstance(value.get("S"), PdfName)


def _references(value: Value) -> Iterator[int]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, PdfReference))
    elif isinstance(value, PdfReference):
        yield value
