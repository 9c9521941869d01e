"""Figures, extracts and sidebars are joined to their records."""

from dataclasses import replace

from octavo.model.book import ImageFile
from octavo.model.prose import Extract, Figure, ItemList, Sidebar, Table
from octavo.model.query import every_block, plain
from octavo.model.records import (
    Document,
    Event,
    FigureData,
    ImageFigure,
    LifeEvent,
    MarkdownText,
    Person,
    TableFigure,
)
from tests.unit.resolve.factory import (
    chapter,
    dated,
    day,
    faults_of,
    here,
    line,
    p,
    person,
    publication,
    record,
    resolved,
    section,
    term,
    words_of,
)


def image(identifier: str, **fields: object) -> ImageFigure:
    return ImageFigure(
        id=identifier,
        kind="image",
        title=MarkdownText("t"),
        alt="it's",
        file="x.png",
        credit=MarkdownText("c"),
        **fields,  # type: ignore[arg-type]
    )


DATA = FigureData(columns=(), rows=())
FIGURES = (
    record(
        image("map"),
        {
            "title": "Where it was",
            "caveats": "The borders are those of 1938.",
            "credit": "Drawn for this book. CC BY 4.0.",
            "description": (p("North is up."),),
        },
    ),
    record(TableFigure(id="visits", kind="table", title=MarkdownText("t"), data=DATA), {"title": "Visits"}),
    record(image("photo"), {"title": "A face"}),
)
TABLE = Table(head=(), rows=(), alignments=(), caption=line("Costs"))


def test_figures_and_tables_are_numbered_apart_through_the_book() -> None:
    book = publication(
        chapter("one", Figure(figure="map"), TABLE, ItemList(items=((Table(head=(), rows=(), alignments=()),),))),
        chapter("two", Figure(figure="visits"), Figure(figure="photo")),
        figures=FIGURES,
    )
    numbered = [
        (block.id, block.number)
        for each in resolved(book).sections
        for block in every_block(each.blocks)
        if isinstance(block, Figure | Table)
    ]

    assert [number for _, number in numbered] == ["1", "1", "", "2", "2"]
    assert [name for name, _ in numbered if "table" not in name] == ["map", "visits", "photo"]


def test_a_figure_has_its_record_caption_credit_and_description() -> None:
    book = publication(chapter("one", Figure(figure="map")), figures=FIGURES[:1])
    (figure,) = section(resolved(book), "one").blocks

    assert isinstance(figure, Figure)
    assert plain(figure.caption) == "Where it was"
    assert plain(figure.credit) == "The borders are those of 1938. Drawn for this book. CC BY\N{NO-BREAK SPACE}4.0."
    assert words_of(figure.description) == "North is up."
    assert isinstance(figure.record, ImageFigure)
    assert figure.record.alt == "it’s"


def test_figures_that_are_missing_or_not_cleared_are_faults() -> None:
    book = publication(
        chapter("one", Figure(figure="mapp", origin=here(3)), Figure(figure="map", origin=here(5))),
        figures=(record(image("map", print=False)),),
    )

    assert faults_of(book) == [
        "OC208 01-first.md:3 no figure 'mapp'",
        "OC213 01-first.md:5 figure 'map' is not cleared for printing",
    ]


DECREE = record(
    Document(
        id="decree",
        title='The "law"',
        date="1934-12-01",  # type: ignore[arg-type]
        provenance=MarkdownText("p"),
        text=MarkdownText("t"),
        archive="state archive, f. 1",
        published="Pravda, 5 December 1934",
        rights="Public domain.",
    ),
    {"provenance": "Signed by nobody.", "text": (p("One."), p("Two."))},
    {("date",): dated(day(1934, 12, 1))},
)


def test_an_extract_has_its_letter_title_passage_provenance_and_source_line() -> None:
    extract = Extract(document="decree", blocks=(p("What is missing?"),), id="first")
    book = publication(
        chapter("one", extract, Extract(document="decree")),
        chapter("two", Extract(document="decree", id="third")),
        documents=(DECREE,),
    )
    made = [block for each in resolved(book).sections for block in each.blocks if isinstance(block, Extract)]

    assert [each.label for each in made] == ["A", "B", "A"]
    assert plain(made[0].title) == "The ‘law’, 1\N{NO-BREAK SPACE}December 1934"
    assert plain(made[0].provenance) == "Signed by nobody."
    assert words_of(made[0].text) == "One. | Two."
    assert plain(made[0].credit) == "State archive, f. 1. Pravda, 5\N{NO-BREAK SPACE}December 1934. Public domain."
    assert words_of(made[0].blocks) == "What is missing?"


def test_letters_go_on_after_z() -> None:
    many = tuple(Extract(document="decree", id=f"x{number}") for number in range(28))
    made = section(resolved(publication(chapter("one", *many), documents=(DECREE,))), "one").blocks

    assert [block.label for block in made if isinstance(block, Extract)][25:] == ["Z", "AA", "AB"]


def test_documents_that_are_missing_or_not_cleared_are_faults() -> None:
    hidden = replace(DECREE, value=replace(DECREE.value, print=False))
    book = publication(
        chapter("one", Extract(document="decre", origin=here(3)), Extract(document="decree", origin=here(5))),
        documents=(hidden,),
    )

    assert faults_of(book) == [
        "OC207 01-first.md:3 no document 'decre'",
        "OC213 01-first.md:5 document 'decree' is not cleared for printing",
    ]


KIROV = record(
    Person(
        id="kirov",
        name="Sergei Kirov",
        born=LifeEvent(date="1886"),  # type: ignore[arg-type]
    ),
    {"identification": "party leader"},
    {("born", "date"): dated(day(1886))},
)


def test_a_sidebar_says_who_it_is_about() -> None:
    book = publication(chapter("one", Sidebar(person="kirov", blocks=(p("A life."),))), people=(KIROV,))
    (sidebar,) = section(resolved(book), "one").blocks

    assert isinstance(sidebar, Sidebar)
    assert (plain(sidebar.title), sidebar.life, plain(sidebar.identification)) == (
        "Sergei Kirov",
        "b. 1886",
        "party leader",
    )
    assert sidebar.record == KIROV.value
    assert sidebar.id == "sidebar-kirov"


def test_a_sidebar_of_its_own_matter_is_left_as_it_is() -> None:
    book = publication(chapter("one", Sidebar(title=line("Bread"), blocks=(p("x"),))))
    (sidebar,) = section(resolved(book), "one").blocks

    assert isinstance(sidebar, Sidebar)
    assert (plain(sidebar.title), sidebar.life, sidebar.record) == ("Bread", "", None)


def test_people_that_are_missing_or_not_cleared_are_faults() -> None:
    hidden = replace(KIROV, value=replace(KIROV.value, print=False))
    book = publication(
        chapter(
            "one",
            Sidebar(person="kirow", blocks=(), origin=here(3)),
            Sidebar(person="kirov", blocks=(), origin=here(5)),
        ),
        people=(hidden,),
    )

    assert faults_of(book) == [
        "OC203 01-first.md:3 no person 'kirow'",
        "OC213 01-first.md:5 person 'kirov' is not cleared for printing",
    ]


def test_documents_and_figures_that_stand_nowhere_are_unused() -> None:
    book = publication(chapter("one"), documents=(DECREE,), figures=FIGURES[:1])

    assert faults_of(book) == [
        "OC206 records.yaml:1 document 'decree' is not used",
        "OC206 records.yaml:1 figure 'map' is not used",
    ]


def test_the_names_in_records_must_exist_even_where_nothing_prints_them() -> None:
    noted = person("noted", "N", sources=("a",), print=False)
    figure = record(image("map", sources=("b",), print=False))
    document = record(replace(DECREE.value, sources=("c",), print=False))
    word = term("t", "T", sources=("d",), see_also=("u",), print=False)
    happening = record(
        Event(id="e", date="", text="", sources=("e",), people=("p",), print=False)  # type: ignore[arg-type]
    )
    book = publication(
        chapter("one"), people=(noted,), figures=(figure,), documents=(document,), terms=(word,), events=(happening,)
    )

    assert [each.partition(" ")[0] + each[-4:] for each in faults_of(book)] == [
        *(f"OC201 '{key}'" for key in "abcde"),
        "OC202 'u'",
        "OC203 'p'",
    ]


def test_what_a_misspelt_name_was_meant_for_is_not_called_unused() -> None:
    book = publication(chapter("one", Extract(document="decre", origin=here(3))), documents=(DECREE,))

    assert faults_of(book) == ["OC207 01-first.md:3 no document 'decre'"]


def test_a_book_has_the_images_that_its_figures_show() -> None:
    files = {name: ImageFile(content=b"", width=1, height=1) for name in ("x.png", "y.png")}
    book = replace(publication(chapter("one", Figure(figure="map")), figures=FIGURES[:1]), images=files)

    assert list(resolved(book).images) == ["x.png"]
