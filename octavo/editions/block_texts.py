"""The text of every block that a rendition prints, counted as the layout counts it.

The offsets of a :class:`~octavo.model.printing.Line` are places in these texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from octavo.model.output import FORMULA_WORDS, ONLY_IN_ONE_MEDIUM, Rendition, Unit

EPUB = "http://www.idpf.org/2007/ops"
NOTE = "footnote"
PHRASING = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "q", "small", "span", "strong", "sub", "sup"}
)
"""Elements of our markup that are parts of a line."""

SPACES = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockText:
    """The text of an element with an id, in the unit ``section``. A note is no part of what calls it.

    ``own`` is the text without that of the blocks with an id that stand in it. What ``is_in_line`` is a part of a line
    and no block, unless it is a note.
    """

    id: str
    section: str
    text: str
    own: str
    is_in_line: bool = False


def block_texts(rendition: Rendition) -> Mapping[str, BlockText]:
    """Return the text of every element with an id, by the ids, in the order of the markup; lines are one space."""
    found: dict[str, BlockText] = {}
    for unit in rendition.units:
        for element in _parsed(unit).iter():
            if (identifier := element.get("id")) and identifier not in found:
                text, own = (_joined(_words(element, is_own=is_own)) for is_own in (False, True))
                found[identifier] = BlockText(
                    id=identifier, section=unit.id, text=text, own=own, is_in_line=not _is_block(element)
                )
    return found


def _parsed(unit: Unit) -> ET.Element:
    # The markup is our own, and was laid out: it is well formed.
    return ET.fromstring(f'<body xmlns:epub="{EPUB}">{unit.body}</body>')  # noqa: S314 - no file of others


def _joined(words: Iterator[str]) -> str:
    return " ".join("".join(words).translate(SPACES).split())


def _is_block(element: ET.Element) -> bool:
    """Whether an element has an id and is no part of a line, or is a note."""
    is_note = NOTE in (element.get("class") or "").split()
    return bool(element.get("id")) and (is_note or element.tag not in PHRASING)


def _words(element: ET.Element, *, is_own: bool) -> Iterator[str]:
    classes = set((element.get("class") or "").split())
    if classes.isdisjoint(ONLY_IN_ONE_MEDIUM):
        yield element.text or element.get(FORMULA_WORDS) or ""
        for child in element:
            if NOTE not in (child.get("class") or "").split() and not (is_own and _is_block(child)):
                yield from _words(child, is_own=is_own)
            yield child.tail or ""
