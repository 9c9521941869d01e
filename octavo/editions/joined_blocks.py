"""See that paragraphs were joined or parted, and that a chapter has another name: no word of them has changed."""

from collections import Counter
from collections.abc import Mapping, Sequence

from octavo.model.editions import FrozenBlock

FEW_WORDS = 3
"""A text of fewer words stands in many another by chance."""


def joined_and_parted(
    old: Sequence[FrozenBlock], new: Sequence[FrozenBlock], pairs: Mapping[int, int]
) -> tuple[Mapping[int, int], Mapping[int, int]]:
    """Return which blocks of ``old`` stand in which changed block of ``new`` now, and which of ``new`` stood in one.

    ``pairs`` says which block of ``new`` is which of ``old``. Both are told by the position in ``new`` of what holds
    them.
    """
    changed = [(at, position) for at, position in pairs.items() if old[position].text != new[at].text]
    kept = set(pairs.values())
    joined = {
        place: at
        for place, block in enumerate(old)
        if place not in kept and _has_words(block)
        for at, position in changed
        if _is_within(block, new[at]) and not _is_within(block, old[position])
    }
    parted = {
        place: at
        for place, block in enumerate(new)
        if place not in pairs and _has_words(block)
        for at, position in changed
        if _is_within(block, old[position]) and not _is_within(block, new[at])
    }
    return joined, parted


def renamed_sections(
    old: Sequence[FrozenBlock], new: Sequence[FrozenBlock], pairs: Mapping[int, int]
) -> Mapping[str, str]:
    """Return what sections of ``new`` were called in ``old``, which has none of their names, if most texts agree."""
    before, after = ({block.section for block in blocks} for blocks in (old, new))
    counted = Counter(
        (new[at].section, old[position].section)
        for at, position in pairs.items()
        if new[at].section not in before and old[position].section not in after
    )
    renamed: dict[str, str] = {}
    for (fresh, gone), _ in counted.most_common():
        if fresh not in renamed and gone not in renamed.values():
            renamed[fresh] = gone
    return renamed


def _has_words(block: FrozenBlock) -> bool:
    return block.part == "text" and len(block.text.split()) >= FEW_WORDS


def _is_within(block: FrozenBlock, holder: FrozenBlock) -> bool:
    return block.part == holder.part and block.text in holder.text
