"""Words have the widths that Pango gives them, and remember no more than they may."""

from typing import Any

import pytest

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS, SENTENCE

WORDS = [
    *SENTENCE.split(),
    "AVATAR",
    "office",
    "fjord",
    "Type",
    "naïve",
    "e\u0301tude",
    "1934–38",
    "“So,”",
    "Kirov’s",
]
STYLES = {
    "text": "",
    "italic": "font-style: italic",
    "bold": "font-weight: 700; font-size: 8.2pt",
    "small capitals": "font-variant-caps: small-caps",
    "letters apart": "letter-spacing: .06em",
    "without kerning": "font-kerning: none",
    "figures": "font-variant-numeric: oldstyle-nums proportional-nums",
}


def style_of(declarations: str) -> Any:  # noqa: ANN401 -- a style of the engine
    """Return the computed style of a paragraph; call it inside the engine's door."""
    from octavo.typeset.layout_session import LayoutSession

    session = LayoutSession(CSS + f"p {{ {declarations} }}", FONT_ASSETS)
    document: Any = session.render('<html lang="en-GB"><body><p>x</p></body></html>')
    boxes = document.pages[0]._page_box.descendants()  # noqa: SLF001 -- no public way to the boxes
    return next(box.style for box in boxes if type(box).__name__ == "TextBox")


@pytest.mark.parametrize("name", STYLES)
def test_a_word_is_as_wide_as_pango_sets_it(name: str) -> None:
    with layout_engine():
        from weasyprint.text.line_break import create_layout, line_size

        from octavo.typeset.paragraphs.words import Face

        style = style_of(STYLES[name])
        face = Face(style, normal_space=1)

        for word in WORDS:
            layout = create_layout(word, style, None, None, 0)
            line, _ = layout.get_first_line()
            assert face.word(word).width == pytest.approx(line_size(line, style)[0], abs=0.01), word


@pytest.mark.parametrize("name", STYLES)
def test_the_parts_of_a_word_are_as_wide_as_they_are_by_themselves(name: str) -> None:
    with layout_engine():
        from octavo.typeset.paragraphs.words import UNSHOWN, Face

        face = Face(style_of(STYLES[name]), normal_space=1)

        for text in (*WORDS, "representations,", "Donau\u00addampf\u00adschiff", "Volta\u2014To", "fi"):
            for place in range(1, len(text)):
                left, right = UNSHOWN.sub("", text[:place]), UNSHOWN.sub("", text[place:])
                parting = face.parting(text, place)

                assert parting.before == pytest.approx(face.word(left).width), text
                assert parting.with_hyphen == pytest.approx(face.word(left + face.hyphen).width), text
                assert parting.gone == pytest.approx(face.word(text).width - face.word(right).width), text


def test_a_letter_that_the_font_lacks_is_told() -> None:
    with layout_engine():
        from octavo.typeset.paragraphs.words import Face, LeftToEngineError, Reason

        face = Face(style_of(""), normal_space=1)

        with pytest.raises(LeftToEngineError) as told:
            face.word("snow\u2603man")
        assert told.value.reason is Reason.MISSING


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    with layout_engine():
        from octavo.typeset.paragraphs import words

        monkeypatch.setattr(words, "MOST", 10)
        face = words.Face(style_of(""), normal_space=1)

        for number in range(100):
            assert face.word(f"word{number}").width > 0
            assert len(face._words) <= 10  # noqa: SLF001 -- the bound is what is tested
