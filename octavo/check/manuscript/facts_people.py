"""Who is meant where the prose names somebody of the register."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from octavo.check.manuscript.character_places import Letters
from octavo.model.book import Record
from octavo.model.records import Person

BEGIN = re.compile(r"(?:^|[.!?:]\W*\s|[\"“(])$")
"""What stands before the first word of a sentence."""

OTHER_BEFORE = re.compile(r"(?P<before>.*?)\b(?P<word>[^\W\d_a-z][\w’'-]*)\.?\s$", re.DOTALL)
FIRST_WORDS = frozenset(
    (
        *("After", "Against", "Although", "And", "As", "At", "Because", "Before", "Both", "But", "By", "Did", "Even"),
        *("For", "From", "Had", "How", "However", "If", "In", "Is", "Later", "Like", "Neither", "Of", "On", "Once"),
        *("Only", "Or", "Since", "So", "Soon", "That", "Then", "There", "Though", "Thus", "To", "Under", "Unlike"),
        *("Until", "Was", "What", "When", "Where", "Whether", "While", "Why", "With", "Without", "Yet"),
    )
)
"""Words that begin a sentence before a name and are no part of it."""

OTHER_BEHIND = re.compile(r"\s[^\W\d_a-z]\w")


class Mention(NamedTuple):
    """From ``start`` to ``end`` the prose names ``person``."""

    start: int
    end: int
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of the register, and the words by which the prose names one of them and no other."""

    people: Mapping[str, Record[Person]]
    meanings: Mapping[str, str]
    pattern: re.Pattern[str]

    def mentions(self, letters: Letters) -> tuple[Mention, ...]:
        """Return where ``letters`` surely name somebody, in order.

        Left out are names in quotations and titles, and names that are part of a longer one: *Kirov Street*, or
        *Alexander Nikolaev* where the register knows another Nikolaev.
        """
        apart = letters.apart()
        linked = [
            Mention(stretch.start, stretch.end, stretch.key)
            for stretch in letters.stretches
            if stretch.kind == "person" and stretch.key in self.people
        ]
        found = [
            Mention(match.start(), match.end(), self.meanings[match[0].replace("\n", " ")])
            for match in self.pattern.finditer(letters.value)
            if not any(start < match.end() and match.start() < end for start, end in apart)
            and not any(mention.start <= match.start() < mention.end for mention in linked)
            and not _is_part_of_another(letters.value, match.start(), match.end())
        ]
        return tuple(sorted((*linked, *found)))


def cast_of(people: Iterable[Record[Person]]) -> Cast:
    """Return the cast of the register ``people``."""
    meanings: dict[str, set[str]] = {}
    register = {record.value.id: record for record in people}
    for key, record in register.items():
        for words in _phrases(record.value):
            meanings.setdefault(words, set()).add(key)
    known = {words: min(keys) for words, keys in meanings.items() if len(keys) == 1}
    longest = sorted(known, key=lambda words: (-len(words), words))
    pattern = "|".join(re.escape(words).replace(r"\ ", r"\s") for words in longest) or r"(?!)"
    # Few words begin as a name does: so few are held against all names, of which there may be a thousand.
    first = "".join(sorted({re.escape(words[0]) for words in longest}))
    begin = f"(?=[{first}])" if first else ""
    return Cast(people=register, meanings=known, pattern=re.compile(rf"\b{begin}(?:{pattern})\b(?!-\w)"))


def _phrases(person: Person) -> Iterator[str]:
    yield person.name
    yield from person.mentions


def _is_part_of_another(value: str, start: int, end: int) -> bool:
    if OTHER_BEHIND.match(value, end):
        return True
    other = OTHER_BEFORE.match(value[max(0, start - 60) : start])
    return other is not None and not (other["word"] in FIRST_WORDS and BEGIN.search(other["before"]))
