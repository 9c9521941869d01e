"""Sources follow the data model of CSL-JSON strictly, whatever file they come from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.sources import as_yaml, read_source
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import SequenceNode, plain
from octavo.model.book import Record
from octavo.model.diagnostics import Faulty
from octavo.model.prose import Paragraph
from octavo.model.records import Source

BOOK = "id: conquest:1990\ntype: book\ntitle: The Great Terror\n"


def source(text: str) -> Record[Source]:
    return read_source(read_yaml(text, "sources.yaml"))[0]


def test_the_item_goes_on_as_it_was_written_and_our_own_keys_are_taken_out() -> None:
    item = (
        "author:\n- {family: Conquest, given: Robert}\nissued: {date-parts: [[1990]]}\nvolume: 2\narchive_location: x\n"
    )
    custom = "custom: {core: true, further-reading: true, annotation: Much *used*., cite: false}\n"

    record = source(BOOK + item + custom)

    assert record.value.csl == plain(read_yaml(BOOK + item, "sources.yaml"))
    assert (record.value.is_core, record.value.further_reading, record.value.cite) == (True, True, False)
    assert isinstance(record.prose[("annotation",)][0], Paragraph)
    assert str(record.at("annotation")) == "sources.yaml:9:57"


def test_an_abstract_may_be_longer_than_a_name() -> None:
    abstract = ("We measured. " * 300).strip()

    assert source(BOOK + f"abstract: {abstract}\n").value.csl["abstract"] == abstract


def test_without_our_keys_a_work_is_cited_when_it_is_cited() -> None:
    record = source(BOOK)

    assert (record.value.is_core, record.value.further_reading, record.value.cite) == (False, False, True)
    assert record.prose == {}


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("authr: []\n", "4:1", "OC102: unknown key 'authr' · did you mean 'author'?"),
        ("archive-location: x\n", "4:1", "OC102: unknown key 'archive-location' · did you mean 'archive_location'?"),
        ("publisher: 12\n", "4:12", "OC103: 12 does not fit here: text is needed, so put it in quotes"),
        ("volume: [1]\n", "4:9", "OC103: a list does not fit here: text or a whole number is needed"),
        ("author: Conquest\n", "4:9", "OC103: 'Conquest' does not fit here: a list is needed"),
        ("author: [{familie: x}]\n", "4:11", "OC102: unknown key 'familie' · did you mean 'family'?"),
        ("author: [{given: x}]\n", "4:10", "OC103: this name does not fit here: a name needs 'family' or 'literal'"),
        ("issued: 1990\n", "4:9", "OC103: 1990 does not fit here: a group of keys is needed"),
        ("issued: {}\n", "4:9", "OC103: this date does not fit here: a date needs 'date-parts', 'literal' or 'raw'"),
        ("issued: {date-parts: [[]]}\n", "4:23", "OC103: a list does not fit here: it has too few items"),
        ("issued: {date-parts: [[1990, 13]]}\n", "4:30", "OC103: 13 does not fit here: a month of 1 to 12 is needed"),
        ("issued: {date-parts: [[1990, 1, 0]]}\n", "4:33", "OC103: 0 does not fit here: a day of 1 to 31 is needed"),
        ("issued: {date-parts: [[soon]]}\n", "4:24", "OC103: soon does not fit here: a year is needed"),
        ("custom: {use: x}\n", "4:10", "OC102: unknown key 'use'"),
        ("custom: {annotation: a <g>b</g>}\n", "4:24", "OC110"),
    ],
)
def test_what_csl_does_not_know_is_told(text: str, place: str, told: str) -> None:
    with pytest.raises(Faulty) as caught:
        source(BOOK + text)

    assert str(caught.value.diagnostics[0]).startswith(f"sources.yaml:{place}: error {told}")


def test_types_and_keys_are_checked() -> None:
    with pytest.raises(Faulty) as caught:
        source("id: a b\ntype: boke\n")
    assert [each.hint for each in caught.value.diagnostics] == ["did you mean 'book'?"]

    with pytest.raises(Faulty) as caught:
        source("id: a b\ntype: book\n")
    assert "texts cite a key" in str(caught.value)


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Cn", "Co")), max_size=8)
    | st.integers(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inside, max_size=3),
    max_leaves=8,
)


@given(VALUES, st.booleans(), st.sampled_from([None, "\t", 2]))
def test_json_is_read_as_the_yaml_that_it_nearly_is(value: object, escaped: bool, indent: str | int | None) -> None:  # noqa: FBT001 - an example's value
    text = json.dumps([value], ensure_ascii=escaped, indent=indent).replace("/", r"\/")

    assert plain(read_yaml(as_yaml(text), "sources.json")) == [value]


def test_places_in_json_are_told() -> None:
    root = read_yaml(as_yaml('[\n\t{"id": "a",\n\t "type": "book"}\n]\n'), "sources.json")

    assert isinstance(root, SequenceNode)
    assert str(root.items[0].origin) == "sources.json:2:2"
