"""XHTML and CSS in; out come a tagged PDF, the map of its pages and the layout that later stages ask for."""

from octavo.typeset.typesetting import typeset
from octavo.typeset.versions import patches_left_out, versions

__all__ = ["patches_left_out", "typeset", "versions"]
