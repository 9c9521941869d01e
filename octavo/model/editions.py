"""What is recorded of a book's editions: the ledger of its corrections."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from octavo.model.dates import Edtf
from octavo.model.records import STRICT

CorrectionKind: TypeAlias = Literal["fact", "wording", "typo", "translation", "attribution", "layout"]
Decision: TypeAlias = Literal["reported", "confirmed", "applied", "rejected"]
CorrectionSeverity: TypeAlias = Literal[1, 2, 3, 4]

MEANING: frozenset[CorrectionKind] = frozenset({"fact", "translation", "attribution"})
"""The kinds of corrections that change what the book says."""

USUAL_SEVERITY: dict[CorrectionKind, CorrectionSeverity] = {
    "fact": 3,
    "translation": 3,
    "attribution": 3,
    "wording": 2,
    "typo": 1,
    "layout": 1,
}
"""How severe a correction of a kind is where nobody says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One record of the ledger (corrections.yaml), to which records are only added.

    ``date`` is the day of the record. ``kind`` says what is corrected and ``severity`` how much that matters: 1 nobody
    is misled, 2 a reader may stumble, 3 a reader learns something wrong, 4 harm may follow. ``decision`` is what was
    decided of the report. ``file`` is the file in the book's folder and ``where`` the block or record in it. ``was`` is
    what stood there and ``now`` what stands there instead. ``reason`` says why, ``source`` on what that rests and
    ``evidence`` what the source says. ``reporter`` found it, if willing to be named. What this record ``supersedes``
    was rewritten, so its wording is not asked for any more.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    id: str
    date: Edtf
    kind: CorrectionKind
    severity: CorrectionSeverity
    decision: Decision
    file: str
    where: str
    was: str
    now: str = ""
    reason: str = ""
    source: str = ""
    evidence: str = ""
    reporter: str = ""
    supersedes: tuple[str, ...] = ()
