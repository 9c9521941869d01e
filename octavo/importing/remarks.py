"""What a text holds for authors alone: remarks, places where pages began, and marks of the index."""

import re

from octavo.model.inlines import Inline, Text

INDEX = "octavo-index:"
"""How the address of a link begins that stands for a mark of the index."""

PAGE_MARK = "<!-- page "
"""How the comment begins that says that a page began."""

_CLOSING = re.compile(r"-{2,}")


def comment(words: str) -> Text:
    """Return a comment as it is written in a line."""
    bare = _CLOSING.sub("-", " ".join(words.split())).strip("-").strip()
    return Text(value=f"<!-- {bare} -->", is_literal=True)


def is_comment(inline: Inline) -> bool:
    """Whether ``inline`` is a comment, which is no part of the text."""
    return isinstance(inline, Text) and inline.is_literal and inline.value.startswith("<!-- ")
