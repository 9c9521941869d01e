"""Wording as it is read, without the marks that it is typed with."""

import re
from functools import lru_cache

_MARKS = (
    (re.compile(r"\[@[^\]]*\]|\[\^[^\]]*\]"), ""),
    (re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})"), r"\1"),
    (re.compile(r"[*`]|\\(?=\W)"), ""),
)
"""Marks that a wording may hold as it is typed, and what is read of them."""


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """Return ``words`` as they are read: without the marks for emphasis, links, citations and notes."""
    for pattern, read in _MARKS:
        words = pattern.sub(read, words)
    return " ".join(words.split())
