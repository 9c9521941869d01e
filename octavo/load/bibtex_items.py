"""BibTeX entries become CSL-JSON items, as far as the two can say the same.

Fields without a counterpart in CSL are passed over, as BibTeX itself does with fields that it does not know; entry
types without one are a fault. The keys of ``custom`` have no place in BibTeX: works that need them are kept in
sources.yaml.
"""

import re
from collections.abc import Iterator, Mapping

from octavo.load.bibtex import MONTHS, BibtexEntry, BibtexField, read_entries
from octavo.load.files import gathering
from octavo.load.latex import from_latex
from octavo.load.yaml_nodes import Group, Node, Scalar, Sequence
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
}
TEXTS: Mapping[str, str] = {
    "abstract": "abstract",
    "address": "publisher-place",
    "booktitle": "container-title",
    "chapter": "chapter-number",
    "doi": "DOI",
    "edition": "edition",
    "institution": "publisher",
    "isbn": "ISBN",
    "issn": "ISSN",
    "issue": "issue",
    "journal": "container-title",
    "journaltitle": "container-title",
    "keywords": "keyword",
    "language": "language",
    "location": "publisher-place",
    "note": "note",
    "number": "number",
    "organization": "publisher",
    "pages": "page",
    "pagetotal": "number-of-pages",
    "publisher": "publisher",
    "school": "publisher",
    "series": "collection-title",
    "shorttitle": "title-short",
    "title": "title",
    "type": "genre",
    "url": "URL",
    "version": "version",
    "volume": "volume",
    "volumes": "number-of-volumes",
}
NAMES: Mapping[str, str] = {
    "author": "author",
    "bookauthor": "container-author",
    "editor": "editor",
    "translator": "translator",
}
DATES: Mapping[str, str] = {"date": "issued", "origdate": "original-date", "urldate": "accessed", "year": "issued"}

_DATE = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_AND = re.compile(r"\s+and\s+")


def read_bibtex(text: str, path: str) -> Node:
    """Return the works of a BibTeX file as a list of CSL-JSON items, with the places of their fields.

    Raises ``Faulty`` with OC101 (not BibTeX, or LaTeX that is not read) and OC103 (an entry type or date).
    """
    faults: list[Diagnostic] = []
    items: list[Node] = []
    for entry in read_entries(text, path):
        with gathering(faults):
            items.append(_item(entry))
    if faults:
        raise Faulty(faults)
    return Sequence(items=tuple(items), origin=Origin(path, 1, 1))


def _item(entry: BibtexEntry) -> Group:
    kind = TYPES.get(entry.kind)
    if kind is None:
        problem = "no type of CSL is like it"
        raise Faulty(
            [fault("OC103", entry.origin, value=f"'@{entry.kind}'", problem=problem, near=(entry.kind, TYPES))]
        )
    members: dict[str, Node] = {
        "id": _scalar(entry.key.value, entry.key.origin),
        "type": _scalar(kind, entry.origin),
    }
    for name, value in entry.fields.items():
        for key, node in _variables(entry, name, value):
            members.setdefault(key, node)
    return Group(entries=members, keys={key: node.origin for key, node in members.items()}, origin=entry.origin)


def _variables(entry: BibtexEntry, name: str, value: BibtexField) -> Iterator[tuple[str, Node]]:
    """Yield the CSL variable, if any, that a field becomes."""
    if name in NAMES:
        yield NAMES[name], Sequence(items=tuple(_names(value)), origin=value.origin)
    elif name in DATES:
        yield DATES[name], _date(entry, value)
    elif name == "number" and entry.kind in ("article", "periodical"):
        yield "issue", _text(value)
    elif name == "title" and "subtitle" in entry.fields:
        whole = f"{value.value}: {entry.fields['subtitle'].value}"
        yield "title", _text(BibtexField(value=whole, origin=value.origin))
    elif name == "pages":
        yield "page", _scalar(re.sub(r"\s*[\N{EN DASH}-]+\s*", "-", _plain(value)), value.origin)
    elif name in ("url", "doi"):
        yield TEXTS[name], _scalar(value.value.replace("\\", ""), value.origin)
    elif name in TEXTS:
        yield TEXTS[name], _text(value)


def _date(entry: BibtexEntry, value: BibtexField) -> Group:
    """Read ``1934``, ``1934-12``, ``1934-12-01`` or two of them; a ``month`` beside a ``year`` counts."""
    ends: list[Node] = []
    for end in _plain(value).split("/"):
        found = _DATE.fullmatch(end.strip())
        if found is None:
            raise Faulty([fault("OC105", value.origin, value=end, problem="BibTeX dates are read as 1934-12-01")])
        parts = [part for part in found.groups() if part is not None]
        month = entry.fields.get("month")
        if month is not None and len(parts) == 1 and (number := _month(month)):
            parts.append(str(number))
        numbers = tuple(Scalar(value=int(part), origin=value.origin, start=value.origin) for part in parts)
        ends.append(Sequence(items=numbers, origin=value.origin))
    return _group({"date-parts": Sequence(items=tuple(ends), origin=value.origin)}, value.origin)


def _month(value: BibtexField) -> int:
    """Return the number of a month that is given as a number or by name, else 0."""
    text = _plain(value).lower()
    if text.isdecimal():
        return int(text)
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else 0


def _names(value: BibtexField) -> Iterator[Group]:
    for name in _split(value.value.strip(), _AND):
        parts = {key: _text(BibtexField(value=part, origin=value.origin)) for key, part in _name(name).items()}
        yield _group(parts, value.origin)


def _name(name: str) -> Mapping[str, str]:
    """Divide a name as BibTeX does: ``First von Last``, ``von Last, First``, ``von Last, Jr, First``, ``{Body}``."""
    if name.startswith("{") and name.endswith("}") and len(_split(name, re.compile(r"\s+"))) == 1:
        return {"literal": name}
    if name == "others":
        return {"literal": "others"}
    match [piece.strip() for piece in _split(name, re.compile(","))]:
        case [family, given]:
            parts = {"family": family, "given": given}
        case [family, suffix, given, *_]:
            parts = {"family": family, "given": given, "suffix": suffix}
        case _:
            words = _split(name, re.compile(r"\s+"))
            small = next((place for place, word in enumerate(words[:-1]) if word[:1].islower()), len(words) - 1)
            parts = {"family": " ".join(words[small:]), "given": " ".join(words[:small])}
    particle, parts["family"] = _particle(parts["family"])
    return {key: part for key, part in {"non-dropping-particle": particle, **parts}.items() if part}


def _particle(text: str) -> tuple[str, str]:
    """Divide ``von der Last`` into its small words and the rest."""
    words = text.split()
    large = next((position for position, word in enumerate(words) if not word[:1].islower()), max(len(words) - 1, 0))
    return " ".join(words[:large]), " ".join(words[large:])


def _split(text: str, at: re.Pattern[str]) -> list[str]:
    """Divide ``text`` at what ``at`` matches outside of braces."""
    pieces, start, depth = [], 0, 0
    for position, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0 and position >= start and (found := at.match(text, position)):
            pieces.append(text[start:position])
            start = found.end()
    return [piece for piece in (*pieces, text[start:]) if piece]


def _plain(value: BibtexField) -> str:
    try:
        return from_latex(value.value)
    except ValueError as error:
        raise Faulty([fault("OC101", value.origin, problem=error)]) from None


def _text(value: BibtexField) -> Scalar:
    return _scalar(_plain(value), value.origin)


def _scalar(value: str, origin: Origin) -> Scalar:
    return Scalar(value=value, origin=origin, start=origin)


def _group(members: Mapping[str, Node], origin: Origin) -> Group:
    return Group(entries=members, keys=dict.fromkeys(members, origin), origin=origin)
