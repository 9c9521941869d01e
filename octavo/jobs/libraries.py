"""The versions of installed distributions, read from the folders of their metadata.

The library that Python has for this takes longer to import than all of it takes here.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

SUFFIX = ".dist-info"
NEEDED = re.compile(rb"^Requires-Dist: *([\w.-]+)(?!.*\bextra *==)", re.MULTILINE)
RUN_OF_MARKS = re.compile(r"[-_.]+")


def versions_of(modules: Iterable[str]) -> tuple[str, ...]:
    """Return, sorted, the distributions with their versions that bring ``modules`` and all that these need in turn.

    ``modules`` are names of top-level modules. One that no distribution brings gives a line without a version, so
    that the answer is another one when it has been installed.
    """
    found: dict[str, str] = {}
    waiting: list[str] = []
    for module in modules:
        brought_by = _distribution(module)
        found |= {} if brought_by else {module: f"{module} is not installed"}
        waiting += filter(None, (brought_by,))
    while waiting:
        name = waiting.pop()
        if name not in found and name in installed():
            found[name] = installed()[name].name.removesuffix(SUFFIX)
            waiting += (_normal(each.decode()) for each in NEEDED.findall(_read(installed()[name] / "METADATA")))
    return tuple(sorted(found.values()))


@cache
def installed() -> Mapping[str, Path]:
    """Return the folders of metadata of the distributions that this process can import, by their normal names."""
    found: dict[str, Path] = {}
    for place in reversed(sys.path):
        with suppress(OSError), os.scandir(place or ".") as entries:
            for entry in sorted(entry.name for entry in entries if entry.name.endswith(SUFFIX)):
                found[_normal(entry.partition("-")[0])] = Path(place, entry)
    return found


@cache
def _distribution(module: str) -> str:
    """Return the normal name of the distribution that brings a top-level module, or nothing."""
    if _normal(module) in installed():
        return _normal(module)
    starts = tuple(f"\n{module}{mark}".encode() for mark in ("/", ".py,", "."))
    # The name of the distribution is often a longer one.
    likely_first = sorted(installed(), key=lambda name: (_normal(module) not in name, name))
    return next((name for name in likely_first if any(map(_record(name).__contains__, starts))), "")


@cache
def _record(name: str) -> bytes:
    """Return the list of files of a distribution, each on a line of its own."""
    return b"\n" + _read(installed()[name] / "RECORD")


def _normal(name: str) -> str:
    """Return the name of a distribution as all its spellings are compared (PEP 503)."""
    return RUN_OF_MARKS.sub("-", name).lower()


def _read(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""
