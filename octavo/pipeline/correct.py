"""Correct one place of a book: find it, change it and record it, all or nothing."""

import errno
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from octavo.editions.ledger import FILE, next_id, with_record
from octavo.editions.text_edits import NoRoomError, Scalar, with_words
from octavo.load.yaml import read_yaml
from octavo.load.yaml_nodes import ScalarNode, scalars
from octavo.model.book import Publication, Record
from octavo.model.claims import FoundPlaces
from octavo.model.diagnostics import Faulty, Severity, fault
from octavo.model.editions import USUAL_SEVERITY, Correction, CorrectionKind, CorrectionSeverity, Decision
from octavo.model.origin import NOWHERE, Origin, Path
from octavo.pipeline.find import source_of, still_stated
from octavo.pipeline.ledger import check_whole
from octavo.pipeline.result import Options
from octavo.project import Project

if TYPE_CHECKING:
    from octavo.editions.only_place import Spot
    from octavo.jobs.memo import Memo
    from octavo.model.claim_text import ClaimText

_TYPED = ("was", "now", "date", "reason", "source", "evidence", "reporter", "at", "supersedes")
_HALF = re.compile("[\ud800-\udfff]")

CONTEXT = 70
"""Characters of the line that are shown on either side of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be corrected in ``book``: the wording that ``was``, and what it is ``now``.

    ``at`` is the file, or file and line (``text/01-tower.md:12``), where the wording stands more than once. ``date`` is
    the day of the record (EDTF). A report that is not ``applied`` changes no text.
    """

    book: str
    was: str
    now: str
    kind: CorrectionKind
    date: str
    reason: str = ""
    source: str = ""
    evidence: str = ""
    reporter: str = ""
    at: str = ""
    severity: CorrectionSeverity | None = None
    decision: Decision = "applied"
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A correction that can be made: its ``record``, where it is made, and the new content of the files it changes.

    ``read`` is what these files had before, ``None`` for one that was not there. ``before`` and ``after`` are the words
    around the place. ``elsewhere`` are the other places that state what the old wording alone states.
    """

    record: Correction
    place: Origin
    before: str
    after: str
    files: Mapping[str, bytes] = field(repr=False)
    read: Mapping[str, bytes | None] = field(repr=False)
    elsewhere: tuple[FoundPlaces, ...] = ()


def propose(project: Project, request: Request, options: Options) -> Proposal:
    """Find the one place of a correction, and return what it would change; nothing is written.

    Raises :class:`Faulty` with OC401 where the wording stands nowhere, OC402 at each place where it stands at several,
    OC403 where marks divide it, OC404 where the new wording cannot stand there and OC405 where the record is not whole.
    """
    from octavo.check.manuscript.claim_texts import claim_texts
    from octavo.editions.only_place import only_place
    from octavo.pipeline.cache import memo_for
    from octavo.pipeline.loading import load_book

    _check_typed(request)
    memo = memo_for(options.store, options.memory)
    ledger_file = project.content / request.book / FILE
    publication, _ = load_book(project, request.book, memo)
    source = source_of(project)
    texts = tuple(claim_texts(publication))
    files = sorted({text.origin.path for text in texts if text.origin.line})
    spot = only_place(texts, request.was, request.at, source, files)
    folder = publication.settings.origin.path.rpartition("/")[0]
    name = spot.origin.path.removeprefix(f"{folder}/")
    changes: dict[str, bytes] = {}
    read: dict[str, bytes | None] = {FILE: ledger_file.read_bytes() if ledger_file.is_file() else None}
    after = before = source(spot.origin.path)
    if request.decision == "applied":
        after = _edited(before, spot, request.now, name)
        read[name] = _as_stored(project, spot.origin.path, before, before)
        changes[name] = _as_stored(project, spot.origin.path, before, after)
    changed = _loaded(project, request, changes, memo)
    where, was, now = _named(request, _change(texts, changed, spot, request), changed)
    record = _record(publication, replace(request, was=was, now=now), name, where)
    check_whole(record, publication)
    ledger = {FILE: with_record((read[FILE] or b"").decode("utf-8"), record).encode()}
    _loaded(project, request, {**changes, **ledger}, memo)
    return Proposal(
        record=record,
        place=spot.origin,
        before=before[max(0, spot.start - CONTEXT) : spot.end + CONTEXT],
        after=after[max(0, spot.start - CONTEXT) : spot.start + len(request.now) + CONTEXT],
        files={**changes, **ledger},
        read=read,
        elsewhere=tuple(still_stated(changed, request.was, request.now, _over(source, spot.origin.path, after)))
        if request.decision == "applied"
        else (),
    )


def carry_out(project: Project, book: str, proposal: Proposal) -> None:
    """Write what a proposal changes: the text and its record, or nothing. Raises :class:`Faulty` (OC902)."""
    write_all(project, book, proposal.files, proposal.read)


def write_all(project: Project, book: str, files: Mapping[str, bytes], before: Mapping[str, bytes | None]) -> None:
    """Write ``files`` of a book, by their names: all of them or none.

    ``before`` is what some of them must still have. Raises :class:`Faulty` (OC902).
    """
    from octavo.editions.file_changes import change_files, file_of
    from octavo.publish import REMEDIES

    try:
        change_files(project.content / book, files, before)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        told = fault("OC902", NOWHERE, file=file_of(str(problem.filename or book)), problem=reason)
        hint = {**REMEDIES, errno.EAGAIN: "give the command again"}.get(problem.errno or 0)
        raise Faulty([replace(told, hint=hint) if hint else told]) from problem


def _check_typed(request: Request) -> None:
    """Raise :class:`Faulty` (OC404) for bytes that are no text: a terminal passes them as halves of characters."""
    if any(_HALF.search("".join(getattr(request, key) or "")) for key in _TYPED):
        raise Faulty([fault("OC404", NOWHERE, problem="what was typed is no text in UTF-8")])


# --- the text ---


def with_values(project: Project, record: Record[Any], values: Mapping[Path, str]) -> bytes:
    """Return the file of a record with other values under these paths, each of which it has already."""
    path = record.origin.path
    before = after = source_of(project)(path)
    for key, value in values.items():
        start, node = next(found for found in _offsets(after, path) if found[1].origin == record.at(*key))
        end, inside = start + len(node.source), len(node.style)
        scalar = Scalar(start=start, end=end, quoting=node.style)
        after = with_words(after, (start + inside, end - inside), value, (scalar,))
    return _as_stored(project, path, before, after)


def _offsets(source: str, path: str) -> Iterator[tuple[int, ScalarNode]]:
    """Yield the single values of a YAML file, each with the offset at which it begins."""
    places = (0, *(at + 1 for at, sign in enumerate(source) if sign == "\n"))
    for each in scalars(read_yaml(source, path)):
        yield places[each.start.line - 1] + each.start.column - 1, each


def _edited(source: str, spot: "Spot", now: str, name: str) -> str:
    found = _offsets(source, spot.origin.path) if name.endswith(".yaml") else ()
    values = tuple(Scalar(start=at, end=at + len(each.source), quoting=each.style) for at, each in found)
    try:
        edited = with_words(source, (spot.start, spot.end), now, values)
    except NoRoomError as narrow:
        raise Faulty([fault("OC404", spot.origin, problem=narrow)]) from None
    if edited == source:
        raise Faulty([fault("OC404", spot.origin, problem="this is what stands there already")])
    return edited


def _as_stored(project: Project, path: str, before: str, after: str) -> bytes:
    """Return the new text in the form of the file: with its byte order mark and its line ends."""
    stored = (project.root / path).read_bytes().decode("utf-8")
    mark = "\ufeff" if stored.startswith("\ufeff") else ""
    ends = "\r\n" if "\r\n" in stored else "\n"
    if mark + before.replace("\n", ends) != stored:
        raise Faulty([fault("OC404", Origin(path), problem="the lines of the file end in several ways")])
    return (mark + after.replace("\n", ends)).encode()


def _loaded(project: Project, request: Request, changes: Mapping[str, bytes], memo: "Memo") -> "Publication":
    """Return the book as it would be. Raises :class:`Faulty` with OC404 where it could not be read."""
    from octavo.pipeline.loading import load_book

    try:
        return load_book(project, request.book, memo, changes)[0]
    except Faulty as faulty:
        first = next(each for each in faulty.diagnostics if each.severity is Severity.ERROR)
        raise Faulty([fault("OC404", first.origin, problem=f"{first.message} ({first.code})")]) from None


# --- the record ---


def _change(
    texts: "Sequence[ClaimText]", changed: "Publication", spot: "Spot", request: Request
) -> "tuple[ClaimText | None, ClaimText | None, tuple[ClaimText, ...]]":
    """Return the text that is corrected, as it was and as it will be, and all texts to come.

    Raises :class:`Faulty` (OC404) where nothing that the book says would change, or something in another file.
    """
    from octavo.check.manuscript.claim_texts import claim_texts
    from octavo.editions.wording import worded
    from octavo.model.read_wording import bare

    coming = tuple(claim_texts(changed))
    if request.decision != "applied" or bare(request.was) == bare(request.now):
        here = (spot.origin.line, spot.origin.column)
        own = [each for each in coming if each.origin.path == spot.origin.path]
        own = [each.text for each in worded(own, bare(request.was))] or own
        before = [each for each in own if (each.origin.line, each.origin.column) <= here]
        text = max(before or own, key=lambda each: (each.origin.line, each.origin.column), default=None)
        return text, text, coming
    known, fresh = Counter(map(_said, texts)), []
    for text in coming:
        known[_said(text)] -= 1
        if known[_said(text)] < 0:
            fresh.append(text)
    gone = [text for text in texts if known[_said(text)] > 0]
    if (not fresh and not gone) or any(text.origin.path != spot.origin.path for text in gone):
        problem = "what stands there is no text of the book, or it is used elsewhere as well"
        raise Faulty([fault("OC404", spot.origin, problem=problem)])
    return gone[0] if gone else None, fresh[0] if fresh else None, coming


def _named(
    request: Request, change: "tuple[ClaimText | None, ClaimText | None, tuple[ClaimText, ...]]", changed: "Publication"
) -> tuple[str, str, str]:
    """Return the name of the block or value that is corrected, and what the ledger keeps of the wording."""
    from octavo.editions.ledger_places import ids_by_place, name_of
    from octavo.editions.ledger_wording import is_read_in, kept_wording
    from octavo.resolve.book import texts_of

    old, new, coming = change
    text = new or old
    where = name_of(text, ids_by_place(texts_of(changed))) if text else ""
    if old is None or new is None or old is new:
        return where, request.was, request.now
    if new.record is not None and is_read_in(request.was, old.value) and is_read_in(request.now, new.value):
        return where, request.was, request.now
    others = [each.value for each in coming if each is not new and each.origin.path == new.origin.path]
    return where, *kept_wording(old.value, new.value, others)


def _said(text: "ClaimText") -> tuple[str, str, tuple[str | int, ...], str]:
    return text.origin.path, text.what, text.path, text.value


def _record(publication: "Publication", request: Request, name: str, where: str) -> Correction:
    def line(text: str) -> str:
        return " ".join(text.split())

    return Correction(
        id=next_id(each.value.id for each in publication.corrections),
        date=request.date,  # type: ignore[arg-type]  # a NewType of str, which the ledger is read by
        kind=request.kind,
        severity=request.severity or USUAL_SEVERITY[request.kind],
        decision=request.decision,
        file=name,
        where=where,
        was=line(request.was),
        now=line(request.now),
        reason=line(request.reason),
        source=line(request.source),
        evidence=line(request.evidence),
        reporter=line(request.reporter),
        supersedes=request.supersedes,
    )


def _over(source: Callable[[str], str], path: str, text: str) -> Callable[[str], str]:
    return lambda name: text if name == path else source(name)
