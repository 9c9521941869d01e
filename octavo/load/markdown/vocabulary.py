"""The words that marks may use: a new directive, class or attribute begins with a row here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SPAN_CLASSES = ("acronym", "nohyphen", "smallcaps", "superscript", "title")
"""Classes of a stretch of text: ``[text]{.smallcaps}``."""

PARAGRAPH_CLASSES = ("attribution", "centred", "dedication", "epigraph", "first", "uncited", "verse")
"""Classes of a paragraph, on a line before it: ``{.first}``."""

HEADING_CLASSES = ("new-page",)
"""Classes of a heading below the title: ``## Words {.new-page}``."""

SPAN_WORDS = ("index", "lang")
TITLE_CLASSES = ("unnumbered",)
TITLE_WORDS = ("lang", "short")

SCHEMES = ("#", "http:", "https:", "mailto:", "person:", "term:")
"""How the target of a link may begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What a directive may hold: its attributes beside ``#id``, the ones it needs (one of them), and its content."""

    words: tuple[str, ...]
    needs: tuple[str, ...] = ()
    content: Literal["none", "optional", "needed", "table"] = "needed"


_BOX = Directive(words=("title",))

DIRECTIVES: Mapping[str, Directive] = {
    "disagree": _BOX,
    "extract": Directive(words=("document",), needs=("document",), content="optional"),
    "figure": Directive(words=("figure",), needs=("figure",), content="none"),
    "note": _BOX,
    "opening": _BOX,
    "questions": _BOX,
    "sidebar": Directive(words=("person", "title"), needs=("person", "title")),
    "summary": _BOX,
    "table": Directive(words=("align", "caption", "note", "row-heads"), content="table"),
    "warning": _BOX,
}
