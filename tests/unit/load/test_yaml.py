"""YAML is read by the rules of 1.2, knows its places, and never costs more than it looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import MappingNode, ScalarNode, SequenceNode, nearest, plain, shown
from octavo.model.diagnostics import Faulty


def read(text: str) -> object:
    return plain(read_yaml(text, "a.yaml"))


def faults(text: str) -> list[str]:
    with pytest.raises(Faulty) as caught:
        read(text)
    return [str(each).split(" · ", maxsplit=1)[0] for each in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("017", 17),
        ("-12", -12),
        ("1_000", "1_000"),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1934-12-01", "1934-12-01"),
        ("12:30", "12:30"),
        ("'1884'", "1884"),
        ('"true"', "true"),
        ("<<", "<<"),
    ],
)
def test_values_without_quotes_mean_what_yaml_1_2_says(written: str, meant: object) -> None:
    value = read(f"key: {written}\n")

    assert value == {"key": meant}
    assert repr(value) == repr({"key": meant})


def test_an_empty_file_is_nothing() -> None:
    assert read("") is None
    assert read("# only a comment\n") is None


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("a: b: c", "1:4", "a colon and a space stand inside a value, which then needs quotes"),
        ("a:\n\tb: c", "2:1", "a tab stands where only spaces may indent"),
        ("a: 'b", "1:4", "the quoted text that begins here does not end"),
        ("a: @b", "1:4", "a value without quotes cannot begin with @"),
        ("a: 1\n---\nb: 2", "2:1", "a second document begins here"),
        ("a: *x", "1:4", "there is no anchor '&x' before this"),
        ("a: &x [*x]", "1:8", "there is no anchor '&x' before this"),
        ("a: !mine 1", "1:4", "the tag '!mine' is not read, quotes make text of a value"),
        ('a: "\\x07"', "1:4", "the character U+0007 is no part of a text"),
    ],
)
def test_what_is_not_read_is_told_at_its_place(text: str, place: str, problem: str) -> None:
    assert faults(text) == [f"a.yaml:{place}: error OC101: this cannot be read: {problem}"]


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("1: a", "1:1", "1 does not fit here: a key is text, so put it in quotes"),
        ("[a]: b", "1:1", "a list does not fit here: a key is a word"),
        ("a: .inf", "1:4", ".inf does not fit here: a number has an end"),
        ("a: 1e999", "1:4", "1e999 does not fit here: this number is too large"),
    ],
)
def test_keys_and_numbers_that_cannot_be_are_told(text: str, place: str, problem: str) -> None:
    assert faults(text) == [f"a.yaml:{place}: error OC103: {problem}"]


def test_a_key_that_stands_twice_names_both_places_and_the_reading_goes_on() -> None:
    assert faults("a: 1\na: 2\nb: {c: 1, c: 2}\n") == [
        "a.yaml:2:1: error OC108: the key 'a' stands here twice",
        "a.yaml:3:11: error OC108: the key 'c' stands here twice",
    ]


def test_numbers_of_thousands_of_digits_are_refused() -> None:
    assert "OC103" in faults("a: " + "9" * 10_000)[0]


def test_depth_is_bounded_before_it_costs_anything() -> None:
    assert "more than 40 deep" in faults("[" * 100_000)[0]
    assert "more than 40 deep" in faults("- " * 1000)[0]


def test_aliases_repeat_a_value_but_cannot_swell() -> None:
    laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)
    )

    assert read("a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}
    assert "makes too much of little" in faults(laughs)[0]


def test_a_chain_of_aliases_cannot_go_deep() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 100))

    assert "makes too much of little" in faults(chain)[0]


def test_values_keys_and_items_know_their_places() -> None:
    root = read_yaml("name: Kirov\nroles:\n  - role: 'secretary'\n    years: |\n\n      1934\n", "a.yaml")

    assert isinstance(root, MappingNode)
    assert str(root.keys["roles"]) == "a.yaml:2:1"
    assert str(nearest(root, ("name",)).origin) == "a.yaml:1:7"
    assert str(nearest(root, ("roles",)).origin) == "a.yaml:3:3"
    assert str(nearest(root, ("roles", 0, "role")).origin) == "a.yaml:3:12"
    assert str(nearest(root, ("roles", 0, "years")).origin) == "a.yaml:6:7"
    assert nearest(root, ("roles", 5, "x")) == nearest(root, ("roles",))


def test_columns_count_characters_not_bytes() -> None:
    root = read_yaml("{имя: Киров, e: 𝕏, f: [x]}", "a.yaml")

    assert str(nearest(root, ("f", 0)).origin) == "a.yaml:1:24"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("short", "'short'"),
        ("x" * 60, f"'{'x' * 40}…'"),
        ("|\n  one\n  two", "'one…'"),
        ("", "an empty value"),
        ("true", "true"),
        ("0x1F", "0x1F"),
        ("[a]", "a list"),
        ("{a: b}", "a group of keys"),
    ],
)
def test_a_value_is_shown_as_it_was_written(written: str, told: str) -> None:
    assert shown(nearest(read_yaml(f"key: {written}\n", "a.yaml"), ("key",))) == told


PIECES = st.sampled_from([*"abc:-?[]{},&*!|>'\"%@`#~\n \t0", "key: ", "- ", "&a ", "*a ", "\n  ", "é", "\U0001f600"])


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=40))
def test_any_text_gives_a_value_or_diagnostics(text: str) -> None:
    lines = text.split("\n")
    try:
        root = read_yaml(text, "a.yaml")
    except Faulty as faulty:
        for each in faulty.diagnostics:
            assert 0 <= each.origin.line <= len(lines) + 1
        return

    plain(root)
    assert isinstance(root, ScalarNode | SequenceNode | MappingNode)


@pytest.mark.parametrize(
    "text",
    [
        "a: http://x.y:8080/z",
        "a: [b, c] # a remark",
        "a: 'it''s' # another",
        "a: >\n  - b: c\n",
        "a: 12:30 o'clock",
        "a: no. 5 # which?",
    ],
)
def test_what_is_well_formed_is_not_blamed(text: str) -> None:
    read(text)


@given(st.text(alphabet="ab:- \n\t'\"[]{}#@*&!|>%`,\u00a0\u2013<=", max_size=80))
def test_any_text_is_read_or_told_at_a_line_of_it(text: str) -> None:
    try:
        read(text)
    except Faulty as faulty:
        for each in faulty.diagnostics:
            assert 0 <= each.origin.line <= text.count("\n") + 2
            assert each.hint
