"""The font families that a style sheet asks for, and those among them that no theme has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin

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


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFamilies:
    """A value of ``font-family`` or ``font``: the families that it names in their order, and its place."""

    names: tuple[str, ...]
    origin: Origin


def used_families(parsed: Sequence[Any], place: Origin) -> tuple[list[UsedFamilies], frozenset[str]]:
    """Return the families that a sheet asks for, and those that it defines itself."""
    used: list[UsedFamilies] = []
    defined: set[str] = set()
    waiting: list[tuple[Sequence[Any], bool, bool]] = [(parsed, False, False)]
    while waiting:
        around, is_block, is_face = waiting.pop()
        nodes = without_spaces(around)
        for name, value in _declarations(nodes) if is_block else ():
            families = _families(value if name == "font-family" else _behind_size(value))
            if is_face:
                defined.update(families)
            elif families:
                used.append(UsedFamilies(names=families, origin=place_of(value[0], place)))
        keyword = ""
        for node in nodes:
            if node.type == "at-keyword":
                keyword = node.lower_value
            if node.type == "{} block":
                waiting.append((node.content, True, keyword == "font-face"))
            if node.type == "{} block" or node == ";":
                keyword = ""
    return used, frozenset(defined)


def unknown_families(used: Iterable[UsedFamilies], known: Iterable[str], *, is_print: bool) -> Iterator[Diagnostic]:
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


def place_of(node: Any, place: Origin) -> Origin:  # noqa: ANN401 - nodes have no types
    """Return where a node of the sheet at ``place`` stands."""
    return Origin(place.path, node.source_line, node.source_column)


def without_spaces(nodes: Iterable[Any]) -> list[Any]:
    """Return nodes without white space and comments."""
    return [node for node in nodes if node.type not in ("whitespace", "comment")]
