"""A language as a file of words: everything a book prints that its author did not write."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from octavo.model.records import STRICT, Dashes


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """Quotation marks, outer and inner, each an opening and a closing mark."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    outer: tuple[str, str]
    inner: tuple[str, str]
    apostrophe: str = "\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyphenation:
    """When a word may be divided: shortest word, fewest letters before and after the hyphen (T10)."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    shortest_word: int = 6
    letters_before: int = 3
    letters_after: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Whole numbers in words, as phrases.

    ``units`` begin with nought and go on as long as each has a word of its own; ``tens`` begin with twenty.
    ``compound`` is how the others are made of ``{tens}`` and ``{unit}``. ``ordinals`` are the days of a month, the
    first one first. ``years`` are years in words: ``{head}`` counts hundreds and ``{thousands}`` thousands, ``{tail}``
    is what is added. ``scales`` are the words for large numbers, each with its value, and ``joint`` may stand before
    the last part of one.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    units: tuple[str, ...] = ()
    tens: tuple[str, ...] = ()
    compound: str = "{tens}-{unit}"
    ordinals: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    scales: Mapping[str, int] = field(default_factory=dict)
    joint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingEase:
    """How the ease of reading is measured: two formulas and how syllables are counted.

    ``ease`` and ``grade`` are three numbers each: a constant, what is added for each word of the mean sentence, and
    what is added for each syllable of the mean word. A run of ``vowels`` is a syllable, and so is a vowel that carries
    an accent. ``apart`` are groups of letters that hold one syllable more, ``together`` groups in which they do not.
    A word's ending in ``silent`` is not spoken, but for those in ``spoken``. All are phrases of letters, and a full
    stop at the end of one is the end of the word.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    ease: tuple[float, float, float]
    grade: tuple[float, float, float]
    vowels: str
    apart: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseForms:
    """What prose says of facts, as lists of phrases: see :mod:`octavo.model.phrases` for their signs.

    ``months`` are the names of the twelve months and ``dates`` the ways to write a date. ``numbers`` are number words.
    ``pieces`` are phrases with a name, which others may hold. ``lives`` say when somebody was born or died, or how old;
    ``deaths`` and ``ages`` say in the text of an event that it is a death or how old somebody was. ``documents`` stand
    before the date of a document in its provenance. ``memory`` marks events about the dead. ``pronouns`` are those that
    take up a person at the beginning of a sentence, ``others`` the words for people who may be meant instead, ``stops``
    the words at which what is said of a verb ends, and ``governing`` the words before a name that is no subject.
    ``first_words`` begin a sentence before a name and are no part of it. ``names_as_words`` stand before a name that is
    spoken of as a word. ``totals``, ``shares`` and ``estimates`` mark sums, percentages and rounded numbers.
    ``reading_ease`` says how the ease of reading is measured.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    months: tuple[str, ...] = ()
    numbers: Numbers = Numbers()
    dates: tuple[str, ...] = ()
    pieces: Mapping[str, str] = field(default_factory=dict)
    lives: tuple[str, ...] = ()
    deaths: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    memory: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    governing: tuple[str, ...] = ()
    first_words: tuple[str, ...] = ()
    names_as_words: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    estimates: tuple[str, ...] = ()
    reading_ease: ReadingEase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One file of templates/languages/.

    ``words`` are all the words that templates and passes print (headings of generated sections, labels such as
    *figure* and *p.*); a template that asks for a word that is missing fails. ``no_break_after`` are words that keep
    the next one on their line (*p.*, *c.*, *Dr*), ``no_break_before`` those that keep to the one before (units).
    ``spaces_before`` are the signs of punctuation before which a space stands, each with that space.
    ``alphabet`` orders glossary, people and index; letters that it does not hold sort after it by code point.
    ``sort_ignore`` are first words that do not count in sorting (*the*, *a*). ``base`` is the code of a language from
    which this one takes whatever its own file does not say. ``dashes`` is how a dash between words is set where the
    book does not say it. ``term_forms`` and ``name_forms`` are the endings by which a word changes its form, each with
    those that may stand in its place, divided by spaces (*y*: *ies*); by them the text mentions terms and people.
    ``prose`` is what checks need to read the book's text; without it they are not run.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    name: str
    quotes: Quotes
    words: Mapping[str, str]
    alphabet: str
    date_format: str = "d MMMM y"
    dashes: Dashes = "spaced-en"
    hyphenation: Hyphenation = Hyphenation()
    no_break_after: tuple[str, ...] = ()
    no_break_before: tuple[str, ...] = ()
    spaces_before: Mapping[str, str] = field(default_factory=dict)
    sort_ignore: tuple[str, ...] = ()
    term_forms: Mapping[str, str] = field(default_factory=dict)
    name_forms: Mapping[str, str] = field(default_factory=dict)
    direction: str = "ltr"
    base: str = ""
    prose: ProseForms | None = None

    def pair(self, key: str, first: str, last: str) -> str:
        """Return two pieces joined by the word ``key``, in its form before a sound where the language has one.

        Spanish has *y* and *o*, and *e* and *u* before the same sounds (Ortografía de la lengua española, 2010).
        """
        forms = (form for sound, begins in SOUNDS.items() if (form := f"{key}-before-{sound}") and begins.match(last))
        own = next((form for form in forms if form in self.words), key)
        return self.words[own].format(first=first, last=last)


SOUNDS: Mapping[str, re.Pattern[str]] = {
    "i": re.compile(r"\W*h?[ií](?![aeouáéóú])", re.IGNORECASE),
    "o": re.compile(r"\W*(?:h?[oó]|8|11(?:\D?\d{3})*(?!\d))", re.IGNORECASE),
}
"""How words begin with a sound before which a joining word has another form, as *hi* does and *hie* does not."""
