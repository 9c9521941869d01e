"""What the layout engine says, turned into faults at the place that can be mended."""

import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.typeset.markup import ROOT, Places, holds, links_to, shows

LOGGER = logging.getLogger("weasyprint")

MISSING_GLYPH = ".notdef glyph rendered for Unicode string unsupported by fonts"

HARMLESS: tuple[tuple[re.Pattern[str], str], ...] = ()
"""What the engine may say without a fault, each with the reason. Nothing so far, and nothing should be."""

QUOTED = 160
"""The most characters of a style sheet's line that a message quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One message of the engine: its words filled in, the words as written in the engine, and what filled them."""

    text: str
    template: str
    values: tuple[object, ...]

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Complaint":
        """Return the complaint that was kept as ``facts`` in a record."""
        return cls(text=facts["text"], template=facts["template"], values=tuple(facts["values"]))


def ours(problem: str) -> Complaint:
    """Return a complaint of our own, which is told as the engine's are."""
    return Complaint(text=problem, template=problem, values=())


def dead_link(target: str) -> Complaint:
    """Return what the engine says of a link to an anchor that is nowhere in the book."""
    template = "No anchor #%s for internal URI reference"
    return Complaint(text=template % target, template=template, values=(target,))


class _Ear(logging.Handler):
    """Keeps what it hears, each complaint once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: dict[Complaint, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words of ``record``, and nothing of when or where it was made."""
        values = record.args if isinstance(record.args, tuple) else (record.args,)
        told = Complaint(text=record.getMessage(), template=str(record.msg), values=tuple(map(str, values)))
        self.heard[told] = None


@contextmanager
def listening() -> Iterator[list[Complaint]]:
    """Gather all warnings and errors of the engine in the list; it is filled when the block ends.

    The engine's logger is as it was afterwards, and nothing reaches the handlers of the program around us, nor a list
    that is being filled around the block.
    """
    heard: list[Complaint] = []
    ear = _Ear()
    before = LOGGER.level, LOGGER.propagate
    others = list(LOGGER.handlers)
    LOGGER.setLevel(logging.WARNING)
    LOGGER.propagate = False
    LOGGER.handlers[:] = [ear]
    try:
        yield heard
    finally:
        LOGGER.handlers[:] = others
        LOGGER.level, LOGGER.propagate = before
        heard.extend(ear.heard)


def diagnostics(complaints: Sequence[Complaint], places: Places, css: str) -> Iterator[Diagnostic]:
    """Turn each complaint into OC501 (a character without a glyph) or OC503, told where it can be mended."""
    for complaint in complaints:
        if any(pattern.search(complaint.text) for pattern, _reason in HARMLESS):
            continue
        if complaint.template.startswith(MISSING_GLYPH):
            character = str(complaint.values[0])
            for origin in places.where(holds(character)):
                yield fault("OC501", origin, character=character, name=character_name(character))
        else:
            for origin in _origins(complaint, places):
                yield fault("OC503", origin, problem=_problem(complaint, css))


def character_name(character: str) -> str:
    """Return the Unicode name and number of ``character``: ``CJK UNIFIED IDEOGRAPH-6F22, U+6F22``."""
    name = unicodedata.name(character, "no name")
    return f"{name}, U+{ord(character):04X}"


def _origins(complaint: Complaint, places: Places) -> tuple[Origin, ...]:
    """Find the places of what a complaint is about: a link, an image, an element with an id."""
    for value in map(str, complaint.values):
        name = value.removeprefix(ROOT).strip("'")
        found = [*places.where(links_to(name)), *places.where(shows(name)), places.of(name)]
        if known := [origin for origin in found if origin != NOWHERE]:
            return tuple(known)
    return (NOWHERE,)


def _problem(complaint: Complaint, css: str) -> str:
    """Word a complaint without our inner addresses, and with the line of the style sheet that it names."""
    text = complaint.text.replace(ROOT, "").rstrip(".")
    place = re.search(r"\bat (\d+):\d+", text)
    lines = css.splitlines()
    if place and 0 < int(place[1]) <= len(lines):
        return f"{text} (style sheet: {lines[int(place[1]) - 1].strip()[:QUOTED]})"
    return text


def unusable_fonts() -> Diagnostic:
    """Return the fault of a rendition whose style sheet loads no font at all: the engine would break down."""
    return fault("OC503", NOWHERE, problem="no @font-face rule of the style sheet loads a font of the rendition")
