"""Divide a source into the texts of a book, at its titles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from octavo.importing.conversion import Begin, BookText, Conversion, Head
from octavo.importing.matter import APPENDIX, CONTENTS, PART, UNTITLED, kind_of_title
from octavo.importing.remarks import PAGE_MARK
from octavo.importing.stream import Piece
from octavo.model.inlines import Break, Inlines, Link, NoteCall, Reference, Strong, Text
from octavo.model.prose import Block, Heading, Note, Paragraph
from octavo.model.query import every_inline, plain, runs

DEEPEST = 4
"""The lowest level of heading that a text can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Where texts begin: at headings down to ``level``; those of ``part_level`` begin parts of the book (0: none)."""

    level: int
    part_level: int = 0


def split_of(streams: Sequence[Sequence[Piece]], asked: int, part_level: int) -> Split:
    """Return the level at which a source is divided: the one that was ``asked`` for, or the highest that has several.

    Where each title of that level says that it is a part, chapters are those of the level below.
    """
    heads = [piece for stream in streams for piece in stream if isinstance(piece, Head)]
    levels = Counter(head.level for head in heads)
    level = asked or next((each for each in sorted(levels) if levels[each] > 1), min(levels, default=1))
    if asked:
        return Split(level=asked, part_level=part_level if part_level < asked else 0)
    if part_level:
        return Split(
            level=next((each for each in sorted(levels) if each > part_level), part_level), part_level=part_level
        )
    titles = [plain(head.words) for head in heads if head.level == level]
    parts = [title for title in titles if PART.match(title)]
    below = [each for each in sorted(levels) if each > level]
    if below and len(parts) > 1 and len(parts) * 2 >= len(titles) - 4 and levels[below[0]] > len(parts):
        return Split(level=below[0], part_level=level)
    return Split(level=level)


def divided(conversion: Conversion, streams: Sequence[Sequence[Piece]], split: Split) -> tuple[BookText, ...]:
    """Return the texts of the book in their order; empty ones are left out."""
    divider = _Divider(conversion=conversion, split=split)
    for stream in streams:
        for piece in stream:
            divider.take(piece)
    divider.end()
    return tuple(divider.texts)


@dataclass(slots=True, kw_only=True)
class _Divider:
    """The text that grows, and those that are done."""

    conversion: Conversion
    split: Split
    texts: list[BookText] = field(default_factory=list)
    title: Inlines = ()
    has_title: bool = False
    anchors: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    kind: str = ""
    label: str = ""
    part: str = ""
    matter: str = ""
    level: int = 1
    is_whole: bool = False
    is_closed: bool = True

    def take(self, piece: Piece) -> None:
        """Take the next piece of the source."""
        match piece:
            case Begin():
                self._begin(piece)
            case Head() if self._is_title(piece):
                self._new_text(piece)
            case Head():
                self._heading(piece)
            case _:
                self.is_closed = False
                self.blocks.append(piece)

    def _begin(self, begin: Begin) -> None:
        """A document or a division begins: a text of its own where its kind, its label or its source says so."""
        if begin.kind == "end":
            self.end()
            return
        is_own = begin.is_text or begin.part or begin.label or (begin.kind and begin.kind != "bodymatter")
        if begin.is_document:
            if begin.matter != self.matter:
                self.end()
            self.is_whole = begin.is_text or (begin.is_section and self.is_whole)
            self.matter = begin.matter
        if not is_own:
            return
        if self.blocks or self.has_title:
            self.end()
        # A section in a file of the same kind says the same again, and a part may name itself twice.
        self.kind = (
            begin.kind if begin.kind not in {"", "frontmatter", "bodymatter", "backmatter"} else self.kind or begin.kind
        )
        self.label = begin.label or self.label
        self.part = begin.part or self.part

    def _is_title(self, head: Head) -> bool:
        if self.is_whole:
            return not self.has_title and not any(map(_is_read, self.blocks))
        if not self.has_title and not any(map(_is_read, self.blocks)) and not self.is_closed:
            return True
        return head.level <= max(self.split.level, self.split.part_level) or (self.is_closed and bool(self.kind))

    def _new_text(self, head: Head) -> None:
        is_text = self.has_title or any(map(_is_read, self.blocks))
        waiting = [*takewhile(_is_page_mark, reversed(self.blocks))][::-1] if is_text else self.blocks
        self.blocks = self.blocks[: len(self.blocks) - len(waiting)]
        if is_text:
            self.end()
        is_part = head.level == self.split.part_level or self.kind in {"part", "volume"}
        self.is_closed = False
        self.title, self.has_title = head.words, True
        self.level = head.level
        self.anchors += head.anchors
        self.blocks += waiting
        self.kind = (
            self.kind
            if self.kind not in {"", "frontmatter", "backmatter", "bodymatter"}
            else (kind_of_title(plain(head.words)) or ("unnumbered" if head.is_unnumbered else self.kind))
        )
        if is_part:
            self.kind, self.part = "part", plain(head.words)

    def _heading(self, head: Head) -> None:
        """Take a heading inside a text: one level below the one before it at most."""
        self.is_closed = False
        identity = (
            self.conversion.free_id(head.anchors[0].rpartition("#")[2], plain(head.words)) if head.anchors else ""
        )
        self.conversion.ids |= dict.fromkeys(head.anchors, identity)
        before = [block.level for block in self.blocks if isinstance(block, Heading)]
        level = max(2, head.level - self.level + 1)
        if level > DEEPEST:
            self.conversion.heading = plain(self.title)
            self.conversion.stands_at(head.words)
            self.conversion.lost(f"the heading “{plain(head.words)}” stands too deep: it is a line of bold words")
            self.blocks.append(Paragraph(children=(Strong(children=head.words),), id=identity))
            return
        level = min(level, (before[-1] if before else 1) + 1)
        words = tuple(Text(value=" ") if isinstance(each, Break) else each for each in head.words)
        self.blocks.append(Heading(level=level, children=words, id=identity, classes=head.classes))

    def end(self) -> None:
        """End the text that grows, if there is anything in it."""
        if self.kind in CONTENTS:
            self._leave_out()
        elif self.has_title or any(map(_is_read, self.blocks)):
            self.texts.append(
                BookText(
                    title=self.title or (Text(value=self.label),),
                    blocks=tuple(self.blocks),
                    notes=_called(self.conversion, self.blocks, self.title),
                    kind=self.kind or self.matter,
                    part=self.part,
                    anchors=tuple(self.anchors),
                    has_title=self.has_title and not (self.kind in UNTITLED and not self.title),
                    is_lettered=self.matter == APPENDIX and self.kind in {"", APPENDIX},
                )
            )
        elif self.blocks and self.texts:
            self.texts[-1] = replace(self.texts[-1], blocks=(*self.texts[-1].blocks, *self.blocks))
        if self.texts or self.kind in CONTENTS or self.has_title or not self.blocks:
            self.blocks = []
        self.title, self.has_title, self.anchors = (), False, []
        self.kind = self.label = self.part = ""
        self.is_closed = True

    def _leave_out(self) -> None:
        words = " ".join((plain(self.title), *(plain(run) for run in runs(tuple(self.blocks)))))
        self.conversion.left_out("contents, which the book has anew", words)
        self.conversion.links_of_contents += sum(1 for _ in _references(self.blocks))


def _is_read(block: Block) -> bool:
    """Whether a block is more than a comment."""
    return not (
        isinstance(block, Paragraph) and all(isinstance(each, Text) and each.is_literal for each in block.children)
    )


def _is_page_mark(block: Block) -> bool:
    """Whether a block is nothing but the number of a page, which belongs to what stands behind it."""
    return (
        not _is_read(block) and plain(block.children).startswith(PAGE_MARK) if isinstance(block, Paragraph) else False
    )


def _called(conversion: Conversion, blocks: Iterable[Block], title: Inlines) -> tuple[Note, ...]:
    """Return the notes that are called in blocks, in the order of their calls, and those that notes call."""
    found: dict[str, Note] = {}
    waiting = list(_calls(blocks, title))
    while waiting:
        label = waiting.pop(0)
        if label not in found and label in conversion.notes:
            found[label] = conversion.notes[label]
            waiting += _calls(found[label].blocks, ())
    return tuple(found.values())


def _calls(blocks: Iterable[Block], title: Inlines) -> Iterator[str]:
    for run in (title, *runs(tuple(blocks))):
        yield from (each.label for each in every_inline(run) if isinstance(each, NoteCall))


def _references(blocks: Iterable[Block]) -> Iterator[object]:
    for run in runs(tuple(blocks)):
        yield from (each for each in every_inline(run) if isinstance(each, Link | Reference))
