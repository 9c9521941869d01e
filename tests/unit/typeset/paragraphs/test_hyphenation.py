"""Words are divided where pyphen divides them."""

import pyphen
import pytest

from octavo.typeset.paragraphs.hyphenation import hyphenator

WORDS = {
    "en-GB": "representation notwithstanding mathematicians understandable impatience typographical of Democracy",
    "en-US": "representation associate project table hyphenation reconsideration bibliography",
    "de": "Donaudampfschifffahrtsgesellschaft Übersichtlichkeit Sachverständige Rechtsschutz",
    "fr": "extraordinaires possibilités aujourdhui administration enorgueillit",
    "ru": "массовых политических репрессий государственной безопасности",
    "nl": "verantwoordelijkheid geschiedenis onafhankelijkheidsverklaring",
}


@pytest.mark.parametrize("language", WORDS)
def test_the_places_are_those_of_pyphen(language: str) -> None:
    judge = pyphen.Pyphen(lang=pyphen.language_fallback(language), left=2, right=3)
    ours = hyphenator(language, 5, 2, 3)
    assert ours is not None

    found = {word: ours.places(word) for word in WORDS[language].split()}

    assert any(found.values())
    assert found == {word: tuple(judge.positions(word)) if len(word) >= 5 else () for word in found}


def test_limits_are_kept() -> None:
    divider = hyphenator("en-GB", 8, 3, 4)
    assert divider is not None

    assert divider.places("letters") == ()
    assert all(3 <= place <= len("representation") - 4 for place in divider.places("representation"))


def test_each_part_of_a_compound_is_a_word() -> None:
    divider = hyphenator("en-GB", 5, 2, 3)
    assert divider is not None

    alone = divider.places("understanding")

    assert divider.places("x–understanding") == tuple(place + 2 for place in alone)


def test_a_letter_that_is_two_in_lower_case_is_not_divided_at_a_wrong_place() -> None:
    divider = hyphenator("en-GB", 5, 2, 3)
    assert divider is not None

    assert divider.places("understanding")
    assert divider.places("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}nderstanding") == ()


def test_words_are_forgotten_when_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.typeset.paragraphs.hyphenation.MOST", 2)
    divider = hyphenator("en-GB", 6, 2, 3)
    assert divider is not None

    found = [divider.places(word) for word in ("understanding", "representation", "patience", "understanding")]
    assert found[0] == found[3] != ()


def test_a_language_without_patterns_is_not_divided() -> None:
    assert hyphenator("tlh", 5, 2, 3) is None
    assert hyphenator("zh", 5, 2, 3) is None
