"""What editors write in YAML, field for field: the registers and the settings of a book.

These dataclasses are the one description of the content format: the load stage validates files against them and
writes their JSON Schemas for editors' completion. Keys in files use hyphens where the fields use underscores.
Every field's docstring-like comment in the handbook's content reference must agree with this file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NewType, TypeAlias

from octavo.model.dates import Edtf
from octavo.model.folios import FrontFolios
from octavo.model.imposition import OFFICE_PAPER, Binding, Blanks, Flip, Scale, Scheme, SheetName, SignaturePages
from octavo.model.link_addresses import LinkAddresses
from octavo.model.look import ChapterOpenings, RunningHeads, Variant
from octavo.model.press import ShopName, Stock

MarkdownText = NewType("MarkdownText", str)
"""Text with the same marks as a text file; the load stage parses it into prose."""


def _hyphenated(name: str) -> str:
    return name.replace("_", "-")


STRICT: dict[str, object] = {
    "extra": "forbid",
    "strict": True,
    "alias_generator": _hyphenated,
}
"""How the validator of the load stage treats these classes: no unknown key, no silent conversion of types."""

# --- people ---

Dashes: TypeAlias = Literal["spaced-en", "spaced-em", "em", "attached-em"]
"""How a dash between words is set: with a space on both sides, an em dash without, or one at the words it parts off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """Birth or death: when (New Style, with the Old Style date where known) and where."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    date: Edtf
    old_style: Edtf | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or trade and when it was held; ``dates`` is free text in years (*1934–36*), printed as written."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    role: str
    dates: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the register.

    ``identification`` is the one phrase of the sidebar's head line. ``mentions`` are the words by which the text may
    name the person; each first mention in a chapter becomes a link. Without ``mentions`` only ``name`` is looked for.
    ``original`` is the name in its own script and ``original_language`` its BCP 47 tag. ``pronunciation`` is in
    ordinary letters or, between strokes, in those of the International Phonetic Alphabet.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    name: str
    sort: str = ""
    pronunciation: str = ""
    identification: MarkdownText = MarkdownText("")
    original: str = ""
    original_language: str = ""
    variants: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    born: LifeEvent | None = None
    died: LifeEvent | None = None
    roles: tuple[Role, ...] = ()
    fate: MarkdownText = MarkdownText("")
    sources: tuple[str, ...] = ()
    print: bool = True


# --- terms, events, documents ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One glossary entry. ``mentions`` as for a person (the term itself and its aliases where none are given)."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    term: str
    definition: MarkdownText
    context: MarkdownText = MarkdownText("")
    pronunciation: str = ""
    original: str = ""
    original_language: str = ""
    transliteration: str = ""
    aliases: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    print: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of the chronology. ``passage`` is the id of the place in the text that treats it."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    date: Edtf
    text: MarkdownText
    old_style: Edtf | None = None
    place: str = ""
    people: tuple[str, ...] = ()
    passage: str = ""
    sources: tuple[str, ...] = ()
    print: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source of which a passage is printed: ``text`` is the passage, the rest says where it comes from."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    title: str
    date: Edtf
    provenance: MarkdownText
    text: MarkdownText
    body: str = ""
    kind: str = ""
    archive: str = ""
    published: str = ""
    translation: str = ""
    rights: str = ""
    sources: tuple[str, ...] = ()
    print: bool = True


# --- figures ---

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a figure's data: ``name`` is used by the chart, ``label`` is printed (``name`` where empty).

    A column that is not for ``print`` serves the drawing alone, as the places of labels on a map do.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    name: str
    label: str = ""
    align: Literal["left", "right", "centre", "decimal"] = "left"
    print: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureData:
    """Rows of data; ``null`` leaves a cell empty. ``totals`` is a last row, printed as the sum of the column."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFigure:
    """A figure drawn from data: ``chart`` is a Vega-Lite fragment (mark, encoding, layers, …) without data and config.

    ``description`` is what a reader should see in it, printed under its title, and ``caveats`` what to beware of.
    ``alt`` says what the figure shows to those who do not see it; the data table is printed as its accessible
    equivalent in the ebook and, where ``show_table``, on paper. ``height`` in pt of the drawing; the width is the
    measure of the page.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    kind: Literal["chart"]
    title: MarkdownText
    alt: str
    data: FigureData
    chart: Mapping[str, object]
    height: float = 180.0
    description: MarkdownText = MarkdownText("")
    caveats: MarkdownText = MarkdownText("")
    credit: MarkdownText = MarkdownText("")
    sources: tuple[str, ...] = ()
    show_table: bool = False
    print: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFigure:
    """A figure that is a table of data."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    kind: Literal["table"]
    title: MarkdownText
    data: FigureData
    caveats: MarkdownText = MarkdownText("")
    credit: MarkdownText = MarkdownText("")
    sources: tuple[str, ...] = ()
    print: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFigure:
    """A figure from a file in the book's folder: a drawing, or a picture of pixels. ``credit`` has its licence."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    kind: Literal["image"]
    title: MarkdownText
    alt: str
    file: str
    credit: MarkdownText
    description: MarkdownText = MarkdownText("")
    caveats: MarkdownText = MarkdownText("")
    sources: tuple[str, ...] = ()
    print: bool = True


FigureRecord: TypeAlias = ChartFigure | TableFigure | ImageFigure

# --- sources ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work: ``csl`` is its CSL-JSON item; the rest is ours (the key ``custom`` of the record).

    ``is_core`` marks the works the book leans on, ``further_reading`` lists the work even when it is not cited,
    ``annotation`` is a sentence on its worth, and a work that is not ``cite`` is never named in print. A work that
    ``may_be_unused`` comes from a library of works, of which a book uses some.
    """

    id: str
    csl: Mapping[str, object]
    is_core: bool = False
    further_reading: bool = False
    annotation: MarkdownText = MarkdownText("")
    cite: bool = True
    may_be_unused: bool = False


# --- index ---


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReference:
    """A line of index.yaml: ``entry`` (``police!NKVD`` for a sub-entry) sends the reader to other entries."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    entry: str
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()


# --- book.yaml ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody behind the book; ``role`` is a word of the language file (author, editor, translator, illustrator)."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    name: str
    role: Literal["author", "editor", "translator", "illustrator", "designer"] = "author"
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who brings the book out, and how to reach them."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    name: str
    place: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The licence of the text: its name as printed and its address."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The series that the book belongs to, and its place in it, such as ``3``."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCode:
    """A subject in the words of the trade: its ``code`` in a scheme, and what that stands for."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    scheme: Literal["bisac", "thema"]
    code: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A judgement, by a person, that the ebook of one ``version`` keeps to WCAG 2.2 at a ``level`` (rule E6).

    ``by`` is who judged it and ``date`` when; ``report`` is the address of what was found.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    by: str
    date: str
    version: str
    level: Literal["A", "AA", "AAA"] = "AA"
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """What is said of how the ebook can be read: a ``summary`` in words of the book's own, and who has judged it."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    summary: str = ""
    evaluation: Evaluation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A picture for the front cover, which fills the page.

    ``picture`` is a file in the book's folder. ``type`` says whether title and names are set over it, in ``dark`` or
    ``light`` letters, or not, where the picture has them (``none``). ``alt`` says what it shows to those who do not see
    it; the title of the book where it is empty.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    picture: str
    type: Literal["none", "dark", "light"] = "none"
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The margins of a page: lengths with units, or parts of the page such as ``1/9`` or ``12%``.

    ``inner`` and ``outer`` are parts of its width, ``top`` and ``bottom`` of its height.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    inner: str = ""
    outer: str = ""
    top: str = ""
    bottom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookSettings:
    """``look`` in book.yaml: in what the book differs from its theme. What is not said is as the theme has it.

    The fonts are families that Octavo brings, or that files of the book's folder *fonts/* have. ``other_fonts`` set
    the letters and signs that those of the text lack, such as Chinese or Hebrew ones. ``size`` and ``leading`` are
    lengths; a number is points. ``trim`` is the name of a trim size, or a width and a height.
    ``running_heads`` is what stands at the top of left-hand and right-hand pages, and ``chapter_openings`` how far down
    a chapter begins. ``compact`` lets sections run on without a new page. ``style_sheet`` and ``screen_style_sheet``
    are files of the book, whose rules come last.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    text_font: str = ""
    heading_font: str = ""
    code_font: str = ""
    other_fonts: tuple[str, ...] = ()
    size: float | str = 0
    leading: float | str = 0
    accent: str = ""
    justification: Literal["justified", "ragged"] | None = None
    trim: str = ""
    margins: Margins | None = None
    running_heads: RunningHeads = "title-and-chapter"
    chapter_openings: ChapterOpenings | None = None
    compact: bool = False
    style_sheet: str = ""
    screen_style_sheet: str = ""

    @property
    def names_fonts(self) -> bool:
        """Whether any font is asked for."""
        return bool(self.text_font or self.heading_font or self.code_font or self.other_fonts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the body: its title and its chapters (text files)."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    part: MarkdownText
    chapters: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The order of the book. Entries are text files (``text/kirov.md``) or the words of sections that Octavo makes."""

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    front: tuple[str, ...] = ("cover", "title-page", "imprint", "contents")
    body: tuple[str | Part, ...] = ()
    back: tuple[str, ...] = ("colophon",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """A booklet that every build makes, one file for each of ``sheets``.

    ``selection`` names pieces of the book, by id or number; without it the booklet is the whole book. ``matter`` is
    what goes with them: the registers, where nothing is said. ``paper`` is that of the pages, if not the book's, and
    ``variant`` the accessible edition that they are those of. Its files are named after ``name``, or after what is
    selected. The rest is as in :class:`~octavo.model.imposition.Imposition`.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    name: str = ""
    selection: tuple[str, ...] = ()
    matter: tuple[str, ...] | None = None
    paper: str = ""
    variant: Variant = Variant.STANDARD
    sheets: tuple[SheetName, ...] = ("a4",)
    scheme: Scheme = "booklet"
    signature: SignaturePages = 16
    flip: Flip | None = None
    binding: Binding = "left"
    blanks: Blanks | None = None
    scale: Scale = "shrink"
    thickness: float = OFFICE_PAPER
    marks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a print shop gets. Without a ``shop`` no limits are known, and the measures given here hold.

    ``thickness`` is that of a leaf of the paper in mm, where it is not the shop's ``stock``. ``bleed`` in mm is
    printed beyond the trim and cut off: what the shop asks for, or 3 mm, where nothing is said. ``marks`` asks for crop
    marks. ``spine`` is what stands on the spine in place of author and title.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    shop: ShopName | None = None
    stock: Stock = "white"
    thickness: float | None = None
    bleed: float | None = None
    marks: bool = False
    spine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSettings:
    """book.yaml. ``version`` is ``edition.impression.fix``; ``released`` the only date that outputs carry.

    ``identifiers`` maps a format to its ISBN or URN; formats without one get a version 5 UUID made from the book's
    name. ``dashes`` is how a dash between words is set, if not as the language has it. ``base_url`` is where the book
    lives on the web; while it is empty nothing that needs it is printed. ``report_url`` is where readers report
    errors: a page, which is told the book, its version and the place, or an address of mail (``mailto:``).
    ``cite_every_paragraph`` asks for a citation in each paragraph of the chapters' running text, but for those of the
    class ``uncited``. ``chapters_start`` is where a chapter begins: on a new ``page``, or on a right-hand one
    (``recto``). ``cover`` is a picture for the front cover: the name of its file, or keys. Without one the theme sets
    the cover in type. ``front_folios`` is how the pages of the front matter are numbered: in one sequence with all
    others (``arabic``), or from i on (``roman``). ``subject_codes`` and ``accessibility`` are told in the metadata of
    the ebook. ``variants`` are the accessible editions that the reading PDF is made in as well. ``booklets`` are those
    that every build makes. ``link_addresses`` is how the addresses of links that lead out of the book are printed.
    ``contents_depth`` is how many levels the table of contents has, and ``numbered_headings`` how many levels of
    headings in chapters have numbers (3.1, 3.1.2).
    ``notes`` is where notes stand: at the ``foot`` of the page, at the end of each ``chapter`` or other text, or
    together at the end of the ``book``.
    ``offer_answers`` says whether the book's page on the web offers the sheets for teachers, where pupils see them too.
    ``press`` is how the files of the format of this name are printed.
    ``hold`` is the release whose pages this printing keeps wherever the text allows it.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    title: str
    language: str
    version: str
    released: Edtf
    hold: str = ""
    subtitle: str = ""
    short_title: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    subject_codes: tuple[SubjectCode, ...] = ()
    accessibility: Accessibility = field(default_factory=Accessibility)
    contributors: tuple[Contributor, ...] = ()
    publisher: Publisher | None = None
    licence: Licence | None = None
    rights: MarkdownText = MarkdownText("")
    series: Series | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    base_url: str = ""
    report_url: str = ""
    theme: str = "plain"
    paper: str = "a5"
    look: LookSettings = field(default_factory=LookSettings)
    citation_style: str = "chicago-author-date"
    dashes: Dashes | None = None
    hyphenation_exceptions: tuple[str, ...] = ()
    cite_every_paragraph: bool = False
    chapters_start: Literal["page", "recto"] = "page"
    cover: str | Cover = ""
    front_folios: FrontFolios = "arabic"
    matter: Matter = field(default_factory=Matter)
    formats: tuple[str, ...] = ("pdf", "epub")
    variants: tuple[Variant, ...] = ()
    booklets: tuple[Booklet, ...] = ()
    link_addresses: LinkAddresses = "none"
    contents_depth: Literal[1, 2, 3] = 2
    numbered_headings: Literal[0, 1, 2, 3] = 0
    notes: Literal["foot", "chapter", "book"] = "foot"
    offer_answers: bool = False
    press: Press = field(default_factory=Press)

    @property
    def cover_picture(self) -> Cover | None:
        """The picture for the cover, if the book has one."""
        return self.cover if isinstance(self.cover, Cover) else Cover(picture=self.cover) if self.cover else None
