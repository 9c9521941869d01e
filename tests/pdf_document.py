"""Any PDF as values: its pages and fonts, and what its tags hold in the order in which it is read aloud."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from octavo.pdf.catalogue import Destination, read_catalogue
from octavo.pdf.fonts import Font
from octavo.pdf.opened_file import OpenedFile
from octavo.pdf.values import UnreadableError


class TaggedText(NamedTuple):
    """A run of text that is never longer than a line.

    ``page`` counts from 1. ``roles`` are the structure types around it, from the document inwards, and ``titles`` the
    titles of the same elements; ``role`` and ``title`` are those of the innermost. ``baseline`` is its height on the
    page in pt; the next piece of a paragraph has another where a line ended in between. A piece that ends with U+2010
    (HYPHEN) ends with a hyphen that the layout set, as manuscripts have U+002D.
    """

    page: int
    roles: tuple[str, ...]
    titles: tuple[str, ...]
    text: str
    baseline: float

    @property
    def role(self) -> str:
        """The structure type of the element that holds the text itself."""
        return self.roles[-1]

    @property
    def title(self) -> str:
        """The title of the element that holds the text itself; empty where it has none."""
        return self.titles[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfDocument:
    """What a PDF says. Pages count from 1; ``pieces`` are in the order of reading, and none where there are no tags.

    ``has`` tells of each thing that readers and their tools need whether it is there (see
    :func:`~octavo.pdf.catalogue.read_catalogue`).
    """

    page_count: int
    destinations: Mapping[str, Destination] = field(repr=False)
    pieces: tuple[TaggedText, ...] = field(repr=False)
    fonts: tuple[Font, ...]
    has: Mapping[str, bool]


def read_pdf(content: bytes) -> PdfDocument:
    """Read any PDF; raises :class:`UnreadableError` when it is none or is damaged."""
    try:
        return _read(OpenedFile(content))
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as problem:
        # In a damaged file anything may stand anywhere.
        raise UnreadableError(str(problem)) from problem


def _read(file: OpenedFile) -> PdfDocument:
    catalogue = read_catalogue(file.objects)
    return PdfDocument(
        page_count=len(file.pages),
        destinations=catalogue.placed(file.numbers),
        pieces=tuple(_pieces(file)),
        fonts=tuple(catalogue.fonts.values()),
        has=catalogue.has,
    )


def _pieces(file: OpenedFile) -> Iterator[TaggedText]:
    for content, shown in file.tagged():
        yield TaggedText(
            page=file.numbers[content.page],
            roles=tuple(element.role for element in content.path),
            titles=tuple(element.title for element in content.path),
            text="".join(each.font.text(each.codes) for each in shown),
            baseline=shown[-1].baseline,
        )
