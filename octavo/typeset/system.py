"""What the machine must bring for typesetting, and what of it must not be seen.

WeasyPrint draws with Pango, HarfBuzz and fontconfig, which no wheel contains. fontconfig would offer every font of the
machine; it reads our own configuration instead, which has none.
"""

import ctypes
import ctypes.util
import io
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType

from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import NOWHERE

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

UNUSED = ("fontTools.subset", "fontTools.varLib.instancer")
"""Modules that WeasyPrint imports for variable fonts and for machines without HarfBuzz's subsetter: we have neither.

With all that they import they take a third of the time that WeasyPrint takes to be loaded.
"""

REMEDY = (
    "install it: Debian, Ubuntu: sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b "
    "libharfbuzz-subset0 fontconfig; Fedora: sudo dnf install -y pango harfbuzz fontconfig; "
    "macOS: brew install pango; Windows (MSYS2): pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"
)


@contextmanager
def private_environment() -> Iterator[None]:
    """Hide the fonts and the locale of this machine from fontconfig and Pango for as long as the block runs.

    What stood in the environment before stands there again afterwards, so no other stage sees a difference.
    """
    before = {name: os.environ.get(name) for name in PRIVATE_ENVIRONMENT}
    _set(PRIVATE_ENVIRONMENT)
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
    """Return the versions of the libraries of the system that set type; raises as :func:`require_libraries`."""
    with private_environment():
        require_libraries()
        from octavo.typeset import engine

        return engine.library_versions()


def require_libraries() -> None:
    """Import WeasyPrint, which loads its libraries; raise :class:`Faulty` with OC904 when the machine lacks one.

    Call it inside :func:`private_environment`, before any other module that imports WeasyPrint.
    """
    try:
        # WeasyPrint prints where to read about it before it raises, and warns that we have no system fonts.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings(), _without_a_search(), _when_called(UNUSED):
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

    It tries other names first, and Python then runs ``ldconfig``, ``gcc`` and ``ld`` for each: fifty processes.
    """
    if "weasyprint" in sys.modules or not _are_known(SONAMES):
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


class _Later(ModuleType):
    """Stands for the module of its name until something of that is called."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Return what imports the module, and then calls ``name`` in it."""
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: object, **options: object) -> object:
            found: object = getattr(import_module(self.__name__), name)(*arguments, **options)
            return found

        return call


@contextmanager
def _when_called(names: Iterable[str]) -> Iterator[None]:
    """Let modules be imported while the block runs, but loaded when something of them is called."""
    later = {name: _Later(name) for name in names if name not in sys.modules}
    sys.modules.update(later)
    try:
        yield
    finally:
        for name in later:
            del sys.modules[name]


def _are_known(names: Iterable[str]) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _find_nothing(name: str) -> None:
    """Say that a library was not found."""


def _library(problem: str) -> str:
    """Name the library that a loader's message is about."""
    found = re.search(r"cannot load library '([^']+)'", problem)
    name = found[1] if found else problem
    return next((library for word, library in LIBRARIES.items() if word in name), name)
