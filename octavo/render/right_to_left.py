"""Words that are read from right to left, in a book that is read from left to right.

The layout engine orders each line by the bidirectional algorithm of Unicode (UAX 9), in which a full stop or a bracket
at the end of a line belongs to the language of the book. Marks of direction beside such signs keep them with the words.
"""

import re

from octavo.model.inlines import Inlines, Span, Text
from octavo.model.writing_direction import is_right_to_left

MARK = "\N{RIGHT-TO-LEFT MARK}"
"""Has no shape and no width, and is read from right to left."""

_SIGNS = re.compile(r"(?<!\w)[^\w\s]+|[^\w\s]+(?!\w)")
"""Signs at the beginning or the end of a word, not those within one."""


def bound(children: Inlines) -> Inlines:
    """Return words of a language that is read from right to left, with marks of direction beside their signs."""
    return tuple(_bound(each) if isinstance(each, Text) else each for each in children)


def is_passage(children: Inlines) -> bool:
    """Whether a paragraph holds nothing but words that are read from right to left: it begins at the right."""
    spans = [each for each in children if not (isinstance(each, Text) and not each.value.strip())]
    return bool(spans) and all(isinstance(each, Span) and is_right_to_left(each.language) for each in spans)


def _bound(text: Text) -> Text:
    return Text(value=_SIGNS.sub(lambda signs: f"{MARK}{signs[0]}{MARK}", text.value), origin=text.origin)
