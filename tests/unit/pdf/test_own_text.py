"""What is not as we write it is never read as if it were: a wrong word of a page would be blamed on the author."""

from collections.abc import Mapping

import pytest

from octavo.pdf.file_layout import CATALOGUE, DOCUMENT, FONTS, PAGES, Stream, write_group
from octavo.pdf.objects import GroupObjects
from octavo.pdf.own_text import in_reading_order, page_numbers, read_group
from octavo.pdf.values import UnreadableError

TREE, PAGE, ELEMENT, CONTENT = 20, 21, 22, 30
GROUP: Mapping[int, bytes] = {
    TREE: b"<</Type /Pages/Parent %d 0 R/Kids [%d 0 R]/Count 1>>" % (PAGES, PAGE),
    PAGE: b"<</Type /Page/Parent %d 0 R/MediaBox [0 0 9 9]/Resources <</Font %d 0 R>>/Contents %d 0 R>>"
    % (TREE, FONTS, CONTENT),
    ELEMENT: b"<</S /P/P %d 0 R/Pg %d 0 R/K 0>>" % (DOCUMENT, PAGE),
    23: b"[1 2]",
}
LAST: Mapping[int, bytes] = {
    CATALOGUE: b"<</Type /Catalog/Pages %d 0 R/StructTreeRoot 10 0 R>>" % PAGES,
    PAGES: b"<</Type /Pages/Kids [%d 0 R]/Count 1>>" % TREE,
    10: b"<</Type /StructTreeRoot/K %d 0 R>>" % DOCUMENT,
    DOCUMENT: b"<</S /Document/P 10 0 R/K [%d 0 R]>>" % ELEMENT,
}


def group(objects: Mapping[int, bytes], drawing: bytes = b"") -> bytes:
    """Return a group of a file with these objects."""
    stream = Stream(CONTENT, b"<</Length %d>>" % len(drawing), drawing)
    return write_group(dict(sorted(objects.items())), [stream], CONTENT + 1).content


def last(document: bytes = LAST[DOCUMENT]) -> GroupObjects:
    return GroupObjects(group({**LAST, DOCUMENT: document}))


def test_a_group_of_ours_is_read() -> None:
    read = read_group(group(GROUP), {})

    assert read.trees == {TREE: [PAGE]}
    assert list(read.pages) == [PAGE]
    assert [len(items) for items in read.elements.values()] == [1]


@pytest.mark.parametrize(
    ("changes", "drawing"),
    [
        ({TREE: GROUP[TREE].replace(b"21 0", b"99 0")}, b""),
        ({24: b"<</Type /Font/Subtype /Type1/BaseFont /Helvetica>>"}, b""),
        ({PAGE: GROUP[PAGE].replace(b"/Font 9 0 R", b"/Font <<>>")}, b""),
        ({}, b"BT /Other 12 Tf (Oil) Tj ET"),
        ({ELEMENT: GROUP[ELEMENT].replace(b"/Pg 21", b"/Pg 99")}, b""),
    ],
    ids=["a page elsewhere", "a font", "fonts of a page", "an unknown font", "content of a page elsewhere"],
)
def test_what_is_not_as_we_write_it_is_not_read(changes: Mapping[int, bytes], drawing: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_group(group({**GROUP, **changes}, drawing), {})


def test_elements_are_read_where_the_last_group_has_them() -> None:
    assert list(in_reading_order(last(), [{ELEMENT: ["Oil."]}])) == ["Oil."]
    assert page_numbers(last(), [{TREE: [PAGE]}]) == {PAGE: 1}


def test_an_element_that_is_missing_is_no_silence() -> None:
    with pytest.raises(UnreadableError):
        list(in_reading_order(last(), [{}]))
    with pytest.raises(UnreadableError):
        page_numbers(last(), [{}])


def test_the_last_group_shows_nothing_itself() -> None:
    own = b"<</S /P/P 10 0 R/Pg 21 0 R/K 0>>"

    with pytest.raises(UnreadableError):
        list(in_reading_order(last(own), [{}]))
