"""Elements of pandoc's document type, and the lines that they become: what an editor finds in a text."""

from collections.abc import Callable

import pytest

from octavo.importing.block_elements import blocks_of
from octavo.importing.block_marks import written_blocks, written_note
from octavo.importing.conversion import Conversion, Head
from octavo.importing.manuscript import SourceDocument
from octavo.importing.roles import Roles
from octavo.importing.stream import stream_of
from octavo.load.parsing import parse_text
from octavo.model.origin import Origin
from octavo.model.query import plain
from octavo.pandoc import Element, Json

NONE: Json = ["", [], []]
Converted = Callable[..., str]


def words(text: str) -> list[Json]:
    """Words with spaces between them; a stroke ends a line."""
    found: list[Json] = []
    for word in text.split(" "):
        found += [{"t": "LineBreak"} if word == "/" else {"t": "Str", "c": word}, {"t": "Space"}]
    return found[:-1]


def para(*inside: Json) -> Element:
    return {"t": "Para", "c": [*inside]}


def line(text: str) -> Element:
    return para(*words(text))


def div(names: str, *inside: Json, identity: str = "") -> Element:
    return {"t": "Div", "c": [[identity, [*names.split()], []], [*inside]]}


def span(names: str, *inside: Json, identity: str = "", **values: str) -> Element:
    pairs: list[Json] = [[key, value] for key, value in values.items()]
    return {"t": "Span", "c": [[identity, [*names.split()], pairs], [*inside]]}


def mark(kind: str, *inside: Json) -> Element:
    return {"t": kind, "c": [*inside]}


def header(text: str, identity: str = "", style: str = "") -> Element:
    styles: list[Json] = [["custom-style", style]] if style else []
    return {"t": "Header", "c": [2, [identity, [], styles], words(text) if text else []]}


def raw(kind: str, form: str, text: str) -> Element:
    return {"t": kind, "c": [form, text]}


def link(url: str, *inside: Json) -> Element:
    return {"t": "Link", "c": [NONE, [*inside], [url, ""]]}


def cite(mode: str, *keys: str, suffix: str = "") -> Element:
    works: list[Json] = [
        {"citationId": key, "citationMode": {"t": mode}, "citationPrefix": [], "citationSuffix": words(suffix)}
        for key in keys
    ]
    return {"t": "Cite", "c": [works, words("@x")]}


def note(text: str) -> Element:
    return mark("Note", line(text))


def table(caption: str, *rows: list[Json], identity: str = "") -> Element:
    cells: list[Json] = [[NONE, [[NONE, {"t": "AlignDefault"}, 1, 1, cell] for cell in row]] for row in rows]
    column: Json = [{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]
    body: Json = [[NONE, 0, [], cells]]
    titles: list[Json] = [line(caption)] if caption else []
    return {
        "t": "Table",
        "c": [[identity, [], []], [None, titles], [column], [NONE, []], body, [NONE, []]],
    }


def conversion_of(*wanted: str) -> Conversion:
    return Conversion(
        roles=Roles(), convert_blocks=blocks_of, wanted=frozenset(wanted), works=frozenset({"hope", "tom"})
    )


def lines_of(conversion: Conversion, *elements: Json) -> str:
    """The lines that elements become; a build must read them without a fault."""
    blocks = written_blocks(blocks_of(conversion, [*elements]))
    written = "\n\n".join((blocks, *map(written_note, conversion.notes.values())))
    _, diagnostics = parse_text("x", f"# Title\n\n{written}\n".encode(), Origin("x"))
    assert [each.message for each in diagnostics] == []
    return written


@pytest.mark.parametrize(
    ("elements", "written"),
    [
        # A mark that goes from one line of verse to the next stands in both.
        ([div("verse", para(mark("Emph", *words("a / b"))))], "| *a*\n| *b*"),
        (
            [div("verse", para(span("smallcaps", *words("a / b")), *words("/ c")))],
            "| [a]{.smallcaps}\n| [b]{.smallcaps}\n| c",
        ),
        (
            [div("verse", para(mark("Strong", mark("Emph", *words("a / b")))))],
            "| **<!-- -->*a*<!-- -->**\n| **<!-- -->*b*<!-- -->**",
        ),
        # An empty line in a paragraph ends a stanza, an empty paragraph too; none stands at its ends.
        ([div("verse", line("/ a / / b / "))], "| a\n\n| b"),
        ([div("verse", line("a"), para(), line("b"), line("c"))], "| a\n\n| b\n| c"),
        ([div("verse", para(span("i2", *words("a"))), line("\u2003\u2003b"))], "|     a\n|   b"),
        ([div("verse", para(mark("Emph", *words("a")), *words("b")), line("c"))], "| *a*b\n| c"),
        # What has no words of its own is a paragraph nevertheless.
        ([para(cite("NormalCitation", "hope"))], "[@hope]"),
        ([para(cite("AuthorInText", "hope", suffix="p. 3"))], "@hope [p. 3]"),
        ([para(cite("AuthorInText", "hope", "tom"))], "[@hope; @tom]"),
        ([mark("BulletList", [para(cite("SuppressAuthor", "hope"))])], "- [-@hope]"),
        # Nothing that a link cannot hold stays in it.
        ([para(link("https://e.org/", *words("a"), note("n")))], "[a](https://e.org/)[^1]\n\n[^1]: n"),
        ([para(link("#q", note("n")))], "[^1]\n\n[^1]: n"),
        ([para(link("#q", mark("Emph", note("n"))))], "[^1]\n\n[^1]: n"),
        ([para(link("#q"), *words("a"))], "a"),
        ([para(link("https://e.org/", cite("NormalCitation", "hope")))], "[https://e.org/](https://e.org/)[@hope]"),
        (
            [
                para(
                    link(
                        "https://e.org/",
                        mark("Strong", *words("a"), {"t": "LineBreak"}, link("https://f.org/", *words("b"))),
                    )
                )
            ],
            "[**a b**](https://e.org/)",
        ),
        ([para(link("", *words("a")))], "a"),
        # Places of pages, remarks, rules.
        ([div("octavo-page", identity="p7"), line("a")], "<!-- page -->\n\na"),
        ([raw("RawBlock", "html", " <hr class='x'> "), raw("RawBlock", "html", " \n")], "---"),
        ([para(*words("a"), raw("RawInline", "html", "<br/>"), *words("b"), raw("RawInline", "html", " "))], "a\\\nb"),
        ([para(*words("a"), raw("RawInline", "html", "<!-- why -->"))], "a<!-- why -->"),
        ([para(*words("a"), span("paragraph-deletion", author="Ann"), span("comment-end"))], "a"),
        ([para(*words("a"), {"t": "Code", "c": [NONE, " "]})], "a"),
        ([para(mark("Emph", *words("a")), {"t": "Str", "c": ""}, {"t": "Space"}, {"t": "Space"})], "*a*"),
        ([para({"t": "Space"}, {"t": "LineBreak"}, {"t": "Space"})], ""),
        # A table without cells is its caption; one of a single cell is what stands in it.
        ([table("Costs")], "Costs"),
        ([table("Costs", [[line("a"), line("b")]])], "a\n\nb\n\nCosts"),
        ([table("")], ""),
        ([div("epigraph", line("a"), mark("BulletList", [line("b")]))], "{.epigraph}\na\n\n- b"),
        # A box of nothing but a title is that title, and one of nothing is none.
        ([div("note", para(mark("Strong", *words("a")))), div("note"), div("note", header(""))], "a"),
        ([div("note", div("", {"t": "Header", "c": [1, NONE, words("a")]}), line("b"))], "**a**\n\nb"),
    ],
)
def test_elements_become_these_lines(elements: list[Json], written: str) -> None:
    conversion = conversion_of()

    assert lines_of(conversion, *elements).strip() == written
    assert conversion.losses == []


@pytest.mark.parametrize(
    ("elements", "ids", "written"),
    [
        # What became no block hands on what leads to it.
        ([header("", "h"), line("a")], {"h": "h"}, "{#h}\na"),
        ([div("", mark("BlockQuote"), identity="q"), line("a")], {"q": "q"}, "{#q}\na"),
        ([div("note", identity="n"), line("a")], {"n": "n"}, "{#n}\na"),
        ([table("", [[para(span("", *words("a"), identity="c"))]], identity="t")], {"t": "t", "c": "t"}, "{#t}\na"),
        # A quotation in a quotation is one, and both ids lead to it.
        (
            [div("", mark("BlockQuote", div("", mark("BlockQuote", line("a")), identity="i")), identity="o")],
            {"i": "i", "o": "i"},
            "{#i}\n> a",
        ),
        # An id in a later line of a stanza leads to the stanza, one in the next stanza to that.
        (
            [div("verse", line("a"), para(span("", identity="two"), *words("b")))],
            {},
            "| a\n| b",
        ),
        (
            [
                div(
                    "verse",
                    para(span("", identity="one"), *words("a")),
                    para(span("", identity="two"), *words("b")),
                    para(span("", identity="gap")),
                    para(span("", identity="three"), *words("c / d")),
                    div("", line("e / f"), mark("BulletList", [line("g")]), identity="four"),
                )
            ],
            {"one": "one", "two": "one", "gap": "gap", "three": "gap", "four": "four"},
            "{#one}\n| a\n| b\n\n{#gap}\n| c\n| d\n\n{#four}\n| e\n| f\n\n- g",
        ),
        ([div("verse", div("", line("a"), identity="one"))], {"one": "one"}, "{#one}\n| a"),
    ],
)
def test_what_leads_to_an_element_leads_to_its_block(elements: list[Json], ids: dict[str, str], written: str) -> None:
    conversion = conversion_of("h", "q", "n", "t", "c", "i", "o", "one", "gap", "three", "four", *ids)

    assert lines_of(conversion, *elements) == written
    assert conversion.ids == ids


def test_what_is_not_read_is_told() -> None:
    conversion = conversion_of()
    unknown: list[Json] = [{"t": "Novel", "c": []}, para(*words("a"), {"t": "Wave", "c": []})]
    marks: list[Json] = [
        raw("RawBlock", "latex", r"\foo{x}"),
        para(*words("b c:"), raw("RawInline", "tex", r"\d"), raw("RawInline", "latex", r"\par")),
    ]

    assert lines_of(conversion, *unknown, *marks) == "a\n\nb c:\\\\d"
    assert [each.what for each in conversion.losses] == [
        "a block of the kind 'Novel', which is not read, was left out",
        "words of the kind 'Wave', which are not read, were left out",
        r"a mark that is not read was left out: \foo{x}",
        r"a mark that is not read was left out: \par",
    ]


def test_styles_that_tell_of_the_book_are_told_once_and_left_out_of_the_text() -> None:
    conversion = conversion_of()
    named: Element = {"t": "Div", "c": [["", [], [["custom-style", "Book Title"]]], [line("The Well")]]}
    again: Element = {"t": "Div", "c": [["", [], [["custom-style", "Book Title"]]], [line("A Well")]]}

    assert lines_of(conversion, named, again, line("a")) == "a"
    assert conversion.told == {"title": "The Well"}
    assert conversion.replaced["in book.yaml"].total() == len(["The", "Well", "A", "Well"])


def test_a_link_round_a_picture_is_told_where_it_leads_somewhere() -> None:
    conversion = conversion_of()
    conversion.media = frozenset({"a.png"})
    image: Element = {"t": "Image", "c": [NONE, words("lamp"), ["a.png", ""]]}

    assert lines_of(conversion, para(link("", image), *words("b"))) == "![lamp](a.png)b"
    assert conversion.losses == []


@pytest.mark.parametrize(
    ("before", "written", "left_out"),
    [("see Figure", "see [](#q)", ["Figure"]), ("see", "see [](#q)", [])],
)
def test_the_word_before_a_number_that_the_book_sets_is_left_out(
    before: str, written: str, left_out: list[str]
) -> None:
    conversion = conversion_of("q")
    conversion.labelled = frozenset({"q"})
    number: Element = {"t": "Link", "c": [["", [], [["reference", "q"]]], words("2"), ["#q", ""]]}

    assert lines_of(conversion, para(*words(before), {"t": "Space"}, number)) == written
    assert [*conversion.replaced.get("words such as 'figure' before references, which the book sets", ())] == left_out


def test_headings_of_the_text_are_told_from_what_looks_like_one() -> None:
    conversion = conversion_of("gone", "poems")
    title: list[Json] = [["custom-style", "Heading 3"]]
    blocks: tuple[Element, ...] = (
        header("A", style="Heading 3"),
        header("", "gone"),
        {"t": "Div", "c": [["", [], title], [line("Two"), line("lines")]]},
        div("poem", header("One"), line("a / b"), identity="poems"),
    )
    _, *pieces = stream_of(conversion, SourceDocument(path="", blocks=blocks))

    heads = [piece for piece in pieces if isinstance(piece, Head)]
    assert [(head.level, plain(head.words), head.anchors) for head in heads] == [
        (3, "A", ()),
        (3, "Two lines", ("gone",)),
        (2, "One", ("poems",)),
    ]


def formula(tex: str) -> Element:
    return {"t": "Math", "c": [{"t": "InlineMath"}, tex]}


@pytest.mark.parametrize(
    ("elements", "written"),
    [
        ([para(formula(r"\begin{aligned} a &= b \end{aligned}"))], r"$$\begin{aligned} a &= b \end{aligned}$$"),
        ([para(formula("x^2"))], "$x^2$"),
        ([para(*words("so"), formula(r"\begin{matrix} a \end{matrix}"))], r"so$\begin{matrix} a \end{matrix}$"),
        (
            [table("", [[para(formula(r"\begin{matrix} a \end{matrix}"))], [line("b")]])],
            "|  |  |\n|---|---|\n| $\\begin{matrix} a \\end{matrix}$ | b |",
        ),
    ],
)
def test_a_formula_of_several_lines_that_stands_alone_has_lines_of_its_own(elements: list[Json], written: str) -> None:
    assert lines_of(conversion_of(), *elements) == written


def image(name: str, **values: str) -> Element:
    return {"t": "Image", "c": [["", [], [[key, value] for key, value in values.items()]], words(name), [name, ""]]}


BREAK: Element = {"t": "LineBreak"}


@pytest.mark.parametrize(
    ("elements", "written"),
    [
        # Pictures of one paragraph stand side by side, where they have room and no line ends between them.
        ([para(image("a.png"), image("b.png"))], "![a.png](a.png) ![b.png](b.png)"),
        (
            [para(image("a.png", width="4cm"), image("b.png", width="8cm"))],
            "![a.png](a.png){width=25%} ![b.png](b.png){width=50%}",
        ),
        ([para(image("a.png", width="8cm"), image("b.png", width="9cm"))], "![a.png](a.png){width=50%}"),
        ([para(image("a.png"), BREAK, image("b.png"))], "![a.png](a.png)\n\n![b.png](b.png)"),
        (
            [{"t": "Figure", "c": [NONE, [None, [line("Two")]], [para(image("a.png"), image("b.png"))]]}],
            '![a.png](a.png "Two") ![b.png](b.png)',
        ),
        (
            [{"t": "Div", "c": [["", [], [["layout-ncol", "2"]]], [para(image("a.png")), para(image("b.png"))]]}],
            "![a.png](a.png) ![b.png](b.png)",
        ),
        # Widths are parts of that of the text.
        ([para(image("a.png", width="300"))], "![a.png](a.png){width=50%}"),
        ([para(image("a.png", width="2.5in"))], "![a.png](a.png){width=40%}"),
        ([para(image("a.png", width="20cm"))], "![a.png](a.png)"),
        ([para(image("a.png", width="60%"))], "![a.png](a.png){width=60%}"),
        ([para(*words("in"), image("a.png", width="8mm"))], "in![a.png](a.png){width=5%}"),
    ],
)
def test_pictures_keep_their_widths_and_their_neighbours(elements: list[Json], written: str) -> None:
    conversion = conversion_of()
    conversion.media = frozenset({"a.png", "b.png"})

    assert lines_of(conversion, *elements).startswith(written)


def test_sizes_of_pictures_that_change_are_told_once() -> None:
    conversion = conversion_of()
    conversion.media = frozenset({"a.png"})
    lines_of(
        conversion, *(para(image("a.png", **{key: "3cm"})) for key in ("width", "width", "height", "scale", "height"))
    )

    assert {what.split(",")[0]: number for what, number in conversion.often.items()} == {
        "widths of pictures that are lengths": 2,
        "sizes of pictures that say no width": 3,
    }
