"""Phrases read what they say, refuse what they cannot, and never take for ever."""

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.language import Numbers, ProseForms, ReadingEase
from octavo.model.phrases import MOST_CHARACTERS, Fragment, PhraseError, compiled, read_phrase
from octavo.model.prose_patterns import PERSON, faults_of, patterns_of

SLOTS = {
    "name": Fragment(pattern="([A-Z]{3})", slots=("name",)),
    "…": Fragment(pattern=r"(\w+(?: \w+)*?)", slots=("…",)),
}
PIECES = {"dies": "<died|is dead>", "twice": "{dies} {dies}"}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("was born", "He was\nborn.", "was\nborn"),
        ("was born", "He Was Born.", "Was Born"),
        ("born", "reborn, borne, born", "born"),
        ("<one|two>", "two", "two"),
        ("[early |late ]May", "late May", "late May"),
        ("a[<b|c>d]", "ace, acd", "acd"),
        ("buri* at", "buried at", "buried at"),
        ("it's", "it’s", "it’s"),
        ("1–2", "1--2", "1--2"),
        ("c.", "c. 1900", "c."),
        ("{name} {twice}", "so ANN died is dead", "ANN died is dead"),
        ("{name} … went", "ANN got up and went and went", "ANN got up and went"),
        ("a.b (c)", "axb (c) a.b (c)", "a.b (c)"),
    ],
)
def test_a_phrase_says_what_it_says(phrase: str, text: str, found: str) -> None:
    match = compiled([read_phrase(phrase, SLOTS, PIECES)]).pattern.search(text)

    assert match is not None
    assert match[0] == found


def test_the_places_of_placeholders_are_told() -> None:
    phrases = compiled([read_phrase("nobody", SLOTS, {}), read_phrase("{name}[ and {name}]", SLOTS, {})])
    match = phrases.pattern.search("12 ANN and BOB")
    alone = phrases.pattern.search("12 ANN")

    assert match is not None
    assert alone is not None
    assert phrases.spans(match) == (("name", 3, 6), ("name", 11, 14))
    assert phrases.spans(alone) == (("name", 3, 6),)
    assert compiled(()).pattern.search("anything") is None


@pytest.mark.parametrize(
    ("phrase", "pieces", "problem"),
    [
        ("", {}, "it is empty"),
        ("a [b", {}, "'[' is not closed"),
        ("a b]", {}, "']' closes no bracket"),
        ("<a]", {}, "']' closes no bracket"),
        ("a|b", {}, "'|' stands alone"),
        ("a {b", {}, "'{' stands alone"),
        ("<a|>", {}, "there is nothing between '<' and '>' or '|'"),
        ("{nobody} died", {"dies": "died"}, "'{nobody}' is not known here; use dies, name"),
        ("{one}", {"one": "{two}", "two": "a {one}"}, "'{one}' stands inside of itself"),
        ("a" * (MOST_CHARACTERS + 1), {}, f"it is longer than {MOST_CHARACTERS} characters"),
        ("[" * 9 + "a" + "]" * 9, {}, "brackets stand inside of each other more than 8 times"),
        ("{p9}", {f"p{n}": f"{{p{n - 1}}}" if n else "a" for n in range(10)}, "'{p1}' stands too deep"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase: str, pieces: dict[str, str], problem: str) -> None:
    with pytest.raises(PhraseError, match=f"^{re.escape(problem)}"):
        read_phrase(phrase, SLOTS, pieces)


@pytest.mark.parametrize(
    ("phrase", "pieces"),
    [
        ("{name} … … … … … … … …", {}),
        ("<a|[b ]{name}>" * 20, {}),
        ("{p7}", {f"p{n}": f"{{p{n - 1}}}{{p{n - 1}}}{{p{n - 1}}}{{p{n - 1}}}" if n else "abcdef" for n in range(8)}),
    ],
)
def test_a_phrase_may_not_be_read_in_too_many_ways(phrase: str, pieces: dict[str, str]) -> None:
    slots = {**SLOTS, "…": replace(SLOTS["…"], ways=12)}

    with pytest.raises(PhraseError, match="too many ways"):
        read_phrase(phrase, slots, pieces)


SIGNS = st.sampled_from(
    [*"ab .,()[]<>|*'–…", "{person}", "{born}", "{rest}", "{age}", "{word}", "{brackets}", "…", " … ", "[a]", "<a|ab>"]
)


@given(st.lists(SIGNS, max_size=30).map("".join), st.sampled_from(["a ", "ab ", "a, a ", f"{PERSON} a "]))
def test_any_phrase_is_read_or_refused_and_any_text_soon_searched(phrase: str, text: str) -> None:
    prose = ProseForms(lives=(phrase,), numbers=Numbers(units=("a", "ab"), tens=("b",)))
    if [*faults_of(prose)]:
        return
    began = time.process_time()
    for each in patterns_of(prose).lives:
        each.pattern.search(text * 500)

    assert time.process_time() - began < 5


def test_every_list_is_looked_at() -> None:
    ease = ReadingEase(ease=(1, 1, 1), grade=(1, 1, 1), vowels="a", apart=("<a",), spoken=("{word}",))
    prose = ProseForms(
        months=("May", "Ju[ne"),
        dates=("{day} {person}",),
        pieces={"name": "x", "sound": "a {person}", "unsound": "a {nothing}"},
        lives=("{person} died {died}", "{date}"),
        stops=("and", "…"),
        numbers=Numbers(units=("one|two",), compound="{tens} {person}"),
        reading_ease=ease,
    )

    assert {path for path, _ in faults_of(prose)} == {
        ("months", 1),
        ("dates", 0),
        ("pieces", "name"),
        ("pieces", "unsound"),
        ("lives", 1),
        ("stops", 1),
        ("numbers", "units", 0),
        ("numbers", "compound"),
        ("reading-ease", "apart", 0),
        ("reading-ease", "spoken", 0),
    }
