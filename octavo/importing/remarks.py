"""Comments in a text: what an author of the source wrote for authors, and where its pages began."""

import re

from octavo.model.inlines import Text

_CLOSING = re.compile(r"-{2,}")


def comment(words: str) -> Text:
    """Return a comment as it is written in a line."""
    bare = _CLOSING.sub("-", " ".join(words.split())).strip("-").strip()
    return Text(value=f"<!-- {bare} -->", is_literal=True)
