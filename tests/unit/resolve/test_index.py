"""The index, and the order of the alphabet."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.book import Entry, Record
from octavo.model.inlines import Emphasis, IndexMark, Reference
from octavo.model.origin import NOWHERE
from octavo.model.prose import Blocks
from octavo.model.query import plain, section_inlines
from octavo.model.records import IndexReference
from octavo.resolve.anchors import digest
from octavo.resolve.collation import by_letter, letter_of, sort_key
from tests.unit.resolve.factory import (
    ENGLISH,
    chapter,
    entries,
    faults_of,
    here,
    line,
    p,
    publication,
    record,
    resolved,
    section,
    words_of,
)


def mark(*path: str, words: str = "") -> IndexMark:
    return IndexMark(path=path, children=line(words) if words else (), origin=here())


def sending(entry: str, see: tuple[str, ...] = (), see_also: tuple[str, ...] = ()) -> Record[IndexReference]:
    return record(IndexReference(entry=entry, see=see, see_also=see_also))


def shape(entry: Entry) -> object:
    return (plain(entry.head), entry.anchors, [shape(child) for child in entry.children])


def index_id(*path: str) -> str:
    return f"index-{digest(*path)}"


def references(parts: Blocks) -> list[tuple[str, str]]:
    return [
        (plain(each.children), each.target)
        for block in parts
        for each in getattr(block, "children", ())
        if isinstance(each, Reference)
    ]


def test_letters_that_an_alphabet_lacks_stand_among_those_that_they_are_filed_as() -> None:
    words = ["zone", "œuf", "offre", "Łódź", "lot", "m", "ære", "ad", "af", "oasis"]

    assert sorted(words, key=lambda each: sort_key(each, ENGLISH)) == [
        *("ad", "ære", "af", "Łódź", "lot", "m", "oasis", "œuf", "offre", "zone"),
    ]


def test_marks_of_one_path_are_one_entry_in_the_order_of_the_alphabet() -> None:
    book = publication(
        chapter("one", p("x", mark("police", "NKVD"), "y", mark("Kirov, Sergei", words="Kirov"))),
        chapter("two", p(mark("police", "NKVD"), mark("police"), mark("Étatism"), mark("1934"))),
        back=("index",),
    )
    made = section(resolved(book), "index")

    (nkvd, kirov), (again, police, etatism, year) = (
        [each.anchor for each in section_inlines(section(resolved(book), name)) if isinstance(each, IndexMark)]
        for name in ("one", "two")
    )

    assert [(group.title, [shape(each) for each in group.entries]) for group in made.groups] == [
        ("Numbers and signs", [("1934", (year,), [])]),
        ("E", [("Étatism", (etatism,), [])]),
        ("K", [("Kirov, Sergei", (kirov,), [])]),
        ("P", [("police", (police,), [("NKVD", (nkvd, again), [])])]),
    ]
    assert nkvd.startswith("one-index-")
    assert again == nkvd.replace("one", "two")
    assert list(entries(resolved(book), "index")) == [
        index_id("1934"),
        index_id("Étatism"),
        index_id("Kirov, Sergei"),
        index_id("police"),
        index_id("police", "NKVD"),
    ]


def test_entries_send_the_reader_to_others() -> None:
    book = publication(
        chapter("one", p(mark("police", "NKVD"), mark("terror"), mark("camps"))),
        index=(
            sending("secret police", see=("police!NKVD",)),
            sending("terror", see_also=("police", "camps")),
            sending("police!NKVD", see_also=("terror",)),
        ),
        back=("index",),
    )
    found = entries(resolved(book), "index")

    assert references(found[index_id("secret police")].parts["see"]) == [("police, NKVD", index_id("police", "NKVD"))]
    assert found[index_id("secret police")].anchors == ()
    assert references(found[index_id("terror")].parts["see-also"]) == [
        ("camps", index_id("camps")),
        ("police", index_id("police")),
    ]
    assert words_of(found[index_id("terror")].parts["see-also"]) == "camps; police"
    assert references(found[index_id("police", "NKVD")].parts["see-also"]) == [("terror", index_id("terror"))]


def test_an_entry_that_only_sends_elsewhere_is_no_place_to_send_to() -> None:
    book = publication(
        chapter("one", p(mark("terror"))),
        index=(
            sending("fear", see=("terror",)),
            sending("dread", see=("fear",)),
            sending("terror", see_also=("terro",)),
        ),
        back=("index",),
    )

    assert faults_of(book) == [
        "OC212 records.yaml:1 the index has no entry 'fear' to send the reader to",
        "OC212 records.yaml:1 the index has no entry 'terro' to send the reader to",
    ]


def test_asterisks_in_an_entry_set_a_title_in_italic() -> None:
    book = publication(
        chapter("one", p(mark("*Pravda*"), mark("press", "in *Izvestia*'s pages"), mark("a * b"))), back=("index",)
    )
    found = entries(resolved(book), "index")

    assert found[index_id("*Pravda*")].head == (Emphasis(children=line("Pravda")),)
    assert plain(found[index_id("press", "in *Izvestia*'s pages")].head) == "in Izvestia’s pages"
    assert plain(found[index_id("a * b")].head) == "a * b"


def test_entries_that_differ_in_signs_alone_have_ids_of_their_own() -> None:
    paths = (("Голодомор",), ("Єжов",), ("terror",), ("Terror",), ("police", "NKVD"), ("police NKVD",))
    book = publication(chapter("one", p(*(mark(*path) for path in paths))), back=("index",))

    assert {index_id(*path) for path in paths} < set(entries(resolved(book), "index"))


# --- the alphabet ----------------------------------------------------------------------------------------------------

UKRAINIAN = replace(ENGLISH, alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", sort_ignore=())


def filed(words: list[str], *, ukrainian: bool = False) -> list[str]:
    language = UKRAINIAN if ukrainian else ENGLISH
    return sorted(words, key=lambda each: sort_key(each, language))


@pytest.mark.parametrize(
    "words",
    [
        ["New Economic Policy", "New York", "newspapers"],
        ["the aardvark", "Abel", "a bear"],
        ["1934", "1937", "A"],
        ["decree of 7 April 1935", "decree of 17 November 1938", "decrees of 4 June"],
        ["cafe", "café", "cafeteria"],
        ["O’Brien", "obscure"],
        ["de-kulakization", "defence"],
    ],
)
def test_words_are_filed_word_by_word(words: list[str]) -> None:
    assert filed(list(reversed(words))) == words


def test_another_alphabet_has_its_own_order() -> None:
    assert filed(["Ґалаґан", "Ївга", "Іван", "Гнат", "Юрій", "Zola"], ukrainian=True) == [
        "Гнат",
        "Ґалаґан",
        "Іван",
        "Ївга",
        "Юрій",
        "Zola",
    ]
    assert letter_of("ївга", UKRAINIAN) == "Ї"


def test_letters_are_those_of_the_alphabet() -> None:
    assert letter_of("Étatism", ENGLISH) == "E"
    assert letter_of("Œdipe", ENGLISH) == "O"
    assert letter_of("the NKVD", ENGLISH) == "N"
    assert letter_of("1934", ENGLISH) == ""
    assert letter_of("«»", ENGLISH) == ""


@given(st.lists(st.text(max_size=6), max_size=8))
def test_filing_depends_on_nothing_but_the_words(words: list[str]) -> None:
    entries = [(word, Entry(id=word, head=(), origin=NOWHERE)) for word in words]

    once = by_letter(entries, ENGLISH)
    again = by_letter(list(reversed(entries)), ENGLISH)

    assert [[each.id for each in group.entries] for group in once] == [
        [each.id for each in group.entries] for group in again
    ]
    assert sum(len(group.entries) for group in once) == len(words)
