"""Mark in the text of a rendition where the pages of a printing begin.

A place comes from the real layout (:class:`octavo.model.printing.PageBreak`): a block and how many characters of its
text stand before. Characters are counted as the layout counts them, so a place found on paper is found in any other
rendition of the same book.

On paper the mark stands where the page begins, in the middle of a divided word as well. On screens it stands before
that word, and before a heading, a link or a picture that begins the page: it is no part of a title or of a link.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from octavo.model.output import ONLY_IN_ONE_MEDIUM, Medium, Printing, Rendition, Unit
from octavo.model.printing import UNCOUNTED, PageBreak, page_start, printed_page
from octavo.render.markup import PREFIX, element, ids_in
from octavo.render.semantics import semantics

NOTES = frozenset({"footnote", "footnotes"})
"""Classes of elements with the text of notes, which is none of the blocks that call them."""

WHOLE_ON_SCREENS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a"})
"""Elements before which a mark on screens stands where the page begins with them."""

JOINS = "\N{SOFT HYPHEN}\N{WORD JOINER}\N{RIGHT SINGLE QUOTATION MARK}"
"""Signs between which and a letter no word ends."""

COVER = "cover"
"""The kind of the section that is one picture on a screen."""


def with_page_starts(
    units: Iterable[Unit], breaks: Iterable[PageBreak], mark: Callable[[int], str]
) -> tuple[Unit, ...]:
    """Return the ``units`` of paper with the markup ``mark(page)`` where each page begins.

    A page whose first block is not in the units (it stands in another selection) has no mark.
    """
    places = by_block(breaks)
    return tuple(_marked(unit, breaks_in(unit, places), mark, "print") for unit in units)


def with_page_marks(unit: Unit, breaks: tuple[PageBreak, ...], marks: Mapping[int, tuple[str, str]]) -> Unit:
    """Return a ``unit`` of a screen with a mark at the word with which each of the pages begins (rule E7).

    ``breaks`` are those in the unit, and ``marks`` the id and the folio of each page.
    """

    def mark(page: int) -> str:
        name, folio = marks[page]
        # Named by its title: axe takes the role of a span for none, and blames a label on what has no role.
        about = {**semantics("page-start", "reflow"), "title": folio}
        return element("span", attributes={"class": "page-start", "id": name, **about})

    return _marked(unit, breaks, mark, "reflow")


def with_printed_pages(
    rendition: Rendition,
    printing: Printing,
    marked: Callable[[Unit, tuple[PageBreak, ...], Mapping[int, tuple[str, str]]], Unit] = with_page_marks,
) -> Rendition:
    """Return ``rendition``, which is for screens, with a mark where each page of ``printing`` begins.

    The cover has none: a picture stands for it. ``marked`` does as :func:`with_page_marks`, and may remember it.
    """
    taken = {anchor for unit in rendition.units for anchor in (unit.id, *unit.anchors)}
    marks: dict[int, tuple[str, str]] = {}
    for each in printing.layout.breaks:
        if folio := printing.page_map.folios.folio(each.page):
            name = printed_page(folio)
            while name in taken:
                name += "-"
            marks[each.page] = name, folio
    places = by_block(each for each in printing.layout.breaks if each.page in marks)
    units: list[Unit] = []
    for unit in rendition.units:
        breaks = breaks_in(unit, places) if unit.kind != COVER else ()
        units.append(marked(unit, breaks, {each.page: marks[each.page] for each in breaks}) if breaks else unit)
    anchors = {anchor for unit in units for anchor in unit.anchors}
    starts = {name: folio for name, folio in marks.values() if name in anchors}
    return replace(rendition, units=tuple(units), page_starts=starts)


def by_block(breaks: Iterable[PageBreak]) -> Mapping[str, tuple[PageBreak, ...]]:
    """Return ``breaks`` by their blocks."""
    places: dict[str, tuple[PageBreak, ...]] = {}
    for each in breaks:
        places[each.block] = (*places.get(each.block, ()), each)
    return places


def breaks_in(unit: Unit, places: Mapping[str, tuple[PageBreak, ...]]) -> tuple[PageBreak, ...]:
    """Return the breaks of pages in ``unit``, of those by their blocks."""
    return tuple(each for block in unit.anchors for each in places.get(block, ()))


def standard_page(page: int) -> str:
    """Return the mark of a page of the standard edition, which stands in the margin."""
    return f'<span class="page-ref standard-page" id="{page_start(page)}">|{page}</span>'


def _marked(unit: Unit, breaks: tuple[PageBreak, ...], mark: Callable[[int], str], medium: Medium) -> Unit:
    if not breaks:
        return unit
    body = unit.body.encode()
    pieces: list[bytes] = []
    end = 0
    for place, page in sorted(_Counter(by_block(breaks), medium).places_in(body)):
        pieces += (body[end:place], mark(page).encode())
        end = place
    marked = b"".join([*pieces, body[end:]]).decode()
    return replace(unit, body=marked, anchors=ids_in(marked))


@dataclass(slots=True)
class _Element:
    """An open element: its name, whether its text counts and is that of a note, and where it begins.

    ``place`` is a byte of the body, and ``count`` how many characters stand before.
    """

    name: str
    is_counted: bool
    is_note: bool
    place: int
    count: int


@dataclass(slots=True)
class _Counter:
    """Finds the bytes of a body at which pages begin; ``wanted`` are the breaks by their blocks."""

    wanted: Mapping[str, tuple[PageBreak, ...]]
    medium: Medium
    _open: list[_Element] = field(default_factory=list)
    _waiting: list[tuple[int, int]] = field(default_factory=list)
    _count: int = 0
    _found: list[tuple[int, int]] = field(default_factory=list)

    def places_in(self, body: bytes) -> Iterator[tuple[int, int]]:
        """Yield for each break the number of the byte before which the mark belongs, and the page."""
        parser = expat.ParserCreate()

        def start(name: str, attributes: dict[str, str]) -> None:
            self._start(name, attributes, parser.CurrentByteIndex - len(PREFIX))

        def end(_name: str) -> None:
            self._open.pop()

        def read(text: str) -> None:
            self._read(text, parser.CurrentByteIndex - len(PREFIX))

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, read
        parser.Parse(PREFIX + body + b"</body>", True)  # noqa: FBT003 - the parser's own signature
        yield from self._found
        # Behind these begins no text: what is there is a picture.
        yield from ((body.rindex(b"</"), page) for _, page in self._waiting)

    def _start(self, name: str, attributes: Mapping[str, str], place: int) -> None:
        names = attributes.get("class", "").split()
        around = self._open[-1] if self._open else _Element("", is_counted=True, is_note=False, place=0, count=0)
        is_note = around.is_note or not NOTES.isdisjoint(names)
        is_counted = around.is_counted and not is_note and set(ONLY_IN_ONE_MEDIUM).isdisjoint(names)
        self._open.append(_Element(name, is_counted, is_note, place, self._count))
        for each in self.wanted.get(attributes.get("id", ""), ()):
            self._waiting.append((self._count + each.offset, each.page))
        if name == "img" and self.medium == "reflow":
            self._find(self._count + 1, lambda _: place)

    def _read(self, text: str, place: int) -> None:
        if not self._open[-1].is_counted:
            return
        seen = len(UNCOUNTED.sub("", text))
        self._find(self._count + seen, lambda target: self._place_of(target, text, place))
        self._count += seen

    def _find(self, before: int, place_of: Callable[[int], int]) -> None:
        """Find the places of the pages that begin ``before`` so many characters."""
        for target, page in [each for each in self._waiting if each[0] < before]:
            self._waiting.remove((target, page))
            self._found.append((place_of(target), page))

    def _place_of(self, target: int, text: str, place: int) -> int:
        """Return the byte at which a page begins: with the character ``target``, which is in ``text``."""
        before = _before(text, target - self._count)
        if self.medium == "reflow":
            before = _whole_words(before, text[len(before)])
            first = self._count + len(UNCOUNTED.sub("", before))
            for each in self._open:
                if each.name in WHOLE_ON_SCREENS and each.count == first:
                    return each.place
        return place + len(before.encode())


def _before(text: str, count: int) -> str:
    """Return what stands in ``text`` before the counted character with this number, from 0."""
    places = [place for place, sign in enumerate(text) if not UNCOUNTED.fullmatch(sign)]
    return text[: places[count]]


def _whole_words(before: str, following: str) -> str:
    """Return the text ``before`` a character without the beginning of the word that this goes on with."""
    end = len(before)
    if following.isalnum():
        while end and (before[end - 1].isalnum() or before[end - 1] in JOINS):
            end -= 1
    return before[:end]
