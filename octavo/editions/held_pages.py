"""The page breaks of a release, as places in the text that a book has now.

A break is a block and how many characters of its text stand before (:class:`octavo.model.printing.PageBreak`). Where
the block was changed, the place is found again by what is the same before it and behind it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from octavo.editions.comparison import same_blocks
from octavo.model.editions import FrozenBlock
from octavo.model.printing import UNCOUNTED, PageBreak


def held_breaks(
    breaks: Iterable[PageBreak], frozen: Sequence[FrozenBlock], present: Sequence[FrozenBlock]
) -> Iterator[tuple[PageBreak, PageBreak | None]]:
    """Yield ``breaks`` in ``frozen`` blocks, each with its place in the ``present`` ones, or ``None`` if it is gone.

    A block without text of its own, such as a picture, is in neither; it is known by its id.
    """
    pairs = same_blocks(frozen, present)
    of_old = {position: at for at, position in pairs.items()}
    places: Mapping[str, int] = {block.id: place for place, block in reversed(list(enumerate(frozen)))}
    for each in breaks:
        place = places.get(each.block)
        if place is None:
            yield each, each
        elif place in of_old:
            old, new = frozen[place], present[of_old[place]]
            yield each, PageBreak(each.page, new.id, moved_offset(old.text, new.text, each.offset))
        else:
            yield each, None


def moved_offset(old: str, new: str, offset: int) -> int:
    """Return the offset in the text ``new`` of what stands at ``offset`` in ``old``.

    What stands in words that were changed is where these begin.
    """
    if old == new or not offset:
        return offset
    before, after = _words(old), _words(new)
    done = sum(map(len, after))
    was = now = 0
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        length = sum(map(len, before[first:last]))
        if offset < was + length:
            return now + (offset - was if tag == "equal" else 0)
        was += length
        now += sum(map(len, after[start:end]))
    # What is behind all text of its own stands in blocks that it holds.
    return done + offset - was


def _words(text: str) -> list[str]:
    return [word for word in (UNCOUNTED.sub("", each) for each in text.split()) if word]
