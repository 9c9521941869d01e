"""Printed page numbers change the pages that they tell of: units are laid out until they are true."""

import re
from collections.abc import Callable, Sequence

import pytest

from octavo.codec import pack
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin
from octavo.model.work import Call
from octavo.typeset.facts import Anchor, LaidOut
from octavo.typeset.typesetting import typeset
from octavo.typeset.worker import SessionReport
from tests.unit.typeset.samples import book, facts

MOVING = "chapter-1-p0"
"""A place whose page the second chapter prints; here it stands at the end of that very chapter."""

NUMBER = re.compile(rf'data-target="{MOVING}">(0+)<'.encode())
IDENTIFIER = re.compile(rb' id="([^"]+)"')


def rounds(pages: Callable[[int], int]) -> list[list[str]]:
    """Lay out a book whose second chapter has as many pages as are returned for the digits of the number in it.

    It begins on page 4. Return which units were asked for in each round.
    """
    work = typeset(book(2), name="lamp", origin=Origin("content/lamp/book.yaml"))
    next(work)
    calls: Sequence[Call] = work.send([pack(SessionReport(has_fonts=True, messages=()))])
    asked: list[list[str]] = []
    while not calls[-1].name.endswith("placed"):
        asked.append([call.name for call in calls])
        calls = work.send([laid_out(call, pages) for call in calls])
    return asked


def laid_out(call: Call, pages: Callable[[int], int]) -> bytes:
    """Return a unit of one page with all its anchors; or of several, with the place that moves on the last."""
    source = call.arguments[2]
    assert isinstance(source, bytes)
    numbers = NUMBER.findall(source)
    count = pages(len(numbers[0])) if numbers else 1
    anchors = [Anchor(name.decode(), 0, 0.0, 0.0) for name in IDENTIFIER.findall(source) if name.decode() != MOVING]
    if numbers:
        anchors.append(Anchor(MOVING, count - 1, 0.0, 0.0))
    return pack(LaidOut(recto=facts(count, anchors=anchors), verso=None))


def test_a_book_whose_numbers_have_their_room_is_laid_out_once() -> None:
    assert rounds(lambda _: 2) == [["lamp/contents", "lamp/chapter-1", "lamp/chapter-2"]]


def test_a_unit_is_laid_out_again_where_a_number_has_another_length_and_no_other_is() -> None:
    assert rounds(lambda _: 12) == [["lamp/contents", "lamp/chapter-1", "lamp/chapter-2"], ["lamp/chapter-2"]]


def test_page_numbers_that_never_settle_are_told() -> None:
    with pytest.raises(Faulty, match=r"content/lamp/book\.yaml: error OC505"):
        rounds(lambda digits: 12 if digits == 1 else 2)


def test_a_damaged_result_is_asked_for_once_more() -> None:
    work = typeset(book(2))
    (call,) = next(work)

    (again,) = work.send([b"damaged"])

    assert (again.function, again.arguments) == (call.function, call.arguments)
    assert (call.is_fresh, again.is_fresh) == (False, True)


def test_a_style_sheet_without_fonts_is_told_before_anything_is_laid_out() -> None:
    work = typeset(book(2))
    next(work)

    with pytest.raises(Faulty, match="OC503"):
        work.send([pack(SessionReport(has_fonts=False, messages=()))])
