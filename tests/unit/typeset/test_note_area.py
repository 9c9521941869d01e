"""Footnotes stand on the page of their calls, in order; what has no room goes on at the foot of the next page."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.typeset.system import engine_state, layout_engine
from tests.examples import examples
from tests.unit.typeset.samples import FONT_ASSETS, FONT_CSS, SENTENCE, page
from tests.unit.typeset.test_recto_verso import laid_out as laid_out_on_both_sides

STYLE = (
    FONT_CSS
    + """@page { size: 60mm 84mm; margin: 6mm }
@page { @footnote { border-top: 0.3pt solid; margin-top: 4pt; padding-top: 3pt } }
html { font: 8pt/10pt Literata } body { margin: 0 } p { margin: 0; orphans: 2; widows: 2 }
.footnote { float: footnote; font-size: 6pt; line-height: 7.5pt; text-align: left }
.footnote::footnote-call { content: none } .footnote::footnote-marker { content: none }
.new-page { break-before: page }
"""
)


@dataclass(frozen=True)
class Printed:
    """The words of one page: of its text and of its notes, and how far the text reaches into the notes, in px."""

    text: list[str]
    notes: list[str]
    overlap: float


def note(number: int, words: int) -> str:
    """Return a call, and its note of so many words: ``n3w0 n3w1 …``."""
    inside = " ".join(f"n{number}w{word}" for word in range(words))
    return f' call{number}<span class="footnote" id="n{number}">{inside}</span>'


def laid_out(body: str, css: str = "") -> list[Printed]:
    """Return what is printed on each page of ``body``."""
    with layout_engine():
        from octavo.typeset.engine.box_tree import page_box
        from octavo.typeset.layout_session import LayoutSession

        session = LayoutSession(STYLE + css, FONT_ASSETS)
        text = f'<html lang="en-GB"><head><title>N</title></head><body>{body}</body></html>'
        return [printed(page_box(page)) for page in session.render(text).pages]


def printed(page: Any) -> Printed:  # noqa: ANN401 -- a box of WeasyPrint
    """Read one page."""
    from octavo.typeset.engine.box_tree import is_kind

    root, *others = page.children
    text, notes = list(lines(root)), [line for box in others if is_kind(box, "FootnoteAreaBox") for line in lines(box)]
    ends = [line.position_y + line.height for line in text]
    overlap = max(ends) - min(line.position_y for line in notes) if ends and notes else 0.0
    end = page.content_box_y() + page.height
    past = max((line.position_y + line.height - end for line in (*text, *notes)), default=0.0)
    return Printed(words(text), words(notes), max(overlap, past))


def lines(box: Any) -> Iterator[Any]:  # noqa: ANN401 -- the same
    """Yield the lines of text in ``box``."""
    from octavo.typeset.engine.box_tree import in_place, is_kind

    box = in_place(box)
    if is_kind(box, "LineBox"):
        yield box
    else:
        for child in box.children:
            yield from lines(child)


def words(found: Sequence[Any]) -> list[str]:
    """Return the words of some lines."""
    texts = [" ".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in found]
    return " ".join(texts).split()


def check(pages: Sequence[Printed], counts: Sequence[int], beside: Collection[int] = ()) -> None:
    """Hold what is printed against notes of ``counts`` words: each once, in order, begun on the page of its call.

    Only where the notes before it go on beyond that page, a note begins on the page on which they end, or the next. One
    of those that are called ``beside`` other text, which may fill the page, begins on the next page at the latest.
    """
    with_text = [place for place, page in enumerate(pages) if page.text]
    begun = [page_of(f"n{number}w0", pages) for number in range(len(counts))]
    ended = [page_of(f"n{number}w{count - 1}", pages) for number, count in enumerate(counts)]
    called = [
        next(place for place in with_text if f"call{number}" in pages[place].text) for number in range(len(counts))
    ]

    assert [word for page in pages for word in page.notes] == [
        f"n{number}w{word}" for number, count in enumerate(counts) for word in range(count)
    ]
    assert max(page.overlap for page in pages) < 0.01
    assert with_text == list(range(len(with_text)))
    for number, (first, start) in enumerate(zip(called, begun, strict=True)):
        assert first <= start <= max(first + (number in beside), ended[number - 1] + 1 if number else 0)


def page_of(word: str, pages: Sequence[Printed]) -> int:
    """Return the page whose notes have ``word``."""
    return next(place for place, page in enumerate(pages) if word in page.notes)


lengths = st.one_of(st.integers(1, 12), st.integers(1, 60), st.integers(60, 400), st.sampled_from([900, 3000]))
runs = st.tuples(st.integers(1, 60), st.lists(lengths, max_size=3))
paragraphs = st.lists(st.lists(runs, min_size=1, max_size=4), min_size=1, max_size=6)


@settings(max_examples=examples(8))
@given(paragraphs)
def test_every_note_is_printed_once_in_order_and_begins_where_it_is_called(
    text: list[list[tuple[int, list[int]]]],
) -> None:
    counts: list[int] = []
    body = ""
    for each in text:
        body += "<p>"
        for count, found in each:
            body += " text" * count
            body += "".join(note(len(counts) + place, words) for place, words in enumerate(found))
            counts += found
        body += "</p>"

    check(laid_out(body), counts)


short_runs = st.tuples(st.integers(1, 60), st.lists(st.one_of(st.integers(1, 40), st.just(200)), max_size=2))
cells = st.lists(st.lists(st.lists(short_runs, min_size=1, max_size=3), min_size=2, max_size=3), min_size=1, max_size=2)


@settings(max_examples=6)
@given(st.integers(0, 200), cells, st.sampled_from(["td { vertical-align: top }", "td { vertical-align: middle }"]))
def test_notes_of_cells_beside_each_other_stay_in_order(
    before: int, rows: list[list[list[tuple[int, list[int]]]]], css: str
) -> None:
    counts, texts = [4], before
    body = f"<p>{' text' * before}</p><table><thead><tr><th>{note(0, 4)}</th><th>Oil</th></tr></thead>"
    for row in rows:
        body += "<tr>"
        for cell in row:
            body += "<td>"
            for count, found in cell:
                body += f"<p>{' text' * count}"
                body += "".join(note(len(counts) + place, words) for place, words in enumerate(found)) + "</p>"
                counts += found
                texts += count
            body += "</td>"
        body += "</tr>"
    pages = laid_out(f"{body}</table>", css)

    check(pages, counts, range(1, len(counts)))
    assert sum(page.text.count("text") for page in pages) == texts
    assert all(sum(page.text.count(f"call{number}") for page in pages) == 1 for number in range(1, len(counts)))


def test_a_note_waits_for_those_of_the_cell_before_its_own() -> None:
    long = f"<p>{'text ' * 80}</p><p>{'text ' * 30}{note(0, 5)}</p>"
    body = f"<p>{'text ' * 60}</p><table><tr><td>{long}</td><td>oil<p>burnt{note(1, 5)}</p></td></tr></table>"
    first, *between, last = laid_out(body, "td { width: 50%; vertical-align: top }")

    assert "oil" in first.text
    assert not any(page.notes for page in (first, *between))
    assert last.notes == [f"n{number}w{word}" for number in (0, 1) for word in range(5)]


def test_a_note_beside_a_float_that_goes_on_overleaf_waits_for_it() -> None:
    float_ = f"<div style='float: left; width: 50%'><p>{'text ' * 100}{note(0, 5)}</p></div>"
    pages = laid_out(f"<p>{'text ' * 60}</p>{float_}<p>{'oil ' * 20}{note(1, 5)}{'oil ' * 60}</p>")

    check(pages, [5, 5], [0, 1])


PLACES = (
    "<h2>Heading{0}</h2><p>{1}</p>",
    "<ul><li>one{0}</li><li>two{1}</li></ul>",
    "<blockquote><p>{0}</p><p>{1}</p></blockquote>",
    "<table><thead><tr><th>Year{0}</th></tr></thead><tbody><tr><td>1884{1}</td></tr></tbody></table>",
    "<figure><figcaption><p>Caption{0}</p></figcaption><div style='height: 9mm'></div><p>{1}</p></figure>",
    "<div style='break-inside: avoid'><p>{0}</p><p>{1}</p></div>",
    "<div style='columns: 2'><p>{0}</p><p>{1}</p></div>",
)


def test_notes_are_called_from_all_kinds_of_places() -> None:
    counts = [3, 40, 7, 1, 90, 2, 12, 30, 150, 5, 4, 60, 25, 2]
    words = [note(number, count) + " text" * 17 for number, count in enumerate(counts)]

    check(laid_out("".join(place.format(*words[n * 2 : n * 2 + 2]) for n, place in enumerate(PLACES))), counts)


def test_a_note_in_the_head_of_a_table_is_printed_on_its_first_page() -> None:
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in range(60))
    pages = laid_out(f"<table><thead><tr><th>{note(0, 9)}</th></tr></thead><tbody>{rows}</tbody></table>")

    assert len(pages) > 2
    assert all("call0" in page.text for page in pages)
    assert [len(page.notes) for page in pages] == [9, *[0] * (len(pages) - 1)]


def test_notes_that_are_left_come_before_what_begins_a_page() -> None:
    body = f"<p>oil{note(0, 600)}</p><h2 class='new-page'>Wick</h2><p>burns{note(1, 2)}</p>"
    pages = laid_out(body)

    first, *between, last = pages
    assert first.text == ["oil", "call0"]
    assert [page.text for page in between] == [[]] * (len(pages) - 2)
    assert all(page.notes for page in between)
    assert (last.text, last.notes) == (["Wick", "burns", "call1"], ["n1w0", "n1w1"])


def test_a_line_with_more_notes_than_a_page_holds_stays_with_its_heading() -> None:
    counts = [700, 2, 90]
    pages = laid_out("<h2>Wick</h2><p>oil" + "".join(note(*each) for each in enumerate(counts)) + "</p>")

    assert pages[0].text == ["Wick", "oil", "call0", "call1", "call2"]
    check(pages, counts)


def test_a_note_that_another_calls_may_begin_overleaf() -> None:
    inner = note(1, 3).replace('class="footnote"', 'class="footnote called-in-note"')
    first, second = laid_out(f"<p>{'text ' * 90}</p><p>oil{note(0, 70)}{inner} burns</p>")

    assert {"call0", "call1"} <= set(first.text)
    assert first.notes[0] == "n0w0"
    assert {"n0w69", "n1w0"} <= set(second.notes)


def test_pages_of_notes_alone_are_not_blank_and_are_turned_over() -> None:
    rendition = page(f'<p>Oil<span class="footnote" id="n">{SENTENCE * 60}</span></p>')

    (facts, _), is_derived = laid_out_on_both_sides(rendition, rendition.units[0], is_turned=True)

    assert is_derived
    assert len(facts.on(1).sizes) == len(facts.on(2).sizes) == 3


def test_notes_are_all_placed_our_way_or_all_the_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    with layout_engine():
        from weasyprint.layout import LayoutContext, block

        from octavo.typeset import engine
        from octavo.typeset.engine.note_lines import NOTES
    own = (block._linebox_layout, LayoutContext.layout_footnote)  # noqa: SLF001 -- what is replaced
    others = tuple(replace(patch, others=((check, "known"),)) for patch in NOTES)
    monkeypatch.setattr(engine, "PATCHES", others)

    with layout_engine():
        assert (block._linebox_layout, LayoutContext.layout_footnote) == own  # noqa: SLF001 -- the same
    assert engine_state().unpatched == tuple(patch.name for patch in NOTES)
