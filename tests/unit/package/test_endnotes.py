"""The notes of an ebook stand in a file of their own, and are read as those of their sections."""

from dataclasses import replace

from octavo.check.artefacts.epub import ScreenDocument, read_document, sections
from octavo.codec import unpack
from octavo.model.output import Archive, FormatInput, Rendition
from octavo.package.endnotes import with_endnotes
from octavo.package.epub import FORMAT
from tests.unit.package.test_epub import SECTIONS, given, unit

__all__ = ["given"]

WORDS = {"endnotes": "Notes"}
CALL = '<a class="note-call" href="#one-n1" id="one-c1" epub:type="noteref" role="doc-noteref">1</a>'
NOTE = (
    '<section class="notes" epub:type="footnotes"><aside id="one-n1" epub:type="footnote" role="doc-footnote">'
    '<p><a class="note-number" href="#one-c1">1</a> Or so they say.</p></aside></section>'
)


def noted(rendition: Rendition) -> Rendition:
    """Return a rendition whose section *one* has a note, before a colophon."""
    body = f'<section id="one"><h1>One</h1><p id="one-p1">x{CALL}</p>\n<p id="one-p2">y</p>\n{NOTE}\n</section>'
    units = [unit(each, body=body, anchors=("one", "one-p1", "one-c1", "one-p2", "one-n1")) if each.id == "one" else
             unit(each, kind="colophon") if each.id == "index" else unit(each) for each in SECTIONS]  # fmt: skip
    return replace(rendition, units=tuple(units))


def files(given: FormatInput) -> dict[str, str]:
    assert given.reflow is not None
    (archive, _), _ = FORMAT.make(replace(given, reflow=noted(given.reflow)))
    assert isinstance(archive, Archive)
    return {name.removeprefix("EPUB/"): str(content, errors="replace") for name, content in archive.files.items()}


def test_call_and_note_lead_to_each_other_in_two_files(given: FormatInput) -> None:
    made = files(given)

    assert 'href="notes.xhtml#one-n1" id="one-c1"' in made["one.xhtml"]
    assert "footnote" not in made["one.xhtml"]
    assert 'href="one.xhtml#one-c1"' in made["notes.xhtml"]
    assert '<aside id="one-n1" epub:type="footnote" role="doc-footnote">' in made["notes.xhtml"]
    assert '<h2><a href="one.xhtml#one">One</a></h2>' in made["notes.xhtml"]


def test_the_notes_stand_before_the_colophon_in_the_spine_and_the_contents(given: FormatInput) -> None:
    made = files(given)

    assert '<itemref idref="two"/>\n<itemref idref="notes"/>\n<itemref idref="index"/>' in made["package.opf"]
    assert made["nav.xhtml"].index("two.xhtml") < made["nav.xhtml"].index('<a href="notes.xhtml">Notes</a>')
    assert made["nav.xhtml"].index('"notes.xhtml"') < made["nav.xhtml"].index("index.xhtml")


def test_a_section_of_that_name_keeps_it(given: FormatInput) -> None:
    assert given.reflow is not None
    units = [replace(each, id="notes") if each.id == "two" else each for each in noted(given.reflow).units]
    made = with_endnotes(replace(given.reflow, units=tuple(units)), WORDS)

    assert [each.id for each in made.units][-2:] == ["notes-", "index"]


def test_without_notes_nothing_is_added(given: FormatInput) -> None:
    assert given.reflow is not None

    assert with_endnotes(given.reflow, WORDS) is given.reflow


def test_notes_are_read_as_those_of_their_section(given: FormatInput) -> None:
    pages = {name: text for name, text in files(given).items() if name.endswith(".xhtml")}
    read = sections({name: unpack(read_document(text.encode()), ScreenDocument) for name, text in pages.items()})

    assert read["one"].text.split() == ["One", "x1", "y"]
    assert read["one"].notes.split() == ["1", "Or", "so", "they", "say."]
