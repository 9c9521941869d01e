"""The LaTeX of BibTeX values, made so that pandoc loses nothing of it in silence."""

import re
import unicodedata
from collections.abc import Mapping

_TOKEN = re.compile(
    r"""\\(?P<command>[A-Za-z]+|.)
    |\$(?!\s)(?P<formula>(?:\\.|[^$\\])*?[^$\s\\])\$(?!\d)
    |(?P<sign>[&%#_^$])""",
    re.DOTALL | re.VERBOSE,
)
_DOTLESS = re.compile(r"(\\[\"'`^~=.uvH]\s*\{?\s*)\\([ij])(?![A-Za-z])")
"""The letters i and j without their dots, under an accent: pandoc would keep the accent beside the letter."""

_SCRIPT = re.compile(r"([_^])(?:\{([^{}\\$]*)\}|([^{}\\\s]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_SCRIPTS = {"_": "textsubscript", "^": "textsuperscript"}

_NAMES_OF_SIGNS = """
— textemdash  – textendash  … textellipsis  · textperiodcentered  − textminus  × texttimes  ÷ textdiv  ± textpm
€ texteuro euro  ¢ textcent  ¥ textyen  ™ texttrademark  ℠ textservicemark  № textnumero  ‰ textperthousand
ª textordfeminine  º textordmasculine  ¹ textonesuperior  ² texttwosuperior  ³ textthreesuperior
¡ textexclamdown  ¿ textquestiondown  ‡ textdaggerdbl  | textbar  ¦ textbrokenbar  ¬ textlnot  ‖ textbardbl
← textleftarrow  → textrightarrow  ↑ textuparrow  ↓ textdownarrow  ⁄ textfractionsolidus  ◦ textopenbullet
Ω textohm  ℮ textestimated  ℃ textcelsius  ‽ textinterrobang  ※ textreferencemark  ℗ textcircledP  ♪ textmusicalnote
ð dh  Ð DH  þ th  Þ TH  đ dj  Đ DJ  ŋ ng  Ŋ NG  ‚ quotesinglbase  ⟨ textlangle  ⟩ textrangle  ƒ textflorin
⚭ textmarried  ⚮ textdivorced  ₤ textlira  ₩ textwon  ₫ textdong  ₱ textpeso  ฿ textbaht
"""
_SIGNS: Mapping[str, str] = {
    name: sign
    for line in _NAMES_OF_SIGNS.strip().splitlines()
    for sign, *names in map(str.split, line.split("  "))
    for name in names
}
r"""Signs by the commands of LaTeX that pandoc drops, such as ``\textemdash``."""

_SIGN = re.compile(rf"(?<!\\)\\({'|'.join(sorted(_SIGNS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\s+)?")


def _with_signs(value: str) -> str:
    r"""Return a value with the signs that some commands stand for, and without the white space behind these."""
    return _SIGN.sub(lambda found: _SIGNS[found[1]], value)


def commands(value: str) -> frozenset[str]:
    r"""Return the commands in a value, such as ``emph`` and ``"``; those in formulas are no words."""
    return frozenset(found["command"] for found in _TOKEN.finditer(_with_signs(value)) if found["command"])


def verbatim(value: str) -> str:
    r"""Return a value that is no LaTeX, such as an address, without its backslashes (``a\_b``) and outer braces."""
    return re.sub(r"\\(.)", lambda found: "" if found[1] in "{}\\" else found[1], value).strip(" {}")


def odd_formulas(value: str) -> tuple[str, ...]:
    """Return the formulas in a value that cannot be made text."""
    found = (found["formula"] for found in _TOKEN.finditer(value))
    return tuple(formula for formula in found if formula and _formula(formula).startswith("$"))


def well_formed(value: str, unread: frozenset[str]) -> str:
    r"""Return a value with ``\`` before the signs that mean something in LaTeX, and without the commands ``unread``.

    Simple formulas (letters, digits, Greek, raised and lowered signs) become text.
    """

    def token(found: re.Match[str]) -> str:
        command, formula, sign = found["command"], found["formula"], found["sign"]
        if command:
            return "" if command in unread else found[0]
        if formula:
            return _formula(formula)
        return rf"\{sign}{{}}" if sign == "^" else rf"\{sign}"

    return _TOKEN.sub(token, _DOTLESS.sub(r"\1\2", _with_signs(value)))


def _formula(text: str) -> str:
    """Return a simple formula as text, another one as a formula, and what only looks like one with its dollar signs."""
    if text.count("{") != text.count("}"):
        return rf"\${well_formed(text, frozenset())}\$"
    simple = _SCRIPT.sub(lambda found: f"\0{_SCRIPTS[found[1]]}{{{found[2] or found[3]}}}", text)
    simple = _COMMAND.sub(_greek, simple)
    return f"${text}$" if re.search(r"[\\_^]", simple) else simple.replace("\0", "\\")


def _greek(command: re.Match[str]) -> str:
    r"""Return the letter that a command such as ``\alpha`` stands for."""
    case = "CAPITAL" if command[1][0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {case} LETTER {command[1].upper()}")
    except KeyError:
        return command[0]
