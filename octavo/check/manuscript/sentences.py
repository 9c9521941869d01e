"""Where sentences end: what the facts of prose and the measure of its ease have in common."""

import re
from collections.abc import Collection, Iterator

END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)")
OPENING = '(“"‘«„'


def sentence_ends(text: str, abbreviations: Collection[str]) -> Iterator[int]:
    """Yield the places in ``text`` behind which a sentence ends; the last one may have no full stop, and is left out.

    ``abbreviations`` end with a full stop that ends no sentence. Neither does an initial, or a stop before a small
    letter.
    """
    for end in END.finditer(text):
        last = text[: end.end()].rsplit(maxsplit=1)[-1].lstrip(OPENING)
        is_initial = len(last) == 2 and last[0].isupper()  # noqa: PLR2004 - a letter and its full stop
        behind = text[end.end() : end.end() + 9].lstrip()
        if not behind or not (last in abbreviations or is_initial or behind[0].islower()):
            yield end.end()
