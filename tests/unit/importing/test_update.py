"""A second import of a source that has changed: what is offered, what is left, and what is taken over."""

import pytest

from octavo.importing.update import blocks_of_text, differences, renamed, taken

LAST = {"text/01-a.md": b"# A\n\none\n\ntwo\n\nthree\n\nfour\n", "book.yaml": b"title: X\nlanguage: en-GB\n"}


def test_blocks_end_at_empty_lines_but_not_in_code_boxes_and_items() -> None:
    code = "```\na\n\nb\n```"
    box = ":::: note\none\n\n::: warning\ntwo\n:::\n::::"
    item = "- one\n\n  more"
    note = "[^1]: one\n\n    more"

    assert blocks_of_text(f"# T\n\n{code}\n\n{box}\n\n{item}\n\n{note}\n") == ["# T", code, box, item, note]


def test_what_the_source_alone_has_changed_can_be_taken_over() -> None:
    new = {**LAST, "text/01-a.md": b"# A\n\none\n\nTWO\n\nthree\n\nfour\n\nfive\n"}
    here = {**LAST, "text/01-a.md": b"# A\n\nONE of mine\n\none\n\ntwo\n\nthree\n\nfour\n"}

    changes = differences(LAST, new, here)

    assert [(each.was, each.becomes, each.is_contested) for each in changes] == [
        ("two", "TWO", False),
        ("", "five", False),
    ]
    made = taken(changes[:1], LAST, here)
    assert made.written == {"text/01-a.md": b"# A\n\nONE of mine\n\none\n\nTWO\n\nthree\n\nfour\n"}
    # What was not accepted is offered again.
    assert [each.becomes for each in differences(made.last, new, made.written)] == ["five"]


def test_what_both_have_changed_is_told_and_what_both_have_done_is_not() -> None:
    new = {**LAST, "text/01-a.md": b"# A\n\nuno\n\nTWO\n\nthree\n"}
    here = {**LAST, "text/01-a.md": b"# A\n\neins\n\nTWO\n\nthree\n"}

    changes = differences(LAST, new, here)

    assert [each.is_contested for each in changes] == [True]


def test_files_that_came_or_went_are_changes_of_whole_files() -> None:
    new = {"book.yaml": LAST["book.yaml"], "text/02-b.md": b"# B\n"}

    came, went = sorted(differences(LAST, new, LAST), key=lambda each: each.file, reverse=True)

    assert (came.file, came.content, came.is_contested) == ("text/02-b.md", b"# B\n", False)
    assert (went.file, went.content, went.is_contested) == ("text/01-a.md", None, False)
    made = taken((came, went), LAST, LAST)
    assert (made.written, made.removed) == ({"text/02-b.md": b"# B\n"}, ("text/01-a.md",))


def test_a_text_keeps_its_name_where_a_new_one_stands_before_it() -> None:
    new = {"text/01-new.md": b"# New\n", "text/02-a.md": b"# A\n", "book.yaml": b"- text/01-new.md\n- text/02-a.md\n"}

    assert renamed(new, LAST) == {
        "text/01-new.md": b"# New\n",
        "text/01-a.md": b"# A\n",
        "book.yaml": b"- text/01-new.md\n- text/01-a.md\n",
    }


def block(*words: str) -> dict[str, bytes]:
    """A text of these blocks."""
    return {"text/01-a.md": "".join(f"{word}\n\n" for word in words).encode()}


@pytest.mark.parametrize(
    ("last", "new", "here", "offered", "becomes"),
    [
        # The book has the same change at the same place already.
        ("a b", "a b c", "A b c", [], "A b c"),
        ("a b c", "a B c", "A B C", [], "A B C"),
        # What the source puts before the first block, and into a book of which nothing is left, has a place.
        ("a b", "new a b", "a B", [False], "new a B"),
        ("", "new", "mine", [False], "mine new"),
        # What it puts between two blocks that the book has both written anew has none.
        ("a b", "a new b", "A B", [True], "A B"),
        # A block of the book's own in the middle of what the source has changed is not overwritten.
        ("a b", "A B", "a mine b", [True], "a mine b"),
    ],
)
def test_a_change_goes_where_its_blocks_stand_in_the_book(
    last: str, new: str, here: str, offered: list[bool], becomes: str
) -> None:
    base, present = block(*last.split()), block(*here.split())

    changes = differences(base, block(*new.split()), present)

    assert [each.is_contested for each in changes] == offered
    made = taken([each for each in changes if not each.is_contested], base, present)
    assert {**present, **made.written}["text/01-a.md"].decode().split() == becomes.split()
