"""Footnotes stand on the page of their calls, in order; what has no room goes on at the foot of the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import FONT_ASSETS, FONT_CSS

STYLE = (
    FONT_CSS
    + """@page { size: 60mm 84mm; margin: 6mm }
@page { @footnote { border-top: 0.3pt solid; margin-top: 4pt; padding-top: 3pt } }
html { font: 8pt/10pt Literata } body { margin: 0 } p { margin: 0; orphans: 2; widows: 2 }
.footnote { float: footnote; font-size: 6pt; line-height: 7.5pt; text-align: left }
.footnote::footnote-call { content: none } .footnote::footnote-marker { content: none }
.new-page { break-before: page }
"""
)


@dataclass(frozen=True)
class Printed:
    """The words of one page: of its text and of its notes, and how far the text reaches into the notes, in px."""

    text: list[str]
    notes: list[str]
    overlap: float


def note(number: int, words: int) -> str:
    """Return a call, and its note of so many words: ``n3w0 n3w1 …``."""
    inside = " ".join(f"n{number}w{word}" for word in range(words))
    return f' call{number}<span class="footnote" id="n{number}">{inside}</span>'


def laid_out(body: str, css: str = "") -> list[Printed]:
    """Return what is printed on each page of ``body``."""
    with layout_engine():
        from octavo.typeset.engine.box_tree import page_box
        from octavo.typeset.layout_session import LayoutSession

        session = LayoutSession(STYLE + css, FONT_ASSETS)
        text = f'<html lang="en-GB"><head><title>N</title></head><body>{body}</body></html>'
        return [printed(page_box(page)) for page in session.render(text).pages]


def printed(page: Any) -> Printed:  # noqa: ANN401 -- a box of WeasyPrint
    """Read one page."""
    from octavo.typeset.engine.box_tree import is_kind

    root, *others = page.children
    text, notes = list(lines(root)), [line for box in others if is_kind(box, "FootnoteAreaBox") for line in lines(box)]
    ends = [line.position_y + line.height for line in text]
    overlap = max(ends) - min(line.position_y for line in notes) if ends and notes else 0.0
    end = page.content_box_y() + page.height
    past = max((line.position_y + line.height - end for line in (*text, *notes)), default=0.0)
    return Printed(words(text), words(notes), max(overlap, past))


def lines(box: Any) -> Iterator[Any]:  # noqa: ANN401 -- the same
    """Yield the lines of text in ``box``."""
    from octavo.typeset.engine.box_tree import in_place, is_kind

    box = in_place(box)
    if is_kind(box, "LineBox"):
        yield box
    else:
        for child in box.children:
            yield from lines(child)


def words(found: Sequence[Any]) -> list[str]:
    """Return the words of some lines."""
    texts = [" ".join(box.text for box in line.descendants() if hasattr(box, "text")) for line in found]
    return " ".join(texts).split()


lengths = st.one_of(st.integers(1, 12), st.integers(1, 60), st.integers(60, 400), st.sampled_from([900, 3000]))
runs = st.tuples(st.integers(1, 60), st.lists(lengths, max_size=3))
paragraphs = st.lists(st.lists(runs, min_size=1, max_size=4), min_size=1, max_size=6)


@settings(max_examples=20)
@given(paragraphs)
def test_every_note_is_printed_once_in_order_and_begins_where_it_is_called(
    text: list[list[tuple[int, list[int]]]],
) -> None:
    number, body = 0, []
    counts: list[int] = []
    for runs in text:
        body.append("<p>")
        for count, found in runs:
            body.append(" text" * count)
            for words in found:
                body.append(note(len(counts), words))
                counts.append(words)
        body.append("</p>")

    pages = laid_out("".join(body))

    expected = [f"n{number}w{word}" for number, count in enumerate(counts) for word in range(count)]
    assert [word for page in pages for word in page.notes] == expected
    assert all(page.overlap < 0.01 for page in pages)
    assert all(page.text for page in pages[: max(i for i, page in enumerate(pages) if page.text) + 1])
    for number in range(len(counts)):
        called = next(place for place, page in enumerate(pages) if f"call{number}" in page.text)
        begun = next(place for place, page in enumerate(pages) if f"n{number}w0" in page.notes)
        # Nothing fits where the notes before it go on beyond the page.
        before = [f"n{number - 1}w{counts[number - 1] - 1}" in page.notes for page in pages] if number else []
        assert called <= begun
        assert begun == called or before.index(True) >= begun - 1
