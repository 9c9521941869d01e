"""See that paragraphs were joined or parted, and that a chapter has another name: no word of them has changed."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence

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
    both = [(at, old[position], new[at]) for at, position in pairs.items()]
    became = [(at, before, after) for at, before, after in both if before.text != after.text]
    joined = _held(old, set(pairs.values()), became)
    parted = _held(new, pairs, [(at, after, before) for at, before, after in became])
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


def _held(
    blocks: Sequence[FrozenBlock], paired: Container[int], became: Sequence[tuple[int, FrozenBlock, FrozenBlock]]
) -> Mapping[int, int]:
    """Return for each block of none of the ``paired`` places the position of what holds it, but did not before."""
    return {
        place: at
        for place, block in enumerate(blocks)
        if place not in paired and _has_words(block)
        for at, before, after in became
        if _is_within(block, after) and not _is_within(block, before)
    }


def _has_words(block: FrozenBlock) -> bool:
    return block.part == "text" and len(block.text.split()) >= FEW_WORDS


def _is_within(block: FrozenBlock, holder: FrozenBlock) -> bool:
    return block.part == holder.part and block.text in holder.text
