"""Pages of two printings are compared, and from that follows which sheets are copied anew."""

from dataclasses import replace

from octavo.editions.page_comparison import compared_pages, effective_versions, sheets_anew
from octavo.model.editions import BlockChange, FrozenBlock, FrozenPage, PrintedAt, Snapshot
from octavo.model.reprint import Reprinted


def printing(*pages: str, digests: dict[int, str] | None = None) -> Snapshot:
    """Return a printing with a block on each page, of a section that is called as the block begins."""
    blocks = [
        FrozenBlock(id=f"b-{text}", section=text.split()[0], text=text, printed={"a": (PrintedAt(at, str(at), 1, 0),)})
        for at, text in enumerate(pages, start=1)
    ]
    frozen = tuple(
        FrozenPage(str(at), f"b-{text}", 0, (digests or {}).get(at, text), text, "head")
        for at, text in enumerate(pages, start=1)
    )
    return Snapshot(blocks=tuple(blocks), pages={"a": frozen})


def states(old: Snapshot, new: Snapshot, *changed: int) -> list[str]:
    """Return what became of the pages; the blocks at these places have ``changed``."""
    changes = [BlockChange(kind="changed", nature="typo", old=old.blocks[at], new=new.blocks[at]) for at in changed]
    return [each.state for each in compared_pages(old, new, "a", changes, {"imprint"})]


OLD = printing("imprint one", "tower", "storm", "end")


def test_each_page_is_told_as_what_became_of_it() -> None:
    assert states(OLD, OLD) == ["same"] * 4
    assert states(OLD, printing("imprint two", "tower", "storm", "end"), 0) == ["version", *["same"] * 3]
    assert states(OLD, printing("imprint one", "towers", "storm", "end"), 1) == ["same", "changed", "same", "same"]
    # A page number in it is another one, and so are only the digests of the page.
    assert states(OLD, printing("imprint one", "tower", "storm", "end", digests={3: "p. 9"}))[2] == "changed"
    # The text goes on otherwise: another block begins there.
    assert states(OLD, printing("imprint one", "tower", "storm 2", "end"))[2] == "reflowed"


def test_a_chart_may_have_changed_though_no_letter_has() -> None:
    for part, expected in (("data", "changed"), ("picture", "changed"), ("alternative", "same")):
        old, new = (replace(OLD.blocks[2], text=text, part=part) for text in ("12;", "13;"))  # type: ignore[arg-type]  # one of the parts
        change = BlockChange(kind="changed", nature="fact", old=old, new=new)

        assert [each.state for each in compared_pages(OLD, OLD, "a", [change], set())][2] == expected


def test_pages_that_only_stand_elsewhere_are_moved() -> None:
    longer = printing("imprint one", "tower", "new", "storm", "end")
    change = BlockChange(kind="added", nature="wording", old=None, new=longer.blocks[2])
    pages = compared_pages(OLD, longer, "a", [change], {"imprint"})

    assert [(each.state, each.was) for each in pages[2:]] == [("changed", ""), ("moved", "3"), ("moved", "4")]
    assert [each.state for each in compared_pages(longer, OLD, "a", [], {"imprint"})][-1] == "gone"


def test_a_new_page_that_names_the_version_is_none_that_stands() -> None:
    """The list of corrections comes with the second release; where it stands now there was the end before."""
    pages = compared_pages(
        OLD, printing("imprint two", "tower", "storm", "corrections", "end"), "a", [], {"imprint", "corrections"}
    )

    assert [each.state for each in pages] == ["version", "same", "same", "changed", "moved"]


def test_a_page_from_which_a_block_was_taken_has_changed() -> None:
    shorter = printing("imprint one", "tower", "storm", "end", digests={4: "less"})
    gone = replace(OLD.blocks[3], text="end of the end")
    change = BlockChange(kind="removed", nature="wording", old=gone, new=None)

    assert [each.state for each in compared_pages(OLD, shorter, "a", [change], set())][3] == "changed"


def test_a_sheet_is_copied_anew_where_a_page_on_it_does_not_stand() -> None:
    leaves, booklet = [(1, 2), (3, 4)], [(4, 1, 2, 3)]
    pages = compared_pages(OLD, printing("imprint two", "tower", "storms", "end"), "a", [], {"imprint"})

    assert sheets_anew(leaves, leaves, pages) == (2,)
    assert sheets_anew(booklet, booklet, pages) == (1,)
    same = compared_pages(OLD, OLD, "a", [], set())
    assert sheets_anew(leaves, leaves, same) == ()
    # Others stand beside it, or there was no such sheet.
    assert sheets_anew([(4, 1, 2, 3)], [(0, 1, 2, 0), (3, 4, 0, 0)], same) == (1, 2)


def test_all_is_copied_anew_from_three_fifths_on() -> None:
    file = Reprinted(
        name="a", title="A", printing="a", is_imposed=False, is_stitched=False, total=5, anew=(1, 2), pages={}
    )

    assert not file.is_whole
    assert replace(file, anew=(1, 2, 4)).is_whole


def test_each_page_has_the_version_since_which_it_is_so() -> None:
    versions = [
        ("1.0.0", OLD),
        ("1.1.0", printing("imprint two", "tower", "storms", "end")),
        ("1.2.0", printing("imprint three", "tower", "storms", "ends")),
    ]

    assert list(effective_versions(versions, "a", {"imprint"})) == [
        ("1", "2", "1.0.0"),
        ("3", "3", "1.1.0"),
        ("4", "4", "1.2.0"),
    ]
    assert list(effective_versions([], "a", set())) == []
