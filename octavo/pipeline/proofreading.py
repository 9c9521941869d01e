"""Proofread a manuscript, each text once for all builds as long as it and the records are the same."""

from functools import partial

from octavo.check.manuscript.evidence import asks_for_citations
from octavo.check.manuscript.known_facts import known_facts
from octavo.check.manuscript.proofreading import (
    ManuscriptFindings,
    join_findings,
    places_in_text,
    read_records,
    read_text,
)
from octavo.jobs.memo import Memo
from octavo.model.book import Publication
from octavo.pipeline.spelling_cache import look_up


def proofread(publication: Publication, memo: Memo) -> ManuscriptFindings:
    """Return all that is wrong with what ``publication`` says: see :func:`join_findings`."""
    known, citing = memo.share(known_facts(publication)), asks_for_citations(publication)
    texts = [(name, memo.share(text)) for name, text in publication.texts.items()]
    return join_findings(
        publication,
        texts=[memo(read_text, text, known, must_cite=name in citing) for name, text in texts],
        records=memo(read_records, publication.without_texts()),
        look_up=partial(look_up, store=memo.store),
        places_in=lambda text, language, wanted: memo(places_in_text, text, language, wanted),
    )
