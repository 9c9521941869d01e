"""How the text of a section is set."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from octavo.model.book import EntryGroup
from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    Formula,
    Inlines,
    Link,
    NoteCall,
    Reference,
    Span,
    TermLink,
    Text,
)
from octavo.model.list_markers import NumberStyle, marker
from octavo.model.origin import Origin
from octavo.model.output import Medium, Unit
from octavo.model.page_map import PageMap
from octavo.model.prose import (
    Block,
    Box,
    Cell,
    Columns,
    Equation,
    GridTable,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
    Sidebar,
    Table,
)
from octavo.model.query import plain
from tests.unit.render.factory import (
    TEMPLATES,
    book,
    entry,
    every_section,
    note,
    paragraph,
    render,
    section,
    theme,
    tree,
    words,
)

THEME = theme()
XHTML = "{http://www.w3.org/1999/xhtml}"


def unit(medium: Medium, *blocks: Block, notes: tuple[Note, ...] = (), pages: Mapping[str, int] | None = None) -> Unit:
    """Set a section of `blocks` in a book that also has a glossary and a bibliography."""
    term, work = entry("term-shaft", "shaft", {"definition": "A hole."}), entry("work-a", "", {"work": "A"})
    glossary = section("glossary", "Glossary", groups=(EntryGroup(title="", entries=(term,)),))
    works = section("bibliography", "Works", groups=(EntryGroup(title="", entries=(work,)),))
    text = section("text", "Text", *blocks, notes=notes)
    page_map = PageMap(pages=pages, count=9) if pages is not None else None
    return render(book(text, glossary, works), THEME, templates=TEMPLATES, medium=medium, page_map=page_map)[0].units[0]


def inside(made: Unit) -> str:
    """Return what stands after the heading of the section."""
    return made.body.partition("</h1>")[2].rpartition("</section>")[0].strip()


def line(medium: Medium, *pieces: str | Emphasis | Reference | Citation | Span | Link | TermLink) -> str:
    """Return the XHTML of a paragraph, without the paragraph."""
    return inside(unit(medium, paragraph(*pieces))).removeprefix('<p class="first">').removesuffix("</p>")


# --- links ---


@pytest.mark.parametrize("medium", ["print", "reflow"])
def test_no_element_stands_in_a_link(medium: Medium) -> None:
    mixed = words("see ", Emphasis(children=words("Pravda")), Break(), Span(children=words("там"), language="uk"))
    made = unit(
        medium, paragraph(Link(children=mixed, url="https://example.org")), *every_section()[5].blocks, notes=(note(),)
    )

    assert all(len(link) == 0 for link in tree(made.body).iter(f"{XHTML}a"))


def test_a_link_partly_in_italics_leads_to_its_target_from_each_of_its_runs() -> None:
    set_ = line(
        "print", Reference(target="text", children=words("an ", Emphasis(children=words("old"))), with_page=False)
    )

    assert set_ == '<a class="reference" href="#text">an </a><em><a class="reference" href="#text">old</a></em>'


def test_a_link_inside_a_link_is_only_words() -> None:
    inner = Reference(target="text", children=words("b"))
    set_ = line("reflow", Link(children=words(Emphasis(children=(inner,))), url="https://example.org"))

    assert set_ == '<em><a class="link" href="https://example.org">b</a></em>'


def test_a_cross_reference_has_its_page_on_paper_and_is_a_link_on_screens() -> None:
    reference = Reference(target="text", children=words("chapter 1"))

    assert line("print", reference).endswith(
        '<span class="page-ref"> (p.\u00a0<span class="page-number" data-target="text">000</span>)</span>'
    )
    assert line("reflow", reference) == '<a class="reference" href="#text">chapter 1</a>'


def test_a_term_is_linked_at_its_first_mention_only() -> None:
    first = TermLink(term="shaft", children=words("shaft"), is_first=True, anchor="here")
    later = TermLink(term="shaft", children=words("shaft"))

    assert line("reflow", first, " ", later) == (
        '<span class="term-mention" id="here"><a class="term" href="#term-shaft" epub:type="glossref" '
        'role="doc-glossref">shaft</a></span> shaft'
    )


def test_a_term_without_an_entry_is_no_link() -> None:
    unknown = TermLink(term="rope", children=words("rope"), is_first=True, anchor="here")

    assert line("print", unknown) == '<span class="mention" id="here">rope</span>'


def test_on_paper_nothing_may_break_between_a_term_and_its_mark() -> None:
    first = TermLink(term="shaft", children=words("shaft"), is_first=True)

    assert line("print", first).endswith("shaft</a>\N{WORD JOINER}")


def test_a_citation_of_one_work_is_a_link_to_it() -> None:
    cited = Citation(works=(CitedWork(key="a"),), children=words("(A 1899)"), anchor="cite")

    assert line("print", cited) == '<span class="citation" id="cite"><a class="work" href="#work-a">(A 1899)</a></span>'


def test_a_citation_of_works_that_bring_their_own_links_keeps_those() -> None:
    own = Reference(target="work-a", children=words("A 1899"), with_page=False)
    cited = Citation(works=(CitedWork(key="a"),), children=words("(", own, ")"))

    assert line("print", cited) == '(<a class="work" href="#work-a">A 1899</a>)'


# --- notes ---


def called(label: str = "1", identifier: str = "call") -> NoteCall:
    return NoteCall(label=label, number=1, id=identifier)


def test_on_paper_a_note_follows_its_call_and_both_lead_to_each_other() -> None:
    set_ = inside(unit("print", paragraph("A", called()), notes=(note(),)))

    assert set_ == (
        '<p class="first">A\N{WORD JOINER}<a class="note-call" href="#well-note-1" id="call">1</a>'
        '<span class="footnote" id="well-note-1"><a class="note-number" href="#call">1 </a>Or so they say.</span></p>'
    )


def test_on_paper_a_note_called_twice_is_printed_once() -> None:
    made = unit("print", paragraph(called(), called(identifier="again")), notes=(note(),))

    assert made.anchors.count("well-note-1") == 1
    assert "again" in made.anchors


def test_on_paper_a_note_that_another_calls_stands_behind_it() -> None:
    outer = Note(label="1", number=1, id="n1", blocks=(paragraph("So", called("2", "inner"), "."),))
    inner = Note(label="2", number=2, id="n2", blocks=(paragraph("Thus."),))
    set_ = inside(unit("print", paragraph("A", called(), "B", called("2", "again")), notes=(outer, inner)))

    assert set_.replace("\N{WORD JOINER}", "") == (
        '<p class="first">A<a class="note-call" href="#n1" id="call">1</a>'
        '<span class="footnote" id="n1"><a class="note-number" href="#call">1 </a>'
        'So<a class="note-call" href="#n2" id="inner">1</a>.</span>'
        '<span class="footnote called-in-note" id="n2"><a class="note-number" href="#inner">2 </a>Thus.</span>'
        'B<a class="note-call" href="#n2" id="again">1</a></p>'
    )


@pytest.mark.parametrize(("count", "kinds"), [(9, "footnote"), (10, "footnote digits-2"), (100, "footnote digits-3")])
def test_on_paper_the_number_of_a_note_has_its_room(count: int, kinds: str) -> None:
    notes = tuple(Note(label=str(n), number=n, id=f"n{n}", blocks=(paragraph("x"),)) for n in range(1, count + 1))

    assert f'<span class="{kinds}" id="n1">' in inside(unit("print", paragraph(called()), notes=notes))


def test_on_paper_the_number_of_a_note_stands_beside_its_first_words() -> None:
    blocks = (paragraph("One."), paragraph("Two."), Quotation(blocks=(paragraph("q"),)), paragraph("Three."))
    set_ = inside(unit("print", paragraph(called()), notes=(Note(label="1", number=1, id="n", blocks=blocks),)))

    assert set_.partition('class="footnote"')[2] == (
        ' id="n"><a class="note-number" href="#call">1 </a>One.\n<span class="as-p">Two.</span>\n'
        '<span class="as-blockquote"><span class="as-p first">q</span></span>\n'
        '<span class="as-p first">Three.</span></span></p>'
    )


def test_on_paper_a_note_of_several_blocks_holds_phrasing_alone() -> None:
    blocks: tuple[Block, ...] = (
        paragraph("One."),
        ItemList(items=((paragraph("a"),),)),
        Quotation(blocks=(paragraph("b"),)),
        Table(head=(words("h"),), rows=((words("c"),),), alignments=("right",), caption=words("t"), number="1"),
    )
    made = unit("print", paragraph(called()), notes=(Note(label="1", number=1, id="n", blocks=blocks),))

    note_element = next(e for e in tree(made.body).iter(f"{XHTML}span") if e.get("id") == "n")
    assert {element.tag for element in note_element.iter()} <= {f"{XHTML}span", f"{XHTML}a"}
    assert "as-p" in made.body
    assert 'class="as-td align-right"' in made.body or 'class="as-th align-right"' in made.body


def test_on_screens_notes_stand_at_the_end_and_lead_back() -> None:
    quotation = Note(label="2", number=2, id="n2", blocks=(Quotation(blocks=(paragraph("q"),)), paragraph("r")))
    made = unit("reflow", paragraph(called(), called("2", "call-2")), notes=(note(), quotation))

    notes = inside(made).partition("<section")[2]
    assert notes.startswith(' class="notes" epub:type="footnotes">')
    assert '<aside id="well-note-1" epub:type="footnote" role="doc-footnote">' in notes
    assert 'href="#call" epub:type="backlink" role="doc-backlink">1</a> Or so they say.</p></aside>' in notes
    assert '<p class="first">r</p></aside>' in notes


def test_on_screens_no_two_sidebars_of_a_section_have_one_name() -> None:
    titles = ("Hope", "Hope", "Grace & joy", "")
    blocks = [Sidebar(title=words(title) if title else (), blocks=(paragraph("x"),)) for title in titles]
    asides = [dict(each.attrib) for each in tree(unit("reflow", *blocks).body).iter(f"{XHTML}aside")]

    assert [(each.get("aria-label"), each.get("role")) for each in asides] == [
        ("Hope", None),
        ("Hope (2)", None),
        ("Grace & joy", None),
        (None, "note"),
    ]


def test_a_note_that_nobody_calls_is_not_printed() -> None:
    assert "notes" not in inside(unit("reflow", paragraph("A"), notes=(note(),)))


# --- blocks ---


def test_a_paragraph_that_follows_no_other_stands_flush_left() -> None:
    set_ = inside(unit("print", paragraph("a"), paragraph("b"), Separator(), paragraph("c")))

    assert set_ == '<p class="first">a</p>\n<p>b</p>\n<hr class="separator"/>\n<p class="first">c</p>'


def test_verse_is_set_line_by_line_also_where_emphasis_goes_on_over_a_break() -> None:
    inside_emphasis = Emphasis(children=words("stood", Break(), "and"))
    stanza = replace(paragraph("The water ", inside_emphasis, " fell"), classes=("verse",))

    assert inside(unit("print", stanza)) == (
        '<p class="first verse"><span class="line">The water <em>stood</em></span><br/>'
        '<span class="line"><em>and</em> fell</span></p>'
    )


@pytest.mark.parametrize("kind", ["attribution", "centred", "dedication", "epigraph", "verse"])
def test_what_is_set_apart_has_no_lead_and_the_text_after_it_begins_anew(kind: str) -> None:
    apart = replace(paragraph("Deep calleth unto deep."), classes=(kind,))
    chapter = section("chapter", "A chapter", apart, paragraph("It did in every year."))
    set_ = inside(render(book(chapter), THEME, templates=TEMPLATES, medium="print")[0].units[0])

    assert set_.startswith(f'<p class="first {kind}">')
    assert '<p class="first">' in set_
    assert (">It did in every</span>" in set_) is (kind != "verse")


def test_an_item_of_lines_and_lists_has_no_paragraphs() -> None:
    inner = ItemList(items=((paragraph("b"),),))
    set_ = inside(unit("print", ItemList(items=((paragraph("a", identifier="p"), inner), ()), is_ordered=True)))

    assert set_ == '<ol><li id="p">a\n<ul><li>b</li></ul></li>\n<li></li></ol>'


@pytest.mark.parametrize(
    ("medium", "opening"),
    [
        ("print", '<ol class="digits-2" style="counter-reset:list-item 8">'),
        ("reflow", '<ol class="digits-2" start="9">'),
    ],
)
def test_a_list_begins_at_its_number_and_its_longest_has_room(medium: Medium, opening: str) -> None:
    items = ((paragraph("a"),), (paragraph("b"),))

    assert inside(unit(medium, ItemList(items=items, is_ordered=True, start=9))).startswith(opening)


def test_items_of_several_blocks_have_written_markers() -> None:
    items = ((paragraph("a"),), (paragraph("b"), Preformatted(text="c")))

    assert inside(unit("print", ItemList(items=items, is_ordered=True))) == (
        '<ol class="marked"><li><span class="marker">1.</span>\n<p class="first">a</p></li>\n'
        '<li><span class="marker">2.</span>\n<p class="first">b</p>\n<pre><code>c</code></pre></li></ol>'
    )
    assert "marker" not in inside(unit("print", ItemList(items=items)))


def test_tabs_in_code_are_spaces_on_paper_and_stay_on_screens() -> None:
    code = Preformatted(text="a\tb\n\tccccc\td")

    assert inside(unit("print", code)) == "<pre><code>a   b\n    ccccc   d</code></pre>"
    assert inside(unit("reflow", code)) == "<pre><code>a\tb\n\tccccc\td</code></pre>"


def test_a_heading_cell_says_what_it_heads() -> None:
    table = Table(head=(words("h"), words("i")), rows=((words("a"), words("b")),), alignments=("left", "right"))

    set_ = inside(unit("print", table))
    assert '<th scope="col">h</th>' in set_
    assert '<th scope="row">a</th>\n<td class="align-right">b</td>' in set_


def test_a_cell_without_words_is_one_all_the_same() -> None:
    table = Table(head=((), words("i")), rows=((words("a"), ()),), alignments=("left", "left"))

    set_ = inside(unit("print", table))
    assert '<td>\N{NO-BREAK SPACE}</td>\n<th scope="col">i</th>' in set_
    assert '<th scope="row">a</th>\n<td>\N{NO-BREAK SPACE}</td>' in set_


@pytest.mark.parametrize("silent", [(), words("\N{NO-BREAK SPACE}")])
def test_a_cell_without_words_is_no_head_of_its_row(silent: Inlines) -> None:
    table = Table(head=(words("h"), words("i")), rows=((silent, words("b")),), alignments=("left", "left"))

    assert "<td>\N{NO-BREAK SPACE}</td>\n<td>b</td>" in inside(unit("print", table))


def test_an_empty_cell_is_a_cell_all_the_same() -> None:
    table = Table(head=(), rows=((words("a"), ()),), alignments=("left", "left"))

    assert "<td>\N{NO-BREAK SPACE}</td>" in inside(unit("print", table))


def test_a_table_without_heads_has_none() -> None:
    set_ = inside(unit("print", Table(head=(), rows=((words("a"),),), alignments=("left",), row_heads=False)))

    assert set_ == '<figure class="table"><table><tbody><tr><td>a</td></tr></tbody></table></figure>'


# --- openings ---


@pytest.mark.parametrize(
    ("pieces", "set_"),
    [
        (words("One two three four five."), '<span class="lead">One two three four</span> five.'),
        (
            words("One ", Emphasis(children=words("two three")), " four, five"),
            '<span class="lead">One <em>two three</em> four,</span> five',
        ),
        (
            words("One ", Emphasis(children=words("two three four five")), " six"),
            '<span class="lead">One <em>two three four five</em></span> six',
        ),
        (words("Only three words"), "Only three words"),
        (words("See https://a.org/B and more."), '<span class="lead">See</span> https://a.org/B and more.'),
        (words("https://a.org/B says so again."), "https://a.org/B says so again."),
        (
            words("Call ", Code(value="aB"), " and then go."),
            '<span class="lead">Call</span> <code>aB</code> and then go.',
        ),
    ],
)
def test_a_chapter_begins_with_a_lead_of_four_words(pieces: Inlines, set_: str) -> None:
    first = Paragraph(children=pieces)
    questions = Box(kind="opening", blocks=(paragraph("Why at all and not rather not?"),))
    for blocks in ((first,), (questions, first)):
        made = section("chapter", "One", *blocks, paragraph("Not one of these words is small."))
        body = render(book(made), THEME, templates=TEMPLATES, medium="reflow")[0].units[0].body

        assert f'<p class="first">{set_}</p>' in body
        assert body.count('"lead"') == set_.count('"lead"')


def test_a_chapter_that_begins_with_a_heading_has_no_lead() -> None:
    made = section("chapter", "One", Heading(level=2, children=words("Two")), paragraph("One two three four five."))

    assert "lead" not in render(book(made), THEME, templates=TEMPLATES, medium="print")[0].units[0].body


# --- what is remembered of a text ---


def test_anchors_are_the_ids_in_their_order() -> None:
    made = render(book(), THEME, templates=TEMPLATES, medium="print")[0].units[5]

    assert made.anchors[:4] == ("well", "well-title", "well-box0", "well-p0")
    assert len(set(made.anchors)) == len(made.anchors)


def test_every_block_with_an_id_can_be_traced_to_its_text() -> None:
    origins = render(book(), THEME, templates=TEMPLATES, medium="print")[0].origins

    assert origins["well-p2"] == Origin("content/wells/text/well.md", 8, 1)
    assert origins["two-wells"].path == "content/wells/text/well.md"
    assert origins["well-call-1"].line
    assert origins["term-shaft"].line


@pytest.mark.parametrize(
    ("inlines", "text"),
    [
        (words("a ", Emphasis(children=words("b"))), "a b"),
        (words("a", Break(), "b", called()), "a b"),
        ((Span(children=(Text(value="c"),)),), "c"),
    ],
)
def test_titles_are_words_without_marks(inlines: Inlines, text: str) -> None:
    assert plain(inlines) == text


def test_a_section_carries_its_running_heads_on_paper() -> None:
    made = render(book(), THEME, templates=TEMPLATES, medium="print")[0].units[6]

    assert 'data-verso="Wells" data-recto="Pump"' in made.body


@pytest.mark.parametrize("number", range(13))
def test_every_section_is_set_and_named_by_its_heading(number: int) -> None:
    made = render(book(), THEME, templates=TEMPLATES, medium="reflow")[0].units[number]

    headings = list(tree(made.body).iter(f"{XHTML}h1"))
    assert len(headings) == (0 if made.kind == "cover" else 1)
    if headings:
        assert f'aria-labelledby="{headings[0].get("id")}"' in made.body


def test_paragraphs_keep_their_classes() -> None:
    assert inside(unit("print", Paragraph(children=words("a"), classes=("credit",)))) == '<p class="first credit">a</p>'


def test_a_formula_is_a_drawing_with_words_on_paper_and_mathml_on_screens() -> None:
    formula = Formula(tex="x^2", words="x^2")
    blocks = (
        Paragraph(children=(Text(value="("), formula, Text(value=" is")), id="p"),
        Equation(tex="a", words="a", is_numbered=True, number="3", id="e"),
    )
    paper, screen = unit("print", *blocks), unit("reflow", *blocks)

    drawing = tree(paper.body).find(f".//{XHTML}p[@id='p']/{XHTML}img[@class='formula']")
    assert drawing is not None
    assert (drawing.get("alt"), drawing.get("data-tex")) == ("x squared", "x^2")
    # No line ends between the bracket and the formula, but it may at the space behind.
    assert "(\N{WORD JOINER}<img" in paper.body
    assert "/> is" in paper.body
    assert '<span class="equation-number">(3)</span>' in paper.body
    math = tree(screen.body).findall(".//{http://www.w3.org/1998/Math/MathML}math")
    assert [(each.get("alttext"), each.get("display")) for each in math] == [
        ("x squared", "inline"),
        ("a", "block"),
    ]
    assert ("tabindex" in paper.body, screen.body.count('tabindex="0"')) == (False, 1)


@pytest.mark.parametrize("number", ["3", "4.12", "A.100"])
def test_a_formula_as_wide_as_the_page_leaves_room_for_its_number(number: str) -> None:
    """A digit is at most 0.6 em wide, and brackets with the room before them take an em at least."""
    made = unit("print", Equation(tex="a", words="a", is_numbered=True, number=number, id="e"))
    plain = unit("print", Equation(tex="a", words="a", id="e"))

    room = re.search(r'id="e" style="[^"]*;padding:0 ([\d.]+)em"', made.body)
    assert room is not None
    assert float(room[1]) > 1 + 0.6 * len(number) - 0.01
    assert "padding" not in plain.body


def test_lists_with_letters_have_written_markers_and_their_type() -> None:
    items = tuple((Paragraph(children=(Text(value=word),)),) for word in ("one", "two"))
    block = ItemList(items=items, is_ordered=True, start=3, style="lower-alpha", brackets="()", id="l")

    screen = tree(unit("reflow", block).body).find(f".//{XHTML}ol")

    assert screen is not None
    assert (screen.get("class"), screen.get("type"), screen.get("start")) == ("marked digits-2", "a", "3")
    assert [each.text for each in screen.iter(f"{XHTML}span")] == ["(c)", "(d)"]


@pytest.mark.parametrize(
    ("style", "numbers", "written"),
    [
        ("decimal", (1, 12), "1. 12."),
        ("lower-alpha", (1, 26, 27, 53), "a. z. aa. ba."),
        ("upper-roman", (4, 1990), "IV. MCMXC."),
    ],
)
def test_markers_are_written_in_their_style(style: NumberStyle, numbers: tuple[int, ...], written: str) -> None:
    blocks = [ItemList(items=((),), is_ordered=True, start=number, style=style) for number in numbers]

    assert " ".join(marker(block, 0) for block in blocks) == written


def test_columns_share_the_width_and_leave_some_free_between_them() -> None:
    words = [(Paragraph(children=(Text(value=word),), id=word),) for word in ("one", "two")]
    block = Columns(columns=tuple(words), widths=(0.25, 0.75), id="c")

    paper = tree(unit("print", block).body).find(f".//{XHTML}div[@class='columns']")

    assert paper is not None
    assert [each.get("style") for each in paper] == ["width:24.00%", "width:72.00%"]


def test_a_grid_table_has_spans_heads_and_the_sides_of_its_columns() -> None:
    def cell(word: str, across: int = 1, down: int = 1, *, is_head: bool = False) -> Cell:
        return Cell(blocks=(Paragraph(children=(Text(value=word),)),), across=across, down=down, is_head=is_head)

    rows = ((cell("a", across=2, is_head=True),), (cell("b", down=2), cell("c")), (cell("d"),))
    block = GridTable(rows=rows, head_rows=1, alignments=("left", "right"), id="g")

    table = tree(unit("reflow", block).body).find(f".//{XHTML}table")

    assert table is not None
    assert [part.tag.removeprefix(XHTML) for part in table] == ["thead", "tbody"]
    named = ("colspan", "rowspan", "scope", "class")
    shown = {each.text: {key: each.get(key) for key in named if each.get(key)} for each in table.iter() if each.text}
    assert {key: value for key, value in shown.items() if key and key.strip()} == {
        "a": {"colspan": "2", "scope": "colgroup"},
        "b": {"rowspan": "2"},
        "c": {"class": "align-right"},
        "d": {"class": "align-right"},
    }
