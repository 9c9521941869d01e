"""Fill the glossary: every term that the book uses."""

from dataclasses import replace

from octavo.model.book import Entry, Record, Section
from octavo.model.inlines import Inlines, Reference
from octavo.model.records import Term
from octavo.resolve.collation import by_letter, in_order
from octavo.resolve.registers import Registers, Sections, join, paragraph, prose_of, text


def fill_glossary(section: Section, _sections: Sections, registers: Registers) -> Section:
    """Fill the glossary with the terms that are used, in the order of the alphabet.

    Entries: values ``pronunciation``, ``original``, ``original-language``, ``transliteration`` and ``aliases``; parts
    ``definition``, ``context`` and ``see-also``, one paragraph of references to those terms that are printed too.
    """
    entries = [(record.value.term, _entry(record, registers)) for record in registers.terms.values()]
    return replace(section, groups=by_letter(entries, registers.language))


def _entry(record: Record[Term], registers: Registers) -> Entry:
    term = record.value
    values = {
        "pronunciation": term.pronunciation,
        "original": term.original,
        "original-language": term.original_language,
        "transliteration": term.transliteration,
        "aliases": ", ".join(term.aliases),
    }
    parts = {
        "definition": prose_of(record, "definition"),
        "context": prose_of(record, "context"),
        "see-also": paragraph(_see_also(term, registers)),
    }
    return Entry(
        id=f"term-{term.id}",
        head=text(term.term),
        parts={name: blocks for name, blocks in parts.items() if blocks},
        values={name: value for name, value in values.items() if value},
        origin=record.origin,
    )


def _see_also(term: Term, registers: Registers) -> Inlines:
    others = [registers.terms[key].value for key in term.see_also if key in registers.terms]
    ordered = in_order(others, lambda other: other.term, registers.language)
    return join(
        ((Reference(target=f"term-{other.id}", children=text(other.term), with_page=False),) for other in ordered), ", "
    )
