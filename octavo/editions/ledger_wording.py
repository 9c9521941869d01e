"""The wording that the ledger keeps: so many words around a change that no other place of the file reads so."""

import re
from collections.abc import Sequence

from octavo.editions.wording import kept_pattern, wording_pattern

LEAST = 12
"""Characters of a wording that hardly stands anywhere by chance."""

_WORD = re.compile(r"\S+")


def kept_wording(old: str, new: str, others: Sequence[str]) -> tuple[str, str]:
    """Return the words of ``old`` that changed, and those of ``new`` in their place, with words around them.

    There are as many that neither stands in ``others``, the rest of the file, nor twice in its own text.
    """
    first, last = _changed(old, new)
    words = list(_WORD.finditer(old))
    touched = [at for at, each in enumerate(words) if each.end() >= first and each.start() <= last]
    left, right = (touched[0], touched[-1]) if touched else (0, len(words) - 1)
    while True:
        start, end = (words[left].start(), words[right].end()) if words else (0, len(old))
        was, now = old[start:end], new[start : end + len(new) - len(old)]
        is_all = left <= 0 and right >= len(words) - 1
        if is_all or (
            len(was) >= LEAST and all(_is_single(each, text, others) for each, text in ((was, old), (now, new)))
        ):
            return was, now
        left, right = max(left - 1, 0), min(right + 1, len(words) - 1)


def is_read_in(words: str, text: str) -> bool:
    """Whether ``text`` reads as ``words`` were typed, once the marks are left out that the ledger knows."""
    return kept_pattern(words).search(text) is not None


def _changed(old: str, new: str) -> tuple[int, int]:
    """Return where two texts begin to differ, and where they cease to in the old one."""
    first = next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    same = 0
    while same < min(len(old), len(new)) - first and old[-1 - same] == new[-1 - same]:
        same += 1
    return first, len(old) - same


def _is_single(words: str, text: str, others: Sequence[str]) -> bool:
    if not words.strip():
        return False
    pattern = wording_pattern(words)
    return len(pattern.findall(text)) == 1 and not any(pattern.search(each) for each in others)
