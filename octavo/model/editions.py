"""What is recorded of a book's editions: the ledger of its corrections, and what each release froze."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple, TypeAlias

from octavo.model.dates import Edtf
from octavo.model.records import STRICT

CorrectionKind: TypeAlias = Literal["fact", "wording", "typo", "translation", "attribution", "layout"]
Decision: TypeAlias = Literal["reported", "confirmed", "applied", "rejected"]
ReleaseStep: TypeAlias = Literal["edition", "impression", "fix"]
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


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions (``edition.impression.fix``) are sorted by."""
    return tuple(int(number) for number in version.split(".") if number.isdecimal())


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was released (editions/<version>/release.yaml), which `octavo release` writes and nobody changes.

    ``version`` is ``edition.impression.fix`` and ``date`` the day. ``digest`` is that of the content and ``snapshot``
    the SHA-256 sum of blocks.json. ``corrections`` are the ids of the ledger's records that it has. ``files`` are the
    SHA-256 sums of everything that was made, by name; ``tools`` are the versions of the programs and libraries that
    made it, ``fonts`` the sums of its fonts and ``font_versions`` what these say of their versions.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    version: str
    date: Edtf
    digest: str
    snapshot: str
    pages: int
    corrections: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    font_versions: Mapping[str, str] = field(default_factory=dict)


class PrintedAt(NamedTuple):
    """Where a line of a block is printed: the page from 1, its folio, and the line on it from 1; 0 where it is unknown.

    ``offset`` is how many characters of the block stand before, white space left out.
    """

    page: int
    folio: str
    line: int
    offset: int


BlockPart: TypeAlias = Literal["text", "alternative", "data", "picture"]
"""What of a block is frozen: its text or, of a figure, its alternative text, its data, or which drawing it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenBlock:
    """A block of a snapshot: its id, the section that it stands in, its own text, and its lines in every printed file.

    ``printed`` is by the name of the product, such as the book's. Of a ``part`` that is no text there is the page on
    which its block begins; snapshots of earlier versions have no more of a block that holds others.
    """

    id: str
    section: str
    text: str
    part: BlockPart = "text"
    printed: Mapping[str, tuple[PrintedAt, ...]] = field(default_factory=dict)

    def at(self, offset: int) -> Mapping[str, PrintedAt]:
        """Return where each printed file has the character of the text that stands behind so many others."""
        counted = len("".join(self.text[:offset].split()))
        found = {name: [line for line in lines if line.offset <= counted] for name, lines in self.printed.items()}
        return {name: max(lines, key=lambda line: line.offset) for name, lines in found.items() if lines}


class FrozenPage(NamedTuple):
    """A page of a printed file: its ``folio``, and the innermost block and the offset in it with which it begins.

    ``lines``, ``words`` and ``head`` are digests: of all that is printed with its places, of the same words wherever
    they stand, and of what stands in the margins. The version that a margin names is left out of it.
    """

    folio: str
    block: str
    offset: int
    lines: str
    words: str
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a state of a book says and how it is printed: its blocks, and the pages of every printed file by its name.

    The name of a file is that of its product. ``records`` are the dates, names and other values of the registers, by
    the id that the entry has in print and the keys of the value (``born.date``); what has marks is left out.
    """

    blocks: tuple[FrozenBlock, ...] = field(repr=False)
    pages: Mapping[str, tuple[FrozenPage, ...]] = field(default_factory=dict, repr=False)
    records: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)


ChangeKind: TypeAlias = Literal["added", "removed", "moved", "changed"]
ChangeClass: TypeAlias = Literal["fact", "wording", "typo", "moved", "layout"]


class ChangedField(NamedTuple):
    """A value of a register that ``was`` another one; it stands under ``keys``, such as ``born.date``."""

    keys: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """What became of a block between two states of a book; ``old`` or ``new`` is missing where it is not there.

    ``nature`` says what it is to a reader, and ``correction`` is the id of the record that asks for it. ``fields`` are
    the values that have changed where the block is an entry of a register.
    """

    kind: ChangeKind
    nature: ChangeClass
    old: FrozenBlock | None
    new: FrozenBlock | None
    correction: str = ""
    fields: tuple[ChangedField, ...] = ()

    @property
    def differs_at(self) -> int:
        """How many characters both texts begin with; 0 where there is one text alone."""
        if self.old is None or self.new is None:
            return 0
        pairs = enumerate(zip(self.old.text, self.new.text, strict=False))
        shorter = min(len(self.old.text), len(self.new.text))
        return next((at for at, (one, other) in pairs if one != other), shorter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A place of a printing, and what is to be read there: ``now`` for ``was``, or nothing where it falls away.

    What falls away as a whole ``is_passage``; ``was`` is then how it begins. ``part`` says what of a block is wrong.
    """

    at: PrintedAt
    was: str
    now: str
    correction: str = ""
    is_passage: bool = False
    part: BlockPart = "text"

    def __str__(self) -> str:
        """The line of a slip."""
        place = f"p. {self.at.folio or self.at.page}" + (f", line {self.at.line}" if self.at.line else "")
        place += ", in the figure" if self.part == "data" else ""
        was = f"the passage ‘{self.was}’" if self.is_passage else self.was
        return f"{place}: for {was} read {self.now}" if self.now else f"{place}: omit {was}"
