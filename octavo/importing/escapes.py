"""Words as they are written in a text file, so that no sign of them is read as a mark."""

import re

_ALWAYS = re.compile(r"[\\`*\[{}^~]")
_BRACKETS = {"[": "&#91;", "]": "&#93;"}
"""Brackets in brackets: with backslashes they would be those of a formula."""
_BEFORE_BRACKET = re.compile(r"\\(?=[\[\]()]|\Z)")
_MARK_OF_BACKSLASH = "\ue010"
"""A sign for private use that stands for a backslash which would make a bracket that of a formula."""

_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_KEY = re.compile(r"(?<![\w.])@(?=[\w{])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_DOLLAR = re.compile(r"\$")
_EMOJI = re.compile(r"(?<![\w:/]):(?=[a-z][a-z0-9_+-]*:(?![\w:/]))")
_PAIRS = re.compile(r"(?<![\w=])==(?=[^\s=])|(?<![\w+])\+\+(?=[^\s+])")
_BAR = re.compile(r"\|")
_PASTED = {"\t": " ", "\u2028": " ", "\u2029": " ", "\u000b": " ", "\u000c": " ", "\u0085": " "}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufffe\uffff\ufeff]")

_BEGINNINGS = re.compile(
    r"""
    (?P<number>\(?(?:\d{1,9}|[A-Za-z]|[ivxlcIVXLC]+|@\w*|\#))(?P<stop>[.)])(?=\s|$)
    | (?P<sign>[-+\#>:|=] | ~{3} | \.\.(?=\s) | !!! | \?\?\? )
    """,
    re.VERBOSE,
)


def escaped(text: str, *, in_cell: bool = False, in_brackets: bool = False) -> str:
    """Return ``text`` with a backslash before each sign that would be read as a mark inside a line.

    Signs that no text may hold are left out, and all that ends a line or a page becomes a space.
    """
    if in_brackets and any(sign in text for sign in _BRACKETS):
        pieces = re.split(r"([\[\]])", text)
        return "".join(_BRACKETS.get(piece) or escaped(piece, in_cell=in_cell) for piece in pieces)
    for sign, space in _PASTED.items():
        text = text.replace(sign, space)
    text = _CONTROL.sub("", text)
    text = _BEFORE_BRACKET.sub(_MARK_OF_BACKSLASH, text)
    for pattern in (_ALWAYS, _UNDERSCORE, _TAG, _KEY, _ENTITY, _DOLLAR, _EMOJI, _PAIRS):
        text = pattern.sub(lambda found: "\\" + found[0], text)
    text = text.replace(_MARK_OF_BACKSLASH, "&#92;")
    return _BAR.sub(r"\\|", text) if in_cell else text


def begun(line: str) -> str:
    """Return a line of running text so that its beginning is not read as the mark of a list, a heading or the like."""
    found = _BEGINNINGS.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.start('stop') :]}"
    return "\\" + line
