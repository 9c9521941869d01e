"""Hold a book against its ledger: no correction may be lost again."""

from collections.abc import Sequence
from dataclasses import replace

from octavo.load.corrections import lacking
from octavo.model.book import Publication, Section
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.editions import Correction
from octavo.model.origin import NOWHERE


def check_ledger(publication: Publication, texts: Sequence[Section]) -> tuple[Diagnostic, ...]:
    """Return what is told of corrections that are lost; a book without any is not even read for it.

    ``texts`` are the sections of ``publication`` with their ids.
    """
    if not any(record.value.decision == "applied" for record in publication.corrections):
        return ()
    from octavo.check.manuscript.claim_texts import claim_texts
    from octavo.editions.ledger_places import ids_by_place, name_of
    from octavo.editions.lost_corrections import Placed, lost_corrections

    ids = ids_by_place(texts)
    folder = publication.settings.origin.path.rpartition("/")[0]
    placed = [
        Placed(where=name_of(text, ids), file=text.origin.path.removeprefix(f"{folder}/"), text=text)
        for text in claim_texts(publication)
    ]
    return tuple(lost_corrections(publication.corrections, placed))


def check_whole(record: Correction, publication: Publication) -> None:
    """Raise :class:`Faulty` (OC405) for what the record to come lacks; no line of the ledger has it yet."""
    known = {each.value.id for each in publication.corrections}
    missing = [f"there is no '{each}' before it" for each in record.supersedes if each not in known]
    if problems := [*lacking(record), *missing]:
        told = (fault("OC405", NOWHERE, id=record.id, problem=problem) for problem in problems)
        raise Faulty(
            [replace(each, hint="give --reason, --source or --supersedes; nothing was written") for each in told]
        )
