"""The tools that set type, and their versions: other versions may make other bytes."""

import platform
import sys
from collections.abc import Mapping
from importlib import metadata

from octavo.typeset.system import layout_engine, tools

DISTRIBUTIONS = ("weasyprint", "pydyf", "pyphen", "fonttools", "pillow")
"""The distributions through which the bytes of every PDF pass."""


def versions() -> Mapping[str, str]:
    """Return the version of everything that has a say in the bytes of a PDF, for the manifest.

    Raises :class:`~octavo.model.diagnostics.Faulty` with OC904 when a library of the system is missing.
    """
    return {
        "python": platform.python_version(),
        "platform": sys.platform,
        **{name: metadata.version(name) for name in DISTRIBUTIONS},
        **tools(),
    }


def patches_left_out() -> tuple[str, ...]:
    """Return the names of the functions of WeasyPrint that are not patched, because this version has other ones.

    Raises :class:`~octavo.model.diagnostics.Faulty` with OC904 when a library of the system is missing.
    """
    with layout_engine():
        from octavo.typeset import engine

        return tuple(patch.name for patch in engine.PATCHES if not patch.fits())
