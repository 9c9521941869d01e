"""The door to the word lists: which words of a list the language does not know.

The lists are Hunspell's and are read by spylls, a port of Hunspell; they lie in ``words/``.
"""

import io
import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words"

OXFORD = "iz"
"""Oxford spelling writes *organize* where the British list has *organise*; both are English as it is written there."""

IN_COMPOUNDS = "c"
"""The flag of what is no word by itself, as the file of rules names it."""

NEVER_OXFORD = re.compile(
    "advert|adv|appr|ar|chast|circumc|compr|comprom|dem|desp|dev|disgu|enterpr|exc|exerc|"
    "franch|improv|inc|merchand|pract|prem|prom|ra|rev|r|superv|surm|surpr|telev|w"
)
"""Words that have *-ise* in every spelling, since it is no ending in them; only what stands before it."""


def look_up(request: bytes) -> bytes:
    """Return, as a JSON list, the words that the language does not know; ``null`` where it has no list.

    ``request`` is JSON: ``language`` (a code such as ``en-GB``) and ``words``. The answer depends on nothing else but
    the lists, so it may be kept.
    """
    asked = json.loads(request)
    language, words = asked["language"], asked["words"]
    # The name is a book's: it may be no way to another folder.
    if language not in {path.stem for path in WORDS.glob("*.dic")}:
        return b"null"
    listed = listed_words(language)
    unlisted = [word for word in words if word not in listed and not (word.istitle() and word.lower() in listed)]
    return json.dumps([word for word in unlisted if not knows(word, language)], ensure_ascii=False).encode()


def knows(word: str, language: str) -> bool:
    """Whether ``language`` knows ``word`` in any of its forms, by the list and its rules."""
    return any(map(_dictionary(language), _forms(word)))


@cache
def listed_words(language: str) -> frozenset[str]:
    """Return the words that stand in the list of ``language`` as they are, without what its rules make of them.

    To read the list with its rules takes twenty times as long, and few corrections need them.
    """
    _, *lines = (WORDS / f"{language}.dic").read_text(encoding="utf-8").split("\n")
    entries = (line.partition("/") for line in lines)
    return frozenset(word for word, _, flags in entries if IN_COMPOUNDS not in flags)


@cache
def _dictionary(language: str) -> Callable[[str], bool]:
    """Read the word list of ``language``."""
    from spylls.hunspell import Dictionary
    from spylls.hunspell.readers import read_aff, read_dic
    from spylls.hunspell.readers.file_reader import BaseReader

    def opened(suffix: str) -> Any:  # noqa: ANN401 - the library carries no types
        # Its own reader of files leaves them open.
        reader = BaseReader(io.StringIO((WORDS / f"{language}{suffix}").read_text(encoding="utf-8")))
        reader.reset_encoding = lambda _encoding: None
        return reader

    affixes, context = read_aff(opened(".aff"))
    lookup: Callable[[str], bool] = Dictionary(affixes, read_dic(opened(".dic"), aff=affixes, context=context)).lookup
    return lookup


def _forms(word: str) -> tuple[str, ...]:
    """Return ``word`` as it may stand in the list: without its accents, and with -ise for -ize."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
    stem, oxford, _ = bare.lower().partition(OXFORD)
    if not oxford or NEVER_OXFORD.fullmatch(stem):
        return (word, bare)
    return (word, bare, bare.replace(OXFORD, "is"))
