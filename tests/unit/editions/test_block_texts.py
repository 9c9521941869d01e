"""The text of a block, and where its lines are broken."""

from octavo.editions.block_texts import as_counted
from octavo.model.editions import FrozenBlock


def test_a_snapshot_of_an_earlier_version_has_nothing_where_a_line_is_broken() -> None:
    """Else every verse would have changed with the next release."""
    verse = FrozenBlock(id="verse", section="storm", text="It was lit in 1884\nby Ada Wren.")

    assert as_counted(verse, {"It was lit in 1884by Ada Wren."}).text == "It was lit in 1884by Ada Wren."
    assert as_counted(verse, {verse.text}) == verse
    assert as_counted(verse, {"It was lit in 1885by Ada Wren."}) == verse
