"""Facts as data: what records say, against the text and against each other."""

from collections.abc import Iterator, Sequence

from octavo.check.manuscript.character_places import primary
from octavo.check.manuscript.facts_dates import LANGUAGE
from octavo.check.manuscript.facts_lives import examine_lives
from octavo.check.manuscript.facts_people import Cast
from octavo.check.manuscript.facts_registers import examine_documents, examine_events, examine_passages, examine_people
from octavo.check.manuscript.facts_sums import examine_figures, examine_table
from octavo.check.manuscript.passages import Passage
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic
from octavo.model.prose import Blocks, Table
from octavo.model.query import every_block


def examine_records(publication: Publication, cast: Cast) -> Iterator[Diagnostic]:
    """Yield OC801 to OC806 for each fact of the registers that is not the same everywhere in them."""
    language = primary(publication.language.code)
    yield from examine_people(publication.people)
    yield from examine_events(publication, cast)
    yield from examine_figures(publication.figures)
    if language == LANGUAGE:
        yield from examine_documents(publication.documents, language)


def examine_tables(blocks: Blocks, language: str) -> Iterator[Diagnostic]:
    """Yield OC803 for each sum in a table of ``blocks`` that is none."""
    for block in every_block(blocks):
        if isinstance(block, Table):
            yield from examine_table(block, primary(language))


def examine_facts(passages: Sequence[Passage], publication: Publication, cast: Cast) -> Iterator[Diagnostic]:
    """Yield OC801 and OC805 for each fact in ``passages`` that the registers of ``publication`` contradict.

    Prose is only read in English.
    """
    if primary(publication.language.code) == LANGUAGE:
        yield from examine_passages(passages, publication)
        for passage in passages:
            yield from examine_lives(passage, cast)
