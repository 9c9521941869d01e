"""What a style sheet of a theme must not hold: what leads out of the theme, what has no end, fonts that are not there.

What a rule says is judged by the layout engine; here stands what has to be known before the engine may see a sheet,
and what the engine passes over without a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from octavo.model import limits
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin

OUTSIDE = re.compile(r"(?!data:)([a-z][a-z0-9+.-]*:|[/\\])", re.IGNORECASE)
"""How an address begins that leads out of a theme: a scheme, or the root of a machine."""

GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji", "fangsong"}
    | {"ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded"}
)
"""Families that a reading system fills in (CSS Fonts 4, section 2.1.3); on paper there is nothing to fill them with."""

WIDE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
"""What stands for the value of another place (CSS Cascade 5, section 7.3)."""

SIZES = frozenset(
    {"xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large", "smaller", "larger"}
)
"""Words for the size in the shorthand ``font``, behind which its families stand (CSS Fonts 4, section 2.7)."""


SIMPLER = "write it more simply"


class _Nodes(NamedTuple):
    """Nodes to be looked at: how deep they stand, whether in a sum, and for how many selectors a rule there stands."""

    nodes: Sequence[Any]
    depth: int = 0
    is_sum: bool = False
    selectors: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _UsedFamilies:
    """A value of ``font-family`` or ``font``: the families that it names in their order, and its place."""

    names: tuple[str, ...]
    origin: Origin


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
    waiting: list[_Nodes] = [_Nodes(parsed)]
    while waiting:
        around, depth, is_sum, selectors = waiting.pop()
        if depth > limits.BLOCKS_DEEP:
            problem = f"blocks and brackets stand in each other more than {limits.BLOCKS_DEEP} deep"
            yield fault("OC144", _at(around[0], place), problem=problem, remedy=SIMPLER)
            return
        nodes = _words(around)
        for before, node, own in _with_selectors(nodes):
            if problem := _unbearable(node, before, is_sum=is_sum):
                found.append(fault("OC144", _at(node, place), problem=problem, remedy=SIMPLER))
            if address := _outside(node):
                found.append(fault("OC145", _at(node, place), address=address[:80]))
            if inside := _inside(node):
                is_calc = is_sum or getattr(node, "lower_name", "") == "calc"
                waiting.append(_Nodes(inside, depth + 1, is_calc, selectors * own))
        if selectors > limits.EXPANSION and depth > 1:
            problem = f"rules in each other stand for more than {limits.EXPANSION:,} selectors"
            found.append(fault("OC144", _at(around[0], place), problem=problem, remedy=SIMPLER))
        _gather_variables(nodes, variables, sizes)
    yield from found
    yield from _endless(variables, sizes, Origin(place.path))
    yield from _unclosed(_words(parsed), sheet, place)
    used, defined = _used_families(parsed, place)
    if families:
        yield from _unknown_families(used, [*families, *sorted(defined)], is_print=is_print)


def _used_families(parsed: Sequence[Any], place: Origin) -> tuple[list[_UsedFamilies], frozenset[str]]:
    """Return the families that a sheet asks for, and those that it defines itself."""
    used: list[_UsedFamilies] = []
    defined: set[str] = set()
    waiting: list[tuple[Sequence[Any], bool, bool]] = [(parsed, False, False)]
    while waiting:
        around, is_block, is_face = waiting.pop()
        nodes = _words(around)
        for name, value in _declarations(nodes) if is_block else ():
            families = _families(value if name == "font-family" else _behind_size(value))
            if is_face:
                defined.update(families)
            elif families:
                used.append(_UsedFamilies(names=families, origin=_at(value[0], place)))
        keyword = ""
        for node in nodes:
            if node.type == "at-keyword":
                keyword = node.lower_value
            if node.type == "{} block":
                waiting.append((node.content, True, keyword == "font-face"))
            if node.type == "{} block" or node == ";":
                keyword = ""
    return used, frozenset(defined)


def _unknown_families(used: Iterable[_UsedFamilies], known: Iterable[str], *, is_print: bool) -> Iterator[Diagnostic]:
    """Yield OC146 for each family that is not ``known``.

    On paper nothing else can be set. A screen has fonts of its own: there a list that ends with a generic family is
    sound, unless a name in it is nearly that of a family of the theme.
    """
    from difflib import get_close_matches

    families = tuple(dict.fromkeys(known))
    folded = {family.casefold() for family in families}
    for each in used:
        strange = [name for name in each.names if name.casefold() not in folded]
        named = [name for name in strange if name.lower() not in GENERIC]
        if not is_print:
            has_end = len(named) < len(strange)
            strange = [name for name in named if not has_end or get_close_matches(name, families, cutoff=0.85)]
        elif len(strange) < len(each.names):
            # What the theme has is found first, or stands in for the generic family.
            strange = named
        for name in strange:
            yield fault("OC146", each.origin, family=name, known=", ".join(families), near=(name, families))


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


def _at(node: Any, place: Origin) -> Origin:  # noqa: ANN401 - nodes have no types
    return Origin(place.path, node.source_line, node.source_column)


def _words(nodes: Iterable[Any]) -> list[Any]:
    return [node for node in nodes if node.type not in ("whitespace", "comment")]


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
    if sheet and not (nodes and nodes[-1].type == "error" and nodes[-1].kind == "}"):
        last = next((node for node in reversed(nodes) if node.type.endswith("block")), None)
        origin = _at(last, place) if last else Origin(place.path, sheet.count("\n") + 1)
        problem = "it ends inside a block, a comment or a text that begins here or below"
        yield fault("OC144", origin, problem=problem, remedy="close it, a block with }")


def _declarations(nodes: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the declarations of ``font-family`` and ``font`` in a block, with their values."""
    start = 0
    for end in [*(place for place, node in enumerate(nodes) if node == ";"), len(nodes)]:
        match nodes[start:end]:
            case [name, colon, *value] if name.type == "ident" and colon == ":" and value:
                if name.lower_value in ("font", "font-family"):
                    yield name.lower_value, value
        start = end + 1


def _behind_size(value: Sequence[Any]) -> Sequence[Any]:
    """Return what stands behind the size, and the line height, in a value of ``font``; nothing where there is none."""
    for place, node in enumerate(value):
        if node.type in ("dimension", "percentage") or (node.type == "ident" and node.lower_value in SIZES):
            rest = value[place + 1 :]
            return rest[2:] if rest and rest[0] == "/" else rest
    return ()


def _families(value: Sequence[Any]) -> tuple[str, ...]:
    """Return the families in a value; none where it stands for the value of another place."""
    names: list[str] = []
    part: list[str] = []
    for node in (*value, None):
        if node is None or node == ",":
            names.append(" ".join(part))
            part = []
        elif node.type in ("string", "ident"):
            part.append(node.value)
        elif node == "!":
            names.append(" ".join(part))
            break
        else:
            return ()
    return () if names and names[0].lower() in WIDE else tuple(filter(None, names))


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
