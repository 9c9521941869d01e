"""Warn of records that nothing uses: they are printed nowhere, or somebody misspelt a reference to them."""

import re
from collections.abc import Collection, Iterator, Mapping

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Citation
from octavo.model.prose import Extract, Figure
from octavo.model.query import every_block, section_inlines
from octavo.model.records import Source
from octavo.resolve.registers import Printable, Registers, Sections, printable

_WORD = re.compile(r"[^\s;,]+")


def find_unused(sections: Sections, matter: Sections, registers: Registers, used: Registers) -> Iterator[Diagnostic]:
    """Yield a warning OC206 for every record that may be printed and is not used in the whole book.

    ``used`` are the records that the book uses, and ``matter`` is what only the sheets of teachers say. A document is
    used by an extract, a figure where it stands, and a source also where a record that is not printed, a correction, an
    answer or another text for teachers names it.
    """
    blocks = [block for section in sections for block in every_block(section.blocks)]
    documents = {block.document for block in blocks if isinstance(block, Extract)}
    figures = {block.figure for block in blocks if isinstance(block, Figure)}
    named = set(used.sources)
    for register in (registers.people, registers.terms, registers.events, registers.documents, registers.figures):
        named.update(key for record in register.values() for key in record.value.sources)
    named.update(key for answers in registers.answers.values() for each in answers for key in each.value.sources)
    # Corrections name their sources in words, several with semicolons between them.
    named.update(word for record in registers.corrections for word in _WORD.findall(record.value.source))
    cited = (inline for section in matter for inline in section_inlines(section) if isinstance(inline, Citation))
    named.update(work.key for citation in cited for work in citation.works)
    yield from _unused("person", registers.people, used.people)
    yield from _unused("term", registers.terms, used.terms)
    yield from _unused("event", registers.events, used.events)
    yield from _unused("document", registers.documents, documents)
    yield from _unused("figure", registers.figures, figures)
    yield from _unused("source", registers.sources, named)


def _unused(kind: str, register: Mapping[str, Record[Printable]], used: Collection[str]) -> Iterator[Diagnostic]:
    for key, record in register.items():
        is_extra = isinstance(record.value, Source) and record.value.may_be_unused
        if key not in used and printable(record.value) and not is_extra:
            yield fault("OC206", record.at("id"), kind=kind, id=key)
