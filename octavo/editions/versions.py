"""Versions of a book: ``edition.impression.fix``."""

from collections.abc import Iterable

from octavo.model.editions import MEANING, BlockChange, Correction, ReleaseStep, version_key

SEVERE = 3
"""From this severity on a correction asks for a new impression."""

LARGE = 0.15
"""The part of all blocks that makes a new edition, where so many were added, removed or changed in meaning."""


def next_version(version: str, step: ReleaseStep) -> str:
    """Return the version one ``step`` behind ``version``."""
    edition, impression, fix = (*version_key(version), 0, 0, 0)[:3]
    match step:
        case "edition":
            return f"{edition + 1}.0.0"
        case "impression":
            return f"{edition}.{impression + 1}.0"
        case "fix":
            return f"{edition}.{impression}.{fix + 1}"


def proposed_step(changes: Iterable[BlockChange], corrections: Iterable[Correction], blocks: int) -> ReleaseStep:
    """Return the step that changes ask for among so many ``blocks``.

    Any change of meaning makes an impression: a fact, a block more or less, a correction of severity 3 or 4. A text of
    which more than :data:`LARGE` is changed so is a new edition. The rest is a fix.
    """
    weighty = [each for each in changes if each.kind in {"added", "removed"} or each.nature == "fact"]
    if len(weighty) > LARGE * max(blocks, 1):
        return "edition"
    applied = [each for each in corrections if each.decision == "applied"]
    is_meant = any(each.kind in MEANING or each.severity >= SEVERE for each in applied)
    return "impression" if weighty or is_meant else "fix"
