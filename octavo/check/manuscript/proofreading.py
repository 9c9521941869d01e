"""Read the manuscript as an editor would: facts, names, spelling, evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeAlias

from octavo.check.manuscript.character_places import primary
from octavo.check.manuscript.evidence import examine_citations, examine_documents
from octavo.check.manuscript.facts import examine_facts, examine_records, examine_tables
from octavo.check.manuscript.facts_dates import LANGUAGE
from octavo.check.manuscript.facts_people import Cast, cast_of
from octavo.check.manuscript.names import Spellings, examine_names, spellings_of
from octavo.check.manuscript.passages import Passage, passages_of, passages_of_records
from octavo.check.manuscript.spelling import Spelling, Vocabulary, examine_spelling, vocabulary_of
from octavo.model.book import Publication
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What reading a manuscript brought: all ``diagnostics``, those of the ``spelling`` included, in order.

    ``not_run`` says what could not be looked at, and why.
    """

    diagnostics: tuple[Diagnostic, ...]
    spelling: Spelling
    not_run: Mapping[str, str]


def examine_manuscript(
    publication: Publication, *, look_up: Callable[[bytes], bytes], recall: Recall = always_made
) -> Proof:
    """Return OC801 to OC822 for all that is wrong with what ``publication`` says.

    ``look_up`` answers as :func:`octavo.check.manuscript.spelling_dictionary.look_up` does, and is called once.
    ``recall`` remembers what reading the records, and each text beside them, has brought.
    """
    reader = _Reader(publication)
    records = publication.digest_besides_texts
    found: list[Diagnostic] = []
    parts: list[Vocabulary] = []
    for name, text in publication.texts.items():
        of = ("proof of a text", records, name, publication.digests[name])
        told, words, marked = recall(of, partial(reader.text, name))
        found += told
        parts.append(Vocabulary(words=words, marked=marked, passages=partial(passages_of, text, publication)))
    told, words, marked = recall(("proof of the records", records), reader.records)
    found += told
    parts.append(Vocabulary(words=words, marked=marked, passages=partial(passages_of_records, publication)))
    spelling = examine_spelling(publication, parts, look_up)
    return Proof(
        diagnostics=in_order((*found, *spelling.diagnostics)),
        spelling=spelling,
        not_run=_not_run(publication.language.code, spelling),
    )


Found: TypeAlias = tuple[tuple[Diagnostic, ...], tuple[str, ...], tuple[str, ...]]
"""What reading a part of a book brings: what is wrong, the words, and the words of index marks."""


class _Reader:
    """Reads parts of a manuscript; what it must know of the people is got ready when something is really read."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    @cached_property
    def cast(self) -> Cast:
        return cast_of(self.publication.people)

    @cached_property
    def spellings(self) -> Spellings:
        return spellings_of(self.publication.people)

    def text(self, name: str) -> Found:
        """Read the text ``name`` beside the records. All that this depends on is in the name it is recalled by."""
        text = self.publication.texts[name]
        told = (
            *examine_tables(text.blocks, self.publication.language.code),
            *examine_citations(name, self.publication),
        )
        return self._found(told, passages_of(text, self.publication))

    def records(self) -> Found:
        """Read the records."""
        told = (*examine_records(self.publication, self.cast), *examine_documents(self.publication.documents))
        return self._found(told, passages_of_records(self.publication))

    def _found(self, told: Iterable[Diagnostic], passages: Sequence[Passage]) -> Found:
        in_prose = (
            *examine_facts(passages, self.publication, self.cast),
            *examine_names(passages, self.spellings),
        )
        vocabulary = vocabulary_of(passages)
        return in_order((*told, *in_prose)), tuple(sorted(vocabulary.words)), tuple(sorted(vocabulary.marked))


def _not_run(language: str, spelling: Spelling) -> Mapping[str, str]:
    found = {}
    if not spelling.is_run:
        found["spelling"] = f"there is no word list for {language}"
    if primary(language) != LANGUAGE:
        found["facts in prose"] = f"they are read in English, not in {language}"
    return found
