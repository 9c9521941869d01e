"""How easily prose reads, by the formulas of its language.

Both formulas add to a constant something for each word of the mean sentence and for each syllable of the mean word. In
English they are Flesch's reading ease, where about 60 to 70 suits readers of 13 to 15, and the grade of Flesch and
Kincaid, to which one is added for the school year in the United Kingdom. Quotations are left out, as nobody will
rewrite them.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from octavo.check.manuscript.passages import Passage
from octavo.check.manuscript.placed_text import OBJECT, QUOTED
from octavo.check.manuscript.sentences import END, sentence_ends
from octavo.model.language import Language, ReadingEase
from octavo.model.phrases import read_phrase

WORD = re.compile(r"\w+(?:['’.,]\w+)*")

LONG_QUOTATION = 5
"""From how many words on something between quotation marks is a quotation, and no name or term."""

LEFT_OUT = frozenset({"quotation", "source", "footnote"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EaseCount:
    """The counts of a text, and what the formulas make of them; ``None`` without words or without formulas."""

    sentences: int
    words: int
    syllables: int
    formulas: ReadingEase | None

    @property
    def ease(self) -> float | None:
        """The ease of reading, from 0 (hard) to 100 (easy), and beyond both."""
        return self._value(self.formulas.ease) if self.formulas else None

    @property
    def grade(self) -> float | None:
        """The grade of United States schools."""
        return self._value(self.formulas.grade) if self.formulas else None

    def _value(self, formula: tuple[float, float, float]) -> float | None:
        if not self.sentences or not self.words:
            return None
        constant, by_sentence, by_word = formula
        return constant + by_sentence * self.words / self.sentences + by_word * self.syllables / self.words


def syllable_counter(forms: ReadingEase) -> Callable[[str], int]:
    """Return what tells about how many syllables a word has, as the ``forms`` of its language say: at least one."""
    vowels = re.escape(forms.vowels)
    vowel_run, accented = re.compile(f"[{vowels}]+"), re.compile(f"[{vowels}][\u0300-\u036f]+")
    apart, together = re.compile(_choice(forms.apart)), re.compile(f"(?=({_choice(forms.together)}))")
    silent_ending = re.compile(f"{_choice(forms.spoken)}$|({_choice(forms.silent)})$")

    def count(word: str) -> int:
        letters = accented.sub(forms.vowels[0], unicodedata.normalize("NFD", word.lower()))
        ending = silent_ending.search(letters)
        spoken = letters[: ending.start(1)] if ending and ending[1] else letters
        kept = [found.span(1) for found in together.finditer(letters)]
        groups = (found.span() for found in apart.finditer(letters))
        more = sum(not any(first <= start and end <= last for first, last in kept) for start, end in groups)
        return max(1, len(vowel_run.findall(spoken or letters)) + more)

    return count


def _choice(groups: Iterable[str]) -> str:
    """Return the pattern of groups of letters; a full stop at the end of one is the end of the word."""
    patterns = (read_phrase(group.removesuffix("."), {}, {}).pattern + "$" * group.endswith(".") for group in groups)
    return f"(?:{'|'.join(patterns) or '(?!)'})"


def formulas_of(language: Language) -> ReadingEase | None:
    """Return how the ease of reading is measured in ``language``, where its file says so."""
    return language.prose.reading_ease if language.prose else None


def count_ease(passages: Iterable[Passage], language: Language) -> EaseCount:
    """Measure the paragraphs of ``passages``, without quotations, sources, tables and footnotes.

    A number counts as a word of one syllable. Without formulas in the language no syllables are counted.
    """
    formulas = formulas_of(language)
    count = syllable_counter(formulas) if formulas else None
    sentences = words = syllables = 0
    for passage in passages:
        if passage.role == "prose" and not LEFT_OUT & set(passage.around):
            text = QUOTED.sub(_unless_long, passage.text.value).replace(OBJECT, "")
            found = WORD.findall(text)
            words += len(found)
            syllables += sum(map(count, found)) if count else 0
            sentences += _sentences(text, language.no_break_after) if found else 0
    return EaseCount(sentences=sentences, words=words, syllables=syllables, formulas=formulas)


def _unless_long(quotation: re.Match[str]) -> str:
    if len(WORD.findall(quotation[0])) < LONG_QUOTATION:
        return quotation[0]
    return quotation[0][-2] if END.match(quotation[0], len(quotation[0]) - 2) else ""


def _sentences(text: str, abbreviations: Collection[str]) -> int:
    """Count the sentences of a paragraph; one that has no full stop at its end counts too."""
    ends = [0, *sentence_ends(text, abbreviations)]
    return len(ends) - 1 + bool(WORD.search(text, ends[-1]))
