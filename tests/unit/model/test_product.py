"""Products are values, and a look that does not exist cannot be asked for."""

import pytest

from octavo.model.look import Look, Variant
from octavo.model.product import Product
from octavo.model.selection import WHOLE, SelectedChapters, Whole


def test_products_of_the_same_words_are_equal() -> None:
    """A plan can tell which of its products share a selection or a look."""
    look = Look(theme="plain", paper="a5")
    first = Product(name="a", selection=SelectedChapters(chapters=("one",)), look=look, format="pdf")
    second = Product(
        name="a", selection=SelectedChapters(chapters=("one",)), look=Look(theme="plain", paper="a5"), format="pdf"
    )

    assert {first} == {second}
    assert Whole() == WHOLE
    assert first.selection != WHOLE


@pytest.mark.parametrize("word", ["large-20", "", "Standard"])
def test_a_variant_that_does_not_exist_is_refused(word: str) -> None:
    """It is never taken for the standard edition."""
    with pytest.raises(ValueError, match="Variant"):
        Variant(word)
