"""Read the words of a citation as Pandoc does: prefix, key, locator and suffix of each work.

Rules: Pandoc User's Guide, 'Citation syntax'; the names of locators are the CSL terms (CSL 1.0.2, appendix III).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from octavo.load.markdown.brackets import CITING, KEY

_WORDS: Mapping[str, str] = {
    "appendix": "app. apps. appendix appendices",
    "article-locator": "art. arts. article articles",
    "book": "bk. bks. book books",
    "chapter": "ch. chs. chap. chaps. chapter chapters",
    "column": "col. cols. column columns",
    "figure": "fig. figs. figure figures",
    "folio": "fol. fols. folio folios",
    "issue": "no. nos. issue issues",
    "line": "l. ll. line lines",
    "note": "n. nn. note notes",
    "opus": "op. opp. opus",
    "page": "p. pp. page pages",
    "paragraph": "para. paras. paragraph paragraphs ¶ ¶¶",
    "part": "pt. pts. part parts",
    "section": "sec. secs. sect. sects. section sections § §§",
    "sub-verbo": "s.v. s.vv.",
    "supplement": "supp. supps. supplement supplements",
    "table": "tab. tabs. table tables",
    "verse": "v. vv. verse verses",
    "volume": "vol. vols. volume volumes",
}
LABELS: Mapping[str, str] = {word: label for label, words in _WORDS.items() for word in words.split()}
"""The CSL term for each word that may stand before a locator."""

_KEY = re.compile(rf"(-?)@({KEY})(?![\w@])")
_LABEL = re.compile(
    "|".join(re.escape(word) for word in sorted(LABELS, key=len, reverse=True)), re.IGNORECASE | re.ASCII
)
_NUMBER = r"[^\s,;&]*\d[^\s,;&]*"
_ROMAN = r"[ivxlcdm]+(?:(?:--?|–)[ivxlcdm]+)*(?![\w'])"
_JOINT = r"\s*(?:,|&|--?-?|–|\band\b)\s*"
_BARE = re.compile(rf"{_NUMBER}(?:{_JOINT}{_NUMBER})*")
_LABELLED = re.compile(rf"(?:{_NUMBER}|{_ROMAN})(?:{_JOINT}(?:{_NUMBER}|{_ROMAN}))*", re.IGNORECASE)
_ENTRY = re.compile(r"[^,;]+")
_BRACES = re.compile(r"\{([^{}]*)\}")


class Cited(NamedTuple):
    """One work as the author wrote it; ``at`` is the offset of its key's sign in the citation."""

    prefix: str
    key: str
    label: str
    locator: str
    suffix: str
    without_author: bool
    at: int


def read_works(text: str) -> tuple[Cited, ...]:
    """Read ``see @a, p. 3; -@b``, or ``@a [p. 3; @b`` as it stands in a sentence (without the last bracket).

    Raises ``ValueError`` with the part that cannot be read.
    """
    return tuple(_read_work(part, offset) for offset, part in _parts(text))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Divide at semicolons that are neither escaped nor in braces nor the end of an entity; at commas between keys."""
    start = 0
    for found in re.finditer(r"\\.|\{[^{}]*\}|&#?\w{1,31};|(;|,(?=\s*-?@))", text, re.DOTALL):
        if found[1] == ";" or (found[1] and CITING.search(text, start, found.start())):
            yield start, text[start : found.start()]
            start = found.end()
    yield start, text[start:]


def _read_work(part: str, offset: int) -> Cited:
    marks = [found.start() for found in CITING.finditer(part) if part[found.start() - 1 : found.start()] != "\\"]
    key = _KEY.match(part, marks[0]) if len(marks) == 1 else None
    if key is None:
        raise ValueError(" ".join(part.split()))
    label, locator, suffix = _read_locator(" ".join(part[key.end() :].split()).removeprefix("["))
    return Cited(
        prefix=" ".join(part[: key.start()].split()),
        key=unicodedata.normalize("NFC", key[2].strip("{}")),
        label=label,
        locator=locator,
        suffix=suffix,
        without_author=bool(key[1]),
        at=offset + key.start(),
    )


def _read_locator(rest: str) -> tuple[str, str, str]:
    """Divide what follows a key into the locator's label, the locator and the suffix."""
    words = rest.removeprefix(",").lstrip()
    if braces := _BRACES.match(words):
        return (*_read_braces(braces[1].strip()), words[braces.end() :].strip())
    label, start = _read_label(words)
    if not label:
        found, label = _BARE.match(words), "page"
    else:
        found = (_ENTRY if label == "sub-verbo" else _LABELLED).match(words, start)
    if found is None:
        return "", "", rest
    locator = found[0].rstrip(" .:")
    return label, locator, words[found.start() + len(locator) :].strip()


def _read_braces(inside: str) -> tuple[str, str]:
    """Divide ``pp. iv, (v)``, which an author put in braces; nothing in them says that no locator is meant."""
    label, start = _read_label(inside)
    if label and start < len(inside):
        return label, inside[start:]
    return "page" if inside else "", inside


def _read_label(words: str) -> tuple[str, int]:
    """Return the CSL term that ``words`` begin with and the offset of what follows; no term where there is none."""
    found = _LABEL.match(words)
    if found is None or (found[0][-1].isalpha() and words[found.end() : found.end() + 1].isalnum()):
        return "", 0
    following = words[found.end() :]
    return LABELS[found[0].lower()], len(words) - len(following.lstrip())
