"""Typography never changes the meaning: a table of lines as people type them, in several languages and dialects."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.model.language import Quotes
from octavo.resolve.foreign_quotes import OTHER_QUOTES
from octavo.resolve.typography import Compositor
from tests.unit.resolve.factory import ENGLISH
from tests.unit.resolve.test_typography import rules_for, shown

TABLE = Path(__file__).parent / "typed_and_printed.txt"

BOOKS: Mapping[str, Compositor] = {
    "British": rules_for(),
    "American": rules_for(
        replace(ENGLISH, code="en-US", dashes="em", quotes=Quotes(outer=("“", "”"), inner=("‘", "’")))
    ),
    "Ukrainian": rules_for(
        replace(ENGLISH, code="uk", dashes="spaced-em", quotes=OTHER_QUOTES["uk"], no_break_after=("ст.", "№"))
    ),
    "German": rules_for(replace(ENGLISH, code="de", quotes=OTHER_QUOTES["de"])),
    "French": rules_for(replace(ENGLISH, code="fr", quotes=OTHER_QUOTES["fr"])),
    "Spanish": rules_for(replace(ENGLISH, code="es", quotes=OTHER_QUOTES["es"])),
}


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the table: the language of the book, what is typed and what is printed."""
    book = ""
    lines = iter(line for line in TABLE.read_text(encoding="utf-8").splitlines()[1:] if line)
    for line in lines:
        if line.startswith("## "):
            book = line.removeprefix("## ").partition(":")[0]
        else:
            yield book, line, next(lines)


def test_the_table_has_two_hundred_lines_that_are_all_different() -> None:
    assert len(set(rows())) == len(tuple(rows())) >= 200


@pytest.mark.parametrize(("book", "typed", "printed"), tuple(rows()))
def test_a_line_is_printed_as_it_was_meant(book: str, typed: str, printed: str) -> None:
    assert shown(BOOKS[book].set_words(typed)) == printed


@pytest.mark.parametrize(("book", "typed", "printed"), tuple(rows()))
def test_a_line_that_was_set_already_stays(book: str, typed: str, printed: str) -> None:
    once = BOOKS[book].set_words(typed)

    assert shown(once) == printed
    assert BOOKS[book].set_words(once) == once
