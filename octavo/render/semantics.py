"""What an ebook says about its parts to reading systems and assistive technology, in one table.

EPUB 3 Structural Semantics and the Digital Publishing WAI-ARIA module, in the pairs that EPUB Type to ARIA Role
Authoring Guide allows (rule E8). Paper needs none of it: there the tags of the PDF speak.
"""

from collections.abc import Mapping

from octavo.model.output import Medium
from octavo.model.writing_direction import is_right_to_left
from octavo.render.markup import Attributes

PAIRS: Mapping[str, tuple[str, str]] = {
    # sections
    "chapter": ("chapter", "doc-chapter"),
    "appendix": ("appendix", "doc-appendix"),
    "part": ("part", "doc-part"),
    "cover": ("cover", ""),
    "half-title": ("halftitlepage", ""),
    "title-page": ("titlepage", ""),
    "imprint": ("copyright-page", ""),
    "contents": ("", ""),
    "glossary": ("glossary", "doc-glossary"),
    "bibliography": ("bibliography", "doc-bibliography"),
    "index": ("index", "doc-index"),
    "corrections": ("errata", "doc-errata"),
    "endnotes": ("endnotes", "doc-endnotes"),
    "colophon": ("colophon", "doc-colophon"),
    # inside sections
    "contents-list": ("", "doc-toc"),
    "notes": ("footnotes", ""),
    "note": ("footnote", "doc-footnote"),
    "note-call": ("noteref", "doc-noteref"),
    "note-number": ("backlink", "doc-backlink"),
    "term": ("glossref", "doc-glossref"),
    "work": ("biblioref", "doc-biblioref"),
    "page-start": ("pagebreak", "doc-pagebreak"),
    "sidebar": ("sidebar", ""),
    "untitled-sidebar": ("sidebar", "note"),
    "box": ("", "note"),
}


def semantics(thing: str, medium: Medium) -> Attributes:
    """Return the ``epub:type`` and ``role`` attributes of ``thing``; nothing on paper or for what has no pair."""
    if medium == "print":
        return {}
    kind, role = PAIRS.get(thing, ("", ""))
    return {"epub:type": kind, "role": role}


def language(code: str, medium: Medium) -> Attributes:
    """Return the attributes that name the language ``code`` (BCP 47); nothing where it is empty.

    XML readers heed ``xml:lang``, HTML readers ``lang``: an ebook is read as XML and carries both (rule E4). What is
    read from right to left says so there; on paper the signs around it do (:func:`octavo.render.right_to_left.bound`).
    """
    if medium == "print":
        return {"lang": code}
    return {"lang": code, "xml:lang": code, **({"dir": "rtl"} if is_right_to_left(code) else {})}
