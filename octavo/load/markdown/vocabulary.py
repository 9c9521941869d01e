"""The classes, attributes, targets and elements that marks may use; directives are in `directives`."""

from collections.abc import Mapping

SPAN_CLASSES = (
    "acronym", "highlight", "key", "nohyphen", "small", "smallcaps", "strike", "subscript", "superscript", "title",
    "underline",
)  # fmt: skip
"""Classes of a stretch of text: ``[text]{.smallcaps}``."""

PARAGRAPH_CLASSES = ("attribution", "centred", "dedication", "epigraph", "first", "uncited", "verse")
"""Classes of a paragraph, on a line before it: ``{.first}``."""

HEADING_CLASSES = ("new-page",)
"""Classes of a heading below the title: ``## Words {.new-page}``."""

SPAN_WORDS = ("index", "lang")
TITLE_CLASSES = ("appendix", "unnumbered", "untitled")
TITLE_WORDS = ("lang", "short")

SCHEMES = ("#", "disputed:", "http:", "https:", "mailto:", "person:", "term:")
"""How the target of a link may begin."""

HTML_CLASSES: Mapping[str, str] = {
    "cite": "title",
    "del": "strike",
    "ins": "underline",
    "kbd": "key",
    "mark": "highlight",
    "s": "strike",
    "small": "small",
    "strike": "strike",
    "sub": "subscript",
    "sup": "superscript",
    "u": "underline",
}
"""The class of a stretch that means the same as an element."""

HTML_EMPHASIS = frozenset({"dfn", "em", "i", "var"})
HTML_STRONG = frozenset({"b", "strong"})
HTML_CODE = frozenset({"code", "samp", "tt"})
HTML_IN_LINES = (
    frozenset(HTML_CLASSES) | HTML_EMPHASIS | HTML_STRONG | HTML_CODE | {"a", "abbr", "acronym", "bdi", "q", "span"}
)
"""The elements of HTML that are read in a line; of others the words stay, and the tags are told."""
