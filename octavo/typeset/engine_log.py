"""What the layout engine says, turned into faults at the place that can be mended."""

import logging
import re
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.typeset.facts import EngineMessage
from octavo.typeset.markup import ROOT, MarkupOrigins, holds, links_to, shows

LOGGER = logging.getLogger("weasyprint")

MISSING_GLYPH = ".notdef glyph rendered for Unicode string unsupported by fonts"

OURS = Path(__file__).parents[1]

QUOTED = 160
"""The most characters of a style sheet's line that a message quotes."""


class EngineFailedError(Exception):
    """The engine broke down over what it was given: its words, and the first id in the markup, to find the place."""

    def __init__(self, problem: str, anchor: str) -> None:
        """Keep both, also across processes."""
        self.problem, self.anchor = problem, anchor
        super().__init__(problem, anchor)


@contextmanager
def failures_told(source: bytes) -> Iterator[None]:
    """Raise :class:`EngineFailedError` for what the engine raises over ``source``; a fault of ours stays what it is."""
    try:
        yield
    except Exception as problem:
        last = traceback.extract_tb(problem.__traceback__)[-1].filename
        is_ours = Path(last).is_relative_to(OURS) and not Path(last).is_relative_to(OURS / "typeset" / "engine")
        if is_ours and not isinstance(problem, RecursionError):
            raise
        first = re.search(rb'<body[^>]*>.*?\bid="([^"]+)"', source, re.DOTALL)
        raise EngineFailedError(f"{type(problem).__name__}: {problem}", first[1].decode() if first else "") from problem


def own_message(problem: str) -> EngineMessage:
    """Return a message of our own, which is reported as the engine's are."""
    return EngineMessage(text=problem, template=problem, values=())


def dead_link(target: str) -> EngineMessage:
    """Return what the engine says of a link to an anchor that is nowhere in the book."""
    template = "No anchor #%s for internal URI reference"
    return EngineMessage(text=template % target, template=template, values=(target,))


class _Handler(logging.Handler):
    """Keeps the messages of the engine, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[EngineMessage, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words of ``record``, and nothing of when or where it was made."""
        values = record.args if isinstance(record.args, tuple) else (record.args,)
        message = EngineMessage(text=record.getMessage(), template=str(record.msg), values=tuple(map(str, values)))
        self.messages[message] = None


@contextmanager
def recorded() -> Iterator[list[EngineMessage]]:
    """Gather all warnings and errors of the engine in the list; it is filled when the block ends.

    The engine's logger is as it was afterwards, and nothing reaches the handlers of the program around us, nor a list
    that is being filled around the block.
    """
    messages: list[EngineMessage] = []
    handler = _Handler()
    before = LOGGER.level, LOGGER.propagate
    others = list(LOGGER.handlers)
    LOGGER.setLevel(logging.WARNING)
    LOGGER.propagate = False
    LOGGER.handlers[:] = [handler]
    try:
        yield messages
    finally:
        LOGGER.handlers[:] = others
        LOGGER.level, LOGGER.propagate = before
        messages.extend(handler.messages)


def diagnostics(messages: Sequence[EngineMessage], places: MarkupOrigins, css: str) -> Iterator[Diagnostic]:
    """Turn each message into OC501 (a character without a glyph) or OC503, at the place where it can be mended."""
    for message in messages:
        if message.template.startswith(MISSING_GLYPH):
            character = message.values[0]
            for origin in places.where(holds(character)):
                yield fault("OC501", origin, character=character, name=character_name(character))
        else:
            for origin in _origins(message, places):
                yield fault("OC503", origin, problem=_problem(message, css))


def character_name(character: str) -> str:
    """Return the Unicode name and number of ``character``: ``CJK UNIFIED IDEOGRAPH-6F22, U+6F22``."""
    name = unicodedata.name(character, "no name")
    return f"{name}, U+{ord(character):04X}"


def _origins(message: EngineMessage, places: MarkupOrigins) -> tuple[Origin, ...]:
    """Find the places of what a message is about: a link, an image, an element with an id."""
    for value in message.values:
        name = value.removeprefix(ROOT).strip("'")
        found = [*places.where(links_to(name)), *places.where(shows(name)), places.of(name)]
        if known := [origin for origin in found if origin != NOWHERE]:
            return tuple(known)
    return (NOWHERE,)


def _problem(message: EngineMessage, css: str) -> str:
    """Word a message without our inner addresses, and with the line of the style sheet that it names."""
    text = message.text.replace(ROOT, "").rstrip(".")
    place = re.search(r"\bat (\d+):\d+", text)
    lines = css.splitlines()
    if place and 0 < int(place[1]) <= len(lines):
        return f"{text} (style sheet: {lines[int(place[1]) - 1].strip()[:QUOTED]})"
    return text


def unusable_fonts() -> Diagnostic:
    """Return the fault of a rendition whose style sheet loads no font at all: the engine would break down."""
    return fault("OC503", NOWHERE, problem="no @font-face rule of the style sheet loads a font of the rendition")
