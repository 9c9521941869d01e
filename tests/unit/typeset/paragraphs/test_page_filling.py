"""Pages that end early are filled by paragraphs in more or fewer lines; none is worse for it, and nothing is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from octavo.model.line_rules import LineRules
from octavo.typeset.paragraphs.paragraph import UnbrokenParagraph
from octavo.typeset.paragraphs.planned_lines import PlannedLine
from octavo.typeset.paragraphs.ways import LineStretch
from octavo.typeset.system import layout_engine
from tests.examples import examples
from tests.unit.typeset.samples import FONT_ASSETS, FONT_CSS, SENTENCE
from tests.unit.typeset.test_note_area import lines as lines_in
from tests.unit.typeset.test_note_area import note, words

LINE = 20.0
STYLE = (
    FONT_CSS
    + """@page { size: 340px 360px; margin: 20px }
/* A number of pages is known at the end alone: the engine then makes all pages once more. */
@page { @bottom-center { content: counter(pages); font: 8px/10px Literata } }
html { font: 14px/20px Literata; hyphens: auto; orphans: 2; widows: 2 } body { margin: 0 }
p { margin: 0; text-align: justify; text-indent: 1em } .ragged { text-align: left }
h2 { break-after: avoid; font: 14px/20px Literata; margin: 20px 0 0 } .new-page { break-before: page }
.footnote { float: footnote; font-size: 10px; line-height: 12.5px }
.footnote::footnote-call { content: none } .footnote::footnote-marker { content: none }
"""
)
AS_THEY_FALL = LineRules(page_space=0)


@dataclass(frozen=True)
class Pages:
    """The words of the text and of the notes in order, the lines of each page, and what is wrong with the pages.

    ``short`` are the pages that end early for want of room alone; a line is ``wide`` that runs out of the page, and
    ``astray`` if it is one of a note that does not stand in the area for notes, below its rule.
    """

    text: Sequence[str]
    notes: Sequence[str]
    lines: Sequence[Sequence[str]]
    short: int
    wide: int
    astray: int


def laid_out(body: str, *rules: LineRules) -> list[Pages]:
    """Return the pages of ``body`` by each of some rules, laid out by sessions of their own."""
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession

        return [pages_of(LayoutSession(STYLE, FONT_ASSETS, each), body) for each in rules]


def pages_of(session: Any, body: str) -> Pages:  # noqa: ANN401 -- to be imported inside the engine's door only
    """Lay out ``body`` in ``session``."""
    from octavo.typeset.engine.box_tree import is_kind, page_box

    text = f'<html lang="en-GB"><head><title>Pages</title></head><body>{body}</body></html>'
    pages = [page_box(page) for page in session.render(text).pages]
    found = []
    short = wide = astray = 0
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        root, *others = page.children
        notes = [area for area in others if is_kind(area, "FootnoteAreaBox")]
        set_lines = list(lines_in(root))
        bottom = page.content_box_y() + page.height - sum(area.margin_height() for area in notes)
        end = max((line.position_y + line.height for line in set_lines), default=bottom)
        ends_early = bottom - end > LINE - 0.01
        short += ends_early and following is not None and not begins_page(following)
        wide += sum(
            box.position_x + box.width > page.content_box_x() + page.width + 0.01
            for line in set_lines
            for box in line.descendants()
            if hasattr(box, "text")
        )
        for area in notes:
            top = area.content_box_y() - 0.01
            astray += sum(not top < line.position_y < top + area.height for line in lines_in(area))
        found.append((set_lines, [line for area in notes for line in lines_in(area)]))
    return Pages(
        text=words([line for text_lines, _ in found for line in text_lines]),
        notes=words([line for _, note_lines in found for line in note_lines]),
        lines=[[" ".join(words([line])) for line in text_lines] for text_lines, _ in found],
        short=short,
        wide=wide,
        astray=astray,
    )


def begins_page(page: Any) -> bool:  # noqa: ANN401 -- a box of WeasyPrint
    """Whether the text asks for the break before ``page``."""
    return next(page.children[0].descendants()).element_tag == "body" and "NEW" in words(list(lines_in(page)))[:1]


def letters(found: Pages) -> str:
    """Return the text without what line ends may add."""
    return "".join(found.text).replace("\u2010", "").replace("-", "")


TEXT = (SENTENCE * 8).split()
paragraph = st.tuples(st.sampled_from(["p", "p", "p", "ragged", "h2"]), st.integers(1, 90), st.integers(0, 12))
chapters = st.lists(paragraph, min_size=4, max_size=30)


def written(chapter: Sequence[tuple[str, int, int]]) -> str:
    """Return the markup of paragraphs of so many words; some call a note, and some headings begin a page."""
    body = []
    for number, (kind, count, extra) in enumerate(chapter):
        inside = " ".join(TEXT[extra : extra + count])
        if kind == "h2":
            body.append(f'<h2 class="new-page">NEW {extra}</h2>' if extra == 0 else f"<h2>Head {extra}</h2>")
        else:
            called = note(number, 3 * extra) if extra > 9 else ""
            body.append(f'<p class="{kind}">{inside}{called}.</p>')
    return "".join(body)


# A page where all is again as it was, behind one on which a note that went on overleaf has room.
NOTE_AT_ITS_END = [
    *(("p", 30, 11), ("p", 38, 5), ("p", 80, 3), ("h2", 86, 12), ("p", 73, 11), ("p", 69, 9), ("p", 69, 10)),
    *(("h2", 49, 12), ("p", 56, 3), ("p", 68, 0), ("h2", 33, 11), ("h2", 23, 6), ("p", 64, 11)),
]


@settings(max_examples=examples(12), deadline=None)
@given(chapters)
@example(NOTE_AT_ITS_END)
def test_no_more_pages_end_early_and_nothing_is_lost(chapter: list[tuple[str, int, int]]) -> None:
    plain, filled = laid_out(written(chapter), AS_THEY_FALL, LineRules(page_space=2))

    assert letters(filled) == letters(plain)
    assert filled.notes == plain.notes
    assert filled.wide == filled.astray == 0
    assert filled.short <= plain.short
    assert len(filled.lines) <= len(plain.lines)


def test_notes_stay_below_their_rule_where_a_page_is_made_again_in_vain() -> None:
    # The places of calls, and how many words each note has.
    called = {17: 3, 21: 5, 27: 14, 49: 8, 64: 9, 66: 3, 71: 13, 82: 14, 125: 5, 128: 10}
    numbers = list(called)
    marked = [
        word + (note(numbers.index(place), called[place]) if place in called else "")
        for place, word in enumerate((*TEXT[:79], *TEXT[:71]))
    ]
    body = f"<p>{' '.join(marked[:79])}</p><p>{' '.join(marked[79:])}</p><h2>Head</h2>"

    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession

        # Without the number of pages nothing is made once more at the end.
        style = STYLE.replace("counter(pages)", "counter(page)")
        assert pages_of(LayoutSession(style, FONT_ASSETS, LineRules(page_space=2)), body).astray == 0


COUNTS = (31, 35, 55, 47, 62, 52, 76, 83, 44, 29, 38, 71, 26)
BOOK = [(kind, count, extra) for kind, extra in (("p", 1), ("ragged", 3), ("p", 8)) for count in COUNTS]


def test_pages_are_filled_and_in_every_session_alike() -> None:
    body = written(BOOK)

    plain, filled, generous = laid_out(body, AS_THEY_FALL, LineRules(page_space=2), LineRules(page_space=2.5))

    assert generous.short < filled.short < plain.short
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession

        session = LayoutSession(STYLE, FONT_ASSETS, LineRules(page_space=2))
        # The same paragraphs elsewhere, which are remembered.
        pages_of(session, written(BOOK[5:]))
        assert pages_of(session, body) == filled


def test_no_ragged_paragraph_is_made_longer_by_lines_that_all_stay_short(monkeypatch: pytest.MonkeyPatch) -> None:
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession
        from octavo.typeset.paragraphs.planning import Planner

        planned: list[tuple[Planner, UnbrokenParagraph]] = []
        plan = Planner.plan

        def noting(self: Planner, paragraph: UnbrokenParagraph, *given: Any) -> Sequence[PlannedLine]:  # noqa: ANN401 -- the rest
            planned.append((self, paragraph))
            return plan(self, paragraph, *given)

        monkeypatch.setattr(Planner, "plan", noting)
        pages_of(LayoutSession(STYLE, FONT_ASSETS, LineRules(page_space=2)), written([("ragged", 90, 3)]))
        planner, paragraph = planned[0]
        filled = []
        for measure in range(200, 400, 2):
            stretch = LineStretch(0, measure, 0.0)
            if planner.price(paragraph, stretch, 1) is not None:
                lines = planner.plan(paragraph, stretch, 1)[:-1]
                filled.append(sum(run.width for line in lines for run in line.runs) / len(lines) / measure)

    assert 3 < len(filled) < 97
    assert min(filled) > 0.87
