"""Dates in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from octavo.load.dates import parse_date
from octavo.load.files import read_folder
from octavo.load.language import language_in
from octavo.model.dates import Day, HistoricalDate, Moment, Precision
from octavo.model.records import Person
from octavo.resolve.dates import date_words, life_words, old_style_words, year_heading
from tests.unit.resolve.factory import ENGLISH, dated, day, record

ROOT = Path(__file__).parents[3]
LANGUAGES, _ = read_folder(ROOT / "templates" / "languages", root=ROOT)

DECADE = Moment(earliest=Day(1930, 1, 1), latest=Day(1939, 12, 31), precision=Precision.DECADE)
CENTURY = Moment(earliest=Day(1900, 1, 1), latest=Day(1999, 12, 31), precision=Precision.CENTURY)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (dated(day(1934, 12, 1)), "1 December 1934"),
        (dated(day(1934, 12)), "December 1934"),
        (dated(day(1934)), "1934"),
        (dated(day(1868, about=True)), "c. 1868"),
        (dated(day(1868, unsure=True)), "1868?"),
        (dated(DECADE), "1930s"),
        (dated(CENTURY), "20th century"),
        (dated(), "date not known"),
        (dated(day(1938, 3, 2), day(1938, 3, 13), period=True), "2\u2060–\u206013 March 1938"),
        (dated(day(1937, 7, 31), day(1937, 8, 5), period=True), "31 July\u00a0– 5 August 1937"),
        (dated(day(1931, 11), day(1933, 8), period=True), "November 1931\u00a0– August 1933"),
        (dated(day(1937, 8), day(1937, 11), period=True), "August\u2060–\u2060November 1937"),
        (dated(day(1934), day(1938), period=True), "1934\u2060–\u20601938"),
        (dated(day(1934, 12, 1), day(1935), period=True), "1 December 1934\u00a0– 1935"),
        (dated(day(1940, 2, 4), day(1940, 2, 6)), "4 or 6 February 1940"),
        (dated(day(1940), day(1941)), "1940 or 1941"),
        (dated(day(1938, 3, 2, about=True), day(1938, 3, 13), period=True), "c. 2 March 1938\u00a0– 13 March 1938"),
    ],
)
def test_a_date_is_written_as_a_historian_writes_it(value: HistoricalDate, words: str) -> None:
    assert date_words(value, ENGLISH) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (dated(day(1934, 12, 1)), "1 December"),
        (dated(day(1934, 12)), "December"),
        (dated(day(1934)), "1934"),
        (dated(day(1934, 12, 1), day(1935, 1, 2), period=True), "1 December 1934\u00a0– 2 January 1935"),
        (dated(day(1934, 12, 1), day(1934, 12, 5), period=True), "1\u2060–\u20605 December"),
    ],
)
def test_under_the_head_of_its_year_a_date_does_without_the_year(value: HistoricalDate, words: str) -> None:
    assert date_words(value, ENGLISH, within=1934) == words


def test_languages_may_put_the_month_first() -> None:
    american = replace(ENGLISH, code="en-US", date_format="MMMM d, y")

    assert date_words(dated(day(1934, 12, 1)), american) == "December 1, 1934"
    assert date_words(dated(day(1934, 12)), american) == "December 1934"
    assert date_words(dated(day(1934, 12, 1)), american, within=1934) == "December 1"
    spread = dated(day(1938, 3, 2), day(1938, 3, 13), period=True)
    assert date_words(spread, american) == "March 2\u2060–\u206013, 1938"
    assert date_words(dated(day(1940, 2, 4), day(1940, 2, 6)), american) == "February 4 or 6, 1940"
    longer = dated(day(1937, 7, 31), day(1937, 8, 5), period=True)
    assert date_words(longer, american) == "July 31\u00a0– August 5, 1937"
    three = dated(day(1940, 2, 4), day(1940, 2, 5), day(1940, 2, 6))
    assert date_words(three, american) == "February 4, 1940, February 5, 1940 or February 6, 1940"
    assert date_words(three, ENGLISH) == "4, 5 or 6 February 1940"


def test_a_month_that_stands_alone_is_in_the_nominative() -> None:
    ukrainian = replace(ENGLISH, code="uk")

    assert date_words(dated(day(1933, 3)), ukrainian) == "березень 1933"
    assert date_words(dated(day(1933, 3, 8)), ukrainian) == "8 березня 1933"


def test_the_old_style_date_stands_beside_the_new() -> None:
    old = dated(day(1905, 12, 24))
    new = dated(day(1906, 1, 6), old_style=old)

    assert old_style_words(new, ENGLISH) == "24 December 1905"
    assert old_style_words(new, ENGLISH, within=1905) == "24 December"
    assert old_style_words(old, ENGLISH) == ""


@pytest.mark.parametrize(
    ("born", "died", "words"),
    [
        (dated(day(1886, 3, 27)), dated(day(1934, 12, 1)), "1886\u2060–\u20601934"),
        (dated(day(1886)), None, "b. 1886"),
        (None, dated(day(1934)), "d. 1934"),
        (dated(day(1868, about=True)), dated(day(1934)), "c. 1868\u2060–\u20601934"),
        (dated(day(1885), day(1886)), dated(day(1940, 2, 4), day(1940, 2, 6)), "1885 or 1886\u2060–\u20601940"),
        (dated(), dated(), "dates not known"),
        (None, None, "dates not known"),
    ],
)
def test_a_life_is_given_in_years(born: HistoricalDate | None, died: HistoricalDate | None, words: str) -> None:
    dates = {("born", "date"): born, ("died", "date"): died}
    who = record(Person(id="x", name="X"), dates={path: value for path, value in dates.items() if value})

    assert life_words(who, ENGLISH) == words


def test_an_event_is_filed_under_the_earliest_year_it_may_have() -> None:
    assert year_heading(dated(day(1934, 12, 1), day(1935), period=True), ENGLISH) == "1934"
    assert year_heading(dated(), ENGLISH) == ""
    assert year_heading(parse_date("-0043-03-15"), ENGLISH) == "44 BC"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1990/..", "from 1990"),
        ("../1850-06", "until June 1850"),
        ("1990~/..", "from c. 1990"),
        ("1985/", "1985|–|?"),
        ("/1985-04", "?|–|April 1985"),
        ("[1934..1936]", "between 1934 and 1936"),
        ("[..1936]", "1936 or before"),
        ("[1936-05..]", "May 1936 or after"),
        ("[1930, 1934..1936]", "1930, 1934, 1935 or 1936"),
        ("00XX", "1st century"),
        ("01XX", "2nd century"),
        ("02XX", "3rd century"),
        ("10XX", "11th century"),
        ("11XX", "12th century"),
        ("12XX", "13th century"),
        ("19XX", "20th century"),
        ("20XX", "21st century"),
        ("21XX~", "c. 22nd century"),
        ("190X", "1900s"),
        ("000X", "1|–|9"),
        ("-004X", "50|–|41 BC"),
        ("-00XX", "1st century BC"),
        ("-01XX", "2nd century BC"),
        ("0000", "1 BC"),
        ("0476-09-04", "4 September 476"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0043-02", "February 44 BC"),
        ("-0427", "428 BC"),
        ("-0427~", "c. 428 BC"),
        ("-0427?", "428 BC?"),
        ("-0427/-0347", "428|–|348 BC"),
        ("-0062-09-23/0014-08-19", "23 September 63 BC_– 19 August 14 AD"),
        ("-0026/0014", "27 BC|–|14 AD"),
        ("[-0043,-0042]", "44 or 43 BC"),
        ("-0043-03-15/-0043-03-17", "15|–|17 March 44 BC"),
        ("1932-21", "spring 1932"),
        ("1932-22", "summer 1932"),
        ("1932-23~", "c. autumn 1932"),
        ("-0043-24", "winter 44 BC"),
        ("1932-22/1933-21", "summer 1932_– spring 1933"),
        ("Y-17000", "17001 BC"),
        ("Y12000", "12000"),
        ("1985-04-12T23:20:30Z", "12 April 1985, 23:20:30 UTC"),
        ("1985-04-12T09:00:00-05:00", "12 April 1985, 09:00:00 UTC−05:00"),
        ("1985-04-12T09:00:00", "12 April 1985, 09:00:00"),
        ("2004-02-29", "29 February 2004"),
    ],
)
def test_each_form_of_edtf_has_its_words(edtf: str, words: str) -> None:
    printed = date_words(parse_date(edtf), ENGLISH)

    assert printed.replace("\u2060", "|").replace("\u00a0", "_") == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("19XX", "XX ст."),
        ("-04XX", "V ст. до н. е."),
        ("193X", "1930-ті"),
        ("194X", "1940-ві"),
        ("1932-22", "літо 1932 р."),
        ("1990/..", "від 1990"),
        ("-0043-03-15", "15 березня 44 р. до н. е."),
    ],
)
def test_ukrainian_has_forms_of_its_own(edtf: str, words: str) -> None:
    assert date_words(parse_date(edtf), language_in("uk", LANGUAGES)[0]).replace("\u00a0", " ") == words


def test_the_years_of_a_life_may_be_before_christ_or_open() -> None:
    def life(**dates: str) -> str:
        who = record(Person(id="x", name="X"), dates={(key, "date"): parse_date(text) for key, text in dates.items()})
        return life_words(who, ENGLISH).replace("\u2060", "")

    assert life(born="-0099-07-12", died="-0043-03-15") == "100 BC–44 BC"
    assert life(born="-0062", died="0014") == "63 BC–14"
    assert life(born="[..1850]", died="1900-22") == "1850 or before–1900"


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("d 'de' MMMM 'de' y", ("2 de March", "2\u2060–\u20604 de March de 1940")),
        ("d MMMM y 'г'.", ("2 March", "2\u2060–\u20604 March 1940 г.")),
    ],
)
def test_words_of_a_date_go_with_the_year_that_they_belong_to(pattern: str, wanted: tuple[str, str]) -> None:
    language = replace(ENGLISH, date_format=pattern)
    spread = dated(day(1940, 3, 2), day(1940, 3, 4), period=True)

    assert (date_words(dated(day(1940, 3, 2)), language, within=1940), date_words(spread, language)) == wanted


@pytest.mark.parametrize(
    ("code", "edtf", "words"),
    [
        ("fr", "1934-05-01", "1er mai 1934"),
        ("fr", "1934-05-11", "11 mai 1934"),
        ("fr", "1934-05-01/1934-05-03", "1er|–|3 mai 1934"),
        ("fr", "1934-05-01/..", "depuis le 1er mai 1934"),
        ("fr", "../1934-05", "jusqu’en mai 1934"),
        ("fr", "../18XX", "jusqu’au XIXe siècle"),
        ("de", "193X/..", "ab den 1930er Jahren"),
        ("es", "../1934-05-02", "hasta el 2 de mayo de 1934"),
        ("it", "1934-05/..", "da maggio 1934"),
        ("fr", "18XX", "XIXe siècle"),
        ("fr", "00XX", "Ier siècle"),
        ("it", "1934-05-01", "1º maggio 1934"),
        ("es", "1934-05-01", "1 de mayo de 1934"),
        ("pl", "193X", "lata 30. XX w."),
        ("pl", "190X", "pierwsza dekada XX w."),
        ("es", "[1934-09,1934-10]", "septiembre u octubre de 1934"),
        ("es", "1934-09/1934-10", "septiembre|–|octubre de 1934"),
        ("es", "[1934-05-07,1934-05-08]", "7 u 8 de mayo de 1934"),
        ("es", "[1934-05-01,1934-05-02]", "1 o 2 de mayo de 1934"),
        ("ru", "1934-21", "весна 1934 г."),
    ],
)
def test_a_language_has_its_own_way_with_dates(code: str, edtf: str, words: str) -> None:
    language = language_in(code, LANGUAGES)[0]
    told = date_words(parse_date(edtf), language).replace("\u00a0", " ").replace("\u2060", "|")

    assert told == words
