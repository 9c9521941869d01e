"""Words as they are counted in sources and in books."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def words_of(text: str) -> list[str]:
    """Return the words of ``text``: runs of letters and digits, composed, without what is not seen."""
    return _WORD.findall(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


def counted(texts: Iterable[str]) -> Counter[str]:
    """Count the words of ``texts``, each of which ends a word."""
    return Counter(word for text in texts for word in words_of(text))
