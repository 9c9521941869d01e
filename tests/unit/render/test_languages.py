"""The files of words: complete, alike, and enough for every template."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from octavo.load.files import read_folder
from octavo.load.language import OPTIONAL, language_in
from octavo.model.diagnostics import Faulty
from tests.unit.render.factory import TEMPLATES, book, language, render, theme

CODES = sorted(path.stem for path in (TEMPLATES / "languages").glob("*.yaml"))
REFERENCE = language("en-GB")
LANGUAGES, _ = read_folder(TEMPLATES / "languages", root=TEMPLATES.parent)


def needed(words: Iterable[str]) -> list[str]:
    """Return the words that every language must have."""
    return sorted(word for word in words if not word.startswith(OPTIONAL))


@pytest.mark.parametrize("code", CODES)
def test_a_language_has_all_the_words_and_no_others(code: str) -> None:
    assert needed(language(code).words) == needed(REFERENCE.words)


@pytest.mark.parametrize("code", CODES)
def test_a_language_fills_in_what_the_others_do(code: str) -> None:
    assert language_in(code, LANGUAGES)[1] == ()


@pytest.mark.parametrize(
    ("code", "word", "text"),
    [
        ("es", "date-or-before-o", "u {last}"),
        ("es", "date-or", "{first} o"),
        ("pl", "date-decade", "lata {roman} w. {month}"),
        ("pl", "date-decade-0", "pierwsza dekada"),
        ("uk", "date-century", "століття"),
        ("de", "date-from-decade", "ab den {year}n"),
        ("fr", "chapter-reference", "chapitre {page}"),
    ],
)
def test_a_word_that_fills_in_something_else_is_told(code: str, word: str, text: str) -> None:
    lines = LANGUAGES.files[f"{code}.yaml"].decode().splitlines(keepends=True)
    changed = [f'  {word}: "{text}"\n' if line.startswith(f"  {word}:") else line for line in lines]
    assert changed != lines
    files = {**LANGUAGES.files, f"{code}.yaml": "".join(changed).encode()}

    with pytest.raises(Faulty, match=f"OC103.*{re.escape(text)}"):
        language_in(code, replace(LANGUAGES, files=files))


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
