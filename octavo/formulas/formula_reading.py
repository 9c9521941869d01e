"""The one door to the library that reads and draws formulas (mathra, with the font STIX Two Math).

What it gives depends on nothing but the formula and the language: same input, same bytes.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

Tree: TypeAlias = "dict[str, Any]"
"""A piece of what a formula means, as the library has it: ``type`` says what kind it is."""

LONGEST = 4_000
"""Characters of a formula; the longest of a textbook has some hundred."""

DRAWINGS = re.compile(
    r"\\(?:chemfig|schemestart|chemmove|def|let|newcommand|renewcommand|providecommand|DeclareMathOperator|href|url"
    r"|includegraphics|begin\s*\{(?:tikzcd|tikzpicture|CD|picture)\})(?![A-Za-z])"
)
"""What the library may read and no formula of a book is: drawings, which MathML cannot hold, and definitions."""

NEAR = "E-REC"
"""How the numbers of those remarks begin that tell what is wrong in a formula."""

COLUMN = re.compile(r"column (\d+): (.*)", re.DOTALL)
_SIZE = re.compile(r'width="([\d.]+)em" height="([\d.]+)em" style="vertical-align: (-?[\d.]+)em"')
_DRAWN = re.compile(r"<defs>.*?</g>", re.DOTALL)
_VIEW = re.compile(r'viewBox="[^"]*"')
_OWN_IDS = re.compile(r"mathra-[0-9a-f]+-")
_REMEDIED = re.compile("; |: drew ")
"""Behind this stands what the library did with what is wrong, and that is nothing here."""

_MEANS_DOUBLED = "doubled backslashes"


class UnreadableFormulaError(ValueError):
    """A formula that cannot be read: what is wrong, and the offset of the character where it is."""

    def __init__(self, problem: str, at: int = 0) -> None:
        """Say what is wrong, in words that follow a colon."""
        super().__init__(problem)
        self.at = at


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFormula:
    """A formula as the library has read it.

    ``width`` and ``height`` are those of its drawing and ``depth`` is how much of that stands below the base line, in
    em of its letters. ``speech`` is what a voice says, ``words`` the same in signs, on one line.
    """

    drawing: str = field(repr=False)
    width: float
    height: float
    depth: float
    speech: str
    words: str
    tree: Tree = field(repr=False)


@lru_cache(maxsize=4096)
def read_formula(tex: str, language: str, *, is_displayed: bool) -> ReadFormula:
    """Return what the formula ``tex`` is; one that ``is_displayed`` stands on lines of its own.

    In a language that the library does not speak, the signs themselves are what a voice says. Raises
    :class:`UnreadableFormulaError`.
    """
    import mathra

    if len(tex) > LONGEST:
        raise UnreadableFormulaError(f"it has {len(tex):,} characters, and {LONGEST:,} at most can be read")
    if found := DRAWINGS.search(tex):
        raise UnreadableFormulaError(f"'{found[0]}' draws or defines something and is not read", found.start())
    known = {each["code"].lower(): each["code"] for each in mathra.locales()}
    spoken = known.get(language.lower()) or known.get(language.partition("-")[0].lower())
    try:
        # Always as it is written: in the way of other languages the library would write 1,5 for 1.5, and tg for tan.
        read: Tree = dict(mathra.render(tex, "en", display=is_displayed))
        speech = mathra.render(tex, spoken, display=is_displayed)["speech"] if spoken else read["text"]
    except ValueError as refused:
        raise _unreadable(str(refused), tex) from None
    except BaseException as broken:
        # What is wrong inside of the library comes as an exception of its own kind, which is none of Python's errors.
        if type(broken).__name__ != "PanicException":
            raise
        raise UnreadableFormulaError("the library that reads formulas broke down over it") from None
    for remark in read["warnings"]:
        if remark["rule"].startswith(NEAR):
            raise _unreadable(remark["description"], tex)
    if not str(read["text"]).strip():
        raise UnreadableFormulaError("nothing of it is seen")
    size = _SIZE.search(read["svg"])
    if size is None:
        raise UnreadableFormulaError("it has no size")
    return ReadFormula(
        drawing=_plain(read["svg"]),
        width=float(size[1]),
        height=float(size[2]),
        depth=-float(size[3]),
        speech=speech,
        words=read["text"],
        tree=read["tree"],
    )


def _unreadable(said: str, tex: str) -> UnreadableFormulaError:
    """Return the fault for what the library ``said``."""
    if said.startswith(_MEANS_DOUBLED):
        at = max(tex.find("\\\\"), 0)
        return UnreadableFormulaError("'\\\\' begins a line only inside of \\begin{aligned} … \\end{aligned}", at)
    found = COLUMN.match(said)
    problem, at = (found[2], int(found[1]) - 1) if found else (said, 0)
    return UnreadableFormulaError(_REMEDIED.split(problem)[0], min(at, max(len(tex) - 1, 0)))


def _plain(drawing: str) -> str:
    """Return a drawing without what it says of itself: text for the pointer, the source, the colour of the page."""
    view, drawn = _VIEW.search(drawing), _DRAWN.search(drawing)
    if view is None or drawn is None:
        raise UnreadableFormulaError("it cannot be drawn")
    shapes = _OWN_IDS.sub("", drawn[0]).replace("currentColor", "#000").replace("href=", "xlink:href=")
    head = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {head} {view[0]}>{shapes}</svg>"
