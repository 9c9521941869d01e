"""What print shops ask for, as arithmetic: spines, margins, sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.records import Press
from octavo.press.print_shops import INCH, SHOPS, order_of


@pytest.mark.parametrize(
    ("press", "pages", "thickness"),
    [
        (Press(shop="kdp"), 200, 200 * 0.002252 * INCH),
        (Press(shop="kdp", stock="cream"), 200, 0.5 * INCH),
        (Press(shop="kdp", stock="cream"), 199, 0.5 * INCH),
        (Press(shop="lulu"), 222, (222 / 444 + 0.06) * INCH),
        (Press(thickness=0.1), 80, 4.0),
        (Press(shop="kdp", thickness=0.1), 80, 4.0),
    ],
)
def test_the_spine_is_as_thick_as_its_leaves(press: Press, pages: int, thickness: float) -> None:
    assert order_of(press).spine(pages) == pytest.approx(thickness, abs=0.001)


@given(pages=st.integers(1, 1200), shop=st.sampled_from(sorted(SHOPS)))
def test_a_thicker_book_needs_no_less_room_at_its_back(pages: int, shop: str) -> None:
    of = SHOPS[shop]  # type: ignore[index]  # a sample of its own keys

    assert of.inner_margin(pages) <= of.inner_margin(pages + 1)
    assert order_of(Press(shop=shop)).spine(pages) <= order_of(Press(shop=shop)).spine(pages + 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("pages", "inches"), [(24, 0.375), (150, 0.375), (151, 0.5), (500, 0.625), (701, 0.875)])
def test_the_inner_margin_goes_by_the_number_of_pages(pages: int, inches: float) -> None:
    assert SHOPS["kdp"].inner_margin(pages) == pytest.approx(inches * INCH)


def test_sizes_that_are_printed_everywhere_are_taken_and_odd_ones_are_not() -> None:
    for shop in SHOPS.values():
        assert shop.takes(148.0, 210.0)
        assert shop.takes(152.4, 228.6)
        assert not shop.takes(60.0, 90.0)
    assert SHOPS["kdp"].takes(120.0, 190.0)
    assert not SHOPS["lulu"].takes(120.0, 190.0)


@pytest.mark.parametrize(
    ("press", "pages", "bears"),
    [
        (Press(shop="kdp"), 78, False),
        (Press(shop="kdp"), 79, True),
        (Press(shop="ingramspark"), 48, True),
        (Press(), 40, False),
        (Press(), 140, True),
    ],
)
def test_type_stands_on_spines_that_are_wide_enough(press: Press, pages: int, *, bears: bool) -> None:
    assert order_of(press).spine_bears_type(pages) is bears
