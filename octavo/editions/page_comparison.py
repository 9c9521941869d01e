"""What became of the pages of a printed file, and which of its sheets must be copied anew."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from octavo.model.editions import BlockChange, FrozenBlock, FrozenPage, Snapshot
from octavo.model.reprint import STANDING, ComparedPage, PageState

Arrangement = Sequence[tuple[int, ...]]
"""The pages on each sheet of a file: front before back, from left to right; blank ones are 0."""

DRAWN = frozenset({"data", "picture"})
"""The parts of a figure that are drawn."""

Lines = Sequence[tuple[str, int, int]]


def compared_pages(
    old: Snapshot, new: Snapshot, name: str, changes: Sequence[BlockChange], unnamed: Collection[str]
) -> tuple[ComparedPage, ...]:
    """Return what became of the pages of the printed file ``name``; pages that there are no more come last.

    ``unnamed`` are the sections that say nothing but the version: a page of theirs alone is no other page for that.
    """
    before, after = old.pages.get(name, ()), new.pages.get(name, ())
    places = {page.lines: number for number, page in reversed(tuple(enumerate(before, start=1)))}
    touched = [each.new or each.old for each in changes] + [each.old for each in changes if each.kind == "moved"]
    changed = _pages_with((block for block in touched if block and block.part != "alternative"), name)
    # The letters on a page may all be the same while a bar of a chart has another length.
    redrawn = _pages_with((block for block in touched if block and block.part in DRAWN), name)
    named = _pages_of(new, name, unnamed)
    # Such a section that is new, as the list of corrections is in the second release, is no page that stands.
    fresh = _pages_of(new, name, {*unnamed} - {block.section for block in old.blocks if name in block.printed})
    texts = [_lines_by_page(state, name) for state in (old, new)]
    found = []
    for number, page in enumerate(after, start=1):
        earlier = before[number - 1] if number <= len(before) else None
        state: PageState
        was = ""
        if earlier and _is_alike(earlier, page) and number not in redrawn:
            state = "same"
        elif earlier and number in named - fresh and earlier.folio == page.folio:
            state = "version"
        elif number not in changed and page.lines in places and places[page.lines] != number and page.block:
            state, was = "moved", before[places[page.lines] - 1].folio or str(places[page.lines])
        elif number in changed | fresh or texts[0].get(number) == texts[1].get(number):
            state = "changed"
        else:
            state = "reflowed"
        found.append(ComparedPage(page=number, folio=page.folio, state=state, was=was))
    gone = enumerate(before[len(after) :], start=len(after) + 1)
    return (*found, *(ComparedPage(page=number, folio=page.folio, state="gone") for number, page in gone))


def _pages_with(blocks: Iterable[FrozenBlock], name: str) -> frozenset[int]:
    return frozenset(line.page for block in blocks for line in block.printed.get(name, ()))


def _is_alike(one: FrozenPage, other: FrozenPage) -> bool:
    return (one.folio, one.lines, one.head) == (other.folio, other.lines, other.head)


def _pages_of(state: Snapshot, name: str, sections: Collection[str]) -> frozenset[int]:
    """Return the pages on which nothing stands but these ``sections``."""
    of_these: set[int] = set()
    others: set[int] = set()
    for block in state.blocks:
        pages = {line.page for line in block.printed.get(name, ())}
        if block.section in sections:
            of_these |= pages
        else:
            others |= pages
    return frozenset(of_these - others)


def _lines_by_page(state: Snapshot, name: str) -> Mapping[int, Lines]:
    """Return which text begins each line of a page."""
    found: dict[int, list[tuple[str, int, int]]] = {}
    for block in state.blocks:
        for line in block.printed.get(name, ()):
            found.setdefault(line.page, []).append((block.text, line.offset, line.line))
    return {page: sorted(lines, key=lambda each: (each[2], each[0], each[1])) for page, lines in found.items()}


def sheets_anew(old: Arrangement, new: Arrangement, pages: Sequence[ComparedPage]) -> tuple[int, ...]:
    """Return which sheets of a file, from 1, hold other pages than before, or one that does not stand."""
    standing = frozenset(each.page for each in pages if each.state in STANDING) | {0}
    return tuple(
        number
        for number, sheet in enumerate(new, start=1)
        if number > len(old) or old[number - 1] != sheet or not standing.issuperset(sheet)
    )


def effective_versions(
    states: Sequence[tuple[str, Snapshot]], name: str, unnamed: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the first and the last folio of pages that follow one another, and since which version they are so.

    ``states`` are all versions up to the last with what was printed, the oldest first (rule C9).
    """
    since: dict[int, str] = {}
    last: Snapshot | None = None
    for version, state in states:
        pages = compared_pages(last, state, name, (), unnamed) if last else ()
        stand = {each.page for each in pages if each.state in STANDING}
        count = len(state.pages.get(name, ()))
        since = {page: since[page] if page in stand and page in since else version for page in range(1, count + 1)}
        last = state
    if last is None:
        return
    folios = [page.folio or str(number) for number, page in enumerate(last.pages.get(name, ()), start=1)]
    first = 0
    for place, folio in enumerate(folios):
        if place + 1 == len(folios) or since[place + 2] != since[place + 1]:
            yield folios[first], folio, since[place + 1]
            first = place + 1
