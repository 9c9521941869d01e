"""A PDF of ours is read group by group, and says then what it says as a whole."""

import io
from collections.abc import Sequence
from functools import cache
from itertools import groupby

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.check.artefacts import examination
from octavo.check.artefacts.examination import Alike
from octavo.check.artefacts.parity import Run
from octavo.check.artefacts.pdf_facts import UNREADABLE, PdfFacts, join, read_one_group, read_whole
from octavo.pdf.objects import own_groups
from octavo.pdf.values import UnreadableError
from tests.unit.check.artefacts.judging import examine, pdf
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


def facts_by_group(content: bytes) -> PdfFacts:
    """Read a PDF group by group; raises :class:`UnreadableError` where that cannot be."""
    *groups, last = own_groups(content)
    return join(last, map(read_one_group, groups))


def said(facts: PdfFacts) -> tuple[object, ...]:
    """Return all that was read, runs of the same kind on a page joined."""
    numbers = [(target, "".join(texts)) for target, texts in facts.references]
    return facts.page_count, facts.places, joined(facts.runs), numbers, sorted(map(str, facts.fonts)), facts.has


def joined(runs: Sequence[Run]) -> list[tuple[int, bool, str]]:
    """Join runs of the same kind on a page."""
    groups = groupby(runs, key=lambda run: (run.page, run.is_note))
    return [(page, is_note, "".join(text for run in group for text in run.texts)) for (page, is_note), group in groups]


def test_groups_say_what_the_whole_says() -> None:
    assert said(facts_by_group(in_units())) == said(read_whole(in_units()))


def test_groups_of_any_kind_of_text_say_what_the_whole_says() -> None:
    content = laid_out_in_units(page(EXTRAS))[0].content

    assert said(facts_by_group(content)) == said(read_whole(content))


def test_a_section_that_goes_on_in_other_groups_is_read_in_order() -> None:
    content = laid_out_in_units(reader(), pages_of_unit=0.1)[0].content

    assert len(own_groups(content)) > 5
    assert said(facts_by_group(content)) == said(read_whole(content))


def test_a_file_of_another_writer_is_read_whole() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(in_units())) as other:
        other.save(target)
    groups = [Alike(artefacts=(pdf(target.getvalue()),), faces=FACES)]

    assert next(examination.examine(groups)) == []
    assert examine(groups) == ()


def test_a_file_that_was_added_to_is_read_whole() -> None:
    with pytest.raises(UnreadableError):
        own_groups(in_units() + b"1 0 obj\nnull\nendobj\n" + in_units()[-40:])


@pytest.mark.parametrize("old", [b"/Type /ObjStm", b"/Filter /FlateDecode", b"\nendstream\nendobj\n"])
def test_a_group_that_cannot_be_read_alone_is_read_with_the_whole(old: bytes) -> None:
    first, *others, last = own_groups(in_units())
    assert old in first
    read = read_one_group(first.replace(old, old.replace(b"e", b"E", 1).replace(b"S", b"s", 1)))

    assert read == UNREADABLE
    with pytest.raises(UnreadableError):
        join(last, [read, *map(read_one_group, others)])
    groups = [Alike(artefacts=(pdf(in_units()),), faces=FACES)]
    assert examine(groups, [UNREADABLE] * (1 + len(others))) == ()


@given(place=st.integers(0, 2**24), byte=st.integers(1, 255))
def test_damage_is_never_read_as_something_else(place: int, byte: int) -> None:
    content = bytearray(in_units())
    content[place % len(content)] ^= byte

    with pytest.raises(UnreadableError):
        own_groups(bytes(content))
