"""Faults of templates are told at their line."""

from pathlib import Path

import pytest

from octavo.model.diagnostics import Faulty
from tests.unit.render.factory import TEMPLATES, book, paragraph, render, section, theme

THEME = theme()


def faults(tmp_path: Path, template: str, kind: str = "text") -> list[str]:
    """Set a book whose template for `kind` is `template`, and return what was found."""
    folder = tmp_path / "templates"
    (folder / "sections").mkdir(parents=True)
    (folder / "shared").mkdir()
    shared = (TEMPLATES / "shared" / "section.xhtml.j2").read_text(encoding="utf-8")
    (folder / "shared" / "section.xhtml.j2").write_text(shared, encoding="utf-8")
    (folder / "sections" / f"{kind}.xhtml.j2").write_text(template, encoding="utf-8")
    made = book(section("text", "One", paragraph("a")), section("text", "Two", paragraph("b"), id="two"))
    with pytest.raises(Faulty) as caught:
        render(made, THEME, templates=folder, medium="print")
    return [str(fault).removesuffix(" · correct the template at this line") for fault in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("template", "line", "problem"),
    [
        ("\n<p>{{ sektion.id }}</p>", 2, "'sektion' is undefined"),
        ("<p>{{ section.titel }}</p>", 1, "'octavo.model.book.Section object' has no attribute 'titel'"),
        ("<p>\n{% if %}\n</p>", 2, "Expected an expression, got 'end of statement block'"),
        ("<p>{{ word('bucket') }}</p>", 1, "the language 'en-GB' has no word 'bucket'"),
        ("<p>\n{{ 'a' * 'b' }}</p>", 2, "can't multiply sequence by non-int of type 'str'"),
        ("<p>\n\n{{ 1 + 'a' }}</p>", 3, "unsupported operand type(s) for +: 'int' and 'str'"),
        ("{% include 'sections/lost.xhtml.j2' %}", 1, "there is no template 'sections/lost.xhtml.j2'"),
        ("{% include '../lost.xhtml.j2' %}", 1, "there is no template '../lost.xhtml.j2'"),
    ],
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, template: str, line: int, problem: str) -> None:
    assert faults(tmp_path, template) == [
        f"templates/sections/text.xhtml.j2:{line}: error OC301: the template failed: {problem}"
    ]


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (
            "\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "its loops take more than 1,000,000 steps",
        ),
        ("\n{% for a in range(10 * 1000000) %}{% endfor %}", "Range too big"),
        ("\n{{ 'x' * 1000000000 }}", "'*' makes too much of little here"),
        ("\n{{ 9 ** 9 ** 9 }}", "'**' makes too much of little here"),
        (
            "\n{% for a in range(9999) %}{{ 'x' * 10000 }}{% endfor %}",
            "the section has more than 50,000,000 characters",
        ),
        (
            "\n{% set n = namespace(x='ab') %}{% for a in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "a text in it has more than 50,000,000 characters",
        ),
        (
            "\n{% set n = namespace(x='ab') %}{% for a in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "a text in it has more than 50,000,000 characters",
        ),
        ("\n{{ (['x' * 9999] * 9999) | join }}", "a text in it has more than 50,000,000 characters"),
        ("\n{{ ('x' * 9999) | replace('x', 'y' * 9999) }}", "a text in it has more than 50,000,000 characters"),
        ("\n{{ 'x' | center(1000000000) }}", "No filter named 'center'"),
        ("\n{{ 'x'.center(1000000000) }}", "access to attribute 'center' of 'str' object is unsafe"),
        ("\n{{ '{:>1000000000}'.format(1) }}", "access to attribute 'format' of 'str' object is unsafe"),
        ("\n{{ '{:>{}}'.format(1, 1000000000) }}", "access to attribute 'format' of 'str' object is unsafe"),
        ("\n{{ '%1000000000d' % 1 }}", "'%' makes too much of little here"),
        (
            "\n{% set n = namespace(x=9) %}{% for a in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}",
            "'*' makes too much of little here",
        ),
        ("\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "maximum recursion depth exceeded"),
        ("\n{{ ''.__class__ }}", "access to attribute '__class__' of 'str' object is unsafe"),
    ],
)
def test_a_template_comes_to_an_end(tmp_path: Path, template: str, problem: str) -> None:
    (told,) = set(faults(tmp_path, template))

    assert told.startswith("templates/sections/text.xhtml.j2:")
    assert f"error OC301: the template failed: {problem}" in told


def test_loops_of_several_sections_are_counted_each_by_itself(tmp_path: Path) -> None:
    assert faults(tmp_path, "{% for a in range(90000) %}{% endfor %}<p>{{ sektion }}</p>") == [
        "templates/sections/text.xhtml.j2:1: error OC301: the template failed: 'sektion' is undefined"
    ]


def test_markup_that_is_not_well_formed_is_told_with_its_end(tmp_path: Path) -> None:
    assert faults(tmp_path, "<p>{{ section.id }}\n</div>") == [
        "templates/sections/text.xhtml.j2: error OC301: the template failed: mismatched tag after '</'",
    ]


def test_a_kind_of_section_without_a_template_is_told(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, "", kind="errata")

    assert told == (
        "templates/sections/text.xhtml.j2: error OC301: the template failed: "
        "there is no template 'sections/text.xhtml.j2'"
    )


def test_faults_of_all_sections_are_gathered(tmp_path: Path) -> None:
    told = faults(tmp_path, "{% if section.id == 'two' %}{{ a }}{% else %}{{ b }}{% endif %}")

    assert [line.rpartition(": ")[2] for line in told] == ["'a' is undefined", "'b' is undefined"]


def test_our_own_mistakes_are_not_blamed_on_a_template() -> None:
    broken = section("text", "One", paragraph("a"), notes=None)  # type: ignore[arg-type] # a mistake of ours

    with pytest.raises(TypeError):
        render(book(broken), THEME, templates=TEMPLATES, medium="print")
