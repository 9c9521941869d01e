"""Numbers in titles, and pages that a book has anew: what the source typed and Octavo sets by itself."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from octavo.importing.conversion import BookText, Conversion
from octavo.importing.manuscript import SourceMetadata
from octavo.importing.matter import matter_of
from octavo.importing.words import words_of
from octavo.model.inlines import Inlines, Text
from octavo.model.query import plain, runs

_CHAPTER = r"(?:chapter|kapitel|chapitre|capítulo|capitolo|rozdział|глава|розділ)"
_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_NUMBER = rf"(?P<number>\d{{1,3}}|[IVXLC]{{1,8}}|{'|'.join(_WORDS)})"
_NUMBERED = re.compile(
    rf"(?:{_CHAPTER}\s+{_NUMBER.replace('number', 'named')}\b[\s.:\u2014\u2013-]*"
    rf"|{_NUMBER}(?:[.:]\s*|\s+(?=\S)))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OWN = re.compile(
    rf"(?:{_CHAPTER}|letter|act|scene|canto|lesson|day|appendix)\s+\S+|[IVXLC]+\.?$|\d+(?:\.\d+)*[.:)]?(?:\s|$)",
    re.IGNORECASE,
)
_NO_CHAPTER = frozenset(
    {"unnumbered", "part", "volume", "prologue", "epilogue", "introduction", "conclusion", "titlepage"}
)
_BETWEEN = frozenset({"by", "edited", "translated", "illustrated", "and", "the", "of", "a", "von", "par", "with"})
_PART_NUMBER = re.compile(
    rf"(?:part|book|volume|teil|partie|livre|часть|частина)\s+{_NUMBER}\b[\s.:\u2014\u2013-]*(?=\S)", re.IGNORECASE
)


def prepared(conversion: Conversion, texts: Sequence[BookText], metadata: SourceMetadata) -> tuple[BookText, ...]:
    """Return the texts as Octavo sets them.

    Numbers of chapters that count from 1 are left out, as Octavo numbers chapters; where they count otherwise, the
    titles keep them and the chapters get no others. So are numbers of parts, and a title page that says nothing but
    what book.yaml says.
    """
    kept = [text for text in texts if not _is_said(conversion, text, metadata)]
    numbered = [text for text in kept if _is_chapter(text) and _number(text)]
    typed = [_number(text) for text in numbered]
    is_counted = bool(typed) and typed == list(range(1, len(typed) + 1))
    is_counted = is_counted and not (len(typed) == 1 and _may_be_words(numbered[0]))
    return tuple(_with_title(conversion, text, is_counted=is_counted) for text in kept)


def _is_chapter(text: BookText) -> bool:
    return matter_of(text.kind) in {"", "body"} and text.kind not in _NO_CHAPTER


def _number(text: BookText) -> int:
    """Return the number that a title begins with, if more than the number stands in it; 0 where it has none."""
    found = _NUMBERED.fullmatch(plain(text.title).strip())
    return value_of(found["named"] or found["number"]) if found and found["rest"].strip() else 0


def _may_be_words(text: BookText) -> bool:
    """Whether a title begins with a number that may be a word of it, as in *One Day* or *I Remember*."""
    found = _NUMBERED.fullmatch(plain(text.title).strip())
    return bool(found and found["number"]) and re.match(r"[A-Za-z]+\s", plain(text.title).strip()) is not None


def value_of(number: str) -> int:
    """Return the value of a number in figures, in Roman figures or in words; 0 where it is none."""
    if number.isdigit():
        return int(number)
    if number.casefold() in _WORDS:
        return _WORDS.index(number.casefold()) + 1
    values = [dict(zip("IVXLC", (1, 5, 10, 50, 100), strict=True))[each] for each in number.upper()]
    return sum(-one if one < other else one for one, other in zip(values, (*values[1:], 0), strict=True))


def _with_title(conversion: Conversion, text: BookText, *, is_counted: bool) -> BookText:
    title = plain(text.title).strip()
    if text.part:
        found = _PART_NUMBER.match(text.part)
        if found:
            conversion.left_out("numbers of parts, which the book sets", found[0])
            text = replace(text, part=text.part[found.end() :], title=_cut(text.title, found.end()))
        return replace(text, is_numbered=False) if text.kind == "part" else text
    if not _is_chapter(text):
        return replace(text, is_numbered=False)
    if is_counted and _number(text):
        found = _NUMBERED.fullmatch(title)
        cut = _cut(text.title, found.start("rest")) if found else text.title
        if cut is not text.title and found:
            conversion.left_out("numbers of chapters, which the book sets", title[: found.start("rest")])
            return replace(text, title=cut)
    is_numbered = not is_counted and not _OWN.match(title) and text.has_title
    return replace(text, is_numbered=is_numbered)


def _cut(title: Inlines, length: int) -> Inlines:
    """Return a title without its first characters, if they stand in its first piece; else as it is."""
    match title:
        case (Text(value=value), *rest) if len(value) > length or (len(value) == length and rest):
            return (Text(value=value[length:]), *rest)
        case _:
            return title


def _is_said(conversion: Conversion, text: BookText, metadata: SourceMetadata) -> bool:
    """Whether a title page says nothing that book.yaml does not say; it is left out then."""
    if text.kind not in {"titlepage", "halftitlepage"}:
        return False
    words = [*words_of(plain(text.title)), *(word for run in runs(text.blocks) for word in words_of(plain(run)))]
    said = {word.casefold() for word in words_of(" ".join(_sayings(metadata)))}
    if not {word.casefold() for word in words} <= said | _BETWEEN:
        return False
    conversion.left_out("the title page, which the book has anew", " ".join(words))
    conversion.ids |= dict.fromkeys(text.anchors, "")
    return True


def _sayings(metadata: SourceMetadata) -> Iterable[str]:
    yield from (metadata.title, metadata.subtitle, metadata.publisher, metadata.date)
    yield from (each.name for each in metadata.people)
