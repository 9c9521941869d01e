"""The classes, attributes and targets that marks may use; directives are in `directives`."""

SPAN_CLASSES = ("acronym", "nohyphen", "smallcaps", "strike", "subscript", "superscript", "title")
"""Classes of a stretch of text: ``[text]{.smallcaps}``."""

PARAGRAPH_CLASSES = ("attribution", "centred", "dedication", "epigraph", "first", "uncited", "verse")
"""Classes of a paragraph, on a line before it: ``{.first}``."""

HEADING_CLASSES = ("new-page",)
"""Classes of a heading below the title: ``## Words {.new-page}``."""

SPAN_WORDS = ("index", "lang")
TITLE_CLASSES = ("unnumbered", "untitled")
TITLE_WORDS = ("lang", "short")

SCHEMES = ("#", "http:", "https:", "mailto:", "person:", "term:")
"""How the target of a link may begin."""
