"""What must be read: words in the order of reading, as the manuscript, the finished PDF and the ebook all have them.

A text is compared in its *reading form*: characters that have no shape are left out, ligatures are letters, what fonts
draw alike is alike, and all white space between two words is one space. The form of a printed text also has line
feeds: where a line ends, or where two runs stand apart without a space, a reader may see a space or not, and what was
written decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from octavo.model.origin import NOWHERE, Origin
from octavo.model.reordered_signs import in_parts

SHAPELESS = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2010\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""What Unicode calls default-ignorable, and U+2010 (HYPHEN), which layout adds at the ends of lines."""

ONE_GLYPH = tuple(zip("\u015e\u015f\u0162\u0163", "\u0218\u0219\u021a\u021b", strict=True))
"""Letters that are drawn as others in some languages: S and T with cedilla have a comma below in Romanian. A font has
one glyph for both then, and a file that has both says for one of them that it is the other."""

RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff"
TURNED = re.compile(f"[{RIGHT_TO_LEFT}](?:[^A-Za-z\u00c0-\u058f\u0900-\u1fff]*[{RIGHT_TO_LEFT}])*")
"""Letters that are read from right to left, and what stands between them."""

LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff]")

FIGURES = re.compile(r"\d+(?:[.,:/]\d+)*")
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def reading_form(text: str) -> str:
    """Return ``text`` in its reading form; line feeds stay, and no space stands beside one or at either end."""
    if not text.isascii():
        text = SHAPELESS.sub("", unicodedata.normalize("NFKC", text))
        for letter, drawn in ONE_GLYPH:
            text = text.replace(letter, drawn)
        text = in_parts(text)
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def logical_order(text: str) -> str:
    """Return ``text``, which is in the order of its places from left to right, in the order of reading.

    That of figures beside letters that are read from right to left depends on what is around them: here they are taken
    to belong to the letters between which they stand.
    """
    return text if text.isascii() else TURNED.sub(_turned, text)


def _turned(found: re.Match[str]) -> str:
    return FIGURES.sub(lambda figures: figures[0][::-1], found[0][::-1].translate(MIRRORED))


def turned_line(text: str) -> str:
    """Return a line in the order of reading that has no letters which are read from left to right.

    Signs at its ends and runs of figures are in their places from right to left as well.
    """
    return FIGURES.sub(lambda figures: figures[0][::-1], text[::-1].translate(MIRRORED))


def same_turned(one: str, other: str) -> bool:
    """Whether words that are read from right to left have the same letters and figures.

    In what order signs between them are drawn, and to which side they open, depends on all that is around them.
    """
    return sorted(filter(str.isalnum, one)) == sorted(filter(str.isalnum, other))


def is_turned(text: str) -> bool:
    """Whether ``text`` has letters that are read from right to left, and none of the others."""
    return has_right_to_left(text) and LEFT_TO_RIGHT.search(text) is None


def has_right_to_left(text: str) -> bool:
    """Whether any letter of ``text`` is read from right to left."""
    return not text.isascii() and TURNED.search(text) is not None


class ReadingBlock(NamedTuple):
    """Text that stands together, such as a paragraph or a cell: its reading form, and where it is written.

    Its line feeds are line breaks that the author asked for.
    """

    text: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockStretch:
    """Blocks that follow each other without anything between them. Before and behind, a template may add words."""

    blocks: tuple[ReadingBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionReading:
    """What must be read of a section: its ``stretches`` in order, and its ``notes``, which are one stretch.

    ``pictures`` are the places of the pictures that it shows. ``title`` is for people. ``has_endnotes`` says that in
    print its notes stand at its end, and not at the foot of the pages of their calls.
    """

    id: str
    title: str
    origin: Origin
    stretches: tuple[BlockStretch, ...]
    notes: BlockStretch
    pictures: Sequence[Origin] = ()
    has_endnotes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """A text as its letters, and the offsets in them before which something stands.

    ``spaces`` are those where a space is to be seen, ``seams`` those where one may be seen.
    """

    letters: str
    spaces: frozenset[int]
    seams: frozenset[int]

    @property
    def edges(self) -> frozenset[int]:
        """Return where a word may begin."""
        return self.spaces | self.seams


def letters_of(form: str) -> Letters:
    """Return a reading form as letters; a line feed is a seam."""
    lines = [line.replace(" ", "") for line in form.split("\n")]
    spaces = frozenset(accumulate(map(len, form.replace("\n", "").split(" ")))) if " " in form else frozenset()
    return Letters(letters="".join(lines), spaces=spaces, seams=frozenset(accumulate(map(len, lines))))


def joined(forms: Iterable[str]) -> str:
    """Join reading forms; what is between two of them is a seam."""
    return "\n".join(filter(None, forms))
