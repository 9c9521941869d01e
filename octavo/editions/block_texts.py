"""The text of every block that a rendition prints, counted as the layout counts it.

The offsets of a :class:`~octavo.model.printing.Line` are places in these texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from octavo.model.output import ONLY_IN_ONE_MEDIUM, Rendition, Unit

EPUB = "http://www.idpf.org/2007/ops"
NOTE = "footnote"
SPACES = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockText:
    """The text of an element with an id, in the unit ``section``. A note is no part of what calls it."""

    id: str
    section: str
    text: str


def block_texts(rendition: Rendition) -> Mapping[str, BlockText]:
    """Return the text of every element with an id, by the ids, in the order of the markup; lines are one space."""
    found: dict[str, BlockText] = {}
    for unit in rendition.units:
        for element in _parsed(unit).iter():
            if (identifier := element.get("id")) and identifier not in found:
                words = " ".join("".join(_words(element)).translate(SPACES).split())
                found[identifier] = BlockText(id=identifier, section=unit.id, text=words)
    return found


def _parsed(unit: Unit) -> ET.Element:
    # The markup is our own, and was laid out: it is well formed.
    return ET.fromstring(f'<body xmlns:epub="{EPUB}">{unit.body}</body>')  # noqa: S314 - no file of others


def _words(element: ET.Element) -> Iterator[str]:
    classes = set((element.get("class") or "").split())
    if classes.isdisjoint(ONLY_IN_ONE_MEDIUM):
        yield element.text or ""
        for child in element:
            if NOTE not in (child.get("class") or "").split():
                yield from _words(child)
            yield child.tail or ""
