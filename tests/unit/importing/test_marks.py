"""What the importer writes is read as what it meant, whatever signs the words of a source have."""

import re
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from octavo.importing.block_marks import written_blocks
from octavo.importing.conversion import UNDRAWN
from octavo.importing.inline_marks import marks_of
from octavo.load.parsing import parse_text
from octavo.model.diagnostics import Diagnostic
from octavo.model.inlines import Break, Code, Emphasis, Inline, Inlines, Link, PersonLink, Span, Strong, Text
from octavo.model.origin import Origin
from octavo.model.prose import (
    Blocks,
    Box,
    Equation,
    Figure,
    ItemList,
    Paragraph,
    Preformatted,
    Quotation,
    Table,
)
from octavo.model.query import every_block, plain, runs
from octavo.model.records import ImageFigure, MarkdownText

NAME = "text/01-x.md"
SIGNS = "ab 1.)(#>-+*_`~^$@[]{}<>|\\!:=&;'\"/%\u00e9"


def read(written: str) -> tuple[Blocks, tuple[Diagnostic, ...]]:
    """Read blocks as a build does."""
    text, diagnostics = parse_text(NAME, f"# Title\n\n{written}\n".encode(), Origin(NAME))
    return text.blocks, diagnostics


words = st.text(alphabet=SIGNS, min_size=1, max_size=12)
leaves: st.SearchStrategy[Inline] = words.map(lambda value: Text(value=value))


def wrapped(inside: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    """Words with a mark around them."""
    runs_of_words = st.lists(inside, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        runs_of_words.map(lambda children: Emphasis(children=children)),
        runs_of_words.map(lambda children: Strong(children=children)),
        runs_of_words.map(lambda children: Span(children=children, classes=("smallcaps",))),
        runs_of_words.map(lambda children: Span(children=children, language="de")),
    )


lines = st.lists(st.recursive(leaves, wrapped, max_leaves=5), min_size=1, max_size=4).map(tuple)


def bare(inlines: Inlines) -> str:
    """The characters of words, spaces made one and left out at the ends."""
    return " ".join(plain(inlines).split())


@given(lines)
def test_no_sign_of_a_paragraph_is_lost_or_read_as_a_mark(inlines: Inlines) -> None:
    blocks, diagnostics = read(written_blocks((Paragraph(children=inlines),)))

    assert " ".join(bare(run) for run in runs(blocks)) == bare(inlines)
    assert [each.code for each in diagnostics if each.code != "OC150"] == []


@given(lines)
def test_no_sign_of_a_cell_is_lost_or_read_as_a_mark(inlines: Inlines) -> None:
    table = Table(head=(inlines, (Text(value="x"),)), rows=((inlines, ()),), alignments=("left", "left"))
    blocks, _ = read(written_blocks((table,)))

    assert [bare(run) for run in runs(blocks)] == [bare(run) for run in runs((table,))]


@pytest.mark.parametrize(
    ("inlines", "written"),
    [
        ((Text(value="5 * 4 [x] {y} #z"),), r"5 \* 4 \[x] \{y\} #z"),
        ((Text(value="snake_case and _under_"),), r"snake_case and \_under\_"),
        ((Text(value="a"), Emphasis(children=(Text(value="“b”"),)), Text(value="c")), "a<!-- -->*“b”*<!-- -->c"),
        ((Emphasis(children=(Text(value=" spaced "),)), Text(value="out")), " *spaced* out"),
        ((Emphasis(children=(Text(value="a"),)), Strong(children=(Text(value="b"),))), "*a*<!-- -->**b**"),
        ((Span(children=(Text(value="AD"),), classes=("smallcaps",), language="la"),), "[AD]{.smallcaps lang=la}"),
        ((Code(value="a`b"),), "``a`b``"),
        ((Link(children=(Text(value="[1]"),), url="https://e.org/"),), "[&#91;1&#93;](https://e.org/)"),
        ((Link(children=(Text(value="w"),), url="https://e.org/a(b)"),), "[w](https://e.org/a%28b%29)"),
        ((Text(value="me@example.org, @you"),), r"me@example.org, \@you"),
        ((Text(value="a"), Emphasis(children=(Text(value=" "), Break())), Text(value="b")), "a \\\nb"),
    ],
)
def test_marks_are_written_as_the_content_reference_has_them(inlines: Inlines, written: str) -> None:
    assert marks_of(inlines) == written


def test_blocks_are_read_as_they_were_meant() -> None:
    verse = Paragraph(
        children=(Text(value="One"), Break(), Text(value="\u00a0\u00a0two"), Break(), Text(value="1. three")),
        classes=("verse",),
        id="lines",
    )
    inner = Quotation(blocks=(Paragraph(children=(Text(value="- no list"),), id="q"),))
    items = ItemList(items=((Paragraph(children=(Text(value="a"),)), inner), (Paragraph(children=(Text(value="b"),)),)))
    box = Box(kind="warning", title=(Text(value='A "title"'),), blocks=(items, Box(kind="note", blocks=(verse,))))
    code = Preformatted(text="```\n# x\n```", syntax="text")

    blocks, diagnostics = read(written_blocks((box, code, items, items)))

    assert diagnostics == ()
    read_box, read_code, *lists = blocks
    assert isinstance(read_box, Box)
    assert isinstance(read_code, Preformatted)
    assert read_code.text.rstrip("\n") == code.text
    assert [bare(run) for run in runs((read_box,))] == [bare(run) for run in runs((box,))]
    assert len(lists) == len((items, items))


def test_boxes_have_as_many_colons_as_what_stands_in_them_needs() -> None:
    well = ImageFigure(
        id="", kind="image", title=MarkdownText(""), alt="A well", file="images/a.png", credit=MarkdownText("")
    )
    table = Table(head=((Text(value="x"),),), rows=(((Text(value="y"),),),), alignments=("left",), id="costs")
    inner = Box(kind="note", blocks=(Figure(figure="", record=well), table))
    box = Box(kind="warning", blocks=(Quotation(blocks=(inner,)),))

    blocks, diagnostics = read(written_blocks((box,)))

    assert diagnostics == ()
    assert [type(each) for each in every_block(blocks)] == [type(each) for each in every_block((box,))]


def test_what_no_source_becomes_is_refused_and_not_written_wrongly() -> None:
    with pytest.raises(ValueError, match=r"^Equation\("):
        written_blocks((Equation(tex="x", words="x"),))
    with pytest.raises(ValueError, match=r"^PersonLink\("):
        marks_of((PersonLink(person="tom", children=(Text(value="Tom"),)),))


def test_signs_that_are_left_out_are_those_that_no_font_of_the_usual_theme_has() -> None:
    styles = Path(__file__).parents[3] / "styles" / "plain"
    faces = yaml.safe_load((styles / "theme.yaml").read_text(encoding="utf-8"))["faces"]
    drawn: set[int] = set()
    for face in faces:
        with TTFont(styles / face["file"], lazy=True) as font:
            drawn |= font.getBestCmap().keys()
    blocks = (range(0x2190, 0x2200), range(0x2300, 0x2400), range(0x2600, 0x27C0), range(0x2B00, 0x2C00))
    boxes = set(map(ord, "\N{BALLOT BOX}\N{BALLOT BOX WITH CHECK}\N{BALLOT BOX WITH X}"))

    lacking = {sign for block in blocks for sign in block if sign not in drawn} - boxes
    assert {sign for block in blocks for sign in block if re.fullmatch(f"[{UNDRAWN}]", chr(sign))} == lacking
