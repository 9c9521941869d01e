"""Pages begin where those of an earlier printing began, in a text that was corrected since."""

import random
from collections.abc import Sequence
from typing import Any

from octavo.model.output import Unit
from octavo.model.printing import PageBreak
from octavo.typeset.facts import UnitLayout
from octavo.typeset.system import layout_engine
from octavo.typeset.unit_document import unit_source
from tests.unit.typeset.paragraphs.test_page_filling import STYLE
from tests.unit.typeset.samples import FONT_ASSETS, SENTENCE, book
from tests.unit.typeset.test_note_area import note

WORDS = (SENTENCE * 8).split()
TRIALS = 14
LENGTHS = (70, 95, 40, 120, 55, 30, 88, 64, 101, 47, 76, 59)


def text_of(paragraphs: Sequence[Sequence[str]]) -> str:
    """Return the markup of paragraphs with a heading, a note and a list among them."""
    body = [f'<p id="p{number}">{" ".join(each)}</p>' for number, each in enumerate(paragraphs)]
    body[2] = body[2].replace("</p>", f"{note(1, 4)}</p>")
    body[4:4] = ['<h2 id="head">A heading</h2>']
    body[7:7] = [
        '<ul id="list"><li id="item">one thing</li><li>another thing that takes a line and more of it</li></ul>'
    ]
    return "".join(body)


def opened() -> Any:  # noqa: ANN401 -- to be imported inside the engine's door only
    """Return a session."""
    from octavo.typeset.layout_session import LayoutSession

    # There is room for a line more at the foot, above the number.
    return LayoutSession(STYLE.replace("340px 360px; margin: 20px", "340px 420px; margin: 20px 20px 80px"), FONT_ASSETS)


def laid_out(session: Any, body: str, held: Sequence[PageBreak] = ()) -> UnitLayout:  # noqa: ANN401 -- the same
    """Lay a text out with pages held."""
    from octavo.typeset.block_lines import read_layout

    anchors = (*(f"p{number}" for number in range(len(LENGTHS))), "head", "list", "item")
    unit = Unit(id="u", kind="chapter", matter="main", title="", body=body, language="en-GB", anchors=anchors)
    return read_layout(session.render(unit_source(book(1), unit, held=held).decode()).pages)


def corrected(paragraphs: Sequence[Sequence[str]], chance: random.Random) -> tuple[list[list[str]], int, int, int]:
    """Return the text with words replaced, added or taken out, and where: paragraph, letters before, letters more."""
    made = [list(each) for each in paragraphs]
    number, kind = chance.randrange(len(made)), chance.randrange(3)
    place = chance.randrange(5, len(made[number]) - 10)
    old = 1 if kind == 0 else 0 if kind == 1 else chance.randint(1, 8)
    new = chance.choices(WORDS, k=(1, chance.randint(1, 10), 0)[kind])
    gone = made[number][place : place + old]
    made[number][place : place + old] = new
    return made, number, len("".join(made[number][:place])), len("".join(new)) - len("".join(gone))


def place_of(each: PageBreak) -> tuple[int, int]:
    """Return the paragraph and the offset in it with which a page begins."""
    others = {"head": (3, 10_000), "list": (5, 10_000), "item": (5, 10_001)}
    return others.get(each.block) or (int(each.block.removeprefix("p")), each.offset)


def test_a_text_that_has_not_changed_is_laid_out_as_it_was() -> None:
    paragraphs = [WORDS[:length] for length in LENGTHS]
    with layout_engine():
        session = opened()
        layout = laid_out(session, text_of(paragraphs))

        assert laid_out(session, text_of(paragraphs), layout.breaks[1:]) == layout


def test_after_a_correction_of_a_sentence_the_pages_behind_it_begin_as_before() -> None:
    chance = random.Random(4)  # noqa: S311 -- no secret is made with it
    paragraphs = [WORDS[number : number + length] for number, length in enumerate(LENGTHS)]
    at_once = later = unheld = 0
    with layout_engine():
        session = opened()
        breaks = laid_out(session, text_of(paragraphs)).breaks
        for _ in range(TRIALS):
            made, number, before, more = corrected(paragraphs, chance)
            wanted = [
                each._replace(offset=each.offset + more)
                if each.block == f"p{number}" and each.offset > before
                else each
                for each in breaks[1:]
            ]
            found = laid_out(session, text_of(made), wanted).breaks
            without = laid_out(session, text_of(made)).breaks
            ends, *behind = [each for each in wanted if place_of(each) > (number, before)] or [breaks[0]]
            at_once += ends not in found
            later += len(set(behind) - set(found))
            unheld += len(set(behind) - set(without))

    assert len(breaks) > 5
    assert later == 0
    assert at_once <= TRIALS / 5
    assert unheld >= TRIALS / 2


def test_where_a_correction_is_far_too_long_or_short_pages_before_it_stay_and_others_come_back() -> None:
    # Seventy words are some ten lines, for which full pages have no room; fifty words less leave room that stays free.
    paragraphs = [WORDS[number : number + length] for number, length in enumerate(LENGTHS)]
    longer, shorter = ([list(each) for each in paragraphs] for _ in range(2))
    longer[4][20:20] = WORDS[:70]
    del shorter[4][5:55]
    with layout_engine():
        session = opened()
        breaks = laid_out(session, text_of(paragraphs)).breaks
        over = laid_out(session, text_of(longer), breaks[1:]).breaks
        under = laid_out(session, text_of(shorter), breaks[1:]).breaks

    before = [each for each in breaks if place_of(each)[0] < 4]
    behind = [each for each in breaks if place_of(each)[0] > 6]
    assert list(over[: len(before)]) == list(under[: len(before)]) == before
    assert len(over) > len(breaks)
    assert len(behind) > 2
    assert list(under[-len(behind) :]) == behind
