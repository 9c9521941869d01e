"""Records are strict, tell every fault at its place, and carry what their texts and dates mean."""

import pickle

import pytest

from octavo.jobs.values import Digester
from octavo.load.ids import repeated_ids
from octavo.load.records import read_figure, read_record, read_register
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import Node
from octavo.model import limits
from octavo.model.book import Record
from octavo.model.diagnostics import Faulty, fault
from octavo.model.inlines import Emphasis, Text
from octavo.model.language import Language
from octavo.model.origin import Origin
from octavo.model.prose import Paragraph
from octavo.model.records import BookSettings, ChartFigure, Event, FigureData, ImageFigure, Person, TableFigure, Term
from octavo.render.numerals import column
from octavo.render.template_context import Words
from tests.unit.render.factory import language

PERSON = "id: kirov\nname: Sergei Kirov\n"
SETTINGS = 'title: a\nlanguage: en-GB\nversion: 1.0.0\nreleased: "2026-11-24"\n'
CHART = "id: lamp\nkind: chart\ntitle: Lamp\ndata: {columns: [{name: x}], rows: [[1]]}\nchart: {mark: bar}\n"


def node(text: str) -> Node:
    return read_yaml(text, "a.yaml")


def faults(text: str, shape: type) -> list[str]:
    with pytest.raises(Faulty) as caught:
        read_record(node(text), shape)
    return [str(each).removeprefix("a.yaml:").replace(" error ", " ") for each in caught.value.diagnostics]


def figure_faults(text: str) -> list[str]:
    with pytest.raises(Faulty) as caught:
        read_figure(node(text))
    return [f"{each.origin.line} {each.code}" for each in caught.value.diagnostics]


def person(text: str) -> Record[Person]:
    return read_record(node(text), Person)[0]


def test_keys_have_hyphens_and_values_keep_their_types() -> None:
    record = person(PERSON + "original-language: ru\nprint: false\nroles:\n- {role: secretary, dates: 1926–34}\n")

    assert record.value.original_language == "ru"
    assert record.value.print is False
    assert record.value.roles[0].dates == "1926–34"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PERSON + "nameo: x\n", "3:1: OC102: unknown key 'nameo' · did you mean 'name'?"),
        (PERSON + "see_also: []\n", "3:1: OC102: unknown key 'see_also' · remove it, or use one of: born, died"),
        ("id: a\nnam: b\n", "2:1: OC102: unknown key 'nam' · did you mean 'name'?"),
        ("id: a\n", "1:1: OC104: the key 'name' is missing · add it"),
        (PERSON + "born: {place: Urzhum}\n", "3:7: OC104: the key 'date' is missing · add it"),
        (PERSON + "born: {date: 1886, old_style: 1886}\n", "3:20: OC102: unknown key 'old_style' · did you mean"),
    ],
)
def test_keys_are_strict(text: str, told: str) -> None:
    assert any(each.startswith(told) for each in faults(text, Person))


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        (PERSON + "sort: 1886\n", "3:7", "1886 does not fit here: text is needed, so put it in quotes"),
        (PERSON + "sort:\n", "3:6", "an empty value does not fit here: text is needed"),
        (PERSON + "print: yes\n", "3:8", "'yes' does not fit here: true or false is needed"),
        (PERSON + "variants: Kostrikov\n", "3:11", "'Kostrikov' does not fit here: a list is needed"),
        (PERSON + "variants: [1]\n", "3:12", "1 does not fit here: text is needed, so put it in quotes"),
        (PERSON + "born: 1886\n", "3:7", "1886 does not fit here: a group of keys is needed"),
        ("- id: a\n", "1:1", "a list does not fit here: a group of keys is needed"),
        ("", "1:1", "an empty value does not fit here: a group of keys is needed"),
        ("id: 1a\nname: b\n", "1:5", "'1a' does not fit here: an id is a letter of a-z, then letters, digits and -_."),
        (
            "id: a b\nname: b\n",
            "1:5",
            "'a b' does not fit here: an id is a letter of a-z, then letters, digits and -_.",
        ),
    ],
)
def test_values_are_strict(text: str, place: str, problem: str) -> None:
    (told,) = faults(text, Person)

    assert told.startswith(f"{place}: OC103: {problem} · ")


def test_where_several_types_are_allowed_only_the_likely_one_is_told() -> None:
    settings = SETTINGS + "matter:\n  body:\n"

    assert [each.split(" · ")[0] for each in faults(settings + "  - {part: A, chapters: [1]}\n", BookSettings)] == [
        "7:26: OC103: 1 does not fit here: text is needed, so put it in quotes"
    ]
    assert [each.split(" · ")[0] for each in faults(settings + "  - 5\n  - [a]\n", BookSettings)] == [
        "7:5: OC103: 5 does not fit here: text is needed, so put it in quotes",
        "8:5: OC103: a list does not fit here: text or a group of keys is needed",
    ]


def test_a_cell_is_text_or_a_number() -> None:
    (told,) = faults(CHART.replace("[[1]]", "[[1, 1.5, x, null, true]]") + "alt: x\n", ChartFigure)

    assert told.startswith("4:55: OC103: true does not fit here: text or a number is needed")


def test_words_of_a_closed_list_are_told() -> None:
    (told,) = faults(CHART.replace("{name: x}", "{name: x, align: center}") + "alt: x\n", ChartFigure)

    assert told.endswith(
        "'center' does not fit here: use 'left', 'right', 'centre' or 'decimal' · did you mean 'centre'?"
    )
    (edition,) = faults(SETTINGS + "matter:\n  body: []\nvariants: [copy]\n", BookSettings)
    assert edition.endswith("'large-18', 'dyslexia' or 'copier' · did you mean 'copier'?")


def test_lists_of_a_fixed_length_have_it() -> None:
    text = "code: en\nname: English\nalphabet: abc\nwords: {}\nquotes: {outer: [a], inner: [a, b, c]}\n"

    assert [each.split(" · ")[0] for each in faults(text, Language)] == [
        "5:17: OC103: a list does not fit here: it has too few items",
        "5:29: OC103: a list does not fit here: it has too many items",
    ]


def test_all_faults_of_a_record_are_told_at_once() -> None:
    text = "id: a\nnme: b\nborn: {date: 5}\nprint: no\n"

    assert [each.split(": ")[:2] for each in faults(text, Person)] == [
        ["2:1", "OC102"],
        ["3:14", "OC103"],
        ["4:8", "OC103"],
    ]


def test_what_the_file_says_has_a_place_in_the_keys_of_the_file() -> None:
    record = read_record(node("id: a\nterm: b\ndefinition: c\nsee-also:\n- d\n- e\n"), Term)[0]

    assert str(record.at("see-also", 1)) == "a.yaml:6:3"
    assert str(record.at("see-also")) == "a.yaml:5:1"
    assert str(record.at("pronunciation")) == "a.yaml:1:1"


def test_texts_are_parsed_and_know_their_lines() -> None:
    record = person(PERSON + "fate: |\n  Shot in\n  *Leningrad*.\n")
    (paragraph,) = record.prose[("fate",)]
    assert isinstance(paragraph, Paragraph)
    emphasis = next(inline for inline in paragraph.children if isinstance(inline, Emphasis))

    assert str(paragraph.origin) == "a.yaml:4:3"
    assert isinstance(emphasis.children[0], Text)
    assert emphasis.children[0].origin.line == 5


def test_a_fault_in_a_text_is_told_at_its_line_even_where_lines_were_folded() -> None:
    (told,) = faults(PERSON + "fate: >\n  Shot in\n  <g>Leningrad</g>.\n", Person)[:1]

    assert told.startswith("5:3: OC110")


def test_dates_are_understood_and_the_old_style_joins_the_new() -> None:
    record = person(PERSON + 'born: {date: "1886-03-27", old-style: "1886-03-15"}\ndied: {date: "1934-12-01"}\n')
    born = record.dates[("born", "date")]

    assert born.old_style is not None
    assert born.old_style.edtf == "1886-03-15"
    assert set(record.dates) == {("born", "date"), ("died", "date")}


def test_bad_dates_of_both_calendars_are_told_each_at_its_place() -> None:
    told = faults("id: a\ndate: 18??\nold-style: 18!!\ntext: x\n", Event)

    assert [each.split(" is not")[0] for each in told] == ["2:7: OC105: '18??'", "3:12: OC105: '18!!'"]


def test_calendars_that_disagree_are_told() -> None:
    (told,) = faults("id: a\ndate: 1917-11-06\nold-style: 1917-10-25\ntext: x\n", Event)

    assert told.startswith("3:12: OC119: '1917-10-25' Old Style is '1917-11-07' New Style, not '1917-11-06'")


def test_the_kind_of_a_figure_decides_its_keys() -> None:
    image = "id: a\nkind: image\ntitle: b\nalt: c\nfile: d.png\ncredit: e\n"

    assert isinstance(read_figure(node(CHART + "alt: x\n"))[0].value, ChartFigure)
    assert isinstance(read_figure(node(image))[0].value, ImageFigure)
    table = CHART.replace("chart\n", "table\n").replace("chart: {mark: bar}\n", "")
    assert isinstance(read_figure(node(table))[0].value, TableFigure)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CHART, ["1 OC113"]),
        (CHART + "alt: ' '\n", ["6 OC113"]),
        (CHART + "alt:\n", ["6 OC113"]),
        (CHART + "heihgt: 5\n", ["1 OC113", "6 OC102"]),
        (CHART + "alt: 5\n", ["6 OC103"]),
        (CHART.replace("kind: chart\n", ""), ["1 OC104"]),
        (CHART.replace("kind: chart", "kind: drawing"), ["2 OC103"]),
        (CHART.replace("kind: chart", "kind: [chart]"), ["2 OC103"]),
        ("- a\n", ["1 OC103"]),
    ],
)
def test_a_figure_needs_a_kind_and_its_words_for_those_who_do_not_see_it(text: str, told: list[str]) -> None:
    assert figure_faults(text) == told


def data_of(rows: str) -> FigureData:
    columns = "[{name: n, align: decimal}]"
    figure = read_figure(node(f"id: a\nkind: table\ntitle: T\ndata: {{columns: {columns}, rows: {rows}}}\n"))[0].value
    assert isinstance(figure, TableFigure)
    return figure.data


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("1.50", "1.50"),
        ("0.00001", "0.00001"),
        ("12345678901234567.89", "12,345,678,901,234,567.89"),
        ("0123", "0123"),
        ("-3.0", "\N{MINUS SIGN}3.0"),
        (".75", ".75"),
        ("1e3", "1e3"),
        ("2500", "2,500"),
        ("&a 1.50", "1.50"),
        ('"0.10"', "0.10"),
    ],
)
def test_numbers_of_data_are_printed_as_they_are_written(written: str, printed: str) -> None:
    """Whatever they went through: a worker, the store of results, the key of a result."""
    data = data_of(f"[[{written}]]")
    cells = [row[0] for row in pickle.loads(pickle.dumps(data)).rows]  # noqa: S301 - what was pickled here

    assert column(cells, data.columns[0], Words(language=language())) == (printed,)
    assert cells == [row[0] for row in data.rows]


def test_a_number_that_is_written_otherwise_is_another_value_for_the_store() -> None:
    one, other = data_of("[[1.5]]"), data_of("[[1.50]]")
    digester = Digester(code=str)

    assert one.rows == other.rows
    assert digester.digest(one.rows) != digester.digest(other.rows)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("rows: [[1, 2], [3]]}", ["4 OC103"]),
        ("rows: [[1, 2, 3], []]}", ["4 OC103", "4 OC103"]),
        ("rows: [[1, 2]], totals: [1]}", ["4 OC103"]),
    ],
)
def test_every_row_of_a_figure_has_a_cell_for_each_column(rows: str, told: list[str]) -> None:
    assert figure_faults("id: a\nkind: table\ntitle: A\ndata: {columns: [{name: x}, {name: y}], " + rows) == told


@pytest.mark.parametrize("line", ["name: ' '", "name: a\nvariants: ['']", "name: a\nmentions: [b, '\t']"])
def test_names_are_words(line: str) -> None:
    (told,) = faults(f"id: a\n{line}\n", Person)

    assert "words are needed" in told


def test_the_language_of_a_name_is_a_tag_or_empty() -> None:
    assert person(PERSON + "original-language: ''\n").value.original_language == ""
    assert "write a tag such as ru" in faults(PERSON + "original-language: 'old Russian'\n", Person)[0]


def test_a_register_goes_on_after_a_bad_record() -> None:
    nodes = [node("id: a\nname: A\n"), node("id: b\n"), node("id: c\nname: C\n")]

    records, told = read_register(nodes, lambda each: read_record(each, Person))

    assert [record.value.id for record in records] == ["a", "c"]
    assert told == (fault("OC104", Origin("a.yaml", 1, 1), key="name"),)


def test_an_id_may_be_taken_once() -> None:
    records, _ = read_register([node(PERSON), node("name: x\nid: kirov\n")], lambda each: read_record(each, Person))

    (told,) = repeated_ids(records)

    assert str(told.origin) == "a.yaml:2:5"
    assert [str(each) for each in told.related] == ["a.yaml:1:5"]


TABLE = "id: a\nkind: table\ntitle: T\ndata:\n  columns: {columns}\n  rows:\n    - [1, 2]\n    - {row}\n"


@pytest.mark.parametrize("row", ["[]", "[1]", "[1, 2, 3]"])
def test_a_row_has_a_cell_for_each_column(row: str) -> None:
    columns = "[{name: x}, {name: y}]"

    assert figure_faults(TABLE.format(columns=columns, row=row)) == ["8 OC103"]
    assert figure_faults(TABLE.format(columns=columns, row="[1, 2]\n  totals: [1]")) == ["9 OC103"]
    assert read_figure(node(TABLE.format(columns=columns, row="[1, null]\n  totals: []")))[0].value.id == "a"


def test_data_has_columns() -> None:
    assert figure_faults(TABLE.format(columns="[]", row="[]")) == ["5 OC103"]


def test_data_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 1)
    monkeypatch.setattr(limits, "COLUMNS", 1)

    assert figure_faults(TABLE.format(columns="[{name: x}, {name: y}]", row="[1, 2]")) == ["5 OC140", "5 OC140"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('id: a\nname: ""\n', "2:8"),
        ('id: a\nname: "  "\n', "2:8"),
        (PERSON + 'mentions: [Kirov, ""]\n', "3:20"),
        (PERSON + 'variants: [" "]\n', "3:13"),
        (PERSON + 'roles: [{role: ""}]\n', "3:17"),
    ],
)
def test_a_name_that_is_empty_is_told(text: str, place: str) -> None:
    (told,) = faults(text, Person)

    assert told.startswith(f"{place}: OC103: ")
    assert "words are needed" in told


def test_what_may_be_left_out_may_be_empty() -> None:
    assert person(PERSON + 'sort: ""\nroles: [{role: secretary, dates: ""}]\n').value.sort == ""


def test_a_name_has_an_end() -> None:
    (told,) = faults(f"id: a\nname: {'a' * (limits.NAME + 1)}\n", Person)

    assert told.startswith("2:7: OC140: this is too much: a text of 1,001 characters, and the most is 1,000")


@pytest.mark.parametrize("height", ["0", "-5", "1e9", "1e308"])
def test_a_chart_is_as_high_as_a_page_may_be(height: str) -> None:
    assert figure_faults(f"{CHART}alt: A lamp.\nheight: {height}\n") == ["7 OC103"]
