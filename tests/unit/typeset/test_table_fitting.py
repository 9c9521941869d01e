"""A table that is wider than the text is set smaller, and told only where that does not help."""

import weakref
from typing import Any, ClassVar

import pytest

from octavo.model.origin import Origin
from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS, in_units, page

SMALLER = """
table { font-size: 10pt } td { white-space: nowrap }
table[data-fit="narrow"] { font-size: 8pt } table[data-fit="narrower"] { font-size: 6pt }
"""
PLACE = Origin("content/wells/text/one.md", 7)


def table(letters: int, name: str = "table") -> str:
    """Return a table with a row of so many letters."""
    return f'<figure id="{name}"><table><tbody><tr><td>{"m" * letters}</td></tr></tbody></table></figure>'


@pytest.mark.parametrize(("letters", "size"), [(20, None), (28, "narrow"), (36, "narrower"), (60, "narrower")])
def test_a_wide_table_is_set_smaller_in_two_steps(letters: int, size: str | None) -> None:
    with layout_engine():
        from octavo.typeset.engine.box_tree import page_box
        from octavo.typeset.layout_session import LayoutSession
        from octavo.typeset.table_fitting import render_fitting

        body = f"{table(5, 'short')}{table(letters)}"
        document = render_fitting(LayoutSession(CSS + SMALLER, FONT_ASSETS), f"<html><body>{body}</body></html>")
        root: Any = page_box(document.pages[0])
        fits = {box.element: box.element.get("data-fit") for box in root.descendants() if box.element_tag == "table"}

    assert list(fits.values()) == [None, size]


@pytest.mark.parametrize(("letters", "codes"), [(36, []), (60, ["OC504"])])
def test_only_a_table_that_is_still_too_wide_is_told(letters: int, codes: list[str]) -> None:
    _, told = in_units(page(table(letters), origins={"table": PLACE}, css=SMALLER))

    assert [each.code for each in told] == codes
    assert all(each.origin == PLACE for each in told)


def test_a_table_in_a_footnote_is_set_smaller_too() -> None:
    """There it is a span, since a footnote is called from a line."""
    style = """
        .note { float: footnote } .as-table { display: table; font-size: 10pt } .as-tr { display: table-row }
        .as-td { display: table-cell; white-space: nowrap }
        .as-table[data-fit="narrow"] { font-size: 8pt } .as-table[data-fit="narrower"] { font-size: 6pt }
    """

    def told(letters: int) -> list[str]:
        row = f'<span class="as-tr"><span class="as-td">{"m" * letters}</span></span>'
        note = f'<span class="note" id="note"><span class="as-table">{row}</span></span>'
        return [each.code for each in in_units(page(f'<p id="p">oil{note}</p>', css=style))[1]]

    assert (told(36), told(60)) == ([], ["OC504"])


def test_a_layout_with_a_table_that_is_too_wide_is_let_go_before_the_next() -> None:
    # The longest chapter of a book may need 200 MB, and would need twice that.
    with layout_engine():
        from octavo.typeset.engine.protocols import LaidOutDocument
        from octavo.typeset.layout_session import LayoutSession
        from octavo.typeset.table_fitting import render_fitting

        class Watched(LayoutSession):
            alive: ClassVar[list[int]] = []
            known: ClassVar[list[weakref.ref[LaidOutDocument]]] = []

            def render(self, text: str) -> LaidOutDocument:
                self.alive.append(sum(each() is not None for each in self.known))
                document = super().render(text)
                self.known.append(weakref.ref(document))
                return document

        render_fitting(Watched(CSS + SMALLER, FONT_ASSETS), f"<html><body>{table(65)}</body></html>")
        assert len(Watched.alive) > 1
        assert not any(Watched.alive)
