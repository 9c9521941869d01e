"""What a YAML file says, as a tree in which every value keeps its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from octavo.model.origin import Origin, Path

PlainScalar: TypeAlias = bool | int | float | str | None
Plain: TypeAlias = PlainScalar | list["Plain"] | dict[str, "Plain"]
"""What a YAML file says, without places."""

Style: TypeAlias = Literal["", "'", '"', "|", ">"]

SHOWN = 40
"""How much of a text is quoted in a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalarNode:
    """A single value. ``origin`` is the place of the first character of its content.

    ``source`` is the value as it stands in the file, from ``start`` on, quotes or block header included. ``remark`` is
    what follows in its line behind a ``#`` and may have been meant as part of it.
    """

    value: PlainScalar
    origin: Origin
    style: Style = ""
    source: str = field(default="", repr=False)
    start: Origin
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceNode:
    """A list."""

    items: tuple["Node", ...]
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingNode:
    """A mapping: ``entries`` are the values and ``keys`` the places of their keys."""

    entries: Mapping[str, "Node"]
    keys: Mapping[str, Origin]
    origin: Origin


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode


def plain(node: Node) -> Plain:
    """Return what ``node`` says, without places."""
    match node:
        case ScalarNode():
            return node.value
        case SequenceNode():
            return [plain(item) for item in node.items]
        case MappingNode():
            return {key: plain(value) for key, value in node.entries.items()}


def node_at(value: Any, place: Origin) -> Node:  # noqa: ANN401 - JSON
    """Return a value of JSON as a node, all of which stands at ``place``."""
    if isinstance(value, dict):
        members = {key: node_at(inner, place) for key, inner in value.items()}
        return MappingNode(entries=members, keys=dict.fromkeys(members, place), origin=place)
    if isinstance(value, list):
        return SequenceNode(items=tuple(node_at(inner, place) for inner in value), origin=place)
    return ScalarNode(value=value, origin=place, start=place)


def scalars(node: Node) -> Iterator[ScalarNode]:
    """Yield the single values in ``node``, in the order of the file."""
    match node:
        case ScalarNode():
            yield node
        case SequenceNode():
            for item in node.items:
                yield from scalars(item)
        case MappingNode():
            for value in node.entries.values():
                yield from scalars(value)


def nearest(node: Node, path: Path) -> Node:
    """Return the value that ``path`` leads to, or the last one on the way that exists."""
    for step in path:
        match node, step:
            case MappingNode(), str() if step in node.entries:
                node = node.entries[step]
            case SequenceNode(), int() if step < len(node.items):
                node = node.items[step]
            case _:
                break
    return node


def shown(node: Node) -> str:
    """Name a value in a message: as it was written where that is short."""
    match node:
        case ScalarNode(value=str() as text):
            line = text[:SHOWN].split("\n", maxsplit=1)[0]
            return f"'{line}'" if line == text else f"'{line}…'"
        case ScalarNode(value=None):
            return "an empty value"
        case ScalarNode():
            return node.source
        case SequenceNode():
            return "a list"
        case MappingNode():
            return "a group of keys"
