"""Paragraphs set as a whole: where their lines end, the words as glyphs, and the lines as boxes of the engine.

``breaking``, ``hyphenation`` and ``words`` know no boxes; neither do ``paragraph``, ``word_breaks`` and ``segments``
(the places where lines may end), ``planning`` (what stands on each line) and ``hanging``. ``reading`` makes
a paragraph of boxes, ``lines`` makes boxes of a plan, ``drawing`` draws them, and ``setter``
is what a session keeps of all that.

Import it inside :func:`octavo.typeset.system.layout_engine` only.
"""

from octavo.typeset.engine.page_making import page_patch
from octavo.typeset.engine.paragraphs import paragraph_patches
from octavo.typeset.paragraphs.drawing import draw_set_text
from octavo.typeset.paragraphs.lines import set_lines
from octavo.typeset.paragraphs.page_filling import fill_pages

PATCHES = (*paragraph_patches(set_lines, draw_set_text), page_patch(fill_pages))
"""What stands in for the engine's search for lines, its drawing of text, and its making of pages."""
