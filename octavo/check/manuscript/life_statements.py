"""What prose says of births, deaths and ages, where it can hardly mean anybody else.

What is not surely understood is left alone: a fault that is none costs more trust than one that is missed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from octavo.check.manuscript.name_matcher import Mention
from octavo.check.manuscript.passages import Passage
from octavo.check.manuscript.prose_dates import WrittenDate, dates_in
from octavo.check.manuscript.prose_reader import ProseReader, with_signs
from octavo.check.manuscript.sentences import sentence_ends
from octavo.model.prose_patterns import DATE, NAMED, PERIOD, PERSON, ProsePatterns

WORD_BEFORE = re.compile(r"(\w+)\s\Z")
FAR = 40
"""In how many characters before a name the word before it stands."""

BREAK = re.compile(r"[:;]\s")
"""After it, a pronoun may take up the subject as at the beginning of a sentence."""

LONGEST = 2000
"""Characters of a sentence that are read."""

DATES = ("born", "died", "lived")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAge:
    """An age in prose, and the place where its words begin."""

    years: int
    words: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeStatement:
    """The prose says that ``person`` was born, or died, on these dates, or died at this age."""

    person: str
    born: WrittenDate | None = None
    died: WrittenDate | None = None
    age: WrittenAge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A passage with signs for the people and dates in it, and who and what they are, by where their words begin."""

    value: str
    signs: str
    people: Mapping[int, str]
    dates: Mapping[int, WrittenDate]


def life_statements(passage: Passage, reader: ProseReader) -> Iterator[LifeStatement]:
    """Yield what ``passage`` says of the lives of people in the register; places are those in the passage."""
    value = passage.text.value
    mentions = reader.matcher.mentions(passage.text)
    if not (mentions or passage.subject):
        return
    # In brackets, as in *(b. 1851)*, a stop ends no sentence.
    stops = (
        end
        for end in sentence_ends(value, reader.abbreviations)
        if value.rfind("(", 0, end) <= value.rfind(")", 0, end)
    )
    ends = (0, *stops, len(value))
    sentences = [(end - len(value[start:end].lstrip()), end) for start, end in pairwise(ends)]
    pronouns = _pronouns(passage, mentions, sentences, reader.prose)
    named = _named(value, (*mentions, *pronouns), reader.prose)
    for number, (start, end) in enumerate(sentences):
        signs = named.signs[start : min(end, start + LONGEST)]
        if not (passage.subject or PERSON in signs or NAMED in signs):
            continue
        is_subject = number and _is_about(passage.subject, value, sentences[number - 1], mentions, reader.prose)
        subjects = {
            "pronoun": passage.subject if is_subject else "",
            "subject": "" if passage.section else passage.subject,
        }
        for phrases in reader.prose.lives:
            for spans in reader.readings(phrases, signs):
                places = {slot: (start + first, start + last) for slot, (first, last) in spans.items()}
                if statement := _statement(places, subjects, named, reader.prose):
                    yield statement


def _pronouns(
    passage: Passage, mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], prose: ProsePatterns
) -> Iterator[Mention]:
    """Yield the pronouns that can only mean the person whose life the passage tells.

    They begin a sentence, or follow a colon or semicolon, and what stands before them names nobody else.
    """
    value, person = passage.text.value, passage.subject
    before: tuple[int, int] | None = None
    for start, end in sentences if person else ():
        breaks = (start + found.end() for found in BREAK.finditer(value[start:end]))
        for place, about in ((start, before), *((place, (start, place)) for place in breaks)):
            found = prose.pronouns.pattern.match(value, place)
            if found and about and _is_about(person, value, about, mentions, prose):
                yield Mention(found.start(), found.end(), person)
        before = (start, end)


def _is_about(
    person: str, value: str, span: tuple[int, int], mentions: Sequence[Mention], prose: ProsePatterns
) -> bool:
    """Whether the words of a span name nobody but ``person``."""
    start, end = span
    is_other = any(start <= mention.start < end and mention.person != person for mention in mentions)
    return not is_other and prose.others.pattern.search(value, start, end) is None


def _named(value: str, mentions: Sequence[Mention], prose: ProsePatterns) -> _Named:
    dates = {written.start: written for written in dates_in(value, prose)}
    return _Named(
        value=value,
        signs=with_signs(
            value,
            ((date.start, date.end, PERIOD if date.ends else DATE) for date in dates.values()),
            ((start, end, NAMED if _is_governed(value, start, prose) else PERSON) for start, end, _ in mentions),
        ),
        people={mention.start: mention.person for mention in mentions},
        dates=dates,
    )


def _is_governed(value: str, start: int, prose: ProsePatterns) -> bool:
    """Whether the name at ``start`` belongs to the word before it, so that it is no subject."""
    before = WORD_BEFORE.search(value, max(0, start - FAR), start)
    return before is not None and prose.governing.pattern.fullmatch(before[1]) is not None


def _statement(
    places: Mapping[str, tuple[int, int]], subjects: Mapping[str, str], named: _Named, prose: ProsePatterns
) -> LifeStatement | None:
    """Return the statement whose placeholders stand at ``places``, where it is one."""
    people = (named.people.get(places[slot][0], "") for slot in ("person", "name") if slot in places)
    implied = (subjects[slot] for slot in subjects if slot in places)
    person = next(filter(None, (*people, *implied)), "")
    born, died, lived = (named.dates.get(places[slot][0]) if slot in places else None for slot in DATES)
    if lived and lived.ends:
        born, died = lived.ends
    start, end = places.get("age", (0, 0))
    years = prose.numbers.number(named.value[start:end]) if end else None
    age = None if years is None else WrittenAge(years=years, words=named.value[start:end], start=start)
    return LifeStatement(person=person, born=born, died=died, age=age) if person and (born or died or age) else None
