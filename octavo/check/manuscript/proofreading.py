"""Read the manuscript as an editor would: facts, names, spelling, evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from octavo.check.manuscript.evidence import examine_citations, examine_documents
from octavo.check.manuscript.facts_in_prose import examine_passage
from octavo.check.manuscript.facts_in_records import examine_records
from octavo.check.manuscript.known_facts import KnownFacts, known_facts
from octavo.check.manuscript.names import examine_names, spellings_of
from octavo.check.manuscript.passages import Passage, passages_of, passages_of_records
from octavo.check.manuscript.prose_reader import prose_reader
from octavo.check.manuscript.spelling import (
    Places,
    Spelling,
    Vocabulary,
    examine_spelling,
    places_of,
    vocabulary_of,
)
from octavo.check.manuscript.sums import examine_figures, examine_tables, sum_reader
from octavo.model.book import Publication, TextFile
from octavo.model.diagnostics import Diagnostic, in_order
from octavo.model.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ManuscriptFindings:
    """What reading a manuscript brought: all ``diagnostics``, those of the ``spelling`` included, in order.

    ``not_run`` says what could not be looked at, and why.
    """

    diagnostics: tuple[Diagnostic, ...]
    spelling: Spelling
    not_run: Mapping[str, str]


Findings: TypeAlias = tuple[tuple[Diagnostic, ...], tuple[str, ...], tuple[str, ...]]
"""What reading a part of a book brings: what is wrong, the words, and the words of index marks."""


def places_in_text(text: TextFile, language: str, wanted: tuple[str, ...]) -> Places:
    """Return where each of the ``wanted`` words stands in a text of a book in ``language``."""
    return places_of(passages_of(text, language), wanted)


def join_findings(
    publication: Publication,
    *,
    texts: Iterable[Findings],
    records: Findings,
    look_up: Callable[[bytes], bytes],
    places_in: Callable[[TextFile, str, tuple[str, ...]], Places] = places_in_text,
) -> ManuscriptFindings:
    """Return OC801 to OC822 for all that is wrong with what ``publication`` says.

    ``texts`` are what :func:`read_text` has found in each of its texts, and ``records`` what :func:`read_records` has.
    ``look_up`` answers as :func:`octavo.check.manuscript.spelling_dictionary.look_up` does, and is called once.
    ``places_in`` does as :func:`places_in_text` does, and may remember it.
    """
    code = publication.language.code
    found: list[Diagnostic] = []
    parts: list[Vocabulary] = []
    for (diagnostics, words, marked), text in zip(texts, publication.texts.values(), strict=True):
        found += diagnostics
        passages, places = partial(passages_of, text, code), partial(places_in, text, code)
        parts.append(Vocabulary(words=words, marked=marked, passages=passages, places=places))
    diagnostics, words, marked = records
    found += diagnostics
    in_records = partial(passages_of_records, publication.without_texts())
    parts.append(
        Vocabulary(
            words=words,
            marked=marked,
            passages=in_records,
            places=lambda wanted: places_of(in_records(), wanted),
        )
    )
    spelling = examine_spelling(publication, parts, look_up)
    return ManuscriptFindings(
        diagnostics=in_order((*found, *spelling.diagnostics)),
        spelling=spelling,
        not_run=_not_run(publication.language, spelling),
    )


def read_text(text: TextFile, known: KnownFacts, *, must_cite: bool) -> Findings:
    """Return what is wrong with one text, and its words. With ``must_cite`` its paragraphs must cite something."""
    diagnostics = (
        *examine_tables(text.blocks, known.language, sum_reader(known.language, prose_reader(known).prose)),
        *(examine_citations(text, known) if must_cite else ()),
    )
    return _findings(diagnostics, passages_of(text, known.language.code), known)


def read_records(registers: Publication) -> Findings:
    """Return what is wrong with the registers of a book, and their words; its texts are not read."""
    known = known_facts(registers)
    diagnostics = (
        *examine_records(registers, known),
        *examine_figures(registers.figures, sum_reader(known.language, prose_reader(known).prose)),
        *examine_documents(registers.documents),
    )
    return _findings(diagnostics, passages_of_records(registers), known)


def _findings(others: Iterable[Diagnostic], passages: Sequence[Passage], known: KnownFacts) -> Findings:
    spellings = spellings_of(known.people.values(), prose_reader(known).prose.names_as_words)
    facts = (found for passage in passages for found in examine_passage(passage, known)) if known.language.prose else ()
    vocabulary = vocabulary_of(passages)
    diagnostics = in_order((*others, *facts, *examine_names(passages, spellings)))
    return diagnostics, tuple(sorted(vocabulary.words)), tuple(sorted(vocabulary.marked))


def _not_run(language: Language, spelling: Spelling) -> Mapping[str, str]:
    found = {}
    if not spelling.is_run:
        found["spelling"] = f"there is no word list for {language.code}"
    if language.prose is None:
        found["facts in prose"] = f"the language file of {language.code} has no section 'prose'"
    return found
