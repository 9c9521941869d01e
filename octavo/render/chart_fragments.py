"""Check the fragments of Vega-Lite that editors write.

Vega-Lite draws an unknown column, mark or channel as nothing, without a word. Here each is a sentence for the editor.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

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

WORDS: Mapping[str, str] = {
    "aggregate": (
        "average ci0 ci1 count distinct max mean median min missing product q1 q3 stderr stdev sum valid variance"
    ),
    "channel": (
        "angle color column detail facet fill fillOpacity key latitude latitude2 longitude longitude2 opacity order"
        " radius radius2 row shape size stroke strokeDash strokeOpacity strokeWidth text theta theta2 x x2 xError"
        " xError2 xOffset y y2 yError yError2 yOffset"
    ),
    "mark": "arc area bar boxplot circle errorband errorbar geoshape line point rect rule square text tick trail",
    "projection": (
        "albers azimuthalEqualArea azimuthalEquidistant conicConformal conicEqualArea conicEquidistant equalEarth"
        " equirectangular gnomonic mercator naturalEarth1 orthographic stereographic transverseMercator"
    ),
    "setting of a projection": "center clipAngle fit parallels rotate type",
    "type": "nominal ordinal quantitative temporal",
}
"""The words of Vega-Lite that a fragment may use, by what they are."""

KNOWN: Mapping[str, frozenset[str]] = {kind: frozenset(words.split()) for kind, words in WORDS.items()}
LISTS = frozenset({"layer", "concat", "hconcat", "vconcat"})
SEVERAL = frozenset({"detail", "order"})
"""Channels that may show several columns."""

DEGREES = frozenset({"latitude", "latitude2", "longitude", "longitude2"})
"""Channels that measure whatever their type."""

TURN = 360
"""Degrees once round."""

COUNTS = frozenset({"count", "distinct", "missing", "valid"})
"""Aggregates that make a number of any column."""

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
    known = {**KNOWN, "column": made.union(columns), "map": frozenset(maps)}
    for _, view in _mappings(chart):
        _check_map(view, known)
    for parent, key, value in _entries(chart):
        _check_shape(key, value)
        if parent == "projection":
            _expect(key, known, "setting of a projection")
        if parent == "encoding":
            _expect(key, known, "channel")
            _check_channel(key, value, made.union(numbers))
        if kind := _kind(parent, key):
            for name in _strings(value):
                _expect(name, known, kind)
    return {key: _plain(value) for key, value in chart.items()}


def _check_shape(key: str, value: object) -> None:
    if key in FORBIDDEN and not (key == "data" and isinstance(value, str)):
        raise ValueError(f"'{key}' does not belong in a chart: {FORBIDDEN[key]}")
    if key == "encoding" and not isinstance(value, Mapping):
        raise ValueError("'encoding' does not name channels")
    if key == "mark" and not isinstance(value, str | Mapping):
        raise ValueError("'mark' does not name one")
    if key in LISTS and (isinstance(value, str) or not isinstance(value, Sequence) or not value):
        raise ValueError(f"'{key}' is not a list of charts")
    if key == "projection" and not isinstance(value, Mapping):
        raise ValueError("'projection' does not say its type")
    if key == "fit" and not _is_box(value):
        raise ValueError("'fit' is not [west, south, east, north] in degrees")


def _check_map(view: Mapping[str, object], known: Mapping[str, frozenset[str]]) -> None:
    """Refuse an outline without a map, and a map where no outline is drawn."""
    mark, word = view.get("mark"), view.get("data")
    kind = mark.get("type") if isinstance(mark, Mapping) else mark
    if kind == "geoshape" and word is None:
        raise ValueError("'geoshape' does not say which map it draws, such as 'data: land'")
    if isinstance(word, str):
        if kind != "geoshape":
            raise ValueError(f"'data' does not belong in a chart: {FORBIDDEN['data']}")
        _expect(word, known, "map")


def _is_box(value: object) -> bool:
    """Tell whether ``value`` is a box of degrees. East of 180° the count goes on: Bering Strait is at 190."""
    if not isinstance(value, Sequence) or not all(isinstance(side, int | float) for side in value):
        return False
    match value:
        case [west, south, east, north]:
            return bool(-TURN / 2 <= west < east <= west + TURN and -TURN / 4 <= south < north <= TURN / 4)
        case _:
            return False


def _check_channel(name: str, channel: object, numbers: frozenset[str]) -> None:
    """Refuse a channel that shows nothing, and one that measures words."""
    if not isinstance(channel, Mapping):
        if name not in SEVERAL or not isinstance(channel, Sequence):
            raise ValueError(f"'{name}' does not say what it shows")
        return
    column = channel.get("field")
    measures = name in DEGREES or channel.get("type") == "quantitative"
    measures = measures and channel.get("aggregate") not in COUNTS
    if measures and isinstance(column, str) and column not in numbers:
        raise ValueError(f"'{name}' measures the column '{column}', which does not hold numbers")


def _kind(parent: str, key: str) -> str:
    """Return what the strings under ``key`` name, or nothing where they may be any."""
    match key:
        case "mark":
            return "mark"
        case "type" if parent in {"mark", "projection"}:
            return parent
        case "type" | "aggregate" if parent in KNOWN["channel"]:
            return key
        case "field":
            return "column"
        case _:
            return ""


def _expect(name: str, known: Mapping[str, frozenset[str]], kind: str) -> None:
    if name not in known[kind]:
        near = get_close_matches(name, sorted(known[kind]), n=1)
        raise ValueError(f"there is no {kind} '{name}'" + (f" · did you mean '{near[0]}'?" if near else ""))


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
