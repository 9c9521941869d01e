"""The review copy says of each change what it is: words put in and taken out, values, moves, and what is no text."""

from octavo.editions.review_copy import Review, marked, review_copy
from octavo.model.editions import BlockChange, BlockPart, ChangedField, FrozenBlock
from octavo.model.prose import Block, Heading, Paragraph, Table
from octavo.model.query import plain
from tests.unit.render.factory import book


def block(text: str, part: BlockPart = "text") -> FrozenBlock:
    return FrozenBlock(id="p-1", section="pump", text=text, part=part)


def told(change: BlockChange) -> list[Block]:
    """Return what the copy says of one change, behind what it says of all."""
    title = FrozenBlock(id="pump-title", section="pump", text="The pump")
    blocks = (title, change.new) if change.new else (title,)
    review = Review(versions=("1.0.0", "1.1.0"), changes=(change,), blocks=blocks)
    (section,) = review_copy("review", review, book(), ("pdf",)).book.sections
    heading = section.blocks[2]
    assert isinstance(heading, Heading)
    assert plain(heading.children) == "The pump"
    return list(section.blocks[3:])


def lines(blocks: list[Block]) -> list[str]:
    return [plain(each.children).replace("\N{NO-BREAK SPACE}", " ") for each in blocks if isinstance(each, Paragraph)]


def test_words_that_are_only_put_in_or_only_taken_out_stand_alone_between_their_signs() -> None:
    shown = [plain(tuple(marked(*texts))) for texts in (("a c", "a b c"), ("a b c", "a c"))]

    bare = [each.replace("\N{NO-BREAK SPACE}", " ").strip() for each in shown]
    assert bare == ["a [+ b] c", "a [\N{MINUS SIGN} b] c"]


def test_a_changed_value_of_a_register_stands_in_a_table_before_and_after() -> None:
    fields = (ChangedField("born.date", "1884", "1885"), ChangedField("died.date", "", "1906"))
    blocks = told(
        BlockChange(kind="changed", nature="fact", old=block("born 1884"), new=block("born 1885"), fields=fields)
    )
    (table,) = (each for each in blocks if isinstance(each, Table))

    cells = [[plain(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]
    assert cells == [["born.date", "[\N{MINUS SIGN} 1884]", "[+ 1885]"], ["died.date", "", "[+ 1906]"]]


def test_what_has_moved_is_shown_as_it_reads_and_not_as_taken_out_and_put_in() -> None:
    where, text = lines(told(BlockChange(kind="moved", nature="moved", old=block("Oil."), new=block("Oil."))))

    assert text == "Oil."
    assert where == book().language.words["change-moved"]


def test_a_change_of_an_alternative_text_says_that_it_is_one() -> None:
    words = book().language.words
    where, text = lines(
        told(BlockChange(kind="added", nature="wording", old=None, new=block("A well.", "alternative")))
    )

    assert where.split(" · ") == [words["change-added"], words["change-wording"], words["change-alternative"]]
    assert text == "[+ A well.]"
