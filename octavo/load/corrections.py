"""Check the ledger of a book by itself: whether its wording stands in the book is checked when that is read."""

from collections.abc import Iterable, Iterator

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.editions import MEANING, Correction


def unfit_corrections(ledger: Iterable[Record[Correction]]) -> Iterator[Diagnostic]:
    """Yield OC405 for each record that lacks what its decision or its kind asks for, or supersedes an unknown one.

    A rejection says why. What changes the meaning of a book says why, and by what source.
    """
    known: set[str] = set()
    for record in ledger:
        correction = record.value
        for problem in lacking(correction):
            yield fault("OC405", record.origin, id=correction.id, problem=problem)
        for position, other in enumerate(correction.supersedes):
            if other not in known:
                problem = f"there is no '{other}' before it"
                yield fault("OC405", record.at("supersedes", position), id=correction.id, problem=problem)
        known.add(correction.id)


def lacking(correction: Correction) -> Iterator[str]:
    """Yield what a record lacks that its decision or its kind asks for."""
    if correction.decision in {"applied", "rejected"} and not correction.reason.strip():
        yield "it does not say why ('reason')"
    if correction.decision == "applied" and correction.kind in MEANING and not correction.source.strip():
        yield f"a correction of the kind '{correction.kind}' names what it rests on ('source')"
