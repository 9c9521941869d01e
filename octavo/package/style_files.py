"""The style sheet of an ebook as two files: what every reading system understands, and what only some do.

Adobe's engine, which many e-readers have, drops a whole file when it meets a query or a function that it does not know
(Readium CSS, *ePub compatibility*). So the first file holds rules that were known in 2012, and the second all others.
It is read behind the first.
"""

import re

CONDITIONS = frozenset({"container", "layer", "media", "supports"})
"""At-rules that hold other rules."""

FUNCTIONS = re.compile(r"(?:^|[^\w-])(?:calc|clamp|env|max|min|var)\(|(?:^|[{;\s])--[\w-]+\s*:")
"""Functions of values, and values with a name of one's own."""


def style_files(css: str) -> tuple[str, str]:
    """Return the rules of ``css`` for all reading systems, and those for the others; each keeps its order."""
    from tinycss2 import parse_stylesheet

    files: tuple[list[str], list[str]] = [], []
    for rule in parse_stylesheet(css):
        text = rule.serialize()
        is_new = getattr(rule, "lower_at_keyword", "") in CONDITIONS or (
            rule.type == "qualified-rule" and FUNCTIONS.search(text) is not None
        )
        files[is_new].append(text)
    return "".join(files[False]), "".join(files[True])
