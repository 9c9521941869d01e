"""All that we use of WeasyPrint besides its public interface; no other room of ours may.

``protocols`` says what we read of its objects; ``box_tree``, ``drawing``, ``recto_verso`` and ``faces`` are what we do
with them; ``fixes``, ``glyph_texts`` and ``speedups`` have bodies that stand in for functions of its own, and
``patches`` puts those in place for a while.

Public (documented) are ``HTML``, ``CSS``, ``Document.pages``, ``.fonts``, ``.metadata``, ``.make_bookmark_tree``,
``.write_pdf(finisher=…)``, ``Page.anchors``, ``.links``, ``.width``, ``.height``, ``urls.URLFetcher`` and
``text.fonts.FontConfiguration``. Private names that are gone after an upgrade show when its modules are imported.
Import it inside :func:`octavo.typeset.system.layout_engine` only.
"""

from collections.abc import Mapping
from difflib import get_close_matches

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.css.validation.expanders import EXPANDERS
from weasyprint.text.ffi import harfbuzz, harfbuzz_subset, pango

from octavo.typeset.engine.fixes import FIXES
from octavo.typeset.engine.glyph_texts import LETTERS
from octavo.typeset.engine.note_lines import NOTES
from octavo.typeset.engine.page_breaks import PAGE_BREAKS
from octavo.typeset.engine.speedups import SPEEDUPS

PATCHES = (*FIXES, *LETTERS, *PAGE_BREAKS, *NOTES, *SPEEDUPS)
"""What stands in for functions of WeasyPrint while a unit is laid out."""


NEARLY = 0.9
"""How like a property another word is that was surely meant to be it (1 is the same)."""


def nearest_property(name: str) -> str:
    """Return the property of CSS that a word which is none was surely meant to be, or nothing."""
    known = {*(each.replace("_", "-") for each in INITIAL_VALUES), *EXPANDERS}
    near = get_close_matches(name.lower(), sorted(known), n=1, cutoff=NEARLY)
    # 'overflow-x' is no misspelt 'overflow': browsers know more properties than the engine.
    return near[0] if near and not name.lower().startswith(f"{near[0]}-") else ""


def has_subsetter() -> bool:
    """Whether HarfBuzz's subsetter was found; without it subsets are slow and differ from build to build."""
    return harfbuzz_subset is not None


def library_versions() -> Mapping[str, str]:
    """Return the versions of the libraries that Python's package registry does not know."""
    number = int(pango.pango_version())
    shaper = next(
        version
        for version in ((major, minor) for major in range(30, 0, -1) for minor in range(30, -1, -1))
        if harfbuzz.hb_version_atleast(*version, 0)
    )
    return {
        "pango": f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        "harfbuzz": ".".join(map(str, shaper)),
    }
