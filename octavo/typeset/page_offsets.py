"""What else is different where the content of a page is shifted: objects that tell places on the page."""

import copy
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pydyf

AREA, MASK = b"/BBox", b"/SMask"


class UnmovableError(Exception):
    """A drawing holds something of which we do not know that it may be shifted."""


def moved(
    pdf: pydyf.PDF, kept: Mapping[int, bytes], shifts: Mapping[int, float], patterns: Sequence[Sequence[Any]]
) -> dict[int, Any]:
    """Return those of the ``kept`` objects that are different on the other side, as they are there, by number.

    ``shifts`` tells by how many points the content of each page (by its object's number) goes to the right, and
    ``patterns`` what each is painted with: they stay where they are on the page, whatever is shifted (ISO 32000-1,
    8.7.3.1). Raises :class:`UnmovableError`.
    """
    found: dict[int, Any] = {}
    for page, shift in shifts.items():
        for reference in pdf.objects[page].get("Annots", ()):
            number = number_of(reference)
            found[number] = _shifted(pdf.objects[number], shift)
    for number, written in kept.items():
        each = pdf.objects[number]
        if not each.compressible or (AREA not in written and MASK not in written):
            continue
        if isinstance(attributes := each.get("A"), dict) and "BBox" in attributes:
            area = _across(attributes["BBox"], shifts[number_of(each["Pg"])], 2)
            found[number] = pydyf.Dictionary({**each, "A": pydyf.Dictionary({**attributes, "BBox": area})})
        elif "ExtGState" in each and MASK in written:
            raise UnmovableError
    for shift, painted in zip(shifts.values(), patterns, strict=True):
        found |= {each.number: _pattern(each, shift) for each in painted}
    return found


def _shifted(annotation: Any, shift: float) -> Any:  # noqa: ANN401
    """Return the annotation shifted; only of links is it known that nothing else in them tells a place."""
    if annotation.get("Subtype") != "/Link":
        raise UnmovableError
    return pydyf.Dictionary({**annotation, "Rect": _across(annotation["Rect"], shift, None)})


def _across(area: Sequence[float], shift: float, digits: int | None) -> pydyf.Array:
    left, bottom, right, top = area
    return pydyf.Array(
        [value if digits is None else round(value, digits) for value in (left + shift, bottom, right + shift, top)]
    )


def _pattern(pattern: Any, shift: float) -> Any:  # noqa: ANN401
    *rest, across, down = pattern.extra["Matrix"]
    other = copy.copy(pattern)
    other.extra = pydyf.Dictionary({**pattern.extra, "Matrix": pydyf.Array([*rest, across + shift, down])})
    return other


def widen(
    pdf: pydyf.PDF, numbers: Collection[int], areas: Collection[tuple[float, ...]], shifts: Collection[float]
) -> None:
    """Let groups that are cut off at the edges of a page (``areas`` in px) go on as far as one may be shifted."""
    room = max(map(abs, shifts), default=0.0)
    for number in numbers:
        each = pdf.objects[number]
        if each.compressible or each.extra.get("Subtype") != "/Form":
            continue
        left, top, right, bottom = each.extra["BBox"]
        if (left, top, right - left, bottom - top) in areas:
            each.extra["BBox"] = pydyf.Array([left - room, top, right + room, bottom])


def number_of(reference: bytes) -> int:
    """Return the number of the object that ``reference`` refers to."""
    return int(reference.split()[0])
