"""A book tells what has changed in it: each passage in New Hart's form, slight changes by their places alone."""

from collections.abc import Iterable, Mapping

from octavo.editions.told_changes import Telling, sections_of, told_changes
from octavo.model.dates import Edtf
from octavo.model.editions import BlockChange, Correction, FrozenBlock, PrintedAt
from octavo.model.inlines import Inlines, Reference, Text
from octavo.model.prose import Paragraph
from octavo.model.query import every_inline, plain

TITLES: Mapping[str, Inlines] = {"pump": (Text(value="The pump"),), "boat": (Text(value="The boat"),)}
WORDS = {
    "errata-for": "for",
    "errata-read": "read",
    "errata-passage": "the passage ‘{words}’",
    "change-added": "added",
    "change-removed": "taken out",
    "change-moved": "moved",
    "change-typo": "typing",
    "changes-none": "Nothing has changed.",
    "page": "p.",
}
RECORD = Correction(
    id="c001",
    date=Edtf("2026-11-30"),
    kind="fact",
    severity=3,
    decision="applied",
    file="text/pump.md",
    where="p-1",
    was="1884",
    now="1885",
    reason="the log has another year",
)


def block(name: str, text: str, section: str = "pump") -> FrozenBlock:
    return FrozenBlock(id=name, section=section, text=text, printed={"tower": (PrintedAt(7, "5", 3, 0),)})


def told(*changes: BlockChange, anchors: Iterable[str] = ("p-1", "p-2")) -> list[tuple[str, list[str]]]:
    """Return the words of each paragraph that is told, and where its references lead."""
    blocks = [each for change in changes for each in (change.old, change.new) if each]
    telling = Telling(
        language=WORDS,
        corrections={"c001": RECORD},
        titles=TITLES,
        sections=sections_of(blocks, TITLES),
        anchors=frozenset(anchors),
        product="tower",
    )
    found = []
    for each in told_changes(changes, telling):
        assert isinstance(each, Paragraph)
        places = [inline.target for inline in every_inline(each.children) if isinstance(inline, Reference)]
        found.append((plain(each.children).replace("\N{NO-BREAK SPACE}", " "), places))
    return found


def test_what_was_changed_is_told_with_its_place_and_its_reason() -> None:
    change = BlockChange(
        kind="changed",
        nature="fact",
        old=block("p-1", "Lit in 1884, and seen by all who came near."),
        new=block("p-1", "Lit in 1885, and seen by all who came to it."),
        correction="c001",
    )

    assert told(change) == [
        ("The pump: for 1884 read 1885; for near read to it. The log has another year.", ["p-1"]),
    ]


def test_what_came_went_or_moved_is_told_by_how_it_begins() -> None:
    gone, fresh = block("p-9", "It was blue."), block("p-2", f"{'A long story of the pump ' * 4}ends.")
    moved = block("p-1", "It was red.", "boat")
    changes = (
        BlockChange(kind="removed", nature="wording", old=gone, new=None),
        BlockChange(kind="added", nature="wording", old=None, new=fresh),
        BlockChange(kind="moved", nature="moved", old=block("p-1", "It was red."), new=moved),
    )

    assert told(*changes) == [
        ("The pump, p. 5: taken out the passage ‘It was blue.’", []),
        ("The pump: added the passage ‘A long story of the pump A long story of the pump A long …’", ["p-2"]),
        ("The boat: moved the passage ‘It was red.’", ["p-1"]),
    ]


def test_what_was_added_alike_at_several_places_is_told_once() -> None:
    changes = [
        BlockChange(kind="added", nature="fact", old=None, new=block(name, "As of 2026.")) for name in ("p-1", "p-2")
    ]

    assert told(*changes) == [("The pump; The pump: added the passage ‘As of 2026.’", ["p-1", "p-2"])]


def test_what_was_changed_alike_at_several_places_is_told_once() -> None:
    """The other words of the passages may be others, but the reason is the same."""
    old, new = (
        [block("p-1", f"It was lit in {year}."), block("p-2", f"Lit {year}: the lamp.")] for year in (1884, 1885)
    )
    changes = [BlockChange(kind="changed", nature="fact", old=was, new=now) for was, now in zip(old, new, strict=True)]

    assert told(*changes) == [("The pump; The pump: for 1884 read 1885.", ["p-1", "p-2"])]


def test_slight_changes_are_one_line_and_without_any_change_the_section_says_so() -> None:
    typo = BlockChange(kind="changed", nature="typo", old=block("p-1", "then pump"), new=block("p-1", "the pump"))
    other = BlockChange(kind="changed", nature="typo", old=block("p-2", "then end"), new=block("p-2", "the end"))
    elsewhere = BlockChange(
        kind="changed", nature="fact", old=block("p-3", "1", "sheet-x"), new=block("p-3", "2", "sheet-x")
    )

    assert told(typo, other, elsewhere) == [("typing: The pump; The pump.", ["p-1", "p-2"])]
    assert told(elsewhere) == [("Nothing has changed.", [])]


def test_a_sign_behind_what_is_disputed_is_no_mistake_of_typing() -> None:
    was, now = block("p-1", "It was blue. Why, nobody knows."), block("p-1", "It was blue.§ Why, nobody knows.")
    marked = BlockChange(kind="changed", nature="layout", old=was, new=now)

    assert told(marked) == [("Nothing has changed.", [])]


def test_a_definition_is_told_at_its_entry() -> None:
    """It belongs to the block of the whole register, which begins pages before."""
    change = BlockChange(
        kind="changed",
        nature="fact",
        old=block("pump", "Lit in 1884. Dug in 1800."),
        new=block("pump", "Lit in 1885. Dug in 1800."),
        correction="c001",
    )
    words = "The pump: for 1884 read 1885. The log has another year."

    assert told(change, anchors=("pump", "p-1")) == [(words, ["pump"])]
    entry = BlockChange(kind="moved", nature="moved", old=block("p-1", "Lamp"), new=block("p-1", "Lamp"))
    assert told(change, entry, anchors=("pump", "p-1"))[0] == (words, ["p-1"])


def test_sections_that_are_printed_as_one_are_told_apart_by_their_titles() -> None:
    blocks = [block("pump-title", "The pump"), block("p-1", "Red."), block("boat-title", "The boat"), block("p-2", "x")]

    assert sections_of(blocks, TITLES) == {"pump-title": "pump", "p-1": "pump", "boat-title": "boat", "p-2": "boat"}
