"""What our own files draw and how it is tagged, group by group.

What was read of a group holds for as long as the same bytes and the same fonts are in a file, so a build after a small
change reads again what changed. Whatever is not as we write it raises :class:`UnreadableError`: the file is then read
as any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from octavo.pdf.drawn_pages import DrawnPage, drawn_page
from octavo.pdf.drawn_runs import DrawnRun, runs_by_mark
from octavo.pdf.file_layout import FONTS
from octavo.pdf.fonts import Font
from octavo.pdf.objects import Dictionary, GroupObjects, Objects, entries
from octavo.pdf.page_text import PageText
from octavo.pdf.pages import Page, pages
from octavo.pdf.structure import Content, Element, Elsewhere, Structure, roots
from octavo.pdf.values import PdfReference, UnreadableError

Item = TypeVar("Item")


class Tagged(NamedTuple):
    """One piece of marked content: the elements around it, the object number of its page, and its runs."""

    path: tuple[Element, ...]
    page: int
    runs: Sequence[DrawnRun]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupText:
    """What a group says.

    ``trees`` are the object numbers of pages by that of the tree that holds them, ``pages`` what each page draws, and
    ``elements`` the marked content by the number of the outermost structure element, in the order of reading.
    """

    trees: Mapping[int, Sequence[int]]
    pages: Mapping[int, DrawnPage] = field(repr=False)
    elements: Mapping[int, Sequence[Tagged | Elsewhere]] = field(repr=False)


def read_group(content: bytes, fonts: Mapping[str, Font]) -> GroupText:
    """Read a group of a file of ours with the ``fonts`` of the file, by their names.

    Raises :class:`UnreadableError` where it needs more than that.
    """
    objects = GroupObjects(content)
    trees: dict[int, list[int]] = {}
    drawn: dict[int, DrawnPage] = {}
    for tree in _trees(objects):
        trees[tree] = numbers = []
        for page in pages(objects, PdfReference(tree)):
            if not isinstance(page, Page):
                raise UnreadableError(page)
            numbers.append(page.number)
            drawn[page.number] = _drawn(objects, page.entries, fonts)
    marked = {number: runs_by_mark(page.runs) for number, page in drawn.items()}
    structure = Structure(objects)
    elements = {root: list(_tagged(structure.below(PdfReference(root)), marked)) for root in roots(objects)}
    return GroupText(trees=trees, pages=drawn, elements=elements)


def _trees(objects: Objects) -> Iterator[int]:
    """Yield the trees of pages that are in no other among ``objects``."""
    for number in objects.numbers():
        value = objects.value(number)
        if not isinstance(value, dict):
            continue
        if value.get("Type") == "Font":
            raise UnreadableError("a group has fonts of its own")
        parent = value.get("Parent") if value.get("Type") in {"Pages", "Page"} else None
        if isinstance(parent, PdfReference) and parent not in objects:
            yield number


def _drawn(objects: Objects, page: Dictionary, fonts: Mapping[str, Font]) -> DrawnPage:
    if entries(objects, page.get("Resources")).get("Font") != FONTS:
        raise UnreadableError("a page has fonts of its own")

    def font_of(_resources: Dictionary, name: str) -> Font:
        if name not in fonts:
            raise UnreadableError(name)
        return fonts[name]

    return drawn_page(objects, page, PageText(objects, font_of, is_deep=False).drawing(page))


def _tagged(
    contents: Iterable[Content | Elsewhere], marked: Mapping[int, Mapping[int, Sequence[DrawnRun]]]
) -> Iterator[Tagged | Elsewhere]:
    for content in contents:
        if isinstance(content, Elsewhere):
            yield content
        elif content.page not in marked:
            raise UnreadableError(content)
        else:
            yield Tagged(content.path, content.page, marked[content.page].get(content.mark, ()))


def in_reading_order(last: Objects, groups: Iterable[Mapping[int, Iterable[Item | Elsewhere]]]) -> Iterator[Item]:
    """Yield what the groups of a file say, each by its outermost elements; ``last`` are the objects of the last group.

    Raises :class:`UnreadableError` where an element is missing.
    """
    held_by = {root: items for group in groups for root, items in group.items()}
    structure = Structure(last)

    def below(held: Iterable[Item | Elsewhere]) -> Iterator[Item]:
        for each in held:
            if not isinstance(each, Elsewhere):
                yield each
            elif each.number in last:
                yield from below(_elsewhere(structure.below(PdfReference(each.number))))
            elif each.number in held_by:
                yield from below(held_by.pop(each.number))
            else:
                raise UnreadableError(each)

    tree = entries(last, _root(last).get("StructTreeRoot"))
    return below(_elsewhere(structure.below(tree.get("K"))))


def _elsewhere(contents: Iterable[Content | Elsewhere]) -> Iterator[Elsewhere]:
    """Yield ``contents`` of the last group, which shows nothing itself."""
    for each in contents:
        if isinstance(each, Content):
            raise UnreadableError(each)
        yield each


def page_numbers(last: Objects, groups: Iterable[Mapping[int, Sequence[int]]]) -> Mapping[int, int]:
    """Return the number, from 1, of each page by that of its object (see :func:`in_reading_order`)."""
    trees = {tree: numbers for group in groups for tree, numbers in group.items()}
    found: list[int] = []
    for each in pages(last, _root(last).get("Pages")):
        if isinstance(each, PdfReference) and each not in trees:
            raise UnreadableError(each)
        found += trees[each] if isinstance(each, PdfReference) else [each.number]
    return {number: place for place, number in enumerate(found, start=1)}


def named_fonts(last: Objects, fonts: Mapping[int, Font]) -> Mapping[str, Font]:
    """Return by their names those of the ``fonts`` of a file, which are by the numbers of their objects."""
    names = entries(last, PdfReference(FONTS))
    return {
        name: fonts[number] for name, number in names.items() if isinstance(number, PdfReference) and number in fonts
    }


def _root(last: Objects) -> Dictionary:
    return entries(last, last.trailer.get("Root"))
