"""Check the fragments of Vega-Lite that editors write.

Vega-Lite draws an unknown column, mark, channel or setting as nothing, without a word. Here each is a sentence for the
editor. What may stand where comes from the JSON schema of Vega-Lite (``chart_grammar.json``, made by
scripts/make-chart-grammar); what the columns hold, what an outline needs and what a printed chart never has is ours.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from octavo.model import limits

GRAMMAR = Path(__file__).with_name("chart_grammar.json")

FORBIDDEN: Mapping[str, str] = {
    "$schema": "the release of Vega-Lite is set by Octavo",
    "config": "the looks of charts come from the theme",
    "data": "a chart draws the rows of its figure",
    "datasets": "a chart draws the rows of its figure",
    "href": "a chart has no links",
    "tooltip": "nothing moves on paper",
    "url": "a chart draws the rows of its figure",
}
"""Keys that no fragment may hold, and why."""

PROJECTION = frozenset({"center", "clipAngle", "fit", "parallels", "rotate", "type"})
"""The settings of a projection that do not undo how a map is fitted; ``fit`` is ours."""

LISTS = frozenset({"layer", "concat", "hconcat", "vconcat"})
DEGREES = frozenset({"latitude", "latitude2", "longitude", "longitude2"})
"""Channels that measure whatever their type."""

TURN = 360
"""Degrees once round."""

COUNTS = frozenset({"count", "distinct", "missing", "valid"})
"""Aggregates that make a number of any column."""

COUNTED = frozenset({"tickCount", "maxbins", "count", "steps", "columns", "bins", "nice"})
"""Keys that ask for so many of something."""

VIEWS = LISTS | {"mark", "facet", "repeat"}
MADE_BY_TRANSFORMS = frozenset({"density", "key", "prob", "value"})
"""The names that transforms give their columns where the fragment gives none."""


def checked_fragment(
    chart: Mapping[str, object], columns: Collection[str], numbers: Collection[str], maps: Collection[str] = ()
) -> dict[str, object]:
    """Return a fragment in plain dicts and lists, its times in UTC instead of the time zone of the machine.

    ``columns`` are those of the figure's data, ``numbers`` those of them that hold only numbers, ``maps`` the words of
    the outlines that a ``geoshape`` may draw. Raises ``ValueError`` for the first thing in the fragment that Vega-Lite
    would refuse or draw as nothing.
    """
    if not VIEWS & chart.keys():
        raise ValueError("it has no 'mark'")
    made = _made_columns(chart)
    for _, view in _mappings(chart):
        _check_map(view, maps)
    for parent, key, value in _entries(chart):
        _check_shape(key, value)
        if parent == "encoding" and isinstance(value, Mapping):
            _check_channel(key, value, made.union(numbers))
        if key == "field":
            for name in _strings(value):
                _expect(name, made.union(columns), "there is no column")
    _check_grammar(chart, _grammar()[0], "", "")
    return {key: _plain(value) for key, value in chart.items()}


@cache
def _grammar() -> list[dict[str, Any]]:
    """Return the nodes of the grammar: which ``kinds`` of values, ``keys``, ``items`` and ``words`` may stand there."""
    nodes: list[dict[str, Any]] = json.loads(GRAMMAR.read_text(encoding="utf-8"))
    return nodes


def _check_grammar(value: object, node: Mapping[str, Any], key: str, parent: str) -> None:
    """Refuse a value that Vega-Lite knows nothing of under ``key``, which stands under ``parent``."""
    name = parent if key == "type" and parent in ("mark", "projection") else key
    if _kind(value) not in node["kinds"]:
        raise ValueError(_unfit(key, parent, value))
    if isinstance(value, Mapping):
        keys = node.get("keys", {})
        owner = f"'{key}'" if key else "a chart"
        lack = "there is no channel" if key == "encoding" else f"{owner} has no setting"
        for inner, content in value.items():
            if keys and not (inner == "data" or (key == "projection" and inner in PROJECTION)):
                _expect(inner, PROJECTION if key == "projection" else keys, lack)
            if inner in keys and inner != "fit":
                _check_grammar(content, _grammar()[keys[inner]], inner, key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            if "items" in node:
                _check_grammar(inner, _grammar()[node["items"]], key, parent)
    elif isinstance(value, str) and "words" in node:
        _expect(value, node["words"], f"there is no {name}")


def _kind(value: object) -> str:
    """Return the letter that the grammar has for the kind of a value."""
    match value:
        case None:
            return "z"
        case bool():
            return "b"
        case str():
            return "s"
        case int() | float():
            return "n"
        case Mapping():
            return "o"
        case _:
            return "a"


def _unfit(key: str, parent: str, value: object) -> str:
    if parent == "encoding":
        return f"'{key}' does not say what it shows"
    if key == "encoding":
        return "'encoding' does not name channels"
    return f"'{key}' cannot be {json.dumps(value) if isinstance(value, str | int | float) else 'that'}"


def _check_shape(key: str, value: object) -> None:
    """Refuse what no printed chart has, and what the grammar says less well."""
    if key in FORBIDDEN and not (key == "data" and isinstance(value, str)):
        raise ValueError(f"'{key}' does not belong in a chart: {FORBIDDEN[key]}")
    if key == "mark" and not isinstance(value, str | Mapping):
        raise ValueError("'mark' does not name one")
    if key in LISTS and (isinstance(value, str) or not isinstance(value, Sequence) or not value):
        raise ValueError(f"'{key}' is not a list of charts")
    if key == "projection" and not isinstance(value, Mapping):
        raise ValueError("'projection' does not say its type")
    if key in COUNTED and isinstance(value, int | float) and abs(value) > limits.TICKS:
        raise ValueError(f"'{key}' is {value:g}, and the most is {limits.TICKS:,}")
    if key == "fit" and not _is_box(value):
        raise ValueError("'fit' is not [west, south, east, north] in degrees")


def _check_map(view: Mapping[str, object], maps: Collection[str]) -> None:
    """Refuse an outline without a map, and a map where no outline is drawn."""
    mark, word = view.get("mark"), view.get("data")
    kind = mark.get("type") if isinstance(mark, Mapping) else mark
    if kind == "geoshape" and word is None:
        raise ValueError("'geoshape' does not say which map it draws, such as 'data: land'")
    if isinstance(word, str):
        if kind != "geoshape":
            raise ValueError(f"'data' does not belong in a chart: {FORBIDDEN['data']}")
        _expect(word, maps, "there is no map")


def _is_box(value: object) -> bool:
    """Tell whether ``value`` is a box of degrees. East of 180° the count goes on: Bering Strait is at 190."""
    if not isinstance(value, Sequence) or not all(isinstance(side, int | float) for side in value):
        return False
    match value:
        case [west, south, east, north]:
            return bool(-TURN / 2 <= west < east <= west + TURN and -TURN / 4 <= south < north <= TURN / 4)
        case _:
            return False


def _check_channel(name: str, channel: Mapping[str, object], numbers: frozenset[str]) -> None:
    """Refuse a channel that measures words."""
    column = channel.get("field")
    measures = name in DEGREES or channel.get("type") == "quantitative"
    measures = measures and channel.get("aggregate") not in COUNTS
    if measures and isinstance(column, str) and column not in numbers:
        raise ValueError(f"'{name}' measures the column '{column}', which does not hold numbers")


def _expect(name: str, known: Iterable[str], lack: str) -> None:
    if name not in known:
        near = get_close_matches(name, sorted(known), n=1)
        raise ValueError(f"{lack} '{name}'" + (f" · did you mean '{near[0]}'?" if near else ""))


def _made_columns(chart: Mapping[str, object]) -> frozenset[str]:
    if not any(key == "transform" for _, key, _ in _entries(chart)):
        return frozenset()
    return MADE_BY_TRANSFORMS | {name for _, key, value in _entries(chart) if key == "as" for name in _strings(value)}


def _entries(value: object) -> Iterator[tuple[str, str, object]]:
    """Yield every entry of every mapping in ``value``: the key that its mapping stands under, its key, its value."""
    for parent, mapping in _mappings(value):
        for key, inner in mapping.items():
            yield parent, key, inner


def _mappings(value: object, parent: str = "") -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield every mapping in ``value`` with the key that it, or the list it is in, stands under."""
    if isinstance(value, Mapping):
        yield parent, value
        for key, inner in value.items():
            yield from _mappings(inner, key)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _mappings(inner, parent)


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, Sequence) else ()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        plain = {key: _plain(inner) for key, inner in value.items()}
        scale = plain.get("scale", {})
        if plain.get("type") == "temporal" and isinstance(scale, dict):
            plain["scale"] = {"type": "utc", **scale}
        if isinstance(values := plain.get("values"), list):
            # Vega leaves out every second mark of a list that is longer than the number it finds fit.
            plain.setdefault("tickCount", len(values))
        unit = plain.get("timeUnit")
        if isinstance(unit, str) and not unit.startswith("utc"):
            plain["timeUnit"] = f"utc{unit}"
        return plain
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value
