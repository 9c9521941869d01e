"""The little LaTeX that stands in BibTeX files: accents, letters, quotes and dashes become characters."""

import re
import unicodedata
from collections.abc import Mapping

ACCENTS: Mapping[str, str] = {
    "`": "\N{COMBINING GRAVE ACCENT}",
    "'": "\N{COMBINING ACUTE ACCENT}",
    "^": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "~": "\N{COMBINING TILDE}",
    '"': "\N{COMBINING DIAERESIS}",
    "=": "\N{COMBINING MACRON}",
    ".": "\N{COMBINING DOT ABOVE}",
    "u": "\N{COMBINING BREVE}",
    "v": "\N{COMBINING CARON}",
    "H": "\N{COMBINING DOUBLE ACUTE ACCENT}",
    "r": "\N{COMBINING RING ABOVE}",
    "c": "\N{COMBINING CEDILLA}",
    "k": "\N{COMBINING OGONEK}",
    "d": "\N{COMBINING DOT BELOW}",
    "b": "\N{COMBINING MACRON BELOW}",
}
LETTERS: Mapping[str, str] = {
    "ss": "ß",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "aa": "å",
    "AA": "Å",
    "i": "i",
    "j": "j",
    "ldots": "…",
    "dots": "…",
    "textendash": "–",
    "textemdash": "—",
}
SIGNS = (
    ("---", "\N{EM DASH}"),
    ("--", "\N{EN DASH}"),
    ("``", "\N{LEFT DOUBLE QUOTATION MARK}"),
    ("''", "\N{RIGHT DOUBLE QUOTATION MARK}"),
    ("~", "\N{NO-BREAK SPACE}"),
)
_ESCAPED = "&%$#_{}"

_COMMAND = re.compile(r"\\(?:(?P<word>[A-Za-z]+)\s*|(?P<sign>[^A-Za-z]))")
_LETTER = re.compile(
    r"\s*(?:\{\s*(?:\\(?P<dotless>[ij])|(?P<braced>\w))\s*\}|\\(?P<bare>[ij])(?![A-Za-z])|(?P<plain>\w))"
)


def from_latex(text: str) -> str:
    """Return ``text`` without its LaTeX: braces go, accents join their letters, white space shrinks to one space.

    Raises ``ValueError`` for a command that is not known here.
    """
    pieces: list[str] = []
    position = 0
    while command := _COMMAND.search(text, position):
        pieces.append(_signs(text[position : command.start()]))
        meaning, position = _meaning(text, command)
        pieces.append(meaning)
    pieces.append(_signs(text[position:]))
    return " ".join(unicodedata.normalize("NFC", "".join(pieces)).split(" ")).strip()


def _signs(text: str) -> str:
    for written, meant in SIGNS:
        text = text.replace(written, meant)
    return re.sub(r"[ \t\n]+", " ", text.replace("{", "").replace("}", ""))


def _meaning(text: str, command: re.Match[str]) -> tuple[str, int]:
    """Return what a command stands for, and where the text goes on after it."""
    name = command["word"] or command["sign"]
    if name in _ESCAPED:
        return name, command.end()
    if name in LETTERS:
        return LETTERS[name], command.end()
    if name in ACCENTS and (letter := _LETTER.match(text, command.end())):
        bare = letter["dotless"] or letter["braced"] or letter["bare"] or letter["plain"]
        return bare + ACCENTS[name], letter.end()
    raise ValueError(f"the LaTeX command '\\{name}' is not read")
