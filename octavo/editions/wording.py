"""Find wording in a book, as people copy it from a page or from a file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from octavo.model.claim_text import ClaimText
from octavo.model.output import DISPUTE_SIGN
from octavo.model.read_wording import bare

_QUOTES = '"“”„«»'
_APOSTROPHES = "'‘’‚ʼ"
_DASHES = "-–—\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
_DISPUTED = re.compile(rf"(?<=\S){DISPUTE_SIGN}")
_PIECES = re.compile(rf"\s+|-{{2,3}}|\.\.\.|…|[{_QUOTES}]|[{_APOSTROPHES}]|[{_DASHES}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The wording stands in ``text`` from ``start`` to ``end``."""

    text: ClaimText
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words as the text has them."""
        return self.text.value[self.start : self.end]


@lru_cache(maxsize=4096)
def wording_pattern(words: str, *, any_quotes: bool = False) -> re.Pattern[str]:
    """Return what finds ``words`` however spaces, quotation marks and dashes are typed, or escaped in YAML.

    With ``any_quotes`` single quotation marks stand for double ones too: books print others than their files have.
    """
    pattern, place = "", 0
    words = words.strip()
    for found in _PIECES.finditer(words):
        is_quote = any_quotes and found[0] in _QUOTES + _APOSTROPHES
        any_form = rf"(?:''|\\?[{_QUOTES}{_APOSTROPHES}])" if is_quote else _any_form(found[0])
        pattern += re.escape(words[place : found.start()]) + any_form
        place = found.end()
    return re.compile(pattern + re.escape(words[place:]))


@lru_cache(maxsize=4096)
def kept_pattern(words: str) -> re.Pattern[str]:
    """Return what finds ``words`` of the ledger in a text: as they are read, or as they stand there.

    In a formula or in code a backslash and a star are no marks, but what the text says.
    """
    read = wording_pattern(bare(words)).pattern
    typed = wording_pattern(" ".join(words.split())).pattern
    return re.compile(read if typed == read else f"{typed}|{read}")


def undisputed(text: str) -> str:
    """Return a printed text without the signs behind what is disputed in it."""
    return _DISPUTED.sub("", text)


def _any_form(piece: str) -> str:
    if piece.isspace():
        return r"\s+"
    if piece in _QUOTES:
        return rf"\\?[{_QUOTES}]"
    if piece in _APOSTROPHES:
        return rf"(?:''|\\?[{_APOSTROPHES}])"
    if piece in {"...", "…"}:
        return r"(?:\.\.\.|…)"
    return rf"(?:-{{2,3}}|[{_DASHES}])"


def worded(texts: Iterable[ClaimText], words: str, *, any_quotes: bool = False) -> Iterator[Worded]:
    """Yield every place of ``texts`` that has ``words``; those inside of longer words are none."""
    if not words.strip():
        return
    pattern = wording_pattern(words, any_quotes=any_quotes)
    for text in texts:
        for found in pattern.finditer(text.value):
            if is_whole(text.value, found):
                yield Worded(text=text, start=found.start(), end=found.end())


def is_whole(text: str, found: re.Match[str]) -> bool:
    """Whether what was ``found`` in ``text`` is no part of a longer word."""
    start, end = found.span()
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    return not ((before.isalnum() and text[start].isalnum()) or (behind.isalnum() and text[end - 1].isalnum()))
