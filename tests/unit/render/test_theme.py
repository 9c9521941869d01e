"""The theme `plain` keeps the rules of the house."""

import re

import pytest

from tests.unit.render.factory import theme

THEME = theme()
RULES = re.compile(r"([^{}]+)\{([^{}]*)\}")


def rules(css: str) -> list[tuple[str, str]]:
    """Return selectors and declarations, without comments."""
    return [
        (selector.strip(), body) for selector, body in RULES.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    ]


def test_a5_is_the_page_that_was_agreed() -> None:
    paper = THEME.settings.papers["a5"]

    assert (paper.width, paper.height, paper.leading, paper.lines) == (148, 210, 13, 36)
    assert paper.width - paper.inner - paper.outer == 106


@pytest.mark.parametrize("name", sorted(THEME.settings.papers))
def test_margins_keep_the_old_order(name: str) -> None:
    paper = THEME.settings.papers[name]
    left = paper.height - paper.top - paper.lines * paper.leading * 25.4 / 72

    assert paper.inner <= paper.top < paper.outer < paper.bottom
    assert left == pytest.approx(paper.bottom, abs=0.2)


def test_no_text_is_set_in_capitals_turned_small() -> None:
    """T13: the same small capital would stand for two characters, and copied text would be wrong."""
    for css in (THEME.print_css, THEME.reflow_css):
        assert "all-small-caps" not in css
        assert "c2sc" not in css
        assert "uppercase" not in css


def test_on_paper_all_is_black_or_a_grey_that_a_copier_keeps() -> None:
    colours = {value for _, body in rules(THEME.print_css) for value in re.findall(r"#[0-9a-fA-F]{3,8}", body)}

    assert colours <= {"#333"}
    assert "background" not in THEME.print_css.replace("backgrounds", "")


def test_screens_leave_to_the_reader_what_is_the_readers() -> None:
    """E14: no size, colour, ground, line height or margin for the body of the text, and nothing forced."""
    body = " ".join(
        declarations for selector, declarations in rules(THEME.reflow_css) if selector in {"body", "html", "p"}
    )

    for owned in ("font-size", "color", "background", "line-height", "margin-left", "margin-right"):
        assert owned not in body
    assert "!important" not in THEME.reflow_css
    assert not re.search(r"[\d.]+pt\b", THEME.reflow_css)
    assert not re.search(r"line-height:\s*[\d.]+(px|pt|mm)", THEME.reflow_css)


def test_rules_on_screens_have_the_colour_of_the_text() -> None:
    for _, body in rules(THEME.reflow_css):
        for value in re.findall(r"border[a-z-]*:([^;]*)", body):
            assert not re.search(r"#|rgb|grey|gray|black", value)


def test_an_ebook_embeds_four_styles_at_most() -> None:
    assert sum(face.reflow for face in THEME.settings.faces) <= 4


def test_every_face_is_a_family_that_the_style_sheet_uses() -> None:
    used = THEME.print_css + THEME.reflow_css
    of_charts = THEME.settings.faces[-1].family

    assert of_charts == "Octavo Sans"
    assert all(face.family in used or face.family == of_charts for face in THEME.settings.faces)


def test_typefaces_are_credited() -> None:
    told = [text for key, text in THEME.settings.tokens.items() if key.startswith("typeface-")]

    for family in ("Literata", "Octavo Mono", "Octavo Sans"):
        assert any(text.startswith(family) for text in told)
    assert all("SIL Open Font License" in text for text in told)
