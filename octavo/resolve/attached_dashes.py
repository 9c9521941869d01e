"""Dashes that stand at what they part off, as Spanish has them: *vino —dijo— tarde* (Ortografía of 2010, raya)."""

import re
from collections.abc import Iterator

from octavo.resolve.character_stream import LINE_BREAK, CharacterStream, Edit

EM_DASH, JOINER = "\N{EM DASH}", "\N{WORD JOINER}"

_DASH = "(?<![-–—])(?:---?|—)(?![-–—])"
_OPENING = rf"(?:(?<=[\s(\[¿¡«“{LINE_BREAK}])|(?<![^\0])){_DASH}{JOINER}*(?=[\w¿¡«“\"'…*])"
_CLOSING = rf"(?<=[\w.!?»”\"'…)%]){JOINER}*{_DASH}(?=[\s.,;:!?»”)\]…{LINE_BREAK}]|\Z)"
_EITHER = re.compile(f"(?P<opening>{_OPENING})|{_CLOSING}")


def attach_dashes(stream: CharacterStream) -> Iterator[Edit]:
    """Yield the edits that make em dashes of ``--``, ``---`` and ``—`` that were typed with a space on one side only.

    A line may end before the dash that opens and behind the one that closes, not between dash and word.
    """
    for found in _EITHER.finditer(stream.value):
        yield Edit(*found.span(), EM_DASH + JOINER if found["opening"] else JOINER + EM_DASH)
