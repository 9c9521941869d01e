"""Font files that a look may name: those in the book's folder *fonts/*, and those that Octavo brings.

The one place of this stage that reads what is inside a font.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from octavo.load.script_languages import languages_of
from octavo.load.theme_checks import FAMILY, FONTS, unfit_font
from octavo.model.diagnostics import Faulty, fault
from octavo.model.look import BookFont
from octavo.model.origin import Origin

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

FOLDER = "fonts/"
"""The folder of a book with its fonts, and with the licences that travel with them."""

RESTRICTED, PREVIEW, EDITABLE = 0x0002, 0x0004, 0x0008
NO_SUBSETS, BITMAPS_ONLY = 0x0100, 0x0200
"""What the licence bits of a font forbid or allow (OpenType 1.9, OS/2, fsType)."""

ITALIC, OBLIQUE = 0x0001, 0x0200
"""The bits that say that a font is slanted (OpenType 1.9, OS/2, fsSelection)."""

TYPOGRAPHIC_FAMILY, FAMILY_NAME, DESIGNER = 16, 1, 9
"""The names of a font that say its family, the better one first, and who made it (OpenType 1.9, name)."""


def is_font(name: str) -> bool:
    """Whether a file is a font, by its name."""
    return PurePosixPath(name).suffix.lower() in (*FONTS, ".woff2")


def font_in(name: str, content: bytes, asked: Origin) -> BookFont:
    """Return the font in the file ``name``; ``asked`` is the place that names it, or its own.

    Raises ``Faulty`` with OC143 where it is no font that can be set, and OC128 where its licence bits forbid that it is
    embedded.
    """
    from fontTools.ttLib import TTFont

    if problem := unfit_font(PurePosixPath(name).suffix.lower(), content):
        raise Faulty([fault("OC143", asked, file=name, problem=problem)])
    try:
        font = TTFont(BytesIO(content), lazy=True)
        read = _read(font, name, content)
        is_variable = "fvar" in font
        allowed = int(font["OS/2"].fsType)
    except Exception as damage:  # the reader of fonts raises whatever it meets in damaged tables
        raise Faulty([fault("OC143", asked, file=name, problem="its tables cannot be read")]) from damage
    if is_variable:
        raise Faulty([fault("OC143", asked, file=name, problem="it is a variable font")])
    if not FAMILY.fullmatch(read.family):
        raise Faulty([fault("OC143", asked, file=name, problem="it does not say its family in plain letters")])
    if forbidden := _forbidden(allowed):
        raise Faulty([fault("OC128", asked, file=name, forbidden=forbidden)])
    return read


def _read(font: "TTFont", name: str, content: bytes) -> BookFont:
    names, metrics = font["name"], font["OS/2"]
    family = names.getDebugName(TYPOGRAPHIC_FAMILY) or names.getDebugName(FAMILY_NAME) or ""
    characters = font.getBestCmap() or {}
    widths = {font["hmtx"][characters[ord(figure)]][0] for figure in "0123456789" if ord(figure) in characters}
    features = {each.FeatureTag for each in font["GSUB"].table.FeatureList.FeatureRecord} if "GSUB" in font else set()
    return BookFont(
        family=family,
        weight=min(max(int(metrics.usWeightClass), 1), 1000),
        is_italic=bool(metrics.fsSelection & (ITALIC | OBLIQUE)),
        file=name,
        features=frozenset(features),
        has_even_figures=len(widths) == 1,
        is_for_ebooks=not metrics.fsType & PREVIEW or bool(metrics.fsType & EDITABLE),
        languages=languages_of(characters),
        credit=f"{family}: by {designer}" if (designer := _legible(names.getDebugName(DESIGNER) or "")) else family,
        content=content,
    )


def _legible(names: str) -> str:
    """Return names in the letters that any text has: makers of fonts give theirs in other scripts beside them."""
    return " ".join(_OTHER_SCRIPTS.sub("", names).split()).replace(" ,", ",").replace("()", "")


_OTHER_SCRIPTS = re.compile("[^\x20-\u052f\u1e00-\u203a]")


def _forbidden(bits: int) -> str:
    """Return what the licence bits of a font forbid that a book needs, or nothing."""
    # Where several are set, the least restrictive counts.
    if bits & RESTRICTED and not bits & (PREVIEW | EDITABLE):
        return "embedded at all"
    if bits & NO_SUBSETS:
        return "embedded in part, as every PDF has it"
    return "embedded with its outlines" if bits & BITMAPS_ONLY else ""


def family_named(
    asked: str, own: Mapping[str, bytes], brought: Iterable[BookFont], place: Origin, fonts: Sequence[BookFont]
) -> tuple[BookFont, ...]:
    """Return the fonts of the family ``asked``: a name, or one of the book's ``own`` files.

    ``fonts`` are those of the own files, which come before those that Octavo has ``brought``. Raises ``Faulty`` with
    OC127, which lists all families, where there is none.
    """
    name = asked
    if asked in own:
        name = next((each.family for each in fonts if each.file == asked), asked)
    for known in (fonts, tuple(brought)):
        if found := tuple(each for each in known if each.family.casefold() == name.casefold()):
            return found
    families = sorted({each.family for each in (*fonts, *brought)})
    raise Faulty([fault("OC127", place, family=asked, known=", ".join(families), near=(asked, families))])
