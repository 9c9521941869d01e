"""The pages of a PDF in their order (ISO 32000-1, 7.7.3)."""

from collections.abc import Iterator
from typing import NamedTuple

from octavo.pdf.objects import Dictionary, Objects, entries, resolved
from octavo.pdf.values import PdfReference, UnreadableError, Value, array

INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
"""What a page may have from the tree above it."""


class Page(NamedTuple):
    """A page: the number of its object, and its dictionary with all that it inherits."""

    number: int
    entries: Dictionary


def pages(objects: Objects, tree: Value, above: Dictionary | None = None) -> Iterator["Page | PdfReference"]:
    """Yield the pages of a tree of pages; what is not among ``objects`` as the reference to it.

    Raises :class:`UnreadableError` where it is no such tree.
    """
    if isinstance(tree, PdfReference) and tree not in objects:
        yield tree
        return
    node = entries(objects, tree)
    inherited = {key: node.get(key, (above or {}).get(key)) for key in INHERITED}
    if not isinstance(tree, PdfReference):
        raise UnreadableError("a page is no object of its own")
    if "Kids" not in node:
        yield Page(tree, {**{key: value for key, value in inherited.items() if value is not None}, **node})
        return
    for kid in array(resolved(objects, node["Kids"])):
        yield from pages(objects, kid, inherited)
