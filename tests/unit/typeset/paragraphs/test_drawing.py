"""What is drawn reads as the engine's own drawing does, and fills the measure."""

import io
import re
from collections.abc import Sequence

import pypdfium2
import pytest

from octavo.model.line_rules import LineRules
from octavo.typeset.system import layout_engine
from tests.unit.typeset.paragraphs.whole_and_greedy import without_paragraphs
from tests.unit.typeset.samples import CSS, FONT_ASSETS, SENTENCE

BODY = f"""
<p>{SENTENCE * 4}</p><p>An <em>{SENTENCE}</em> and <b>bold</b>, <u>under</u>lined, <s>struck</s>. {SENTENCE}</p>
<p>Office, fjord, AVATAR; Dr\u00a0Jones paid 12\u00a0000. <span style="letter-spacing: .1em">spaced out</span></p>
<p>Two calls<sup>1</sup><i style="font-size: .71em">\N{WORD JOINER}</i><sup>2</sup> with nothing seen between.</p>
<p style="width: 12em">{SENTENCE * 2}</p><p style="text-align: left">{SENTENCE * 2}</p>
"""
STYLE = "@page { size: 148mm 600mm } u { text-decoration: underline } s { text-decoration: line-through }"


def typeset(rules: LineRules | None = None) -> bytes:
    with layout_engine():
        from octavo.typeset.layout_session import VARIANT, LayoutSession

        session = LayoutSession(CSS + STYLE, FONT_ASSETS, rules or LineRules())
        target = io.BytesIO()
        document = session.render(f'<html lang="en-GB"><head><title>Book</title></head><body>{BODY}</body></html>')
        document.write_pdf(target, pdf_variant=VARIANT, pdf_identifier=b"same")
    return target.getvalue()


def words(content: bytes) -> Sequence[str]:
    """Return the words that a reader extracts, with divided ones joined."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    return re.sub("[\u2010\ufffe\u0002]\\s*", "", "\n".join(pages)).split()


def right_edges(content: bytes) -> Sequence[float]:
    """Return where the letters of each line of the first paragraph end, in pt."""
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    edges: dict[int, float] = {}
    for place in range(page.count_chars()):
        _, bottom, right, _ = page.get_charbox(place, loose=True)
        if page.get_text_range(place, 1).strip():
            edges[round(bottom)] = max(right, edges.get(round(bottom), 0))
    return list(edges.values())


@pytest.mark.parametrize("rules", [LineRules(), LineRules(glyph_scaling=0), LineRules(hanging=True, least_space=0.7)])
def test_readers_extract_the_same_words_in_the_same_order(rules: LineRules, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = words(typeset(rules))
    without_paragraphs(monkeypatch)
    greedy = words(typeset())

    assert whole == greedy


def test_justified_lines_end_at_the_edge_of_the_text() -> None:
    edges = right_edges(typeset())[:6]

    assert max(edges) - min(edges) < 0.1


def test_hanging_punctuation_stands_out() -> None:
    plain, hung = (max(right_edges(typeset(LineRules(hanging=each)))) for each in (False, True))

    assert 0.5 < hung - plain < 5


def test_the_same_document_gives_the_same_bytes() -> None:
    assert typeset() == typeset()
