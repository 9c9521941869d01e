"""A selection of a book keeps its numbers, words and ids, and has of the records only what it uses."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo import pandoc
from octavo.jobs.store import Store
from octavo.model.book import Book, Publication, Section
from octavo.model.diagnostics import Faulty
from octavo.model.inlines import Citation, CitedWork, NoteCall, PersonLink, Reference, TermLink
from octavo.model.matter import REGISTERS
from octavo.model.numbering import Numbering
from octavo.model.prose import Block, Extract, Figure, Heading, Note, Paragraph, Sidebar, Table
from octavo.model.query import every_block, plain, section_inlines
from octavo.model.records import Event, MarkdownText, Part
from octavo.model.selection import (
    WHOLE,
    SelectedBlocks,
    SelectedChapters,
    SelectedHeadings,
    SelectedPart,
    Selection,
)
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.resolve.book import draft, number, resolve
from octavo.resolve.citeproc import cite
from tests.unit.resolve.factory import (
    book,
    chapter,
    entries,
    here,
    line,
    p,
    person,
    publication,
    record,
    section,
    style,
    term,
    words_of,
)

ROOT = Path(__file__).resolve().parents[3]


@cache
def stock() -> tuple[Publication, Numbering]:
    """Return the stock book and its numbering."""
    loaded, _ = load_publication(
        ROOT / "tests" / "stock",
        root=ROOT,
        languages=[ROOT / "templates" / "languages"],
        citations=[ROOT / "styles" / "citations"],
        memo=memo_for(Store(None)),
    )
    return loaded, numbering_of(loaded)


def numbering_of(made: Publication) -> Numbering:
    drafted, _ = draft(made)
    return number(made, drafted, cite(drafted.request))


def selected(selection: Selection) -> Book:
    return resolve(stock()[0], selection, stock()[1])


def blocks_of(made: Book) -> Iterator[Block]:
    return (block for each in made.sections for block in every_block(each.blocks))


def texts_of(made: Book) -> list[Section]:
    return [each for each in made.sections if each.kind in {"chapter", "text"}]


def ids_in(made: Book) -> set[str]:
    """Return everything that can be linked to."""
    found = {each.id for each in made.sections} | {block.id for block in blocks_of(made)}
    for each in made.sections:
        found |= {entry.id for entry in each.every_entry()} | {note.id for note in each.notes}
        found |= {getattr(inline, "anchor", "") for inline in section_inlines(each)}
        found |= {inline.id for inline in section_inlines(each) if isinstance(inline, NoteCall)}
    return found - {""}


def numbers_in(made: Book) -> dict[str, object]:
    """Return the numbers and the words of citations of a book, by id."""
    found: dict[str, object] = {each.id: (each.number, plain(each.title)) for each in made.sections}
    for block in blocks_of(made):
        match block:
            case Figure(number=given) | Table(number=given) | Extract(label=given):
                found[block.id] = given
            case _:
                pass
    for each in made.sections:
        found |= {note.id: (note.number, words_of(note.blocks)) for note in each.notes}
        for inline in section_inlines(each):
            match inline:
                case Citation(anchor=anchor, children=children):
                    found[anchor] = plain(children)
                case NoteCall():
                    found[inline.id] = inline.number
                case _:
                    pass
    return found


def named_in(sections: Iterable[Section]) -> set[str]:
    """Return the ids of the entries that sections name, cite and refer to, and whom their sidebars are about."""
    found = set()
    for each in sections:
        for inline in section_inlines(each):
            match inline:
                case PersonLink(person=key):
                    found.add(f"person-{key}")
                case TermLink(term=key):
                    found.add(f"term-{key}")
                case Citation(works=works):
                    found |= {f"work-{work.key}" for work in works}
                case Reference(target=target):
                    found.add(target)
                case _:
                    pass
        found |= {block.id for block in every_block(each.blocks) if isinstance(block, Sidebar)}
    return {name.replace("sidebar-", "person-") for name in found}


def registered(made: Book, loaded: Publication) -> set[str]:
    """Return the ids of the entries that the entries of a book rest upon: people of events, sources of all."""
    printed = {entry.id for each in made.sections for entry in each.every_entry()}
    found = set()
    for kind, records in (("person", loaded.people), ("term", loaded.terms), ("event", loaded.events)):
        for each in records:
            if f"{kind}-{each.value.id}" in printed:
                found |= {f"work-{key}" for key in each.value.sources}
                found |= {f"person-{key}" for key in getattr(each.value, "people", ())}
    return found


def hold_to_the_whole(selection: Selection) -> None:
    """Assert all that is promised of a selection of the stock book."""
    loaded, _ = stock()
    whole, made = selected(WHOLE), selected(selection)
    ids, printed = ids_in(made), {entry.id for each in made.sections for entry in each.every_entry()}

    # The numbers, words and ids of the whole book.
    assert numbers_in(made).items() <= numbers_in(whole).items()
    assert {each for each in ids if not each.startswith("contents-")} <= ids_in(whole)
    assert [each.id for each in made.sections] == [each.id for each in whole.sections if each.id in ids]

    # Nothing that is not used is printed, and nothing that is used is missing.
    used = named_in(made.sections) | registered(made, loaded)
    treated = {f"event-{each.value.id}" for each in loaded.events if each.value.passage in ids}
    records = {name for name in printed if name.partition("-")[0] in {"person", "term", "work", "event"}}
    assert records <= used | treated
    kinds = {each.kind for each in made.sections}
    for kind, prefix in (("glossary", "term-"), ("people", "person-"), ("bibliography", "work-")):
        if kind in kinds:
            assert {name for name in used if name.startswith(prefix)} <= printed
    words = " ".join(words_of(each.blocks) for each in texts_of(made))
    for phrase, name in (("Ada Wren", "person-wren"), ("fresnel lens", "term-fresnel-lens"), ("relief", "term-relief")):
        if phrase in words and {"glossary", "people"} <= kinds:
            assert name in printed

    # Every link leads somewhere.
    for each in made.sections:
        assert {anchor for entry in each.every_entry() for anchor in (*entry.anchors, entry.target)} <= ids | {""}
        labels = {inline.label for inline in section_inlines(each) if isinstance(inline, NoteCall)}
        assert {note.label for note in each.notes} == labels
        for inline in section_inlines(each):
            if isinstance(inline, Reference):
                assert inline.is_absent == (inline.target not in ids)
                assert plain(inline.children)


BLOCKS = sorted(block.id for block in blocks_of(selected(WHOLE)) if block.id != "imprint")
CHAPTERS = sorted(each.id for each in texts_of(selected(WHOLE)))
MATTER = (*REGISTERS, "contents", "index", "imprint", "foreword")


@given(st.sets(st.sampled_from(BLOCKS), min_size=1), st.sets(st.sampled_from(MATTER)))
def test_any_blocks_of_the_book_keep_what_they_have_in_the_whole(blocks: set[str], matter: set[str]) -> None:
    hold_to_the_whole(SelectedBlocks(blocks=tuple(blocks - {""}), matter=tuple(matter)))


@pytest.mark.parametrize(
    "selection",
    [
        SelectedPart(part="island"),
        *(SelectedChapters(chapters=(name,)) for name in CHAPTERS),
        *(SelectedChapters(chapters=(name,), matter=MATTER) for name in CHAPTERS),
        SelectedHeadings(headings=("building",)),
        SelectedBlocks(blocks=("quarrel",), matter=()),
    ],
)
def test_a_selection_keeps_what_it_has_in_the_whole(selection: Selection) -> None:
    hold_to_the_whole(selection)


def test_the_second_chapter_alone() -> None:
    made = selected(SelectedChapters(chapters=("storm",), matter=("contents", *REGISTERS)))
    storm = section(made, "storm")
    (back,) = (each for each in section_inlines(storm) if isinstance(each, Reference) and each.target == "tower")

    assert [each.id for each in made.sections] == ["contents", "storm", *REGISTERS]
    assert storm.number == "2"
    assert storm.starts_recto
    assert [each.number for each in every_block(storm.blocks) if isinstance(each, Figure)] == ["2"]
    assert back.is_absent
    assert plain(back.children) == "chapter\N{NO-BREAK SPACE}1"
    assert [entry.target for entry in section(made, "contents").every_entry()] == ["storm", *REGISTERS]
    assert list(entries(made, "chronology")) == ["event-great-storm"]
    assert list(entries(made, "people")) == ["person-lark"]


# --- a book made for it ----------------------------------------------------------------------------------------------


def cited(key: str) -> Citation:
    return Citation(works=(CitedWork(key=key),), origin=here())


SOURCES = (book("first", "Marsh", 1996, "A"), book("second", "Marsh", 1996, "B"), book("other", "Holm", 1950, "C"))
LATER = (
    Heading(level=2, children=line("Before"), id="before"),
    p("Ada Wren came.", NoteCall(label="x", origin=here())),
    Heading(level=2, children=line("After"), id="after"),
    p("Ada Wren went.", NoteCall(label="y", origin=here()), " ", cited("first")),
    Heading(level=3, children=line("Long after"), id="long-after"),
    Paragraph(children=line("See ", Reference(target="before"), ".", NoteCall(label="y", origin=here())), id="last"),
    Heading(level=2, children=line("End"), id="end"),
    Table(head=(line("Year"),), rows=((line("1906"),),), alignments=("left",), caption=line("Years"), id="years"),
)
NOTES = (
    Note(label="x", blocks=(p("The troika."),), origin=here()),
    Note(label="y", blocks=(p("So ", cited("second")),), origin=here()),
)
MADE = replace(
    publication(
        chapter("one", p(cited("other")), Table(head=(), rows=(), alignments=(), caption=line("Costs"), id="costs")),
        chapter("two", *LATER, notes=NOTES),
        parts=(Part(part=MarkdownText("P"), chapters=("text/one.md", "text/two.md"), id="p"),),
        back=("chronology", "glossary", "people", "bibliography"),
        people=(person("wren", "Ada Wren"),),
        terms=(term("troika", "troika"),),
        events=(
            record(Event(id="ended", date="", text="", passage="years")),  # type: ignore[arg-type]
            record(Event(id="all", date="", text="", passage="two", sources=("other",))),  # type: ignore[arg-type]
        ),
        sources=SOURCES,
    ),
    citation_style=style("chicago-author-date"),
)


@pytest.fixture(scope="module")
def numbering() -> Numbering:
    return numbering_of(MADE)


def test_a_heading_brings_what_is_below_it(numbering: Numbering) -> None:
    made = resolve(MADE, SelectedHeadings(headings=("after",)), numbering)
    two = section(made, "two")

    assert [each.id for each in two.blocks if isinstance(each, Heading)] == ["after", "long-after"]
    assert [(each.label, each.number) for each in two.notes] == [("y", 2)]
    assert [(each.id, each.number) for each in section_inlines(two) if isinstance(each, NoteCall)] == [
        ("two-call-y", 2),
        ("two-call-y-2", 2),
    ]
    assert "(Marsh 1996a)" in words_of(two.blocks)
    assert list(entries(made, "bibliography")) == ["work-first", "work-second"]
    assert words_of(entries(made, "bibliography")["work-second"].parts["work"]).startswith("Marsh, Ruth. 1996b.")


def test_who_is_first_named_before_the_selection_is_linked_in_it(numbering: Numbering) -> None:
    made = resolve(MADE, SelectedHeadings(headings=("after",)), numbering)

    assert entries(made, "people")["person-wren"].anchors == ("two-person-wren",)
    assert entries(made, "glossary") == {}


def test_a_call_keeps_its_id_where_the_first_call_of_its_note_is_not_selected(numbering: Numbering) -> None:
    two = section(resolve(MADE, SelectedBlocks(blocks=("last",)), numbering), "two")

    assert [each.id for each in section_inlines(two) if isinstance(each, NoteCall)] == ["two-call-y-2"]
    assert [each.id for each in two.notes] == ["two-note-y"]


def test_an_event_is_used_where_its_passage_is(numbering: Numbering) -> None:
    def events(selection: Selection) -> list[str]:
        return list(entries(resolve(MADE, selection, numbering), "chronology"))

    assert events(SelectedBlocks(blocks=("years",))) == ["event-ended"]
    assert events(SelectedChapters(chapters=("two",))) == ["event-all", "event-ended"]
    assert events(SelectedChapters(chapters=("one",))) == []


def test_a_table_keeps_its_number(numbering: Numbering) -> None:
    (table,) = section(resolve(MADE, SelectedBlocks(blocks=("years",)), numbering), "two").blocks

    assert isinstance(table, Table)
    assert table.number == "2"


def test_a_part_is_its_page_and_its_chapters(numbering: Numbering) -> None:
    made = resolve(MADE, SelectedPart(part="p", matter=("glossary",)), numbering)

    assert [each.id for each in made.sections] == ["p", "one", "two", "glossary"]


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (SelectedPart(part="q"), ["q"]),
        (SelectedChapters(chapters=("one", "tow")), ["tow"]),
        (SelectedHeadings(headings=("years", "aftre")), ["aftre", "years"]),
        (SelectedBlocks(blocks=("yaers",)), ["yaers"]),
    ],
)
def test_what_a_selection_names_must_exist(selection: Selection, names: list[str], numbering: Numbering) -> None:
    with pytest.raises(Faulty) as faulty:
        resolve(MADE, selection, numbering)

    assert [each.message for each in faulty.value.diagnostics] == [f"nothing has the id '{name}'" for name in names]


def test_pandoc_is_asked_once_whatever_is_selected(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(*arguments: object, **named: object) -> bytes:
        asked.append(arguments)
        return run(*arguments, **named)  # type: ignore[arg-type]

    run = pandoc.run_pandoc
    monkeypatch.setattr("octavo.resolve.citeproc.run_pandoc", counted)
    found = numbering_of(MADE)
    for selection in (WHOLE, SelectedChapters(chapters=("two",)), SelectedHeadings(headings=("after",))):
        resolve(MADE, selection, found)

    assert len(asked) == 1


def test_warnings_are_those_of_the_publication(numbering: Numbering) -> None:
    unused = replace(MADE, sources=(*SOURCES, book("never", "Gale", 1999, "D")))

    assert [each.code for each in draft(unused)[1]] == ["OC206"]
    assert resolve(unused, SelectedChapters(chapters=("one",)), numbering_of(unused)) == resolve(
        MADE, SelectedChapters(chapters=("one",)), numbering
    )
