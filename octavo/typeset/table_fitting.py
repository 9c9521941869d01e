"""Tables that are wider than the text are set smaller, in two steps, and then across the height of a page of their own.

The style sheet says what smaller means, by the attribute ``data-fit`` of a table: ``narrow``, then ``narrower``. The
figure that holds a table gets ``data-broadside`` where it is turned (see :mod:`octavo.typeset.broadside`).
"""

import gc
import re
from itertools import count
from xml.etree import ElementTree as ET

from octavo.typeset.engine.protocols import LaidOutDocument
from octavo.typeset.layout_session import LayoutSession
from octavo.typeset.wide_tables import elements_of_wide_tables

TABLE = re.compile(r"""<table(?= |>)|<span(?=[^>]* class="as-table\b)""")
"""The begin of a table; in a footnote it is a span that is set as one."""

NUMBER = "data-table"
"""The attribute by which a table is known again in the layout."""

STEPS = (("narrow", False), ("narrower", False), ("", True), ("narrow", True), ("narrower", True))
"""What is tried in turn: how small the letters are, and whether the table is turned."""

OPEN = frozenset({"section", "body", "html"})
"""What a figure may stand in whose table is turned: all else would have to be turned with it."""


def has_tables(source: str) -> bool:
    """Whether the document ``source`` has any table."""
    return TABLE.search(source) is not None


def render_fitting(session: LayoutSession, source: str, *, may_turn: bool = True) -> LaidOutDocument:
    """Lay out the document ``source``, with the tables that are too wide in it in smaller letters, or turned.

    A table is turned only where the style sheet has pages for that, and where ``may_turn`` says so.
    """
    if not has_tables(source):
        return session.render(source)
    numbers = count()
    numbered = TABLE.sub(lambda found: f'{found[0]} {NUMBER}="{next(numbers)}"', source)
    document = session.render(numbered)
    tree = _Tables(numbered) if (wide := _wide(document)) else None
    while tree and tree.set_otherwise(wide, may_turn=may_turn and session.has_broadside):
        del document  # two layouts of a long chapter at a time would need twice the memory
        gc.collect()
        document = session.render(ET.tostring(tree.root, encoding="unicode"))
        wide = _wide(document)
    return document


def _wide(document: LaidOutDocument) -> set[str]:
    """Return the numbers of the tables that are too wide."""
    return {element.get(NUMBER, "") for element in elements_of_wide_tables(document.pages)}


class _Tables:
    """A document whose tables can be set in other ways."""

    def __init__(self, source: str) -> None:
        self.root = ET.fromstring(source)
        self._around = {child: parent for parent in self.root.iter() for child in parent}
        self._tables = {each.get(NUMBER, ""): each for each in self.root.iter() if each.get(NUMBER)}
        self._tried: dict[str, int] = {}

    def set_otherwise(self, numbers: set[str], *, may_turn: bool) -> bool:
        """Set tables in the next way that may help them; return whether there is one for any."""
        is_changed = False
        for number in sorted(numbers & set(self._tables)):
            table = self._tables[number]
            figure = self._figure(table)
            step = self._tried.get(number, 0)
            if step == len(STEPS) or (STEPS[step][1] and (figure is None or not may_turn)):
                continue
            fit, is_turned = STEPS[step]
            table.attrib.pop("data-fit", None)
            if fit:
                table.set("data-fit", fit)
            if is_turned and figure is not None:
                figure.set("data-broadside", "")
            self._tried[number] = step + 1
            is_changed = True
        return is_changed

    def _figure(self, table: ET.Element) -> ET.Element | None:
        """Return the figure that holds a table and stands in the open text; ``None`` where there is none."""
        above = [table]
        while (parent := self._around.get(above[-1])) is not None:
            above.append(parent)
        place = next((place for place, each in enumerate(above) if each.tag == "figure"), None)
        is_open = place is not None and all(each.tag in OPEN for each in above[place + 1 :])
        return above[place] if place is not None and is_open else None
