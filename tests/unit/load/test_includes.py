"""A text takes in other files of the book, and tells what is wrong in them at their own lines."""

import pytest

from octavo.load.included_files import wanted_by
from octavo.load.markdown import parse_text
from octavo.model import limits
from octavo.model.book import TextFile
from octavo.model.inlines import Image, NoteCall
from octavo.model.prose import Heading, Preformatted, Quotation
from octavo.model.query import every_block, every_inline, plain, runs

CODE = "import well\n\n# ANCHOR: dig\n    def dig():\n        return 1  # ANCHOR: inner\n    # ANCHOR_END: dig\nend\n"


def read(given: str, **files: str) -> tuple[TextFile, list[str]]:
    """Read a text that may take in files of *text/*, ``__`` standing for the dot in their names."""
    book = {
        "text/a.md": f"# T\n\n{given}\n",
        **{f"text/{name.replace('__', '.')}": text for name, text in files.items()},
    }
    content = {name: text.encode() for name, text in book.items()}
    text, told = parse_text(
        book["text/a.md"],
        path="content/b/text/a.md",
        identifier="a",
        name="text/a.md",
        files=wanted_by("text/a.md", content),
    )
    return text, [
        f"{each.code} {each.origin.path.removeprefix('content/b/')}:{each.origin.line} {each.message}" for each in told
    ]


def include(rest: str) -> str:
    return f"::: include file={rest}\n:::"


def test_a_text_is_read_where_it_is_taken_in_and_its_faults_stand_at_its_own_lines() -> None:
    given = "Before.\n\n> " + include("more.md").replace("\n", "\n> ") + "\n\nAfter."
    text, told = read(given, more__md="\ufeffOne[^1]\n\ntwo [x]{.odd}.\n\n[^1]: A *note*.")

    before, quotation, after = text.blocks
    assert isinstance(quotation, Quotation)
    assert [plain(run) for run in runs(text.blocks)] == ["Before.", "One", "two x.", "After."]
    assert [str(block.origin.path) for block in quotation.blocks] == ["content/b/text/more.md"] * 2
    assert (before.origin.path, after.origin.line) == ("content/b/text/a.md", 8)
    calls = [each.label for run in runs(text.blocks) for each in every_inline(run) if isinstance(each, NoteCall)]
    assert calls == [note.label for note in text.notes] == ["more:1"]
    assert [each.partition(" the ")[0].split(" '")[0] for each in told] == ["OC109 text/more.md:3 unknown mark"]


def test_notes_of_a_file_that_is_taken_in_twice_are_told_apart() -> None:
    text, told = read(f"A[^1]\n\n[^1]: x\n\n{include('m.md')}\n\n{include('m.md')}", m__md="B[^1]\n\n[^1]: y")

    assert [note.label for note in text.notes] == ["1", "m:1", "m:2:1"]
    assert told == []


@pytest.mark.parametrize(
    ("rest", "code", "line"),
    [
        ("well.py", "import well\n\n    def dig():\nend", 1),
        ("well.py lines=1", "import well", 1),
        ("well.py lines=4-5", "def dig():", 4),
        ("well.py lines=7-", "end", 7),
        ("well.py section=dig", "def dig():", 4),
        ('"well.py" section=dig lines=1', "def dig():", 4),
    ],
)
def test_code_keeps_its_lines_without_marks_and_common_space(rest: str, code: str, line: int) -> None:
    text, told = read(include(rest), well__py=CODE)

    (block,) = text.blocks
    assert isinstance(block, Preformatted)
    assert (block.text, block.syntax, block.origin.line, told) == (code, "py", line, [])


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("no.md", "OC106 text/a.md:3"),
        ("../../out.md", "OC117 text/a.md:3"),
        ("/etc/passwd", "OC117 text/a.md:3"),
        ("a.md", "OC162 text/a.md:3 'a.md' cannot be taken in: it would take in itself (text/a.md, text/a.md)"),
        ("round.md", "OC162 text/round.md:1 'a.md' cannot be taken in: it would take in itself (text/a.md, text"),
        ("well.py lines=6-99", "OC162 text/a.md:3 'well.py' cannot be taken in: it has no lines 6-99, but 7"),
        ("well.py lines=x", "OC162 text/a.md:3 'well.py' cannot be taken in: 'x' names no lines"),
        ("well.py section=dog", "OC162 text/a.md:3 'well.py' cannot be taken in: it has no line with 'ANCHOR: dog'"),
        ("title.md", "OC133 text/title.md:1"),
        ("deep.md", "OC133 text/deep.md:1"),
        ("damaged.md", "OC170 text/damaged.md:1"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_told(rest: str, told: str) -> None:
    _, found = read(
        include(rest),
        round__md=include("a.md"),
        well__py=CODE,
        title__md="# T",
        deep__md="#### Deep",
        damaged__md="\x00",
    )

    assert [each[: len(told)] for each in found] == [told]


def test_pictures_and_files_are_named_from_the_folder_of_the_file() -> None:
    content = {
        "text/a.md": include("../shared/m.md"),
        "shared/m.md": "![A](p.png) and\n\n" + include("n.md"),
        "shared/n.md": "N",
    }
    files = {name: text.encode() for name, text in content.items()}
    text, _ = parse_text(
        "# T\n\n" + content["text/a.md"],
        path="text/a.md",
        identifier="a",
        name="text/a.md",
        files=wanted_by("text/a.md", files),
    )

    images = [each.file for run in runs(text.blocks) for each in every_inline(run) if isinstance(each, Image)]
    assert images == ["../shared/p.png"]
    assert plain(tuple(runs(text.blocks))[-1]) == "N"


def test_no_files_grow_without_bounds() -> None:
    twice = {f"m{n}__md": f"{include(f'm{n + 1}.md')}\n\n" * 9 for n in range(20)}
    text, told = read(include("m0.md"), **twice)

    assert len(list(every_block(text.blocks))) == 0
    assert {each.split()[0] for each in told} == {"OC162"}
    assert len(told) <= limits.INCLUDES * 9 + 9


def test_headings_go_on_in_step_behind_what_was_taken_in() -> None:
    text, told = read(f"{include('m.md')}\n\n### Third", m__md="## Second")

    assert [block.level for block in text.blocks if isinstance(block, Heading)] == [2, 3]
    assert told == []
