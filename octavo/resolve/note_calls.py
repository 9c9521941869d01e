"""Put the calls of footnotes where printers put them: close to the word, after the punctuation (T18)."""

import re
from dataclasses import replace

from octavo.model.inlines import Citation, Inline, Inlines, NoteCall, Span, Text, children, with_children
from octavo.model.query import plain

PUNCTUATION = re.compile(r"[\"'\u2019\u201d)\]]*[.,;:!?\u2026]+[\"'\u2019\u201d)\]]*")
"""What a call goes behind: a sign of punctuation with the quotation marks and brackets that close beside it."""

_ENDED = re.compile(r"[.!?\u2026][\"'\u2019\u201d\u00bb)\]]*\Z")
"""The end of a sentence, or of an abbreviation: no full stop is printed behind it."""

_FULL_STOP = re.compile(r"\.(?!\.)")

COMMA = Span(children=(Text(value=","),), classes=("superscript",))
"""Stands between two calls at the same place."""


def closed_up(inlines: Inlines) -> Inlines:
    """Return the run with each citation that became a footnote, or nothing, as a printer sets it.

    The author typed a space before the citation and punctuation after it: the space goes, and the punctuation moves
    before the call. A full stop that would then stand behind another goes too, as in Pandoc: that of a citation which
    was a sentence of its own, and that behind *et al.*
    """
    closed: list[Inline] = []
    for inline in inlines:
        each = with_children(inline, closed_up(children(inline)))
        if isinstance(each, Citation) and (not each.children or isinstance(each.children[0], NoteCall)):
            _close(closed)
        match each, closed[-1] if closed else None:
            case Text(value=value) as text, Citation(children=(*_, NoteCall())):
                signs = PUNCTUATION.match(value)
                moved = signs.end() if signs else 0
                _put_before_calls(closed, replace(text, value=value[:moved]))
                each = replace(text, value=value[moved:])
            case NoteCall() | Citation(children=(NoteCall(), *_)), NoteCall() | Citation(children=(*_, NoteCall())):
                closed.append(COMMA)
            case _:
                pass
        if not (isinstance(each, Text) and not each.value):
            closed.append(each)
    return tuple(closed)


def _close(closed: list[Inline]) -> None:
    """Take the space away with which ``closed`` ends."""
    if closed and isinstance(last := closed[-1], Text):
        words = last.value.rstrip()
        closed[-1:] = [replace(last, value=words)] if words else []


def _put_before_calls(closed: list[Inline], punctuation: Text) -> None:
    """Put ``punctuation`` before the calls with which ``closed`` ends, but no full stop behind another."""
    first = len(closed) - 1
    while first > 1 and closed[first - 1] is COMMA:
        first -= 2
    last = closed[first]
    words = last.children[:-1] if isinstance(last, Citation) else ()
    # What stands last before the calls has words, or is a mark of the index.
    if _FULL_STOP.match(punctuation.value) and _ENDED.search(plain((*closed[max(0, first - 3) : first], *words))):
        punctuation = replace(punctuation, value=punctuation.value[1:])
    if punctuation.value and isinstance(last, Citation):
        closed[first] = replace(last, children=(*words, punctuation, last.children[-1]))
    elif punctuation.value:
        closed.insert(first, punctuation)
