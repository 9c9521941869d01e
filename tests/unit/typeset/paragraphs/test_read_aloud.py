"""Whoever reads the finished file, by eye or by a program, finds the same words, tags and links as in greedy lines."""

import io
import re
from collections.abc import Sequence
from itertools import groupby

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.pdf_document import read_pdf
from tests.unit.typeset.paragraphs.whole_and_greedy import without_paragraphs
from tests.unit.typeset.samples import SENTENCE, in_units, page

WORDS = st.lists(
    st.sampled_from(
        [*SENTENCE.split(), "incomprehensibilities", "well-known", "1934–38", "p.\u00a012", "naïve", "a—b"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
PARTS = st.one_of(
    WORDS,
    WORDS.map("<em>{}</em>".format),
    WORDS.map("<b>{}</b>".format),
    WORDS.map("<code>{}</code>".format),
    WORDS.map('<a href="#only">{}</a>'.format),
    WORDS.map('un<span lang="de">{}</span>'.format),
    st.integers(1, 99).map('<sup><a href="#only">{}</a></sup>'.format),
)
PARAGRAPHS = st.lists(PARTS, min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    PARAGRAPHS.map("<p>{}</p>".format),
    PARAGRAPHS.map('<p style="text-align: left; width: 14em">{}</p>'.format),
    PARAGRAPHS.map("<ul><li>{}</li></ul>".format),
    PARAGRAPHS.map("<table><tbody><tr><td>{}</td><td>x</td></tr></tbody></table>".format),
)


def words(content: bytes) -> Sequence[str]:
    """Return the words that a program extracts, with divided ones joined, without hyphens, and those beside a dash.

    The program tells a hyphen at the end of a line, which may be any, apart from others.
    """
    text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(content))
    return re.sub("[-\u2010\ufffe\u0002]\\s*|(?<=[–—])\\s+", "", text).split()


def aloud(content: bytes) -> Sequence[tuple[tuple[str, ...], str]]:
    """Return the letters in each structure element, by the types of those around it."""
    runs = groupby(read_pdf(content).pieces, key=lambda piece: piece.roles)
    return [(roles, re.sub("\u2010|\\s", "", "".join(piece.text for piece in pieces))) for roles, pieces in runs]


def links(content: bytes) -> Sequence[str]:
    """Return where the active areas of a file lead, each once for parts of one link."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        areas = [str(area.get("/Dest", "")) for sheet in pdf.pages for area in sheet.get("/Annots", [])]
    return sorted(set(areas))


@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_words_tags_and_links_are_those_of_greedy_lines(blocks: list[str]) -> None:
    rendition = page("".join(blocks))

    whole, _ = in_units(rendition)
    with pytest.MonkeyPatch.context() as patch:
        without_paragraphs(patch)
        greedy, _ = in_units(rendition)

    assert words(whole.content) == words(greedy.content)
    assert aloud(whole.content) == aloud(greedy.content)
    assert links(whole.content) == links(greedy.content)
