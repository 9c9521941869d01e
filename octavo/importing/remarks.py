"""What a text holds for authors alone: remarks, places where pages began, and marks of the index."""

import re

from octavo.model.inlines import Text

INDEX = "octavo-index:"
"""How the address of a link begins that stands for a mark of the index."""

_CLOSING = re.compile(r"-{2,}")


def comment(words: str) -> Text:
    """Return a comment as it is written in a line."""
    bare = _CLOSING.sub("-", " ".join(words.split())).strip("-").strip()
    return Text(value=f"<!-- {bare} -->", is_literal=True)
