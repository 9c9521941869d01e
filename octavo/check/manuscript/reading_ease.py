"""How easily prose reads: Flesch's formulas, for English.

Reading ease is 206.835 - 1.015 ASL - 84.6 ASW, and the grade of Flesch and Kincaid 0.39 ASL + 11.8 ASW - 15.59, where
ASL is the number of words in a sentence and ASW that of syllables in a word. About 60 to 70 suits readers of 13 to 15;
the grade plus one is about the school year in the United Kingdom. Quotations are left out, as nobody will rewrite them.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from octavo.check.manuscript.character_places import OBJECT, QUOTED
from octavo.check.manuscript.passages import Passage

LANGUAGE = "en"
WORD = re.compile(r"\w+(?:['’.,]\w+)*")
END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s|$)")
VOWELS = re.compile(r"[aeiouy]+")
ACCENTED = re.compile("[aeiouy][\u0300-\u036f]+")
"""A vowel with an accent, which is always spoken."""

HIATUS = re.compile(r"(?<![cstxgln])i[aou]|(?<!p)eo|rea(?=t[eio])|ide(?=a)|ua[lt]|[aeo]ing$")
"""Neighbouring vowels that are spoken apart (*period*, *being*)."""

SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiouy]l)e$|(?<![aeiouytd])ed$|(?<![aeiouysxzcgh])es$")
"""Endings whose vowel is not spoken (*stone*, *named*, *times*)."""

LONG_QUOTATION = 5
"""From how many words on something between quotation marks is a quotation, and no name or term."""

LEFT_OUT = frozenset({"quotation", "source", "footnote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The counts of a text, and what they say; ``None`` where there are no words."""

    sentences: int
    words: int
    syllables: int

    @property
    def ease(self) -> float | None:
        """Flesch reading ease: from 0 (hard) to 100 (easy), and beyond both."""
        if not self.sentences or not self.words:
            return None
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float | None:
        """Flesch and Kincaid's grade of United States schools."""
        if not self.sentences or not self.words:
            return None
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def reading_of(passages: Iterable[Passage], abbreviations: Collection[str]) -> Reading:
    """Measure the paragraphs of ``passages``, without quotations, sources, tables and footnotes.

    ``abbreviations`` end with a full stop that ends no sentence. A number counts as a word of one syllable.
    """
    sentences = words = syllables = 0
    for passage in passages:
        if passage.role == "prose" and not LEFT_OUT & set(passage.around):
            text = QUOTED.sub(_unless_long, passage.letters.value).replace(OBJECT, "")
            found = WORD.findall(text)
            words += len(found)
            syllables += sum(map(syllables_in, found))
            sentences += _sentences(text, abbreviations) if found else 0
    return Reading(sentences=sentences, words=words, syllables=syllables)


def syllables_in(word: str) -> int:
    """Return about how many syllables an English ``word`` has: at least one."""
    letters = ACCENTED.sub("a", unicodedata.normalize("NFD", word.lower()))
    spoken = SILENT.sub("", letters) or letters
    return max(1, len(VOWELS.findall(spoken)) + len(HIATUS.findall(letters)))


def _unless_long(quotation: re.Match[str]) -> str:
    if len(WORD.findall(quotation[0])) < LONG_QUOTATION:
        return quotation[0]
    return quotation[0][-2] if END.match(quotation[0], len(quotation[0]) - 2) else ""


def _sentences(text: str, abbreviations: Collection[str]) -> int:
    """Count the sentences of a paragraph; one that has no full stop at its end counts too."""
    count, rest = 0, 0
    for end in END.finditer(text):
        last = text[: end.end()].rsplit(maxsplit=1)[-1].lstrip('(“"‘')
        is_initial = len(last) == 2 and last[0].isupper()  # noqa: PLR2004 - a letter and its full stop
        behind = text[end.end() :].lstrip()
        if behind and (last in abbreviations or is_initial or behind[0].islower()):
            continue
        count, rest = count + 1, end.end()
    return count + bool(WORD.search(text, rest))
