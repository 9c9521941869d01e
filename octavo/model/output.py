"""What the later stages hand on: the rendition a typesetter sees, the map of pages, and the finished artefacts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from octavo.model.book import Book, Publication
from octavo.model.css_places import SheetStart
from octavo.model.diagnostics import Diagnostic
from octavo.model.file_metadata import FileMetadata
from octavo.model.folios import FrontFolios
from octavo.model.line_rules import LineRules
from octavo.model.look import FontRole, Look
from octavo.model.origin import NOWHERE, Origin
from octavo.model.page_map import PageMap
from octavo.model.printing import PrintedLayout
from octavo.model.product import Product
from octavo.model.records import STRICT

if TYPE_CHECKING:
    from octavo.model.leaflet import Leaflet
    from octavo.model.work import Pending

Medium: TypeAlias = Literal["print", "reflow"]


# --- themes ---


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One static font file of a theme. ``file`` is relative to the theme's folder; ``reflow`` puts it in the ebook."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    family: str
    file: str
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    reflow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A trim size and its margins, in mm; ``lines`` is how many lines of ``leading`` (pt) the text block holds."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    leading: float
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSettings:
    """theme.yaml: fonts, papers and the values that charts and style sheets use (``tokens``).

    ``size`` is that of the text in pt; ``families`` are those of ``text``, ``heading`` and ``code``.
    ``maps`` are files of GeoJSON with the outlines that charts may draw, by the word that a chart says (``land``).
    ``running_head`` is how many letters of a title have room at the top of a page; 0 leaves it to the program.
    ``base`` is another theme to build on: what it has is inherited, what has the same name here takes its place, and
    its style sheets come first, with ``scale_base`` in the size, leading and fonts of this one. Without a base,
    ``faces`` and ``papers`` are needed. ``lines`` are the rules for the lines of paragraphs, inherited as a whole.
    ``large_print`` sets the cells of tables of more than two columns one below the other, and ``chart_scale`` is how
    many times larger charts are drawn.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    name: str
    base: str = ""
    scale_base: bool = False
    size: float = 0
    families: Mapping[FontRole, tuple[str, ...]] = field(default_factory=dict)
    faces: tuple[FontFace, ...] = ()
    papers: Mapping[str, Paper] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    running_head: int = 0
    licences: tuple[str, ...] = ()
    maps: Mapping[str, str] = field(default_factory=dict)
    lines: LineRules | None = None
    large_print: bool = False
    chart_scale: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme with its files read: ``fonts`` and ``licences`` are bytes by the name of the file, ``maps`` by word.

    What it inherits is in it already. ``print_starts`` and ``reflow_starts`` say whose file the lines are.
    """

    settings: ThemeSettings
    print_css: str
    reflow_css: str
    print_starts: tuple[SheetStart, ...] = ()
    reflow_starts: tuple[SheetStart, ...] = ()
    fonts: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    licences: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    maps: Mapping[str, bytes] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The templates of sections and what they include: ``texts`` by their names in the folder that is called so."""

    folder: str
    texts: tuple[tuple[str, str], ...] = field(repr=False)


# --- rendition ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that a rendition refers to: ``name`` is the relative address used in the markup and style sheets."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One section in XHTML: ``body`` is the markup inside ``<body>``; laid out alone or joined with the others.

    ``anchors`` names every id in ``body`` in document order. ``starts_recto`` asks for a right-hand page. A unit
    that ``continues`` is a further part of the section of the unit before it, and begins a page.
    """

    id: str
    kind: str
    matter: str
    title: str
    body: str = field(repr=False)
    language: str
    starts_recto: bool = False
    continues: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """The whole world that a typesetter or packager may see.

    ``origins`` maps element ids to the places of the text that made them, so that a fault of layout is told where it
    can be mended, and ``css_starts`` does the same for the lines of the style sheet. They are no part of what is laid
    out. ``faces`` are the fonts; their bytes are among ``assets``. ``lines`` are the rules for the lines of paragraphs.
    ``front_folios`` is how the pages of the front matter are numbered. ``page_starts`` are, on a screen, the marks of
    the places where the pages of a printing begin: their ids in the order of the pages, and the folio of each.
    """

    medium: Medium
    metadata: FileMetadata
    units: tuple[Unit, ...]
    css: str = field(repr=False)
    paper: Paper
    faces: tuple[FontFace, ...]
    lines: LineRules = field(default_factory=LineRules)
    front_folios: FrontFolios = "arabic"
    page_starts: Mapping[str, str] = field(default_factory=dict, repr=False)
    assets: tuple[Asset, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False, compare=False)
    css_starts: tuple[SheetStart, ...] = field(default=(), repr=False, compare=False)


ONLY_IN_ONE_MEDIUM = (
    "folio",
    "running-head",
    "page-ref",
    "note-call",
    "dispute-sign",
    "figure-art",
    "data-table",
    "table-label",
    "fields",
    "line-number",
)
"""Classes of elements that print and ebook need not have in common; everything else must read the same in both."""

FORMULA_WORDS = "data-words"
"""The attribute of a formula's drawing on paper that holds its signs on one line: they count as text of its block."""

DISPUTE_SIGN = "\N{SECTION SIGN}"
"""Stands behind what is disputed, and before the label of the box with the views (rule C8)."""

LIST_MARKER = "list marker"
"""The title of the structure elements that hold the numbers and bullets of lists, which a screen makes itself."""

PAGE_OF = "page of "
"""In a PDF, a printed page number is tagged ``Span`` with this and its anchor as title, so that it can be proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """A typeset PDF (``content``), the map of its pages and where everything stands on them (``layout``).

    ``first_page`` stands for all that its first page is made of, or is empty where nobody knows: a picture of that page
    is then one of this very PDF alone.
    """

    content: bytes = field(repr=False)
    page_map: PageMap
    first_page: str = ""
    layout: PrintedLayout = field(default_factory=PrintedLayout, repr=False)


# --- artefacts ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """A finished file for people: ``name`` is its path below ``output/<book>/``.

    ``notes`` say in lines what people should know of it who asked for this very file.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A finished ZIP file, still to be packed: ``files`` by name, in order, those in ``stored`` not compressed."""

    name: str
    media_type: str
    files: Mapping[str, bytes] = field(repr=False)
    stored: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A small picture, still to be drawn, once: of a JPEG or of the first page of a PDF; ``width`` px wide."""

    name: str
    content: bytes = field(repr=False)
    width: int


File: TypeAlias = "Artefact | Archive | Preview | Pending | Leaflet"
"""What a format makes: finished files, those that the pipeline finishes, and pages that it sets in type."""

Plan: TypeAlias = Callable[[Publication, Look], tuple[Product, ...]]
"""Returns products of a publication, which has this look of its own; raises ``Faulty`` for what it does not have."""

Need: TypeAlias = Literal["printing", "reflow", "cover", "book-pages", "markup", "pixels", "files", "all-files"]
"""``book-pages`` are the pages of the whole book as printed in the look of its settings: a sheet refers to them.
``markup`` is the book in XHTML as it is set on paper, where there is a printing, and ``pixels`` are its pictures
without drawings, where there is a reflowable rendition.
``files`` are those of all products that need none, and ``all-files`` also those that are made of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInput:
    """All that a format may need for one product; the parts that it does not name in ``needs`` are ``None``.

    ``book`` is that of the product's selection. ``cover`` is the picture of the cover, or of the first page of the
    printing, as a JPEG. ``pixels`` are all pictures as PNG or JPEG, by the names that ``markup`` has for them.
    ``files`` are those of other products, each with the product that gave it. ``origin`` is the place of
    what book.yaml says of the format, or of the file.
    """

    product: Product
    book: Book
    origin: Origin = NOWHERE
    printing: Printing | None = None
    reflow: Rendition | None = None
    cover: bytes | None = field(default=None, repr=False)
    markup: Rendition | None = field(default=None, repr=False)
    pixels: Mapping[str, bytes] | None = field(default=None, repr=False)
    files: tuple[tuple[Product, Artefact], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An output format, found through the entry points ``octavo.formats``.

    ``name`` is the word for ``formats`` in book.yaml, ``needs`` what the pipeline must have made before ``make`` is
    called, which returns one file or several, each with a name of its own. ``plan`` returns the products that the
    format makes of a publication, which has this look of its own; without it that is the whole book in that look.
    A format that is not ``is_named`` by ``formats`` plans for every book, or is made to order alone. ``companions`` are
    formats of products that only its plan asks for. The files of one that is not ``is_read`` are for machines: nobody
    reads them as they lie, and the printing that they are made of is held against the book in their place.
    """

    name: str
    needs: frozenset[Need]
    make: Callable[[FormatInput], tuple[tuple[File, ...], tuple[Diagnostic, ...]]]
    plan: Plan | None = None
    is_named: bool = True
    is_read: bool = True
    companions: tuple["Format", ...] = ()
