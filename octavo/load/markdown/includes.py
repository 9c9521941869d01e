"""``::: include file=…``: a text takes in another file, or lines or a section of one.

A file of text is read as if it stood there, with its notes, and each of its faults is told at its own line. Any other
file becomes a block of code.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import dedent
from typing import TypeAlias

from octavo.load.file_names import NO_CONTENT
from octavo.load.files import decode, is_outside, leading_out
from octavo.load.included_files import path_of
from octavo.model import limits
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.inlines import Image, Inline, Inlines, NoteCall
from octavo.model.origin import Origin
from octavo.model.prose import Block, Blocks, Figure, Heading, Note, Place, Preformatted
from octavo.model.records import ImageFigure
from octavo.model.transform import Rules, change_marks, rewrite

TEXTS = (".md", ".markdown")

_RANGE = re.compile(r"(?P<first>\d*)(?P<dash>-)?(?P<last>\d*)")
_MARK = re.compile(r"\bANCHOR(?P<end>_END)?:\s*(?P<name>[\w-]+)")
"""The marks of a section of a file, as in mdBook."""

Read: TypeAlias = "Callable[[str, Origin, IncludedFiles], tuple[Blocks, Sequence[Note], Sequence[Diagnostic]]]"
"""Reads the text of a file whose first line is at a place: its blocks, notes and faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncludedFiles:
    """What the text ``name`` of a book, whose folder is ``folder``, may take in: ``files`` by their names.

    ``outer`` are the texts that take this one in, the outermost first, and ``taken`` all that was taken in so far.
    """

    name: str
    folder: str
    files: Mapping[str, bytes] = field(repr=False)
    read: Read
    outer: tuple[str, ...] = ()
    taken: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be taken in: a file, perhaps some of its ``lines`` or the ``section`` between two marks.

    ``origin`` is the place of the directive, and ``at`` that of the file's name.
    """

    file: str
    lines: str
    section: str
    syntax: str
    origin: Origin
    at: Origin


def take_in(wanted: Wanted, around: IncludedFiles) -> tuple[Blocks, Sequence[Note], Sequence[Diagnostic]]:
    """Return the blocks and notes of what is wanted, and all that is told of it."""
    path = path_of(wanted.file, around.name, around.files)
    try:
        _check(path, wanted, around)
        place = Origin(f"{around.folder}{path}", 1, 1)
        text = decode(around.files[path], place).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
        first, lines = _part(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), wanted)
    except Faulty as faulty:
        return (), (), faulty.diagnostics
    around.taken.append(path)
    place = replace(place, line=first + 1)
    if not path.lower().endswith(TEXTS):
        code = dedent("\n".join(line for line in lines if not _MARK.search(line))).strip("\n")
        return (Preformatted(text=code, syntax=wanted.syntax or _ending(path), origin=place),), (), ()
    inside = replace(around, name=path, outer=(*around.outer, around.name))
    blocks, notes, faults = around.read("\n".join(lines), place, inside)
    return (*_moved(blocks, notes, path, around), faults)


def check_steps(blocks: Blocks, told: Collection[Origin]) -> list[Diagnostic]:
    """Return OC133 for each heading that skips a level, where files were taken in; not for those ``told`` already."""
    found = []
    before = 1
    for block in blocks:
        if isinstance(block, Heading):
            if block.level > before + 1 and block.origin not in told:
                found.append(fault("OC133", block.origin, problem="skips a level"))
            before = block.level
    return found


def _check(path: str, wanted: Wanted, around: IncludedFiles) -> None:
    """Raise ``Faulty`` where a file cannot be taken in."""
    if is_outside(path):
        raise Faulty([leading_out(wanted.file, wanted.at)])
    if path in (*around.outer, around.name):
        circle = ", ".join((*around.outer[(*around.outer, path).index(path) :], around.name, path))
        raise _unfit(wanted, f"it would take in itself ({circle})")
    if path.startswith(NO_CONTENT):
        raise _unfit(wanted, "it is no content of the book")
    if path not in around.files:
        raise Faulty([fault("OC106", wanted.at, file=path)])
    if len(around.outer) >= limits.INCLUDES_DEEP:
        raise _unfit(wanted, f"more than {limits.INCLUDES_DEEP} files stand in each other")
    size = sum(len(around.files[each]) for each in (*around.taken, path))
    if len(around.taken) >= limits.INCLUDES or size > limits.TEXT:
        raise _unfit(wanted, f"the text takes in more than {limits.INCLUDES:,} files or {limits.TEXT:,} bytes")


def _part(lines: list[str], wanted: Wanted) -> tuple[int, list[str]]:
    """Return the lines that are wanted, and how many stand before them."""
    first = 0
    if wanted.section:
        first, lines = _section(lines, wanted)
    if not wanted.lines:
        return first, lines
    found = _RANGE.fullmatch(wanted.lines.strip())
    if found is None or not (found["first"] or found["last"]):
        raise _unfit(wanted, f"'{wanted.lines}' names no lines, such as 3, 3-9, 3- or -9")
    count = len(lines) - (not lines[-1])
    begin = int(found["first"] or 1)
    end = int(found["last"] or count) if found["dash"] else begin
    if not 1 <= begin <= end <= count:
        raise _unfit(wanted, f"it has no lines {wanted.lines.strip()}, but {count}")
    return first + begin - 1, lines[begin - 1 : end]


def _section(lines: list[str], wanted: Wanted) -> tuple[int, list[str]]:
    marks = [(place, mark["end"], mark["name"]) for place, line in enumerate(lines) for mark in _MARK.finditer(line)]
    begin = next((place for place, end, name in marks if name == wanted.section and not end), None)
    if begin is None:
        names = tuple(dict.fromkeys(name for _, end, name in marks if not end))
        problem = f"it has no line with 'ANCHOR: {wanted.section}'"
        raise Faulty(
            [fault("OC162", wanted.at, file=wanted.file, problem=problem, near=(wanted.section, names))]
        ) from None
    end = next((place for place, is_end, name in marks if place > begin and is_end and name == wanted.section), None)
    return begin + 1, lines[begin + 1 : end]


def _unfit(wanted: Wanted, problem: str) -> Faulty:
    return Faulty([fault("OC162", wanted.at, file=wanted.file, problem=problem)])


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lstrip(".").lower()


def _moved(blocks: Blocks, notes: Sequence[Note], path: str, around: IncludedFiles) -> tuple[Blocks, tuple[Note, ...]]:
    """Return blocks and notes as they stand in the text around.

    The labels of notes are none of those of the text, and addresses of pictures are seen from there.
    """
    stem = posixpath.splitext(posixpath.basename(path))[0]
    times = around.taken.count(path)
    prefix = f"{stem}:" if times == 1 else f"{stem}:{times}:"
    here, there = posixpath.dirname(around.name), posixpath.dirname(path)

    def seen(file: str) -> str:
        return file if here == there else posixpath.relpath(posixpath.join("/", there, file), posixpath.join("/", here))

    def inline(each: Inline) -> Inlines:
        match each:
            case NoteCall(label=label):
                return (replace(each, label=prefix + label),)
            case Image(file=file):
                return (replace(each, file=seen(file)),)
            case _:
                return (each,)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, inline)

    def block(each: Block) -> Block:
        if isinstance(each, Figure) and isinstance(each.record, ImageFigure):
            return replace(each, record=replace(each.record, file=seen(each.record.file)))
        return each

    rules = Rules(run=run, block=block)
    moved = tuple(replace(note, label=prefix + note.label, blocks=rewrite(note.blocks, rules)) for note in notes)
    return rewrite(blocks, rules), moved
