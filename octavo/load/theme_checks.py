"""What a theme must not ask of the layout: sheets without end, papers without room, files that are no fonts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from octavo.model import limits
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import Paper, ThemeSettings

FONTS: Mapping[str, tuple[bytes, ...]] = {
    ".ttf": (b"\0\1\0\0", b"true"),
    ".otf": (b"OTTO", b"\0\1\0\0"),
    ".woff": (b"wOFF",),
}
"""The suffixes of font files, and how these begin (OpenType 1.9, table directory; WOFF 1.0, section 3)."""

FAMILY = re.compile(r"[^\"'\\;{}<>\x00-\x1f]+")
"""The name of a family is written into a style sheet in quotes."""

MM = 25.4 / 72
"""Millimetres in a point."""


def check_papers(record: Record[ThemeSettings]) -> Iterator[Diagnostic]:
    """Yield OC103 for each value of a paper that no printer or page could have."""
    for name, paper in record.value.papers.items():
        for key, problem in _unfit(paper):
            value = f"{getattr(paper, key):g}"
            yield fault("OC103", record.at("papers", name, key), value=value, problem=problem)


def _unfit(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield the keys of a paper whose values do not fit, and why."""
    least, most = limits.SHORTEST_SIDE, limits.LONGEST_SIDE
    sides = [key for key in ("width", "height") if not least <= getattr(paper, key) <= most]
    yield from ((key, f"a side of the paper has {least} to {most:,} mm") for key in sides)
    margins = [key for key in ("inner", "outer", "top", "bottom") if getattr(paper, key) < 0]
    yield from ((key, "a margin is 0 mm or more") for key in margins)
    has_leading = limits.LEAST_LEADING <= paper.leading <= limits.MOST_LEADING
    if not has_leading:
        yield "leading", f"lines are {limits.LEAST_LEADING} to {limits.MOST_LEADING} pt apart"
    if paper.lines < 1:
        yield "lines", "a page has at least one line"
    if sides or margins:
        return
    if paper.width - paper.inner - paper.outer < limits.NARROWEST_TEXT:
        yield "inner", f"the margins leave less than {limits.NARROWEST_TEXT} mm for the text"
    if has_leading and paper.top + paper.lines * paper.leading * MM > paper.height:
        yield "lines", "so many lines of this leading do not stand on the page"


def check_fonts(record: Record[ThemeSettings], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield OC143 for each face whose file is no font, and OC103 for a family that cannot be named in a style sheet."""
    for position, face in enumerate(record.value.faces):
        if not FAMILY.fullmatch(face.family):
            problem = "the name of a family has no quotation marks, brackets or signs of style sheets"
            place = record.at("faces", position, "family")
            yield fault("OC103", place, value=f"'{face.family[:40]}'", problem=problem)
        begins = FONTS.get(PurePosixPath(face.file).suffix.lower(), ())
        if not files[face.file].startswith(begins):
            problem = "it does not begin as such a font does" if begins else f"a font ends with {', '.join(FONTS)}"
            yield fault("OC143", record.at("faces", position, "file"), file=face.file, problem=problem)


def check_sheet(sheet: str, place: Origin) -> Iterator[Diagnostic]:
    """Yield OC144 for the first thing of each kind in a style sheet that a layout could not bear."""
    from tinycss2 import parse_component_value_list

    variables: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    waiting: list[tuple[Sequence[Any], int, bool]] = [(parse_component_value_list(sheet), 0, False)]
    while waiting:
        found, depth, is_sum = waiting.pop()
        nodes = [node for node in found if node.type not in ("whitespace", "comment")]
        for before, node in zip((None, *nodes), nodes, strict=False):
            at = Origin(place.path, node.source_line, node.source_column)
            if problem := _unbearable(node, before, depth, is_sum=is_sum):
                yield fault("OC144", at, problem=problem)
                return
            inside = node.arguments if node.type == "function" else getattr(node, "content", ())
            if inside:
                waiting.append((inside, depth + 1, is_sum or getattr(node, "lower_name", "") == "calc"))
        _gather_variables(nodes, variables, sizes)
    yield from _endless(variables, sizes, Origin(place.path))


def _unbearable(node: Any, before: Any, depth: int, *, is_sum: bool) -> str:  # noqa: ANN401 - nodes have no types
    if depth > limits.BLOCKS_DEEP:
        return f"blocks and brackets stand in each other more than {limits.BLOCKS_DEEP} deep"
    if node.type in ("number", "percentage", "dimension"):
        if abs(node.value) > limits.LENGTH:
            return f"the number {node.representation[:20]} is larger than {limits.LENGTH:,}"
        if is_sum and not node.value and before is not None and before == "/":
            return "a number is divided by 0"
    if is_sum and node.type == "ident" and node.lower_value in ("nan", "infinity", "-infinity"):
        return f"'{node.value}' is no number that can be laid out"
    return ""


def _gather_variables(nodes: Sequence[Any], variables: dict[str, list[str]], sizes: dict[str, int]) -> None:
    """Note of each variable that is set among ``nodes`` which others its value names, and how long it is."""
    name = ""
    for node in nodes:
        if node.type == "ident" and node.value.startswith("--") and not name:
            name = node.value
            variables.setdefault(name, [])
        elif node == ";":
            name = ""
        elif name:
            sizes[name] = sizes.get(name, 0) + 1
            if node.type == "function" and node.lower_name == "var":
                variables[name] += [each.value for each in node.arguments if each.type == "ident"]


def _endless(variables: Mapping[str, list[str]], sizes: Mapping[str, int], place: Origin) -> Iterator[Diagnostic]:
    """Yield OC144 for variables that stand for themselves, or together for too much."""
    known: dict[str, int] = {}
    for _ in range(len(variables) + 1):
        for name, named in variables.items():
            if all(each in known or each not in variables for each in named):
                known[name] = min(sizes.get(name, 0) + sum(known.get(each, 0) for each in named), limits.EXPANSION + 1)
        if len(known) == len(variables) or len(known) == 0:
            break
    if lost := sorted(variables.keys() - known.keys()):
        yield fault("OC144", place, problem=f"the variable '{lost[0]}' stands for itself in the end")
    for name, size in known.items():
        if size > limits.EXPANSION:
            yield fault(
                "OC144", place, problem=f"the variable '{name}' stands for more than {limits.EXPANSION:,} words"
            )
            return
