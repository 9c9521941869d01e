"""Mark in the text of a rendition where the pages of a printing begin.

A place comes from the real layout (:class:`octavo.model.printing.PageBreak`): a block and how many characters of its
text stand before. Characters are counted as the layout counts them, so a place found on paper is found in any other
rendition of the same book.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from octavo.model.output import ONLY_IN_ONE_MEDIUM, Printing, Rendition, Unit
from octavo.model.printing import UNCOUNTED, PageBreak, page_start, printed_page
from octavo.render.markup import PREFIX, element, ids_in
from octavo.render.semantics import semantics

COVER = "cover"
"""The kind of the section that is one picture on a screen."""

NOTES = frozenset({"footnote", "footnotes"})
"""Classes of elements with the text of notes, which is none of the blocks that call them."""


def with_page_starts(
    units: Iterable[Unit], breaks: Iterable[PageBreak], mark: Callable[[int], str]
) -> tuple[Unit, ...]:
    """Return ``units`` with the markup ``mark(page)`` at the word with which each page begins.

    A page whose first block is not in the units (it stands in another selection) has no mark.
    """
    places: dict[str, list[PageBreak]] = {}
    for each in breaks:
        places.setdefault(each.block, []).append(each)
    return tuple(_marked(unit, places, mark) for unit in units)


def with_printed_pages(rendition: Rendition, printing: Printing) -> Rendition:
    """Return ``rendition``, which is for screens, with a mark where each page of ``printing`` begins.

    The cover has none: a picture stands for it.
    """
    taken = {anchor for unit in rendition.units for anchor in (unit.id, *unit.anchors)}
    marks: dict[int, tuple[str, str]] = {}
    for each in printing.layout.breaks:
        if folio := printing.page_map.folios.folio(each.page):
            name = printed_page(folio)
            while name in taken:
                name += "-"
            marks[each.page] = name, folio
    breaks = [each for each in printing.layout.breaks if each.page in marks]
    in_type = with_page_starts(
        (unit for unit in rendition.units if unit.kind != COVER), breaks, lambda page: _mark(*marks[page])
    )
    marked = {unit.id: unit for unit in in_type}
    anchors = {anchor for unit in in_type for anchor in unit.anchors}
    return replace(
        rendition,
        units=tuple(marked.get(unit.id, unit) for unit in rendition.units),
        page_starts={name: folio for name, folio in marks.values() if name in anchors},
    )


def _mark(name: str, folio: str) -> str:
    attributes = {"class": "page-start", "id": name, **semantics("page-start", "reflow"), "aria-label": folio}
    return element("span", attributes=attributes)


def standard_page(page: int) -> str:
    """Return the mark of a page of the standard edition, which stands in the margin."""
    return f'<span class="page-ref standard-page" id="{page_start(page)}">|{page}</span>'


def _marked(unit: Unit, places: Mapping[str, list[PageBreak]], mark: Callable[[int], str]) -> Unit:
    wanted = {block: places[block] for block in unit.anchors if block in places}
    if not wanted:
        return unit
    body = unit.body.encode()
    pieces: list[bytes] = []
    end = 0
    for place, page in sorted(_Counter(wanted).places_in(body)):
        pieces += (body[end:place], mark(page).encode())
        end = place
    marked = b"".join([*pieces, body[end:]]).decode()
    return replace(unit, body=marked, anchors=ids_in(marked))


@dataclass(slots=True)
class _Element:
    """An open element: whether its text counts, and whether its text is that of a note."""

    is_counted: bool
    is_note: bool


@dataclass(slots=True)
class _Counter:
    """Finds the bytes of a body at which pages begin; ``wanted`` are the breaks by their blocks."""

    wanted: Mapping[str, list[PageBreak]]
    _open: list[_Element] = field(default_factory=list)
    _waiting: list[tuple[int, int]] = field(default_factory=list)
    _count: int = 0
    _found: list[tuple[int, int]] = field(default_factory=list)

    def places_in(self, body: bytes) -> Iterator[tuple[int, int]]:
        """Yield for each break the number of the byte before which the mark belongs, and the page."""
        parser = expat.ParserCreate()

        def start(_name: str, attributes: dict[str, str]) -> None:
            self._start(attributes)

        def end(_name: str) -> None:
            self._open.pop()

        def read(text: str) -> None:
            self._read(text, parser.CurrentByteIndex - len(PREFIX))

        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, read
        parser.Parse(PREFIX + body + b"</body>", True)  # noqa: FBT003 - the parser's own signature
        yield from self._found
        # Behind these begins no text: what is there is a picture.
        yield from ((body.rindex(b"</"), page) for _, page in self._waiting)

    def _start(self, attributes: Mapping[str, str]) -> None:
        names = attributes.get("class", "").split()
        around = self._open[-1] if self._open else _Element(is_counted=True, is_note=False)
        is_note = around.is_note or not NOTES.isdisjoint(names)
        is_counted = around.is_counted and not is_note and set(ONLY_IN_ONE_MEDIUM).isdisjoint(names)
        self._open.append(_Element(is_counted, is_note))
        for each in self.wanted.get(attributes.get("id", ""), ()):
            self._waiting.append((self._count + each.offset, each.page))

    def _read(self, text: str, place: int) -> None:
        if not self._open[-1].is_counted:
            return
        seen = len(UNCOUNTED.sub("", text))
        for target, page in [each for each in self._waiting if each[0] < self._count + seen]:
            self._waiting.remove((target, page))
            self._found.append((place + len(_before(text, target - self._count).encode()), page))
        self._count += seen


def _before(text: str, count: int) -> str:
    """Return what stands in ``text`` before the counted character with this number, from 0."""
    places = [place for place, sign in enumerate(text) if not UNCOUNTED.fullmatch(sign)]
    return text[: places[count]]
