"""A text is held against what was written: letters, spaces and order, and what may be otherwise."""

import pytest

from octavo.check.artefacts.comparison import ComparedText, compare
from octavo.check.artefacts.reading import BlockStretch, ReadingBlock, logical_order, reading_form
from octavo.model.origin import Origin

FIRST, SECOND = Origin("text/01.md", 3, 1), Origin("text/01.md", 5, 1)


def compared(read: str, *written: str) -> ComparedText:
    """Compare ``read`` with blocks that follow each other."""
    places = (FIRST, SECOND, *[Origin("text/01.md", 7 + number) for number in range(len(written))])
    blocks = [ReadingBlock(reading_form(text), place) for text, place in zip(written, places, strict=False)]
    return compare([BlockStretch(blocks=tuple(blocks))], reading_form(read))


SOUND = {
    "the same": ("One two. Three.", ("One two.", "Three.")),
    "lines end between words": ("One\ntwo.\nThree.", ("One two.", "Three.")),
    "a line ends in a word that is divided": ("The light\u2010\nhouse", ("The lighthouse",)),
    "a line ends after a hyphen of the author": ("A well-\nknown road", ("A well-known road",)),
    "a theme has another hyphen at the ends of lines": ("The light-\nhouse stood", ("The lighthouse stood",)),
    "a line ends in an address": ("See https://example.org/\na/b", ("See https://example.org/a/b",)),
    "a theme sets capitals": ("THE TOWER STOOD", ("The tower stood",)),
    "a ligature is letters": ("o\ufb03ce \ufb01ne", ("office fine",)),
    "accents stand apart": ("e\u0301te\u0301", ("\u00e9t\u00e9",)),
    "a font has one glyph for two letters": ("pe\u0219te \u021bar\u0103", ("pe\u015fte \u0163ar\u0103",)),
    "characters without a shape": ("long word", ("lo\u200bng w\u200dord\ufe0f",)),
    "a word that is read from right to left": ("a \u05e9\u05dc\u05d5\u05dd b", ("a \u05e9\u05dc\u05d5\u05dd b",)),
    "figures among letters that are read from right to left": ("12 \u05e9\u05dc", ("\u05e9\u05dc 12",)),
    "a vowel is drawn before its consonant": (
        "a \u093f\u0939\u0928\u094d\u0926\u0940 b",
        ("a \u0939\u093f\u0928\u094d\u0926\u0940 b",),
    ),
    "a vowel is drawn on both sides of its consonant": (
        "a \u0bc6\u0b95\u0bbe\u0b9f\u0bc1 b",
        ("a \u0b95\u0bca\u0b9f\u0bc1 b",),
    ),
    "a mark of tone is drawn between the parts of a vowel": ("\u0e19\u0e4d\u0e49\u0e32 b", ("\u0e19\u0e49\u0e33 b",)),
    "no text at all": ("", ()),
}


@pytest.mark.parametrize("what", SOUND)
def test_what_reads_the_same_is_no_difference(what: str) -> None:
    read, written = SOUND[what]

    assert compared(read, *written).differences == ()
    assert compared(read, *written).additions == ""


@pytest.mark.parametrize(
    "read",
    [
        "\u0915\u093f\u0924\u093e\u092c",
        "\u0915\u093f\u0924\u093e",
        "\u0915\u093f \u0924\u093e\u092c\u0940",
        "\u0924\u093e\u092c\u0915\u093f\u0940 \u0915",
    ],
)
def test_a_word_with_other_letters_is_told_where_signs_are_drawn_in_another_order(read: str) -> None:
    (told,) = compared(f"One {read} two.", "One \u0915\u093f\u0924\u093e\u092c\u0940 two.").differences

    assert told.origin == FIRST


FAULTY = {
    "a space is lost": ("Onetwo. Three.", FIRST),
    "a space is added": ("One t wo. Three.", FIRST),
    "blocks run together": ("One two.Three.", SECOND),
    "a word is lost": ("One two.", SECOND),
    "a word is another": ("One too. Three.", FIRST),
    "words are exchanged": ("two. One Three.", FIRST),
    "all is lost": ("", FIRST),
}


@pytest.mark.parametrize("what", FAULTY)
def test_a_difference_is_told_where_it_was_written(what: str) -> None:
    read, place = FAULTY[what]

    (told, *_) = compared(read, "One two.", "Three.").differences

    assert told.origin == place
    assert told.written != told.read


def test_words_of_a_template_are_no_difference() -> None:
    found = compare(
        [BlockStretch(blocks=(ReadingBlock("Oil"),)), BlockStretch(blocks=(ReadingBlock("Wick"),))],
        "1 Oil see 2\nWick .",
    )

    assert (found.differences, found.additions) == ((), "1\nsee 2\n.")


def test_words_are_found_as_words_before_they_are_found_inside_of_others() -> None:
    found = compared("A sown field, its own.", "own")

    assert (found.differences, found.additions) == ((), "A sown field, its\n.")


def test_spaces_far_from_each_other_are_told_each_at_its_own_place() -> None:
    words = "Nobody had asked how deep the water stood in the old well behind the tower"
    lost = words.replace("Nobody had", "Nobodyhad").replace("the tower", "thetower")

    one, other = compared(lost, words).differences

    assert ("Nobodyhad" in one.read, "thetower" in one.read) == (True, False)
    assert ("Nobodyhad" in other.read, "thetower" in other.read) == (False, True)


def test_beside_another_word_a_space_counts_and_a_bullet_does_not() -> None:
    written = "The lighthouse stood on the rock. Old. The lamp is out, and it is dark."
    read = "The light house stood on the rock. Anew. The lamp is \u2022 out, and it is dark."

    space, word = compared(read, written).differences

    assert ("light house" in space.read, "light house" in space.written) == (True, False)
    assert "Anew" in word.read


def test_a_passage_that_stands_there_twice_is_a_difference() -> None:
    sentence = "Nobody had asked how deep the water stood."

    (told,) = compared(f"{sentence} {sentence}", sentence).differences

    assert told.read == f"{sentence} {sentence}"


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("oil", "oil"),
        ("a \u05dd\u05d5\u05dc\u05e9 b", "a \u05e9\u05dc\u05d5\u05dd b"),
        ("(\u05dd\u05d5 12 \u05dc\u05e9)", "(\u05e9\u05dc 12 \u05d5\u05dd)"),
    ],
)
def test_letters_in_the_order_of_their_places_are_read_in_that_of_reading(seen: str, read: str) -> None:
    assert logical_order(seen) == read
