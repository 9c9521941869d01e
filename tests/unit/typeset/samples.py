"""Renditions made by hand: small books with all that print has, and books with one fault each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from octavo.codec import pack
from octavo.model.diagnostics import Diagnostic
from octavo.model.file_metadata import FileMetadata
from octavo.model.origin import Origin
from octavo.model.output import Asset, FontFace, Paper, Printing, Rendition, Unit
from octavo.model.page_map import PageMap
from octavo.model.printing import TextArea
from octavo.model.work import Call, Shared, Value, Work
from octavo.typeset.divisions import PAGES_OF_UNIT
from octavo.typeset.facts import Anchor, Faces, UnitFacts, UnitLayout, UnitObjects
from octavo.typeset.typesetting import typeset

FONTS = Path(__file__).resolve().parents[3] / "styles" / "fonts" / "literata"

FACES = (
    FontFace(family="Literata", file="../fonts/literata/Literata-Regular.ttf"),
    FontFace(family="Literata", file="../fonts/literata/Literata-Italic.ttf", style="italic"),
    FontFace(family="Literata", file="../fonts/literata/Literata-Bold.ttf", weight=700),
)

FONT_ASSETS = tuple(
    Asset(name=face.file, media_type="font/ttf", content=(FONTS / Path(face.file).name).read_bytes()) for face in FACES
)

PAPER = Paper(width=148, height=210, inner=18, outer=14, top=15, bottom=18, leading=14, lines=36)

FONT_CSS = "".join(
    f"@font-face {{ font-family: {face.family}; src: url({face.file}); font-weight: {face.weight}; "
    f"font-style: {face.style} }}\n"
    for face in FACES
)

CSS = (
    FONT_CSS
    + """@page { size: 148mm 210mm; margin: 15mm 16mm 18mm; @bottom-center { content: counter(page) } }
@page chapter { @top-left { content: string(head) } }
@page :blank { @bottom-center { content: none } }
html { font: 10pt/14pt Literata; hyphens: auto; font-variant-numeric: tabular-nums }
p { margin: 0; text-align: justify; text-indent: 1em; orphans: 2; widows: 2 }
section.chapter { page: chapter }
h1 { string-set: head content() }
ul { list-style: "\\2013  " } ol { list-style: none }
.footnote { float: footnote; font-size: 8pt; line-height: 10pt }
.footnote::footnote-call { content: none } .footnote::footnote-marker { content: none }
"""
)

SENTENCE = (
    "The keeper of the lamp wrote every evening into the book how much oil was burnt, how the wind stood, which ships "
    "had passed and whether they had answered the signal from the tower. "
)

PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60">
<rect x="10" y="10" width="40" height="40" fill="#444"/><text x="60" y="40" font-family="Literata">1886</text></svg>"""

TABLE = (
    '<figure class="figure table" id="table-{chapter}"><figcaption>Table {chapter}. Oil burnt</figcaption><table>'
    "<thead><tr><th>Night</th><th>Gallons</th></tr></thead><tbody>{rows}</tbody></table></figure>"
)


def page_reference(target: str, pages: PageMap | None) -> str:
    """Return the markup of a printed page number; three digits while the page is not known."""
    page = pages.page(target) if pages else None
    return (
        f'<span class="page-ref">(p.\u00a0<span class="page-number" data-target="{target}">{page or 100}</span>)</span>'
    )


def chapter(number: int, *, of: int, paragraphs: int = 12, pages: PageMap | None = None) -> Unit:
    """Return a chapter with notes, references, a list, a table, a picture and words in another language."""
    name = f"chapter-{number}"
    text = [f'<section class="section chapter" id="{name}"><h1 class="title">The year {1880 + number}</h1>']
    for place in range(paragraphs):
        inside = SENTENCE * (place * 7 % 3 + 1)
        if place % 4 == 1:
            note = f"{name}-note-{place}"
            inside += (
                f'<a class="note-call" href="#{note}" id="{note}-call">{place}</a>'
                f'<span class="footnote" id="{note}">{place} Kept in the <em>log</em> of that year.</span>'
            )
        if place % 3 == 0:
            target = f"chapter-{number % of + 1}-p{place}"
            inside += f' See <a class="reference" href="#{target}">there</a> {page_reference(target, pages)}.'
        text.append(f'<p id="{name}-p{place}">{inside}</p>')
    rows = "".join(f'<tr><th scope="row">{row}</th><td>{row * 3}</td></tr>' for row in range(1, 46))
    text.append(f"<h2>Lists</h2><ul><li>oil<ul><li>whale</li></ul></li><li>wick</li></ul>{TABLE}")
    text.append(f'<dl><dt id="{name}-term">lamp</dt><dd>a <b>light</b></dd></dl><p lang="ru">маяк</p>')
    text.append(
        '<figure class="figure"><img class="figure-art" src="tower.svg" alt="A square beside a year"/></figure>'
    )
    body = "".join(text).replace("{chapter}", str(number)).replace("{rows}", rows) + "</section>"
    return Unit(
        id=name,
        kind="chapter",
        matter="body",
        title=f"The year {1880 + number}",
        body=body,
        language="en-GB",
        starts_recto=number == 1,
    )


def contents(chapters: int, pages: PageMap | None = None) -> Unit:
    """Return a table of contents with links and page numbers."""
    lines = "".join(
        f'<li><a href="#chapter-{number}">The year {1880 + number}</a> '
        f"{page_reference(f'chapter-{number}', pages)}</li>"
        for number in range(1, chapters + 1)
    )
    body = f'<section class="section contents" id="contents"><h1>Contents</h1><nav><ol>{lines}</ol></nav></section>'
    return Unit(id="contents", kind="contents", matter="front", title="Contents", body=body, language="en-GB")


def book(chapters: int = 2, *, paragraphs: int = 12, pages: PageMap | None = None) -> Rendition:
    """Return a book of some chapters; printed page numbers come from ``pages``."""
    units = [chapter(number, of=chapters, paragraphs=paragraphs, pages=pages) for number in range(1, chapters + 1)]
    return Rendition(
        medium="print",
        metadata=FileMetadata(
            title="The Lamp & the Tower",
            language="en-GB",
            authors=("A. Keeper", "B. Watcher"),
            description="Of lamps",
            subjects=("lamps", "towers"),
            released="2026-11-24",
            version="1.1.0",
        ),
        units=(contents(chapters, pages), *units),
        css=CSS,
        paper=PAPER,
        faces=FACES,
        assets=(*FONT_ASSETS, Asset(name="tower.svg", media_type="image/svg+xml", content=PICTURE)),
    )


def page(body: str, *, origins: Mapping[str, Origin] | None = None, css: str = "") -> Rendition:
    """Return a rendition of one section that holds ``body``."""
    unit = Unit(
        id="only",
        kind="text",
        matter="body",
        title="Only",
        body=f'<section class="section" id="only"><h1>Only</h1>{body}</section>',
        language="en-GB",
    )
    return replace(book(0), units=(unit,), css=CSS + css, origins=origins or {})


def carried_out(work: Work[Value]) -> Value:
    """Make all calls of ``work`` here, one after the other, and return its value."""
    aside: dict[Call, bytes] = {}

    def made(call: Call) -> bytes:
        arguments = [each.content if isinstance(each, Shared) else each for each in call.arguments]
        returned = call.function(*arguments, *([aside[call.given]] if call.given else []))
        if isinstance(returned, bytes):
            return returned
        result, aside[call] = returned
        return result

    try:
        calls = next(work)
        while True:
            try:
                results = list(map(made, calls))
            except Exception as problem:  # noqa: BLE001 - as in a build, it belongs to the work that asked
                calls = work.throw(problem)
            else:
                calls = work.send(results)
    except StopIteration as end:
        value: Value = end.value
        return value


def in_units(rendition: Rendition, *, pages_of_unit: float = PAGES_OF_UNIT) -> tuple[Printing, tuple[Diagnostic, ...]]:
    """Typeset ``rendition`` in units; sections are divided where ``pages_of_unit`` says so."""
    return carried_out(typeset(rendition, pages_of_unit=pages_of_unit))


def facts(pages: int = 1, *, anchors: Sequence[Anchor] = (), objects: int = 9, keys: int = 1) -> UnitFacts:
    """Return the facts of a unit that has nothing but empty pages and ``anchors``."""
    return UnitFacts(
        continues=False,
        sizes=((420.0, 595.0),) * pages,
        areas=(TextArea(50.0, 70.0, 350.0, 540.0),) * pages,
        anchors=tuple(anchors),
        bookmarks=(),
        links=(),
        fonts=pack(Faces(faces=())),
        layout=pack(UnitLayout(blocks=(), breaks=(), length=0)),
        tables=(),
        words=(),
        formulas=(),
        shorter=(),
        messages=(),
        left_to_engine=(),
        slots=(),
        objects=UnitObjects(
            count=objects, tree=1, keys=keys, pages=tuple(range(2, 2 + pages)), kids=(), open=None, identifiers=()
        ),
    )
