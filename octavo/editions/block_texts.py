"""The text of every block that a rendition prints, counted as the layout counts it.

The offsets of a :class:`~octavo.model.printing.Line` are places in these texts.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from octavo.model.editions import FrozenBlock
from octavo.model.output import FORMULA_WORDS, ONLY_IN_ONE_MEDIUM, Rendition, Unit
from octavo.model.printing import UNCOUNTED

EPUB = "http://www.idpf.org/2007/ops"
NOTE = "footnote"
PHRASING = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "q", "small", "span", "strong", "sub", "sup"}
)
"""Elements of our markup that are parts of a line."""

LINE_BREAK = "\N{LINE SEPARATOR}"
SPACES = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}")


BREAK = "\n"
"""Where a line is broken in the text of a block, as in verse. Like all spaces it does not count in offsets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockText:
    """The text of an element with an id, in the unit ``section``. A note is no part of what calls it.

    ``own`` is the text without that of the blocks with an id that stand in it, and ``stretches`` are its parts that
    follow one another in ``text``: for each the offset of its beginning in ``text``, its end there, and its beginning
    in ``own``. What ``is_in_line`` is a part of a line and no block, unless it is a note.
    """

    id: str
    section: str
    text: str
    own: str
    stretches: tuple[tuple[int, int, int], ...] = ()
    is_in_line: bool = False

    def own_offset(self, offset: int) -> int | None:
        """Return which offset in ``own`` the one in ``text`` is; ``None`` where that is in another block."""
        return next((own + offset - first for first, last, own in self.stretches if first <= offset < last), None)


def block_texts(rendition: Rendition) -> Mapping[str, BlockText]:
    """Return the text of every element with an id, by the ids, in the order of the markup."""
    found: dict[str, BlockText] = {}
    for unit in rendition.units:
        for element in _parsed(unit).iter():
            if (identifier := element.get("id")) and identifier not in found:
                pieces = list(_words(element, is_own=True))
                found[identifier] = BlockText(
                    id=identifier,
                    section=unit.id,
                    text=_joined(words for words, _ in pieces),
                    own=_joined(words for words, is_own in pieces if is_own),
                    stretches=tuple(_stretches(pieces)),
                    is_in_line=not _is_block(element),
                )
    return found


def _stretches(pieces: Iterable[tuple[str, bool]]) -> Iterator[tuple[int, int, int]]:
    count = own = 0
    for words, is_own in pieces:
        length = len(UNCOUNTED.sub("", words))
        if is_own and length:
            yield count, count + length, own
            own += length
        count += length


def as_counted(block: FrozenBlock, known: Container[str]) -> FrozenBlock:
    """Return a block with its text as one of the texts ``known`` has it that differs by broken lines alone.

    Snapshots of earlier versions of Octavo have nothing where a line is broken.
    """
    flat = block.text.replace(BREAK, "")
    return replace(block, text=flat) if flat != block.text and flat in known and block.text not in known else block


def _parsed(unit: Unit) -> ET.Element:
    # The markup is our own, and was laid out: it is well formed.
    return ET.fromstring(f'<body xmlns:epub="{EPUB}">{unit.body}</body>')  # noqa: S314 - no file of others


def _joined(words: Iterable[str]) -> str:
    lines = "".join(words).translate(SPACES).split(LINE_BREAK)
    return BREAK.join(filter(None, (" ".join(line.split()) for line in lines)))


def _is_block(element: ET.Element) -> bool:
    """Whether an element has an id and is no part of a line, or is a note."""
    is_note = NOTE in (element.get("class") or "").split()
    return bool(element.get("id")) and (is_note or element.tag not in PHRASING)


def _words(element: ET.Element, *, is_own: bool) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of the text of an element, each with whether it is its own."""
    classes = set((element.get("class") or "").split())
    if classes.isdisjoint(ONLY_IN_ONE_MEDIUM):
        yield LINE_BREAK if element.tag == "br" else element.text or element.get(FORMULA_WORDS) or "", is_own
        for child in element:
            if NOTE not in (child.get("class") or "").split():
                yield from _words(child, is_own=is_own and not _is_block(child))
            yield child.tail or "", is_own
