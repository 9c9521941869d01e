"""Sources: sources.yaml, sources.json, sources.bib and sources.ris, all to the same records.

sources.yaml and sources.json hold a list of CSL-JSON items; see :mod:`octavo.load.csl`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from octavo.load.csl import DATES, NAMES, CslDate, Item
from octavo.load.ids import KEYS
from octavo.load.records import read_record
from octavo.load.yaml_nodes import Node, plain
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault, stop_on_error
from octavo.model.records import Source

DATE_PARTS = (
    (re.compile(r"-?[0-9]{1,4}"), "a year is needed"),
    (re.compile(r"0?[1-9]|1[0-2]"), "a month of 1 to 12 is needed"),
    (re.compile(r"0?[1-9]|[12][0-9]|3[01]"), "a day of 1 to 31 is needed"),
)
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|(.))", re.DOTALL)


def read_source(node: Node) -> tuple[Record[Source], tuple[Diagnostic, ...]]:
    """Return the work that a CSL-JSON item describes. Raises ``Faulty`` with all that is wrong with it."""
    item: Record[Any]
    item, diagnostics = read_record(node, Item, KEYS)
    faults = stop_on_error((*diagnostics, *_hollow_names(item), *_odd_dates(item)))
    csl = plain(node)
    custom = item.value.custom
    # A letter with an accent may be written in two ways.
    key = unicodedata.normalize("NFC", item.value.id)
    members = csl.items() if isinstance(csl, dict) else ()
    source = Source(
        id=key,
        csl={**{name: value for name, value in members if name != "custom"}, "id": key},
        is_core=custom.core,
        further_reading=custom.further_reading,
        annotation=custom.annotation,
        cite=custom.cite,
    )
    prose = {path[1:]: blocks for path, blocks in item.prose.items() if path[0] == "custom"}
    places = {**item.places, ("annotation",): item.at("custom", "annotation")}
    return Record(value=source, origin=item.origin, places=places, prose=prose), faults


def as_library(work: Record[Source]) -> Record[Source]:
    """Return a work of a file that serves more books than this one: it is no fault that no text uses it."""
    return replace(work, value=replace(work.value, may_be_unused=True))


def as_yaml(json: str) -> str:
    """Write JSON so that YAML reads it with the same meaning and the same lines.

    JSON is YAML but for three things: characters beyond the first 65 536 as two escapes, a slash that is escaped, and
    tabs that indent.
    """
    return _ESCAPE.sub(_same_in_yaml, json).replace("\t", " ")


def _same_in_yaml(escape: re.Match[str]) -> str:
    if escape[3] is None:
        return bytes.fromhex(escape[1] + escape[2]).decode("utf-16-be")
    return "/" if escape[3] == "/" else escape[0]


def _hollow_names(item: Record[Any]) -> Iterator[Diagnostic]:
    for variable in NAMES:
        field = variable.replace("-", "_")
        for position, name in enumerate(getattr(item.value, field) or ()):
            if not name.family and not name.literal:
                problem = "a name needs 'family' or 'literal'"
                yield fault("OC103", item.at(variable, position), value="this name", problem=problem)


def _odd_dates(item: Record[Any]) -> Iterator[Diagnostic]:
    for variable in DATES:
        field = variable.replace("-", "_")
        value: CslDate | None = getattr(item.value, field)
        if value is None:
            continue
        if not value.date_parts and not value.literal and not value.raw:
            problem = "a date needs 'date-parts', 'literal' or 'raw'"
            yield fault("OC103", item.at(variable), value="this date", problem=problem)
        for end, parts in enumerate(value.date_parts):
            for position, (part, (allowed, problem)) in enumerate(zip(parts, DATE_PARTS, strict=False)):
                if not allowed.fullmatch(str(part)):
                    yield fault("OC103", item.at(variable, "date-parts", end, position), value=part, problem=problem)
