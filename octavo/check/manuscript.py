"""Read the manuscript as an editor would: facts, names, spelling, evidence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from octavo.check.facts import examine_facts
from octavo.check.facts_dates import LANGUAGE
from octavo.check.manuscript_evidence import examine_citations, examine_documents
from octavo.check.manuscript_letters import primary
from octavo.check.manuscript_prose import passages
from octavo.check.names import examine_names
from octavo.check.spelling import Spelling, examine_spelling
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What reading a manuscript brought: all ``diagnostics``, those of the ``spelling`` included, in order.

    ``not_run`` says what could not be looked at, and why.
    """

    diagnostics: tuple[Diagnostic, ...]
    spelling: Spelling
    not_run: Mapping[str, str]


def examine_manuscript(publication: Publication, *, look_up: Callable[[bytes], bytes]) -> Proof:
    """Return OC801 to OC822 for all that is wrong with what ``publication`` says.

    ``look_up`` answers as :func:`octavo.check.spelling_dictionary.look_up` does, and is called once.
    """
    prose = passages(publication)
    spelling = examine_spelling(publication, prose, look_up)
    found = (
        *examine_facts(publication, prose),
        *examine_names(publication.people, prose),
        *examine_documents(publication.documents),
        *examine_citations(publication),
        *spelling.diagnostics,
    )
    return Proof(diagnostics=in_order(found), spelling=spelling, not_run=_not_run(publication.language.code, spelling))


def _not_run(language: str, spelling: Spelling) -> Mapping[str, str]:
    found = {}
    if not spelling.is_run:
        found["spelling"] = f"there is no word list for {language}"
    if primary(language) != LANGUAGE:
        found["facts in prose"] = f"they are read in English, not in {language}"
    return found
