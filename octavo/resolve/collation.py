"""Sort words as a language does: by its alphabet, word by word, without regard to case, accents and articles."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeAlias, TypeVar

from octavo.model.book import Entry, EntryGroup
from octavo.model.language import Language

Item = TypeVar("Item")

Key: TypeAlias = tuple[tuple[tuple[int, int], ...], str]

_SIGN = re.compile(r"\d{1,99}|.", re.DOTALL)
"""What has a place in the order: a number or any other sign."""

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ĳ": "ij", "ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t"})
"""Letters that are filed as others where the alphabet of the language does not have them (œ among oe)."""

_SPACE, _DIGIT, _LETTER, _FOREIGN = range(4)
"""Order of the kinds of signs: shorter words first, then figures, the letters of the alphabet, and all others."""


def sort_key(words: str, language: Language) -> Key:
    """Return the key by which ``words`` are filed; equal words keep a fixed order, by their code points.

    Figures count by their value: *7 April* stands before *17 November*.
    """
    signs = _SIGN.findall(_filed(words, language))
    return tuple(_weight(sign, language.alphabet) for sign in signs), words


def letter_of(words: str, language: Language) -> str:
    """Return the capital under which ``words`` are filed, empty where they do not begin with a letter."""
    first = _filed(words, language)[:1]
    if not first.isalpha():
        return ""
    return (first if first in language.alphabet else _bare(first)).upper()


def by_letter(entries: Iterable[tuple[str, Entry]], language: Language) -> tuple[EntryGroup, ...]:
    """File entries by the words given with them, and group them by first letter.

    Entries that begin with no letter come first, under the language's word ``index-other``.
    """
    groups: dict[str, list[Entry]] = {}
    for words, entry in in_order(entries, lambda item: item[0], language):
        groups.setdefault(letter_of(words, language) or language.words["index-other"], []).append(entry)
    return tuple(EntryGroup(title=letter, entries=tuple(filed)) for letter, filed in groups.items())


def in_order(items: Iterable[Item], words: Callable[[Item], str], language: Language) -> list[Item]:
    """Return ``items`` in the order of the ``words`` by which each is filed."""
    return sorted(items, key=lambda item: sort_key(words(item), language))


def _filed(words: str, language: Language) -> str:
    """Return the signs that count: letters, digits and single spaces, without an article at the beginning."""
    kept = re.sub(r"[^\w]+", " ", re.sub(r"[’'\u00ad\u2060]", "", words)).strip().casefold()
    article, _, rest = kept.partition(" ")
    filed = rest if rest and article in language.sort_ignore else kept
    foreign = {sign: others for sign, others in LIGATURES.items() if chr(sign) not in language.alphabet}
    return filed.translate(foreign)


def _weight(sign: str, alphabet: str) -> tuple[int, int]:
    if sign == " ":
        return _SPACE, 0
    if sign.isdecimal():
        return _DIGIT, int(sign)
    place = alphabet.find(sign)
    if place < 0:
        place = alphabet.find(_bare(sign))
    return (_LETTER, place) if place >= 0 else (_FOREIGN, ord(sign))


def _bare(letter: str) -> str:
    """Return ``letter`` without its accents."""
    return unicodedata.normalize("NFKD", letter)[0]
