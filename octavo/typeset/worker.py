"""What workers do for typesetting: functions from values to bytes, which share nothing with the process that asks.

A style sheet with its fonts is packed once and travels as a *handle*: the bytes, or the path of a file that holds them.
A worker opens a session with it (:mod:`octavo.typeset.layout_session`) once, and keeps that under a name.
"""

import atexit
import gc
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.codec import pack, unpack
from octavo.model.line_rules import LineRules
from octavo.model.output import Asset, Rendition
from octavo.model.work import Shared
from octavo.typeset.engine_log import failures_told, with_nearest
from octavo.typeset.facts import EngineMessage, FaceUse
from octavo.typeset.system import layout_engine

if TYPE_CHECKING:
    from octavo.typeset.layout_session import LayoutSession

KEPT = 4
"""How many sessions a worker keeps open: books of one batch often have few themes between them."""

_SESSIONS: dict[str, "LayoutSession"] = {}
# A session must go while the interpreter is whole: it takes a folder of fonts with it.
atexit.register(_SESSIONS.clear)


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSheet:
    """A style sheet and what it needs: the fonts, and the pictures that it names; and the rules for lines."""

    css: str
    assets: tuple[Asset, ...]
    lines: LineRules


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReport:
    """Whether the style sheet loads a font, and what the engine says of it."""

    has_fonts: bool
    messages: tuple[EngineMessage, ...]


def shared_style_sheet(rendition: Rendition) -> Shared:
    """Return the style sheet of ``rendition`` for the workers."""
    assets = tuple(each for each in rendition.assets if _is_font(each) or each.name in rendition.css)
    return _shared(StyleSheet(css=rendition.css, assets=assets, lines=rendition.lines))


@lru_cache(maxsize=KEPT)
def _shared(sheet: StyleSheet) -> Shared:
    """Pack a style sheet with its fonts: once for all the sheets of a look, which have the same one."""
    content = pack(sheet)
    return Shared(name=sha256(content).hexdigest(), content=content, prepare=session)


def pictures(rendition: Rendition, source: bytes) -> tuple[Asset, ...]:
    """Return the assets that one unit shows."""
    others = [each for each in rendition.assets if not _is_font(each)]
    folders = dict.fromkeys(each.name.rpartition("/")[0] for each in others)
    near = {folder: _from_each(f"{folder}/".encode(), source) if folder else source for folder in folders}
    return tuple(each for each in others if each.name.encode() in near[each.name.rpartition("/")[0]])


def _from_each(folder: bytes, source: bytes) -> bytes:
    """Return all of ``source`` where a name that begins with ``folder`` may stand, on to the next quotation mark."""
    return b'"'.join(folder + after.partition(b'"')[0] for after in source.split(folder)[1:])


def session(name: str, handle: object) -> "LayoutSession":
    """Return the session of this name, opened with ``handle`` where it is not open yet."""
    if name not in _SESSIONS:
        with layout_engine():
            from octavo.typeset.layout_session import LayoutSession

            sheet = unpack(_read(handle), StyleSheet)
            while len(_SESSIONS) >= KEPT:
                del _SESSIONS[next(iter(_SESSIONS))]
            _SESSIONS[name] = LayoutSession(sheet.css, sheet.assets, sheet.lines)
    return _SESSIONS[name]


def report_session(name: str, handle: object) -> bytes:
    """Return a packed :class:`SessionReport`."""
    opened = session(name, handle)
    with layout_engine():
        messages = tuple(map(with_nearest, opened.messages))
    return pack(SessionReport(has_fonts=opened.has_fonts, messages=messages))


def lay_out(
    name: str,
    handle: object,
    source: bytes,
    shown: Iterable[Asset],
    is_recto: bool,  # noqa: FBT001 -- a call has no names
) -> tuple[bytes, bytes]:
    """Lay out one unit with the pictures it shows; see :func:`octavo.typeset.unit.lay_out_unit`."""
    with ExitStack() as stack:
        stack.enter_context(layout_engine())
        opened = session(name, handle)
        from octavo.typeset.unit import lay_out_unit

        stack.enter_context(opened.showing(shown))
        stack.enter_context(failures_told(source))
        laid = lay_out_unit(opened, source, is_recto=is_recto)
    # Boxes point to each other: without a look at what is new, several units would be held until the next full one.
    gc.collect(1)
    return laid


def make_fonts(handle: object, faces: Iterable[FaceUse]) -> bytes:
    """Make one subset of each face that all units of a book use together.

    Return packed :class:`~octavo.pdf.object_renumbering.MovableObjects`.
    """
    with layout_engine():
        from octavo.typeset.engine.faces import set_fonts

        assets = unpack(_read(handle), StyleSheet).assets
        return pack(set_fonts(faces, {sha256(each.content).hexdigest(): each.content for each in assets}))


def _is_font(asset: Asset) -> bool:
    return asset.media_type.startswith("font/")


def _read(handle: object) -> bytes:
    return handle if isinstance(handle, bytes) else Path(str(handle)).read_bytes()
