"""Ids and language tags: how they may be spelt, and that each id is given once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault

if TYPE_CHECKING:
    from octavo.model.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How ids or the like may be spelt, and the words that say so."""

    pattern: re.Pattern[str]
    problem: str


IDS = Naming(
    pattern=re.compile(r"[A-Za-z][A-Za-z0-9_.-]*"),
    problem="an id is a letter of a-z, then letters, digits and -_.",
)
KEYS = Naming(
    pattern=re.compile(r"[^\s{}\[\]@;,\"\\]+"),
    problem="texts cite a key, so it has no spaces, brackets, quotes and none of @;,\\",
)
TAGS = Naming(
    pattern=re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)?"),
    problem="write a tag such as ru or en-GB",
)
"""Language tags (BCP 47); empty for the language of the book."""


class HasId(Protocol):
    """What has an id of its own."""

    @property
    def id(self) -> str:
        """The id, one of its kind."""


Identified = TypeVar("Identified", bound=HasId)


def repeated_ids(records: Iterable[Record[Identified]]) -> Iterator[Diagnostic]:
    """Yield OC111 for every id that an earlier record of the same kind has."""
    taken: dict[str, Origin] = {}
    for record in records:
        name, place = record.value.id, record.at("id")
        if name in taken:
            yield fault("OC111", place, id=name, related=[taken[name]])
        taken.setdefault(name, place)
