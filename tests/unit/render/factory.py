"""A small book made by hand, with every kind of section, block and inline in it: what the tests of render set."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypedDict, Unpack
from xml.etree import ElementTree as ET

from octavo.jobs.memo import Memo
from octavo.load.templates import load_templates
from octavo.model.book import Book, Entry, EntryGroup, ImageFile, MatterPart, Section
from octavo.model.diagnostics import Diagnostic
from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    IndexMark,
    Inline,
    Inlines,
    Link,
    NoteCall,
    PersonLink,
    Reference,
    Span,
    Strong,
    TermLink,
    Text,
)
from octavo.model.language import Language
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Medium, Rendition, Theme
from octavo.model.page_map import PageMap
from octavo.model.prose import (
    Block,
    Blocks,
    Box,
    Definitions,
    Extract,
    Figure,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Preformatted,
    Quotation,
    Separator,
    Sidebar,
    Table,
)
from octavo.model.records import (
    BookSettings,
    ChartFigure,
    Column,
    Contributor,
    FigureData,
    ImageFigure,
    Licence,
    LookSettings,
    MarkdownText,
    Publisher,
    TableFigure,
)
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_language, load_theme
from octavo.pipeline.rendering import Appearance, looks_of
from octavo.pipeline.rendering import render as pipeline_render
from octavo.pipeline.result import NO_STORE
from octavo.render.markup import PREFIX

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "templates"
PLAIN = ROOT / "styles" / "plain"

DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"><path d="M0 110h300M20 110V40h60v70M120 110V20h60'
    b'v90M220 110V60h60v50" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
)


def words(*pieces: str | Inline) -> Inlines:
    """Return inlines; plain strings become text."""
    return tuple(Text(value=piece) if isinstance(piece, str) else piece for piece in pieces)


def paragraph(*pieces: str | Inline, identifier: str = "") -> Paragraph:
    """Return a paragraph with an origin, so that its id can be traced."""
    return Paragraph(children=words(*pieces), id=identifier, origin=place(identifier))


def place(identifier: str) -> Origin:
    """Return a place in a text that never was: its line is the length of the id."""
    return Origin("content/wells/text/well.md", len(identifier) + 1, 1)


@cache
def language(code: str = "en-GB") -> Language:
    """Return a language as the templates folder has it."""
    return load_language([TEMPLATES / "languages"], code, root=ROOT, asked=NOWHERE, memo=memo_for(NO_STORE))[0]


@cache
def theme() -> Theme:
    """Return the theme `plain` as its folder has it."""
    return load_theme(PLAIN, root=ROOT, named_at=NOWHERE, find=PLAIN.parent.joinpath, memo=memo_for(NO_STORE))[0]


def render(
    made: Book,
    theme: Theme,
    *,
    medium: Medium,
    templates: Path = TEMPLATES,
    page_map: PageMap | None = None,
    memo: Memo | None = None,
) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    """Set a book as the pipeline does, on the paper that it asks for."""
    appearance = Appearance(
        theme=theme,
        paper=theme.settings.papers[made.settings.paper],
        templates=load_templates(templates, root=templates.parent),
        looks=looks_of(theme),
    )
    return pipeline_render(made, appearance, medium=medium, page_map=page_map, memo=memo or memo_for(NO_STORE))


def tree(body: str) -> ET.Element:
    """Read the body of a unit as XML."""
    return ET.fromstring(PREFIX.decode() + body + "</body>")  # noqa: S314 - our own markup


class SectionFields(TypedDict, total=False):
    """What a section may have besides its title and blocks."""

    id: str
    matter: MatterPart
    short_title: str
    number: str
    part: str
    notes: tuple[Note, ...]
    groups: tuple[EntryGroup, ...]
    values: Mapping[str, str]
    starts_recto: bool
    language: str


class EntryFields(TypedDict, total=False):
    """What an entry may have besides its head and parts."""

    values: Mapping[str, str]
    anchors: tuple[str, ...]
    target: str
    children: tuple[Entry, ...]


def section(kind: str, title: str, *blocks: Block, **fields: Unpack[SectionFields]) -> Section:
    """Return a section whose id is its kind, unless `id` is given."""
    origin = Origin("content/wells/book.yaml", 1)
    made = Section(id=kind, kind=kind, matter="body", title=words(title), blocks=blocks, origin=origin)
    return replace(made, **fields)


def book(*sections: Section, settings: BookSettings | None = None, code: str = "en-GB") -> Book:
    """Return a book of the given sections, or of one section of every kind."""
    return Book(
        folder="wells",
        settings=settings or SETTINGS,
        language=language(code),
        sections=sections or every_section(),
        digest="0123456789abcdef" * 4,
        released="2026-11-24",
        images={"images/wells.svg": ImageFile(content=DRAWING, width=300, height=120)},
    )


SETTINGS = BookSettings(
    title="Wells & Pumps",
    subtitle="Water for a village",
    short_title="Wells",
    language="en-GB",
    version="1.2.0",
    released="2026-11-24",  # type: ignore[arg-type] # a plain string stands for a date as written
    contributors=(Contributor(name="Ada Fountain"), Contributor(name="Ivo Brook", role="translator")),
    publisher=Publisher(name="The Bucket Press", place="Harbour", contact="editors@example.org"),
    licence=Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"),
    identifiers={"pdf": "urn:uuid:0c0d7a31-0000-5000-8000-000000000000"},
    base_url="https://example.org/wells",
)

DATA = FigureData(
    columns=(
        Column(name="year", label="Year"),
        Column(name="wells", label="Wells", align="right"),
        Column(name="depth", label="Depth in m", align="decimal"),
    ),
    rows=((1801, 3, 4.5), (1811, 1240, 12), (1821, None, 7.25)),
    totals=("Total", 1243, None),
)

IMAGE = ImageFigure(
    id="wells", kind="image", title=MarkdownText("Three wells"), alt="Three wells, the middle one deepest.",
    file="images/wells.svg", credit=MarkdownText("Drawn for this book."),
)  # fmt: skip
TABLE = TableFigure(id="depths", kind="table", title=MarkdownText("Depths"), data=DATA)

CHART = ChartFigure(
    id="depths",
    kind="chart",
    title=MarkdownText("Depths"),
    alt="Wells became deeper.",
    data=FigureData(columns=(Column(name="year"), Column(name="depth")), rows=(("1801", 3), ("1811", 4))),
    chart={
        "mark": "bar",
        "encoding": {"x": {"field": "year", "type": "ordinal"}, "y": {"field": "depth", "type": "quantitative"}},
    },
    height=130.0,
    show_table=True,
)


def every_inline() -> Paragraph:
    """Return a paragraph with one of every kind of inline."""
    return paragraph(
        "A ",
        Emphasis(children=words("deep")),
        " and ",
        Strong(children=words("old")),
        " well, ",
        Code(value="depth < 9"),
        ", ",
        Span(children=words("криниця"), language="uk"),
        Break(),
        Link(children=words("the press"), url="https://example.org/?a=1&b=2"),
        " near ",
        Reference(target="pump", children=words("chapter 2"), origin=place("reference")),
        "; ",
        Citation(
            works=(CitedWork(key="spring1899"),), children=words("(Spring 1899)"), anchor="well-cite-1",
            origin=place("well-cite-1"),
        ),
        NoteCall(label="1", number=1, id="well-call-1", origin=place("well-call-1")),
        " ",
        PersonLink(person="hope", children=words("Mary Hope"), is_first=True, anchor="well-person-hope"),
        " dug a ",
        TermLink(
            term="shaft", children=words("narrow ", Emphasis(children=words("shaft"))), is_first=True,
            anchor="well-term-shaft",
        ),
        IndexMark(path=("wells", "digging"), children=words(" by hand"), anchor="well-index-1"),
        ".",
        identifier="well-p1",
    )  # fmt: skip


def every_block() -> Blocks:
    """Return one of every kind of block."""
    return (
        Box(kind="opening", blocks=(paragraph("Who dug it?", identifier="well-p0"),), id="well-box0"),
        every_inline(),
        Heading(level=2, children=words("How deep?"), id="how-deep", origin=place("how-deep")),
        paragraph("Deeper than a house is high. ", identifier="well-p2"),
        paragraph("A second paragraph is indented.", identifier="well-p3"),
        ItemList(items=((paragraph("rope", identifier="well-p4"),), (paragraph("bucket"), paragraph("of oak")))),
        ItemList(items=((paragraph("dig"),), (paragraph("line"), ItemList(items=((paragraph("brick"),),)))),
                 is_ordered=True, start=3, id="steps"),
        Definitions(items=((words("windlass"), (paragraph("lifts the bucket"),)),), id="well-definitions1"),
        Quotation(blocks=(paragraph("Dig where you stand.", identifier="well-p9"),), id="well-quotation1"),
        Preformatted(text="rope: 12 m\nbucket: <oak>", id="well-preformatted1"),
        Separator(id="well-separator1"),
        Table(
            head=(words("Well"), words("Depth")), rows=((words("North"), words("4 m")), (words("South"), words("9 m"))),
            alignments=("left", "right"), caption=words("Two wells"), note=words("Measured in May."), number="1",
            id="two-wells", origin=place("two-wells"),
        ),
        Figure(figure="wells", record=IMAGE, number="1", caption=words("Three wells"), credit=words("Own drawing."),
               id="wells", origin=place("wells")),
        Figure(figure="depths-chart", record=CHART, number="2", caption=words("Depths"), id="depths-chart"),
        Figure(figure="depths", record=TABLE, number="2", caption=words("Depths"), id="depths"),
        Sidebar(
            person="hope", title=words("Mary Hope"), life="1771–1848", identification=words("well-digger"),
            blocks=(paragraph("She dug forty wells.", identifier="well-p12"),), id="sidebar-hope",
        ),
        Extract(
            document="letter", label="A", provenance=words("A letter of 1802."), credit=words("Village archive."),
            text=(paragraph("Send rope."),), blocks=(paragraph("What else did she need?"),), id="letter",
        ),
        Box(kind="disagree", title=words("Was it the first?"), blocks=(paragraph("Some say so."),), id="well-box1"),
    )  # fmt: skip


def note() -> Note:
    """Return the note that `every_inline` calls."""
    return Note(label="1", number=1, id="well-note-1", blocks=(paragraph("Or so they say."),), origin=place("note"))


def entry(
    identifier: str, head: str, parts: Mapping[str, str | Block] | None = None, **fields: Unpack[EntryFields]
) -> Entry:
    """Return an entry of a made section; each of its parts is one block, a paragraph where it is a string."""
    blocks = {name: (paragraph(part) if isinstance(part, str) else part,) for name, part in (parts or {}).items()}
    made = Entry(id=identifier, head=words(head) if head else (), origin=place(identifier), parts=blocks)
    return replace(made, **fields)


def every_section() -> tuple[Section, ...]:
    """Return one section of every kind."""
    glossary = entry(
        "term-shaft", "shaft", parts={"definition": "The hole itself.", "context": "Old ones are round."},
        values={"pronunciation": "SHAHFT", "original": "шахта", "original-language": "uk"},
        anchors=("well-term-shaft",),
    )  # fmt: skip
    digging = entry("index-wells-digging", "digging", anchors=("well-index-1",))
    see = Paragraph(children=(Reference(target="index-wells", children=words("wells"), with_page=False),))
    return (
        section("cover", "Cover", matter="front"),
        section("title-page", "Title page", matter="front", starts_recto=True),
        section("imprint", "Imprint", paragraph("All drawings are our own."), matter="front",
                values={"released": "24 November 2026", "edition": "First edition, second impression"}),
        section("contents", "Contents", matter="front", groups=(EntryGroup(title="", entries=(
            entry("contents-part", "Water", target="part", values={"kind": "part", "number": "I"}, children=(
                entry("contents-well", "The well", target="well", values={"kind": "chapter", "number": "1"}),)),
            entry("contents-glossary", "Glossary", target="glossary", values={"kind": "glossary"}),
        )),)),
        section("part", "Water", number="I", starts_recto=True),
        section("chapter", "The well", *every_block(), id="well", number="1", notes=(note(),), part="part"),
        section("text", "The pump", paragraph("Later.", identifier="pump-p1"), id="pump", short_title="Pump"),
        section("chronology", "Chronology", matter="back", groups=(EntryGroup(title="1801", entries=(
            entry("event-dug", "1 May", target="well", values={"old-style": "19 April"}, parts={"text": "Well dug."}),
            entry("event-dry", "", parts={"text": "A dry year."}))),)),
        section("glossary", "Glossary", matter="back", groups=(EntryGroup(title="s", entries=(glossary,)),)),
        section("people", "People", matter="back", groups=(EntryGroup(title="H", entries=(
            entry("person-hope", "Hope, Mary", values={"life": "1771–1848"}, anchors=("well-person-hope",),
                  parts={"identification": "well-digger"}),)),)),
        section("bibliography", "Bibliography", matter="back", groups=(EntryGroup(title="", entries=(
            entry("work-spring1899", "", anchors=("well-cite-1",), parts={"work": "Spring, A. Wells. 1899."}),)),)),
        section("index", "Index", matter="back", groups=(
            EntryGroup(title="P", entries=(entry("index-pits", "pits", {"see": see}),)),
            EntryGroup(title="W", entries=(
                entry("index-wells", "wells", anchors=("well-p1",), children=(digging,)),)))),
        section("back-cover", "Back cover", matter="back"),
        section("colophon", "Colophon", matter="back", values={"released": "24 November 2026"}),
    )  # fmt: skip


def compact(book: Book) -> Book:
    """Return ``book`` with chapters that run on."""
    return replace(book, settings=replace(book.settings, look=LookSettings(compact=True)))
