"""CSL-JSON as reference managers export it (*sources.json*): what CSL does not know is left out and told (OC138).

In sources.yaml, which people write, the same is an error.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from octavo.load.csl import DATES, NAMES, NUMBERS, TEXTS, TYPES
from octavo.load.losses import Losses
from octavo.load.sources import DATE_PARTS
from octavo.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, node_at, plain
from octavo.model.diagnostics import Diagnostic

_KEYS = frozenset({"id", "type", "categories", "custom", *TEXTS, *NUMBERS, *NAMES, *DATES})
_NAME_KEYS = frozenset(
    {
        "family",
        "given",
        "dropping-particle",
        "non-dropping-particle",
        "suffix",
        "comma-suffix",
        "static-ordering",
        "literal",
        "parse-names",
    }
)
_DATE_KEYS = frozenset({"date-parts", "season", "circa", "literal", "raw"})
_OWN = re.compile(r"_.*|system_id|collection-?keys?|attachments|tags|relations|uri|select")
"""Keys in which programs keep what no style prints."""
_WHOLE = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}")


def works_of(items: Iterable[Node]) -> tuple[tuple[Node, ...], tuple[Diagnostic, ...]]:
    """Return the items of an exported file as CSL has them, and what was lost of them."""
    losses = Losses()
    made = tuple(_work(item, losses) if isinstance(item, MappingNode) else item for item in items)
    return made, tuple(losses.warnings())


def _work(item: MappingNode, losses: Losses) -> MappingNode:
    entries: dict[str, Node] = {}
    for key, value in item.entries.items():
        place = item.keys[key]
        if _is_empty(value) or _OWN.fullmatch(key):
            continue
        if key not in _KEYS:
            near = get_close_matches(key, sorted(_KEYS), n=1)
            losses.add(f"the key '{key}'", f"did you mean '{near[0]}'?" if near else "remove it", place)
        elif key == "type":
            entries[key] = _type(value, losses)
        elif key in NAMES:
            entries[key] = _names(value, losses)
        elif key in DATES:
            if (date := _date(value, losses)) is not None:
                entries[key] = date
        else:
            is_text = isinstance(value, ScalarNode) and (key in TEXTS or key == "id")
            entries[key] = replace(value, value=_as_text(value)) if isinstance(value, ScalarNode) and is_text else value
    if "type" not in entries:
        entries["type"] = node_at("document", item.origin)
    return replace(item, entries=entries, keys={**item.keys, "type": item.keys.get("type", item.origin)})


def _is_empty(node: Node) -> bool:
    return plain(node) in (None, "", [], {})


def _as_text(node: ScalarNode) -> str:
    return node.value if isinstance(node.value, str) else node.source


def _type(node: Node, losses: Losses) -> Node:
    word = node.value if isinstance(node, ScalarNode) else ""
    if word in TYPES:
        return node
    near = get_close_matches(str(word), TYPES, n=1)
    remedy = f"did you mean '{near[0]}'?" if near else "the work is printed as a document"
    losses.add(f"the type '{word}'", remedy, node.origin)
    return node_at("document", node.origin)


def _names(node: Node, losses: Losses) -> Node:
    names = node.items if isinstance(node, SequenceNode) else (node,)
    return SequenceNode(items=tuple(_name(name, losses) for name in names if not _is_empty(name)), origin=node.origin)


def _name(node: Node, losses: Losses) -> Node:
    if isinstance(node, ScalarNode):
        family, comma, given = _as_text(node).partition(",")
        parts = {"family": family.strip(), "given": given.strip()} if comma else {"literal": family.strip()}
        return node_at(parts, node.origin)
    if not isinstance(node, MappingNode):
        return node
    known = {key: value for key, value in node.entries.items() if key in _NAME_KEYS and not _is_empty(value)}
    for key in node.entries.keys() - _NAME_KEYS:
        if not _OWN.fullmatch(key):
            losses.add(f"the key '{key}' of a name", "remove it", node.keys[key])
    if "given" in known and not {"family", "literal"} & known.keys():
        known["literal"] = known.pop("given")
    return replace(node, entries=known)


def _date(node: Node, losses: Losses) -> Node | None:
    """Return a date that CSL can read; one that is no date becomes words."""
    if isinstance(node, ScalarNode):
        return _dated(_as_text(node), node, losses)
    if not isinstance(node, MappingNode):
        return node
    for key in node.entries.keys() - _DATE_KEYS:
        losses.add(f"the key '{key}' of a date", "write 'date-parts', 'literal' or 'raw'", node.keys[key])
    known = {key: value for key, value in node.entries.items() if key in _DATE_KEYS and not _is_empty(value)}
    if "date-parts" in known:
        parts = [made for made in _parts(plain(known["date-parts"])) if made]
        if parts:
            known["date-parts"] = node_at(parts, known["date-parts"].origin)
        else:
            del known["date-parts"]
            losses.add("a date without a year", "write [[1934, 12, 1]]", node.origin)
    return replace(node, entries=known) if known else None


def _parts(value: object) -> Iterator[list[str | int]]:
    """Yield the ends of a date, each as far as it is one: some programs write a month of 0 where none is known."""
    for end in value[:2] if isinstance(value, list) else ():
        found: list[str | int] = []
        for part, pattern in zip(
            end if isinstance(end, list) else (), (allowed for allowed, _ in DATE_PARTS), strict=False
        ):
            if not isinstance(part, str | int) or not pattern.fullmatch(str(part).strip()):
                break
            found.append(part.strip() if isinstance(part, str) else part)
        yield found


def _dated(written: str, node: ScalarNode, losses: Losses) -> Node:
    """Return the date that is written as words: 1934, 1934-12 or 1934-12-01, else these words."""
    parts = [int(part) for part in written.split("-")] if _WHOLE.fullmatch(written) else []
    if parts and parts == next(_parts([parts])):
        return node_at({"date-parts": [parts]}, node.origin)
    if any(map(str.isdecimal, written)):
        remedy = "it is printed as it stands; write [[1934, 12, 1]] as its 'date-parts'"
        losses.add(f"the date '{written}'", remedy, node.origin)
    return node_at({"literal": written}, node.origin)
