"""Prove that no correction is lost again: its old wording does not return, and its new one stands where it was put."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.editions.ledger_places import block_of
from octavo.editions.wording import is_whole, kept_pattern, wording_pattern
from octavo.model.book import Record
from octavo.model.claim_text import ClaimText
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.editions import Correction
from octavo.model.read_wording import bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A text of the manuscript under the name that the ledger gives its block or value, and in its file."""

    where: str
    file: str
    text: ClaimText


def lost_corrections(ledger: Sequence[Record[Correction]], texts: Sequence[Placed]) -> Iterator[Diagnostic]:
    """Yield OC411 where the old wording of an applied correction stands again, and OC412 where the new one is gone.

    A correction whose block was rewritten is looked for in its file. What a later one has corrected again is not asked
    of the earlier one. Yield OC413 where nothing of the place is left.
    """
    applied = [record for record in ledger if record.value.decision == "applied"]
    by_file: dict[str, list[Placed]] = {}
    for each in texts:
        by_file.setdefault(each.file, []).append(each)
    superseded = {each for record in ledger for each in record.value.supersedes}
    for position, record in enumerate(applied):
        if record.value.id in superseded:
            continue
        later = [each.value for each in applied[position + 1 :] if each.value.file == record.value.file]
        yield from _lost(record, by_file.get(record.value.file, []), later)


def _lost(record: Record[Correction], texts: Sequence[Placed], later: Sequence[Correction]) -> Iterator[Diagnostic]:
    correction = record.value
    now, was = _after(correction.now, later), correction.was
    # Marks alone were corrected, or a later correction gave the old wording back.
    pattern = kept_pattern(was)
    if bare(now) == bare(was) or not bare(was) or any(pattern.search(bare(each.now)) for each in later):
        return
    own = _own(correction, now, texts)
    holders = [each for each in texts if _has(each, now)]
    here = own or holders or [each for each in texts if _has_old(each, correction)]
    if not here:
        if correction.now:
            yield fault("OC413", record.at("where"), id=correction.id, where=correction.where, now=correction.now)
        return
    broken = [each for each in here if _has_old(each, correction)]
    for each in broken:
        yield fault(
            "OC411", each.text.origin, related=[record.origin], id=correction.id, was=correction.was, now=correction.now
        )
    if bare(now) and not broken and not holders:
        yield fault("OC412", here[0].text.origin, related=[record.origin], id=correction.id, now=bare(now))


def _own(correction: Correction, now: str, texts: Sequence[Placed]) -> list[Placed]:
    """Return the texts of the block or value that was corrected; a cell of a table may have moved within that."""
    own = [each for each in texts if correction.where in {each.where, block_of(each.where)}]
    table = block_of(correction.where)
    if table == correction.where or any(_has_old(each, correction) or _has(each, now) for each in own):
        return own
    cells = [each for each in texts if block_of(each.where) == table]
    return [each for each in cells if _has(each, now)] or cells


def _has(placed: Placed, wording: str) -> bool:
    return bool(bare(wording)) and kept_pattern(wording).search(placed.text.value) is not None


def _after(now: str, later: Sequence[Correction]) -> str:
    """Return what is left of ``now`` to be asked for after ``later`` corrections of the same file."""
    for each in later:
        if now and wording_pattern(each.was).search(now):
            now = each.now.join(wording_pattern(each.was).split(now))
        elif now and wording_pattern(now).search(each.was):
            now = ""
    return now


def _has_old(placed: Placed, correction: Correction) -> bool:
    """Whether the old wording stands in a text besides within the new one."""
    text = placed.text.value
    if bare(correction.now):
        text = kept_pattern(correction.now).sub("\0", text)
    return any(is_whole(text, found) for found in kept_pattern(correction.was).finditer(text))
