"""Formulas are read, put in words, drawn and written as MathML."""

import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from octavo.formulas.formula_reading import LONGEST, UnreadableFormulaError, read_formula
from octavo.formulas.mathml import NAMESPACE, mathml

SHOWN = {
    r"\frac{a}{b}": "ab",
    r"\sum_{i=1}^n i^2": "∑i=1ni2",
    r"\begin{aligned}a &= b\\ c &= d\end{aligned}": "a=bc=d",
    r"\begin{cases}1 & x > 0\\ 0\end{cases}": "{1x>00",
    r"\ce{2H2O -> 2H2 + O2}": "2H2O→2H2+O2",
    r"\SI{3}{\metre\per\second}": "3m/s",
    r"\mathbb{R}\mathcal{L}\mathbf{x}\mathfrak{g}\mathrm{d}": "ℝℒ𝐱𝔤d",
    r"a \text{ if } b": "a\N{NO-BREAK SPACE}if\N{NO-BREAK SPACE}b",
    r"\left(\frac12\right]": "(12]",
    r"\lim_{x \to 0} \sin x": "limx→0\N{FUNCTION APPLICATION}sin\N{FUNCTION APPLICATION}x",
    r"\hat x \overline{AB} \underbrace{c}_{d} \overset{e}{f}": "x^AB¯c⏟dfe",
    r"\sqrt[3]{x} + \binom{n}{k}": "x3+(nk)",
    r"1,000.5": "1,000.5",
    r"\boxed{x} \cancel{y} \color{red}{z}": "xyz",
}


@pytest.mark.parametrize("tex", SHOWN)
def test_mathml_shows_every_sign_and_keeps_the_source(tex: str) -> None:
    made = mathml(tex, read_formula(tex, "en", is_displayed=True), is_displayed=True)
    tree = ET.fromstring(made)  # noqa: S314 - our own markup

    semantics = tree[0]
    assert "".join(semantics[0].itertext()) == SHOWN[tex]
    assert semantics[1].text == tex
    assert {each.tag.partition("}")[0] for each in tree.iter()} == {"{" + NAMESPACE}


@pytest.mark.parametrize(
    ("language", "speech"),
    [
        ("en-GB", "a over b"),
        ("de", "a durch b"),
        ("fr", "a sur b"),
        ("uk", "a/b"),
    ],
)
def test_a_voice_says_a_formula_in_the_language_of_the_book(language: str, speech: str) -> None:
    assert read_formula(r"\frac{a}{b}", language, is_displayed=False).speech == speech


def test_what_is_drawn_is_what_was_written_in_every_language() -> None:
    drawings = {read_formula(r"\tan 1.5", tag, is_displayed=False).drawing for tag in ("en", "de", "ru", "uk")}

    assert len(drawings) == 1
    assert "currentColor" not in drawings.pop()


@pytest.mark.parametrize(
    ("tex", "problem", "at"),
    [
        (r"x + \foo", r"unsupported command: \foo", 4),
        (r"\frac{a", "'{' without a matching '}'", 5),
        ("日", "the font has no '日' (U+65E5)", 0),
        (r"a \newcommand{\b}{c}", r"'\newcommand' draws or defines something and is not read", 2),
        ("{" * 80, "nesting deeper than 64 levels", 64),
        (" ", "nothing of it is seen", 0),
        (r"x = \\sqrt{2}", r"'\\' begins a line only inside of \begin{aligned} … \end{aligned}", 4),
        ("x" * (LONGEST + 1), "it has 4,001 characters, and 4,000 at most can be read", 0),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(tex: str, problem: str, at: int) -> None:
    with pytest.raises(UnreadableFormulaError) as refused:
        read_formula(tex, "en", is_displayed=False)

    assert (str(refused.value), refused.value.at) == (problem, at)


@pytest.mark.parametrize(
    ("tex", "markup"),
    [
        (r"\dfrac{a}{b}", '<mstyle displaystyle="true" scriptlevel="0"><mfrac><mi>a</mi><mi>b</mi></mfrac></mstyle>'),
        (r"\tfrac ab", '<mstyle displaystyle="false" scriptlevel="0"><mfrac><mi>a</mi><mi>b</mi></mfrac></mstyle>'),
        (r"\scriptstyle x", '<mstyle displaystyle="false" scriptlevel="1"><mi>x</mi></mstyle>'),
        (r"\displaystyle x", '<mstyle displaystyle="true" scriptlevel="0"><mi>x</mi></mstyle>'),
        (r"\xrightarrow[b]{a}", '<munderover><mo stretchy="true">→</mo><mi>b</mi><mi>a</mi></munderover>'),
        (r"\xleftarrow{a}", '<mover><mo stretchy="true">←</mo><mi>a</mi></mover>'),
        (r"\bigl( x", '<mo stretchy="false">(</mo>'),
        (r"\phantom{x}y", "<mphantom><mi>x</mi></mphantom>"),
        (
            r"\begin{array}{lr}1&2\end{array}",
            '<mtd style="text-align:left"><mn>1</mn></mtd><mtd style="text-align:right">',
        ),
        (
            r"\begin{rcases}1\\2\end{rcases}",
            '<mtd style="text-align:left"><mn>2</mn></mtd></mtr></mtable><mo fence="true"',
        ),
        (r"\left\{ a \middle| b \right\}", '<mo fence="true" stretchy="true" form="infix">|</mo>'),
    ],
)
def test_layout_that_the_author_asked_for_is_kept_on_screens(tex: str, markup: str) -> None:
    assert markup in mathml(tex, read_formula(tex, "en", is_displayed=True), is_displayed=True)


def test_what_screens_cannot_show_is_refused_by_its_name() -> None:
    tex = r"\raisebox{1em}{x}"

    with pytest.raises(UnreadableFormulaError, match="screens have no way to show 'raised' in a formula"):
        mathml(tex, read_formula(tex, "en", is_displayed=True), is_displayed=True)


def test_a_library_that_breaks_down_blames_the_formula_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import mathra

    class PanicException(BaseException):
        """What a library in Rust raises where it is wrong itself."""

    def breaks(problem: BaseException) -> None:
        raise problem

    monkeypatch.setattr(mathra, "render", lambda *_, **__: breaks(PanicException()))
    with pytest.raises(UnreadableFormulaError, match="the library that reads formulas broke down over it"):
        read_formula("x", "en", is_displayed=False)

    monkeypatch.setattr(mathra, "render", lambda *_, **__: breaks(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read_formula("x", "en", is_displayed=False)


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [
        ("<svg/>", "it has no size"),
        ('<svg width="1em" height="1em" style="vertical-align: -0.1em"/>', "it cannot be drawn"),
    ],
)
def test_a_drawing_that_is_not_as_it_should_be_is_no_empty_place_on_the_page(
    monkeypatch: pytest.MonkeyPatch, drawing: str, problem: str
) -> None:
    import mathra

    made = {"text": "x", "speech": "x", "warnings": [], "tree": {}, "svg": drawing}
    monkeypatch.setattr(mathra, "render", lambda *_, **__: made)
    with pytest.raises(UnreadableFormulaError, match=problem):
        read_formula(f"x + {len(drawing)}", "en", is_displayed=False)


def test_a_book_without_formulas_does_not_import_the_library() -> None:
    program = (
        "import sys; from octavo.load.markdown import parse_text;"
        "parse_text('# A\\n\\nIt costs $5 and $6.', path='a', identifier='a'); sys.exit('mathra' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
