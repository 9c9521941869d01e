"""What we read of the objects of WeasyPrint and pydyf, which have no types of their own.

Only what Octavo uses is named. Lengths are CSS px (1/96 inch), measured from the top left corner of the page, unless
they are said to be points. Values of CSS properties are of many kinds, so a style gives ``Any``.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, Protocol, TypeAlias
from xml.etree import ElementTree as ET

Point: TypeAlias = tuple[float, float]
"""Distances from the left and from the top of the page."""

Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left edge, upper edge, width, height."""


class Style(Protocol):
    """Computed values by the name of the property, with underscores: ``style["font_size"]`` in px."""

    cascaded: Mapping[str, tuple[object, object]]
    """The declarations that apply: value and precedence of each."""

    parent_style: "Style | None"
    """The style of the element around."""

    specified: Mapping[str, Any]
    """The values before they were computed."""

    font_config: object
    """The fonts of the session."""

    def __iter__(self) -> Iterator[str]: ...
    def __getitem__(self, name: str, /) -> Any:  # noqa: ANN401 -- the kind depends on the property
        """Return the computed value of a property."""

    def __setitem__(self, name: str, value: object, /) -> None:
        """Set the computed value of a property."""

    def copy(self) -> "Style":
        """Return a copy that can be changed."""


class PageType(Protocol):
    """What selects the ``@page`` rules of a page; ``side`` is ``left`` or ``right``, ``blank`` has no content.

    ``name`` is that of the page, and ``groups`` are the names around it, from the outside inwards, with its place in
    each.
    """

    side: str
    blank: bool
    name: str
    groups: tuple[tuple[str, int], ...]

    def _replace(self, **values: object) -> "PageType":
        """Return the same with other values."""


class LayoutBox(Protocol):
    """A box of the layout.

    ``element`` is the element of the markup that the box shows a part of; a page and the areas of a page have none.
    ``link_annotation`` is the dictionary of the active area in the PDF, once the links are written.
    """

    element_tag: str
    element: ET.Element | None
    style: Style
    children: Sequence["LayoutBox"]
    position_x: float
    position_y: float
    width: float
    height: float
    baseline: float
    margin_left: float
    margin_right: float
    margin_top: float
    margin_bottom: float
    padding_left: float
    padding_right: float
    padding_top: float
    padding_bottom: float
    border_left_width: float
    border_right_width: float
    border_top_width: float
    border_bottom_width: float
    text: str
    text_indent: float
    text_overflow: str
    justification_spacing: float
    pango_layout: object
    first_letter_style: object
    first_line_style: object
    link_annotation: "PdfDictionary | None"
    is_leader: bool

    def copy(self) -> "LayoutBox":
        """Return a copy with the same children."""

    def copy_with_children(self, children: Sequence["LayoutBox"]) -> "LayoutBox":
        """Return a copy with other children."""

    def is_in_normal_flow(self) -> bool:
        """Whether the box neither floats nor is placed by itself."""

    def is_floated(self) -> bool:
        """Whether the box floats."""

    def is_absolutely_positioned(self) -> bool:
        """Whether the box is placed by itself."""

    def is_running(self) -> bool:
        """Whether the box stands in the margins of pages."""

    def is_note(self) -> bool:
        """Whether the box is a footnote."""

    def remove_decoration(self, *, start: bool, end: bool) -> None:
        """Take away the edges at the ``start`` or the ``end`` of a box that is broken there."""

    def margin_width(self) -> float:
        """Width from margin to margin."""

    def content_box_x(self) -> float:
        """Left edge of the content."""

    def content_box_y(self) -> float:
        """Upper edge of the content."""

    def border_box_x(self) -> float:
        """Left edge of the border."""

    def border_width(self) -> float:
        """Width from border to border."""

    def margin_height(self) -> float:
        """Height from margin to margin."""

    def translate(self, dx: float = 0, dy: float = 0) -> None:
        """Move the box and all in it."""


class TextBox(LayoutBox, Protocol):
    """A box with the ``text`` of one line or a part of it."""


class LayoutContext(Protocol):
    """The state of a layout: ``excluded_shapes`` are the floats around."""

    excluded_shapes: list[LayoutBox]

    def add_running_element(self, box: LayoutBox) -> None:
        """Take a running element or a footnote."""

    def add_broken_out_of_flow(
        self, made: LayoutBox, box: LayoutBox, containing_block: LayoutBox, resume_at: object, /
    ) -> None:
        """Take a float of which a part stands on the next page."""


class LineBox(LayoutBox, Protocol):
    """A line of text; ``baseline`` is how far below its upper edge the text stands."""


class PageBox(LayoutBox, Protocol):
    """The root box of a page: the root element's box, then the footnote area and the boxes in the margins."""

    page_type: PageType

    def copy_with_children(self, children: Sequence[LayoutBox]) -> "PageBox":
        """Return a copy with other children."""


class LaidOutPage(Protocol):
    """A laid-out page (public in WeasyPrint).

    ``anchors`` are the places of the names on it. ``links`` have a kind (``internal``, ``external``), a target, an area
    and their box. ``bookmarks`` have a level from 1, a label, a place and a state. ``bleed`` is in px, by side.
    """

    width: float
    height: float
    bleed: Mapping[str, float]
    anchors: Mapping[str, Rectangle]
    links: Sequence[tuple[str, str, Rectangle, LayoutBox]]
    bookmarks: Sequence[tuple[int, str, Point, str]]


class FontInUse(Protocol):
    """A font in use: ``to_unicode`` and ``widths`` by glyph id (widths in thousandths of the size)."""

    hash: str
    name: bytes
    family: str
    file_content: bytes
    to_unicode: dict[int, str]
    widths: dict[int, int]


class DocumentMetadata(Protocol):
    """What the head of a document says; ``lang`` is its language, as a tag of BCP 47."""

    lang: str | None


class LaidOutDocument(Protocol):
    """A laid-out document (public in WeasyPrint). ``fonts`` is filled when it is drawn."""

    pages: Sequence[LaidOutPage]
    metadata: DocumentMetadata
    fonts: Mapping[int, FontInUse]

    def copy(self, pages: Sequence[LaidOutPage]) -> "LaidOutDocument":
        """Return a document of ``pages`` of this one."""

    def write_pdf(self, target: object = None, **options: object) -> bytes | None:
        """Draw the pages into a PDF file; return its bytes where no ``target`` is given."""


class PdfObject(Protocol):
    """An object of a PDF in the making; ``number`` is set when it is added. What is ``compressible`` is no stream."""

    number: int
    reference: bytes
    data: bytes
    compressible: bool


class PdfDictionary(PdfObject, Protocol):
    """A dictionary; its keys have no slash."""

    def __getitem__(self, name: str, /) -> Any:  # noqa: ANN401 -- a PDF has values of many kinds
        """Return an entry."""

    def __setitem__(self, name: str, value: object, /) -> None:
        """Set an entry."""

    def get(self, name: str, default: object = None, /) -> Any:  # noqa: ANN401 -- the same
        """Return an entry, or ``default``."""


class PdfStream(PdfObject, Protocol):
    """A stream: its items, joined by line ends, and the other entries of its dictionary."""

    stream: list[bytes | Mapping[str, Any]]
    extra: MutableMapping[str, Any]


class PageStream(PdfStream, Protocol):
    """The content stream that a page is drawn in; ``page_rectangle`` is the page."""

    page_rectangle: Rectangle


class Pdf(Protocol):
    """A PDF in the making; ``objects`` by their number."""

    objects: list[Any]
    pages: PdfDictionary
    catalog: PdfDictionary
    info: PdfDictionary
    page_references: Sequence[bytes]

    def add_object(self, item: PdfObject) -> None:
        """Give ``item`` a number."""


PageStreams: TypeAlias = Iterable[PageStream]
"""The drawings of all pages, in order."""
