"""Typed text becomes typographic."""

import unicodedata
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.markdown import parse_blocks
from octavo.model import inlines, prose
from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.inlines import Break, Code, Emphasis, Inlines, Link, NoteCall, PersonLink, Span, Strong, Text
from octavo.model.language import Language, Quotes
from octavo.model.origin import Origin
from octavo.model.prose import Paragraph
from octavo.model.query import plain
from octavo.model.records import Column, FigureData, MarkdownText, TableFigure
from octavo.model.selection import WHOLE
from octavo.resolve.book import join
from octavo.resolve.typography import Compositor, compositor_of, set_typography, typography_of
from tests.unit.resolve.factory import ENGLISH, chapter, line, numbered, p, publication, resolved, t


def rules_for(language: Language = ENGLISH, **settings: object) -> Compositor:
    book = replace(publication(settings=settings), language=language)
    return compositor_of(typography_of(book))


def parsed(words: str) -> Inlines:
    """Return the inlines of a paragraph in Markdown."""
    blocks, diagnostics = parse_blocks(words, Origin("a.md", 1, 1))
    (paragraph,) = blocks
    assert isinstance(paragraph, Paragraph)
    assert not diagnostics
    return paragraph.children


BRITISH = rules_for(hyphenation_exceptions=("re-pres-en-ta-tives", "light-house"))
AMERICAN = rules_for(
    replace(ENGLISH, code="en-US", date_format="MMMM d, y", quotes=Quotes(outer=("“", "”"), inner=("‘", "’"))),
    dashes="em",
)
GERMAN = rules_for(
    replace(ENGLISH, code="de", date_format="d. MMMM y", quotes=Quotes(outer=("„", "“"), inner=("‚", "‘")))
)

NB, WJ, HAIR, SOFT = "\u00a0", "\u2060", "\u200a", "\u00ad"


def shown(words: str) -> str:
    """Make the invisible visible: no-break space ``_``, word joiner ``|``, hair space ``^``, soft hyphen ``~``."""
    return words.replace(NB, "_").replace(WJ, "|").replace(HAIR, "^").replace(SOFT, "~")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "no".', "He said ‘no’."),
        ("He said 'no'.", "He said ‘no’."),
        ("\"She said 'no' to him\"", "‘She said “no” to him’"),
        ("\"'No', she said\"", "‘^“No”, she said’"),
        ("\"She said 'no'\"", "‘She said “no”^’"),
        ("don't, the workers' rights, Stalin's", "don’t, the workers’ rights, Stalin’s"),
        ("the '30s and '37 and 'tis", "the ’30s and ’37 and ’tis"),
        ("'37 per cent' of them", "‘37_per cent’ of them"),
        ('"the \'30s"', "‘the ’30s’"),
        ('("enemies") ["of"]', "(‘enemies’) [‘of’]"),
        ('the word--"enemy"--was new', "the word|–‘enemy’|–was new"),
        ('anti-"kulak" measures', "anti-‘kulak’ measures"),
        ('left/"right"', "left/‘right’"),
        ('"Unfinished', "‘Unfinished"),
        ('and finished."', "and finished.’"),
        ('He asked: "Why?" "Because."', "He asked: ‘Why?’ ‘Because.’"),
        ('"First," he said, "second."', "‘First,’ he said, ‘second.’"),
        ('"a "b" c"', "‘a “b” c’"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("5' 11'' tall, a 7'' disc, 7.5''; N 51° 30' 26''", "5′ 11″ tall, a 7″ disc, 7.5″; N 51° 30′ 26″"),
        ("the letters 's' and 't', 's-Gravenhage", "the letters ‘s’ and ‘t’, ’s-Gravenhage"),
        ("‘typed’ and “typed”", "‘typed’ and “typed”"),
        ('‘it’s typed’ and "straight"', "‘it’s typed’ and ‘straight’"),
    ],
)
def test_straight_quotes_become_quotation_marks_by_depth(typed: str, printed: str) -> None:
    assert shown(BRITISH.set_words(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "no" and "yes, \'really\'".', "He said “no” and “yes, ‘really’^”."),
        ("a word -- a remark -- a word", "a word|—a remark|—a word"),
        ("a word --- a remark---a word", "a word|—a remark|—a word"),
        ("1934--38", "1934|–|38"),
        ("November 1931 – August 1933", "November 1931_– August 1933"),
    ],
)
def test_another_language_and_another_dash_have_their_own_marks(typed: str, printed: str) -> None:
    assert shown(AMERICAN.set_words(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("'s ist Hans' Buch", "’s ist Hans’ Buch"),
        ("Er hat 'ne Uhr, das ist Klaus' Uhr", "Er hat ’ne Uhr, das ist Klaus’ Uhr"),
        ("siehe 'S. 12'", "siehe „S. 12“"),
    ],
)
def test_german_apostrophes_open_no_quotation(typed: str, printed: str) -> None:
    assert shown(GERMAN.set_words(typed)) == printed


def test_german_marks_open_below_the_line() -> None:
    assert (
        GERMAN.set_words("Er sagte: \"Das ist 'gut', wie's scheint.\"") == "Er sagte: „Das ist ‚gut‘, wie’s scheint.“"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("every fortnight -- in winter", "every fortnight_– in winter"),
        ("every fortnight---in winter", "every fortnight_– in winter"),
        ("every fortnight — in winter", "every fortnight_— in winter"),
        ("every fortnight – in winter", "every fortnight_– in winter"),
        ('"I thought---"', "‘I thought_–’"),
        ("--- Ada Wren", "– Ada Wren"),
        ('she said "no"---and left', "she said ‘no’_– and left"),
        ("———. 2008", "———. 2008"),
        ("1934--38, 1934-38, 1878--1942", "1934|–|38, 1934|–|38, 1878|–|1942"),
        ("1934–38", "1934|–|38"),
        ("pp. 41--42", "pp._41|–|42"),
        ("January--March 1935", "January|–March 1935"),
        ("the Molotov--Ribbentrop pact", "the Molotov|–Ribbentrop pact"),
        ("1934-12-01, article 58-10, order 00-447, 2024-01", "1934-12-01, article 58-10, order 00-447, 2024-01"),
        ("1937-38 and 1999-2000", "1937|–|38 and 1999|–|2000"),
        ("1935--", "1935|–"),
        ("well-known", "well-known"),
        ("and so on... [...] or", "and so on… […] or"),
        ("-5 degrees, (-3)", "−5 degrees, (−3)"),
        ("run it with --strict", "run it with --strict"),
    ],
)
def test_dashes_are_set_as_the_book_has_them(typed: str, printed: str) -> None:
    assert shown(BRITISH.set_words(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("p. 12 and pp. 3, c. 1868, No. 447", "p._12 and pp._3, c._1868, No._447"),
        ("etc. and so on", "etc. and so on"),
        ("J. V. Stalin", "J._V._Stalin"),
        ("12 km and 5 per cent", "12_km and 5_per cent"),
        ("many km", "many km"),
        ("p.\n12", "p._12"),
    ],
)
def test_lines_do_not_end_where_a_reader_would_stumble(typed: str, printed: str) -> None:
    assert shown(BRITISH.set_words(typed)) == printed


@pytest.mark.parametrize(
    ("compositor", "typed", "printed"),
    [
        (BRITISH, "17 November 1938 and 2--13\nMarch", "17_November 1938 and 2|–|13_March"),
        (BRITISH, "in 1938 May, at 19.30 May", "in 1938 May, at 19.30 May"),
        (BRITISH, "November 1938, 12 Mayflowers, May 7", "November 1938, 12 Mayflowers, May 7"),
        (AMERICAN, "November 17, 1938, in May 1938", "November_17, 1938, in May 1938"),
        (GERMAN, "am 17. November 1938", "am 17._November 1938"),
    ],
)
def test_a_day_stays_with_its_month(compositor: Compositor, typed: str, printed: str) -> None:
    assert shown(compositor.set_words(typed)) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("what it was.", "what it_was."),
        ("what it\nwas.", "what it_was."),
        ("what it meant.", "what it meant."),
        ("told (Adler 2002; Marsh 1901b).", "told (Adler 2002; Marsh_1901b)."),
        ("told (Northumb 1901).", "told (Northumb 1901)."),
    ],
)
def test_a_last_line_holds_more_than_a_little_word(typed: str, printed: str) -> None:
    before = "Nobody who stood there on that evening, wet and cold, had asked "

    assert shown(plain(BRITISH.set(line(before, typed), "prose"))) == before + printed
    assert shown(BRITISH.set_words(before + typed)) == before + typed
    assert plain(BRITISH.set(line(typed), "prose")) == typed


def test_words_of_the_exceptions_are_divided_in_running_text_only() -> None:
    typed = line("The Representatives of the lighthouse and lighthouses")

    assert shown(plain(BRITISH.set(typed, "prose"))) == "The Re~pres~en~ta~tives of the light~house and lighthouses"
    assert BRITISH.set(typed, "heading") == typed


def test_quotations_that_nothing_closes_are_read_to_the_end() -> None:
    assert len(shown('"a ' * 4_000).split()) == 4_000


def test_a_quotation_may_begin_in_one_place_of_the_tree_and_end_in_another() -> None:
    typed = line(
        'He wrote "',
        Emphasis(children=line("no 'retreat'")),
        ' and "',
        Link(children=line("no"), url="https://example.org"),
        '"',
        NoteCall(label="1"),
        '." ',
        PersonLink(person="x", children=line("Stalin")),
        "'s word",
    )

    printed = BRITISH.set(typed, "prose")

    assert plain(printed) == "He wrote ‘no “retreat” and “no”.’ Stalin’s word"
    assert isinstance(printed[1], Emphasis)
    assert plain(printed[1].children) == "no “retreat”"


def test_dashes_see_across_the_tree_too() -> None:
    typed = line(Emphasis(children=line("Pravda")), "---", Strong(children=line("the paper")), " 1934", "--", "38")

    assert shown(plain(BRITISH.set(typed, "prose"))) == "Pravda_– the paper 1934|–|38"


def test_code_and_addresses_stay_as_typed() -> None:
    code = Code(value='"a" -- b...')
    typed = line("See ", code, ' or https://example.org/1934-38/it\'s--so "there".')
    printed = BRITISH.set(typed, "prose")

    assert printed[1] == code
    assert plain(printed[2:]) == " or https://example.org/1934-38/it's--so ‘there’."


def test_a_quotation_mark_beside_code_knows_its_side() -> None:
    assert plain(BRITISH.set(line('the "', Code(value="x"), '" key'))) == "the ‘x’ key"


def test_a_line_break_of_the_author_begins_a_new_line() -> None:
    typed = line("one", Break(), '"two"', Break(), "--- three")

    assert plain(BRITISH.set(typed)) == "one ‘two’ – three"


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("fr", 'un "mot" d\'ami', "un «_mot_» d’ami"),
        ("uk", '"так" і п\'ять', "«так» і п’ять"),
        ("de-AT", "\"so 'was'\"", "„so ‚was‘^“"),
        ("tlh", '"nuqneH \'ej"', "‘nuqneH ’ej’"),
    ],
)
def test_text_in_another_language_has_the_marks_of_that_language(language: str, typed: str, printed: str) -> None:
    stretch = Span(children=line(typed), language=language)
    same = Span(children=line('"x"'), language="en-US")

    printed = printed.replace("^", "")
    assert shown(plain(BRITISH.set(line('He said "', stretch, '" and "', same, '"')))) == (
        f"He said ‘{'^' * (printed[0] == '‘')}{printed}’ and ‘^“x”^’"
    )
    assert shown(plain(BRITISH.set(line(typed), language=language))) == printed


SPANISH = rules_for(
    replace(ENGLISH, code="es", quotes=Quotes(outer=("«", "»"), inner=("“", "”"))), dashes="attached-em"
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("más --o eso dicen-- y ya", "más —|o eso dicen|— y ya"),
        ("más ---o eso dicen---, y", "más —|o eso dicen|—, y"),
        ("más —o eso dicen— y", "más —|o eso dicen|— y"),
        ("--Hola --dijo Ana--. ¿Vienes?", "—|Hola —|dijo Ana|—. ¿Vienes?"),
        ('(--"no"--) y -- así', "(—|«no»|—) y_— así"),
        ("1934-38, a---b, -5", "1934|–|38, a_— b, −5"),
    ],
)
def test_spanish_dashes_stand_at_what_they_part_off(typed: str, printed: str) -> None:
    assert shown(plain(SPANISH.set(SPANISH.set(parsed(typed))))) == printed


FRENCH = rules_for(
    replace(
        ENGLISH,
        code="fr",
        quotes=Quotes(outer=("«\u00a0", "\u00a0»"), inner=("“", "”")),
        spaces_before={"!": "\u202f", "?": "\u202f", ";": "\u202f", ":": "\u00a0"},
    )
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Il en veut plus; moi aussi.", "Il en veut plus,; moi aussi."),
        ("Il en veut plus ; moi aussi !", "Il en veut plus,; moi aussi,!"),
        ('"Quoi?!" dit-il: rien...', "«_Quoi,?!_» dit-il_: rien…"),
        ("« Quoi ? », dit-*elle* : rien", "«_Quoi,?_», dit-elle_: rien"),
        ("à 12:30, voir https://example.org/a?b;c : bien", "à 12:30, voir https://example.org/a?b;c_: bien"),
        ("un :-) et ::a, Cie:Ltd, (?) et !", "un :-) et ::a, Cie:Ltd, (?) et,!"),
        ("`a`: de ce $n$ ;", "a_: de ce n,;"),
    ],
)
def test_french_has_spaces_before_its_signs(typed: str, printed: str) -> None:
    twice = FRENCH.set(FRENCH.set(parsed(typed)))

    assert plain(twice).replace("\u202f", ",").replace(NB, "_") == printed
    assert "\u202f" not in plain(BRITISH.set(parsed(typed)))


def test_what_is_escaped_stays_as_typed() -> None:
    typed = parsed('He\\\'s 5\\\' 11\\"; 1934\\-38, so \\-\\- so\\.\\.\\. \\-5; &quot;a&quot; "b"')

    assert plain(BRITISH.set(typed, "prose")) == 'He\'s 5\' 11"; 1934-38, so -- so... -5; "a" ‘b’'


def test_tables_of_data_are_set_and_charts_are_not_touched() -> None:
    from octavo.resolve.typography import _set_record

    data = FigureData(columns=(Column(name="year's"),), rows=(("1934-38",), (3,), (None,)), totals=("all -- 3",))
    figure = TableFigure(id="x", kind="table", title=MarkdownText(""), data=data)
    printed = _set_record(figure, BRITISH)

    assert isinstance(printed, TableFigure)
    assert printed.data.columns[0].label == "year’s"
    assert printed.data.rows == (("1934⁠–⁠38",), (3,), (None,))
    assert shown(str(printed.data.totals[0])) == "all_– 3"


SIGNS = st.sampled_from(
    [*"abcS 19.,;:!?()[]-–—'\"‘’“”…\n", "--", "---", "...", "p. ", "1934-38", " -- ", "'30s", NB, WJ]
)
WORDS = st.lists(SIGNS, max_size=24).map("".join)


@st.composite
def runs_of_inlines(draw: st.DrawFn) -> Inlines:
    """Return text, some of it in emphasis, links and spans of another language."""
    pieces: list[Text | Emphasis | Span | Break | Code] = []
    for words in draw(st.lists(WORDS, max_size=5)):
        wrap = draw(st.sampled_from(["text", "emphasis", "span", "break", "code"]))
        match wrap:
            case "emphasis":
                pieces.append(Emphasis(children=(t(words),)))
            case "span":
                pieces.append(Span(children=(t(words),), language="fr"))
            case "break":
                pieces.append(Break())
            case "code":
                pieces.append(Code(value=words))
            case _:
                pieces.append(t(words))
    return tuple(pieces)


BOOKS = {"british": BRITISH, "american": AMERICAN, "german": GERMAN}


@pytest.mark.parametrize("book", sorted(BOOKS))
@given(typed=runs_of_inlines())
def test_doing_it_twice_is_doing_it_once(book: str, typed: Inlines) -> None:
    once = BOOKS[book].set(typed, "prose")

    assert BOOKS[book].set(once, "prose") == once


@given(typed=runs_of_inlines())
def test_no_letter_or_figure_is_ever_changed(typed: Inlines) -> None:
    printed = BRITISH.set(typed, "prose")

    def letters(inlines: Inlines) -> str:
        return "".join(sign for sign in plain(inlines) if unicodedata.category(sign)[0] in "LN")

    assert letters(printed) == letters(typed)
    assert [type(each) for each in printed] == [type(each) for each in typed]


def test_a_section_is_set_from_itself_and_the_typography_alone() -> None:
    book = publication(chapter("one", p("It's --- so.")), chapter("two", p("No 'no'.")), settings={"dashes": "em"})
    (joined,) = join(book, [WHOLE], numbered(book))

    assert [set_typography(each, typography_of(book)) for each in joined.sections] == list(resolved(book).sections)


def test_a_section_shows_all_that_counts() -> None:
    """What is remembered of a section goes by what it shows: only turns of texts are hidden, and are done with."""
    hidden = {
        (kind.__name__, field.name)
        for kind in (*vars(inlines).values(), *vars(prose).values())
        if isinstance(kind, type) and is_dataclass(kind)
        for field in fields(kind)
        if not field.repr
    }
    assert hidden == {("Text", "turns")}
    assert all(field.repr for kind in (Section, EntryGroup, Entry) for field in fields(kind))
