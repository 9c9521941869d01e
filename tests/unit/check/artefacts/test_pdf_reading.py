"""A PDF of ours is read group by group, and says then what it says as a whole."""

import io
from functools import cache
from itertools import chain

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.artefacts import examination
from octavo.check.artefacts.examination import Alike
from octavo.check.artefacts.pdf_reading import (
    UNREADABLE,
    PdfReading,
    join,
    packed_fonts,
    read_last_group,
    read_one_group,
    read_whole,
)
from octavo.check.artefacts.printed_lines import PrintedLine
from octavo.pdf.objects import own_groups
from octavo.pdf.values import UnreadableError
from tests.unit.check.artefacts.judging import NO_BOOK, examine, pdf
from tests.unit.typeset.samples import FACES, book, page
from tests.unit.typeset.samples import in_units as laid_out_in_units
from tests.unit.typeset.test_divisions import reader

EXTRAS = (
    '<p id="e">A “quotation” (of sorts), a <a href="#p0-0">link</a> and п’ять.</p>'
    "<ol><li><p>One</p></li><li><p>Two</p></li></ol><p>" + "lighthouse-keeper " * 60 + "</p>"
)


@cache
def in_units() -> bytes:
    """Return a book of several units."""
    return laid_out_in_units(book(3, paragraphs=12))[0].content


def by_group(content: bytes) -> PdfReading:
    """Read a PDF group by group; raises :class:`UnreadableError` where that cannot be."""
    *groups, end = own_groups(content)
    last = read_last_group(end)
    fonts = packed_fonts(last)
    return join(last, [read_one_group(group, fonts) for group in groups])


def said(pdf: PdfReading) -> tuple[object, ...]:
    """Return all that was read, stretches joined: the keys of elements have no meaning of their own."""
    lines = [rounded(line) for stretch in pdf.stretches for line in stretch.lines]
    others = [(stretch.references, stretch.calls, stretch.pictures) for stretch in pdf.stretches]
    joined = tuple(tuple(chain.from_iterable(each)) for each in zip(*others, strict=True))
    seen = {line.page for stretch in pdf.stretches for line in stretch.lines}
    pages = {number: (tuple(map(round, pdf.pages[number].trim)), pdf.pages[number].faults) for number in seen}
    return pdf.places, lines, joined, pages, sorted(map(str, pdf.fonts)), pdf.has


def rounded(line: PrintedLine) -> tuple[object, ...]:
    """Return a line without the last figures of its place."""
    numbers = (round(value, 2) for value in (line.left, line.right, line.baseline, line.size))
    return line.page, bool(line.note), bool(line.block), line.text, *numbers, line.is_level


def test_groups_say_what_the_whole_says() -> None:
    assert said(by_group(in_units())) == said(read_whole(in_units()))


def test_groups_of_any_kind_of_text_say_what_the_whole_says() -> None:
    content = laid_out_in_units(page(EXTRAS))[0].content

    assert said(by_group(content)) == said(read_whole(content))


def test_a_section_that_goes_on_in_other_groups_is_read_in_order() -> None:
    content = laid_out_in_units(reader(), pages_of_unit=0.1)[0].content

    assert len(own_groups(content)) > 5
    assert said(by_group(content)) == said(read_whole(content))


def test_a_file_of_another_writer_is_read_whole() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(in_units())) as other:
        other.save(target)
    groups = [Alike(book=NO_BOOK, artefacts=(pdf(target.getvalue()),), faces=FACES)]

    assert next(examination.examine(groups)) == []
    assert examine(groups) == ()


def test_a_file_that_was_added_to_is_read_whole() -> None:
    with pytest.raises(UnreadableError):
        own_groups(in_units() + b"1 0 obj\nnull\nendobj\n" + in_units()[-40:])


@pytest.mark.parametrize("old", [b"/Type /ObjStm", b"/Filter /FlateDecode", b"\nendstream\nendobj\n"])
def test_a_group_that_cannot_be_read_alone_is_read_with_the_whole(old: bytes) -> None:
    first, *others, end = own_groups(in_units())
    assert old in first
    last = read_last_group(end)
    fonts = packed_fonts(last)
    read = read_one_group(first.replace(old, old.replace(b"e", b"E", 1).replace(b"S", b"s", 1)), fonts)

    assert read == UNREADABLE
    with pytest.raises(UnreadableError):
        join(last, [read, *(read_one_group(each, fonts) for each in others)])
    groups = [Alike(book=NO_BOOK, artefacts=(pdf(in_units()),), faces=FACES)]
    assert examine(groups, [UNREADABLE] * (1 + len(others))) == ()


@given(place=st.integers(0, 2**24), byte=st.integers(1, 255))
def test_damage_is_never_read_as_something_else(place: int, byte: int) -> None:
    content = bytearray(in_units())
    content[place % len(content)] ^= byte

    with pytest.raises(UnreadableError):
        own_groups(bytes(content))
