"""Where things probably stand, and which units can be laid out before that is known."""

from collections.abc import Sequence
from dataclasses import replace

from octavo.model.output import Rendition, Unit
from octavo.typeset.page_estimate import estimate_pages
from octavo.typeset.pagination import Extent, Extents
from tests.unit.typeset.samples import SENTENCE, book

PARAGRAPH = f"<p>{SENTENCE * 4}</p>"


def unit(name: str, *, paragraphs: int, refers_to: Sequence[str] = ()) -> Unit:
    numbers = "".join(f'<span class="page-number" data-target="{target}">000</span>' for target in refers_to)
    body = f'<section id="{name}"><h1>Head</h1>{PARAGRAPH * paragraphs}<p id="{name}-end">{numbers}</p></section>'
    return Unit(id=name, kind="chapter", matter="main", title="Head", body=body, language="en-GB")


def rendition(*units: Unit) -> Rendition:
    return replace(book(), units=units)


def pages_of(count: int, *anchors: str) -> Extents:
    extent = Extent(pages=count, anchors=tuple((anchor, 0) for anchor in anchors))
    return Extents(recto=extent, verso=extent)


LONG = 150
"""Paragraphs that fill some forty pages."""


def test_longer_text_is_estimated_to_be_longer() -> None:
    estimate = estimate_pages(
        rendition(unit("short", paragraphs=2), unit("long", paragraphs=LONG), unit("end", paragraphs=1))
    )

    assert estimate.sizes["short"] == 1
    assert 25 < estimate.sizes["long"] < 75
    assert estimate.pages.page("end") == 2 + estimate.sizes["long"]


def test_the_estimate_learns_from_what_is_known() -> None:
    units = [unit(name, paragraphs=LONG) for name in ("one", "two")]
    blind = estimate_pages(rendition(*units))
    by_example = estimate_pages(rendition(*units), {"one": pages_of(2 * blind.sizes["one"], "one")})

    assert abs(by_example.sizes["two"] - by_example.sizes["one"]) <= 1
    assert by_example.has_example
    assert not blind.has_example


def test_what_is_known_has_no_error() -> None:
    units = [unit(name, paragraphs=LONG, refers_to=["one", "three"]) for name in ("one", "two", "three")]
    estimate = estimate_pages(rendition(*units), {"one": pages_of(40, "one"), "two": pages_of(50, "two")})

    assert "one" not in estimate.errors
    assert "two" not in estimate.errors
    assert estimate.errors["three"] >= 1


def test_numbers_far_from_another_length_are_laid_out_first() -> None:
    parts = [unit(f"part-{number}", paragraphs=20) for number in range(40)]
    pages = estimate_pages(rendition(*parts)).pages
    near = next(part.id for part in parts if (pages.page(part.id) or 0) > 95)
    sure = unit("sure", paragraphs=LONG, refers_to=["part-1", "sure"])
    unsure = unit("unsure", paragraphs=LONG, refers_to=["part-1", near])
    estimate = estimate_pages(rendition(*parts, sure, unsure))

    assert estimate.next_wave((sure, unsure)) == (sure,)


def test_the_surest_go_first_where_there_is_no_example() -> None:
    units = [unit(f"part-{number}", paragraphs=LONG, refers_to=["part-2-end"]) for number in range(4)]
    estimate = estimate_pages(rendition(*units))
    first = estimate.next_wave(units)

    assert 0 < len(first) < len(units) or estimate.safety(units[0]) >= 1


def test_all_are_laid_out_where_none_is_sure() -> None:
    units = [unit(f"part-{number}", paragraphs=60, refers_to=["edge"]) for number in range(8)]
    edge = unit("edge", paragraphs=60)
    known = {"part-0": pages_of(85, "part-0")}
    estimate = estimate_pages(rendition(*units, edge), known)
    doubtful = replace(estimate, errors=dict.fromkeys(estimate.errors, 1000.0))

    assert doubtful.next_wave(units[1:]) == tuple(units[1:])


def test_numbers_of_places_that_are_nowhere_are_sure() -> None:
    lost = unit("one", paragraphs=1, refers_to=["nowhere"])

    assert estimate_pages(rendition(lost)).safety(lost) > 1
