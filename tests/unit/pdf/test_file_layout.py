"""A file is its groups of objects and a table of where they are, which other readers understand and ours proves."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.pdf.file_layout import CATALOGUE, INFORMATION, PAGES, ObjectGroup, Stream, flate, write_file, write_group
from octavo.pdf.objects import GroupObjects, own_groups
from octavo.pdf.syntax import name_tree, text_string
from octavo.pdf.values import PdfReference, UnreadableError, parse

LAST = {
    CATALOGUE: b"<</Type /Catalog/Pages %d 0 R>>" % PAGES,
    PAGES: b"<</Type /Pages/Kids [%d 0 R]/Count 1>>" % (INFORMATION + 1),
    INFORMATION: b"<<>>",
    INFORMATION + 1: b"<</Type /Page/Parent %d 0 R/MediaBox [0 0 9 9]/Resources <<>>>>" % PAGES,
}


def file_of(counts: list[tuple[int, int]]) -> tuple[bytes, list[ObjectGroup]]:
    """Return a file with a group for each pair: how many plain objects and how many streams it has."""
    groups: list[ObjectGroup] = []
    number = 16
    for plain, streams in counts:
        objects = {number + place: b"[%d]" % (number + place) for place in range(plain)}
        number += plain
        some = [flate(number + place, b"/N %d" % place, b"stream %d" % place) for place in range(streams)]
        number += streams
        groups.append(write_group(objects, some, number))
        number = -(-(number + 1) // 256) * 256
    # qpdf takes a file for damaged that has more numbers of objects than a third of its bytes.
    oil = b"oil" * number
    groups.append(write_group(LAST, [Stream(number, b"<</Length %d>>" % len(oil), oil)], number + 1))
    return write_file(groups), groups


@given(st.lists(st.tuples(st.integers(1, 600), st.integers(0, 3)), max_size=4))
def test_every_object_is_where_the_file_says(counts: list[tuple[int, int]]) -> None:
    content, groups = file_of(counts)

    assert own_groups(content) == tuple(group.content for group in groups)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for group in groups:
            objects = GroupObjects(group.content)
            assert objects.group() == group
            for number in objects.numbers():
                found = pdf.get_object(number, 0)
                if number >= 16 and number in objects.plain:
                    assert [int(found[0])] == objects.value(number) == [number]
                elif number >= 16 and number != objects.holder:
                    assert found.read_bytes() == objects.content(number)


def test_a_group_that_did_not_change_keeps_its_bytes() -> None:
    before, after = own_groups(file_of([(40, 1), (30, 2)])[0]), own_groups(file_of([(200, 1), (30, 2)])[0])

    assert before[0] != after[0]
    assert before[1] == after[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"%%EOF\n", b"%%EOF"),
        (b"%%EOF\n", b"%%EOF\n\n"),
        (b"/Root 1", b"/Root 2"),
        (b"%PDF-1.7", b"%PDF-1.6"),
        (b"/XRef", b"/Xref"),
        (b"oil\n", b"oik\n"),
    ],
)
def test_a_file_that_we_would_not_write_is_none_of_ours(old: bytes, new: bytes) -> None:
    content, _ = file_of([(3, 1)])
    assert old in content

    with pytest.raises(UnreadableError):
        own_groups(content.replace(old, new))


def test_what_is_not_in_a_group_is_refused() -> None:
    objects = GroupObjects(file_of([(3, 1)])[1][0].content)

    for number in (1, 16):
        with pytest.raises(UnreadableError):
            objects.content(number)
    with pytest.raises(UnreadableError):
        objects.value(1)
    assert (16 in objects, 19 in objects, 1 in objects) == (True, True, False)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_read_as_it_was_written(text: str) -> None:
    assert parse(text_string(text)) == text


def test_a_name_tree_is_sorted_by_the_bytes_of_its_names() -> None:
    tree = parse(name_tree({"é": b"3 0 R", "b": b"2 0 R", "a": b"1 0 R"}))

    assert tree == {"Names": ["a", PdfReference(1), "b", PdfReference(2), "é", PdfReference(3)]}
