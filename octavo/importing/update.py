"""Compare three states of a book: what the last import wrote, what a new one would write, and what the book holds.

Texts are compared block by block, book.yaml line by line, and all other files as a whole. What the source has changed
and the book has not can be taken over; what both have changed is told and left.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

TEXT, SETTINGS = ".md", "book.yaml"
_NUMBER = re.compile(r"(.*/)?\d+-(.*)")
_COLONS = re.compile(r":{3,}(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChange:
    """Something that the source has changed since the last import.

    ``was`` and ``becomes`` are the words before and behind the change, or what happens to a file that is no text.
    ``start`` and ``end`` bound the pieces of the last import that it replaces, and ``new`` are those that come in their
    place. A ``is_whole`` change is one of a whole file: ``None`` for ``content`` takes it away. The book itself has
    changed what ``is_contested``.
    """

    id: str
    file: str
    was: str
    becomes: str
    start: int = 0
    end: int = 0
    new: tuple[str, ...] = ()
    is_whole: bool = False
    content: bytes | None = None
    is_contested: bool = False

    @property
    def in_short(self) -> str:
        """The change in a line."""
        if self.is_whole:
            return self.becomes
        return f"{_short(self.was)} becomes {_short(self.becomes)}"


def _short(text: str) -> str:
    words = text.split()
    if not words:
        return "nothing"
    return "“" + " ".join(words[:SHOWN]) + (" …”" if len(words) > SHOWN else "”")


SHOWN = 12
"""How many words of a change are printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What accepting changes makes: files to write, files to remove, and what the last import is from then on."""

    written: Mapping[str, bytes]
    removed: tuple[str, ...]
    last: Mapping[str, bytes]


def renamed(new: Mapping[str, bytes], last: Collection[str]) -> Mapping[str, bytes]:
    """Return the files of a new import under the names that texts had in the last one, whatever their numbers are."""
    had = {_bare(name): name for name in last if name.endswith(TEXT)}
    names = {name: had.get(_bare(name), name) for name in new if name.endswith(TEXT)}
    changed = {name: other for name, other in names.items() if name != other}
    if not changed:
        return new
    settings = new.get(SETTINGS, b"").decode()
    for name in sorted(changed, key=len, reverse=True):
        settings = re.sub(rf"\b{re.escape(name)}(?=\s|$)", f"\0{changed[name]}", settings)
    files = {names.get(name, name): content for name, content in new.items()}
    return {**files, SETTINGS: settings.replace("\0", "").encode()}


def _bare(name: str) -> str:
    found = _NUMBER.fullmatch(name)
    return f"{found[1] or ''}{found[2]}" if found else name


def differences(
    last: Mapping[str, bytes], new: Mapping[str, bytes], present: Mapping[str, bytes]
) -> tuple[SourceChange, ...]:
    """Return what a new import has changed, file by file in the order of their names."""
    found: list[SourceChange] = []
    for name in sorted({*last, *new}):
        before, after, here = last.get(name), new.get(name), present.get(name)
        if after in (before, here):
            continue
        if before is not None and after is not None and here is not None and _pieces_of(name):
            found += _in_file(name, before.decode(), after.decode(), here.decode())
        else:
            found.append(_whole(name, before, after, here))
    return tuple(found)


def _whole(name: str, before: bytes | None, after: bytes | None, here: bytes | None) -> SourceChange:
    was = "" if before is None else "as it was"
    becomes = "is new" if before is None else "is no longer in the source" if after is None else "is another"
    return SourceChange(
        id=_id(name, repr(sha256(after or b"").hexdigest())),
        file=name,
        was=was,
        becomes=becomes,
        is_whole=True,
        content=after,
        is_contested=here != before,
    )


def _in_file(name: str, before: str, after: str, here: str) -> Iterator[SourceChange]:
    divide = _pieces_of(name) or str.splitlines
    old, new, own = divide(before), divide(after), divide(here)
    places = _places(old, own)
    for kind, start, end, begin, finish in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        was, becomes = "\n\n".join(old[start:end]), "\n\n".join(new[begin:finish])
        at = _span(places, start, end, len(own))
        if at is not None and own[at[0] : at[0] + finish - begin] == new[begin:finish] and begin != finish:
            continue
        is_kept = at is not None and own[at[0] : at[1]] == old[start:end]
        if not is_kept and begin != finish and _stands(own, new[begin:finish]):
            continue
        if begin == finish and not set(old[start:end]) & set(own):
            continue
        yield SourceChange(
            id=_id(name, was, becomes),
            file=name,
            was=was,
            becomes=becomes,
            start=start,
            end=end,
            new=tuple(new[begin:finish]),
            is_contested=not is_kept,
        )


def _stands(pieces: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether ``wanted`` stands among ``pieces`` in one row."""
    return any(pieces[place : place + len(wanted)] == wanted for place in range(len(pieces) - len(wanted) + 1))


def _places(old: Sequence[str], own: Sequence[str]) -> dict[int, int]:
    """Return where the pieces of the last import stand in the book, as far as they are unchanged."""
    blocks = SequenceMatcher(None, old, own, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _span(places: Mapping[int, int], start: int, end: int, length: int) -> tuple[int, int] | None:
    """Return the pieces of the book that stand for a range of the last import; nothing where they were changed."""
    if start == end:
        if start - 1 in places and (start not in places or places[start] == places[start - 1] + 1):
            return places[start - 1] + 1, places[start - 1] + 1
        if start in places:
            return places[start], places[start]
        return (length, length) if start == 0 and not places else None
    inside = [places.get(number) for number in range(start, end)]
    if any(place is None for place in inside):
        return None
    first, last = inside[0], inside[-1]
    if first is None or last is None or last - first != end - start - 1:
        return None
    return first, last + 1


def taken(changes: Sequence[SourceChange], last: Mapping[str, bytes], present: Mapping[str, bytes]) -> Taken:
    """Return what accepting ``changes``, of which none is contested, makes of the book and of the last import."""
    written: dict[str, bytes] = {}
    removed: list[str] = []
    base = dict(last)
    for change in changes:
        if not change.is_whole:
            continue
        if change.content is None:
            removed.append(change.file)
            base.pop(change.file, None)
        else:
            written[change.file] = base[change.file] = change.content
    for name in dict.fromkeys(change.file for change in changes if not change.is_whole):
        divide, join = _pieces_of(name) or str.splitlines, _joiner(name)
        old, own = divide(last[name].decode()), divide(present[name].decode())
        places = _places(old, own)
        mine = sorted((each for each in changes if each.file == name), key=lambda each: each.start, reverse=True)
        for change in mine:
            at = _span(places, change.start, change.end, len(own))
            if at is not None:
                own[at[0] : at[1]] = change.new
            old[change.start : change.end] = change.new
        written[name], base[name] = join(own).encode(), join(old).encode()
    return Taken(written=written, removed=tuple(removed), last=base)


def _id(*words: str) -> str:
    return sha256("\0".join(words).encode()).hexdigest()[:6]


def _pieces_of(name: str) -> Callable[[str], list[str]] | None:
    if name.endswith(TEXT):
        return blocks_of_text
    return str.splitlines if name == SETTINGS else None


def _joiner(name: str) -> Callable[[Sequence[str]], str]:
    between = "\n\n" if name.endswith(TEXT) else "\n"
    return lambda pieces: between.join(pieces) + "\n"


def blocks_of_text(text: str) -> list[str]:
    """Return the blocks of a text as they are written: what stands between empty lines.

    An empty line inside of code, of a directive, or before lines that are indented ends no block.
    """
    found: list[list[str]] = []
    fence, depth, is_open = "", 0, False
    for line in text.rstrip("\n").split("\n"):
        goes_on = bool(found) and (is_open or bool(fence) or depth > 0)
        if not line.strip() and not (fence or depth):
            is_open = False
            continue
        if goes_on or (found and line.startswith(("  ", "\t")) and found[-1]):
            gap = [] if is_open or fence or depth or not found[-1] else [""]
            found[-1] += [*gap, line]
        else:
            found.append([line])
        is_open = True
        if code := re.match(r"\s*(`{3,}|~{3,})", line):
            fence = "" if fence and line.strip().startswith(fence) else fence or code[1]
        elif colons := _COLONS.match(line) if not fence else None:
            depth += 1 if colons[1].strip() else -1
            depth = max(depth, 0)
    return ["\n".join(lines) for lines in found]
