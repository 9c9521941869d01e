"""Notes at the end of a chapter and of the book, on paper and on screens."""

from dataclasses import replace

from octavo.model.book import EntryGroup, Section
from octavo.model.inlines import NoteCall
from octavo.model.output import Medium
from octavo.model.page_map import PageMap
from octavo.model.prose import Note
from tests.unit.render.factory import SETTINGS, book, entry, paragraph, render, section, theme
from tests.unit.render.test_prose import inside

THEME = theme()


def test_on_paper_the_notes_of_a_chapter_stand_at_its_end_one_called_in_a_note_too() -> None:
    call = NoteCall(label="1", number=1, id="call")
    notes = (
        Note(label="1", number=1, id="n1", blocks=(paragraph("So", NoteCall(label="2", number=2, id="inner")),)),
        Note(label="2", number=2, id="n2", blocks=(paragraph("Thus."), paragraph("And more."))),
    )
    made = book(section("text", "Text", paragraph("A", call), notes=notes), settings=replace(SETTINGS, notes="chapter"))
    (unit,) = render(made, THEME, medium="print")[0].units

    assert inside(unit).replace("\N{WORD JOINER}", "") == (
        '<p class="first">A<a class="note-call" href="#n1" id="call">1</a></p>\n'
        '<div class="notes"><aside class="endnote" id="n1"><p><a class="note-number" href="#call">1 </a>'
        'So<a class="note-call" href="#n2" id="inner">2</a></p></aside>\n'
        '<aside class="endnote" id="n2"><p><a class="note-number" href="#inner">2 </a>Thus.</p>\n'
        "<p>And more.</p></aside></div>"
    )


def endnotes() -> Section:
    """Return the notes of a book: two of one chapter and one of another."""
    notes = [
        entry(
            f"n{number}",
            "",
            {"note": f"Note {number}."},
            values={"number": str(number)},
            anchors=(f"call-{number}",),
        )
        for number in (1, 2, 10)
    ]
    parts = [
        entry("of-one", "On wells", values={"number": "1"}, target="one", children=tuple(notes[:2])),
        entry("of-two", "Pumps", target="two", children=tuple(notes[2:])),
    ]
    return section("endnotes", "Notes", groups=(EntryGroup(title="", entries=tuple(parts)),))


def body(medium: Medium, pages: dict[str, int]) -> str:
    made = book(endnotes(), section("text", "One", id="one"), section("text", "Two", id="two"))
    return render(made, THEME, medium=medium, page_map=PageMap(pages=pages, count=99))[0].units[0].body


def test_the_top_of_a_page_of_notes_tells_the_pages_on_which_they_are_called() -> None:
    pages = {"call-1": 7, "call-2": 12, "call-10": 12, "n1": 20, "n2": 20, "n10": 21}
    set_ = body("print", pages)

    assert '<aside class="endnote" data-place=" to pages 7–12" id="n1">' in set_
    assert '<aside class="endnote" id="n2">' in set_
    assert '<aside class="endnote digits-2" data-place=" to page 12" id="n10">' in set_
    assert (
        '<h2 class="notes-of" id="of-one"><span class="notes-of-number">1.</span> '
        '<a class="notes-of-title" href="#one">On wells</a></h2>'
    ) in set_


def test_on_screens_each_note_leads_back_to_its_call_and_names_no_page() -> None:
    set_ = body("reflow", {"call-1": 7, "call-2": 12, "call-10": 12, "n1": 20, "n2": 20, "n10": 21})

    assert (
        '<aside id="n10" epub:type="footnote" role="doc-footnote"><p><a class="note-number" href="#call-10" '
        'epub:type="backlink" role="doc-backlink">10</a> Note 10.</p></aside>'
    ) in set_
    assert "to page" not in set_
