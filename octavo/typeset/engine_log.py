"""What the layout engine says, turned into faults at the place that can be mended."""

import logging
import re
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from octavo.model.characters import character_name
from octavo.model.css_places import place_in
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Rendition
from octavo.typeset.facts import EngineMessage
from octavo.typeset.markup import ROOT, MarkupOrigins, holds, links_to, shows

LOGGER = logging.getLogger("weasyprint")

MISSING_GLYPH = ".notdef glyph rendered for Unicode string unsupported by fonts"

OURS = Path(__file__).parents[1]

PLACE = re.compile(r"\s*\bat (\d+):(\d+)\b")
"""Line and column of a style sheet in a message of the engine."""

OF_SHEETS = ("Invalid or unsupported selector", "Font-face", "Failed to load image")
"""How messages begin that may be about a style sheet and do not say where; they quote it."""

SAID_BETTER = "Expected a media type"
"""How a message begins behind which another tells the same with its place."""

MEDIA = "Invalid media type"
"""How a message about a media query begins; the query is its first value."""

QUOTATION = re.compile(r"'([^']*)'")

UNKNOWN = "unknown property"
"""The last value of a message about a property that the engine does not know."""


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


def with_nearest(message: EngineMessage) -> EngineMessage:
    """Return a message about an unknown property with the one that was meant, where that is clear.

    Call it where the engine is ready.
    """
    from octavo.typeset import engine

    if message.values[-1:] != (UNKNOWN,) or not (near := engine.nearest_property(message.values[0])):
        return message
    text = f"{message.text.rstrip('.')} · did you mean '{near}'?"
    return message._replace(text=text, values=(*message.values, near))


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


def diagnostics(messages: Sequence[EngineMessage], places: MarkupOrigins, rendition: Rendition) -> Iterator[Diagnostic]:
    """Turn each message into OC501 (a character without a glyph) or OC503, at the place where it can be mended.

    That is a line of a style sheet of the theme where the message is about one.
    """
    for message in messages:
        if message.template.startswith(SAID_BETTER):
            continue
        if message.template.startswith(MISSING_GLYPH):
            character = message.values[0]
            for origin in places.where(holds(character)):
                yield fault("OC501", origin, character=character, name=character_name(character))
        else:
            for origin in _origins(message, places, rendition):
                yield fault("OC503", origin, problem=_problem(message))


def _origins(message: EngineMessage, places: MarkupOrigins, rendition: Rendition) -> tuple[Origin, ...]:
    """Find the places of what a message is about: a link, an image, an element with an id, a line of a style sheet."""
    for value in message.values:
        name = value.removeprefix(ROOT).strip("'")
        found = [*places.where(links_to(name)), *places.where(shows(name)), places.of(name)]
        if known := [origin for origin in found if origin != NOWHERE]:
            return tuple(known)
    return (_place_in_sheet(message, rendition),)


def sheet_diagnostics(messages: Iterable[EngineMessage], rendition: Rendition) -> Iterator[Diagnostic]:
    """Turn what the engine says of a style sheet for screens into OC509, at its line.

    The engine knows the properties of paper, and a screen may know others: one that it does not know is no fault. Nor
    is it a feature of the screen, such as ``(prefers-color-scheme: dark)``, that a rule asks for.
    """
    for message in messages:
        is_feature = message.template.startswith(MEDIA) and message.values[0].strip().startswith("(")
        if not is_feature and message.values[-1:] != (UNKNOWN,) and not message.template.startswith(SAID_BETTER):
            yield fault("OC509", _place_in_sheet(message, rendition), problem=_problem(message))


def _place_in_sheet(message: EngineMessage, rendition: Rendition) -> Origin:
    """Return the place, in a style sheet of the theme, that a message names or quotes."""
    if named := PLACE.search(message.text):
        return place_in(rendition.css_starts, int(named[1]), int(named[2]))
    quoted = QUOTATION.search(message.text.replace(ROOT, "")) if message.template.startswith(OF_SHEETS) else None
    if not quoted or quoted[1] not in rendition.css:
        return NOWHERE
    before = rendition.css[: rendition.css.find(quoted[1].strip())]
    return place_in(rendition.css_starts, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _problem(message: EngineMessage) -> str:
    """Word a message without our inner addresses, and without the place that it is told at."""
    text = PLACE.sub("", message.text.replace(ROOT, "")).rstrip(".")
    return " ".join(re.sub(r"`(.*?)\s*`", r"'\1'", text, flags=re.DOTALL).split())


def unusable_fonts() -> Diagnostic:
    """Return the fault of a rendition whose style sheet loads no font at all: the engine would break down."""
    return fault("OC503", NOWHERE, problem="no @font-face rule of the style sheet loads a font of the rendition")
