"""What sentences say of births, deaths and ages, where they can hardly mean anybody else.

The name and the verb stand together, or the passage is the life of the person. What is not surely understood is left
alone: a fault that is none costs more trust than one that is missed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from octavo.check.manuscript.facts_dates import NUMBERS, WrittenDate, dates_in
from octavo.check.manuscript.facts_people import Cast, Mention
from octavo.check.manuscript.passages import Passage

What: TypeAlias = Literal["born", "died"]

SENTENCE = re.compile(r"\S.*?(?:[.!?][\"”’)\]]*(?=\s+[\"“‘(]?[A-ZÀ-Þ])|[:;](?=\s(?:he|she)\s)|\Z)", re.DOTALL)
PASSIVE = r"(?:shot|killed|murdered|executed|hanged|assassinated)"
VERB = re.compile(
    rf"\b(?:(?P<born>was\sborn)|(?P<died>died|dies|(?:was|is)\s{PASSIVE})|(?P<bare>{PASSIVE}))\b", re.IGNORECASE
)
BORN_FIRST = re.compile(r"Born\b(?P<when>[^,;:()]{1,60}),\s*")

TOGETHER = re.compile(r"(?:\s*\([^()]*\))?(?:\s*,\s*(?:who|[^,;:()]{1,80},)|\s+who)?\s*")
"""What may stand between a name and its verb."""

AND = r"\sand\s(?:then\s|later\s)?"
PASSIVE_AND = re.compile(rf"\s+(?:was|had\sbeen)\s[^,;:()]{{1,80}}{AND}")
ACTIVE_AND = re.compile(rf"\s+[^,;:()]{{1,80}}{AND}")
GOVERNED = re.compile(
    r"(?:^|\W)(?:of|for|with|by|to|from|than|against|about|under|on|in|at|between|like|and|or)\s\Z", re.IGNORECASE
)
"""Before a name: it belongs to another word, so the verb need not be about it."""

PRONOUN = re.compile(rf"(?:he|she)(?:\s|\s[^;:()]{{1,160}}{AND})", re.IGNORECASE)
FATE = re.compile(r"(?:(?:Arrested|Tried|Sentenced|Imprisoned|Accused|Expelled)\b[^;:()]*(?:\sand|,)\s)?", re.DOTALL)
"""How a clause of a person's ``fate`` may begin, which has no subject."""

RELATIVE = re.compile(
    r"\b(?:father|mother|parent|brother|sister|son|daughter|wife|husband|widow|child|children|uncle|aunt|friend)s?\b"
)
"""Whom *he* or *she* may mean in the next sentence."""

STOP = re.compile(
    r"[;:.()]|\b(?:and|but|when|while|after|before|until|since|who|whose|which|that|than|because|although|where)\b"
)
NEAR = 80
"""How many characters behind the verb its date is looked for."""

BEFORE_DATE = re.compile(r"(?:\b(?:in|on)\s(?:(?:early|late)\s|the\s\w+\sof\s)?|,\s|^\s?)\Z")
AGED = re.compile(r"\b(?:aged|at\sthe\sage\sof)\s(?P<age>\d+|[a-z]+(?:-[a-z]+)?)\b")
WAS_WHEN = re.compile(
    rf"\s*was\s(?P<age>\d+|[a-z]+(?:-[a-z]+)?)(?:\syears\sold)?\swhen\s(?:he|she)\s(?:died|was\s{PASSIVE})\b"
)
IN_BRACKETS = re.compile(
    r"\s?\(\s*(?P<sign>born\s|b\.\s?|died\s|d\.\s?)?(?P<one>[12]\d{3})(?:\s*(?:--|–|-)\s*(?P<two>[12]\d{3}|\d\d))?\s*[),;]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClaim:
    """The prose says that ``person`` was born or died on ``written``, whose words begin at ``offset``."""

    person: str
    what: What
    written: WrittenDate
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanClaim:
    """Behind the name of ``person`` stand the years ``first`` and ``last`` in brackets."""

    person: str
    first: WrittenDate
    last: WrittenDate
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeClaim:
    """The prose says that ``person`` died at the ``age``."""

    person: str
    age: int
    words: str
    offset: int


Claim: TypeAlias = DateClaim | SpanClaim | AgeClaim


class _Sentence(NamedTuple):
    """A sentence, where it begins in the passage, the names in it (by their place in it), and the one before it."""

    words: str
    start: int
    mentions: tuple[Mention, ...]
    before: "_Sentence | None"


def claims(passage: Passage, cast: Cast) -> Iterator[Claim]:
    """Yield what ``passage`` says of the lives of the people of ``cast``."""
    value = passage.letters.value
    mentions = cast.mentions(passage.letters)
    for mention in mentions:
        yield from _in_brackets(value, mention)
    before: _Sentence | None = None
    for found in SENTENCE.finditer(value):
        inside = tuple(
            Mention(mention.start - found.start(), mention.end - found.start(), mention.person)
            for mention in mentions
            if found.start() <= mention.start < found.end()
        )
        sentence = _Sentence(found[0], found.start(), inside, before)
        for claim in _in_sentence(sentence, passage):
            yield replace(claim, offset=claim.offset + sentence.start)
        before = sentence


def _in_brackets(value: str, mention: Mention) -> Iterator[Claim]:
    found = IN_BRACKETS.match(value, mention.end)
    if found is None:
        return
    first = next(dates_in(found["one"]))
    if found["two"]:
        last = next(dates_in(found["one"][: 4 - len(found["two"])] + found["two"]))
        yield SpanClaim(person=mention.person, first=first, last=last, offset=found.start("one"))
    elif found["sign"]:
        what: What = "born" if found["sign"].startswith("b") else "died"
        yield DateClaim(person=mention.person, what=what, written=first, offset=found.start("one"))


def _in_sentence(sentence: _Sentence, passage: Passage) -> Iterator[DateClaim | AgeClaim]:
    yield from _born_first(sentence, passage)
    yield from _was_when(sentence, passage)
    for verb in VERB.finditer(sentence.words):
        person = _subject(sentence, verb, passage)
        if not person:
            continue
        what: What = "born" if verb["born"] else "died"
        written = _date_behind(sentence.words, verb.end())
        if written is not None:
            yield DateClaim(person=person, what=what, written=written, offset=written.start)
        if what == "died":
            yield from _aged(sentence, verb, person)


def _subject(sentence: _Sentence, verb: re.Match[str], passage: Passage) -> str:
    """Return who was born or died by the ``verb``, or nothing where that is not sure."""
    before = sentence.words[: verb.start()]
    named = [mention for mention in sentence.mentions if mention.end <= verb.start()]
    if named:
        last = named[-1]
        return last.person if _is_subject(before[: last.start], before[last.end :], verb) else ""
    if not passage.subject or RELATIVE.search(before):
        return ""
    if not passage.text:
        clause = re.split(r"[;.]\s*", before)[-1]
        return passage.subject if verb["bare"] and FATE.fullmatch(clause) else ""
    is_told = PRONOUN.fullmatch(before) is not None and (not verb["bare"] or " was " in before)
    return passage.subject if is_told and _is_still_about(passage.subject, sentence.before) else ""


def _is_subject(before: str, between: str, verb: re.Match[str]) -> bool:
    """Whether a name, with what stands ``before`` it and ``between`` it and the ``verb``, is the verb's subject."""
    if GOVERNED.search(before) or RELATIVE.search(between):
        return False
    if TOGETHER.fullmatch(between):
        return not verb["bare"]
    is_shared = ACTIVE_AND if verb["died"] else PASSIVE_AND
    return not verb["born"] and is_shared.fullmatch(between) is not None


def _is_still_about(person: str, before: _Sentence | None) -> bool:
    """Whether *he* or *she* in the next sentence must be ``person``, since the one ``before`` names nobody else."""
    if before is None:
        return False
    others = [mention for mention in before.mentions if mention.person != person]
    return not others and not RELATIVE.search(before.words)


def _date_behind(words: str, start: int) -> WrittenDate | None:
    stop = STOP.search(words, start, start + NEAR)
    window = words[start : stop.start() if stop else start + NEAR]
    for written in dates_in(window):
        if BEFORE_DATE.search(window[: written.start]):
            return replace(written, start=start + written.start, end=start + written.end)
    return None


def _born_first(sentence: _Sentence, passage: Passage) -> Iterator[DateClaim]:
    """Read *Born in 1886, Kirov …*."""
    found = BORN_FIRST.match(sentence.words)
    written = _date_behind(found[0], len("Born")) if found else None
    if found is None or written is None:
        return
    named = [mention.person for mention in sentence.mentions if mention.start == found.end()]
    is_pronoun = re.match(r"(?:he|she)\b", sentence.words[found.end() :]) is not None
    person = named[0] if named else passage.subject if is_pronoun else ""
    if person:
        yield DateClaim(person=person, what="born", written=written, offset=written.start)


def _was_when(sentence: _Sentence, passage: Passage) -> Iterator[AgeClaim]:
    """Read *He was 48 when he was murdered*."""
    starts = [(mention.end, mention.person) for mention in sentence.mentions if not mention.start]
    if passage.subject and re.match(r"(?:he|she)\s", sentence.words, re.IGNORECASE):
        starts.append((sentence.words.index("e") + 1, passage.subject))
    for end, person in starts:
        found = WAS_WHEN.match(sentence.words, end)
        age = _number(found["age"]) if found else None
        is_told = age is not None and (bool(sentence.mentions) or _is_still_about(person, sentence.before))
        if found and age is not None and is_told:
            yield AgeClaim(person=person, age=age, words=found["age"], offset=found.start("age"))


def _aged(sentence: _Sentence, verb: re.Match[str], person: str) -> Iterator[AgeClaim]:
    stop = STOP.search(sentence.words, verb.end())
    found = AGED.search(sentence.words, verb.end(), stop.start() if stop else len(sentence.words))
    age = _number(found["age"]) if found else None
    if found and age is not None:
        yield AgeClaim(person=person, age=age, words=found["age"], offset=found.start("age"))


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else NUMBERS.get(words)
