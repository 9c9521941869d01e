"""The text of a book: two closed unions, ``Inline`` and ``Block``, consumed with ``match`` and ``assert_never``.

The load stage builds these values from Markdown; the passes of the resolve stage fill in what depends on the rest of
the book (numbers, the words of citations and references, anchors). Nothing is ever changed in place.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal, TypeAlias

from octavo.model.origin import NOWHERE, Origin
from octavo.model.records import Document, FigureRecord, Person

# --- inlines ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Characters, already typographic after the resolve stage.

    As loaded, ``turns`` are the offsets at which the text goes on elsewhere than right behind the character before (in
    the next line, after an escaped sign), each with that place.
    """

    value: str
    origin: Origin = NOWHERE
    turns: tuple[tuple[int, Origin], ...] = field(default=(), compare=False, repr=False)

    def at(self, offset: int) -> Origin:
        """Return the place of the character at ``offset`` of a text that is as it was loaded."""
        place_of_turn = bisect_right(self.turns, offset, key=itemgetter(0))
        start, place = self.turns[place_of_turn - 1] if place_of_turn else (0, self.origin)
        return Origin(place.path, place.line, place.column + offset - start) if place.column else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """``*text*``: set in italic."""

    children: "Inlines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """``**text**``: set in bold."""

    children: "Inlines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """```` `text` ````: shown as typed; never hyphenated, never made typographic."""

    value: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """``[text]{.class lang=ru}``: a stretch with a class or a language of its own.

    Classes that themes know: ``smallcaps``, ``acronym``, ``nohyphen``, ``title`` (of a work), ``superscript``.
    """

    children: "Inlines"
    language: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A line break that the author asked for (a backslash at the end of the line)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """``[text](https://…)``: leads out of the book."""

    children: "Inlines"
    url: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """``[text](#id)``: leads to a place in the book; paper adds the page.

    Written without text, ``[](#id)``, the resolve stage fills in the target's label (*chapter 3*, *figure 2*).
    ``with_page`` is false where the page would only be noise (inside lists that print pages anyway).
    """

    target: str
    children: "Inlines" = ()
    with_page: bool = True
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """One work inside a citation: ``see @conquest2008, p. 12`` gives prefix, key, label, locator and suffix.

    ``label`` is a CSL locator term (``page``, ``chapter``, ``part``, …) and is empty where there is no locator.
    """

    key: str
    prefix: str = ""
    label: str = ""
    locator: str = ""
    suffix: str = ""
    without_author: bool = False
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """``[@a, p. 3; @b]``, or ``@a`` in the sentence (``narrative``).

    ``children`` are the words of the citation style and ``anchor`` the place that 'cited on' leads to; both are empty
    until the resolve stage. In a note style ``children`` ends with the call of the footnote that the citation became.
    ``bare`` citations stand in source lines (of figures, extracts, lives): no brackets, never a footnote.
    """

    works: tuple[CitedWork, ...]
    narrative: bool = False
    bare: bool = False
    children: "Inlines" = ()
    anchor: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """``[^label]``: calls the footnote ``label`` of the same file; resolve gives ``number`` and ``id``."""

    label: str
    number: int = 0
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLink:
    """``[Yezhov](person:yezhov)``: a person of the register.

    After the resolve stage ``is_first`` says whether it is the first mention in its section (only that one is
    linked) and ``anchor`` is the place that the register leads back to.
    """

    person: str
    children: "Inlines"
    is_first: bool = False
    anchor: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLink:
    """``[troika](term:troika)``: a glossary term; ``is_first`` and ``anchor`` as for :class:`PersonLink`."""

    term: str
    children: "Inlines"
    is_first: bool = False
    anchor: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexMark:
    """``[text]{index="police!NKVD"}``: indexed under ``path``; ``[]{index=…}`` marks a point."""

    path: tuple[str, ...]
    children: "Inlines" = ()
    anchor: str = ""
    origin: Origin = NOWHERE


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Code
    | Span
    | Break
    | Link
    | Reference
    | Citation
    | NoteCall
    | PersonLink
    | TermLink
    | IndexMark
)
Inlines: TypeAlias = tuple[Inline, ...]

# --- blocks ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``## Title {#id}``, levels 2 to 4 (level 1 is the title of the section itself).

    Of the class ``new-page`` it begins a page.
    """

    level: int
    children: Inlines
    id: str = ""
    classes: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``id`` is given by the resolve stage where the author gave none."""

    children: Inlines
    id: str = ""
    classes: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A list; every item is a run of blocks. ``start`` is the first number of an ordered list."""

    items: tuple["Blocks", ...]
    is_ordered: bool = False
    start: int = 1
    is_tight: bool = True
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """A definition list: ``term`` then lines that begin with a colon."""

    items: tuple[tuple[Inlines, "Blocks"], ...]
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """``> text``: a quotation set off from the text."""

    blocks: "Blocks"
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Preformatted:
    """A fenced code block: lines kept as typed."""

    text: str
    syntax: str = ""
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator:
    """``---``: a change of scene inside a section."""

    id: str = ""
    origin: Origin = NOWHERE


Alignment: TypeAlias = Literal["left", "right", "centre", "decimal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the text: ``::: table #id caption="…"`` around a pipe table.

    ``head`` may be empty; every row has as many cells as ``alignments``. ``row_heads`` says that the first cell of a
    row is its head. ``number`` is given by the resolve stage and is empty for a table without a caption.
    """

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[Alignment, ...]
    caption: Inlines = ()
    note: Inlines = ()
    row_heads: bool = True
    number: str = ""
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """``::: figure figure=fig07``: stands for a record of figures/.

    After the resolve stage ``record`` is that record, ``number`` its number, ``caption`` the title and ``credit`` the
    line of sources, caveats and licence. ``record_origin`` is the place of the record, where its faults are mended.
    """

    figure: str
    record: FigureRecord | None = None
    record_origin: Origin = NOWHERE
    number: str = ""
    caption: Inlines = ()
    credit: Inlines = ()
    description: "Blocks" = ()
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """``::: sidebar person=kirov``: a short life; or ``::: sidebar title="…"``: any matter beside the text.

    After the resolve stage ``record`` is the person, ``title`` the name, ``life`` the words for the life dates and
    ``identification`` the one phrase that says who it is.
    """

    blocks: "Blocks"
    person: str = ""
    title: Inlines = ()
    record: Person | None = None
    life: str = ""
    identification: Inlines = ()
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """``::: extract document=doc-1934-12-01``: a passage of a source, from documents.yaml, with its provenance.

    ``blocks`` (the inside of the directive) is the gloss and the question beneath it. After the resolve stage
    ``record`` is the document, ``title`` its title, ``text`` its passage, ``letter`` its label in the section (A,
    B, …), ``provenance`` the sentence above and ``credit`` the small line beneath.
    """

    document: str
    blocks: "Blocks" = ()
    record: Document | None = None
    letter: str = ""
    title: Inlines = ()
    text: "Blocks" = ()
    provenance: Inlines = ()
    credit: Inlines = ()
    id: str = ""
    origin: Origin = NOWHERE


BoxKind: TypeAlias = Literal["disagree", "note", "questions", "summary", "opening", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """``::: disagree title="…"`` and its like: a passage with a rule around it and a label from the language file.

    Kinds: ``disagree`` (Historians disagree), ``opening`` (questions that the chapter answers), ``summary``,
    ``questions`` (for the class), ``note``, ``warning``.
    """

    kind: BoxKind
    blocks: "Blocks"
    title: Inlines = ()
    id: str = ""
    origin: Origin = NOWHERE


Block: TypeAlias = (
    Heading
    | Paragraph
    | ItemList
    | Definitions
    | Quotation
    | Preformatted
    | Separator
    | Table
    | Figure
    | Sidebar
    | Extract
    | Box
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote. ``number`` counts from 1 in each section and ``id`` is given by the resolve stage."""

    label: str
    blocks: Blocks
    number: int = 0
    id: str = ""
    origin: Origin = NOWHERE
