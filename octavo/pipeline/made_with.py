"""With what a release was made: the versions of the programs, libraries and fonts that have a say in its files."""

import io
from collections.abc import Mapping
from importlib import metadata

from octavo import __version__
from octavo.pandoc import tools as pandoc_tools

LIBRARIES = ("pikepdf", "pypdfium2", "vl-convert-python", "jinja2", "markupsafe", "markdown-it-py", "babel", "segno")
"""The distributions that have a say in files besides those that set type."""

VERSION = 5
"""The number of the name that tells the version of a font (OpenType, table ``name``)."""


def tool_versions() -> Mapping[str, str]:
    """Return the versions of Octavo and of everything that it makes files with, by name."""
    from octavo.typeset.system import engine_state

    libraries = {name: metadata.version(name) for name in LIBRARIES}
    return {"octavo": __version__, **engine_state().versions, **libraries, **pandoc_tools()}


def font_version(content: bytes) -> str:
    """Return the version that a font file names, such as ``Version 3.103``; nothing where it names none."""
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(content), lazy=True)["name"].getDebugName(VERSION) or ""
