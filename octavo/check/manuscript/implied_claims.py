"""Places that follow from a date without naming it: ages, the year alone in a life, the month of an event."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.check.manuscript.claim_texts import context_of
from octavo.check.manuscript.known_facts import KnownDate, KnownFacts, KnownPerson, known_facts
from octavo.check.manuscript.life_statements import life_statements
from octavo.check.manuscript.passages import Passage, passages
from octavo.check.manuscript.prose_dates import WrittenDate, dates_in
from octavo.check.manuscript.prose_reader import ProseReader, prose_reader, with_signs
from octavo.model.book import Publication
from octavo.model.claim_text import in_source
from octavo.model.claims import Form, Stated
from octavo.model.dates import Day
from octavo.model.prose_patterns import NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lives:
    """The people whose birth or death is on the days that are looked for."""

    born: frozenset[str]
    died: frozenset[str]


def implied(
    publication: Publication, days: tuple[Day, Day], stated: Sequence[Stated], source: Callable[[str], str]
) -> Iterator[Stated]:
    """Yield the places that ``days`` decide, besides those where they are ``stated``.

    These are ages of people who were born or died then, their lives told by a year or month alone, and a month in a
    passage that treats an event of then, where the passage names no day. ``source`` gives the text of a file.
    """
    for each in _implied(publication, days, stated):
        if each.what == "register":
            origin = in_source(source(each.origin.path), each.origin, each.words, 0)
            yield replace(each, origin=origin)
        else:
            yield each


def _implied(publication: Publication, days: tuple[Day, Day], stated: Sequence[Stated]) -> Iterator[Stated]:
    known = known_facts(publication)
    reader = prose_reader(known)
    lives = _Lives(
        born=frozenset(key for key, person in known.people.items() if _is_then(person.born, days)),
        died=frozenset(key for key, person in known.people.items() if _is_then(person.died, days)),
    )
    exact = {each.block for each in stated if each.form != "less exact"}
    for passage in passages(publication):
        if lives.born or lives.died:
            yield from _of_lives(passage, days, lives, reader)
        if lives.born:
            yield from _ages(passage, known, lives.born, reader)
        events = known.events.get(passage.id, ()) if passage.id else ()
        if passage.text.origin not in exact and any(_is_then(event, days) for event in events):
            for written in dates_in(passage.text.value, reader.prose):
                # A year alone is often that of something else in the passage.
                if written.month and _is_coarse(written, days):
                    yield _stated(passage, written.start, written.words, "less exact")


def _is_then(known: KnownDate | None, days: tuple[Day, Day]) -> bool:
    moments = known.date.moments if known else ()
    return any(days[0] <= moment.earliest and moment.latest <= days[1] for moment in moments)


def _is_coarse(written: WrittenDate, days: tuple[Day, Day]) -> bool:
    """Whether ``written`` is a longer time in which ``days`` are."""
    return bool(written.days and written.days != days and written.days[0] <= days[0] and days[1] <= written.days[1])


def _of_lives(passage: Passage, days: tuple[Day, Day], lives: _Lives, reader: ProseReader) -> Iterator[Stated]:
    for statement in life_statements(passage, reader):
        for people, written in ((lives.born, statement.born), (lives.died, statement.died)):
            if written and statement.person in people and _is_coarse(written, days):
                yield _stated(passage, written.start, written.words, "less exact")
        if statement.age and statement.person in lives.born | lives.died:
            yield _stated(passage, statement.age.start, statement.age.words, "age computed from it")


def _ages(passage: Passage, known: KnownFacts, born: frozenset[str], reader: ProseReader) -> Iterator[Stated]:
    mentions = reader.matcher.mentions(passage.text)
    people: dict[int, KnownPerson] = {mention.start: known.people[mention.person] for mention in mentions}
    signs = with_signs(passage.text.value, ((start, end, NAMED) for start, end, _ in mentions))
    for spans in reader.readings(reader.prose.ages, signs):
        person = people.get(spans["name"][0])
        if person and person.id in born and "age" in spans:
            start, end = spans["age"]
            yield _stated(passage, start, passage.text.value[start:end], "age computed from it")


def _stated(passage: Passage, start: int, words: str, form: Form) -> Stated:
    text = passage.text.value
    return Stated(
        origin=passage.text.at(start),
        words=words,
        form=form,
        what="text" if passage.section else "register",
        context=context_of(text, start, start + len(words)),
        block=passage.text.origin,
        occurrence=text[:start].count(words),
    )
