"""What divisions of a book are: words of the EPUB Structural Semantics Vocabulary, and titles that tell."""

import re
from collections.abc import Mapping

APPENDIX = "appendix"

FRONT = frozenset(
    {"cover", "halftitlepage", "titlepage", "copyright-page", "dedication", "epigraph", "foreword", "preface"}
    | {"acknowledgments", "imprint", "frontispiece", "preamble", "seriespage", "contributors", "frontmatter"}
    | {"other-credits", "imprimatur"}
)
BACK = frozenset(
    {"afterword", "appendix", "colophon", "glossary", "bibliography", "index", "endnotes", "footnotes", "rearnotes"}
    | {"backmatter", "credits", "errata", "chronology"}
)
BODY = frozenset({"chapter", "introduction", "prologue", "epilogue", "conclusion", "part", "volume", "bodymatter"})

UNTITLED = frozenset(
    {"dedication", "epigraph", "halftitlepage", "titlepage", "copyright-page", "imprint", "frontispiece"}
)
"""Divisions that are pages of their own and need no heading."""

CONTENTS = frozenset({"toc", "toc-brief", "landmarks", "page-list", "loi", "lot"})
"""Lists that every book has anew."""

_TITLES: Mapping[str, str] = {
    **dict.fromkeys(("preface", "vorwort", "préface", "prefacio"), "preface"),
    **dict.fromkeys(("foreword", "geleitwort", "avant-propos"), "foreword"),
    **dict.fromkeys(("acknowledgements", "acknowledgments", "danksagung", "remerciements"), "acknowledgments"),
    **dict.fromkeys(("dedication", "widmung", "dédicace"), "dedication"),
    **dict.fromkeys(("copyright", "copyright page", "imprint", "impressum"), "copyright-page"),
    **dict.fromkeys(("title page", "titlepage"), "titlepage"),
    **dict.fromkeys(("glossary", "glossar", "glossaire"), "glossary"),
    **dict.fromkeys(("bibliography", "references", "works cited", "literatur", "bibliographie"), "bibliography"),
    **dict.fromkeys(("index", "register", "index of names"), "index"),
    **dict.fromkeys(("afterword", "nachwort", "postface"), "afterword"),
    **dict.fromkeys(("colophon", "kolophon"), "colophon"),
    **dict.fromkeys(("endnotes", "notes", "footnotes", "anmerkungen"), "endnotes"),
    **dict.fromkeys(("contents", "table of contents", "inhalt", "inhaltsverzeichnis", "table des matières"), "toc"),
}
_APPENDIX = re.compile(r"(?:appendix|appendices|anhang|annexe)\b", re.IGNORECASE)

PART = re.compile(
    r"(?:part|book|volume|teil|partie|livre|parte|libro|część|часть)\s+(?:[ivxlc]+|\d+|[a-z]+)\b", re.IGNORECASE
)
"""How the titles of parts begin."""


def kind_of_title(title: str) -> str:
    """Return what a division with this title is, as far as it can be told; empty where it can be anything."""
    words = " ".join(title.split()).casefold().strip(" .:")
    if _APPENDIX.match(words):
        return "appendix"
    return _TITLES.get(words, "")


def is_appendix_by_name(title: str) -> bool:
    """Whether a title says itself that it is that of an appendix."""
    return _APPENDIX.match(" ".join(title.split())) is not None


def matter_of(kind: str) -> str:
    """Return the part of a book in which a division of this kind stands; empty where it is not known."""
    if kind in FRONT:
        return "front"
    if kind in BACK:
        return "back"
    return "body" if kind in BODY else ""
