"""Words that neither the language, nor the registers, nor the book's own list know."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from octavo.check.manuscript.known_facts import surname
from octavo.check.manuscript.name_matcher import BEGIN
from octavo.check.manuscript.names import near_misses
from octavo.check.manuscript.passages import Passage
from octavo.check.manuscript.placed_text import PlacedText
from octavo.model.book import Publication, Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import IndexMark
from octavo.model.origin import Origin
from octavo.model.query import every_inline
from octavo.model.records import FigureRecord
from octavo.model.word_forms import forms_of

WORD = re.compile(r"(?<!\ufffc)(?<![^\W\d_])[^\W\d_]+(?:['’][^\W\d_]+)*")
ADDRESS = re.compile(r"\b(?:\w+://|www\.|mailto:)\S+|\S+@\S+|[\w./-]*\w\.[a-z]{1,5}\b|\w+/[\w/]+")
"""Addresses of the web and of mail, names of files, and words with a stroke between them."""

POSSESSIVE = re.compile(r"['’]s?\Z")
SHORTEST_NAME = 5
"""Letters of the shortest name whose near misses are told."""

OTHER_PLACES = 4
"""How many further places of a word are named."""

SIGN_OF_ADDRESS = re.compile(r"[/@]|\w\.[a-z]|www\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """What was found: the diagnostics, how many words were looked up, and whether the language has a word list.

    ``unknown`` are the words of OC813, each with how often it stands in the book, the most frequent first.
    """

    diagnostics: tuple[Diagnostic, ...]
    unknown: tuple[tuple[str, int], ...]
    words: int
    is_run: bool


Places: TypeAlias = Mapping[str, tuple[Origin, ...]]
"""Where words stand, in the order of the book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of a part of the book, and those of its index marks; ``passages`` gives the part where it is needed.

    ``places`` does as :func:`places_of` does for that part, and may remember it.
    """

    words: Collection[str]
    marked: Collection[str]
    passages: Callable[[], Iterable[Passage]]
    places: Callable[[tuple[str, ...]], Places]


def vocabulary_of(passages: Sequence[Passage]) -> Vocabulary:
    """Return the words of ``passages``; possessives count as their word.

    Left out are addresses, words in capitals, and what stands beside a figure (*18th*).
    """
    words = {word for passage in passages for _, word in words_in(passage.text.value)}
    return Vocabulary(
        words=words,
        marked=marked_words(passages),
        passages=lambda: passages,
        places=lambda wanted: places_of(passages, wanted),
    )


def places_of(passages: Iterable[Passage], wanted: Iterable[str]) -> Places:
    """Return where each of the ``wanted`` words stands in ``passages``."""
    return _places_in((passage.text for passage in passages), frozenset(wanted))


def examine_spelling(
    publication: Publication, parts: Sequence[Vocabulary], look_up: Callable[[bytes], bytes]
) -> Spelling:
    """Return OC812 for near misses of names and OC813 for other unknown words, each at the first place of the word.

    ``parts`` are all of the book. ``look_up`` is asked once, as
    :func:`octavo.check.manuscript.spelling_dictionary.look_up` is. Without a word list only near misses inside of
    sentences are told.
    """
    plain = tuple(PlacedText(value=text, origin=origin) for origin, text in plain_texts(publication))
    words = {word for part in parts for word in part.words}
    words |= {word for text in plain for _, word in words_in(text.value)}
    marked = entry_words(publication).union(*(part.marked for part in parts))
    marked -= near_names(publication, marked).keys()
    known = register_words(publication) | marked | {*publication.words}
    asked = sorted(word for word in words if word not in known and word.lower() not in known)
    answer = json.loads(look_up(json.dumps({"language": publication.language.code, "words": asked}).encode()))
    unknown = asked if answer is None else answer
    near = near_names(publication, unknown)
    reported = [word for word in unknown if answer is not None or word in near]
    places = _places(reported, parts, plain)
    right = words - set(unknown)
    inside = _inside_sentences(parts) if answer is None else words
    found: list[Diagnostic] = []
    for word in reported:
        first, *related = places[word][: OTHER_PLACES + 1]
        if word in near and word in inside:
            found.append(fault("OC812", first, related=related, word=word, name=near[word]))
        elif answer is not None:
            meant = near_misses(word.lower(), publication.language.alphabet) & right
            found.append(fault("OC813", first, related=related, word=word, near=(word, meant)))
    unlisted = [word for word in reported if answer is not None and not (word in near and word in inside)]
    return Spelling(
        diagnostics=tuple(found),
        unknown=tuple(sorted(((word, len(places[word])) for word in unlisted), key=lambda pair: (-pair[1], pair[0]))),
        words=len(words),
        is_run=answer is not None,
    )


def _places(words: Collection[str], parts: Iterable[Vocabulary], plain: Iterable[PlacedText]) -> Places:
    """Return where each of ``words`` stands, in the order of the book; parts without any are not asked."""
    found: dict[str, tuple[Origin, ...]] = {}
    inside = ((part, tuple(sorted({*words}.intersection(part.words)))) for part in parts)
    for places in (*(part.places(wanted) for part, wanted in inside if wanted), _places_in(plain, frozenset(words))):
        for word, origins in places.items():
            found[word] = (*found.get(word, ()), *origins)
    return found


def _places_in(texts: Iterable[PlacedText], words: frozenset[str]) -> Places:
    found: dict[str, list[Origin]] = {}
    for text in texts:
        for start, word in words_in(text.value):
            if word in words:
                found.setdefault(word, []).append(text.at(start))
    return {word: tuple(origins) for word, origins in found.items()}


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of ``text`` and where they begin."""
    addresses = [each.span() for each in ADDRESS.finditer(text)] if SIGN_OF_ADDRESS.search(text) else []
    for found in WORD.finditer(text):
        start, end = found.span()
        written = found[0]
        word = POSSESSIVE.sub("", written).replace("’", "'") if "'" in written or "’" in written else written
        is_beside_figure = text[start - 1 : start].isdigit() or text[end : end + 1].isdigit()
        is_in_address = addresses and any(begin <= start < stop for begin, stop in addresses)
        if len(word) > 1 and not (word.isupper() or is_beside_figure or is_in_address):
            yield start, word


def plain_texts(publication: Publication) -> Iterator[tuple[Origin, str]]:
    """Yield the words of records that are printed or read aloud without being prose."""
    settings = publication.settings
    for key in ("title", "subtitle", "description"):
        yield settings.at(key), getattr(settings.value, key)
    for document in publication.documents:
        yield document.at("title"), document.value.title
    for person in publication.people:
        for position, role in enumerate(person.value.roles):
            yield person.at("roles", position, "role"), role.role
    for figure in publication.figures:
        yield figure.at("alt"), getattr(figure.value, "alt", "")


# --- what the registers know -----------------------------------------------------------------------------------------


def register_words(publication: Publication) -> frozenset[str]:
    """Return all words that stand in names, terms, works and places of the registers; terms and names in all forms."""
    language = publication.language
    terms = [text for term in publication.terms for text in (term.value.term, *term.value.aliases)]
    changed = (
        form
        for texts, endings in (
            (terms, language.term_forms),
            ([person.value.name for person in publication.people], language.name_forms),
        )
        for word in WORD.findall(" ".join(texts))
        for form in forms_of(word, endings)
    )
    written = (
        form
        for text in _register_texts(publication)
        for word in WORD.findall(text)
        for form in (word.replace("’", "'"), POSSESSIVE.sub("", word))
    )
    return frozenset((*written, *changed))


def _register_texts(publication: Publication) -> Iterator[str]:
    settings = publication.settings.value
    yield from (each.name for each in settings.contributors)
    if settings.publisher:
        yield from (settings.publisher.name, settings.publisher.place)
    for person in (record.value for record in publication.people):
        yield from (person.name, person.sort, *person.mentions, *person.variants, f"{surname(person)}s")
        yield from (life.place for life in (person.born, person.died) if life)
    for term in (record.value for record in publication.terms):
        yield from (term.term, term.transliteration, *term.aliases, *term.mentions)
    yield from (record.value.place for record in publication.events)
    for document in (record.value for record in publication.documents):
        yield from (document.body, document.archive, document.published)
    for figure in publication.figures:
        yield from _cells(figure)
    for source in publication.sources:
        yield from _strings(source.value.csl)


def _cells(figure: Record[FigureRecord]) -> Iterator[str]:
    data = getattr(figure.value, "data", None)
    for row in (*data.rows, data.totals) if data else ():
        yield from (cell for cell in row if isinstance(cell, str))


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inside in value.values():
                yield from _strings(inside)
        case list() | tuple():
            for inside in value:
                yield from _strings(inside)
        case _:
            pass


def entry_words(publication: Publication) -> frozenset[str]:
    """Return all words of index.yaml, which names people and places that no register has."""
    entries = [each for record in publication.index for each in (record.value.entry, *record.value.see_also)]
    return frozenset(word for entry in entries for _, word in words_in(entry))


def marked_words(passages: Iterable[Passage]) -> frozenset[str]:
    """Return all words of the index marks in ``passages``, for the same reason."""
    marks = (inline for passage in passages for inline in every_inline(passage.inlines))
    entries = (entry for mark in marks if isinstance(mark, IndexMark) for entry in mark.path)
    return frozenset(word for entry in entries for _, word in words_in(entry))


def near_names(publication: Publication, words: Iterable[str]) -> Mapping[str, str]:
    """Return those of ``words`` that are nearly a surname of the register, and which: one letter off, and nobody's.

    The first surname in the order of letters counts.
    """
    people = [record.value for record in publication.people]
    names = sorted({name for person in people if len(name := surname(person)) >= SHORTEST_NAME})
    letters = "".join(sorted({letter.lower() for name in names for letter in name} | {"-"}))
    own = {word for person in people for words in (person.name, *person.mentions) for word in WORD.findall(words)}
    own |= {f"{name}s" for name in names}
    by_stump: dict[str, list[str]] = {}
    for name in names:
        for stump in _stumps(name):
            by_stump.setdefault(stump, []).append(name)
    found: dict[str, str] = {}
    for word in words:
        if word[:1].isupper() and word not in own:
            alike = sorted({name for stump in _stumps(word) for name in by_stump.get(stump, ())})
            near = next((name for name in alike if word in near_misses(name, letters)), None)
            if near is not None:
                found[word] = near
    return found


def _stumps(word: str) -> set[str]:
    """Return ``word`` and what is left of it without one letter: words that are one letter apart have one in common."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _inside_sentences(parts: Iterable[Vocabulary]) -> frozenset[str]:
    """Return the words that stand somewhere behind the first word of a sentence."""
    return frozenset(
        word
        for part in parts
        for passage in part.passages()
        for start, word in words_in(passage.text.value)
        if not BEGIN.search(passage.text.value[:start])
    )
