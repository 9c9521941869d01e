"""What has changed between two states of a book, block by block: by ids where they are the same, else by the words."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from octavo.editions.joined_blocks import joined_and_parted, renamed_sections
from octavo.editions.ledger_places import block_of
from octavo.editions.wording import undisputed, wording_pattern
from octavo.model.editions import MEANING, BlockChange, ChangeClass, ChangeKind, Correction, FrozenBlock
from octavo.model.read_wording import bare

LIKE = 0.5
"""How much of the words of two blocks must be the same for one to be the other, changed."""

FEW_LETTERS = 3
"""So many letters may differ in a mistake of typing."""

FEW_WORDS = 3
"""A shorter block is not known by its words alone."""

_CITED = r"\s*(?:\([^()]*\)\s*)?"
_NUMBER = re.compile(r"\d+")

States = Callable[[str], frozenset[object]]
"""Returns the dates, numbers and names that a text states."""


def compare(
    old: Sequence[FrozenBlock],
    new: Sequence[FrozenBlock],
    corrections: Iterable[Correction],
    states: States,
    uncited: Callable[[str], str] = str,
) -> tuple[BlockChange, ...]:
    """Return what was added, removed, moved and changed from ``old`` to ``new``, in the order of the book.

    ``corrections`` are the records since: a change that one asks for is of its kind. Otherwise a change is a fact where
    other dates, numbers or names are stated, a typo where few letters differ, and wording. ``uncited`` returns a text
    without its citations: the ledger leaves them out, so a record explains them with the words that they stand behind.
    """
    read = _Reading(states=states, uncited=uncited)
    records = [each for each in corrections if each.decision == "applied"]
    pairs = same_blocks(old, new)
    moved = _moved(old, new, pairs)
    joined, parted = joined_and_parted(old, new, pairs)
    found: list[tuple[tuple[int, int], BlockChange]] = []
    of_old = {position: at for at, position in pairs.items()}
    for at, block in enumerate(new):
        position = pairs.get(at)
        if position is None and at in parted:
            holder = old[pairs[parted[at]]]
            found.append(((at, 0), BlockChange(kind="moved", nature="moved", old=holder, new=block)))
        elif position is None:
            found.append(((at, 0), _change("added", None, block, records, read)))
        elif old[position].text != block.text:
            texts = _whole_texts(old, new, pairs, at, (joined, parted))
            found.append(((at, 0), _change("changed", old[position], block, records, read, texts)))
        elif at in moved:
            found.append(((at, 0), BlockChange(kind="moved", nature="moved", old=old[position], new=block)))
    for position, block in enumerate(old):
        if position not in of_old:
            before = max((at for at, other in pairs.items() if other < position), default=-1)
            gone = _change("removed", block, None, records, read)
            if position in joined:
                gone = BlockChange(kind="moved", nature="moved", old=block, new=new[joined[position]])
            found.append(((before, 1 + position), gone))
    return tuple(_each_once([change for _, change in sorted(found, key=lambda each: each[0])]))


def _each_once(changes: Sequence[BlockChange]) -> Iterator[BlockChange]:
    """Yield the changes, without those that follow from another: a figure comes, goes and moves with all its parts.

    A drawing that shows other data or words is another one.
    """
    known = {(each.kind, block.id, block.part) for each in changes if (block := each.new or each.old)}
    for each in changes:
        block = each.new or each.old
        if block is None or block.part == "text":
            yield each
        elif each.kind != "changed":
            if (each.kind, block.id, "text") not in known and each.kind != "moved":
                yield each
        elif block.part != "picture" or ("changed", block.id, "data") not in known:
            yield each


def same_blocks(old: Sequence[FrozenBlock], new: Sequence[FrozenBlock]) -> dict[int, int]:
    """Return which block of ``new`` is which of ``old``, by their positions."""
    pairs: dict[int, int] = {}
    _match(old, new, pairs, lambda block: (block.id, block.part, block.text))
    _match(old, new, pairs, lambda block: (block.section, block.part, block.text))
    _match(
        old, new, pairs, lambda block: (block.part, block.text if len(block.text.split()) >= FEW_WORDS else block.id)
    )
    _match(old, new, pairs, lambda block: (block.id, block.part))
    taken, renamed = set(pairs.values()), renamed_sections(old, new, pairs)
    for at, block in enumerate(new):
        if at in pairs:
            continue
        section = renamed.get(block.section, block.section)
        near = [
            each
            for each, other in enumerate(old)
            if each not in taken and (other.part, other.section) == (block.part, section)
        ]
        likeness, best = max(((_likeness(old[each].text, block.text), -each) for each in near), default=(0.0, 0))
        if likeness >= LIKE:
            pairs[at] = -best
            taken.add(-best)
    return pairs


def _match(
    old: Sequence[FrozenBlock],
    new: Sequence[FrozenBlock],
    pairs: dict[int, int],
    key: Callable[[FrozenBlock], object],
) -> None:
    """Pair the blocks that are not paired yet and have the same key, the first with the first."""
    taken = set(pairs.values())
    waiting: dict[object, list[int]] = {}
    for position, block in enumerate(old):
        if position not in taken:
            waiting.setdefault(key(block), []).append(position)
    for at, block in enumerate(new):
        if at not in pairs and (positions := waiting.get(key(block))):
            pairs[at] = positions.pop(0)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE else 0.0


def _moved(old: Sequence[FrozenBlock], new: Sequence[FrozenBlock], pairs: dict[int, int]) -> frozenset[int]:
    """Return the blocks of ``new`` that stand in another order or section: all but the longest run in the old order."""
    order = [(at, pairs[at]) for at in sorted(pairs)]
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for at, position in order:
        place = bisect_left(tails, position)
        tails[place : place + 1], ends[place : place + 1] = [position], [at]
        if place:
            before[at] = ends[place - 1]
    still: set[int] = set()
    following = ends[-1] if ends else None
    while following is not None:
        still.add(following)
        following = before.get(following)
    renamed = renamed_sections(old, new, pairs)
    sections = [renamed.get(block.section, block.section) for block in new]
    return frozenset(at for at, position in order if at not in still or old[position].section != sections[at])


def _whole_texts(
    old: Sequence[FrozenBlock],
    new: Sequence[FrozenBlock],
    pairs: Mapping[int, int],
    at: int,
    beside: tuple[Mapping[int, int], Mapping[int, int]],
) -> tuple[str, str]:
    """Return the text of a block before and after, with what was joined to it, and what was parted from it."""
    joined, parted = beside
    before = sorted((pairs[at], *(each for each, holder in joined.items() if holder == at)))
    after = sorted((at, *(each for each, holder in parted.items() if holder == at)))
    return " ".join(old[each].text for each in before), " ".join(new[each].text for each in after)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What reads the texts that are compared."""

    states: States
    uncited: Callable[[str], str]


def _change(
    kind: ChangeKind,
    old: FrozenBlock | None,
    new: FrozenBlock | None,
    records: Sequence[Correction],
    read: _Reading,
    texts: tuple[str, str] | None = None,
) -> BlockChange:
    was, now = texts or tuple(block.text if block else "" for block in (old, new))
    if any(block and block.part == "picture" for block in (old, new)):
        return BlockChange(kind=kind, nature="layout", old=old, new=new)
    block = new or old
    # What was recorded of this very block explains it before what asks for the same words elsewhere. A value may be one
    # number, which stands in many a text; so what asks for the words of a text comes first.
    ordered = sorted(
        records, key=lambda each: (block is None or block_of(each.where) != block.id, each.file.endswith(".yaml"))
    )
    corrected, asked = _as_corrected(was, now, ordered)
    if block and not asked and read.uncited(was) == read.uncited(now):
        # Citations alone are others, and so has a record of them no words.
        asked = [each for each in ordered if block_of(each.where) == block.id and not bare(each.was)]
    nature = _nature(was, now, read.states)
    if nature == "fact" and read.states(read.uncited(corrected)) != read.states(read.uncited(now)):
        # The records ask for something here, but not for all that is stated otherwise now.
        other = [
            each for each in ordered if each.file.endswith(".yaml") or (block and block_of(each.where) == block.id)
        ]
        values = _of_values(read.uncited(corrected), read.uncited(now), other) if old and new else []
        asked = [*asked, *values] if values else []
    record = max(asked, key=lambda each: each.severity, default=None)
    if any(each.kind in MEANING for each in asked):
        nature = "fact"
    elif record and record.kind != "layout":
        nature = "typo" if record.kind == "typo" else "wording"
    return BlockChange(kind=kind, nature=nature, old=old, new=new, correction=record.id if record else "")


def _as_corrected(was: str, now: str, records: Iterable[Correction]) -> tuple[str, list[Correction]]:
    """Return ``was`` with all that ``records`` ask for on the way to ``now``, and these records, in their order.

    A record whose old wording still stands in ``now`` besides within the new one means another block. The last record
    must be seen in ``now``; of an earlier one nothing may be left.
    """
    asked: list[Correction] = []
    for record in records:
        old, new = bare(record.was).split(), bare(record.now).split()
        left = _printed(new).sub("", now) if new else now
        if old and _printed(old).search(was) and not _printed(old).search(left):
            first, last = _kept(old, new)
            changed = " ".join(new[first : len(new) - last])
            was = _printed(old, first, last).sub(partial(_with, changed), was)
            asked.append(record)
    is_seen = not asked or not bare(asked[-1].now) or _printed(bare(asked[-1].now).split()).search(now)
    return was, asked if is_seen else []


def _with(changed: str, found: re.Match[str]) -> str:
    return " ".join(f"{found[1]} {changed} {found[2]}".split())


def _kept(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many words both wordings begin and end with."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    return first, next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)


def _printed(words: Sequence[str], first: int = 0, last: int = 0) -> re.Pattern[str]:
    """Return what finds ``words`` in print, where a citation may stand between them that a record leaves out.

    The groups are the ``first`` words and the ``last`` ones, with what stands between them and the rest.
    """
    pieces = [wording_pattern(word).pattern for word in words]
    before, behind = (_CITED.join(each) for each in (pieces[:first], pieces[len(pieces) - last :]))
    within = _CITED.join(pieces[first : len(pieces) - last])
    to_rest, from_rest = _CITED if first and within else "", _CITED if last and (first or within) else ""
    return re.compile(f"({before}{to_rest}){within}({from_rest}{behind})")


def _of_values(was: str, now: str, records: Iterable[Correction]) -> list[Correction]:
    """Return those of ``records`` that ask for every number that differs, where all of these are asked for; else none.

    They are of values and of the block itself, which are printed in another form than the file has them: a date
    1884-03-01 as *1884* or *1 March*, a formula by its signs.
    """
    before, after = (Counter(_NUMBER.findall(text.replace(",", ""))) for text in (was, now))
    gone, come = before - after, after - before
    values: list[tuple[Correction, str, str]] = [
        (each, "".join(_NUMBER.findall(each.was)), "".join(_NUMBER.findall(each.now))) for each in records
    ]
    if not all(any(number in each for _, each, _ in values) for number in gone):
        return []
    if not all(any(number in each for _, _, each in values) for number in come):
        return []
    return [each for each, old, new in values if any(map(old.__contains__, gone)) or any(map(new.__contains__, come))]


def _nature(was: str, now: str, states: States) -> ChangeClass:
    if states(was) != states(now):
        return "fact"
    if was and now and undisputed(was).split() == undisputed(now).split():
        return "layout"
    if was and now and sum(_letters(was, now)) <= FEW_LETTERS:
        return "typo"
    return "wording"


def _letters(was: str, now: str) -> Iterator[int]:
    """Yield how many letters differ at each place where two texts differ."""
    for tag, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield max(last - first, end - start)
