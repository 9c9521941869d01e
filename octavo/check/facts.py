"""Facts as data: what records say, against the text and against each other."""

from collections.abc import Iterator, Sequence

from octavo.check.facts_dates import LANGUAGE
from octavo.check.facts_lives import examine_lives
from octavo.check.facts_people import cast_of
from octavo.check.facts_registers import examine_documents, examine_events, examine_passages, examine_people
from octavo.check.facts_sums import examine_figures, examine_table
from octavo.check.manuscript_letters import primary
from octavo.check.manuscript_prose import Passage, every_block
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic
from octavo.model.prose import Table


def examine_facts(publication: Publication, passages: Sequence[Passage]) -> Iterator[Diagnostic]:
    """Yield OC801 to OC806 for each fact that is not the same everywhere.

    The prose of ``passages``, which are those of the ``publication``, is only read in English.
    """
    language = primary(publication.language.code)
    cast = cast_of(publication.people)
    yield from examine_people(publication.people)
    yield from examine_events(publication, cast)
    yield from examine_figures(publication.figures)
    for text in publication.texts.values():
        for block in every_block(text.blocks):
            if isinstance(block, Table):
                yield from examine_table(block, language)
    if language == LANGUAGE:
        yield from examine_documents(publication.documents, language)
        yield from examine_passages(passages, publication)
        for passage in passages:
            yield from examine_lives(passage, cast)
