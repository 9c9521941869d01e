"""Page numbers: all of them from one map, with their words, checkable and links where they can be."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from markupsafe import Markup

from octavo.model.diagnostics import Diagnostic
from octavo.model.folios import FolioRange, Folios
from octavo.model.origin import Origin
from octavo.model.output import Medium
from octavo.model.page_map import PageMap
from octavo.render.pages import Pages

HERE = Origin("content/wells/text/well.md", 3)
WORDS = {"page": "p.", "pages": "pp.", "passage": "passage", "passages": "passages", "printed-pages": "In print."}
MAP = {"a": 3, "b": 7, "c": 8, "d": 8, "e": 9, "f": 12}


def pages(medium: Medium, found: Mapping[str, int] | None, faults: list[Diagnostic] | None = None) -> Pages:
    page_map = None if found is None else PageMap(pages=found, count=20)
    return Pages(medium=medium, page_map=page_map, word=WORDS.__getitem__, faults=[] if faults is None else faults)


def number(target: str, text: str) -> str:
    return f'<a class="page-number" data-target="{target}" href="#{target}">{text}</a>'


def test_neighbouring_pages_are_merged_into_ranges() -> None:
    printed = pages("print", MAP).bare("fedcba", HERE, before=", ")

    assert printed == (
        f'<span class="page-ref">, {number("a", "3")}, {number("b", "7")}\N{EN DASH}\N{WORD JOINER}{number("e", "9")}, '
        f"{number('f', '12')}</span>"
    )


def test_folios_are_printed_and_not_the_pages_of_the_file() -> None:
    folios = Folios(ranges=(FolioRange(1, "roman"), FolioRange(9, "arabic")))
    numbered = replace(pages("print", MAP), page_map=PageMap(pages=MAP, count=20, folios=folios))

    assert numbered.bare("abcdef", HERE).striptags().replace("\N{WORD JOINER}", "") == "iii, vii–viii, 1, 4"
    assert "(p. vii)" in numbered.reference("b", HERE).striptags()


@pytest.mark.parametrize(
    ("anchors", "words"), [("a", "p.\u00a0"), ("cd", "p.\u00a0"), ("bc", "pp.\u00a0"), ("af", "pp.\u00a0")]
)
def test_one_page_is_p_and_several_are_pp(anchors: str, words: str) -> None:
    printed = pages("print", MAP).named(anchors, HERE, before="Cited on ", after=".")

    assert printed.startswith(f'<span class="page-ref">Cited on {words}<a')
    assert printed.endswith("</a>.</span>")


def test_before_the_first_layout_numbers_have_three_digits() -> None:
    assert pages("print", None).bare("ab", HERE) == (
        f'<span class="page-ref"> {number("a", "000")}, {number("b", "000")}</span>'
    )


def test_a_place_that_was_not_laid_out_is_a_fault_at_the_reference() -> None:
    faults: list[Diagnostic] = []

    pages("print", MAP, faults).reference("nowhere", HERE)
    pages("reflow", MAP, faults).bare(("a", "lost"), HERE)

    assert [str(fault).split(" · ")[0] for fault in faults] == [
        "content/wells/text/well.md:3: error OC303: the page of 'nowhere' is not known",
        "content/wells/text/well.md:3: error OC303: the page of 'lost' is not known",
    ]


def test_on_screens_the_numbers_of_the_printing_are_links() -> None:
    assert pages("reflow", MAP).named("bc", HERE) == (
        '<span class="page-ref"> pp.\u00a0<a class="page-number" href="#b">7</a>\N{EN DASH}'
        '<a class="page-number" href="#c">8</a></span>'
    )


def test_a_screen_says_that_numbers_are_those_of_the_printing() -> None:
    assert pages("reflow", MAP).explained() == '<p class="page-ref page-numbers first">In print.</p>'
    assert not pages("reflow", None).explained()
    assert not pages("print", MAP).explained()


def test_an_ebook_without_a_printing_counts_passages() -> None:
    assert pages("reflow", None).named("fa", HERE) == (
        '<span class="page-ref"> passages\u00a0<a class="page-number" href="#f">1</a>, '
        '<a class="page-number" href="#a">2</a></span>'
    )


@pytest.mark.parametrize("medium", ["print", "reflow"])
def test_what_occurs_nowhere_has_no_pages(medium: Medium) -> None:
    assert not pages(medium, MAP).bare((), HERE)
    assert not pages(medium, MAP).named((), HERE)


def test_screens_print_no_page_in_contents_and_cross_references() -> None:
    assert not pages("reflow", MAP).reference("a", HERE)
    assert pages("reflow", MAP).led_to(Markup("A <em>title</em>"), "a", HERE) == "A <em>title</em>"


def test_a_line_of_the_contents_is_led_to_its_page() -> None:
    assert pages("print", MAP).led_to(Markup("A <em>title</em>"), "f", HERE) == (
        '<span class="contents-title">A <em>title</em><span class="leader"></span></span>'
        '<span class="page-ref"><span class="page-number" data-target="f">12</span></span>'
    )
