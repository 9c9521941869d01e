"""Faults as values: a code, a severity, a sentence, a place and the next action.

``CATALOGUE`` (in :mod:`octavo.model.catalogue`) words every fault in one place; a stage only says which one it met,
where, and with what values.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from octavo.model.catalogue import CATALOGUE
from octavo.model.origin import NOWHERE, Origin

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What would part a line in two, or tell a terminal something else: control characters, and those of directions."""


class Severity(StrEnum):
    """How bad a fault is: an error stops the build, a warning does not (unless ``--strict``)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Diagnostic:
    """One fault, ready to be shown: ``path:line:column: error OC203: message · hint``."""

    origin: Origin
    code: str
    severity: Severity
    message: str
    hint: str = ""
    related: tuple[Origin, ...] = ()

    def __str__(self) -> str:
        r"""One line; the place first, so that terminals and editors make it a link.

        Names of files may hold any character; those that are not seen are written as ``\n`` or ``\x1b``.
        """
        place = f"{self.origin}: " if self.origin != NOWHERE else ""
        hint = f" · {self.hint}" if self.hint else ""
        also = f" (see also {', '.join(map(str, self.related))})" if self.related else ""
        line = f"{place}{self.severity} {self.code}: {self.message}{hint}{also}"
        return _UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), line)


class Faulty(Exception):  # noqa: N818 - it is the state of the manuscript, not a programming error
    """A stage could not finish; ``diagnostics`` holds all the faults it found, sorted and without repeats."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep ``diagnostics`` in the order of their places."""
        self.diagnostics = in_order(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        """All faults, a line each."""
        return "\n".join(map(str, self.diagnostics))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place and code, and drop repeats."""
    return tuple(sorted(set(diagnostics)))


def fault(
    code: str,
    origin: Origin,
    *,
    near: tuple[str, Iterable[str]] | None = None,
    related: Iterable[Origin] = (),
    **values: object,
) -> Diagnostic:
    """Word the fault ``code`` at ``origin``.

    ``values`` fill the message and the hint of its row in the catalogue. ``near`` is what was written and what could
    have been meant: where one of the candidates is close, the hint becomes a question (*did you mean …?*).
    Raises ``KeyError`` for a code that the catalogue does not have or a value that its wording needs and did not get.
    """
    row = CATALOGUE[code]
    diagnostic = Diagnostic(
        origin=origin,
        code=code,
        severity=Severity(row.severity),
        message=row.message.format_map(values),
        hint=row.hint.format_map(values),
        related=tuple(related),
    )
    if near is not None:
        word, candidates = near
        if close := _nearest(word, candidates):
            return replace(diagnostic, hint=f"did you mean '{close}'?")
    return diagnostic


def _nearest(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate that is spelt most like ``word``, if only in other capitals, or nothing."""
    from difflib import get_close_matches

    known = sorted(candidates)
    same = (each for each in known if each.casefold() == word.casefold())
    return next(same, "") or next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), "")


def stop_on_error(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order when none is an error; raise :class:`Faulty` with all of them when one is."""
    ordered = in_order(diagnostics)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in ordered):
        raise Faulty(ordered)
    return ordered
