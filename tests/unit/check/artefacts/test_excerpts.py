"""A PDF of ours is read in parts, and says then what it says as a whole."""

import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.artefacts.examination import begin, examine
from octavo.check.artefacts.pdf import read_pdf
from octavo.check.artefacts.pdf_frame import frame, printed
from octavo.check.artefacts.pdf_objects import ForeignError
from octavo.check.artefacts.pdf_unit import NOT_ALONE, read_unit, unpack_unit
from octavo.check.artefacts.printed import Printed, Run
from octavo.model.output import Artefact
from octavo.typeset import parts
from tests.unit.typeset.samples import FACES, book, page

EXTRAS = (
    '<p id="e">A “quotation” (of sorts), a <a href="#p0-0">link</a> and п’ять.</p>'
    "<ol><li><p>One</p></li><li><p>Two</p></li></ol><p>" + "lighthouse-keeper " * 60 + "</p>"
)


@cache
def in_units() -> bytes:
    """Return a book of several units."""
    return parts.lay_out(book(3, paragraphs=12))[0].content


def read_in_parts(content: bytes) -> Printed:
    """Read a PDF part by part; raises :class:`ForeignError` where that cannot be."""
    of = frame(content)
    units = [
        read_unit(each.part.content, each.part.described(), of.fonts_packed, each.trees, each.elements)
        for each in of.asked
    ]
    if NOT_ALONE in units:
        raise ForeignError("not alone")
    return printed(of, [unpack_unit(unit) for unit in units])


def told(read: Printed) -> tuple[object, ...]:
    """Return all that was read, runs of the same kind on a page joined."""
    return read.count, read.places, joined(read.runs), list(read.references), sorted(read.fonts), read.parts


@cache
def as_a_whole() -> tuple[object, ...]:
    """Return all that is read of the book at once."""
    return told(read_pdf(in_units()))


def joined(runs: Sequence[Run]) -> list[Run]:
    """Join runs of the same kind on a page."""
    groups = groupby(runs, key=lambda run: (run.page, run.is_note))
    return [Run(page, is_note, "".join(run.text for run in group)) for (page, is_note), group in groups]


def test_parts_say_what_the_whole_says() -> None:
    assert told(read_in_parts(in_units())) == as_a_whole()


def test_parts_of_any_kind_of_text_say_what_the_whole_says() -> None:
    content = parts.lay_out(page(EXTRAS))[0].content

    assert told(read_in_parts(content)) == told(read_pdf(content))


def test_a_file_of_another_writer_is_read_as_a_whole() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(in_units())) as pdf:
        pdf.save(target)
    artefacts = [Artefact(name="a.pdf", media_type="application/pdf", content=target.getvalue())]

    assert begin(artefacts).excerpts == ()
    assert examine(artefacts, FACES, {}) == ()


def test_a_file_that_was_added_to_is_read_as_a_whole() -> None:
    with pytest.raises(ForeignError):
        frame(in_units() + b"1 0 obj\nnull\nendobj\n" + in_units()[-40:])


@pytest.mark.parametrize("old", [b"/Type /ObjStm", b"/Filter /FlateDecode", b"\nendstream\nendobj\n"])
def test_a_part_that_cannot_be_read_alone_is_read_with_the_whole(old: bytes) -> None:
    of = frame(in_units())
    asked = of.asked[1]
    assert old in asked.part.content
    content = asked.part.content.replace(old, old.replace(b"e", b"E", 1).replace(b"S", b"s", 1))

    read = read_unit(content, asked.part.described(), of.fonts_packed, asked.trees, asked.elements)

    assert read == NOT_ALONE


def test_a_reading_is_stale_where_a_glyph_that_it_read_means_something_else() -> None:
    artefacts = [Artefact(name="a.pdf", media_type="application/pdf", content=in_units())]
    examination = begin(artefacts)
    readings = [excerpt.function(*excerpt.arguments) for excerpt in examination.excerpts]
    assert examination.frame is not None
    fonts = examination.frame.fonts_packed
    glyph = fonts.index(b"0061>")

    def with_fonts(packed: bytes) -> tuple[int, ...]:
        assert examination.frame is not None
        return replace(examination, frame=replace(examination.frame, fonts_packed=packed)).stale(readings)

    assert with_fonts(fonts) == ()
    assert with_fonts(fonts.replace(b"beginbfchar", b"beginbfchar\\n<ffff> <0041>")) == ()
    assert with_fonts(fonts.replace(b"0061>", b"0062>")) == tuple(range(len(readings)))
    assert with_fonts(fonts[: glyph - 1] + b"<" + fonts[glyph:].replace(b"0061>", b"0062>", 1)) != ()


@given(place=st.integers(0, 2**24), byte=st.integers(1, 255))
def test_damage_is_never_read_as_something_else(place: int, byte: int) -> None:
    content = bytearray(in_units())
    content[place % len(content)] ^= byte
    try:
        read = read_in_parts(bytes(content))
    except ForeignError:
        return
    assert told(read) == as_a_whole()
