"""What must be read of a book, wherever its notes stand."""

from octavo.check.artefacts.book_reading import book_reading
from octavo.model.book import Entry, EntryGroup
from octavo.model.origin import Origin
from octavo.model.prose import Figure, Paragraph
from tests.unit.render.factory import book, section, words

PLACE = Origin("text/01.md", 9, 1)


def test_notes_at_the_end_of_a_book_are_read_there_with_their_numbers_and_places() -> None:
    notes = tuple(
        Entry(
            id=f"n-{number}",
            head=(),
            parts={"note": (Paragraph(children=words(text), origin=PLACE),)},
            values={"number": str(number)},
            origin=PLACE,
        )
        for number, text in ((1, "The log."), (2, "The parish book."))
    )
    chapter = Entry(id="endnotes-well", head=words("The well"), target="well", children=notes, origin=PLACE)
    end = section("endnotes", "Notes", matter="back", groups=(EntryGroup(title="", entries=(chapter,)),))
    (reading,) = book_reading(book(end))

    assert [each.text for each in reading.notes.blocks] == ["1", "The log.", "2", "The parish book."]
    assert {each.origin for each in reading.notes.blocks} == {PLACE}
    assert reading.has_endnotes


def test_a_figure_whose_record_is_missing_is_read_by_its_caption() -> None:
    figure = Figure(figure="lost", number="1", caption=words("The pump"), origin=PLACE)
    (reading,) = book_reading(book(section("chapter", "One", figure)))

    assert "The pump" in " ".join(each.text for stretch in reading.stretches for each in stretch.blocks)
    assert reading.pictures == ()
