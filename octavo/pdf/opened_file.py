"""A PDF, whoever wrote it, opened to be read: its pages, what they show, and how that is tagged."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from octavo.pdf.drawn_pages import DrawnPage, drawn_page
from octavo.pdf.fonts import Font, read_font
from octavo.pdf.objects import Dictionary, FileObjects, entries
from octavo.pdf.page_text import PageText, Shown
from octavo.pdf.pages import Page, pages
from octavo.pdf.structure import Content, Structure
from octavo.pdf.values import PdfReference


class OpenedFile:
    """Reads one file, each part of it when it is asked for; all its methods raise :class:`UnreadableError`.

    ``pages`` are by the number of their objects, in their order; ``numbers`` are their numbers, from 1, by the same.
    """

    def __init__(self, content: bytes) -> None:
        """Open a file; raises :class:`UnreadableError` when it is no PDF."""
        self.objects = FileObjects(content)
        self.root = entries(self.objects, self.objects.trailer.get("Root"))
        found = pages(self.objects, self.root.get("Pages"))
        self.pages: Mapping[int, Page] = {page.number: page for page in found if isinstance(page, Page)}
        self.numbers: Mapping[int, int] = {number: place for place, number in enumerate(self.pages, start=1)}
        self._fonts: dict[int, Font] = {}
        self._marked: dict[int, dict[int, list[Shown]]] = {}

    def tagged(self) -> Iterator[tuple[Content, Sequence[Shown]]]:
        """Yield the content of the structure tree in the order of reading, with the strings that show it."""
        for content in self.contents():
            if shown := self._marked_on(content.page).get(content.mark):
                yield content, shown

    def contents(self) -> Iterator[Content]:
        """Yield the content of the structure tree in the order of reading, whether anything shows it or not."""
        tree = entries(self.objects, self.root.get("StructTreeRoot"))
        return (each for each in Structure(self.objects).below(tree.get("K")) if isinstance(each, Content))

    def drawn_page(self, page: Page) -> DrawnPage:
        """Return what ``page`` draws."""
        return drawn_page(self.objects, page.entries, self._text.drawing(page.entries))

    def drawn(self, page: Page) -> Iterator[Shown]:
        """Yield all that ``page`` shows in the order of drawing, that in form XObjects too."""
        return PageText(self.objects, self._font, is_deep=True).shown(page.entries)

    @cached_property
    def _text(self) -> PageText:
        return PageText(self.objects, self._font, is_deep=False)

    def _marked_on(self, page: int) -> Mapping[int, Sequence[Shown]]:
        """Return what a page shows by the number of its marked content."""
        if page not in self._marked:
            marked = self._marked[page] = {}
            for shown in self._text.shown(self.pages[page].entries) if page in self.pages else ():
                if shown.mark is not None:
                    marked.setdefault(shown.mark, []).append(shown)
        return self._marked[page]

    def _font(self, resources: Dictionary, name: str) -> Font:
        """Return the font that ``resources`` have under ``name``, read once."""
        value = entries(self.objects, resources.get("Font")).get(name)
        if not isinstance(value, PdfReference):
            return read_font(self.objects, value)
        if value not in self._fonts:
            self._fonts[value] = read_font(self.objects, value)
        return self._fonts[value]
