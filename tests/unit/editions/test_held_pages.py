"""The page breaks of a release are found again in a text that has been corrected since."""

import pytest

from octavo.editions.held_pages import held_breaks, moved_offset
from octavo.model.editions import FrozenBlock
from octavo.model.printing import PageBreak

OLD = "The keeper came in a boat."


@pytest.mark.parametrize(
    ("new", "word"),
    [
        (OLD, "boat."),
        ("The old keeper came in a boat.", "boat."),
        ("The keeper left in a boat.", "boat."),
        ("The keeper came.", ""),
        ("The keeper came in a small boat.", "boat."),
    ],
)
def test_a_place_stands_before_the_same_word_or_where_it_was_changed(new: str, word: str) -> None:
    # White space does not count.
    offset = moved_offset(OLD, new, len("Thekeepercameina"))

    assert "".join(new.split())[offset:].startswith(word)


def test_a_place_behind_the_text_of_a_block_is_as_far_behind_the_new_one() -> None:
    assert moved_offset("one two", "one", len("onetwo") + 4) == len("one") + 4


def test_the_beginning_is_the_beginning() -> None:
    assert moved_offset("one", "anything else", 0) == 0


def block(identity: str, text: str) -> FrozenBlock:
    return FrozenBlock(id=identity, section="tower", text=text)


def test_a_break_goes_with_its_block_and_is_lost_with_it() -> None:
    frozen = [block("a", OLD), block("b", "The sea stood at the door, and nobody slept."), block("c", "Nobody else.")]
    present = [block("x", "The old keeper came in a boat."), block("c", "Nobody else.")]
    # A page that began with the keeper, behind The, does so still.
    breaks = [PageBreak(1, "a", 3), PageBreak(2, "b", 0), PageBreak(3, "c", 4), PageBreak(4, "lamp", 0)]

    assert [found for _, found in held_breaks(breaks, frozen, present)] == [
        PageBreak(1, "x", 6),
        None,
        PageBreak(3, "c", 4),
        PageBreak(4, "lamp", 0),
    ]
