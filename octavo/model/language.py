"""A language as a file of words: everything a book prints that its author did not write."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from octavo.model.records import STRICT


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
class Language:
    """One file of templates/languages/.

    ``words`` are all the words that templates and passes print (headings of generated sections, labels such as
    *figure* and *p.*); a template that asks for a word that is missing fails. ``no_break_after`` are words that keep
    the next one on their line (*p.*, *c.*, *Dr*), ``no_break_before`` those that keep to the one before (units).
    ``alphabet`` orders glossary, people and index; letters that it does not hold sort after it by code point.
    ``sort_ignore`` are first words that do not count in sorting (*the*, *a*).
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    code: str
    name: str
    quotes: Quotes
    words: Mapping[str, str]
    alphabet: str
    date_format: str = "d MMMM y"
    hyphenation: Hyphenation = Hyphenation()
    no_break_after: tuple[str, ...] = ()
    no_break_before: tuple[str, ...] = ()
    sort_ignore: tuple[str, ...] = ()
    direction: str = "ltr"
