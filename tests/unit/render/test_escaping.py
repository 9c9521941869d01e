"""No string of content reaches XHTML unescaped, whatever it is and wherever it stands."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.model.book import EntryGroup
from octavo.model.inlines import Code, Emphasis, IndexMark, Link, NoteCall, Reference, Span, Text
from octavo.model.output import Medium, Rendition
from octavo.model.prose import Box, Definitions, Extract, Figure, Heading, Note, Paragraph, Preformatted, Sidebar, Table
from octavo.model.records import Contributor, Licence, Publisher
from octavo.render.markup import legal
from tests.examples import examples
from tests.unit.render.factory import IMAGE, SETTINGS, TEMPLATES, book, entry, paragraph, render, section, theme, tree

THEME = theme()
COVERS = ("cover", "title-page", "imprint", "colophon", "back-cover")
MADE = ("contents", "chronology", "glossary", "people", "bibliography", "index")
PARTS = ("definition", "context", "see", "see-also", "identification", "roles", "fate", "work", "annotation", "text")
VALUES = ("kind", "number", "old-style", "original", "original-language", "transliteration", "pronunciation", "life")
HOSTILE = st.text(min_size=1) | st.sampled_from(
    [
        "</p><script>alert(1)</script>",
        '"><img src=x onerror=y>',
        "&amp;&nbsp;&#0;",
        "]]>",
        "<!--",
        "{{ settings }}",
        "{% x %}",
    ]
)


def rendered(medium: Medium, text: str) -> Rendition:
    """Set a book in which `text` stands in every place that an editor fills."""
    inline = (Text(value=text),)
    block = (Paragraph(children=inline),)
    chapter = section(
        "chapter",
        text,
        Heading(level=2, children=inline),
        Paragraph(
            children=(
                Emphasis(children=inline),
                Code(value=text),
                Span(children=inline, language="uk", classes=("smallcaps",)),
                Link(children=inline, url=text),
                Reference(target="chapter", children=inline),
                IndexMark(path=(text,), children=inline, anchor="mark"),
                NoteCall(label=text, number=1, id="call"),
            )
        ),
        Definitions(items=((inline, block),)),
        Preformatted(text=text),
        Table(head=(inline,), rows=((inline,),), alignments=("left",), caption=inline, note=inline, number=text),
        Figure(figure="f", record=replace(IMAGE, alt=text), number=text, caption=inline, credit=inline),
        Sidebar(title=inline, life=text, identification=inline, blocks=block),
        Extract(document="d", label=text, text=block, provenance=inline, credit=inline, blocks=block),
        Box(kind="note", title=inline, blocks=block),
        notes=(Note(label=text, number=1, id="note", blocks=block),),
        short_title=text,
    )
    hostile = replace(
        SETTINGS,
        title=text,
        description=text,
        subtitle=text,
        short_title="",
        contributors=(Contributor(name=text), Contributor(name=text, role="editor")),
        publisher=Publisher(name=text, place=text, contact=text),
        licence=Licence(name=text, url=text),
        identifiers={text: text},
        base_url=text,
    )
    made = entry("entry", text, dict.fromkeys(PARTS, text), values=dict.fromkeys(VALUES, text), target="chapter")
    sections = (
        *(section(kind, text, values={"released": text}) for kind in COVERS),
        chapter,
        *(section(kind, text, groups=(EntryGroup(title=text, entries=(made,)),)) for kind in MADE),
    )
    return render(book(*sections, settings=hostile), THEME, templates=TEMPLATES, medium=medium)[0]


@cache
def soundly_rendered(medium: Medium) -> Rendition:
    """Set the same book with a harmless text."""
    return rendered(medium, "x")


@settings(max_examples=examples(20))
@given(text=HOSTILE)
@pytest.mark.parametrize("medium", ["print", "reflow"])
def test_content_stays_text(medium: Medium, text: str) -> None:
    plain, hostile = soundly_rendered(medium), rendered(medium, text)

    for sound, unit in zip(plain.units, hostile.units, strict=True):
        shape = [element.tag for element in tree(sound.body).iter()]
        assert [element.tag for element in tree(unit.body).iter()] == shape
    chapter = tree(next(unit for unit in hostile.units if unit.kind == "chapter").body)
    code = next(chapter.iter("{http://www.w3.org/1999/xhtml}code"))
    assert code.text == (legal(text).replace("\r\n", "\n").replace("\r", "\n") or None)


def test_characters_that_xml_forbids_are_dropped() -> None:
    unit = render(
        book(section("text", "a\x00b", paragraph("c\x1b\ufffed"))), THEME, templates=TEMPLATES, medium="print"
    )[0].units[0]

    assert "ab" in unit.body
    assert "cd" in unit.body
