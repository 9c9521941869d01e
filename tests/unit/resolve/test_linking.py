"""People and terms are linked where a section first mentions them, and the made sections know where."""

from dataclasses import replace

from octavo.model.book import Record
from octavo.model.inlines import (
    Code,
    Emphasis,
    IndexMark,
    Inline,
    Link,
    NoteCall,
    PersonLink,
    Reference,
    Span,
    TermLink,
)
from octavo.model.prose import Box, Figure, Heading, Note, Paragraph, Sidebar
from octavo.model.query import plain, section_inlines
from octavo.model.records import Event, ImageFigure, MarkdownText, Person, Term
from tests.unit.resolve.factory import (
    ENGLISH,
    chapter,
    dated,
    day,
    entries,
    faults_of,
    here,
    line,
    made_of,
    p,
    person,
    publication,
    record,
    resolved,
    section,
    term,
    words_of,
)

KIROV = person("kirov", "Sergei Kirov", "Sergei Kirov", "Kirov")
STALIN = person("stalin", "Joseph Stalin", "Stalin")
NKVD = term("nkvd", "NKVD")
TROIKA = term("troika", "troika", "troika", "troikas", "operational troika")
BACK = ("glossary", "people")


def links(*blocks: object, back: tuple[str, ...] = BACK, notes: tuple[Note, ...] = ()) -> list[str]:
    """Return what is linked in a chapter ``one`` of ``blocks``: the words and the anchor."""
    book = publication(
        chapter("one", *blocks, notes=notes),  # type: ignore[arg-type]
        chapter("two", p("Kirov, Stalin, the NKVD and a troika")),
        back=back,
        people=(KIROV, STALIN),
        terms=(NKVD, TROIKA),
    )
    return [
        f"{plain(each.children)} {each.anchor}".strip()
        for each in section_inlines(section(resolved(book), "one"))
        if isinstance(each, PersonLink | TermLink)
    ]


def test_the_first_mention_of_a_section_is_linked() -> None:
    assert links(p("Kirov met Stalin."), p("Stalin met Kirov.")) == [
        "Kirov one-person-kirov",
        "Stalin one-person-stalin",
    ]


def test_the_longest_words_win() -> None:
    assert links(p("An operational troika of Sergei Kirov.")) == [
        "operational troika one-term-troika",
        "Sergei Kirov one-person-kirov",
    ]


def test_only_whole_words_are_mentions() -> None:
    assert links(p("Kirovsk, Stalinist, OGPU-NKVDs, troikas.")) == ["troikas one-term-troika"]
    assert links(p("the NKVD's, (Kirov)")) == ["NKVD one-term-nkvd", "Kirov one-person-kirov"]


def test_terms_may_begin_a_sentence_and_people_are_written_as_they_are() -> None:
    assert links(p("Troika and nkvd; kirov")) == ["Troika one-term-troika"]


def test_a_mention_may_run_over_the_end_of_a_line() -> None:
    assert links(p("then Sergei\nKirov came")) == ["Sergei\nKirov one-person-kirov"]


def test_mentions_are_found_in_emphasis_and_index_marks() -> None:
    mark = IndexMark(path=("x",), children=line("Kirov"), origin=here())

    assert links(p(Emphasis(children=line("Stalin")), " and ", mark)) == [
        "Stalin one-person-stalin",
        "Kirov one-person-kirov",
    ]


def test_headings_captions_links_citations_code_and_other_languages_are_left_alone() -> None:
    assert (
        links(
            Heading(level=2, children=line("Kirov and Stalin")),
            Box(kind="note", title=line("The NKVD"), blocks=()),
            p(
                Link(children=line("Kirov"), url="https://example.org"),
                Reference(target="two", children=line("Stalin")),
                Code(value="NKVD"),
                Span(children=line("troika"), language="ru"),
            ),
        )
        == []
    )


def test_what_the_author_links_counts_as_the_first_mention() -> None:
    written = PersonLink(person="kirov", children=line("he"), origin=here())

    assert links(p(written, " was Kirov. ", written)) == ["he one-person-kirov", "he"]


def test_a_mention_before_the_written_link_is_the_first() -> None:
    written = TermLink(term="troika", children=line("three men"), origin=here())

    assert links(p("A troika, that is, ", written)) == ["troika one-term-troika", "three men"]


def test_a_life_does_not_link_to_itself() -> None:
    assert links(Sidebar(person="kirov", blocks=(p("Kirov knew Stalin."),)), p("Kirov")) == [
        "Stalin one-person-stalin",
        "Kirov one-person-kirov",
    ]


def test_footnotes_are_read_after_the_text() -> None:
    note = Note(label="1", blocks=(p("Stalin and Kirov"),), origin=here())

    assert links(p("A note.", NoteCall(label="1", origin=here())), p("Kirov."), notes=(note,)) == [
        "Stalin one-person-stalin",
        "Kirov one-person-kirov",
    ]


def test_nothing_is_linked_to_a_section_that_the_book_has_not() -> None:
    assert links(p("Kirov and the NKVD"), back=("people",)) == ["Kirov one-person-kirov", "NKVD"]
    assert links(p("Kirov and the NKVD"), back=()) == ["Kirov", "NKVD"]


def test_words_that_could_mean_two_people_are_not_linked() -> None:
    book = publication(
        chapter("one", p("Ivanov and Boris Ivanov")),
        people=(person("a", "Anna Ivanov", "Ivanov", "Anna"), person("b", "Boris Ivanov", "Ivanov", "Boris Ivanov")),
        back=("people",),
    )

    assert faults_of(book) == ["OC206 records.yaml:1 person 'a' is not used"]


def test_faults_of_written_links_are_found_with_their_places() -> None:
    written: tuple[Inline, ...] = (
        PersonLink(person="kirow", children=line("x"), origin=here(3)),
        TermLink(term="nkwd", children=line("x"), origin=here(4)),
        PersonLink(person="secret", children=line("x"), origin=here(5)),
        TermLink(term="draft", children=line("x"), origin=here(6)),
    )
    book = publication(
        chapter("one", p(*written), p("Kirov, NKVD")),
        people=(KIROV, person("secret", "X", print=False)),
        terms=(NKVD, term("draft", "y", print=False)),
        back=BACK,
    )

    assert faults_of(book) == [
        "OC203 01-first.md:3 no person 'kirow'",
        "OC202 01-first.md:4 no term 'nkwd'",
        "OC213 01-first.md:5 person 'secret' is not cleared for printing",
        "OC213 01-first.md:6 term 'draft' is not cleared for printing",
    ]


def test_what_is_not_cleared_for_printing_is_not_looked_for() -> None:
    book = publication(chapter("one", p("Kirov")), people=(person("kirov", "Kirov", print=False),), back=("people",))

    assert [each for each in section_inlines(section(made_of(book), "one")) if isinstance(each, PersonLink)] == []


# --- the made sections ----------------------------------------------------------------------------------------------


def test_the_register_has_the_people_that_are_named_and_where() -> None:
    life = Event(id="murder", date="1934-12-01", text="", people=("kirov",))  # type: ignore[arg-type]
    book = publication(
        chapter("one", p("Kirov"), Sidebar(person="kirov", blocks=(p("He."),))),
        chapter("two", p("Kirov"), p("Kirov")),
        people=(KIROV, person("unseen", "Unseen", print=False)),
        events=(record(life, {"text": "x"}, {("date",): dated(day(1934, 12, 1))}),),
        back=("people", "chronology"),
    )
    register = entries(resolved(book), "people")

    assert list(register) == ["person-kirov"]
    assert register["person-kirov"].anchors == (
        "one-person-kirov",
        "sidebar-kirov",
        "two-person-kirov",
        "event-murder",
    )
    assert register["person-kirov"].target == "sidebar-kirov"


def test_only_used_terms_are_in_the_glossary_and_only_they_are_seen_also() -> None:
    book = publication(
        chapter("one", p("A troika.")),
        terms=(
            term("troika", "troika", see_also=("nkvd", "cheka")),
            term("nkvd", "NKVD", print=False),
            term("cheka", "Cheka", print=False),
        ),
        back=("glossary",),
    )
    glossary = entries(resolved(book), "glossary")

    assert list(glossary) == ["term-troika"]
    assert glossary["term-troika"].parts.keys() == {"definition"}


def test_what_a_printed_entry_names_is_printed_too() -> None:
    naming = (p(TermLink(term="nkvd", children=line("the police"), origin=here())),)
    book = publication(
        chapter("one", p("Kirov.")),
        people=(record(KIROV.value, {"fate": naming}),),
        terms=(term("nkvd", "NKVD", see_also=("troika",)), term("troika", "Troika"), term("none", "zzz", print=False)),
        back=BACK,
    )

    assert list(entries(made_of(book), "glossary")) == ["term-nkvd"]
    assert faults_of(book) == ["OC206 records.yaml:1 term 'troika' is not used"]


def test_see_also_is_in_the_order_of_the_alphabet() -> None:
    book = publication(
        chapter("one", p("Troika, NKVD, Cheka.")),
        terms=(term("troika", "troika", see_also=("nkvd", "cheka")), NKVD, term("cheka", "Cheka")),
        back=("glossary",),
    )
    entry = entries(resolved(book), "glossary")["term-troika"]
    references = [each for each in section_inlines(section(resolved(book), "glossary")) if isinstance(each, Reference)]

    assert [reference.target for reference in references] == ["term-cheka", "term-nkvd"]
    assert not any(reference.with_page for reference in references)
    assert entry.anchors == ("one-term-troika",)


def test_see_also_that_names_no_term_is_a_fault() -> None:
    book = publication(
        chapter("one", p("A troika.")), terms=(term("troika", "troika", see_also=("trojka",)),), back=("glossary",)
    )

    assert faults_of(book) == ["OC202 records.yaml:1 no term 'trojka'"]


def test_a_reference_to_an_entry_uses_it() -> None:
    book = publication(
        chapter("one", p("See ", Reference(target="term-nkvd", origin=here()), ".")), terms=(NKVD,), back=("glossary",)
    )

    assert list(entries(resolved(book), "glossary")) == ["term-nkvd"]
    assert words_of(section(resolved(book), "one").blocks) == "See NKVD."


def test_unused_records_are_told() -> None:
    book = publication(chapter("one", p("Nobody.")), people=(KIROV, person("hidden", "H", print=False)), terms=(NKVD,))

    assert faults_of(book) == [
        "OC206 records.yaml:1 person 'kirov' is not used",
        "OC206 records.yaml:1 term 'nkvd' is not used",
    ]


def test_the_description_of_a_figure_is_not_searched() -> None:
    figure = ImageFigure(id="map", kind="image", title=MarkdownText(""), alt="x", file="x.png", credit=MarkdownText(""))
    book = publication(
        chapter("one", Figure(figure="map"), p("Kirov")),
        figures=(record(figure, {"description": "Kirov on a map"}),),
        people=(KIROV,),
        back=("people",),
    )
    blocks = section(resolved(book), "one").blocks

    assert isinstance(blocks[0], Figure)
    assert words_of(blocks[0].description) == "Kirov on a map"
    assert entries(resolved(book), "people")["person-kirov"].anchors == ("one-person-kirov",)
    assert isinstance(blocks[1], Paragraph)
    assert isinstance(blocks[1].children[0], PersonLink)


FORMS = replace(
    ENGLISH,
    term_forms={"": "s", "y": "ies", "ay": "ays", "s": "ses"},
    name_forms={"": "а у ом"},
)


def mentions(text: str, *terms: Record[Term], people: tuple[Record[Person], ...] = ()) -> list[str]:
    """Return the words of ``text`` that mention records, in a language whose words have forms."""
    book = replace(publication(chapter("one", p(text)), back=BACK, people=people, terms=terms), language=FORMS)
    found = section_inlines(section(made_of(book), "one"))
    return [plain(each.children) for each in found if isinstance(each, TermLink | PersonLink)]


def test_terms_and_people_are_found_in_all_forms_of_their_words() -> None:
    kulak, enemy = term("kulak", "kulak"), term("enemy", "enemy of the people")
    kirov = person("kirov", "Кіров")

    assert mentions("Kulaks were enemies of the peoples.", kulak, enemy) == ["Kulaks", "enemies of the peoples"]
    assert mentions("All kulaks' land; the kulak's.", kulak) == ["kulaks"]
    assert mentions("Вбивство Кірова, кірова.", people=(kirov,)) == ["Кірова"]
    assert mentions("Kulaksy, akulaks, NKVDs", kulak, term("nkvd", "NKVD")) == ["NKVDs"]


def test_a_form_gives_way_to_the_word_that_a_record_has_and_two_forms_to_none() -> None:
    plan, plans, other = term("plan", "plan"), term("plans", "plans"), term("planse", "planse", "planse", "plans")

    assert mentions("The plans.", plan, plans) == ["plans"]
    assert mentions("The bases.", term("a", "bas"), term("b", "base")) == []
    assert mentions("The plans and planses.", other) == ["plans"]
