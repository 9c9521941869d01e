"""The word list knows the language as it is written, and nothing else."""

import json

import pytest

from octavo.check.manuscript.spelling_dictionary import knows, listed_words, look_up


def unknown(*words: str, language: str = "en-GB") -> object:
    return json.loads(look_up(json.dumps({"language": language, "words": words}).encode()))


@pytest.mark.parametrize(
    "word",
    ["colour", "lighthouses", "keeper's", "organise", "organizations", "recognized", "theorized", "café"],
)
def test_a_word_of_the_language_is_known(word: str) -> None:
    assert unknown(word) == []


@pytest.mark.parametrize("word", ["color", "lighthousee", "advize", "promized", "promizing", "Yezhov", "organizd"])
def test_another_word_is_not(word: str) -> None:
    assert unknown(word) == [word]


def test_unknown_words_stand_in_the_order_in_which_they_were_asked() -> None:
    assert unknown("zzz", "lamp", "aaa") == ["zzz", "aaa"]


def test_a_language_without_a_list_knows_nothing_and_says_so() -> None:
    assert unknown("lamp", language="uk") is None
    assert unknown("lamp", language="../words/en-GB") is None


def test_words_that_stand_in_the_list_are_known_by_its_rules_as_well() -> None:
    some = sorted(listed_words("en-GB"))[::200]
    some += [word.capitalize() for word in some if word.islower()]

    assert len(some) > 300
    assert [word for word in some if not knows(word, "en-GB")] == []
