"""The places with which the pages of an earlier printing began, found in a document and in its paragraphs.

The markup says them: the attribute :data:`~octavo.typeset.unit_document.HELD_AT` of a block has offsets in its text,
counted as :mod:`octavo.model.printing` says.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from octavo.model.output import ONLY_IN_ONE_MEDIUM
from octavo.model.printing import UNCOUNTED
from octavo.typeset.block_lines import PHRASING
from octavo.typeset.engine.held_breaks import HeldBreak
from octavo.typeset.engine.inline_layout import kind_of
from octavo.typeset.engine.protocols import LayoutBox
from octavo.typeset.paragraphs.reading import Reading
from octavo.typeset.unit_document import HELD_AT, STUB_UNIT, UNIT

NOTE = "footnote"


@dataclass(slots=True, eq=False)
class _Open:
    """An open element; it ``is_first`` as long as nothing that counts stood in it."""

    element: ET.Element
    is_first: bool = True


@dataclass(slots=True)
class HeldPlaces:
    """The held breaks of a document, in the order of its text."""

    breaks: list[HeldBreak] = field(default_factory=list)
    _by_element: dict[int, list[HeldBreak]] = field(default_factory=dict)
    _read: Counter[int] = field(default_factory=Counter)

    @classmethod
    def of(cls, root: ET.Element | None) -> "HeldPlaces":
        """Return those of a document; there are none where its markup says none."""
        body = None if root is None else root.find("body")
        found = cls()
        if body is not None and any(HELD_AT in each.attrib for each in body.iter()):
            found.breaks = list(_Walk().breaks_in(body))
        for each in found.breaks:
            if each.index >= 0:
                found._by_element.setdefault(id(each.element), []).append(each)
        return found

    def find(self, reading: Reading) -> None:
        """Find the breaks that are in a paragraph, which is read for the first time."""
        if self._by_element:
            self._find_in(reading, reading.box)

    def _find_in(self, reading: Reading, box: LayoutBox) -> None:
        for child in box.children:
            kind = kind_of(child)
            if kind == "text" and "::" not in (child.element_tag or ""):
                self._find_in_text(reading, child)
            elif kind == "inline" and child.is_in_normal_flow():
                self._find_in(reading, child)

    def _find_in_text(self, reading: Reading, box: LayoutBox) -> None:
        element = id(box.element)
        counted = [place for place, sign in enumerate(box.text) if not UNCOUNTED.fullmatch(sign)]
        read = self._read[element]
        self._read[element] += len(counted)
        start = reading.paragraph.runs[reading.runs[id(box)]].start
        for each in self._by_element.get(element, ()):
            if read <= each.index < read + len(counted):
                each.line_box, each.place = reading.box, start + counted[each.index - read]
                text = UNCOUNTED.sub(lambda gap: " " * len(gap[0]), reading.paragraph.text[: each.place])
                each.before = len(text.rstrip(" ")) - 1


class _Walk:
    """Goes through the text of a document as its layout is read."""

    def __init__(self) -> None:
        self._count = 0
        self._own: Counter[int] = Counter()
        self._open: list[_Open] = []
        self._waiting: list[int] = []

    def breaks_in(self, element: ET.Element) -> Iterator[HeldBreak]:
        """Yield the breaks in ``element`` in the order of the text, but for one with which all text begins."""
        names = set((element.get("class") or "").split())
        if NOTE in names:
            return
        self._open.append(_Open(element))
        self._waiting += [self._count + int(offset) for offset in (element.get(HELD_AT) or "").split()]
        is_counted = not any(names.intersection(ONLY_IN_ONE_MEDIUM) for names in self._classes())
        if element.tag == "img":
            yield from self._found(self._count + 1)
        if element.get(UNIT) == STUB_UNIT:
            self._begun()
        yield from self._text(element, element.text, is_counted=is_counted)
        for child in element:
            yield from self.breaks_in(child)
            yield from self._text(element, child.tail, is_counted=is_counted)
        self._open.pop()

    def _classes(self) -> Iterator[set[str]]:
        return (set((each.element.get("class") or "").split()) for each in self._open)

    def _text(self, element: ET.Element, text: str | None, *, is_counted: bool) -> Iterator[HeldBreak]:
        length = len(UNCOUNTED.sub("", text or ""))
        if length and is_counted:
            yield from self._found(self._count + length)
            self._count += length
        self._own[id(element)] += length

    def _found(self, end: int) -> Iterator[HeldBreak]:
        """Yield the breaks before the character ``end``, in what is read now; something counts there."""
        for target in sorted(each for each in self._waiting if each < end):
            self._waiting.remove(target)
            first = [each.element for each in self._open if each.is_first and each.element.tag not in PHRASING]
            element = self._open[-1].element
            if target > self._count or not first:
                yield HeldBreak(element=element, index=self._own[id(element)] + max(target - self._count, 0))
            elif first[0].tag != "body":
                yield HeldBreak(element=first[0])
            self._begun()
        self._begun()

    def _begun(self) -> None:
        for each in self._open:
            each.is_first = False
