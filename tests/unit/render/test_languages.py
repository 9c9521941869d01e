"""The files of words: complete, alike, and enough for every template."""

import re
import string
from collections.abc import Iterable

import pytest

from octavo.load.language import OF_DECADES, OPTIONAL
from tests.unit.render.factory import TEMPLATES, book, language, render, theme

CODES = sorted(path.stem for path in (TEMPLATES / "languages").glob("*.yaml"))
REFERENCE = language("en-GB")


def fields(text: str) -> set[str]:
    """Return the fields of a word; a century may be told in Roman figures."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return {"number" if name == "roman" else name for name in names}


def needed(words: Iterable[str]) -> list[str]:
    """Return the words that every language must have."""
    return sorted(word for word in words if not word.startswith(OPTIONAL))


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_all_the_words_and_no_others(code: str) -> None:
    assert needed(language(code).words) == needed(REFERENCE.words)


@pytest.mark.parametrize("code", CODES)
def test_a_language_fills_in_what_the_others_do(code: str) -> None:
    for key, text in language(code).words.items():
        if key == "date-first-day":
            # Only some languages have an ordinal for it, which stands for the figure.
            assert fields(text) == set()
            continue
        kind = next((prefix.removesuffix("before-")[:-1] for prefix in OPTIONAL if key.startswith(prefix)), key)
        alike = [text for word, text in REFERENCE.words.items() if word == key or word.startswith(f"{kind}-")]
        of_decades = OF_DECADES if key.startswith("date-decade") else ()
        assert fields(text) in [*map(fields, [*alike, *filter(None, [REFERENCE.words.get(kind)])]), *of_decades], key


@pytest.mark.parametrize("code", CODES)
def test_alphabets_name_no_letter_twice(code: str) -> None:
    alphabet = language(code).alphabet

    assert len(set(alphabet)) == len(alphabet)


@pytest.mark.parametrize("code", CODES)
def test_a_book_can_be_set_in_every_language(code: str) -> None:
    made = render(book(code=code), theme(), templates=TEMPLATES, medium="print")[0]

    assert language(code).words["box-disagree"] in made.units[5].body


def test_templates_ask_for_words_that_exist() -> None:
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2")]
    asked = {word for source in sources for word in re.findall(r'word\("([^"]+)"\)', source)}

    assert asked <= set(REFERENCE.words)
