"""The files of an edition for screens: one for each section, and links that lead from one to another."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from urllib.parse import quote

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import NOWHERE
from octavo.model.output import Rendition, Unit

INNER_LINK = re.compile(r'(<a\b[^<>]*?\shref=")#([^"]+)"')


TAKEN = "section-"
"""What stands before the name of a section's file where its id alone would name a file that there is."""


def _file_of(unit: Unit, suffix: str, taken: Collection[str], units: Iterable[Unit]) -> str:
    """Return the name of the file of a unit, which is none of ``taken`` and of no other of ``units``."""
    name = f"{unit.id}{suffix}"
    if name in taken:
        others = {*taken, *(f"{each.id}{suffix}" for each in units)}
        while name in others:
            name = f"{TAKEN}{name}"
    return name


def files_of(rendition: Rendition, suffix: str, taken: Collection[str]) -> Mapping[str, str]:
    """Return the name of the file in which each place stands: sections and all else that has an id.

    Raises :class:`Faulty` with OC601 for every link inside the book that leads nowhere.
    """
    files: dict[str, str] = {}
    for unit in rendition.units:
        files |= dict.fromkeys((unit.id, *unit.anchors), _file_of(unit, suffix, taken, rendition.units))
    broken = {(unit.id, target) for unit in rendition.units for target in _targets(unit) if target not in files}
    if broken:
        origins = rendition.origins
        raise Faulty(fault("OC601", origins.get(unit, NOWHERE), target=target) for unit, target in sorted(broken))
    return files


def linked(body: str, own: str, files: Mapping[str, str]) -> str:
    """Return ``body``, which stands in the file ``own``, with links that lead to the files of their targets."""

    def elsewhere(link: re.Match[str]) -> str:
        start, anchor = link.groups()
        file = files[anchor]
        return f'{start}{"" if file == own else address(file)}#{anchor}"'

    return INNER_LINK.sub(elsewhere, body)


@cache
def address(file: str) -> str:
    """Return the relative address of a file by its name."""
    return quote(file)


def _targets(unit: Unit) -> Iterable[str]:
    return (anchor for _, anchor in INNER_LINK.findall(unit.body))
