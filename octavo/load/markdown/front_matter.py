"""Front matter: lines of YAML between two lines of hyphens, which other programs read at the head of a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import MappingNode, Node, ScalarNode
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin

READ = ("title", "lang")
"""The keys that have a place in a text of ours."""

_YAML = re.compile(
    r"---[ \t]*\n(?=\s*(?:\#.*\n\s*)*(?:[\w\"'-]+[ \t]*:(?:\s|$)|---))((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TITLE_BLOCK = re.compile(r"%[ \t]+(?P<title>.*)\n(?:%[ \t]*(?P<author>.*)\n)?(?:%[ \t]*(?P<date>.*)\n)?")
"""Pandoc's own form: lines of title, authors and date behind percent signs."""

_TOML = re.compile(r"\+\+\+[ \t]*\n((?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What stands before a text: the values that are read, by their keys, and what was found in it."""

    values: Mapping[str, ScalarNode] = field(default_factory=dict)
    faults: tuple[Diagnostic, ...] = ()


def divide_front_matter(text: str, path: str) -> tuple[FrontMatter, str]:
    """Return the front matter of ``text``, and the text with empty lines in its place."""
    if block := _TITLE_BLOCK.match(text):
        return _title_block(block, path), "\n" * block[0].count("\n") + text[block.end() :]
    found = _YAML.match(text) or _TOML.match(text)
    if found is None:
        return FrontMatter(), text
    rest = "\n" * found[0].count("\n") + text[found.end() :]
    if text.startswith("+"):
        return FrontMatter(faults=(unread(("+++",), Origin(path, 1, 1)),)), rest
    try:
        root = read_yaml("\n" + found[1], path)
    except Faulty as faulty:
        return FrontMatter(faults=faulty.diagnostics), rest
    members: Mapping[str, Node] = root.entries if isinstance(root, MappingNode) else {}
    values = {
        key: replace(node, value=node.value if isinstance(node.value, str) else node.source)
        for key in READ
        if isinstance(node := members.get(key), ScalarNode) and node.source.strip("\"' ")
    }
    others = tuple(key for key in members if key not in values)
    place = root.keys[others[0]] if others and isinstance(root, MappingNode) else Origin(path, 1, 1)
    return FrontMatter(values=values, faults=(unread(others, place),) if others else ()), rest


def _title_block(block: re.Match[str], path: str) -> FrontMatter:
    place = Origin(path, 1, block.start("title") + 1)
    title = ScalarNode(value=block["title"].strip(), origin=place, source=block["title"].strip(), start=place)
    others = tuple(key for key in ("author", "date") if (block[key] or "").strip())
    return FrontMatter(values={"title": title}, faults=(unread(others, Origin(path, 2, 1)),) if others else ())


def unread(keys: tuple[str, ...], place: Origin) -> Diagnostic:
    """Return OC151 for ``keys`` of front matter that have no place in a text."""
    return fault("OC151", place, keys=", ".join(f"'{key}'" for key in keys))
