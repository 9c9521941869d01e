"""The font settings that hold for the whole process, besides those that each session has of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig

# Functions of fontconfig that WeasyPrint does not declare.
ffi.cdef(
    """
    FcConfig * FcConfigGetCurrent (void);
    FcBool FcConfigSetCurrent (FcConfig *config);
    """,
    override=True,
)


@cache
def _own_settings() -> Any:  # noqa: ANN401 -- a pointer of cffi
    """Return the settings of ``fonts.conf``, to which the environment leads; they stay as long as the process."""
    return fontconfig.FcInitLoadConfigAndFonts()


@contextmanager
def own_font_settings() -> Iterator[None]:
    """Have fontconfig's current settings be ours for as long as the block runs; it may stand in another such block.

    Pango chooses a font by the settings of its session, but completes what it asks for by the current ones. These are
    read once in a process: a program that had used the fonts of the machine before got other heights of lines.
    Afterwards there are none, so that whoever asks next reads those of the machine.
    """
    own = _own_settings()
    if fontconfig.FcConfigGetCurrent() == own:
        yield
        return
    fontconfig.FcConfigSetCurrent(own)
    try:
        yield
    finally:
        fontconfig.FcConfigSetCurrent(ffi.NULL)
