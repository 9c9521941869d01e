"""Fill the register of people: everyone whom the book names."""

from dataclasses import replace

from octavo.model.book import Entry, Record, Section
from octavo.model.inlines import Inlines
from octavo.model.prose import Blocks, Sidebar
from octavo.model.query import every_block
from octavo.model.records import LifeEvent, Person
from octavo.resolve.collation import by_letter
from octavo.resolve.dates import date_words, life_words
from octavo.resolve.registers import (
    Registers,
    Sections,
    date_of,
    join,
    line_of,
    paragraph,
    prose_of,
    text,
)


def fill_people(section: Section, sections: Sections, registers: Registers) -> Section:
    """Fill the register of people with those who are used, filed by name.

    Entries: ``head`` is the name as filed; values ``life``, ``born``, ``died`` (date and place), ``original``,
    ``original-language``, ``variants``, ``pronunciation`` and ``name``, as the text has it; parts ``identification``,
    ``roles``, ``fate``; ``target`` is the sidebar about the person, if there is one.
    """
    sidebars = {
        block.person: block.id
        for each in sections
        for block in every_block(each.blocks)
        if isinstance(block, Sidebar) and block.person
    }
    entries = [
        (record.value.sort or record.value.name, _entry(record, sidebars.get(key, ""), registers))
        for key, record in registers.people.items()
    ]
    return replace(section, groups=by_letter(entries, registers.language))


def _entry(record: Record[Person], sidebar: str, registers: Registers) -> Entry:
    person = record.value
    values = {
        "life": life_words(record, registers.language),
        "born": _when_and_where(record, "born", person.born, registers),
        "died": _when_and_where(record, "died", person.died, registers),
        "original": person.original,
        "original-language": person.original_language,
        "variants": ", ".join(person.variants),
        "pronunciation": person.pronunciation,
        "name": person.name,
    }
    parts: dict[str, Blocks] = {
        "identification": paragraph(line_of(record, "identification")),
        "roles": paragraph(_roles(person)),
        "fate": prose_of(record, "fate"),
    }
    return Entry(
        id=f"person-{person.id}",
        head=text(person.sort if "," in person.sort else person.name),
        parts={name: blocks for name, blocks in parts.items() if blocks},
        values={name: value for name, value in values.items() if value},
        target=sidebar,
        origin=record.origin,
    )


def _when_and_where(record: Record[Person], which: str, event: LifeEvent | None, registers: Registers) -> str:
    if event is None:
        return ""
    date = date_of(record, which, "date")
    words = date_words(date, registers.language) if date and date.moments else ""
    return ", ".join(filter(None, (words, event.place)))


def _roles(person: Person) -> Inlines:
    """Return the offices and trades, in the order of the record, each with its years.

    What the identification says in the same words is not said again.
    """
    said = {part.strip() for part in person.identification.split(",")}
    others = (role for role in person.roles if role.role not in said)
    return join((text(", ".join(filter(None, (role.role, role.dates)))) for role in others), "; ")
