"""Blanks to fill in, such as the day of a sheet for the class: ``__/__/____`` is no emphasis of a stroke."""

import re

from markdown_it.rules_inline import StateInline

_BLANKS = re.compile(r"(?<![\w\\])_{2,}(?:[/.:,|–-]{1,2}_{2,})+(?!\w)")


def blanks(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Keep blanks with nothing but signs between them as they are typed, where Markdown would print the signs alone."""
    found = _BLANKS.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "_" else None
    if found is None:
        return False
    state.pending += found[0]
    state.pos = found.end()
    return True
