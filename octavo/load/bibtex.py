"""BibTeX files, read by pandoc into CSL-JSON items; what is lost on the way is a warning (OC138).

Pandoc knows names, dates, LaTeX, languages, cross-references and the case of titles. It says nothing of what it passes
over, and it knows no places. So the entries are found here (see :mod:`octavo.load.bibtex_syntax`) and written anew for
pandoc, each under a key of our own by which its item is known again.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from octavo.load.bibtex_fields import (
    DATES,
    LINKS,
    NO_DATE,
    QUALIFIERS,
    SEASONS,
    TYPES,
    UNPRINTED,
    VARIABLES,
    VERBATIM,
    WHOLE,
    month_of,
    with_edtf_date,
)
from octavo.load.bibtex_syntax import BibtexEntry, BibtexField, read_entries
from octavo.load.ids import KEYS
from octavo.load.latex import commands, odd_formulas, verbatim, well_formed
from octavo.load.losses import Losses
from octavo.load.yaml_nodes import MappingNode, Node, node_at
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin
from octavo.pandoc import PandocRefused, run_pandoc

SECONDS = 10
"""How long pandoc may read a file; two thousand entries with abstracts take three."""


def read_bibtex(text: str, path: str, language: str = "en") -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
    """Return the works of a BibTeX file as CSL-JSON items with the places of their fields, and what was lost.

    ``language`` (BCP 47) is that of the works that name none: titles in English are put into sentence case, as styles
    expect them, others stay. Raises ``Faulty`` with OC101 (not BibTeX, or too much of it) and OC108 (a field twice).
    """
    entries = {f"e{number}": entry for number, entry in enumerate(read_entries(text, path))}
    losses = Losses()
    unread = _unread_commands(entries, path, losses)
    links = _links(entries, losses)
    written = (_written(key, entry, links[key], unread, language) for key, entry in entries.items())
    items = {item["id"]: item for item in _pandoc("\n".join(written), "csljson", path)}
    parents = {parent for linked in links.values() for named in linked.values() for parent in named}
    nodes = []
    for key, item in items.items():
        entry = entries[key]
        _complete(item, entry, losses)
        if key not in parents:
            _compare(item, entry, losses)
        if KEYS.pattern.fullmatch(entry.key.value):
            nodes.append(_node_of(item, entry))
        else:
            losses.add(f"the work '{entry.key.value}'", KEYS.problem, entry.key.origin)
    return tuple(nodes), tuple(losses.warnings())


# --- to pandoc ---


def _pandoc(bibtex: str, form: str, path: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(run_pandoc(["--from=biblatex", f"--to={form}"], bibtex, seconds=SECONDS))
    except PandocRefused as refused:
        raise Faulty([fault("OC101", Origin(path), problem=refused)]) from None


def _unread_commands(entries: Mapping[str, BibtexEntry], path: str, losses: Losses) -> frozenset[str]:
    """Return the LaTeX commands that pandoc drops together with their words: each is tried in a title of its own."""
    used = [
        (value, commands(value.value))
        for entry in entries.values()
        for name, value in entry.fields.items()
        if name in VARIABLES and name not in VERBATIM
    ]
    for value, _ in used:
        for formula in odd_formulas(value.value):
            losses.add(f"the formula '${formula}$'", "it is printed as it stands; write it in words", value.origin)
    tried = sorted({command for _, words in used for command in words})
    if not tried:
        return frozenset()
    probes = "\n".join(f"@misc{{p, title = {{\\{command}{{x}}{{x}}}}}}" for command in tried)
    answers = _pandoc(probes, "json", path)["meta"]["references"]["c"]
    titles = [answer["c"].get("title", {}).get("c") for answer in answers]
    unread = {word for word, title in zip(tried, titles, strict=True) if not title or "RawInline" in str(title)}
    for value, words in used:
        for word in sorted(words & unread):
            losses.add(f"the LaTeX command '\\{word}'", "write the signs themselves, without a command", value.origin)
    return frozenset(unread)


def _links(entries: Mapping[str, BibtexEntry], losses: Losses) -> Mapping[str, Mapping[str, list[str]]]:
    """Return, for every entry, the keys of those whose fields it takes over, by the field that names them."""
    keys: dict[str, str] = {}
    for key, entry in entries.items():
        keys.setdefault(entry.key.value, key)
    links: dict[str, dict[str, list[str]]] = {}
    for key, entry in entries.items():
        links[key] = {}
        for name in sorted(LINKS & entry.fields.keys()):
            value = entry.fields[name]
            named = re.split(r"[\s,]+", value.value.strip())
            for word in named:
                if word not in keys:
                    losses.add(f"the link to '{word}'", "add an entry with this key, or correct it", value.origin)
            links[key][name] = list(dict.fromkeys(keys[word] for word in named if word in keys))
    _check_circles(entries, links)
    return links


def _check_circles(entries: Mapping[str, BibtexEntry], links: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    """Raise ``Faulty`` with OC101 for each link that leads back to its own entry: pandoc would follow it for ever."""
    faults = []
    for key, named in links.items():
        for name, parents in named.items():
            seen: set[str] = set()
            waiting = [*parents]
            while waiting:
                if (other := waiting.pop()) not in seen:
                    seen.add(other)
                    waiting += [each for more in links[other].values() for each in more]
            if key in seen:
                told = fault(
                    "OC101", entries[key].fields[name].origin, problem=f"this '{name}' leads back to its own work"
                )
                faults.append(replace(told, hint="take it out of one of the works"))
    if faults:
        raise Faulty(faults)


def _written(
    key: str, entry: BibtexEntry, links: Mapping[str, list[str]], unread: frozenset[str], language: str
) -> str:
    """Return an entry for pandoc: with the fields that it reads, its links by our keys, its LaTeX well formed."""
    values = {name: value.value for name, value in entry.fields.items() if name in VARIABLES or name in QUALIFIERS}
    named = values.pop("language", "").strip(" {}").split(" and ")[0]
    if not {"langid", "hyphenation"} & values.keys() and (named or not (links or language.startswith("en"))):
        values["langid"] = named or language
    values = {**with_edtf_date(values), **{name: ",".join(parents) for name, parents in links.items()}}
    fields = [key]
    for name, value in values.items():
        text = verbatim(value) if name in VERBATIM else well_formed(value, unread)
        if text:
            fields.append(f"{name} = {{{{{text}}}}}" if name in WHOLE else f"{name} = {{{text}}}")
    return f"@{entry.kind}{{{', '.join(fields)},}}"


# --- from pandoc ---


def _complete(item: dict[str, Any], entry: BibtexEntry, losses: Losses) -> None:
    """Give an item its key, its type and the dates that pandoc could not read."""
    item["id"] = entry.key.value
    if not item["type"]:
        item["type"] = "document"
        if entry.kind not in TYPES:
            near = get_close_matches(entry.kind, sorted(TYPES), n=1)
            remedy = f"did you mean '@{near[0]}'?" if near else "the work is printed as '@misc'"
            losses.add(f"the type '@{entry.kind}'", remedy, entry.origin)
    for variable, (whole, year) in DATES.items():
        value = entry.fields.get(whole) or entry.fields.get(year)
        if value and value.value.strip():
            _complete_date(item, variable, value, losses)


def _complete_date(item: dict[str, Any], variable: str, value: BibtexField, losses: Losses) -> None:
    date, written = item.get(variable, {}), verbatim(value.value)
    parts = date.get("date-parts")
    if NO_DATE.fullmatch(written):
        # Every style has its own words for that.
        item.pop(variable, None)
    elif not parts:
        item[variable] = {"literal": written}
        if any(map(str.isdecimal, written)):
            remedy = "it is printed as it stands; write 1934-12-01, 1937/1938 or 1868~"
            losses.add(f"the date '{written}'", remedy, value.origin)
    elif len(parts[0]) > 1 and parts[0][1] in SEASONS.values():
        item[variable] = {**date, "date-parts": [parts[0][:1]], "season": parts[0][1] - 20}
    if parts and variable in item and "?" in written:
        losses.add(f"the doubt in '{written}'", "write 1868~ for about 1868", value.origin)


def _compare(item: Mapping[str, Any], entry: BibtexEntry, losses: Losses) -> None:
    """Find the fields of which nothing came back."""
    for name, value in entry.fields.items():
        variables = VARIABLES.get(name, ())
        if name == "month" and not month_of(value.value):
            losses.add(f"the month '{value.value}'", "write jan to dec, 1 to 12, or a season", value.origin)
        if not variables and name not in QUALIFIERS and not UNPRINTED.fullmatch(name):
            remedy = "move what should be printed to a field such as 'note', or remove it"
            losses.add(f"the field '{name}'", remedy, value.origin)
        elif variables and value.value.strip() and item.keys().isdisjoint(variables):
            remedy = "no work of this type has it; move it to another field, or remove it"
            losses.add(f"the field '{name}' of '@{entry.kind}'", remedy, value.origin)


def _node_of(item: Mapping[str, Any], entry: BibtexEntry) -> MappingNode:
    """Return an item with the places of the fields from which its variables were made."""
    places = dict.fromkeys(item, entry.origin)
    for name, value in entry.fields.items():
        places |= {variable: value.origin for variable in VARIABLES.get(name, ()) if variable in item}
    places["id"] = entry.key.origin
    members = {variable: node_at(value, places[variable]) for variable, value in item.items()}
    return MappingNode(entries=members, keys=places, origin=entry.origin)
