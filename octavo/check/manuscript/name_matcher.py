"""Who is meant where the prose names somebody of the register."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from octavo.check.manuscript.known_facts import KnownPerson
from octavo.check.manuscript.placed_text import PlacedText
from octavo.model.phrases import Phrases

BEGIN = re.compile(r"(?:^|[.!?:]\W*\s|[\"“«(])$")
"""What stands before the first word of a sentence."""

WORD_BEFORE = re.compile(r"(?P<before>.*?)\b(?P<word>[^\W\d_][\w’'-]*)\.?\s$", re.DOTALL)
WORD_BEHIND = re.compile(r"\s([^\W\d_])\w")

FAR = 60
"""How many characters before a name are looked at."""


class Mention(NamedTuple):
    """From ``start`` to ``end`` the prose names ``person``."""

    start: int
    end: int
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatcher:
    """Finds people in prose: ``meanings`` are the words that name one of them and no other, in ``pattern``.

    ``first_words`` may stand before a name at the beginning of a sentence and are no part of it.
    """

    people: Collection[str]
    meanings: Mapping[str, str]
    pattern: re.Pattern[str]
    first_words: Phrases

    def mentions(self, text: PlacedText) -> tuple[Mention, ...]:
        """Return where ``text`` surely name somebody, in order.

        Left out are names in quotations and titles, and names that are part of a longer one: *Kirov Street*, or
        *Alexander Nikolaev* where the register knows another Nikolaev.
        """
        linked = [
            Mention(span.start, span.end, span.key)
            for span in text.marked
            if span.kind == "person" and span.key in self.people
        ]
        apart = [*text.quoted_spans(), *(mention[:2] for mention in linked)]
        found = [
            Mention(match.start(), match.end(), self.meanings[" ".join(match[0].split())])
            for match in self.pattern.finditer(text.value)
            if not any(start < match.end() and match.start() < end for start, end in apart)
            and not self._is_part_of_another(text.value, match.start(), match.end())
        ]
        return tuple(sorted((*linked, *found)))

    def _is_part_of_another(self, value: str, start: int, end: int) -> bool:
        behind = WORD_BEHIND.match(value, end)
        if behind and behind[1].isupper():
            return True
        other = WORD_BEFORE.match(value[max(0, start - FAR) : start])
        if other is None or not other["word"][0].isupper():
            return False
        return not (self.first_words.pattern.fullmatch(other["word"]) and BEGIN.search(other["before"]))


def name_matcher(people: Mapping[str, KnownPerson], first_words: Phrases) -> NameMatcher:
    """Return what finds the ``people`` of the register."""
    meanings: dict[str, set[str]] = {}
    for key, person in people.items():
        for words in person.names:
            meanings.setdefault(" ".join(words.split()), set()).add(key)
    known = {words: min(keys) for words, keys in meanings.items() if words and len(keys) == 1}
    longest = sorted(known, key=lambda words: (-len(words), words))
    pattern = "|".join(re.escape(words).replace(r"\ ", r"\s") for words in longest) or r"(?!)"
    # Few words begin as a name does: so few are held against all names, of which there may be a thousand.
    first = "".join(sorted({re.escape(words[0]) for words in longest}))
    begin = f"(?=[{first}])" if first else ""
    return NameMatcher(
        people=frozenset(people),
        meanings=known,
        pattern=re.compile(rf"\b{begin}(?:{pattern})\b(?!-\w)"),
        first_words=first_words,
    )
