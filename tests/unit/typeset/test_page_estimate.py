"""Where things probably stand, and which units can be laid out before that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from octavo.model.output import Rendition, Unit
from octavo.typeset.page_estimate import guess_pages
from octavo.typeset.pagination import Sides
from tests.unit.typeset.samples import SENTENCE, book

PARAGRAPH = f"<p>{SENTENCE * 4}</p>"


def unit(name: str, *, paragraphs: int, refers_to: Sequence[str] = ()) -> Unit:
    numbers = "".join(f'<span class="page-number" data-target="{target}">000</span>' for target in refers_to)
    body = f'<section id="{name}"><h1>Head</h1>{PARAGRAPH * paragraphs}<p id="{name}-end">{numbers}</p></section>'
    return Unit(id=name, kind="chapter", matter="main", title="Head", body=body, language="en-GB")


def rendition(*units: Unit) -> Rendition:
    return replace(book(), units=units)


def pages_of(count: int, *anchors: str) -> Sides:
    facts: Mapping[str, object] = {"pages": range(count), "anchors": [[anchor, 0, 0, 0] for anchor in anchors]}
    return {"recto": facts, "verso": facts}


LONG = 150
"""Paragraphs that fill some forty pages."""


def test_longer_text_is_guessed_to_be_longer() -> None:
    guess = guess_pages(
        rendition(unit("short", paragraphs=2), unit("long", paragraphs=LONG), unit("end", paragraphs=1))
    )

    assert guess.sizes["short"] == 1
    assert 25 < guess.sizes["long"] < 75
    assert guess.pages.page("end") == 2 + guess.sizes["long"]


def test_the_guess_learns_from_what_is_known() -> None:
    units = [unit(name, paragraphs=LONG) for name in ("one", "two")]
    blind = guess_pages(rendition(*units))
    taught = guess_pages(rendition(*units), {"one": pages_of(2 * blind.sizes["one"], "one")})

    assert abs(taught.sizes["two"] - taught.sizes["one"]) <= 1
    assert taught.is_taught
    assert not blind.is_taught


def test_there_is_no_doubt_about_what_is_known() -> None:
    units = [unit(name, paragraphs=LONG, refers_to=["one", "three"]) for name in ("one", "two", "three")]
    guess = guess_pages(rendition(*units), {"one": pages_of(40, "one"), "two": pages_of(50, "two")})

    assert "one" not in guess.doubts
    assert "two" not in guess.doubts
    assert guess.doubts["three"] >= 1


def test_numbers_far_from_another_length_are_laid_out_first() -> None:
    parts = [unit(f"part-{number}", paragraphs=20) for number in range(40)]
    pages = guess_pages(rendition(*parts)).pages
    near = next(part.id for part in parts if (pages.page(part.id) or 0) > 95)
    sure = unit("sure", paragraphs=LONG, refers_to=["part-1", "sure"])
    unsure = unit("unsure", paragraphs=LONG, refers_to=["part-1", near])
    guess = guess_pages(rendition(*parts, sure, unsure))

    assert guess.next_wave((sure, unsure)) == (sure,)


def test_the_surest_go_first_where_there_is_no_example() -> None:
    units = [unit(f"part-{number}", paragraphs=LONG, refers_to=["part-2-end"]) for number in range(4)]
    guess = guess_pages(rendition(*units))
    first = guess.next_wave(units)

    assert 0 < len(first) < len(units) or guess.safety(units[0]) >= 1


def test_all_are_laid_out_where_none_is_sure() -> None:
    units = [unit(f"part-{number}", paragraphs=60, refers_to=["edge"]) for number in range(8)]
    edge = unit("edge", paragraphs=60)
    known = {"part-0": pages_of(85, "part-0")}
    guess = guess_pages(rendition(*units, edge), known)
    doubtful = replace(guess, doubts=dict.fromkeys(guess.doubts, 1000.0))

    assert doubtful.next_wave(units[1:]) == tuple(units[1:])


def test_numbers_of_places_that_are_nowhere_are_sure() -> None:
    lost = unit("one", paragraphs=1, refers_to=["nowhere"])

    assert guess_pages(rendition(lost)).safety(lost) > 1
