"""Fill the glossary: every term that the book uses."""

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.book import Entry, Record
from octavo.model.inlines import Inlines, Reference
from octavo.model.records import Term
from octavo.resolve.collation import by_letter, in_order
from octavo.resolve.linking import Target
from octavo.resolve.registers import Faults, Registers, Sections, fill, join, paragraph, prose_of, text
from octavo.resolve.used_records import Used, used

if TYPE_CHECKING:
    from octavo.model.prose import Blocks


def fill_glossary(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Fill the section ``glossary`` with the terms that are used, in the order of the alphabet.

    Entries: values ``pronunciation``, ``original``, ``original-language``, ``transliteration`` and ``aliases``; parts
    ``definition``, ``context`` and ``see-also``, one paragraph of references to those terms that are printed too.
    """
    wanted = used(sections, registers)
    printed = [record for key, record in registers.terms.items() if Target("term", key) in wanted]
    entries = [(record.value.term, _entry(record, wanted, registers)) for record in printed]
    groups = by_letter(entries, registers.language)
    return fill(sections, "glossary", lambda section: replace(section, groups=groups)), ()


def _entry(record: Record[Term], wanted: Used, registers: Registers) -> Entry:
    term = record.value
    values = {
        "pronunciation": term.pronunciation,
        "original": term.original,
        "original-language": term.original_language,
        "transliteration": term.transliteration,
        "aliases": ", ".join(term.aliases),
    }
    parts: dict[str, Blocks] = {
        "definition": prose_of(record, "definition"),
        "context": prose_of(record, "context"),
        "see-also": paragraph(_see_also(term, wanted, registers)),
    }
    return Entry(
        id=f"term-{term.id}",
        head=text(term.term),
        parts={name: blocks for name, blocks in parts.items() if blocks},
        values={name: value for name, value in values.items() if value},
        origin=record.origin,
    )


def _see_also(term: Term, wanted: Used, registers: Registers) -> Inlines:
    others = [registers.terms[key].value for key in term.see_also if Target("term", key) in wanted]
    ordered = in_order(others, lambda other: other.term, registers.language)
    return join(
        ((Reference(target=f"term-{other.id}", children=text(other.term), with_page=False),) for other in ordered), ", "
    )
