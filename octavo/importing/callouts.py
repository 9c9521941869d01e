"""Boxes that dialects of Markdown write in ways of their own, as divisions: ``> [!note] Title`` and ``!!! note``."""

import re
from collections.abc import Iterator, Mapping, Sequence

_QUOTED = re.compile(r"[ ]{0,3}>[ ]?\[!(?P<kind>[A-Za-z][\w-]*)\][+-]?[ \t]*(?P<title>.*)")
"""Obsidian's and GitHub's: a quotation whose first line says what it is."""

_INDENTED = re.compile(r'(?:!!!|\?\?\?\+?)[ ]+(?P<kind>[A-Za-z][\w-]*)(?:[ ]+[\w-]+)*(?:[ ]+"(?P<title>.*)")?\s*')
"""MkDocs': a line that says what it is, and lines that are indented below it."""

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_OF_QUOTATION = re.compile(r"[ ]{0,3}>[ ]?")
_INDENT = "    "

_QUOTATIONS = frozenset({"quote", "cite"})

_CLASSES: Mapping[str, str] = {
    **dict.fromkeys(("warning", "caution", "attention", "danger", "error"), "callout-warning"),
    **dict.fromkeys(("failure", "fail", "missing", "bug"), "callout-warning"),
    **dict.fromkeys(("abstract", "summary", "tldr"), "summary"),
}
"""The classes of kinds of boxes; all others are notes."""


def with_callouts(text: str) -> str:
    """Return ``text`` with such boxes as fenced divisions (Pandoc), whose title is a division in them."""
    return "\n".join(_written(text.split("\n")))


def _written(lines: Sequence[str]) -> Iterator[str]:
    place, fence = 0, ""
    while place < len(lines):
        line = lines[place]
        place += 1
        mark = _FENCE.match(line)
        if fence or mark:
            fence = ("" if mark and mark[1].startswith(fence) else fence) if fence else mark[1] if mark else ""
            yield line
        elif found := _QUOTED.fullmatch(line):
            last = next((at for at in range(place, len(lines)) if not _OF_QUOTATION.match(lines[at])), len(lines))
            inside = [_OF_QUOTATION.sub("", each, count=1) for each in lines[place:last]]
            yield from _division(found, inside)
            place = last
        elif found := _INDENTED.fullmatch(line):
            last = next((at for at in range(place, len(lines)) if not _is_inside(lines[at])), len(lines))
            yield from _division(found, [each.removeprefix(_INDENT) for each in lines[place:last]])
            place = last
        else:
            yield line


def _is_inside(line: str) -> bool:
    return line.startswith((_INDENT, "\t")) or not line.strip()


def _division(found: "re.Match[str]", inside: Sequence[str]) -> Iterator[str]:
    kind, title = found["kind"].lower(), (found["title"] or "").strip()
    if kind in _QUOTATIONS:
        yield from ("", f"> {title}", ">", *(f"> {line}" for line in inside), "")
        return
    yield from ("", f"::: {{.{_CLASSES.get(kind, 'callout-note')}}}")
    if title:
        yield from ("", "::: {.callout-title}", title, ":::", "")
    yield from (*_written(inside), "", ":::", "")
