"""Tables on narrow screens: where their columns have no room, the cells of a row stand one below the other.

How wide a table must be depends on its longest words, and how wide a screen is on the size of the reader's letters. So
each table has a class that names a width in em, and the style sheet asks for the room that there is (container queries,
CSS Containment Module Level 3). A reading system that knows none leaves the columns as they are.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from markupsafe import Markup

WIDTHS = (9, 12, 16, 21, 28, 37, 50)
"""The widths, in em of the text, that a table may need; a wider one is taken to need the last."""

LETTER = 0.42
"""About how wide a letter is in a table, in em of the text."""

BETWEEN = 0.6
"""How far columns are apart at least, in em of the text."""

HEAD = "data-head"
"""The attribute of a cell that holds the head of its column."""

NOTE_CALL = re.compile(r'<a [^>]*class="note-call.*?</a>')

CONTAINERS = ".table,.chart,.chronology"
"""What a table has as much room as."""


def width_class(rows: Sequence[Sequence[Markup]]) -> str:
    """Return the class of a table with these rows, its head among them."""
    columns = zip_longest(*rows, fillvalue=Markup(""))
    needed = sum(max(map(_longest, column)) * LETTER + BETWEEN for column in columns)
    return f"needs-{next((width for width in WIDTHS if width >= needed), WIDTHS[-1])}"


def label_of(head: Markup) -> str:
    """Return the words of a column's head, without the numbers of notes."""
    return Markup(NOTE_CALL.sub("", head)).striptags()  # noqa: S704 -- what is left was safe before


def _longest(words: Markup) -> int:
    """Return how many letters the longest word has."""
    return max(map(len, words.striptags().split()), default=0)


def narrow_rules() -> Iterator[str]:
    """Yield the rules of a style sheet for screens."""
    yield f"{CONTAINERS}{{container-type:inline-size}}\n"
    for width in WIDTHS:
        table = f"table.needs-{width}"
        parts = ",".join(chain((table,), (f"{table} {part}" for part in ("tbody", "tr", "th", "td"))))
        # Themes set the sides and distances of columns by rules of any weight.
        rules = (
            f"{parts}{{display:block;overflow-wrap:anywhere;padding:0!important;text-align:left!important;width:auto}}",
            f"{table} thead,{table} .empty{{display:none}}",
            f"{table} tr{{border-top:1px solid;padding:.3em 0!important}}",
            f"{table} th{{font-weight:bold}}",
            f'{table} [data-head]::before{{content:attr(data-head) ": ";font-style:italic}}',
        )
        yield f"@container (max-width:{width - 0.01:g}em){{{''.join(rules)}}}\n"
