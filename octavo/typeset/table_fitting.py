"""Tables that are wider than the text are set smaller, in two steps, before anybody is told of them.

The style sheet says what smaller means, by the attribute ``data-fit`` of a table: ``narrow``, then ``narrower``.
"""

import re

from octavo.typeset.engine.protocols import Document
from octavo.typeset.layout_session import LayoutSession
from octavo.typeset.wide_tables import elements_of_wide_tables

STEPS = ("narrow", "narrower")
TABLE = re.compile(r"<table(?= |>)")
NUMBER = "data-table"
"""The attribute by which a table is known again in the layout."""


def render_fitting(session: LayoutSession, source: str) -> Document:
    """Lay out the document ``source``, with the tables that are too wide in it in smaller letters."""
    if TABLE.search(source) is None:
        return session.render(source)
    numbered = _numbered(source)
    document = session.render(numbered)
    for step in STEPS:
        wide = {element.get(NUMBER) for element in elements_of_wide_tables(document.pages)}
        if not wide:
            break
        for number in wide:
            numbered = re.sub(
                rf'<table {NUMBER}="{number}"( data-fit="\w+")?',
                f'<table {NUMBER}="{number}" data-fit="{step}"',
                numbered,
            )
        document = session.render(numbered)
    return document


def _numbered(source: str) -> str:
    pieces = TABLE.split(source)
    return pieces[0] + "".join(f'<table {NUMBER}="{place}"{piece}' for place, piece in enumerate(pieces[1:]))
