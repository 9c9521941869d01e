"""A style sheet is judged before the layout engine sees it: where it leads, where it ends, which fonts it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.style_sheets import check_sheet
from octavo.model.origin import Origin

PLACE = Origin("print.css")
FAMILIES = ("Literata", "Octavo Sans")


def told(sheet: str, *, is_print: bool = True) -> list[tuple[str, int, int, str]]:
    found = check_sheet(sheet, PLACE, FAMILIES, is_print=is_print)
    return [(each.code, each.origin.line, each.origin.column, each.message) for each in found]


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "p { font: inherit }",
        "p { font: italic small-caps bold 12pt/1.2 'Octavo Sans', sans-serif }",
        "p { font-family: literata !important }",
        "p { font-family: var(--face) } font:hover { color: red }",
        "h1 { background: url(#mark) } h2 { background: url(data:image/png;base64,AA==) }",
        '@font-face { font-family: Own; src: url("own.ttf") } p { font-family: Own }',
        "p::before { content: '}' } /* { */",
        "p { ; color: red;; & em { color: blue } @media print { color: black } /* x */ }",
        "@page { @top-left { content: none } }",
        "p { background: repeating-linear-gradient(45deg, red 0, red 5px, blue 5px, blue 10px) }",
        f"{', '.join(f'.c{number}' for number in range(15_000))} {{ color: red }}",
    ],
)
def test_a_sound_sheet_is_not_blamed(sheet: str) -> None:
    assert told(sheet) == []


@pytest.mark.parametrize(
    ("sheet", "code", "place", "words"),
    [
        ("p { font-family: Times New Roman }", "OC146", (1, 18), "'Times New Roman'"),
        ("p { font-family: serif }", "OC146", (1, 18), "'serif'"),
        ("p { color: red }\nh1 { font: 12pt/1 Literata, Georgia }", "OC146", (2, 12), "'Georgia'"),
        ("p { background: url(file:///etc/passwd) }", "OC145", (1, 17), "file:///etc/passwd"),
        ("p { background: url('/paper.png') }", "OC145", (1, 17), "/paper.png"),
        ("@IMPORT 'a.css';", "OC145", (1, 1), "@import"),
        ("p { color: red", "OC144", (1, 3), "ends inside"),
        ("p { color: red }\n}\nh1 { color: red }", "OC144", (2, 1), "a } closes nothing"),
        ("p {\n  color #222; margin: 0\n}", "OC144", (2, 3), "'color #222' has no colon"),
        ("@media print { p { color } }", "OC144", (1, 20), "'color' has no colon"),
        ("p { margin: 1pt) }", "OC144", (1, 16), "a ) closes nothing"),
        ("p] { color: red }", "OC144", (1, 2), "a ] closes nothing"),
        ("p::before {\n  content: 'oil\n}", "OC144", (2, 12), "does not end on its line"),
        ("p { background: url(a b.png) }", "OC144", (1, 17), "url() cannot be read"),
        ("p { color: red } /* never closed", "OC144", (1, 3), "ends inside"),
        ("@page { size: 1e-9pt 210mm }", "OC144", (1, 15), "a side of 1e-9pt"),
        ("@page wide {\n  margin: 0; size: 2000mm 30cm\n}", "OC144", (2, 20), "a side of 2000mm"),
        ("h1 {}\nh2 { margin: calc(1px / 0) }", "OC144", (2, 25), "divided by 0"),
        (f"p::before {{ content: '{'x' * 5000}' }}", "OC144", (1, 22), "5,000 characters"),
        ("p { background: repeating-linear-gradient(red 0, blue 0.0001px) }", "OC144", (1, 17), "repeated after less"),
        (f"{'a, b, c, d {' * 8}{'}' * 8}", "OC144", (1, 85), "more than 10,000 selectors"),
        ("p { margin: 0 }\n" * 40_000, "OC140", (0, 0), "a style sheet of 640,000 characters"),
    ],
)
def test_a_fault_is_told_at_its_place(sheet: str, code: str, place: tuple[int, int], words: str) -> None:
    ((found, line, column, message),) = told(sheet)

    assert (found, (line, column)) == (code, place)
    assert words in message


def test_a_screen_has_fonts_of_its_own_behind_those_of_the_theme() -> None:
    assert told("p { font-family: Georgia, serif }", is_print=False) == []
    assert [each[0] for each in told("p { font-family: Georgia }", is_print=False)] == ["OC146"]
    assert [each[0] for each in told("p { font-family: Litterata, serif }", is_print=False)] == ["OC146"]


def test_all_faults_are_told_at_once() -> None:
    sheet = "p { width: 1e9px; height: 2e9px; font-family: Arial; background: url(http://example.org/) }"

    assert [each[0] for each in told(sheet)] == ["OC144", "OC144", "OC145", "OC146"]


@given(st.text(alphabet="{}()[]@;:,'\"/*\\ \n-ae1%!#.url", max_size=60))
def test_any_sheet_is_judged(sheet: str) -> None:
    for code, line, _, _ in told(sheet):
        assert code in {"OC144", "OC145", "OC146"}
        assert line >= 0
