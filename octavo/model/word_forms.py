"""The forms of words: *kulaks* for *kulak*, *Кірова* for *Кіров*, by the endings in the language's file."""

import re
from collections.abc import Mapping

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_WORDS = re.compile(r"(\w+)")


def forms_of(word: str, endings: Mapping[str, str]) -> tuple[str, ...]:
    """Return ``word`` and its other forms.

    The longest of the ``endings`` that the word has is replaced with each of those that stand beside it. What has
    fewer than three letters or other signs, and what is written in capitals, has the ending of no letters alone.
    """
    if not _LETTERS.fullmatch(word):
        return (word,)
    ending = "" if word.isupper() else next((each for each in _by_length(endings) if word.endswith(each)), "")
    stem = word[: len(word) - len(ending)]
    return tuple(dict.fromkeys((word, *(stem + other for other in endings.get(ending, "").split()))))


def pattern_of(phrase: str, endings: Mapping[str, str]) -> re.Pattern[str]:
    """Return what finds ``phrase`` in any form of its words, up to the end of its last one."""
    return re.compile(any_form_of(phrase, endings))


def any_form_of(phrase: str, endings: Mapping[str, str]) -> str:
    """Return the source of the pattern of :func:`pattern_of`: to compile one takes longer than to search with it."""
    pieces = (
        f"(?:{'|'.join(map(re.escape, sorted(forms_of(piece, endings), key=len, reverse=True)))})"
        if place % 2
        else re.escape(piece)
        for place, piece in enumerate(_WORDS.split(phrase))
    )
    return f"{''.join(pieces)}(?![^\\W_])"


def _by_length(endings: Mapping[str, str]) -> list[str]:
    return sorted(endings, key=len, reverse=True)
