r"""Formulas: ``$x^2$`` in the line, ``$$…$$`` on lines of their own (Pandoc User's Guide, 'Math').

``\(…\)`` and ``\[…\]`` are read where a sign of TeX stands between them: otherwise they are brackets with backslashes.
"""

import re

from markdown_it.rules_inline import StateInline

from octavo.load.markdown.attributes import braces_end

_INSIDE = r"(?:[^$\\]|\\.)"
_ENVIRONMENTS = "align|alignat|aligned|displaymath|eqnarray|equation|flalign|gather|gathered|math"

_DISPLAYED = re.compile(rf"\$\$((?:{_INSIDE}|\$(?!\$)){{1,4000}}?)\$\$", re.DOTALL)
_IN_LINE = re.compile(rf"\$(?=[^\s$])({_INSIDE}{{1,4000}}?)(?<!\s)\$(?!\d)", re.DOTALL)
"""Pandoc's rule: no space behind the first sign nor before the last, behind which no digit stands."""

_BRACKETS = re.compile(r"\\(?:\((.{1,4000}?)\\\)|\[(.{1,4000}?)\\\])", re.DOTALL)
_ENVIRONMENT = re.compile(rf"\\begin\{{((?:{_ENVIRONMENTS})\*?)\}}(.{{1,4000}}?)\\end\{{\1\}}", re.DOTALL)
_WHOLE = re.compile(r"(?:displaymath|equation|math)\*?")
"""Environments that say no more than that a formula stands here."""

_SIGN_OF_TEX = re.compile(r"[\\^_={}]")
_COMMAND = re.compile(r"\\[A-Za-z]")
_SIGN_OF_MARKDOWN = re.compile(r"\]\(|\\[-<>=@^*\[\]().`~+\"']")
"""What no formula holds: a link, and a backslash before a sign that TeX has no command for."""

_WORDS = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}|[^\W\d_]{4,}|^\d[\d.,]*\s+[^\W\d_]{2,}|[.;:!?]\s|\n")
_UNFINISHED = re.compile(r"(?<!\\)[-/,;:(+=<>]\Z")
_GOES_ON = re.compile(r"[\w({$]")
"""What stands behind the sign of a variable: its name, perhaps in brackets."""

_ID = re.compile(r"[ \t]*\{#([^\s{}]+)\}")


def formula(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Read a formula. Two prices in a line are none, nor are names of variables: ``$5 and $7``, ``$HOME/$USER``."""
    match state.src[state.pos]:
        case "$":
            found = _DISPLAYED.match(state.src, state.pos, state.posMax)
            is_displayed = found is not None
            found = found or _IN_LINE.match(state.src, state.pos, state.posMax)
            if found is None or not (is_displayed or _is_meant(found)):
                return False
            tex, at = found[1], found.start(1)
        case "\\":
            found = _BRACKETS.match(state.src, state.pos, state.posMax)
            if found is not None and _is_bracketed(found[0]):
                is_displayed = found[2] is not None
                tex, at = found[found.lastindex or 1], found.start(found.lastindex or 1)
            elif found := _ENVIRONMENT.match(state.src, state.pos, state.posMax):
                is_displayed = True
                is_whole = _WHOLE.fullmatch(found[1]) is not None
                tex, at = (found[2], found.start(2)) if is_whole else (found[0], found.start())
            else:
                return False
        case _:
            return False
    end = found.end()
    named = _ID.match(state.src, end, state.posMax) if is_displayed and braces_end(state.src, end) != end else None
    token = state.push("formula", "", 0)
    token.content = tex
    token.meta |= {"tex_at": at, "is_displayed": is_displayed, "id": named[1] if named else ""}
    state.pos = named.end() if named else end
    return True


def _is_meant(found: re.Match[str]) -> bool:
    """Whether what stands between two dollar signs is a formula and no text between two prices or variables."""
    tex = found[1]
    if _UNFINISHED.search(tex) and _GOES_ON.match(found.string, found.end(), found.endpos) and not _COMMAND.search(tex):
        return False
    return _SIGN_OF_TEX.search(tex) is not None or _WORDS.search(tex) is None


def _is_bracketed(written: str) -> bool:
    """Whether brackets with backslashes are those of a formula, and no brackets that shall be seen as such."""
    inside = written[2:-2]
    if _SIGN_OF_MARKDOWN.search(inside):
        return False
    return _COMMAND.search(inside) is not None or (
        _SIGN_OF_TEX.search(inside) is not None and _WORDS.search(inside) is None
    )
