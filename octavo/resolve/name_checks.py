"""Check the names by which records call each other, whether they are printed or not."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.resolve.registers import Anything, Faults, Registers, Sections


def check_names(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Find what records name that does not exist: OC201 for sources, OC202 for terms, OC203 for people."""
    return sections, tuple(_faults(registers))


def _faults(registers: Registers) -> Iterator[Diagnostic]:
    people, terms, sources = registers.people, registers.terms, registers.sources
    for person in people.values():
        yield from _astray("OC201", person, "sources", person.value.sources, sources)
    for term in terms.values():
        yield from _astray("OC201", term, "sources", term.value.sources, sources)
        yield from _astray("OC202", term, "see-also", term.value.see_also, terms)
    for event in registers.events.values():
        yield from _astray("OC201", event, "sources", event.value.sources, sources)
        yield from _astray("OC203", event, "people", event.value.people, people)
    for document in registers.documents.values():
        yield from _astray("OC201", document, "sources", document.value.sources, sources)
    for figure in registers.figures.values():
        yield from _astray("OC201", figure, "sources", figure.value.sources, sources)
    for answer in chain.from_iterable(registers.answers.values()):
        yield from _astray("OC201", answer, "sources", answer.value.sources, sources)


def _astray(
    code: str, record: Record[Anything], field: str, named: Sequence[str], known: Collection[str]
) -> Iterator[Diagnostic]:
    for position, key in enumerate(named):
        if key not in known:
            yield fault(code, record.at(field, position), key=key, near=(key, known))
