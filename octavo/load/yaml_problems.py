"""What is not well-formed YAML, told as an editor would: the line that must be mended, why, and what to write there.

The parser says where it gave up, which is often a line too late, and speaks of tokens. The line itself says more.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

KEY = re.compile(r"\s*(?:- +)*[\w-]+:(?= |$)")
"""A key at the beginning of a line, with its colon."""

VALUE = re.compile(r"(?P<before>\s*(?:- +)*(?:[\w-]+: +)?)(?P<value>\S.*?)\s*")
GLUED_KEY = re.compile(r"\s*(?:- +)*([\w-]+):([^\s:/].*)")
GLUED_DASH = re.compile(r"\s*-(?![-\s])(\S.*)")
LONG_DASH = re.compile(r"\s*[\u2010-\u2015\u2212] ")
ODD_BLANK = re.compile(r"\s*[\u00a0\u2000-\u200b\u202f\u3000]")
CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
UNCLOSED = re.compile(r"expected ',' or '(.)'")
BLOCK = re.compile(r".*: *[|>][-+\d]*\s*")
UNDERSTOOD = re.compile(r"\s*(#.*)?")
OPENING: Mapping[str, str] = {'"': '"', "'": "'", "[": "]", "{": "}"}
RESERVED = "@`%*&!|>?-,"
"""What a value without quotes cannot begin with (YAML 1.2, section 7.3.3)."""


SHOWN = 60
"""How much of a value a remedy shows."""


class ParserMark(Protocol):
    """A place as either of the two parsers tells it, counted from 0."""

    @property
    def index(self) -> int:
        """Characters from the beginning of the file."""

    @property
    def line(self) -> int:
        """Lines before this one."""

    @property
    def column(self) -> int:
        """Characters of the line before this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IllFormed:
    """What is wrong at a place, lines and columns counted from 1, and what to do; no remedy where none is known."""

    line: int
    column: int
    problem: str
    remedy: str = ""


def explained(text: str, problem: str, mark: ParserMark | None, context: ParserMark | None) -> IllFormed:
    """Return what is wrong with ``text``: the parser said ``problem`` at ``mark``, in what begins at ``context``."""
    if mark is None:
        return IllFormed(line=0, column=0, problem=problem)
    if "end of stream" in problem and context is not None:
        return IllFormed(
            line=context.line + 1,
            column=context.column + 1,
            problem="the quoted text that begins here does not end",
            remedy="add the same quotation mark at its end",
        )
    if (unclosed := UNCLOSED.search(problem)) and context is not None:
        return IllFormed(
            line=context.line + 1,
            column=context.column + 1,
            problem="the list or group that begins here is not closed, or lacks a comma",
            remedy=f"add {unclosed[1]} at its end, and commas between its items",
        )
    lines = text.split("\n")
    # The parser gives up at the line that is wrong, or at the first one after it that says something.
    near = [number for number in range(mark.line, -1, -1) if number < len(lines) and not _says_nothing(lines[number])]
    for number in near[:2]:
        if number and BLOCK.fullmatch(lines[number - 1]) and not KEY.match(lines[number]):
            problem, remedy = "this line is not indented under the key whose text it is", "put two spaces before it"
            return IllFormed(line=number + 1, column=1, problem=problem, remedy=remedy)
        for found in _faults_of_line(lines[number], number + 1):
            return found
    return _of_message(problem, mark, lines[mark.line] if mark.line < len(lines) else "")


def _says_nothing(line: str) -> bool:
    return UNDERSTOOD.fullmatch(line) is not None


def _faults_of_line(line: str, number: int) -> Iterator[IllFormed]:
    """Yield what is surely wrong with one line, whatever stands around it."""
    blank = len(line) - len(line.lstrip())
    if CONFLICT.match(line):
        remedy = "keep one of the two versions, and take out the lines with these signs"
        yield IllFormed(
            line=number, column=1, problem="a conflict of a version control system stands here", remedy=remedy
        )
    if "\t" in line[:blank]:
        problem, remedy = "a tab stands where only spaces may indent", "put spaces in its place"
        yield IllFormed(line=number, column=line.index("\t") + 1, problem=problem, remedy=remedy)
    elif ODD_BLANK.match(line):
        problem, remedy = "a no-break space stands where only plain spaces may indent", "put plain spaces in its place"
        yield IllFormed(line=number, column=1, problem=problem, remedy=remedy)
    if LONG_DASH.match(line):
        problem, remedy = "a long dash stands where a hyphen begins an item of a list", "write a plain hyphen: -"
        yield IllFormed(line=number, column=blank + 1, problem=problem, remedy=remedy)
    if glued := GLUED_DASH.fullmatch(line):
        problem, remedy = "there is no space after the hyphen of a list", f"write '- {_short(glued[1])}'"
        yield IllFormed(line=number, column=blank + 1, problem=problem, remedy=remedy)
    if glued := GLUED_KEY.fullmatch(line):
        problem, remedy = "there is no space after the colon of a key", f"write '{glued[1]}: {_short(glued[2])}'"
        yield IllFormed(line=number, column=glued.end(1) + 1, problem=problem, remedy=remedy)
    if value := VALUE.fullmatch(line):
        yield from _faults_of_value(value, number)


def _faults_of_value(found: re.Match[str], number: int) -> Iterator[IllFormed]:
    value, column = found["value"], found.start("value") + 1
    quoted = f"put it in quotes: {_in_quotes(value)}"
    if value[0] in OPENING and found["before"].strip():
        end = value.find(OPENING[value[0]], 1)
        if 0 < end < len(value) - 1 and not _is_whole(value):
            problem = f"the value begins with {value[0]} and goes on behind the {OPENING[value[0]]}"
            yield IllFormed(line=number, column=column, problem=problem, remedy=quoted.replace("it", "all of it", 1))
    elif value[0] in RESERVED and found["before"].strip() and not re.fullmatch(r"[|>][-+\d]*|[&*!][\w-]+", value):
        yield IllFormed(
            line=number, column=column, problem=f"a value without quotes cannot begin with {value[0]}", remedy=quoted
        )
    elif ": " in f"{value} " and found["before"].rstrip().endswith(":"):
        problem = "a colon and a space stand inside a value, which then needs quotes"
        yield IllFormed(line=number, column=column, problem=problem, remedy=quoted)


def _is_whole(value: str) -> bool:
    """Whether brackets or quotes that a value begins with end where it ends; what follows may be a remark."""
    value = re.sub(r"\s#.*", "", value)
    inside = value[1:-1].replace(value[0] * 2, "") if value[0] == "'" else value[1:-1].replace('\\"', "")
    return value.endswith(OPENING[value[0]]) and (value[0] in "[{" or value[0] not in inside)


def _of_message(problem: str, mark: ParserMark, line: str) -> IllFormed:
    """Return what the parser's words mean where the line says nothing more."""
    place = len(line) - len(line.lstrip()) + 1
    if "mapping values are not allowed" in problem and KEY.match(line):
        problem = "this line is indented further than the line above it"
        remedy = "let keys that belong together begin in the same column"
        return IllFormed(line=mark.line + 1, column=place, problem=problem, remedy=remedy)
    if "expected '-' indicator" in problem:
        problem, remedy = "this line does not fit the list above it", "begin it with a hyphen, or indent it as the item"
        return IllFormed(line=mark.line + 1, column=mark.column + 1, problem=problem, remedy=remedy)
    if "did not find expected key" in problem:
        problem = "this line does not fit the indentation above it"
        remedy = "let keys that belong together begin in the same column"
        return IllFormed(line=mark.line + 1, column=mark.column + 1, problem=problem, remedy=remedy)
    if "could not find expected ':'" in problem:
        problem, remedy = "the lines up to here are neither a key with its value nor part of a text", ""
        return IllFormed(line=mark.line + 1, column=mark.column + 1, problem=problem, remedy=remedy)
    if "cannot start any token" in problem:
        problem, remedy = "a value without quotes cannot begin with this sign", "put the value in quotes"
        return IllFormed(line=mark.line + 1, column=mark.column + 1, problem=problem, remedy=remedy)
    return IllFormed(line=mark.line + 1, column=mark.column + 1, problem=problem)


def _in_quotes(value: str) -> str:
    """Return ``value`` as it is written in quotes: typographic and straight ones inside it may stay."""
    plain = value.strip("“”„") if value[:1] in "“„" and value.endswith(("”", "“")) else value
    short = _short(plain)
    return f"'{short.replace(chr(39), chr(39) * 2)}'" if '"' in short else f'"{short}"'


def _short(value: str) -> str:
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
