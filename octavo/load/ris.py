"""RIS files, the exchange format of reference managers, as CSL-JSON items; what is lost on the way is told (OC138).

Pandoc reads RIS too, but it loses every date with more than a year and stops at a line that goes on. Rules: the RIS
specification of Research Information Systems (2011), and what Zotero and EndNote write. A work without the tag ``ID``
is cited by the family name of its first author and the year: ``hope1921``, the next ``hope1921b``.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from octavo.load.bibtex_fields import SEASONS
from octavo.load.losses import Losses
from octavo.load.yaml_nodes import MappingNode, Node, node_at
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin

_TYPES = """
article-journal: JOUR JFULL EJOUR INPR
article-magazine: MGZN
article-newspaper: NEWS
bill: BILL UNBILL
book: BOOK EBOOK EDBOOK
chapter: CHAP ECHAP
dataset: DATA AGGR
document: GEN UNPD
entry-dictionary: DICT
entry-encyclopedia: ENCYC
figure: FIGURE CHART
graphic: ART
hearing: HEAR
legal_case: CASE
legislation: STAT LEGAL GOVDOC
manuscript: MANSCPT ANCIENT
map: MAP
motion_picture: MPCT VIDEO
musical_score: MUSIC
pamphlet: PAMP
paper-conference: CPAPER CONF
patent: PAT
personal_communication: ICOMM PCOMM
broadcast: SLIDE
report: RPRT GRNT
article: PREP
software: COMP
song: SOUND
standard: STAND
thesis: THES
webpage: ELEC WEB BLOG
"""
_CSL_TYPES: Mapping[str, str] = {
    word: kind for kind, words in (line.split(":") for line in _TYPES.strip().splitlines()) for word in words.split()
}

_VARIABLES = """
author: A1 AU
editor: A2 ED
collection-editor: A3
translator: A4
title: TI T1 CT
container-title: T2 JO JF BT
container-title-short: JA J1 J2
collection-title: T3
title-short: ST
translated-title: TT
issued: DA PY Y1
accessed: Y2
volume: VL
issue: IS
page: SP EP
number: M1
number-of-volumes: NV
section: SE
publisher: PB
publisher-place: CY PP
edition: ET
genre: M3
DOI: DO
URL: UR LK
ISBN: SN
abstract: AB N2
keyword: KW
language: LA
call-number: CN
"""
VARIABLES: Mapping[str, str] = {
    tag: variable
    for variable, tags in (line.split(":") for line in _VARIABLES.strip().splitlines())
    for tag in tags.split()
}
"""The variable of CSL for each tag."""

_OTHERS: Mapping[tuple[str, str], str] = {
    ("BT", "book"): "title",
    ("T2", "book"): "collection-title",
    ("SP", "book"): "number-of-pages",
    ("IS", "report"): "number",
    ("IS", "patent"): "number",
    ("IS", "standard"): "number",
}
"""The same for tags that mean something else in works of a type."""

_NAMES = frozenset({"author", "editor", "collection-editor", "translator"})
_BOOKS = frozenset({"book", "chapter", "entry-dictionary", "entry-encyclopedia"})
_UNPRINTED = re.compile(r"A[DN]|C[1-8]|CA|D[BPS]|ER|ID|L[1-4B]|N1|RN|RP|TA|TY|U[1-5]|CR|SV")
"""Tags in which programs keep what no style prints: files, databases, addresses, fields of one's own."""

_LINE = re.compile(r"([A-Z][A-Z0-9])[ \t]{1,3}-[ \t]*(.*)|([a-z][a-z0-9]) {2}-(?: (.*)|\s*)")
_YEARS = re.compile(r"(\d{3,4})\s*[-/\u2013]\s*(\d{4})(?:/+)?")
_DATE = re.compile(r"(-?\d{3,4}|-\d{1,4})(?:[/-](\d{0,2}))?(?:[/-](\d{0,2}))?(?:/(.*))?")
_CIRCA = re.compile(r"(?:c|ca|circa|about)\.?\s*(\d{3,4})", re.IGNORECASE)


_RANGE = re.compile(r"\d\s*[-\u2013]")
_ADDRESS_OF_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reference:
    """One work: its lines, in order, each with its tag, its value and its place."""

    origin: Origin
    lines: list[tuple[str, str, Origin]] = field(default_factory=list)


def read_ris(text: str, path: str) -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
    """Return the works of an RIS file as CSL-JSON items with the places of their lines, and what was lost.

    Raises ``Faulty`` with OC101 where the file has text and no work.
    """
    losses = Losses()
    references = list(_references(text, path, losses))
    if not references and text.strip():
        raise Faulty([fault("OC101", Origin(path, 1, 1), problem="no line 'TY  - …' begins a work of RIS")])
    taken: set[str] = set()
    return tuple(_item(reference, losses, taken) for reference in references), tuple(losses.warnings())


def _references(text: str, path: str, losses: Losses) -> Iterator[_Reference]:
    """Divide the file into its works; a line without a tag goes on with the one before it."""
    current: _Reference | None = None
    for number, line in enumerate(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines(), start=1):
        found = _LINE.fullmatch(line.rstrip())
        tag, _, value = (found[0] if found else f"-{line}").partition("-")
        tag, value = tag.strip().upper(), value.strip()
        place = Origin(path, number, max(line.rfind(value), 0) + 1 if value else 1)
        if tag == "TY":
            if current:
                yield current
            current = _Reference(place)
        if current is None:
            if value:
                losses.add("what stands outside of a work", "begin a work with 'TY  - BOOK'", place)
        elif tag == "ER":
            yield current
            current = None
        elif tag:
            current.lines.append((tag, value, place))
        elif value and current.lines:
            tag, before, place = current.lines[-1]
            current.lines[-1] = (tag, f"{before} {value}".strip(), place)
    if current:
        yield current


def _item(reference: _Reference, losses: Losses, taken: set[str]) -> MappingNode:
    kind, type_place = next(
        ((value, place) for tag, value, place in reference.lines if tag == "TY"), ("", reference.origin)
    )
    item: dict[str, Any] = {"type": _CSL_TYPES.get(kind.upper(), "document")}
    places: dict[str, Origin] = {"type": type_place}
    if kind.upper() not in _CSL_TYPES:
        losses.add(f"the type '{kind}'", "the work is printed as a document", type_place)
    for tag, value, place in reference.lines:
        if not value or _UNPRINTED.fullmatch(tag):
            continue
        variable = _variable(tag, item["type"])
        if not variable:
            losses.add(f"the tag '{tag}'", "move what should be printed to another tag, or remove it", place)
            continue
        places.setdefault(variable, place)
        _add(item, variable, tag, value, place, losses)
    key, place = _key(reference, item, taken)
    members = {"id": key, **item}
    places["id"] = place
    return MappingNode(
        entries={name: node_at(value, places[name]) for name, value in members.items()},
        keys={name: places[name] for name in members},
        origin=reference.origin,
    )


def _variable(tag: str, kind: str) -> str:
    """Return the variable of CSL that a tag is in a work of this type; empty where it is none."""
    if tag == "SN" and kind not in _BOOKS:
        return "ISSN"
    return _OTHERS.get((tag, kind)) or VARIABLES.get(tag, "")


def _add(item: dict[str, Any], variable: str, tag: str, value: str, place: Origin, losses: Losses) -> None:
    if variable in _NAMES:
        item.setdefault(variable, []).extend(map(_name, filter(None, map(str.strip, value.split(";")))))
    elif variable in {"issued", "accessed"}:
        item[variable] = max(_date(value, place, losses), item.get(variable, {}), key=_precision)
    elif variable == "keyword":
        item[variable] = ", ".join(filter(None, (item.get(variable), value)))
    elif variable == "page" and variable in item:
        first, last = (item[variable], value) if tag == "EP" else (value, item[variable])
        item[variable] = _pages(first, last)
    elif variable not in item:
        item[variable] = _ADDRESS_OF_DOI.sub("", value) if variable == "DOI" else value
    elif item[variable] != value and variable not in {"abstract", "container-title", "container-title-short"}:
        losses.add(f"a second '{tag}'", "keep the one that should be printed", place)


def _pages(first: str, last: str) -> str:
    """Join the first page and the last; either may be a range already."""
    if _RANGE.search(last):
        return last
    return first if first == last or _RANGE.search(first) else f"{first}-{last}"


def _precision(date: Mapping[str, Any]) -> tuple[bool, int]:
    """Return how much a date says: of two that a work has, the better one is kept."""
    return "date-parts" in date, len(str(date))


def _name(value: str) -> dict[str, str]:
    """Read ``Family, Given, Suffix``; a name without a comma is that of a body."""
    family, *rest = (part.strip() for part in value.split(","))
    if not rest or not family:
        return {"literal": value}
    return {"family": family, "given": rest[0], **({"suffix": rest[1]} if rest[1:] and rest[1] else {})}


def _date(value: str, place: Origin, losses: Losses) -> dict[str, Any]:
    """Read ``YYYY/MM/DD/other``; what is other may be a season."""
    if circa := _CIRCA.fullmatch(value):
        return {"date-parts": [[int(circa[1])]], "circa": True}
    if years := _YEARS.fullmatch(value):
        return {"date-parts": [[int(years[1])], [int(years[2])]]}
    found = _DATE.fullmatch(value)
    if found is None:
        if any(map(str.isdecimal, value)):
            losses.add(f"the date '{value}'", "it is printed as it stands; write 1934/12/01/", place)
        return {"literal": value}
    parts = [int(found[1])]
    for part, most in ((found[2], 12), (found[3], 31)):
        if not part or not int(part):
            break
        if int(part) > most:
            losses.add(f"'{part}' in the date '{value}'", "write 1934/12/01/", place)
            break
        parts.append(int(part))
    other = (found[4] or "").strip().lower()
    season = SEASONS.get(other, 0)
    if other and not season:
        losses.add(f"'{other}' beside a date", "write a month or a season", place)
    return {"date-parts": [parts], **({"season": season - 20} if season else {})}


def _key(reference: _Reference, item: Mapping[str, Any], taken: set[str]) -> tuple[str, Origin]:
    """Return the key of a work and the place that gives it."""
    for tag, value, place in reference.lines:
        if tag == "ID" and value:
            return value, place
    names = item.get("author") or item.get("editor") or [{}]
    words = names[0].get("family") or names[0].get("literal") or item.get("title") or "work"
    bare = unicodedata.normalize("NFKD", str(words)).casefold()
    stem = re.sub(r"\W+", "", "".join(sign for sign in bare if not unicodedata.combining(sign)))[:30]
    parts = item.get("issued", {}).get("date-parts", [[""]])
    wanted = f"{stem}{parts[0][0]}"
    letters = ["", *"bcdefghijklmnopqrstuvwxyz"]
    name = next((wanted + letter for letter in letters if wanted + letter not in taken), f"{wanted}-{len(taken)}")
    taken.add(name)
    return name, reference.origin
