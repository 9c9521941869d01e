"""Citations in the four styles that come with Octavo, set by the real processor."""

from dataclasses import replace
from tempfile import gettempdir

import pytest

from octavo.model.book import Book, Publication, Record
from octavo.model.inlines import (
    Citation,
    CitedWork,
    Emphasis,
    Inline,
    Inlines,
    Link,
    NoteCall,
    Reference,
    Span,
    Text,
    work_id,
)
from octavo.model.numbering import AskedCitation, CitationRequest
from octavo.model.prose import Block, Figure, Note, Sidebar
from octavo.model.query import every_inline, plain, runs, section_inlines
from octavo.model.records import ImageFigure, MarkdownText, Source
from octavo.pandoc import PandocRefused
from octavo.resolve import citeproc
from octavo.resolve.book import draft
from octavo.resolve.note_calls import closed_up
from tests.unit.resolve import factory
from tests.unit.resolve.factory import (
    ENGLISH,
    book,
    chapter,
    entries,
    faults_of,
    here,
    line,
    p,
    person,
    publication,
    record,
    resolved,
    section,
    style,
    words_of,
)
from tests.unit.resolve.test_corrections import correction

AUTHOR_DATE, NOTES = "chicago-author-date", "chicago-notes-bibliography"
MLA, APA = "modern-language-association", "apa"

MARSH = book("marsh1901", "Marsh", 1901, "Lights of the <i>Northern</i> Sea", is_core=True)
HOLM = book("holm1950", "Holm", 1950, "Glass")
GALE = replace(
    book("gale1999", "Gale", 1999, "After", further_reading=True), prose={("annotation",): (p("What came after."),)}
)
SOURCES = (MARSH, HOLM, GALE)


def cite(*works: CitedWork, narrative: bool = False, number: int = 1) -> Citation:
    return Citation(works=works, narrative=narrative, origin=here(number))


def work(key: str, locator: str = "", label: str = "", **fields: object) -> CitedWork:
    return CitedWork(key=key, locator=locator, label=label, **fields)  # type: ignore[arg-type]


def cited_in(name: str, *blocks: Block, sources: tuple[Record[Source], ...] = SOURCES, **more: object) -> Publication:
    notes = more.pop("notes", ())
    made = publication(
        chapter("one", *blocks, notes=notes),  # type: ignore[arg-type]
        back=("bibliography",),
        sources=sources,
        **more,  # type: ignore[arg-type]
    )
    return replace(made, citation_style=style(name))


def made_of(made: Publication) -> Book:
    """Return the book, whatever it does not use."""
    return factory.made_of(made, citeproc.cite)


def printed(name: str, *blocks: Block, **more: object) -> tuple[str, list[str]]:
    """Return the words of the chapter, calls as ``^1``, and those of its notes."""
    one = section(made_of(cited_in(name, *blocks, **more)), "one")  # type: ignore[arg-type]

    leaves = [each for run in runs(one.blocks) for each in every_inline(run)]
    words = "".join(
        f"^{each.number}" if isinstance(each, NoteCall) else plain((each,))
        for each in leaves
        if isinstance(each, Text | NoteCall)
    )
    return visible(words), [visible(words_of(note.blocks)) for note in one.notes]


def visible(words: str) -> str:
    """Return words with common spaces and without joiners."""
    return words.replace("\u2060", "").replace("\u00a0", " ")


TWO_WORKS = p(
    "Lit in 1884 ",
    cite(
        work("marsh1901", "12", "page", prefix=line("see")), work("holm1950", "3", "chapter", suffix=line("and passim"))
    ),
    ".",
)
SEE_TWO_WORKS = (
    "See Ruth Marsh, Lights of the Northern Sea (Harbour Press, 1901), 12; "
    "Ruth Holm, Glass (Harbour Press, 1950), ch. 3 and passim."
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (AUTHOR_DATE, "Lit in 1884 (see Marsh 1901, 12; Holm 1950, ch. 3 and passim)."),
        (MLA, "Lit in 1884 (see Marsh 12; Holm, ch. 3 and passim)."),
        (APA, "Lit in 1884 (see Marsh, 1901, p. 12; Holm, 1950, Chapter 3 and passim)."),
    ],
)
def test_in_text_styles_put_words_in_brackets(name: str, words: str) -> None:
    assert printed(name, TWO_WORKS) == (words, [])


def test_note_styles_make_footnotes_behind_the_punctuation() -> None:
    assert printed(NOTES, TWO_WORKS) == (
        "Lit in 1884.^1",
        [SEE_TWO_WORKS],
    )


def test_emphasis_in_titles_is_kept() -> None:
    one = section(made_of(cited_in(NOTES, p(cite(work("marsh1901"))))), "one")
    emphasised = [each for run in runs(one.notes[0].blocks) for each in every_inline(run) if isinstance(each, Emphasis)]

    assert [plain(each.children) for each in emphasised] == ["Lights of the Northern Sea", "Northern"]


@pytest.mark.parametrize(
    ("name", "words", "notes"),
    [
        (AUTHOR_DATE, "Marsh (1901, 40) says.", []),
        (MLA, "Marsh (40) says.", []),
        (APA, "Marsh (1901, p. 40) says.", []),
        (NOTES, "Ruth Marsh^1 says.", ["Lights of the Northern Sea (Harbour Press, 1901), 40."]),
    ],
)
def test_an_author_may_stand_in_the_sentence(name: str, words: str, notes: list[str]) -> None:
    assert printed(name, p(cite(work("marsh1901", "40", "page"), narrative=True), " says.")) == (words, notes)


@pytest.mark.parametrize(("name", "words"), [(AUTHOR_DATE, "Marsh thought so (1901)."), (MLA, "Marsh thought so.")])
def test_an_author_may_be_left_out(name: str, words: str) -> None:
    assert printed(name, p("Marsh thought so ", cite(work("marsh1901", without_author=True)), "."))[0] == words


def test_notes_of_author_and_style_are_numbered_together() -> None:
    notes = (Note(label="a", blocks=(p("Her log; ", cite(work("holm1950")), "."),), origin=here()),)
    call = NoteCall(label="a", origin=here())
    text = p("One ", cite(work("marsh1901")), ". Two.", call, " Three ", cite(work("holm1950")), ".")
    words, found = printed(NOTES, text, notes=notes)

    assert words == "One.^1 Two.^2 Three.^3"
    assert found[1] == "Her log; Ruth Holm, Glass (Harbour Press, 1950)."
    assert found[2] == "Holm, Glass."


def test_the_same_author_and_year_are_told_apart() -> None:
    twins = (book("b", "Marsh", 1901, "Second"), book("a", "Marsh", 1901, "First"))

    assert printed(AUTHOR_DATE, p(cite(work("b"), work("a"))), sources=twins)[0] == "(Marsh 1901b, 1901a)"


@pytest.mark.parametrize("name", [AUTHOR_DATE, NOTES, MLA, APA])
def test_source_lines_have_neither_brackets_nor_footnotes(name: str) -> None:
    figure = ImageFigure(
        id="map",
        kind="image",
        title=MarkdownText(""),
        alt="x",
        file="x.png",
        credit=MarkdownText(""),
        sources=("marsh1901", "holm1950"),
    )
    made = made_of(cited_in(name, Figure(figure="map"), figures=(record(figure),)))
    (block,) = section(made, "one").blocks
    assert isinstance(block, Figure)

    assert {
        AUTHOR_DATE: "Sources: Marsh 1901; Holm 1950.",
        MLA: "Sources: Marsh; Holm.",
        APA: "Sources: Holm, 1950; Marsh, 1901.",
        NOTES: "Sources: Ruth Marsh, Lights of the Northern Sea (Harbour Press, 1901); "
        "Ruth Holm, Glass (Harbour Press, 1950).",
    }[name] == visible(plain(block.credit))
    assert section(made, "one").notes == ()


def test_a_life_ends_with_its_sources() -> None:
    who = person("wren", "Ada Wren", sources=("marsh1901", "unnamed"))
    sources = (*SOURCES, book("unnamed", "X", 2000, "Y", cite=False))
    made = made_of(
        cited_in(AUTHOR_DATE, Sidebar(person="wren", blocks=(p("A life."),)), people=(who,), sources=sources),
    )

    assert words_of(section(made, "one").blocks) == "Ada Wren |  | A life. | Source: Marsh 1901."


# --- the bibliography ------------------------------------------------------------------------------------------------


def test_the_bibliography_lists_what_is_cited_and_further_reading_with_the_places() -> None:
    made = made_of(
        cited_in(AUTHOR_DATE, p(cite(work("marsh1901")), " and ", cite(work("marsh1901"), work("holm1950")))),
    )
    works = entries(made, "bibliography")

    assert list(works) == ["work-gale1999", "work-holm1950", "work-marsh1901"]
    anchors = tuple(each.anchor for each in section_inlines(section(made, "one")) if isinstance(each, Citation))
    assert works["work-marsh1901"].anchors == anchors
    assert len(set(anchors)) == 2
    assert works["work-gale1999"].anchors == ()
    assert words_of(works["work-gale1999"].parts["annotation"]) == "What came after."
    assert words_of(works["work-holm1950"].parts["work"]) == "Holm, Ruth. 1950. Glass. Harbour Press."
    assert works["work-marsh1901"].values == {"core": "yes"}


@pytest.mark.parametrize("name", ["chicago-author-date", "chicago-notes-bibliography", "apa"])
def test_a_work_that_the_style_does_not_list_has_no_entry_and_is_no_target(name: str) -> None:
    item = {key: held for key, held in HOLM.value.csl.items() if key != "publisher"}
    item |= {"id": "letter", "type": "personal_communication"}
    letter = replace(HOLM, value=replace(HOLM.value, id="letter", csl=item))
    made = made_of(cited_in(name, p(cite(work("letter")), cite(work("marsh1901"))), sources=(letter, MARSH)))
    references = [each for run in made.sections for each in section_inlines(run) if isinstance(each, Reference)]

    assert list(entries(made, "bibliography")) == ["work-marsh1901"]
    assert all(each.target == "work-marsh1901" or each.is_absent for each in references)


def test_a_key_that_is_no_id_has_an_entry_with_its_places() -> None:
    key = "http://example.org/a?b"
    odd = replace(HOLM, value=replace(HOLM.value, id=key, csl={**HOLM.value.csl, "id": key}))
    made = made_of(cited_in(AUTHOR_DATE, p(cite(work(key))), sources=(odd,)))
    ((name, entry),) = entries(made, "bibliography").items()
    (anchor,) = (each.anchor for each in section_inlines(section(made, "one")) if isinstance(each, Citation))

    assert name == work_id(key)
    assert entry.anchors == (anchor,)


def test_each_work_of_a_citation_leads_to_its_entry() -> None:
    made = made_of(cited_in(AUTHOR_DATE, TWO_WORKS))
    found = [each for each in section_inlines(section(made, "one")) if isinstance(each, Reference)]

    assert [(each.target, visible(plain(each.children)), each.with_page) for each in found] == [
        ("work-marsh1901", "Marsh 1901, 12", False),
        ("work-holm1950", "Holm 1950, ch. 3", False),
    ]


def test_links_to_works_hold_characters_alone() -> None:
    article = Source(
        id="online",
        csl={
            "id": "online",
            "type": "webpage",
            "title": "A page",
            "author": [{"family": "Marsh", "given": "Ruth"}],
            "URL": "https://example.org/page",
            "issued": {"date-parts": [[2001, 2]]},
        },
    )
    anonymous = Source(
        id="nobody", csl={"type": "book", "title": "Anonymous tales", "issued": {"date-parts": [[1900]]}}
    )
    both = p(cite(work("online")), cite(work("nobody")))
    made = made_of(cited_in(NOTES, both, sources=(record(article), record(anonymous))))
    inside = [each for each in section_inlines(section(made, "one")) if isinstance(each, Reference)]

    assert [each.target for each in inside] == ["work-online", "work-nobody"]
    assert all(isinstance(child, Text) for each in inside for child in each.children)
    assert [each.url for each in section_inlines(section(made, "one")) if isinstance(each, Link)] == [
        "https://example.org/page"
    ]


def test_without_a_bibliography_nothing_leads_to_it() -> None:
    made = replace(publication(chapter("one", TWO_WORKS), sources=(MARSH, HOLM)), citation_style=style(AUTHOR_DATE))
    found = [each for each in section_inlines(section(made_of(made), "one")) if isinstance(each, Reference)]

    assert found
    assert all(each.is_absent for each in found)


def test_works_on_which_printed_records_rest_are_listed() -> None:
    who = person("wren", "Ada Wren", sources=("holm1950",))
    made = cited_in(AUTHOR_DATE, p("Ada Wren"), people=(who,), sources=(HOLM,))
    made = replace(made, settings=publication(chapter("one"), back=("bibliography", "people")).settings)

    assert list(entries(made_of(made), "bibliography")) == ["work-holm1950"]


def test_annotations_may_cite() -> None:
    answering = replace(GALE, prose={("annotation",): (p("Answers ", cite(work("holm1950"), narrative=True), "."),)})
    made = made_of(cited_in(AUTHOR_DATE, sources=(answering, HOLM)))
    works = entries(made, "bibliography")

    assert list(works) == ["work-gale1999", "work-holm1950"]
    assert words_of(works["work-gale1999"].parts["annotation"]) == "Answers Holm (1950)."
    assert works["work-holm1950"].anchors == ()


# --- faults ----------------------------------------------------------------------------------------------------------


def test_works_that_are_missing_or_not_to_be_named_are_faults() -> None:
    made = cited_in(
        AUTHOR_DATE,
        p(cite(work("marsh1091", origin=here(3)))),
        p(cite(work("hidden"), number=4)),
        p(cite(work("marsh1901"), work("holm1950"))),
        sources=(*SOURCES, book("hidden", "X", 2000, "Y", cite=False)),
    )

    assert faults_of(made) == [
        "OC201 01-first.md:3 no source 'marsh1091'",
        "OC213 01-first.md:4 source 'hidden' is not cleared for printing",
    ]


def test_a_source_that_a_record_names_must_exist() -> None:
    who = person("wren", "Ada Wren", sources=("marsh1091",))
    made = cited_in(AUTHOR_DATE, Sidebar(person="wren", blocks=()), people=(who,), sources=())

    assert faults_of(made) == ["OC201 records.yaml:1 no source 'marsh1091'"]


def test_sources_that_nothing_names_are_unused() -> None:
    made = cited_in(AUTHOR_DATE, sources=(HOLM, GALE, book("hidden", "X", 2000, "Y", cite=False)))

    assert faults_of(made) == ["OC206 records.yaml:1 source 'holm1950' is not used"]


def test_a_source_that_only_a_correction_names_is_used() -> None:
    told = replace(correction("c001"), source="a letter; holm1950, p. 3")
    made = replace(cited_in(AUTHOR_DATE, sources=(HOLM, GALE)), corrections=(record(told),))

    assert faults_of(made) == []


# --- the request -----------------------------------------------------------------------------------------------------


def asked(made: Publication) -> CitationRequest:
    """Return the request that a publication makes."""
    return draft(made)[0].request


def test_the_request_holds_all_that_is_needed_and_no_more() -> None:
    request = asked(cited_in(AUTHOR_DATE, p(cite(work("marsh1901"))), p(cite(work("marsh1901"), number=7))))

    assert list(request.sources) == ["gale1999", "marsh1901"]
    assert "Chicago Manual of Style" in request.style
    assert request.language == "en-GB"
    assert len(request.citations) == 2
    assert request.citations[0] == request.citations[1]


def test_where_a_citation_stands_makes_no_other_request() -> None:
    first, second = (
        cited_in(AUTHOR_DATE, p("One. ", cite(work("marsh1901", origin=here(number)), number=number)))
        for number in (3, 30)
    )

    assert asked(first) == asked(second)


def test_the_answer_depends_on_the_request_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    request = asked(cited_in(NOTES, TWO_WORKS))
    first = citeproc.cite(request)
    for name in ("HOME", "LANG", "LC_ALL", "TZ", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, "nowhere")

    assert citeproc.cite(request) == first


def test_a_book_that_cites_nothing_asks_nothing() -> None:
    resolved(publication(chapter("one", p("Nothing."))))


def test_locators_are_understood_in_every_language() -> None:
    ukrainian = replace(cited_in(AUTHOR_DATE, TWO_WORKS), language=replace(ENGLISH, code="uk"))

    (one, _) = made_of(ukrainian).sections

    assert "Holm 1950, розд. 3" in visible(words_of(one.blocks))


# --- calls -----------------------------------------------------------------------------------------------------------

CALL = Citation(works=(), children=(NoteCall(label="a"),))


def shown(inlines: Inlines) -> str:
    def one(inline: Inline) -> str:
        if isinstance(inline, NoteCall):
            return "^"
        return plain((inline,)) if isinstance(inline, Text) else "".join(map(one, getattr(inline, "children", ())))

    return "".join(map(one, inlines))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (line("word ", CALL, "."), "word.^"),
        (line("word ", CALL, '." And'), 'word."^ And'),
        (line('"word" ', CALL, ", and"), '"word",^ and'),
        (line("word ", CALL, " and"), "word^ and"),
        (line("word ", CALL, "---and"), "word^---and"),
        (line("word ", CALL, NoteCall(label="b")), "word^,^"),
        (line("word ", CALL, ".", NoteCall(label="b"), " More"), "word.^,^ More"),
        (line(Emphasis(children=line("word ", CALL, "."))), "word.^"),
        (line("word ", Citation(works=()), "."), "word."),
        (line("word ", Citation(works=(), children=line("(Marsh)")), "."), "word (Marsh)."),
        (line("by ", Citation(works=(), children=(*line("Marsh"), NoteCall(label="a"))), ", who"), "by Marsh,^ who"),
        (line("He dug it. ", CALL, ". It fell"), "He dug it.^ It fell"),
        (line("'So!' ", CALL, ". It fell"), "'So!'^ It fell"),
        (line(Emphasis(children=line("It fell.")), " ", CALL, "."), "It fell.^"),
        (
            line("by ", Citation(works=(), children=(*line("Marsh et al."), NoteCall(label="a"))), "."),
            "by Marsh et al.^",
        ),
        (line("by Marsh et al. ", CALL, ", who"), "by Marsh et al.,^ who"),
        (line("It fell ", CALL, ". ", CALL, ". So"), "It fell.^,^ So"),
        (line("It fell ", CALL, " ", CALL, "."), "It fell.^,^"),
        (line("It fell", NoteCall(label="b"), " ", CALL, ", so"), "It fell,^,^ so"),
        (line("by Marsh etc. ", CALL, "... So"), "by Marsh etc....^ So"),
    ],
)
def test_calls_stand_close_and_behind_the_punctuation(typed: Inlines, words: str) -> None:
    assert shown(closed_up(typed)) == words


def test_a_comma_between_calls_is_raised_with_them() -> None:
    parted = closed_up(line("x", CALL, CALL))

    assert parted[2] == Span(children=line(","), classes=("superscript",))


def test_the_processor_tells_why_it_refuses_and_names_no_folder() -> None:
    request = asked(replace(cited_in(AUTHOR_DATE, TWO_WORKS), citation_style="<style>"))

    with pytest.raises(PandocRefused, match=r"\S") as refused:
        citeproc.cite(request)
    assert gettempdir() not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ((Text(value="(Library, n.d.)"),), "Library, n.d"),
        ((Text(value="("), Reference(target="w", children=(Text(value="n.d."),)), Text(value=")")), "n.d"),
        ((Text(value="Library, "), Emphasis(children=(Text(value="ibid."),))), "Library, ibid"),
        ((Text(value="(Wren 1884; Lark 1906)"),), "Wren 1884; Lark 1906"),
        ((Text(value="(Lark."), NoteCall(label="a"), Text(value=")")), "Lark."),
    ],
)
def test_a_source_line_brings_its_own_full_stop(words: Inlines, bare: str) -> None:
    assert plain(citeproc.unbracketed(words)) == bare


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("Iglesias", "García e Iglesias"),
        ("Hita", "García e Hita"),
        ("Hierro", "García y Hierro"),
        ("Luz", "García y Luz"),
    ],
)
def test_the_word_between_two_names_goes_with_the_sound_behind_it(last: str, words: str) -> None:
    authors = [{"family": name, "given": "A."} for name in ("García", last)]
    asked = CitationRequest(
        style=style(AUTHOR_DATE),
        language="es",
        quotes=("«", "»"),
        sources={"a": {"id": "a", "type": "book", "title": "Agua y ideas", "author": authors}},
        citations=(AskedCitation(citation=Citation(works=(CitedWork(key="a"),)), in_note=False),),
        works=("a",),
        pair=("y", "e"),
    )
    answer = citeproc.cite(asked)

    assert words in plain(answer.worded[0].words)
    assert "Agua y ideas" in plain(answer.works["a"])
