"""Reading ease follows from words, sentences and syllables."""

from pathlib import Path

import pytest

from octavo.check.manuscript.reading_ease import EaseCount, count_ease, syllable_counter
from octavo.model.language import ReadingEase
from tests.unit.check.manuscript.manuscripts import manuscript, prose
from tests.unit.render.factory import language

PROSE = language("en-GB").prose
assert PROSE is not None
assert PROSE.reading_ease is not None
ENGLISH: ReadingEase = PROSE.reading_ease


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("the", 1), ("stone", 1), ("named", 1), ("times", 1), ("wanted", 2), ("houses", 2), ("people", 2)),
        *(("little", 2), ("arrested", 3), ("period", 3), ("Siberia", 4), ("nation", 2), ("being", 2), ("created", 3)),
        *(("idea", 3), ("police", 2), ("1934", 1), ("lighthouse", 2), ("history", 3), ("churches", 2), ("café", 2)),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllable_counter(ENGLISH)(word) == count


@pytest.mark.parametrize(
    ("text", "sentences", "words"),
    [
        ("The cat sat. It slept!", 2, 5),
        ("Dr Wren, J. Arch and others, c. 1934, came [@marsh1901]. Why?", 2, 10),
        ("It cost 1.5 million... in all.", 1, 6),
        ('He said "no". She said "This is a whole sentence, and not ours." It ended.', 3, 7),
        ("- one item\n- another item", 2, 4),
        ("> Quoted words.", 0, 0),
        ("| a | b |\n|---|---|\n| c | d |", 0, 0),
        ("A word.[^1]\n\n[^1]: Many more words.", 1, 2),
    ],
)
def test_sentences_and_words_of_running_text_are_counted(text: str, sentences: int, words: int, tmp_path: Path) -> None:
    publication = manuscript(tmp_path, text=text)
    reading = count_ease(prose(publication), publication.language)

    assert (reading.sentences, reading.words) == (sentences, words)


def test_the_formulas_are_those_of_flesch_and_kincaid() -> None:
    reading = EaseCount(sentences=10, words=150, syllables=210, formulas=ENGLISH)

    assert reading.ease == pytest.approx(206.835 - 1.015 * 15 - 84.6 * 1.4)
    assert reading.grade == pytest.approx(0.39 * 15 + 11.8 * 1.4 - 15.59)


def test_a_text_without_words_has_no_ease() -> None:
    reading = count_ease((), language("en-GB"))

    assert (reading.ease, reading.grade) == (None, None)


def test_a_language_without_formulas_has_words_and_sentences(tmp_path: Path) -> None:
    publication = manuscript(tmp_path, text="The cat sat. It slept!", book="language: en-GB => language: uk")
    count = count_ease(prose(publication), publication.language)

    assert (count.sentences, count.words, count.syllables, count.ease, count.grade) == (2, 5, 0, None, None)


def test_plain_words_read_more_easily(tmp_path: Path) -> None:
    plain = manuscript(tmp_path / "plain", text="The cat sat on the mat. It was warm there.")
    learned = manuscript(tmp_path / "learned", text="Institutional deliberation necessitated repercussions.")
    easy, hard = (count_ease(prose(book)[1:], book.language).ease for book in (plain, learned))

    assert easy is not None
    assert hard is not None
    assert hard < 0
    assert easy > 90
