"""What a PDF has once, and what leads to its parts (ISO 32000-1, 7.7.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.model.folios import roman
from octavo.pdf.fonts import Font, fonts
from octavo.pdf.objects import Dictionary, Objects, entries, resolved
from octavo.pdf.values import PdfReference, Value, array, number


class Destination(NamedTuple):
    """A place that has a name: its page (see where it is used), and how far from the lower left corner, in pt."""

    page: int
    x: float
    y: float


class PageLabels(NamedTuple):
    """What pages are called from the one at ``place`` on, from 0: ``prefix``, then a number from ``start`` on.

    ``style`` is D for digits, r for small Roman figures, another letter for what is not read here, and empty where no
    number follows (12.4.2).
    """

    place: int
    style: str
    prefix: str
    start: int

    def of(self, place: int) -> str:
        """Return what the page at ``place``, from 0, is called."""
        number = self.start + place - self.place
        return self.prefix + {"D": str(number), "r": roman(number), "": ""}.get(self.style, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What a file has once. ``destinations`` are by name, the page of each by the number of its object.

    ``labels`` are what pages are called, by the place of the first that is numbered so. ``fonts`` are by the numbers of
    their objects. ``has`` tells of each thing that readers and their tools need whether
    it is there.
    """

    destinations: Mapping[str, Destination] = field(repr=False)
    fonts: Mapping[int, Font]
    has: Mapping[str, bool]
    labels: tuple[PageLabels, ...] = ()

    def label(self, page: int) -> str:
        """Return what a page, counted from 1, is called; its number where the file says nothing."""
        own = next((each for each in reversed(self.labels) if each.place < page), None)
        return own.of(page - 1) if own else str(page)

    def placed(self, numbers: Mapping[int, int]) -> Mapping[str, Destination]:
        """Return the destinations by the numbers of their pages; ``numbers`` are by the object of the page."""
        return {
            name: place._replace(page=numbers[place.page])
            for name, place in self.destinations.items()
            if place.page in numbers
        }


def read_catalogue(objects: Objects) -> Catalogue:
    """Read what a file has once; raises :class:`UnreadableError`."""
    root = entries(objects, objects.trailer.get("Root"))
    information = entries(objects, objects.trailer.get("Info"))
    marks = entries(objects, root.get("MarkInfo"))
    metadata = root.get("Metadata")
    outline = entries(objects, root.get("Outlines"))
    return Catalogue(
        destinations=dict(_destinations(objects, root)),
        fonts=dict(fonts(objects)),
        has={
            "title": bool(resolved(objects, information.get("Title"))),
            "language": bool(resolved(objects, root.get("Lang"))),
            "tags": "StructTreeRoot" in root and marks.get("Marked") is True,
            "outline": number(outline.get("Count", 0)) > 0,
            "page labels": "PageLabels" in root,
            "metadata": isinstance(metadata, PdfReference) and b"pdfuaid:part" in objects.content(metadata),
        },
        labels=tuple(sorted(_labels(objects, root.get("PageLabels")))),
    )


def _labels(objects: Objects, value: Value) -> Iterator[PageLabels]:
    """Yield the labels of pages from a number tree (7.9.7)."""
    node = entries(objects, value)
    for kid in array(resolved(objects, node.get("Kids", []))):
        yield from _labels(objects, kid)
    pairs = iter(array(resolved(objects, node.get("Nums", []))))
    for place, named in zip(pairs, pairs, strict=False):
        label = entries(objects, named)
        style, prefix = (str(resolved(objects, label.get(key, ""))) for key in ("S", "P"))
        yield PageLabels(int(number(place)), style, prefix, int(number(label.get("St", 1))))


def _destinations(objects: Objects, root: Dictionary) -> Iterator[tuple[str, Destination]]:
    """Yield the named destinations (12.3.2.3), of either kind."""
    names = entries(objects, root.get("Names"))
    for name, value in (*_name_tree(objects, names.get("Dests")), *entries(objects, root.get("Dests")).items()):
        if place := _place(objects, value):
            yield name, place


def _place(objects: Objects, value: Value) -> Destination | None:
    """Return the place of a destination; ``None`` where it is in no page of this file."""
    found = resolved(objects, value)
    if isinstance(found, dict):
        found = resolved(objects, found.get("D"))
    page, kind, *rest = array(found) if found else (None, None)
    if not isinstance(page, PdfReference):
        return None
    x, y = (value if isinstance(value, int | float) else 0.0 for value in (*rest[:2], 0.0, 0.0)[:2])
    return Destination(page, x, y) if kind == "XYZ" else Destination(page, 0.0, x if kind in {"FitH", "FitBH"} else 0.0)


def _name_tree(objects: Objects, value: Value) -> Iterator[tuple[str, Value]]:
    """Yield the entries of a name tree (7.9.6)."""
    node = entries(objects, value)
    for kid in array(resolved(objects, node.get("Kids", []))):
        yield from _name_tree(objects, kid)
    pairs = iter(array(resolved(objects, node.get("Names", []))))
    yield from ((str(name), value) for name, value in zip(pairs, pairs, strict=False))
