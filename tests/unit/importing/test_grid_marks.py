"""Tables whose cells hold blocks or span others, as an import writes them: the load stage reads the same table."""

import re

from octavo.importing.block_marks import written_blocks
from octavo.importing.grid_marks import drawn_table
from octavo.load.markdown.grid_tables import read_grid
from octavo.model.inlines import Code, Text
from octavo.model.prose import Blocks, Cell, GridTable, ItemList, Paragraph, Preformatted

LONG = "The well stood at the end of the lane, and 1. nobody could remember - in any year - who had dug it | or why."


def words(text: str) -> Blocks:
    return (Paragraph(children=(Text(value=text),)),)


TABLE = GridTable(
    rows=(
        (Cell(blocks=words("Name"), down=2, is_head=True), Cell(blocks=words("Years"), across=2, is_head=True)),
        (Cell(blocks=words("From"), is_head=True), Cell(blocks=words("To"), is_head=True)),
        (
            Cell(blocks=words(LONG), down=2),
            Cell(blocks=(ItemList(items=(words(LONG), words("b"))),)),
            Cell(blocks=(Preformatted(text="a  | b\nc"), *words("behind"))),
        ),
        (Cell(blocks=(*words("one"), *words("two")), across=2),),
        (Cell(blocks=(Paragraph(children=(Code(value="a | b"),)),)),),
    ),
    head_rows=2,
    alignments=("left", "right", "centre"),
)


def test_a_drawn_table_is_read_as_what_it_was() -> None:
    drawn = drawn_table(TABLE, written_blocks).split("\n")
    grid = read_grid(drawn)

    assert grid is not None
    assert (grid.heads, grid.rows, grid.alignments) == (2, 5, ("left", "right", "centre"))
    spans = [(cell.columns[1] - cell.columns[0], cell.rows[1] - cell.rows[0]) for cell in grid.cells]
    assert spans == [(1, 2), (2, 1), (1, 1), (1, 1), (1, 2), (1, 1), (1, 1), (2, 1), (1, 1), (1, 1), (1, 1)]
    read = {" ".join(" ".join(cell.lines).split()) for cell in grid.cells}
    assert LONG.replace("|", "&#124;") in read
    assert "``` a | b c ``` behind" in read


def test_a_drawn_table_is_no_wider_than_a_page_of_an_editor_where_its_words_let_it() -> None:
    drawn = drawn_table(TABLE, written_blocks).split("\n")

    assert max(map(len, drawn)) < 120
    assert not any(re.match(r"\| (?:1\.|- in)", line) for line in drawn)
