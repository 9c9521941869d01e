"""The EPUB: valid by the official checker, the same bytes twice, no link that leads nowhere."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pikepdf import Pdf
from PIL import Image

from octavo.model.book import Book, Entry, EntryGroup, MatterPart, Section
from octavo.model.dates import Edtf
from octavo.model.diagnostics import Faulty
from octavo.model.file_metadata import FileMetadata
from octavo.model.inlines import Image as SmallPicture
from octavo.model.inlines import Text
from octavo.model.language import Language, Quotes
from octavo.model.look import Look
from octavo.model.origin import NOWHERE
from octavo.model.output import Archive, Artefact, Asset, FormatInput, Paper, Rendition, Unit
from octavo.model.product import Product
from octavo.model.prose import Paragraph
from octavo.model.records import (
    Accessibility,
    BookSettings,
    Contributor,
    Cover,
    Evaluation,
    Licence,
    Matter,
    Series,
    SubjectCode,
)
from octavo.model.selection import WHOLE
from octavo.package.archive import write_archive
from octavo.package.cover import from_image, picture
from octavo.package.epub import FORMAT
from tests.judges import epubcheck

PAPER = Paper(width=148, height=210, inner=18, outer=24, top=18, bottom=27, leading=13, lines=36)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def section(name: str, kind: str, matter: MatterPart, part: str = "") -> Section:
    return Section(
        id=name,
        kind=kind,
        matter=matter,
        title=(Text(value=name.title()),),
        part=part,
        origin=NOWHERE,
    )


SECTIONS = (
    section("cover", "cover", "front"),
    section("contents", "contents", "front"),
    section("about", "text", "front"),
    section("part-1", "part", "body", "part-1"),
    section("one", "chapter", "body", "part-1"),
    section("part-2", "part", "body", "part-2"),
    section("two", "chapter", "body", "part-2"),
    section("index", "index", "back"),
)

BODIES = {
    "contents": '<section id="contents"><h1 id="c">Contents</h1><p><a href="#one">One</a></p></section>',
    "one": (
        '<section id="one"><h1>One &amp; <em>only</em></h1><p id="one-p1">See '
        '<a class="reference" href="#two-p1">two</a>'
        ' and <a href="#one-p2">below</a> or <a href="https://example.org/#x">the web</a>. &lt;a href="#nowhere"></p>'
        '<p id="one-p2"><img src="figures/a.svg" alt="A triangle"/></p></section>'
    ),
    "two": '<section id="two"><h1>Two</h1><p id="two-p1">Back to <a href="#one">one</a>.</p></section>',
}


def unit(each: Section, **changes: object) -> Unit:
    title = each.id.title()
    body = BODIES.get(each.id, f'<section id="{each.id}"><h1>{title}</h1></section>')
    anchors = ("one-p1", "one-p2") if each.id == "one" else ("two-p1",) if each.id == "two" else ()
    made = Unit(
        id=each.id, kind=each.kind, matter=each.matter, title=title, body=body, language="en-GB", anchors=anchors
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def given() -> FormatInput:
    language = Language(
        code="en-GB",
        name="English",
        alphabet="abc",
        quotes=Quotes(outer=("‘", "’"), inner=("“", "”")),
        words={
            "contents": "Contents",
            "landmarks": "Landmarks",
            "endnotes": "Notes",
            "accessibility-summary": "All is text.",
        },
    )
    settings = BookSettings(
        title="A <Book> & more",
        language="en-GB",
        version="1.0.0",
        released=Edtf("2026-11-24"),
        description="About “it”.",
        subjects=("history",),
        contributors=(Contributor(name="A. Author", sort="Author, A."), Contributor(name="E. Ditor", role="editor")),
        licence=Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"),
        matter=Matter(),
    )
    book = Book(
        folder="sample", settings=settings, language=language, sections=SECTIONS, digest="0" * 64, released="2026-11-24"
    )
    rendition = Rendition(
        medium="reflow",
        metadata=FileMetadata(title=settings.title, language="en-GB", authors=("A. Author",)),
        units=tuple(map(unit, SECTIONS)),
        css="p { margin: 0 }",
        paper=PAPER,
        faces=(),
        assets=(Asset(name="figures/a.svg", media_type="image/svg+xml", content=SVG),),
    )
    look = Look(theme="plain", paper="a5")
    product = Product(name="sample", selection=WHOLE, look=look, format="epub")
    pdf, target = Pdf.new(), io.BytesIO()
    pdf.add_blank_page(page_size=(420, 595))
    pdf.save(target)
    return FormatInput(product=product, book=book, reflow=rendition, cover=picture(target.getvalue()))


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(given: FormatInput) -> bytes:
    """Return the bytes of the ebook."""
    (made, _), _ = FORMAT.make(given)
    assert isinstance(made, Archive)
    return write_archive(made)


def described(given: FormatInput) -> FormatInput:
    """Return the same with all that metadata can hold."""
    settings = replace(
        given.book.settings,
        subtitle="A tale",
        series=Series(name="Wells & Pumps", number="3"),
        identifiers={"epub": "3-16-148410-X"},
        subject_codes=(SubjectCode(scheme="bisac", code="HIS032000", label="HISTORY / Russia"),),
        accessibility=Accessibility(
            summary="All <is> text.",
            evaluation=Evaluation(by="Ada & Co.", date="2026-11-20", version="1.0.0", report="https://example.org/ada"),
        ),
    )
    return replace(given, book=replace(given.book, settings=settings, sections=(*SECTIONS, people())))


def people() -> Section:
    """Return a register that says how two of its three names are pronounced."""
    said = {
        "Holm, Ada": {"name": "Ada Holm", "pronunciation": "HOHM"},
        "Lark & Co.": {"pronunciation": "/lɑːk/"},
        "Wren": {},
    }
    found = tuple(
        Entry(id=f"person-{number}", head=(Text(value=head),), values=values, origin=NOWHERE)
        for number, (head, values) in enumerate(said.items())
    )
    return replace(section("people", "people", "back"), groups=(EntryGroup(title="", entries=found),))


def test_voices_are_told_how_names_are_pronounced(given: FormatInput) -> None:
    files = entries(packed(described(given)))

    assert [
        "".join(lexeme.itertext()) + " " + lexeme[1].tag.rpartition("}")[2]
        for lexeme in ET.fromstring(files["EPUB/lexicon.pls"])  # noqa: S314 -- our own
    ] == ["Ada Holmhohm alias", "Lark & Co.lɑːk phoneme"]
    link = b'<link rel="pronunciation" type="application/pls+xml" hreflang="en-GB" href="lexicon.pls"/>'
    assert link in files["EPUB/one.xhtml"]
    assert b"ttsMarkup" in files["EPUB/package.opf"]
    plain = entries(packed(given))
    assert "EPUB/lexicon.pls" not in plain
    assert b"pronunciation" not in plain["EPUB/one.xhtml"]


def test_the_official_checker_has_nothing_to_say(given: FormatInput, tmp_path: Path) -> None:
    paths = [tmp_path / "sample.epub", tmp_path / "described.epub"]
    for path, each in zip(paths, (given, described(given)), strict=True):
        path.write_bytes(packed(each))

    for verdict in epubcheck(paths):
        assert verdict.is_valid, verdict
        assert verdict.findings == ()


def test_isbn_series_and_subtitle_stand_in_the_metadata(given: FormatInput) -> None:
    package = entries(packed(described(given)))["EPUB/package.opf"].decode()

    assert '<dc:identifier id="identifier">urn:isbn:9783161484100</dc:identifier>' in package
    assert '<dc:title id="subtitle">A tale</dc:title>' in package
    assert '<meta property="belongs-to-collection" id="series">Wells &amp; Pumps</meta>' in package
    assert '<meta refines="#series" property="group-position">3</meta>' in package


def test_the_claim_to_conform_needs_an_evaluation_of_this_version(given: FormatInput) -> None:
    def claimed(version: str) -> str:
        asked = described(given)
        settings = replace(asked.book.settings, version=version)
        package = entries(packed(replace(asked, book=replace(asked.book, settings=settings))))["EPUB/package.opf"]
        return package.decode().partition('property="dcterms:conformsTo" id="conformance">')[2].partition("<")[0]

    assert claimed("1.0.0") == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert claimed("1.0.1") == ""


def test_a_picture_without_words_takes_the_claim_back_that_all_can_be_read(given: FormatInput) -> None:
    mute = Paragraph(children=(SmallPicture(file="figures/a.svg", alt=""),))
    sections = tuple(replace(each, blocks=(*each.blocks, mute)) if each.id == "one" else each for each in SECTIONS)
    wordless = replace(given, book=replace(given.book, sections=sections))
    told, mute_told = (entries(packed(each))["EPUB/package.opf"].decode() for each in (given, wordless))
    claims = (
        '<meta property="schema:accessibilityFeature">alternativeText</meta>',
        '<meta property="schema:accessModeSufficient">textual</meta>',
    )

    assert [claim in told for claim in claims] == [True, True]
    assert [claim in mute_told for claim in claims] == [False, False]
    assert '<meta property="schema:accessModeSufficient">textual,visual</meta>' in mute_told


def test_the_same_material_gives_the_same_bytes(given: FormatInput) -> None:
    assert FORMAT.make(given) == FORMAT.make(given)


def test_the_media_type_comes_first_and_is_not_packed(given: FormatInput) -> None:
    content = packed(given)

    assert content[30:58] == b"mimetypeapplication/epub+zip"


def test_links_lead_to_the_file_of_their_target(given: FormatInput) -> None:
    page = entries(packed(given))["EPUB/one.xhtml"].decode()

    assert 'href="two.xhtml#two-p1"' in page
    assert 'href="#one-p2"' in page
    assert 'href="https://example.org/#x"' in page


def test_chapters_stand_under_their_part(given: FormatInput) -> None:
    guide = entries(packed(given))["EPUB/nav.xhtml"].decode()

    assert '<li><a href="about.xhtml">About</a></li>\n' in guide
    for part, chapter in (("part-1", "one"), ("part-2", "two")):
        nested = f'<li><a href="{chapter}.xhtml">{chapter.title()}</a></li>\n</ol>\n</li>\n'
        assert f'<li><a href="{part}.xhtml">{part.title()}</a>\n<ol>\n{nested}' in guide
    assert '<a epub:type="bodymatter" href="part-1.xhtml">' in guide


def test_the_words_of_a_menu_are_not_bound(given: FormatInput) -> None:
    assert given.reflow is not None
    units = tuple(
        replace(each, title=each.title.replace("One", "One\N{NO-BREAK SPACE}way")) for each in given.reflow.units
    )
    files = entries(packed(replace(given, reflow=replace(given.reflow, units=units))))

    assert b'<a href="one.xhtml">One way</a>' in files["EPUB/nav.xhtml"]


def test_the_identifier_outlives_corrections_but_not_the_edition(given: FormatInput) -> None:
    def identifier(version: str) -> bytes:
        settings = replace(given.book.settings, version=version)
        changed = replace(given, book=replace(given.book, settings=settings))
        line = entries(packed(changed))["EPUB/package.opf"].partition(b'id="identifier">')[2]
        return line.partition(b"<")[0]

    assert identifier("1.0.0") == identifier("1.2.3") != identifier("2.0.0")
    assert identifier("1.0.0").startswith(b"urn:uuid:")


def test_a_link_that_leads_nowhere_is_told(given: FormatInput) -> None:
    assert given.reflow is not None
    body = '<section id="two"><h1>x</h1><p><a href="#gone">x</a></p></section>'
    units = tuple(unit(each, body=body) if each.id == "two" else unit(each) for each in SECTIONS)

    with pytest.raises(Faulty, match="OC601: an edition for screens would hold a broken link: 'gone'"):
        FORMAT.make(replace(given, reflow=replace(given.reflow, units=units)))


def test_the_words_for_the_picture_of_the_cover_are_the_editors(given: FormatInput) -> None:
    settings = replace(given.book.settings, cover=Cover(picture="a.jpg", alt="A lamp."))
    (archive, beside), _ = FORMAT.make(replace(given, book=replace(given.book, settings=settings)))
    assert isinstance(archive, Archive)
    assert isinstance(beside, Artefact)

    assert b'alt="A lamp."' in archive.files["EPUB/cover.xhtml"]
    assert (beside.name, beside.content) == ("cover.jpg", archive.files["EPUB/cover.jpg"])


def test_a_picture_that_can_be_seen_through_lies_on_white() -> None:
    drawn = io.BytesIO()
    Image.new("RGBA", (2, 3), (0, 0, 0, 0)).save(drawn, "PNG")
    with Image.open(io.BytesIO(from_image(drawn.getvalue()))) as cover:
        seen = (cover.format, cover.size, cover.getpixel((0, 0)))

    assert seen == ("JPEG", (2, 3), (255, 255, 255))


@pytest.mark.parametrize("name", ["nav", "ncx", "title", "identifier", "style", "cover-image", "asset-1", "person-1"])
def test_a_section_may_have_an_id_that_the_package_has(given: FormatInput, name: str) -> None:
    assert given.reflow is not None
    units = tuple(
        replace(each, id=name, body=each.body.replace('"one"', f'"{name}"')) if each.id == "one" else each
        for each in given.reflow.units
    )
    bodies = tuple(replace(each, body=each.body.replace('"#one"', f'"#{name}"')) for each in units)
    sections = tuple(replace(each, id=name) if each.id == "one" else each for each in given.book.sections)
    pictured = Asset(name="cover.jpg", media_type="image/jpeg", content=b"another")
    changed = replace(
        given,
        book=replace(given.book, sections=sections),
        reflow=replace(given.reflow, units=bodies, assets=(*given.reflow.assets, pictured)),
    )

    (archive, _), _ = FORMAT.make(changed)
    assert isinstance(archive, Archive)
    package = archive.files["EPUB/package.opf"].decode()
    ids = re.findall(r'<\w[^>]* id="([^"]+)"', package)
    files = re.findall(r'<item [^>]*href="([^"]+)"', package)

    assert len(ids) == len(set(ids))
    assert len(files) == len(set(files))
    assert {f"EPUB/{file}" for file in files} == set(archive.files) - {
        "mimetype", "META-INF/container.xml", "EPUB/package.opf"
    }  # fmt: skip
    assert archive.files["EPUB/cover.jpg"] == b"another"
