"""What prose says of lives, documents and events, against the registers."""

from collections.abc import Iterator

from octavo.check.manuscript.known_facts import KnownDate, KnownFacts, KnownPerson
from octavo.check.manuscript.life_statements import LifeStatement, WrittenAge, life_statements
from octavo.check.manuscript.passages import Passage
from octavo.check.manuscript.placed_text import PlacedText
from octavo.check.manuscript.prose_dates import WrittenDate, ages, agrees, dates_in, whole, years_between
from octavo.check.manuscript.prose_reader import prose_reader
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.prose_patterns import ProsePatterns

YOUNGEST = 15
"""Years in brackets behind a name that begin at this age or later, and end in life, are those of an office."""


def examine_passage(passage: Passage, known: KnownFacts) -> Iterator[Diagnostic]:
    """Yield OC801 for each birth, death or age, and OC805 for each date of a document or event, that is another's."""
    reader = prose_reader(known)
    yield from _references(passage, known, reader.prose)
    for event in known.events.get(passage.id, ()) if passage.id else ():
        yield from _other_year(passage.text, event, reader.prose)
    if not passage.is_quoted:
        for statement in life_statements(passage, reader):
            yield from _life(statement, known.people[statement.person], passage.text)


# --- lives -----------------------------------------------------------------------------------------------------------


def _life(statement: LifeStatement, person: KnownPerson, text: PlacedText) -> Iterator[Diagnostic]:
    born, died = statement.born, statement.died
    if not (born and died and _is_of_an_office(person, born, died)):
        for verb, written, known in (("was born", born, person.born), ("died", died, person.died)):
            if written and known and not agrees(written, known.date):
                fact = f"{verb} {known.date.edtf}"
                yield contradicted(person, written.words, fact, text.at(written.start), known.origin)
    if statement.age and person.born and person.died:
        yield from _age(statement.age, person, person.born, person.died, text)


def _age(
    age: WrittenAge, person: KnownPerson, born: KnownDate, died: KnownDate, text: PlacedText
) -> Iterator[Diagnostic]:
    possible = ages(born.date, died.date)
    if possible and age.years not in possible:
        fact = f"died at the age of {either(possible)}"
        yield contradicted(person, age.words, fact, text.at(age.start), died.origin)


def _is_of_an_office(person: KnownPerson, first: WrittenDate, last: WrittenDate) -> bool:
    """Whether two dates behind a name are those of a time within the life, and not of the life."""
    born, died = (whole(known.date) if known else None for known in (person.born, person.died))
    if first.days is None or last.days is None or born is None:
        return False
    is_grown_up = years_between(born[0], first.days[0]) >= YOUNGEST
    return is_grown_up and (died is None or last.days[0] <= died[1])


def either(possible: range) -> str:
    """Return the ages that are possible, in words: ``47 or 48``."""
    return " or ".join(str(each) for each in sorted({possible[0], possible[-1]}))


def contradicted(person: KnownPerson, words: str, fact: str, place: Origin, known_at: Origin) -> Diagnostic:
    """Return OC801: the ``words`` at ``place`` do not agree with the ``fact`` that the register gives."""
    return fault("OC801", place, related=[known_at], words=words, person=person.name, fact=fact)


# --- documents and events --------------------------------------------------------------------------------------------


def _references(passage: Passage, known: KnownFacts, prose: ProsePatterns) -> Iterator[Diagnostic]:
    for span in passage.text.marked:
        document = known.documents.get(span.key) if span.kind == "reference" else None
        if document is None:
            continue
        written = list(dates_in(passage.text.value[span.start : span.end], prose))
        if written and not any(agrees(each, document.date) for each in written):
            place = passage.text.at(span.start + written[0].start)
            yield other_date(written[0].words, "document", document, place, document.origin)


def _other_year(text: PlacedText, event: KnownDate, prose: ProsePatterns) -> Iterator[Diagnostic]:
    """Yield OC805 for a day of the event in another year, in the passage that treats it, where its own is missing."""
    days = whole(event.date)
    if days is None or days[0] != days[1] or event.date.old_style is not None:
        return
    day = (days[0].month, days[0].day)
    same_day = [each for each in dates_in(text.value, prose) if (each.month, each.day) == day]
    if same_day and not any(agrees(each, event.date) for each in same_day):
        first = same_day[0]
        yield other_date(first.words, "event", event, text.at(first.start), event.origin)


def other_date(words: str, kind: str, known: KnownDate, place: Origin, *related: Origin) -> Diagnostic:
    """Return OC805: the ``words`` at ``place`` name another date than the record of that ``kind``."""
    return fault("OC805", place, related=related, words=words, kind=kind, id=known.id, date=known.date.edtf)
