"""Chinese, Japanese and Korean lines end where they may, fill their measure and lose nothing."""

import io
import re

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo.typeset.system import layout_engine
from tests.examples import examples
from tests.unit.typeset.paragraphs import east_asian_font as squares
from tests.unit.typeset.paragraphs.whole_and_greedy import MARKS, Shown, shown, without_paragraphs
from tests.unit.typeset.samples import CSS, SENTENCE

ASSETS = squares.assets()
EM = 40 / 3
"""The size of the text in px."""

BEGIN_NO_LINE = frozenset("）」』、。，！？：ゃっュョー々")
END_NO_LINE = frozenset("（「『")

CHINESE = (
    "道可道，非常道。名可名，「非常名」。（無名『天地』之始）、有名 Octavo 天地之母：故常無欲，以觀其妙！名abc可名。"
)
WORDS = st.one_of(
    st.text(st.sampled_from(squares.IDEOGRAPHS + "のはがをにゃっュー々"), min_size=1, max_size=8),
    st.builds("「{}」".format, st.text(st.sampled_from(squares.IDEOGRAPHS), min_size=1, max_size=5)),
    st.builds("（{}）".format, st.text(st.sampled_from(squares.IDEOGRAPHS), min_size=1, max_size=5)),
    st.sampled_from(["。", "、", "，", "！", " ", "Octavo", " of 1934 ", "“道”", "<em>名可</em>", "か\u3099"]),
    st.text(st.sampled_from(squares.KOREAN), min_size=1, max_size=4).map("{} ".format),
)


def set_in_squares(body: str, width: float, *, language: str = "ja", style: str = "") -> Shown:
    block = f"width: {width}px; text-indent: 0; margin-left: 20px; {style}"
    return shown(f'<p lang="{language}" style="{block}">{body}</p>', squares.CSS, fonts=ASSETS)


def texts(found: Shown) -> list[str]:
    return [text.strip() for text, _ in found.lines]


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(WORDS, min_size=3, max_size=40),
    st.integers(90, 420),
    st.sampled_from(["ja", "zh-Hans", "zh-Hant", "ko"]),
    st.sampled_from(["justify", "left"]),
)
def test_no_line_of_any_text_begins_or_ends_where_it_may_not(
    words: list[str], width: int, language: str, align: str
) -> None:
    text = re.sub(r"\A[\W_]*|(?<=[^\w<>])[！。、，々ゃっュー]+|[ゃっュー々]{3,}", "", "道" + "".join(words))

    found = set_in_squares(text, width, language=language, style=f"text-align: {align}")

    assert found.left == {}
    assert found.letters == MARKS.sub("", re.sub("<[^>]*>", "", text))
    assert [line for line in found.lines if line[1] < -0.01] == []
    assert [line for line in texts(found) if line[0] in BEGIN_NO_LINE or line[-1] in END_NO_LINE] == []
    assert all(word in " ".join(texts(found)) for word in ("Octavo", "1934") if word in text)


def test_full_lines_fill_the_measure_between_their_characters() -> None:
    found = set_in_squares(CHINESE * 2, 25 * EM)

    *full, _ = found.lines
    assert len(full) >= 4
    assert [room for _, room in full] == pytest.approx([0] * len(full), abs=0.01)
    assert found.whole == len(found.lines)


def test_no_space_is_put_between_letters_of_korean() -> None:
    """Only the spaces between words are widened."""
    found = set_in_squares("한국어는 단어 사이에 띄어 쓰기 " * 3, 11.5 * EM, language="ko")

    widths = {round(box[2][2] - EM * len(box[1].replace(" ", "")), 2) for box in found.boxes if " " in box[1]}
    assert texts(found)[0][-1] != " "
    assert len(widths) > 1
    assert all(width > 0 for width in widths)


def width_of(text: str, language: str = "ja") -> float:
    """Return the width of one line of ``text`` in em."""
    (box,) = [box for box in set_in_squares(text, 60 * EM, language=language).boxes if box[:2] == ("TextBox", text)]
    return box[2][2] / EM


@pytest.mark.parametrize(
    ("text", "language", "width"),
    [
        ("道可道", "ja", 3),
        # Half of the sign at the end of the line, half of each of two signs that meet.
        ("道可。", "ja", 2.5),
        ("「道", "ja", 1.5),
        ("道」「道", "ja", 3.5),
        ("道。」、道", "ja", 4),
        ("道（「道", "ja", 3.5),
        # Full stops and commas stand in the middle there.
        ("道可。", "zh-Hant", 3),
        ("道」。道", "zh-Hant", 4),
        ("道」「道", "zh-TW", 3.5),
        ("「한」", "ko", 2),
    ],
)
def test_empty_halves_of_signs_are_left_out(text: str, language: str, width: float) -> None:
    assert width_of(text, language) == pytest.approx(width, abs=0.01)


def test_lines_may_be_broken_anywhere_where_a_style_says_so() -> None:
    found = set_in_squares(SENTENCE, 120, style="word-break: break-all")

    assert found.left == {}
    assert any(
        line[-1].isalpha() and after[0].isalpha() for line, after in zip(texts(found), texts(found)[1:], strict=False)
    )
    assert "\u2010" not in "".join(texts(found))


def typeset(body: str) -> pypdfium2.PdfDocument:
    with layout_engine():
        from octavo.typeset.layout_session import VARIANT, LayoutSession

        session = LayoutSession(CSS + squares.CSS, ASSETS)
        document = session.render(f'<html lang="ja"><head><title>Book</title></head><body>{body}</body></html>')
        target = io.BytesIO()
        document.write_pdf(target, pdf_variant=VARIANT, pdf_identifier=b"same")
    return pypdfium2.PdfDocument(target.getvalue())


def test_readers_extract_the_same_words_as_from_lines_of_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        f'<p>{CHINESE * 6}</p><p style="width: 12em">か\u3099き <b>名可名</b>、naïve 한국어는 단어 道<i>可</i>道。</p>'
    )
    whole = typeset(body)[0].get_textpage().get_text_bounded()
    with monkeypatch.context() as patch:
        without_paragraphs(patch)
        greedy = typeset(body)[0].get_textpage().get_text_bounded()

    assert re.sub(r"\s", "", whole) == re.sub(r"\s", "", greedy)
    assert "Octavo 天地" in whole


def test_signs_are_drawn_where_they_are_measured() -> None:
    """The black of a sign of which a half is left out stands in the half that is left."""
    page = typeset(f"<p style='text-indent: 0'>「{'道' * 10}。」、</p>")[0].get_textpage()
    boxes = [page.get_charbox(place) for place in range(14)]
    em, left = 10.0, boxes[0][0] - 1.0

    assert [round((box[0] - left) / em, 1) for box in boxes[:3]] == [0.1, 0.6, 1.6]
    assert [round((box[0] - left) / em, 1) for box in boxes[11:]] == [10.6, 11.1, 11.6]
