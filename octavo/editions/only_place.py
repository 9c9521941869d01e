"""The one place that a correction means: refuse none, and refuse several."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from octavo.editions.text_edits import NotInPlaceError, span_of
from octavo.editions.wording import Worded, is_whole, worded, wording_pattern
from octavo.model.claim_text import ClaimText
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE, Origin

AROUND = 40
"""Characters of context on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A stretch of the file at ``origin``, from the offset ``start`` to ``end`` of its text."""

    origin: Origin
    start: int
    end: int


def only_place(
    texts: Iterable[ClaimText], was: str, at: str, source: Callable[[str], str], files: Sequence[str]
) -> Spot:
    """Return the one place of the book that reads ``was``; ``at`` may name its file, or file and line.

    ``source`` gives the text of a file, and ``files`` are those in which the wording may stand with its marks. Raises
    :class:`Faulty` with OC401 (nowhere), OC402 at each of several places, and OC403 where marks divide the words.
    """
    texts = tuple(texts)
    as_written = next(worded(texts, was), None) or next(worded(texts, was, any_quotes=True), None)
    was = as_written.words if as_written else was
    found = [(each, each.text.at(each.start, each.end, source)) for each in worded(texts, was)]
    places = {origin: each for each, origin in found if is_at(origin, at)}
    if not places:
        marked = {origin: spot for origin, spot in _as_typed(was, source, files) if is_at(origin, at)}
        if len(marked) == 1:
            return next(iter(marked.values()))
        if marked:
            raise Faulty(_several(was, [(origin, _line(source(origin.path), origin)) for origin in marked]))
        raise Faulty([fault("OC401", NOWHERE, was=was, where=f" at {at}" if at else "")])
    if len(places) > 1:
        raise Faulty(_several(was, [(origin, _context(each)) for origin, each in places.items()]))
    ((origin, _),) = places.items()
    try:
        start, end = span_of(source(origin.path), was, origin, _behind(origin, found))
    except NotInPlaceError as other:
        raise Faulty([fault("OC403", origin, was=was, found=other.found)]) from None
    return Spot(origin=origin, start=start, end=end)


def is_at(origin: Origin, at: str) -> bool:
    """Whether ``at``, a file or a file and a line, names the place; an empty one names all."""
    path, _, line = at.partition(":")
    is_file = not at or origin.path == path or origin.path.endswith(f"/{path}")
    return is_file and (not line or str(origin.line) == line.partition(":")[0])


def _behind(origin: Origin, found: Iterable[tuple[Worded, Origin]]) -> list[Origin]:
    """Return the places of the wording that stand behind ``origin`` in its file."""
    here = (origin.line, origin.column)
    return [other for _, other in found if other.path == origin.path and (other.line, other.column) > here]


def _as_typed(was: str, source: Callable[[str], str], files: Iterable[str]) -> Iterator[tuple[Origin, Spot]]:
    """Yield the places at which the files have the words with marks in them."""
    pattern = wording_pattern(was)
    for path in files if was.strip() else ():
        text = source(path)
        for found in pattern.finditer(text):
            if not is_whole(text, found):
                continue
            before = text[: found.start()]
            origin = Origin(path, before.count("\n") + 1, found.start() - before.rfind("\n"))
            yield origin, Spot(origin=origin, start=found.start(), end=found.end())


def _several(was: str, places: Sequence[tuple[Origin, str]]) -> Iterator[Diagnostic]:
    for origin, context in places:
        at = f"{origin.path.split('/', 2)[-1]}:{origin.line}"
        yield fault("OC402", origin, was=was, count=len(places), context=context, at=at)


def _context(place: Worded) -> str:
    text, start, end = place.text.value, max(0, place.start - AROUND), place.end + AROUND
    return " ".join(text[start:end].split())


def _line(text: str, origin: Origin) -> str:
    line = text.split("\n")[origin.line - 1]
    return line[max(0, origin.column - AROUND) : origin.column + AROUND].strip()
