"""Claims: a date, a number, a name or words that a book states, and the places where it states them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo.model.dates import Day
from octavo.model.origin import Origin

ClaimKind: TypeAlias = Literal["date", "number", "name", "words"]

Form: TypeAlias = Literal[
    "as written",
    "in another form",
    "without its year",
    "less exact",
    "in the old calendar",
    "age computed from it",
    "rounded",
    "linked under other words",
]
"""How a place states a claim. ``less exact`` is a month or year of a date that a record gives to the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is looked for: ``text`` as it was asked for, and what it means.

    A date has the first and the last of its ``days``, a number its ``value``, and a name the ``register`` (*person* or
    *term*) and the ``key`` of what it names.
    """

    kind: ClaimKind
    text: str
    days: tuple[Day, Day] | None = None
    value: float = 0
    register: Literal["person", "term", ""] = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A place of the manuscript that states a claim.

    ``words`` are those of the place and ``context`` is the text around them. ``what`` says where they stand, such as
    *text*, *cell*, *alternative text* or *answer*. ``block`` is the place of the block or record by which the pages are
    known on which it is printed; the words are the ``occurrence``-th in it that read so, from 0.
    """

    origin: Origin
    words: str
    form: Form
    what: str
    context: str
    block: Origin
    occurrence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPlace:
    """Where a printing has a place: the section's title, the page from 1, its folio, and the line from 1 on the page.

    ``block`` is the id of the element. A picture and a table of a figure have no line of their own: ``line`` is 0.
    """

    section: str
    block: str
    page: int
    folio: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlaces:
    """The places of a claim in the order of the files, each with where it is printed in the book.

    ``unprinted`` says why no page is known, where none is.
    """

    claim: Claim
    places: tuple[Stated, ...]
    printed: Mapping[Origin, tuple[PrintedPlace, ...]]
    unprinted: str = ""
