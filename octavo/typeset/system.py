"""The one door to WeasyPrint, and what the machine must bring for it.

WeasyPrint draws with Pango, HarfBuzz and fontconfig, which no wheel contains. fontconfig would offer every font of the
machine; it reads our own configuration instead, which has none.
"""

import ctypes
import ctypes.util
import io
import os
import platform
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from threading import RLock
from types import MappingProxyType

from octavo.garbage import collected_rarely
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import NOWHERE

DISTRIBUTIONS = ("weasyprint", "pydyf", "pyphen", "fonttools", "pillow")
"""The distributions through which the bytes of every PDF pass."""

FONT_SETTINGS = Path(__file__).with_name("fonts.conf")

PRIVATE_ENVIRONMENT: Mapping[str, str | None] = MappingProxyType(
    {
        "FONTCONFIG_FILE": str(FONT_SETTINGS),
        "FONTCONFIG_PATH": None,
        "FONTCONFIG_SYSROOT": None,
        "FC_DEBUG": None,
        # Without these two, the language of the user's locale takes part in the choice of fonts.
        "FC_LANG": "en",
        "PANGO_LANGUAGE": "en",
    }
)
"""The variables that steer fontconfig and Pango, and what they are while we set type (``None``: not there)."""

LIBRARIES: Mapping[str, str] = MappingProxyType(
    {
        "gobject": "GObject (libgobject-2.0)",
        "pangoft2": "Pango with FreeType (libpangoft2-1.0)",
        "pango": "Pango (libpango-1.0)",
        "harfbuzz-subset": "HarfBuzz's subsetter (libharfbuzz-subset)",
        "harfbuzz": "HarfBuzz (libharfbuzz)",
        "fontconfig": "fontconfig (libfontconfig)",
    }
)
"""Words by which the loader's message names a library, the longer word first, and the library for people."""

SONAMES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)
"""The libraries as they are called on Linux."""

REMEDY = (
    "install it: Debian, Ubuntu: sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b "
    "libharfbuzz-subset0 fontconfig; Fedora: sudo dnf install -y pango harfbuzz fontconfig; "
    "macOS: brew install pango; Windows (MSYS2): pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"
)


_ENTERING = RLock()


@contextmanager
def layout_engine() -> Iterator[None]:
    """Have WeasyPrint ready for as long as the block runs. Nothing else may use it.

    Inside the block fontconfig and Pango see neither the fonts nor the locale of this machine, our patches of
    WeasyPrint are in place (see :mod:`octavo.typeset.engine.patches`), and garbage is collected less often. All this
    holds for the whole process; afterwards everything is as it was, whatever happened in the block. Other threads that
    come here wait until the block ends; the same thread may enter again.

    Raises :class:`Faulty` with OC904 when the machine lacks a library.
    """
    with _ENTERING, _environment(PRIVATE_ENVIRONMENT), collected_rarely():
        _load()
        from octavo.typeset import engine, paragraphs
        from octavo.typeset.engine.font_settings import own_font_settings
        from octavo.typeset.engine.patches import patched

        with own_font_settings(), patched((*engine.PATCHES, *paragraphs.PATCHES)):
            yield


@contextmanager
def _environment(variables: Mapping[str, str | None]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    _set(variables)
    try:
        yield
    finally:
        _set(before)


def _set(variables: Mapping[str, str | None]) -> None:
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def tools() -> Mapping[str, str]:
    """Return the versions of the libraries of the system that set type; raises as :func:`layout_engine`."""
    with layout_engine():
        from octavo.typeset import engine

        return engine.library_versions()


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineState:
    """What sets type on this machine.

    ``versions`` are those of everything that has a say in the bytes of a PDF. ``unpatched`` are the names of the
    functions of WeasyPrint that are not patched, because this version has other ones.
    """

    versions: Mapping[str, str]
    unpatched: tuple[str, ...]


def engine_state() -> EngineState:
    """Return what sets type on this machine; raises as :func:`layout_engine`."""
    versions = {
        "python": platform.python_version(),
        "platform": sys.platform,
        **{name: metadata.version(name) for name in DISTRIBUTIONS},
        **tools(),
    }
    with layout_engine():
        from octavo.typeset import engine, paragraphs

        patches = (*engine.PATCHES, *paragraphs.PATCHES)
        return EngineState(versions=versions, unpatched=tuple(each.name for each in patches if not each.fits()))


def _load() -> None:
    """Import WeasyPrint, which loads its libraries; raise :class:`Faulty` with OC904 when the machine lacks one."""
    if "weasyprint" not in sys.modules:
        try:
            # WeasyPrint prints where to read about it before it raises, and warns that we have no system fonts.
            with redirect_stdout(io.StringIO()), warnings.catch_warnings(), _without_a_search():
                warnings.simplefilter("ignore")
                import weasyprint  # noqa: F401 -- to load the libraries
        except OSError as problem:
            raise Faulty([fault("OC904", NOWHERE, library=_library(str(problem)), remedy=REMEDY)]) from None
    from octavo.typeset import engine

    if not engine.has_subsetter():
        library = LIBRARIES["harfbuzz-subset"]
        raise Faulty([fault("OC904", NOWHERE, library=library, remedy=REMEDY)])


@contextmanager
def _without_a_search() -> Iterator[None]:
    """Let no compiler be asked where libraries are that the system knows by the names that WeasyPrint tries as well.

    cffi asks ``ctypes.util.find_library`` for the other names, which WeasyPrint tries first, and that runs
    ``ldconfig``, ``gcc`` and ``ld`` for each. The fifty processes take 0.16 s: 1 % of the processor time of a cold
    build of 200 pages, but 8 % of a build after the correction of a word, for which this stays.
    """

    def find_nothing(name: str) -> None:
        """Say that a library was not found."""

    search = ctypes.util.find_library
    if _are_known(SONAMES):
        ctypes.util.find_library = find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _are_known(names: Iterable[str]) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _library(problem: str) -> str:
    """Name the library that a loader's message is about."""
    found = re.search(r"cannot load library '([^']+)'", problem)
    name = found[1] if found else problem
    return next((library for word, library in LIBRARIES.items() if word in name), name)
