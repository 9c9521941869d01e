"""What a style sheet of a theme must not hold: what leads out of the theme, what has no end, fonts that are not there.

What a rule says is judged by the layout engine; here stands what has to be known before the engine may see a sheet,
and what the engine passes over without a word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from octavo.load.font_families import place_of, unknown_families, used_families, without_spaces
from octavo.model import limits
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin

OUTSIDE = re.compile(r"(?!data:)([a-z][a-z0-9+.-]*:|[/\\])", re.IGNORECASE)
"""How an address begins that leads out of a theme: a scheme, or the root of a machine."""


SIMPLER = "write it more simply"

BROKEN = {
    "}": ("a } closes nothing here", "take it out, or write the { that it closes"),
    ")": ("a ) closes nothing here", "take it out, or write the ( that it closes"),
    "]": ("a ] closes nothing here", "take it out, or write the [ that it closes"),
    "bad-string": ("a text in quotation marks does not end on its line", "write the quotation mark at its end"),
    "bad-url": ("an address in url() cannot be read", "set it in quotation marks"),
}
"""What the parser of CSS cannot read, by its own names (CSS Syntax 3, section 4.3), and what to do about it."""


MILLIMETRES = {"mm": 1, "cm": 10, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "q": 0.25, "em": 4}
"""How long the units of CSS are; what depends on letters about as long as letters of 11 pt are high."""


class _Nodes(NamedTuple):
    """Nodes to be looked at: how deep they stand, whether in a sum, and for how many selectors a rule there stands.

    ``is_block`` says that they stand between { and }.
    """

    nodes: Sequence[Any]
    depth: int = 0
    is_sum: bool = False
    selectors: int = 1
    is_block: bool = False


def check_sheet(sheet: str, place: Origin, families: Sequence[str], *, is_print: bool) -> tuple[Diagnostic, ...]:
    """Return OC144 for what a layout could not bear, OC145 for each address that leads out of the theme.

    ``families`` are those of the theme, where they are known; each other one that the sheet asks for is OC146. Where
    brackets stand too deep, that is told alone.
    """
    return tuple(_faults(sheet, place, families, is_print=is_print))


def _faults(sheet: str, place: Origin, families: Sequence[str], *, is_print: bool) -> Iterator[Diagnostic]:
    from tinycss2 import parse_component_value_list

    if len(sheet) > limits.SHEET:
        long, most = f"a style sheet of {len(sheet):,} characters", f"{limits.SHEET:,}"
        yield fault("OC140", place, found=long, most=most, remedy="leave out what no element of a book has")
        return
    # A bracket too many is an error for the parser, unless something is open that it closes, or that hides it.
    parsed = parse_component_value_list(f"{sheet}\n}}")
    variables: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    found: list[Diagnostic] = []
    waiting: list[_Nodes] = [_Nodes(parsed[:-1] if _is_closed(parsed) else parsed)]
    while waiting:
        around, depth, is_sum, selectors, is_block = waiting.pop()
        if depth > limits.BLOCKS_DEEP:
            problem = f"blocks and brackets stand in each other more than {limits.BLOCKS_DEEP} deep"
            yield fault("OC144", place_of(around[0], place), problem=problem, remedy=SIMPLER)
            return
        nodes = without_spaces(around)
        for before, node, own in _with_selectors(nodes):
            if node.type == "error" and node.kind in BROKEN:
                problem, remedy = BROKEN[node.kind]
                found.append(fault("OC144", place_of(node, place), problem=problem, remedy=remedy))
            if problem := _unbearable(node, before, is_sum=is_sum):
                found.append(fault("OC144", place_of(node, place), problem=problem, remedy=SIMPLER))
            if address := _outside(node):
                found.append(fault("OC145", place_of(node, place), address=address[:80]))
            if inside := _inside(node):
                is_calc = is_sum or getattr(node, "lower_name", "") == "calc"
                waiting.append(_Nodes(inside, depth + 1, is_calc, selectors * own, node.type == "{} block"))
        found += (*_without_colon(around, place), *_of_no_paper(nodes, place)) if is_block else ()
        if selectors > limits.EXPANSION and depth > 1:
            problem = f"rules in each other stand for more than {limits.EXPANSION:,} selectors"
            found.append(fault("OC144", place_of(around[0], place), problem=problem, remedy=SIMPLER))
        _gather_variables(nodes, variables, sizes)
    yield from found
    yield from _endless(variables, sizes, Origin(place.path))
    yield from _unclosed(without_spaces(parsed), sheet, place)
    used, defined = used_families(parsed, place)
    if families:
        yield from unknown_families(used, [*families, *sorted(defined)], is_print=is_print)


def _without_colon(block: Sequence[Any], place: Origin) -> Iterator[Diagnostic]:
    """Yield OC144 for what stands in a block and is neither a declaration nor a rule: the engine would not say why."""
    from tinycss2 import serialize

    piece: list[Any] = []
    for node in (*block, None):
        if node is not None and node != ";" and node.type != "{} block":
            piece.append(node)
            continue
        known = without_spaces(piece)
        is_read = not known or known[0].type in ("at-keyword", "error") or any(each == ":" for each in known)
        if not is_read and (node is None or node == ";"):
            problem = f"'{serialize(piece).strip()[:60]}' has no colon"
            yield fault("OC144", place_of(known[0], place), problem=problem, remedy="write a property, : and its value")
        piece = []


def _of_no_paper(block: Sequence[Any], place: Origin) -> Iterator[Diagnostic]:
    """Yield OC144 for a size of pages that no paper has: on the smallest, texts go on for millions of pages."""
    is_size = False
    for before, node in pairwise((None, *block)):
        if node == ":" and before is not None and before.type == "ident":
            is_size = before.lower_value == "size"
        elif node == ";":
            is_size = False
        elif is_size and node.type == "dimension":
            side = abs(node.value) * MILLIMETRES.get(node.lower_unit, MILLIMETRES["em"])
            if not limits.SHORTEST_SIDE <= side <= limits.LONGEST_SIDE:
                problem = f"a page with a side of {node.serialize()}"
                remedy = f"give it a side of {limits.SHORTEST_SIDE} to {limits.LONGEST_SIDE:,} mm"
                yield fault("OC144", place_of(node, place), problem=problem, remedy=remedy)


def _with_selectors(nodes: Sequence[Any]) -> Iterator[tuple[Any, Any, int]]:
    """Yield each node with the one before it, and how many selectors stand before it if it is the block of a rule."""
    count, is_rule, before = 1, True, None
    for node in nodes:
        yield before, node, count if is_rule and node.type == "{} block" else 1
        if node == ";" or node.type == "{} block":
            count, is_rule = 1, True
        elif node.type == "at-keyword":
            is_rule = False
        elif node == ",":
            count += 1
        before = node


def _inside(node: Any) -> Sequence[Any]:  # noqa: ANN401 - the same
    inside: Sequence[Any] = node.arguments if node.type == "function" else getattr(node, "content", ())
    return inside


def _unbearable(node: Any, before: Any, *, is_sum: bool) -> str:  # noqa: ANN401 - the same
    if node.type in ("number", "percentage", "dimension"):
        if abs(node.value) > limits.LENGTH:
            return f"the number {node.representation[:20]} is larger than {limits.LENGTH:,}"
        if is_sum and not node.value and before is not None and before == "/":
            return "a number is divided by 0"
    if node.type == "string" and len(node.value) > limits.WORD:
        return f"a text in it has {len(node.value):,} characters"
    if node.type == "function" and node.lower_name.startswith("repeating-") and not _has_period(node):
        return f"a gradient is repeated after less than {limits.PERIOD:g}"
    if is_sum and node.type == "ident" and node.lower_value in ("nan", "infinity", "-infinity"):
        return f"'{node.value}' is no number that can be laid out"
    return ""


def _has_period(gradient: Any) -> bool:  # noqa: ANN401 - the same
    """Whether the places of a gradient that is repeated are apart; the angle that it may begin with is none."""
    places = [each.value for each in gradient.arguments if each.type in ("dimension", "percentage", "number")]
    return not places[1:] or abs(places[-1] - places[-2]) >= limits.PERIOD


def _outside(node: Any) -> str:  # noqa: ANN401 - the same
    """Return what a node names outside of the theme, or nothing; ``base`` is the way to another sheet."""
    if node.type == "at-keyword" and node.lower_value == "import":
        return "@import"
    address = node.value if node.type == "url" else ""
    if node.type == "function" and node.lower_name in ("url", "src"):
        address = next((each.value for each in node.arguments if each.type == "string"), "")
    return address if OUTSIDE.match(address.strip()) else ""


def _unclosed(nodes: Sequence[Any], sheet: str, place: Origin) -> Iterator[Diagnostic]:
    """Yield OC144 where the sheet ends inside a block, a comment or a text: what follows it would be lost with it.

    ``nodes`` are those of the sheet with a bracket too many at its end.
    """
    if sheet and not _is_closed(nodes):
        last = next((node for node in reversed(nodes) if node.type.endswith("block")), None)
        origin = place_of(last, place) if last else Origin(place.path, sheet.count("\n") + 1)
        problem = "it ends inside a block, a comment or a text that begins here or below"
        yield fault("OC144", origin, problem=problem, remedy="close it, a block with }")


def _is_closed(nodes: Sequence[Any]) -> bool:
    """Whether the bracket too many at the end of a sheet closes nothing, as it should."""
    return bool(nodes) and nodes[-1].type == "error" and nodes[-1].kind == "}"


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
        yield fault("OC144", place, problem=f"the variable '{lost[0]}' stands for itself in the end", remedy=SIMPLER)
    for name, size in known.items():
        if size > limits.EXPANSION:
            problem = f"the variable '{name}' stands for more than {limits.EXPANSION:,} words"
            yield fault("OC144", place, problem=problem, remedy=SIMPLER)
            return
