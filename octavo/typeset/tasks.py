"""The work of typesetting as functions from bytes to bytes, for workers that share nothing with the rest.

A *press* is packed once for each style sheet and travels as bytes or as the name of a file; a worker makes it ready
once and keeps it.
"""

import atexit
import gc
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.model.output import Asset, Rendition
from octavo.typeset.packing import pack, unpack
from octavo.typeset.system import layout_engine

if TYPE_CHECKING:
    from octavo.pdf.object_renumbering import Ground
    from octavo.typeset.layout_session import Press

FONT_TYPES = ("font/", "application/font", "application/x-font")
KEPT = 4
"""How many presses a worker keeps ready: books of one batch often have few themes between them."""

_PRESSES: dict[str, "Press"] = {}
# A press must go while the interpreter is whole: it takes a folder of fonts with it.
atexit.register(_PRESSES.clear)


def pack_press(rendition: Rendition) -> bytes:
    """Pack the style sheet and what it needs: the fonts, and the pictures that it names."""
    assets = [each for each in rendition.assets if _is_font(each) or each.name in rendition.css]
    return pack(
        {"css": rendition.css, "assets": [[each.name, each.media_type] for each in assets]},
        [each.content for each in assets],
    )


def pictures(rendition: Rendition, ordered: bytes) -> tuple[tuple[str, str, bytes], ...]:
    """Return name, media type and bytes of the assets that one unit shows."""
    others = [each for each in rendition.assets if not _is_font(each)]
    folders = dict.fromkeys(each.name.rpartition("/")[0] for each in others)
    near = {folder: _from_each(f"{folder}/".encode(), ordered) if folder else ordered for folder in folders}
    return tuple(
        (each.name, each.media_type, each.content)
        for each in others
        if each.name.encode() in near[each.name.rpartition("/")[0]]
    )


def _from_each(folder: bytes, ordered: bytes) -> bytes:
    """Return all of ``ordered`` where a name that begins with ``folder`` may stand, on to the next quotation mark."""
    return b'"'.join(folder + after.partition(b'"')[0] for after in ordered.split(folder)[1:])


def press_of(name: str, handle: object) -> "Press":
    """Return the press ``name``, made ready from ``handle`` (packed bytes, or the path of a file that holds them)."""
    if name not in _PRESSES:
        with layout_engine():
            from octavo.typeset.layout_session import Press

            facts, contents = unpack(_read(handle))
            while len(_PRESSES) >= KEPT:
                del _PRESSES[next(iter(_PRESSES))]
            _PRESSES[name] = Press(facts["css"], _assets(facts["assets"], contents))
    return _PRESSES[name]


def look_over_press(name: str, handle: object) -> bytes:
    """Return, packed, whether the press has fonts and what the engine says of its style sheet."""
    press = press_of(name, handle)
    return pack({"has-fonts": press.has_fonts, "complaints": [asdict(each) for each in press.complaints]}, [])


def lay_out(
    name: str, handle: object, ordered: bytes, shown: Iterable[tuple[str, str, bytes]], *, is_recto: bool = False
) -> tuple[bytes, bytes]:
    """Lay out one unit with the pictures it shows; see :func:`octavo.typeset.unit.lay_out_unit`."""
    with ExitStack() as stack:
        stack.enter_context(layout_engine())
        press = press_of(name, handle)
        from octavo.typeset.unit import lay_out_unit

        stack.enter_context(press.showing(Asset(name=each[0], media_type=each[1], content=each[2]) for each in shown))
        laid = lay_out_unit(press, ordered, is_recto=is_recto)
    # Boxes point to each other: without a look at what is new, several units would be held until the next full one.
    gc.collect(1)
    return laid


def bind_unit(ground: "Ground", first: int, numbers: dict[str, int], record: bytes) -> bytes:
    """Put one unit in its place; see :func:`octavo.typeset.place_unit.bind`."""
    from octavo.typeset.place_unit import bind

    return bind(record, ground, first, numbers)


def make_fonts(handle: object, joined: bytes) -> bytes:
    """Make one subset of each face that all units of a book use together (see :func:`octavo.typeset.glyphs.union`)."""
    with layout_engine():
        from octavo.typeset.faces import set_fonts

        facts, contents = unpack(_read(handle))
        files = {sha256(each.content).hexdigest(): each.content for each in _assets(facts["assets"], contents)}
        return set_fonts(joined, files)


def _is_font(asset: Asset) -> bool:
    return asset.media_type.startswith(FONT_TYPES)


def _assets(named: Iterable[tuple[str, str]], contents: Iterable[bytes]) -> list[Asset]:
    return [
        Asset(name=name, media_type=media_type, content=content)
        for (name, media_type), content in zip(named, contents, strict=True)
    ]


def _read(handle: object) -> bytes:
    return handle if isinstance(handle, bytes) else Path(str(handle)).read_bytes()
