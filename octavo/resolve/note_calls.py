"""Put the calls of footnotes where printers put them: close to the word, after the punctuation (T18)."""

import re
from dataclasses import replace

from octavo.model.inlines import Citation, Inline, Inlines, NoteCall, Span, Text, children, with_children

PUNCTUATION = re.compile(r"[\"'\u2019\u201d)\]]*[.,;:!?\u2026]+[\"'\u2019\u201d)\]]*")
"""What a call goes behind: a sign of punctuation with the quotation marks and brackets that close beside it."""

COMMA = Span(children=(Text(value=","),), classes=("superscript",))
"""Stands between two calls at the same place."""


def closed_up(inlines: Inlines) -> Inlines:
    """Return the run with each citation that became a footnote, or nothing, as a printer sets it.

    The author typed a space before the citation and punctuation after it: the space goes, and the punctuation moves
    before the call.
    """
    closed: list[Inline] = []
    for inline in inlines:
        each = with_children(inline, closed_up(children(inline)))
        match each, closed[-1] if closed else None:
            case Citation(children=() | (NoteCall(), *_)), Text(value=before) as text:
                closed[-1] = replace(text, value=before.rstrip())
            case Text(value=value) as text, Citation(children=(*_, NoteCall())) as citation:
                signs = PUNCTUATION.match(value)
                moved = signs.end() if signs else 0
                closed[-1] = _behind(citation, replace(text, value=value[:moved]))
                each = replace(text, value=value[moved:])
            case NoteCall() | Citation(children=(NoteCall(), *_)), NoteCall() | Citation(children=(*_, NoteCall())):
                closed.append(COMMA)
            case _:
                pass
        if not (isinstance(each, Text) and not each.value):
            closed.append(each)
    return tuple(closed)


def _behind(citation: Citation, punctuation: Text) -> Citation:
    """Put ``punctuation`` before the call with which ``citation`` ends."""
    *words, call = citation.children
    return replace(citation, children=(*words, punctuation, call)) if punctuation.value else citation
