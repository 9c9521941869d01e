"""The data model of CSL-JSON (Citation Style Language 1.0.2, csl-data.json), strictly.

The variables stand in tables by what they hold; from these the record class of an item is made, so that sources are
validated, and their schema written, like all other records. Our own keys stand under ``custom``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, make_dataclass
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from octavo.model.records import STRICT, MarkdownText


def _words(lines: str) -> tuple[str, ...]:
    return tuple(lines.split())


TYPES = _words(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song speech
    standard thesis treaty webpage
    """
)
TEXTS = _words(
    """
    abstract annote archive archive_collection archive_location archive-place authority call-number
    citation-key citation-label collection-title container-title container-title-short dimensions division DOI
    event event-place event-title genre ISAN ISBN ISCI ISMN ISRC ISSN ISWC journalAbbreviation jurisdiction
    keyword language medium note original-publisher original-publisher-place original-title part-title PMCID
    PMID publisher publisher-place references reviewed-genre reviewed-title scale section shortTitle source
    status title title-short translated-title translated-title-short URL version volume-title
    volume-title-short year-suffix
    """
)
NUMBERS = _words(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part part-number printing printing-number supplement
    supplement-number volume
    """
)
NAMES = _words(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer series-creator
    translator
    """
)
DATES = _words(
    """
    accessed available-date event-date issued original-date submitted
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (``family``, ``given`` and the rest) or, in ``literal``, a body."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    static_ordering: bool = False
    literal: str = ""
    parse_names: bool = False


DateParts: TypeAlias = Annotated[tuple[str | int, ...], Field(min_length=1, max_length=3)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CslDate:
    """A date or, with two entries in ``date-parts``, a range; an entry is a year, a month and a day, from the left."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    date_parts: Annotated[tuple[DateParts, ...], Field(max_length=2)] = ()
    season: str | int = ""
    circa: str | int | bool = False
    literal: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """What a book says about a work, beside what a library says.

    ``core`` marks the works the book leans on, ``further_reading`` lists the work even when it is not cited,
    ``annotation`` is a sentence on its worth, and a work that is not ``cite`` is never named in print.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    core: bool = False
    further_reading: bool = False
    annotation: MarkdownText = field(default=MarkdownText(""))
    cite: bool = True


_KEYS: Mapping[str, str] = {
    key.replace("-", "_"): key for key in ("id", "type", "categories", "custom", *TEXTS, *NUMBERS, *NAMES, *DATES)
}


def _spelt(name: str) -> str:
    """Return the CSL variable for the name of a field."""
    return _KEYS[name]


def _fields(keys: Sequence[str], hint: object) -> list[tuple[str, Any, Any]]:
    return [(key.replace("-", "_"), hint, field(default=None)) for key in keys]


Item = make_dataclass(
    "Item",
    [
        ("id", str),
        ("type", Literal[TYPES]),
        ("categories", tuple[str, ...], field(default=())),
        *_fields(TEXTS, str),
        *_fields(NUMBERS, str | int),
        *_fields(NAMES, tuple[Name, ...]),
        *_fields(DATES, CslDate),
        ("custom", Custom, field(default=Custom())),
    ],
    namespace={"__pydantic_config__": {**STRICT, "alias_generator": _spelt}, "__doc__": "One work, as CSL-JSON."},
    frozen=True,
    slots=True,
    kw_only=True,
)
"""The record class of an item; what an item does not say is ``None``."""
