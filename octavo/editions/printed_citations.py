"""Take the citations out of a printed text: the years and names in them say which works are meant, and nothing else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from octavo.editions.wording import wording_pattern
from octavo.model.records import Source

WORK = "work-"
_YEAR = r"(?:\d{4}[a-z]?|n\.d\.)"


FIRST_NAMES = ("author.0.family", "author.0.literal", "editor.0.family", "editor.0.literal", "title-short", "title")
"""Under these keys a snapshot has the words with which a citation of a work may begin."""


def without_citations(
    sources: Iterable[Source], earlier: Mapping[str, Mapping[str, str]] = MappingProxyType({})
) -> Callable[[str], str]:
    """Return what takes the citations of ``sources`` in brackets out of a text: *(Marsh 1901, 12; Pole 1884)*.

    In each part of such brackets the name of a work comes first and a year follows. Brackets of other words stay.
    ``earlier`` are the records of a snapshot: the works among them may be no sources any more.
    """
    names = {name for source in sources for name in _names(source.csl) if name.strip()}
    works = (values for key, values in earlier.items() if key.startswith(WORK))
    names |= {values[key] for values in works for key in FIRST_NAMES if values.get(key, "").strip()}
    if not names:
        return str
    longest_first = sorted(names, key=lambda each: (-len(each), each))
    part = rf"(?:{'|'.join(wording_pattern(name).pattern for name in longest_first)})(?!\w)[^();]*?\b{_YEAR}[^();]*"
    return partial(re.compile(rf"\s*\({part}(?:;\s*{part})*\)").sub, "")


def _names(item: Mapping[str, object]) -> Iterator[str]:
    """Yield the words with which a citation of a work may begin."""
    people = item.get("author") or item.get("editor")
    if isinstance(people, list | tuple) and people and isinstance(people[0], Mapping):
        yield str(people[0].get("family") or people[0].get("literal") or "")
    else:
        yield from (str(item.get(key, "")) for key in ("title-short", "title"))
