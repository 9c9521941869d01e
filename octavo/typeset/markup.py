"""The markup of units: read, written, and the way back from it to the manuscript."""

from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Rendition, Unit

EPUB = "http://www.idpf.org/2007/ops"
"""The namespace of ``epub:type``; it may stand in the markup and says nothing in print."""

ROOT = "file:///octavo/book/theme/sheet/"
"""The address that names in the markup and the style sheets are relative to; nothing is ever read from it.

It is a ``file:`` address because only a known scheme lets relative names be joined, and deep so that ``../`` fits.
"""


def parse(unit: Unit) -> ET.Element:
    """Return the markup of ``unit`` as the children of a ``<body>``.

    Raises :class:`Faulty` with OC503 when it is not well-formed XML.
    """
    try:
        # The markup is our own: templates escape what editors wrote, and it has no document type.
        return ET.fromstring(f'<body xmlns:epub="{EPUB}">{unit.body}</body>')
    except ET.ParseError as problem:
        line, column = problem.position
        source = unit.body.splitlines()[line - 1 : line]
        shown = f": {source[0].strip()[:120]}" if source else ""
        words = f"the markup of '{unit.id}' is not well formed, {problem.msg.split(':')[0]} at {line}:{column}{shown}"
        raise Faulty([fault("OC503", NOWHERE, problem=words)]) from None


def serial(unit: Unit, body: ET.Element) -> str:
    """Write the children of ``body``, each with the language of the unit where it has none of its own."""
    for element in body:
        if not element.get("lang") and unit.language:
            element.set("lang", unit.language)
    return (body.text or "") + "".join(ET.tostring(element, encoding="unicode") for element in body)


class MarkupOrigins:
    """Where in the manuscript a piece of the markup comes from."""

    def __init__(self, rendition: Rendition) -> None:
        """Look into the markup of the units of ``rendition``, when it is asked for what stands there."""
        self._rendition = rendition
        self._bodies: list[ET.Element] = []

    def of(self, *identifiers: str | None) -> Origin:
        """Return the place of the first of ``identifiers`` (from the inside outwards) that has one."""
        origins = self._rendition.origins
        known = (origins[each] for each in identifiers if each is not None and each in origins)
        return next(known, NOWHERE)

    def where(self, is_wanted: Callable[[ET.Element], bool]) -> tuple[Origin, ...]:
        """Return the places of all elements that are wanted, each once, in the order of the book.

        Where there are none, :data:`~octavo.model.origin.NOWHERE` stands alone.
        """
        if not self._bodies:
            self._bodies = [parse(unit) for unit in self._rendition.units]
        found = (self.of(*around) for body in self._bodies for around in _search(body, (), is_wanted))
        return tuple(dict.fromkeys(found)) or (NOWHERE,)


def _search(
    element: ET.Element, around: tuple[str | None, ...], is_wanted: Callable[[ET.Element], bool]
) -> Iterator[tuple[str | None, ...]]:
    """Yield, for each element that is wanted, its id and the ids around it, from the inside outwards."""
    here = (element.get("id"), *around)
    if is_wanted(element):
        yield here
    for child in element:
        yield from _search(child, here, is_wanted)


def holds(text: str) -> Callable[[ET.Element], bool]:
    """Return a search for the elements that hold ``text`` themselves, not only in an element inside them."""
    return lambda element: any(text in (piece or "") for piece in (element.text, *(child.tail for child in element)))


def links_to(anchor: str) -> Callable[[ET.Element], bool]:
    """Return a search for the links that lead to ``anchor``."""
    return lambda element: element.get("href") == f"#{anchor}"


def shows(name: str) -> Callable[[ET.Element], bool]:
    """Return a search for the images whose address ends with ``name``."""
    return lambda element: bool(element.get("src")) and name.endswith(element.get("src", ""))
