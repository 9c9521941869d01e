"""Tables that are wider than the text are set smaller, in two steps, before anybody is told of them.

The style sheet says what smaller means, by the attribute ``data-fit`` of a table: ``narrow``, then ``narrower``.
"""

import re
from itertools import count

from octavo.typeset.engine.protocols import LaidOutDocument
from octavo.typeset.layout_session import LayoutSession
from octavo.typeset.wide_tables import elements_of_wide_tables

STEPS = ("narrow", "narrower")
TABLE = re.compile(r"""<table(?= |>)|<span(?=[^>]* class="as-table\b)""")
"""The begin of a table; in a footnote it is a span that is set as one."""

NUMBER = "data-table"
"""The attribute by which a table is known again in the layout."""


def has_tables(source: str) -> bool:
    """Whether the document ``source`` has any table."""
    return TABLE.search(source) is not None


def render_fitting(session: LayoutSession, source: str) -> LaidOutDocument:
    """Lay out the document ``source``, with the tables that are too wide in it in smaller letters."""
    if not has_tables(source):
        return session.render(source)
    numbers = count()
    numbered = TABLE.sub(lambda found: f'{found[0]} {NUMBER}="{next(numbers)}"', source)
    document = session.render(numbered)
    for step in STEPS:
        wide = {element.get(NUMBER) for element in elements_of_wide_tables(document.pages)}
        if not wide:
            break
        for number in wide:
            mark = f'{NUMBER}="{number}"'
            numbered = re.sub(rf'{mark}( data-fit="\w+")?', f'{mark} data-fit="{step}"', numbered)
        document = session.render(numbered)
    return document
