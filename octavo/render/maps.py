"""Put the outlines of a theme's maps into charts: a fragment says ``data: land`` and which part of the world it shows.

Vega-Lite fits a projection to all that is drawn, so that a map with the land of the world on it would show the world.
Its projection here also takes ``fit: [west, south, east, north]``: the degrees that fill the drawing.
"""

import json
from collections.abc import Mapping, Sequence

STEP = 5.0
"""Degrees between the places of a frame that are asked to be in view: its sides are curves in most projections."""

MARGIN = 4.0
"""How many pt beyond the drawing an outline is cut off, so that no line is drawn along the cut."""

Size = tuple[float, float]


def with_maps(chart: Mapping[str, object], maps: Mapping[str, bytes], size: Size) -> dict[str, object]:
    """Return a fragment that was checked with the outlines of ``maps`` (GeoJSON) in place of their words.

    ``size`` is the width and height in pt of the drawing where a view does not set its own.
    """
    own = tuple(
        float(value) if isinstance(value, int | float) else inherited
        for value, inherited in zip((chart.get("width"), chart.get("height")), size, strict=True)
    )
    made = {key: _inside(value, maps, (own[0], own[1])) for key, value in chart.items()}
    if isinstance(word := chart.get("data"), str):
        mark = chart["mark"]
        made["data"] = {"values": json.loads(maps[word])}
        made["mark"] = {"clip": True, **(mark if isinstance(mark, Mapping) else {"type": mark})}
    if isinstance(projection := made.get("projection"), dict) and "fit" in projection:
        made["projection"] = {**projection, "fit": frame(projection["fit"]), "clipExtent": _cut(own)}
    return made


def shows_map(fragment: object) -> bool:
    """Whether a fragment draws the outlines of a map in any of its views."""
    if isinstance(fragment, Mapping):
        return isinstance(fragment.get("data"), str) or any(map(shows_map, fragment.values()))
    return isinstance(fragment, Sequence) and not isinstance(fragment, str) and any(map(shows_map, fragment))


def _inside(value: object, maps: Mapping[str, bytes], size: Size) -> object:
    if isinstance(value, Mapping):
        return with_maps(value, maps, size)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_inside(inner, maps, size) for inner in value]
    return value


def _cut(size: Sequence[float]) -> list[list[float]]:
    return [[-MARGIN, -MARGIN], [side + MARGIN for side in size]]


def frame(box: Sequence[float]) -> dict[str, object]:
    """Return places along all four sides of ``box`` (west, south, east, north; in degrees) as GeoJSON."""
    west, south, east, north = box
    across, down = _steps(west, east), _steps(south, north)
    places = [(x, y) for y in (south, north) for x in across] + [(x, y) for x in (west, east) for y in down]
    return {"type": "MultiPoint", "coordinates": [[x, y] for x, y in places]}


def _steps(first: float, last: float) -> list[float]:
    count = max(1, round((last - first) / STEP))
    return [first + (last - first) * step / count for step in range(count + 1)]
