"""Walking through prose: nothing is missed, nothing is changed by chance, everything comes in reading order."""

from typing import get_args

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    Formula,
    Image,
    IndexMark,
    Inline,
    Inlines,
    Link,
    NoteCall,
    PersonLink,
    Reference,
    Span,
    Strong,
    TermLink,
    Text,
)
from octavo.model.origin import NOWHERE
from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    Cell,
    Columns,
    Definitions,
    Equation,
    Extract,
    Figure,
    GridTable,
    Heading,
    ItemList,
    Note,
    Place,
    Preformatted,
    Question,
    Quotation,
    Separator,
    Sidebar,
    Table,
)
from octavo.model.query import (
    InlineRun,
    Inside,
    block_contents,
    every_block,
    every_inline,
    plain,
    read,
    runs,
    section_inlines,
)
from octavo.model.transform import Rules, change_inlines, change_marks, repeatable, rewrite, rewrite_section
from tests.unit.resolve.factory import line, p, t

EVERYTHING: Inlines = (
    t("a"),
    Emphasis(children=(Strong(children=line("b")),)),
    Code(value="c"),
    Formula(tex="x", words="x"),
    Image(file="lamp.png", alt="a lamp"),
    Span(children=line("d"), language="la"),
    Break(),
    Link(children=line("e"), url="https://example.org"),
    Reference(target="x", children=line("f")),
    Citation(works=(CitedWork(key="k"),), children=line("g")),
    NoteCall(label="1"),
    PersonLink(person="x", children=line("h")),
    TermLink(term="x", children=line("i")),
    IndexMark(path=("x",), children=line("j")),
)

BLOCKS: Blocks = (
    Heading(level=2, children=line("1")),
    p("2"),
    ItemList(items=((p("3"),), (p("4"),))),
    Definitions(items=((line("5"), (p("6"),)),)),
    Quotation(blocks=(p("7"),)),
    Preformatted(text="x"),
    Separator(),
    Table(caption=line("8"), head=(line("9"),), rows=((line("10"),),), alignments=("left",), note=line("11")),
    Figure(figure="x", caption=line("12"), credit=line("13"), description=(p("14"),)),
    Sidebar(title=line("15"), identification=line("16"), blocks=(p("17"),)),
    Extract(
        document="x", title=line("18"), provenance=line("19"), text=(p("20"),), credit=line("21"), blocks=(p("22"),)
    ),
    Box(kind="note", title=line("23"), blocks=(p("24"),)),
    Question(number=1, blocks=(p("25"),), marks=1, answer=(p("26"),)),
    Equation(tex="x", words="x"),
    GridTable(
        caption=line("27"),
        rows=((Cell(blocks=(p("28"),)), Cell(blocks=(p("29"),))),),
        head_rows=0,
        alignments=("left", "left"),
        note=line("30"),
    ),
    Columns(columns=((p("31"),), (p("32"),)), widths=(0.5, 0.5)),
)


def test_every_kind_is_among_the_examples() -> None:
    assert {type(inline) for inline in EVERYTHING} == set(get_args(Inline)) - {Strong}
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


def test_a_change_of_nothing_gives_the_same_prose() -> None:
    assert change_inlines(EVERYTHING, lambda inline: (inline,)) is EVERYTHING
    assert rewrite(BLOCKS, Rules()) is BLOCKS


def test_every_inline_is_seen_in_reading_order() -> None:
    assert plain(EVERYTHING) == "abcxa lampd efghij"
    assert [type(each).__name__ for each in every_inline(EVERYTHING)][:4] == ["Text", "Emphasis", "Strong", "Text"]


def test_every_run_is_seen_in_reading_order() -> None:
    assert [plain(run) for run in runs(BLOCKS)] == [str(number) for number in range(1, 33)]


def test_every_block_is_seen_before_its_inside() -> None:
    kinds = [type(block).__name__ for block in every_block((Box(kind="note", blocks=(Quotation(blocks=(p(),)),)),))]

    assert kinds == ["Box", "Quotation", "Paragraph"]


def test_an_inline_may_become_several_or_none() -> None:
    def change(inline: Inline) -> Inlines:
        match inline:
            case Text(value="a"):
                return line("1", "2")
            case Code():
                return ()
            case Emphasis(children=inside):
                return inside
            case Strong() | Text():
                return (inline,)
            case _:
                return ()

    assert plain(change_inlines(EVERYTHING, change)) == "12b"


def test_a_change_of_marks_leaves_texts_alone() -> None:
    def shout(inline: Inline) -> Inlines:
        return line(inline.value.upper()) if isinstance(inline, Text | Code) else (inline,)

    texts = line("a", "b")
    assert change_marks(texts, shout) is texts
    assert change_marks(line("a", Code(value="b")), shout) == line("a", "B")
    assert change_marks(line("a", Emphasis(children=line("c", Code(value="b")))), shout)[1] == Emphasis(
        children=line("c", "B")
    )


def test_rules_may_be_others_inside_a_block() -> None:
    def shout(inlines: Inlines, _place: Place) -> Inlines:
        return line(plain(inlines).upper())

    quiet = Rules()
    rules = Rules(run=shout, inside=lambda block: quiet if isinstance(block, Quotation) else rules)

    changed = rewrite((p("a"), Quotation(blocks=(p("b"),)), p("c")), rules)

    assert [plain(run) for run in runs(changed)] == ["A", "b", "C"]


def test_headings_and_captions_are_told_from_running_text() -> None:
    places: dict[str, str] = {}

    def note(inlines: Inlines, place: Place) -> Inlines:
        places[plain(inlines)] = place
        return inlines

    rewrite(BLOCKS, Rules(run=note))

    assert {number for number, place in places.items() if place == "heading"} == {"1", "5", "15", "23"}
    captions = {"8", "11", "12", "13", "16", "18", "19", "21", "27", "30"}
    assert {number for number, place in places.items() if place == "caption"} == captions
    assert {number for number, place in places.items() if place == "cell"} == {"9", "10"}


def test_the_parts_of_a_block_say_what_they_are() -> None:
    sidebar = Sidebar(title=line("a"), blocks=(p("b"),))

    assert block_contents(sidebar) == (InlineRun(line("a"), "heading"), Inside((p("b"),), "sidebar"))
    assert block_contents(Box(kind="note", blocks=(p("a"),))) == (Inside((p("a"),), "note"),)
    assert block_contents(Separator()) == ()


def code(words: str) -> Code:
    return Code(value=words)


def test_a_footnote_is_read_where_it_is_called() -> None:
    section = Section(
        id="s",
        kind="chapter",
        matter="body",
        title=line(code("title ")),
        blocks=(p("-", code("one"), NoteCall(label="a"), Emphasis(children=line(code("two"))), NoteCall(label="a")),),
        notes=(Note(label="b", blocks=(p(code("uncalled")),)), Note(label="a", blocks=(p(code(" called ")),))),
        groups=(
            EntryGroup(
                title="",
                entries=(
                    Entry(
                        id="e",
                        head=line(code(" head ")),
                        parts={"text": (p(code("part ")),)},
                        children=(Entry(id="f", head=line(code("child ")), origin=NOWHERE),),
                        origin=NOWHERE,
                    ),
                ),
            ),
        ),
        origin=NOWHERE,
    )

    assert plain(each for each in section_inlines(section) if isinstance(each, Code)) == (
        "title one called two head part child uncalled"
    )
    assert [each.value for each, in_note in read(section) if in_note and isinstance(each, Code)] == [
        " called ",
        "uncalled",
    ]
    assert rewrite_section(section, Rules()) == section


def test_words_for_use_elsewhere_have_no_space_where_a_citation_stood() -> None:
    cited = Citation(works=())
    run = (Text(value="The well "), cited, Text(value=", drawn "), cited, Text(value=" by hand "), cited)

    assert plain(repeatable(run)) == "The well, drawn by hand"
    assert repeatable(run[:1]) == run[:1]
