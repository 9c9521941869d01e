"""The errata of a printing: what a reader of it must correct, at the page and line that they have before them.

The form is that of *New Hart's Rules*: ``p. 204, line 15: for live wire read earth wire``, with no more words than are
needed, and only for errors of substance.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from octavo.editions.ledger_places import block_of
from octavo.model.editions import BlockChange, Correction, Erratum
from octavo.model.read_wording import bare

SUBSTANCE = 3
"""From this severity on an error is one of substance, whatever its kind."""

TOGETHER = 2
"""So many words between two differences belong to both."""

LONG = 60
"""Characters of a passage by which it is named."""

SEEN = frozenset({"text", "data"})
"""The parts of a block that are seen in print."""

_WORD = re.compile(r"\S+")


def errata(changes: Iterable[BlockChange], corrections: Iterable[Correction], product: str) -> tuple[Erratum, ...]:
    """Return the errata of the printing ``product`` of the older state, in the order of its pages.

    A correction decides by its severity, from :data:`SUBSTANCE` on; of what no record explains, what changes a fact is
    one. Left out is what was added: an erratum mends what stands in the book. Nor is what nobody sees in print, such as
    an alternative text.
    """
    known = {each.id: each for each in corrections}
    slight = [each for each in known.values() if each.severity < SUBSTANCE]
    found = [
        erratum
        for change in changes
        if _is_of_substance(change, known.get(change.correction))
        for erratum in errata_of(change, product)
        if erratum.is_passage or not any(_asks_for(each, change, erratum) for each in slight)
    ]
    return tuple(sorted(found, key=lambda each: (each.at.page, each.at.line, each.at.offset)))


def _is_of_substance(change: BlockChange, record: Correction | None) -> bool:
    return change.nature == "fact" if record is None else record.severity >= SUBSTANCE


def _asks_for(record: Correction, change: BlockChange, erratum: Erratum) -> bool:
    """Whether a correction of this very block asks for an erratum: a block may have several, severe and slight."""
    ids = {each.id for each in (change.old, change.new) if each}
    return block_of(record.where) in ids and erratum.was in bare(record.was) and erratum.now in bare(record.now)


def errata_of(change: BlockChange, product: str) -> Iterator[Erratum]:
    """Yield what a reader of the printing ``product`` of the older state sees of one change, whatever its class."""
    old = change.old
    if old is None or change.kind == "moved" or old.part not in SEEN or not old.printed.get(product):
        return
    if change.new is None:
        name = old.text if len(old.text) <= LONG else f"{old.text[:LONG].rsplit(' ', 1)[0]} …"
        yield Erratum(at=old.at(0)[product], was=name, now="", correction=change.correction, is_passage=True)
        return
    for start, was, now in differences(old.text, change.new.text):
        at = old.at(start if old.part == "text" else 0)[product]
        yield Erratum(at=at, was=was, now=now, correction=change.correction, part=old.part)


def differences(old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """Yield where ``old`` is other than ``new``, the words that stand there, and those that ought to.

    Punctuation around words is left out where it is the same. Words that are only added stand with the word before.
    """
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    old_words, new_words = [each[0] for each in before], [each[0] for each in after]
    for first, last, start, end in map(_with_a_word, _spans(old_words, new_words)):
        was, now = _trimmed(" ".join(old_words[first:last]), " ".join(new_words[start:end]))
        yield before[first].start() if first < len(before) else len(old), was, now


def _spans(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return which words differ: from and to in ``old``, from and to in ``new``; near differences are one."""
    spans: list[tuple[int, int, int, int]] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if spans and first - spans[-1][1] <= TOGETHER:
            first, start = spans[-1][0], spans.pop()[2]  # noqa: PLW2901 - both are one difference
        spans.append((first, last, start, end))
    return spans


def _with_a_word(span: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Return a span with the word before it, or behind it, where it has no word on one side."""
    first, last, start, end = span
    if first < last and start < end:
        return span
    if first and start:
        return first - 1, last, start - 1, end
    return first, last + 1, start, end + 1


def _trimmed(was: str, now: str) -> tuple[str, str]:
    """Return both without the signs that they share at their ends."""
    while len(was) > 1 and len(now) > 1 and was[-1] == now[-1] and not was[-1].isalnum():
        was, now = was[:-1].rstrip(), now[:-1].rstrip()
    while len(was) > 1 and len(now) > 1 and was[0] == now[0] and not was[0].isalnum():
        was, now = was[1:].lstrip(), now[1:].lstrip()
    return was, now
