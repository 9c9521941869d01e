"""Put the calls of footnotes where printers put them: close to the word, after the punctuation (T18)."""

import re
from dataclasses import replace

from octavo.model.prose import Citation, Inline, Inlines, NoteCall, Text
from octavo.resolve.walk import children, with_children

PUNCTUATION = re.compile(r"[\"'\u2019\u201d)\]]*[.,;:!?\u2026]+[\"'\u2019\u201d)\]]*")
"""What a call goes behind: a sign of punctuation with the quotation marks and brackets that close beside it."""


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
            case Text(value=value) as text, Citation(children=(*words, NoteCall() as call)) as citation:
                if sign := PUNCTUATION.match(value):
                    punctuation = replace(text, value=sign.group())
                    closed[-1] = replace(citation, children=(*words, punctuation, call))
                    each = replace(text, value=value[sign.end() :])
            case _:
                pass
        closed.append(each)
    return tuple(closed)
