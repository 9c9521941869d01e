"""BibTeX files are read into the same items as sources.yaml, with their places; what is lost is told."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.load.bibtex import read_bibtex
from octavo.load.bibtex_fields import UNPRINTED, VARIABLES
from octavo.load.data_file import records_in
from octavo.load.sources import read_source
from octavo.load.yaml_nodes import MappingNode, plain
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin
from octavo.pandoc import run_pandoc
from tests.examples import examples

LIBRARY = r"""
Whatever stands between entries is passed over.
@comment{so is this}
@string{oup = "Oxford " # {University Press}}
@Book{conquest1990,
  author    = {Conquest, Robert},
  title     = "The {Great} Terror",
  subtitle  = {A Reassessment},
  publisher = oup,
  year      = 1990,
  month     = jul,
  pages     = {12--34},
  file      = {/home/me/conquest.pdf},
}
@article(kuromiya2005, author={Kuromiya, Hiroaki}, journal={Slavic Review}, number=3, date={2005-09/2006})
"""


def items(text: str, language: str = "en") -> list[Mapping[str, object]]:
    nodes, _ = read_bibtex(text, "sources.bib", language)
    values = [plain(node) for node in nodes]
    return [value for value in values if isinstance(value, dict)]


def item(fields: str, kind: str = "book", language: str = "en") -> Mapping[str, object]:
    (only,) = items(f"@{kind}{{a, {fields}}}", language)
    return only


def told(text: str) -> list[str]:
    _, warnings = read_bibtex(text, "sources.bib")
    return [str(warning).removeprefix("sources.bib:").partition(" · ")[0] for warning in warnings]


def test_entries_become_items() -> None:
    assert items(LIBRARY) == [
        {
            "id": "conquest1990",
            "type": "book",
            "author": [{"family": "Conquest", "given": "Robert"}],
            "title": "The Great terror: A reassessment",
            "title-short": "The Great terror",
            "publisher": "Oxford University Press",
            "issued": {"date-parts": [[1990, 7]]},
            "page": "12-34",
        },
        {
            "id": "kuromiya2005",
            "type": "article-journal",
            "author": [{"family": "Kuromiya", "given": "Hiroaki"}],
            "container-title": "Slavic Review",
            "issue": "3",
            "issued": {"date-parts": [[2005, 9], [2006]]},
        },
    ]
    assert told(LIBRARY) == []


def test_items_know_the_places_of_their_fields() -> None:
    nodes, _ = read_bibtex(LIBRARY, "sources.bib")

    record, faults = read_source(nodes[0])

    assert faults == ()
    assert str(record.origin) == "sources.bib:5:1"
    assert str(record.at("id")) == "sources.bib:5:7"
    assert str(record.at("publisher")) == "sources.bib:9:15"
    assert str(record.at("issued", "date-parts")) == "sources.bib:10:15"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Robert Conquest", [{"family": "Conquest", "given": "Robert"}]),
        ("Ludwig van Beethoven", [{"dropping-particle": "van", "family": "Beethoven", "given": "Ludwig"}]),
        ("von der Mühlen, Patrik", [{"dropping-particle": "von der", "family": "Mühlen", "given": "Patrik"}]),
        ("King, Jr., Martin", [{"family": "King", "given": "Martin", "suffix": "Jr."}]),
        ("{Harbour and Sons}", [{"literal": "Harbour and Sons"}]),
        ("A One and Two, B", [{"family": "One", "given": "A"}, {"family": "Two", "given": "B"}]),
        (r"Karel {\v{C}}apek", [{"family": "Čapek", "given": "Karel"}]),
        ("A One and others", [{"family": "One", "given": "A"}, {"literal": "others"}]),
        (r"\unheard{Jane} Doe", [{"family": "Doe", "given": "Jane"}]),
    ],
)
def test_names_are_divided_as_bibtex_does(written: str, meant: object) -> None:
    assert item(f"author = {{{written}}}")["author"] == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"M{\"u}hlen", "Mühlen"),
        (r"M\"uhlen", "Mühlen"),
        (r"{\'E}tude", "Étude"),
        (r"na\"{\i}ve", "naïve"),
        (r"\c{c}a va", "ça va"),
        (r"Stra\ss e", "Straße"),
        (r"\L{}\'od\'z", "Łódź"),
        (r"Smith \& Sons, 100\%", "Smith & Sons, 100%"),
        (r"Smith & Sons, 100%, #5 a_b ^c", "Smith & Sons, 100%, #5 a_b ^c"),
        ("1934--38 --- ``so''", "1934–38 — “so”"),
        ("no~break  and\n  lines", "no\N{NO-BREAK SPACE}break and lines"),
        (r"\emph{Pravda} and \textbf{Trud} and \enquote{us}", "<i>Pravda</i> and <b>Trud</b> and “us”"),
        (r"the \TeX book", "the TeXbook"),
        (r"H$_2$O, 19$^{th}$, $\alpha$-rays, $n$", "H<sub>2</sub>O, 19<sup>th</sup>, α-rays, n"),
        (r"from $5 to $6", "from $5 to $6"),
        (r"\unheard{these} words", "these words"),
    ],
)
def test_latex_becomes_text_with_the_marks_of_csl(written: str, meant: str) -> None:
    assert item(f"note = {{{written}}}")["note"] == meant


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date = {1868~}", {"date-parts": [[1868]], "circa": True}),
        ("year = {c. 1868}", {"date-parts": [[1868]], "circa": True}),
        ("year = {1931--1935}", {"date-parts": [[1931], [1935]]}),
        ("date = {-0427}", {"date-parts": [[-428]]}),
        ("date = {1990-22}", {"date-parts": [[1990]], "season": 2}),
        ("year = 1990, month = {Spring}", {"date-parts": [[1990]], "season": 1}),
        ("year = 1990, month = {July}", {"date-parts": [[1990, 7]]}),
        ("year = 1990, month = {07}", {"date-parts": [[1990, 7]]}),
        ("year = 1990, month = sep", {"date-parts": [[1990, 9]]}),
        ("date = {1990-07/..}", {"date-parts": [[1990, 7], [0]]}),
        ("year = {in press}", {"literal": "in press"}),
        ("date = {199X}", {"literal": "199X"}),
    ],
)
def test_dates_are_understood_or_stand_as_they_are_written(fields: str, issued: object) -> None:
    assert item(fields)["issued"] == issued


def test_the_case_of_a_title_follows_its_language() -> None:
    title = "title = {Wirtschaft Und {NATO} Heute}"

    assert item(title)["title"] == "Wirtschaft und NATO heute"
    assert item(f"{title}, langid = {{ngerman}}")["title"] == "Wirtschaft Und NATO Heute"
    assert item(f"{title}, language = {{German}}")["title"] == "Wirtschaft Und NATO Heute"
    assert item(title, language="de")["title"] == "Wirtschaft Und NATO Heute"
    assert item(f"{title}, language = {{English}}", language="de")["title"] == "Wirtschaft und NATO heute"


def test_a_work_takes_over_what_the_entry_says_that_it_refers_to() -> None:
    text = """
        @inproceedings{xu, author = {Xu, Li}, title = {A Paper on Wells}, crossref = {müller/99}}
        @proceedings{müller/99, title = {Proceedings of Wells}, booktitle = {P}, publisher = {Press}, year = 1999}
    """

    paper, book = items(text)

    assert (paper["id"], book["id"]) == ("xu", "müller/99")
    assert paper["container-title"] == "Proceedings of wells"
    assert paper["publisher"] == "Press"
    assert paper["issued"] == {"date-parts": [[1999]]}


@pytest.mark.parametrize(
    ("kind", "fields", "variable", "value"),
    [
        ("phdthesis", "school = {MIT}", "genre", "PhD thesis"),
        ("mastersthesis", "school = {MIT}", "genre", "Master’s thesis"),
        ("misc", "eprint = {2001.01234}, archiveprefix = {arXiv}", "URL", "https://arxiv.org/abs/2001.01234"),
        ("misc", r"howpublished = {\url{https://example.org/a_b}}", "publisher", "https://example.org/a_b"),
        ("book", "publisher = {Taylor and Francis}", "publisher", "Taylor and Francis"),
        ("book", r"url = {https://example.org/a\_b\%20c}", "URL", "https://example.org/a_b%20c"),
        ("misc", "title = {x}", "type", "document"),
        ("inreference", "title = {x}", "type", "entry-encyclopedia"),
    ],
)
def test_what_real_files_hold_is_kept(kind: str, fields: str, variable: str, value: str) -> None:
    assert item(fields, kind)[variable] == value


@pytest.mark.parametrize("year", ["n.d.", "[n. d.]", "No date", "s.a.", "o. J.", "????", "б. г."])
def test_a_work_without_a_year_has_no_date(year: str) -> None:
    assert "issued" not in item(f"year = {{{year}}}", "book")


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("@boke{a, title={x}}", ["1:1: warning OC138: the type '@boke' is not read"]),
        ("@book{a, colour={x}}", ["1:17: warning OC138: the field 'colour' is not read"]),
        ("@book{a, journal={x}, journaltitle={y}}", []),
        ("@book{a, issue={x}}", ["1:16: warning OC138: the field 'issue' of '@book' is not read"]),
        ("@book{a, file={x}, bdsk-url-1={x}, timestamp={x}}", []),
        (r"@book{a, title={\unheard{x}}}", [r"1:16: warning OC138: the LaTeX command '\unheard' is not read"]),
        (r"@book{a, title={x}, file={\unheard{x}}}", []),
        (r"@book{a, title={$\frac{1}{2}$}}", [r"1:16: warning OC138: the formula '$\frac{1}{2}$' is not read"]),
        ("@book{a, date={199X}}", ["1:15: warning OC138: the date '199X' is not read"]),
        ("@book{a, date={1990?}}", ["1:15: warning OC138: the doubt in '1990?' is not read"]),
        ("@book{a, year={in press}}", []),
        ("@book{a, year=1990, month={Michaelmas}}", ["1:27: warning OC138: the month 'Michaelmas' is not read"]),
        ("@book{a, crossref={b}}", ["1:19: warning OC138: the link to 'b' is not read"]),
        ("@book{a;b, title={x}}", ["1:7: warning OC138: the work 'a;b' is not read"]),
        (
            "@book{a, colour={x}}\n@book{b, colour={x}}\n@book{c, colour={x}}",
            ["1:17: warning OC138: the field 'colour' is not read, here and in 2 other places"],
        ),
    ],
)
def test_what_is_lost_is_told_once_for_all_places(text: str, warnings: list[str]) -> None:
    assert told(text) == warnings


KINDS = ("book", "inbook", "article", "periodical", "misc", "patent")
BESIDE = {
    "booksubtitle": "booktitle = {B}, ",
    "booktitleaddon": "booktitle = {B}, ",
    "eprint": "eprinttype = {arxiv}, ",
    "issue": "number = 2, ",
    "issuesubtitle": "issuetitle = {B}, ",
    "journalsubtitle": "journal = {B}, ",
    "mainsubtitle": "maintitle = {B}, ",
    "maintitleaddon": "maintitle = {B}, ",
}
"""What makes sense of a field that does not stand alone."""


def test_fields_become_the_variables_that_the_table_says() -> None:
    def made(*, with_it: bool) -> Mapping[str, Mapping[str, object]]:
        entries = []
        for name in VARIABLES:
            beside = BESIDE.get(name, "") + ("" if name == "title" else "title = {A}, ")
            value = "german" if "lang" in name or name == "hyphenation" else "1990"
            tried = f"{name} = {{{value}}}" if with_it else ""
            entries += [f"@{kind}{{{name}:{kind}, {beside}{tried}}}" for kind in KINDS]
        return {str(each["id"]): each for each in items("\n".join(entries))}

    less = made(with_it=False)
    changed: dict[str, set[str]] = {name: set() for name in VARIABLES}
    for key, each in made(with_it=True).items():
        changed[key.partition(":")[0]] |= {name for name in each if each[name] != less[key].get(name)}

    assert [name for name, variables in VARIABLES.items() if changed[name].isdisjoint(variables)] == []


@pytest.mark.parametrize("name", ["file", "timestamp", "owner", "groups", "bibsource", "date-added", "sortname", "__x"])
def test_pandoc_has_no_use_for_what_is_left_out_in_silence(name: str) -> None:
    made = json.loads(run_pandoc(["--from=biblatex", "--to=csljson"], f"@book{{a, {name} = {{x}}}}"))

    assert UNPRINTED.fullmatch(name)
    assert made == [{"id": "a", "type": "book"}]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("@book{", "1:7: error OC101: this cannot be read: 'a key' should stand here"),
        ("@book{a\n, title", "2:8: error OC101: this cannot be read: '=' should stand here"),
        ("@book{a, title = }", "1:18: error OC101: this cannot be read: a value should stand here"),
        ("@book{a, title = {x", "1:18: error OC101: this cannot be read: this value is not closed"),
        ('@book{a, title = "x}"}', "1:18: error OC101: this cannot be read: this value is not closed"),
        ("@book{a, title = {x}", "1:21: error OC101: this cannot be read: a field or '}' should stand here"),
        ("@book{a, title = oup}", "1:18: error OC101: this cannot be read: there is no @string 'oup'"),
        ("@book{a, title={x}, Title={y}}", "1:21: error OC108: the key 'Title' stands here twice"),
        (
            "@book{a, title=" + "{" * 30 + "}" * 30 + "}",
            "1:37: error OC101: this cannot be read: more than 20 braces stand in each other",
        ),
        (
            '@string{a0 = "' + "a" * 60_000 + '"}\n@string{a1 = a0 # a0}',
            "2:14: error OC101: this cannot be read: the values up to here have more than 100,000 characters",
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault_at_its_place(text: str, fault: str) -> None:
    with pytest.raises(Faulty) as caught:
        read_bibtex(text, "sources.bib")

    assert str(caught.value.diagnostics[0]).startswith(f"sources.bib:{fault}")


def test_strings_cannot_multiply_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.load.bibtex_syntax.TOGETHER", 1_000)
    text = '@string{a = "' + "a" * 400 + '"}\n' + "@book{b, title = a}\n" * 3

    with pytest.raises(Faulty, match=r"sources\.bib:4:1: error OC101: .* more than 1,000 characters"):
        read_bibtex(text, "sources.bib")


def test_a_library_may_hold_works_that_no_text_uses() -> None:
    records, _ = records_in("sources.bib", b"@book{a, title = {x}}", Origin("sources.bib"), "en")

    assert [record.value.may_be_unused for record in records] == [True]


def test_records_are_valid_sources(tmp_path: Path) -> None:
    text = "@misc{a, title = {x}, author = {Doe, Jane}, month = 13, year = 1990}"
    tmp_path.joinpath("sources.bib").write_text(text, encoding="utf-8")

    _, faults = records_in("sources.bib", text.encode(), Origin("sources.bib"), "en")

    assert [str(fault).partition(" · ")[0] for fault in faults] == [
        "sources.bib:1:64: error OC103: 13 does not fit here: a month of 1 to 12 is needed"
    ]


PIECES = [
    *"@{}(),=#\"\\ \n-a'~$%^_&",
    "@book{a,",
    "author=",
    "year=",
    "1990",
    "\\'e",
    "\\emph{",
    " and ",
    "crossref={a},",
]


@settings(deadline=None, max_examples=examples(30))
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_gives_items_or_diagnostics(pieces: list[str]) -> None:
    with suppress(Faulty):
        nodes, _ = read_bibtex("".join(pieces), "sources.bib")
        assert all(isinstance(plain(node), dict) for node in nodes)


@settings(deadline=None, max_examples=examples(30))
@given(st.text(st.sampled_from("\\{}$%^_&#~\"'a1 -\n"), max_size=30))
def test_any_value_gives_an_item(value: str) -> None:
    with suppress(Faulty):
        assert len(items(f"@book{{a, note = {{{value}}}, title = {{kept}}}}\n@book{{b, title = {{kept}}}}")) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("@book{a, crossref={a}, title={A}}", 1),
        ("@book{a, crossref={b}}\n@book{b, crossref={a}}", 2),
        ("@book{a, xdata={b}}\n@xdata{b, xdata={c}}\n@xdata{c, crossref={b}}", 2),
    ],
)
def test_a_link_that_leads_back_to_its_own_work_is_told_before_pandoc_follows_it(text: str, count: int) -> None:
    with pytest.raises(Faulty) as caught:
        read_bibtex(text, "sources.bib")

    assert [each.code for each in caught.value.diagnostics] == ["OC101"] * count
    assert all("leads back to its own work" in each.message for each in caught.value.diagnostics)


def test_a_file_without_any_work_is_told() -> None:
    with pytest.raises(Faulty) as caught:
        read_bibtex("<html>not a bibliography</html>", "sources.bib")

    assert str(caught.value.diagnostics[0].origin) == "sources.bib:1:1"
    assert read_bibtex("% nothing yet\n@comment{x}\n", "sources.bib") == ((), ())
    assert read_bibtex("% Encoding: UTF-8\n\n", "sources.bib") == ((), ())


def test_signs_that_pandoc_drops_are_kept_by_their_commands() -> None:
    text = r"@misc{a, title = {{1914\textemdash 1918 {\texttimes} 3\textperthousand{} {\th}orn\ng}}, year = 1990}"
    ((item,), warnings) = read_bibtex(text, "s.bib")

    assert isinstance(item, MappingNode)
    assert plain(item.entries["title"]) == "1914—1918 × 3‰ þornŋ"
    assert not warnings
