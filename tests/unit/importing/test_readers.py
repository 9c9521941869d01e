"""What the readers of packed formats find beside the text, and what they tell of it."""

from collections.abc import Callable

import pytest

from octavo.importing.block_elements import blocks_of
from octavo.importing.caption_numbers import without_numbers
from octavo.importing.cited_works import keys_of, works_of
from octavo.importing.conversion import BookText, Conversion
from octavo.importing.html_notes import find_notes
from octavo.importing.manuscript import SourceManuscript, SourceMetadata
from octavo.importing.marked_styles import BLOCK, CLOSING, END, OPENING, Mark, with_marks
from octavo.importing.read_docx import read_docx
from octavo.importing.read_epub import read_epub
from octavo.importing.read_odt import read_odt
from octavo.importing.roles import Roles
from octavo.importing.titles import prepared
from octavo.importing.xml_trees import xml_tree
from octavo.model.diagnostics import Faulty
from octavo.model.inlines import Emphasis, Inlines, Strong, Text
from octavo.model.origin import Origin
from octavo.model.prose import Blocks, Paragraph, Separator, Table
from octavo.model.query import every_block, plain
from octavo.pandoc import Element, Json
from tests.foreign_files import WORD, docx, zipped

PLACE = Origin("x")
XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
CIPHER = '<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></encryption>'
CONTAINER = '<container><rootfile full-path="none.opf"/></container>'


def package(items: str, spine: str = "") -> str:
    return f"<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>"


@pytest.mark.parametrize(
    ("read", "files", "code", "problem"),
    [
        (read_docx, {"a": "b"}, "OC183", "it has no 'word/document.xml'"),
        (read_odt, {"a": "b"}, "OC183", "it has no 'content.xml'"),
        (read_odt, {"content.xml": "<x/>", "META-INF/manifest.xml": "<encryption-data/>"}, "OC185", "x"),
        (read_epub, {"META-INF/container.xml": CONTAINER}, "OC183", "it has no package document"),
        (read_epub, {"x.opf": package(""), "META-INF/encryption.xml": CIPHER}, "OC185", "x"),
        (read_epub, {"x.opf": package("")}, "OC189", "x"),
    ],
)
def test_an_archive_that_is_no_book_is_told(
    read: Callable[[bytes, Origin], SourceManuscript], files: dict[str, str], code: str, problem: str
) -> None:
    with pytest.raises(Faulty) as caught:
        read(zipped(files), PLACE)

    (told,) = caught.value.diagnostics
    assert (told.code, problem in told.message) == (code, True)


def test_an_ebook_tells_what_its_reading_order_lacks_and_takes_titles_from_the_navigation() -> None:
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="{kind}"{more}/>'
        for name, kind, more in (
            ("one.xhtml", "application/xhtml+xml", ""),
            ("gone.xhtml", "application/xhtml+xml", ""),
            ("map.svg", "image/svg+xml", ""),
            ("lost.xhtml", "application/xhtml+xml", ' properties="nav"'),
            ("nav.xhtml", "application/xhtml+xml", ' properties="nav"'),
            ("book.ncx", "application/x-dtbncx+xml", ""),
        )
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in ("one.xhtml", "gone.xhtml", "map.svg", "none"))
    point = '<navPoint><navLabel><text>{}</text></navLabel><content src="{}"/></navPoint>'
    files = {
        "META-INF/container.xml": CONTAINER,
        "book.opf": package(items, spine),
        "one.xhtml": f"<html {XHTML}><body><p>a</p></body></html>",
        "map.svg": "<svg/>",
        "nav.xhtml": f"<html {XHTML}><body><nav epub:type='toc'/></body></html>",
        "book.ncx": f"<ncx><navPoint/>{point.format('One', 'one.xhtml')}{point.format('Place', 'one.xhtml#b')}</ncx>",
    }

    found = read_epub(zipped(files), PLACE)

    assert [each.label for each in found.documents] == ["One"]
    assert [each.what for each in found.losses] == [
        "the file 'none' of the reading order is not there",
        "the file 'gone.xhtml' of the reading order is not there",
        "the file 'map.svg' of the reading order is of a kind that is not read: image/svg+xml",
    ]


def test_a_document_of_word_is_read_where_its_relations_say_and_tells_of_its_text_boxes() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kind}/extended-properties" Target="docProps/app.xml"/>'
        f'<Relationship Id="r2" Type="{kind}/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    box = "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>beside</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    body = f"<w:document {WORD}><w:body><w:p><w:r><w:t>Deep</w:t></w:r></w:p>{box}</w:body></w:document>"

    found = read_docx(docx("", {"_rels/.rels": relations, "word/document2.xml": body}), PLACE)

    assert found.counts.words.keys() >= {"Deep", "beside"}
    assert [each.what for each in found.losses] == [
        "1 text boxes: their text stands where they are anchored, or is lost"
    ]


def test_works_that_a_source_holds_are_a_file_of_the_book() -> None:
    works = works_of("@book{hope, title={Wells}}\n", "bibtex", PLACE)

    assert keys_of(works) == {"hope"}
    assert keys_of({**works, "readme.txt": b"@book{gray,}"}) == {"hope"}
    assert works_of("", "bibtex", PLACE) == {}
    with pytest.raises(Faulty, match="OC187"):
        works_of("@book{hope", "bibtex", PLACE)


def test_a_link_in_a_note_to_the_note_itself_calls_none() -> None:
    page = (
        f"<html {XHTML}><body><p>a<a epub:type='noteref' href='#n' id='r'>1</a></p>"
        "<aside id='n'><p>See <a epub:type='noteref' href='#n'>this</a>.</p></aside></body></html>"
    )
    bare = "<span><a href='#w'>1</a><a id='w'>here</a></span>"

    found = find_notes({"x": xml_tree(page.encode(), PLACE)})

    assert [each.text for each in found.calls] == ["1"]
    assert found.bodies.keys() & {*found.calls} == set()
    # A page that is a line of words and nothing else has no block that could be a note.
    assert find_notes({"x": xml_tree(bare.encode(), PLACE)}).calls == {}


def word(text: str) -> Element:
    return {"t": "Str", "c": text}


NONE: Json = ["", [], []]
MARKS = [Mark(style="Emphasis"), Mark(style="Quote")]
SIGNED = word(f"{OPENING}0{END}a{CLOSING}")
BARE: Json = {"t": "Span", "c": [["", [], [["custom-style", "Emphasis"]]], [word("a")]]}


@pytest.mark.parametrize(
    ("element", "found"),
    [
        (
            {"t": "BlockQuote", "c": [{"t": "Para", "c": [SIGNED]}]},
            {"t": "BlockQuote", "c": [{"t": "Para", "c": [BARE]}]},
        ),
        (
            {"t": "Table", "c": [NONE, {"t": "AlignDefault"}, [[{"t": "Plain", "c": [SIGNED]}]]]},
            {"t": "Table", "c": [NONE, {"t": "AlignDefault"}, [[{"t": "Plain", "c": [BARE]}]]]},
        ),
        ({"t": "Para", "c": [{"t": "Strong", "c": [SIGNED]}]}, {"t": "Para", "c": [{"t": "Strong", "c": [BARE]}]}),
        # A sign without its other half is left out, its words are not.
        ({"t": "Para", "c": [word(f"{OPENING}0{END}a")]}, {"t": "Para", "c": [word("a")]}),
        ({"t": "Para", "c": [word(f"a{CLOSING}")]}, {"t": "Para", "c": [word("a")]}),
        (
            {"t": "Para", "c": [word(f"{BLOCK}1{END}a")]},
            {"t": "Div", "c": [["", [], [["custom-style", "Quote"]]], [{"t": "Para", "c": [word("a")]}]]},
        ),
    ],
)
def test_signs_of_styles_are_taken_out_wherever_they_stand(element: Element, found: Element) -> None:
    assert [*with_marks([element], MARKS)] == [found]


def conversion() -> Conversion:
    return Conversion(roles=Roles(), convert_blocks=blocks_of)


def words(text: str) -> Inlines:
    return (Text(value=text),)


@pytest.mark.parametrize(
    ("titles", "becomes"),
    [
        (["Chapter One: The Well", "Chapter Two. The Pump"], ["The Well", "The Pump"]),
        (["I. The Well", "II. The Pump"], ["The Well", "The Pump"]),
        (["One Well", "Two Pumps"], ["Well", "Pumps"]),
        # A number that stands alone may be a word of the title.
        (["I Remember", "The Pump"], ["I Remember", "The Pump"]),
        (["One Day"], ["One Day"]),
        (["1 The Well", "The Pump"], ["The Well", "The Pump"]),
        (["Chapter One The Well"], ["The Well"]),
        # Those that count otherwise are kept.
        (["3. The Well", "5. The Pump"], ["3. The Well", "5. The Pump"]),
    ],
)
def test_numbers_that_a_source_has_typed_into_titles_are_left_out(titles: list[str], becomes: list[str]) -> None:
    texts = [BookText(title=words(title), blocks=()) for title in titles]

    assert [plain(each.title) for each in prepared(conversion(), texts, SourceMetadata())] == becomes


def test_a_number_in_italics_stays_as_the_title_has_it() -> None:
    title: Inlines = (Emphasis(children=words("1. The")), *words(" Well"))

    (text,) = prepared(conversion(), [BookText(title=title, blocks=())], SourceMetadata())

    assert (text.title, text.is_numbered) == (title, False)


@pytest.mark.parametrize(
    ("captions", "becomes"),
    [
        ([words("Table 1. Costs"), words("Table 2: Gains")], ["Costs", "Gains"]),
        ([(Strong(children=words("Table 1.")), *words(" Costs"))], ["Costs"]),
        ([(Strong(children=words("Table 1. ")), Emphasis(children=words("Costs")))], ["Costs"]),
        ([(Strong(children=words("Table 1. Costs")),)], ["Table 1. Costs"]),
        ([words("Table 1.")], ["Table 1."]),
        ([words("Table 1. Costs"), words("Gains")], ["Table 1. Costs", "Gains"]),
    ],
)
def test_numbers_that_a_source_has_typed_into_captions_are_left_out(
    captions: list[Inlines], becomes: list[str]
) -> None:
    rows: tuple[tuple[Inlines, ...], ...] = ((words("a"),),)
    tables: Blocks = tuple(Table(head=(), rows=rows, alignments=("left",), caption=each) for each in captions)
    blocks = (*tables, Table(head=(), rows=rows, alignments=("left",)), Separator(), Paragraph(children=words("b")))

    (text,) = without_numbers(conversion(), [BookText(title=(), blocks=blocks)])

    found = [plain(each.caption) for each in every_block(text.blocks) if isinstance(each, Table) and each.caption]
    assert found == becomes
