"""Set the measures of a theme's style sheet anew for another size, leading and trim, and its families for other fonts.

A theme is designed in points and millimetres for one size and one leading. Sizes of letters follow the size. All other
points follow the leading, rules and padding too, so that whatever was a whole number of lines high still is one (rule
T6). Millimetres follow the width of the page. The lines of the sheet stay where they are, so that a fault is still
told at its own line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """By how much the measures of a theme are multiplied; ``families`` are what to write in place of a family."""

    size: float = 1
    leading: float = 1
    width: float = 1
    families: Mapping[str, str] = field(default_factory=dict)


class _Change(NamedTuple):
    """Something to be written in place of ``length`` characters, from a line and a column on, counted from 1."""

    line: int
    column: int
    length: int
    text: str


def scaled(sheet: str, scales: Scales) -> str:
    """Return ``sheet`` with the measures and families that ``scales`` say."""
    from tinycss2 import parse_component_value_list

    changes = list(_changes(parse_component_value_list(sheet), scales, ""))
    lines = sheet.split("\n")
    for change in sorted(changes, reverse=True):
        line = lines[change.line - 1]
        start = change.column - 1
        lines[change.line - 1] = line[:start] + change.text + line[start + change.length :]
    return "\n".join(lines)


def _changes(nodes: Sequence[Any], scales: Scales, declared: str) -> Iterator[_Change]:
    """Yield the changes in a run of nodes; ``declared`` is the property whose value they are part of, if any."""
    name, is_behind_slash = declared, False
    words = [node for node in nodes if node.type not in ("whitespace", "comment")]
    for place, node in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else None
        if not declared and node.type == "ident" and following == ":":
            name, is_behind_slash = node.lower_value, False
        elif node == ";" and not declared:
            name = ""
        elif node == "/":
            is_behind_slash = True
        elif node.type == "dimension":
            yield from _measure(node, scales, name, is_behind_slash=is_behind_slash)
        elif node.type in ("string", "ident") and name in ("font", "font-family"):
            yield from _family(node, scales)
        elif node.type == "function":
            yield from _changes(node.arguments, scales, name or "function")
        elif node.type in ("{} block", "() block", "[] block"):
            yield from _changes(node.content, scales, "" if node.type == "{} block" else name)
            name = "" if node.type == "{} block" else name


def _measure(node: Any, scales: Scales, name: str, *, is_behind_slash: bool) -> Iterator[_Change]:  # noqa: ANN401 - nodes have no types
    factor = 1.0
    if node.lower_unit == "pt":
        is_size = name == "font-size" or (name == "font" and not is_behind_slash)
        factor = scales.size if is_size else scales.leading
    elif node.lower_unit in ("mm", "cm", "in"):
        factor = scales.width
    if factor != 1:
        length = len(node.representation) + len(node.unit)
        text = f"{round(node.value * factor, 4):g}{node.unit}"
        yield _Change(node.source_line, node.source_column, length, text)


def _family(node: Any, scales: Scales) -> Iterator[_Change]:  # noqa: ANN401 - the same
    if node.value in scales.families:
        yield _Change(node.source_line, node.source_column, len(node.serialize()), scales.families[node.value])
