"""Take out of LaTeX what says how a page looks: pandoc prints its arguments, and headings as they are defined anew."""

import re
from collections.abc import Callable, Iterator, Mapping

_KNOWN = (
    "part chapter section subsection subsubsection paragraph subparagraph footnote caption emph textbf textit texttt"
)
"""Commands whose meaning a book has itself, however a document defines them anew."""

_DEFINITION = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\s*\*?\s*\{?\s*(?P<own>\\[A-Za-z@]+)\s*\}?"
    r"|\\(?:def|gdef|edef)\s*(?P<bare>\\[A-Za-z@]+)[#0-9]*(?=\s*\{)"
)
_STARTS = re.compile(r"\\@startsection\s*\{\s*([a-z]+)\s*\}")

_ARGUMENTS: Mapping[str, int] = {
    "newtheoremstyle": 9,
    "titleformat": 5,
    "titlespacing": 4,
    "setlinkstext": 3,
    "newstyle": 2,
    "sectionfont": 1,
    "chapterfont": 1,
    "subsectionfont": 1,
    "allsectionsfont": 1,
    "lhead": 1,
    "chead": 1,
    "rhead": 1,
    "lfoot": 1,
    "cfoot": 1,
    "rfoot": 1,
    "fancyhead": 1,
    "fancyfoot": 1,
    "geometry": 1,
    "hypersetup": 1,
    "lstset": 1,
    "captionsetup": 1,
}
"""Commands of the layout, with how many groups in braces each has: of amsthm, titlesec, fancyhdr and others."""

_SHORT: Mapping[str, int] = {"titleformat*": 2}
"""The same of those that have fewer with a star."""

_FRAME_ARGUMENTS: Mapping[str, int] = {"spacing": 1, "multicols": 1, "adjustwidth": 2, "addmargin": 1}
"""The same of environments, whose content is kept."""

_LAYOUT = re.compile(rf"\\(({'|'.join(_ARGUMENTS)})\*?)(?![A-Za-z@])")
_FRAMES = re.compile(rf"\\begin\{{({'|'.join(_FRAME_ARGUMENTS)})\*?\}}")
_CLOSED = re.compile(rf"\\end\{{(?:{'|'.join(_FRAME_ARGUMENTS)})\*?\}}")
_FOR_SCREENS = re.compile(r"\\begin\{(htmlonly|rawhtml)\}.*?\\end\{\1\}", re.DOTALL)


def without_layout(text: str, tell: Callable[[str], None]) -> str:
    """Return a document without what only its layout needs; ``tell`` is told of what a reader may miss."""
    if _FOR_SCREENS.search(text):
        tell("what is for the HTML version alone (htmlonly) was left out")
        text = _FOR_SCREENS.sub("", text)
    text = _replaced(text, _DEFINITION, lambda found, end: _definition(text, found, end, tell))
    text = _replaced(
        text, _LAYOUT, lambda found, end: ("", _behind(text, end, _SHORT.get(found[1]) or _ARGUMENTS[found[2]]))
    )
    text = _replaced(text, _FRAMES, lambda found, end: ("", _behind(text, end, _FRAME_ARGUMENTS[found[1]])))
    return _CLOSED.sub("", text)


def _replaced(text: str, pattern: re.Pattern[str], change: Callable[["re.Match[str]", int], tuple[str, int]]) -> str:
    """Return ``text`` with each find that is not commented out as ``change`` has it, and from where it goes on."""
    pieces: list[str] = []
    at = 0
    for found in pattern.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if found.start() < at or re.search(r"(?<!\\)%", line):
            continue
        written, end = change(found, found.end())
        pieces += [text[at : found.start()], written]
        at = end
    return "".join((*pieces, text[at:]))


def _definition(text: str, found: "re.Match[str]", end: int, tell: Callable[[str], None]) -> tuple[str, int]:
    own = found["own"] or found["bare"]
    stop = _behind(text, end, 1)
    if stop == end:
        return found[0], end
    body = text[end:stop]
    if own[1:] in _KNOWN.split():
        tell(f"the document defines '{own}' anew: the book has it as it always is")
        return "", stop
    if starts := _STARTS.search(body):
        return rf"\newcommand{{{own}}}{{\{starts[1]}}}", stop
    return text[found.start() : stop], stop


def _behind(text: str, at: int, most: int) -> int:
    """Return the place behind up to ``most`` groups in braces, and those in brackets before and between them."""
    groups = 0
    while groups < most and (opening := re.compile(r"[ \t]*(?:%[^\n]*)?(?:\n[ \t]*)?([{\[])").match(text, at)):
        end = _closed(text, opening.end() - 1)
        if end is None:
            return at
        groups += opening[1] == "{"
        at = end
    return at


def _closed(text: str, at: int) -> int | None:
    """Return the place behind the group that opens ``at``; none where it does not close."""
    opening, depth = text[at], 0
    closing = "}" if opening == "{" else "]"
    for place, sign in _signs(text, at):
        depth += (sign == opening) - (sign == closing)
        if not depth:
            return place + 1
    return None


def _signs(text: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield signs and their places, without those behind a backslash or in a comment."""
    for found in re.compile(r"\\.|(?<!\\)%[^\n]*|[{}\[\]]", re.DOTALL).finditer(text, at):
        if len(found[0]) == 1 and found[0] != "%":
            yield found.start(), found[0]
