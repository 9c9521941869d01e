"""What the citation processor needs beyond a style and the records as they stand (CSL 1.0.2, CSL-JSON)."""

import re
from collections.abc import Mapping

from octavo.model.records import Source

LOCATORS = (
    "act",
    "appendix",
    "article-locator",
    "book",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "paragraph",
    "part",
    "rule",
    "scene",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "timestamp",
    "title-locator",
    "verse",
    "version",
    "volume",
)
"""The terms of locators (CSL 1.0.2, appendix IV)."""

DATES = frozenset({"issued", "accessed", "original-date", "event-date", "submitted", "available-date"})
"""The variables of an item that are dates (CSL 1.0.2, appendix III)."""


def is_note_style(style: str) -> bool:
    """Whether citations of ``style`` become footnotes."""
    return re.search(r"<style\b[^>]*\bclass=[\"']note[\"']", style) is not None


def with_locator_words(style: str) -> str:
    """Return ``style`` so that the processor reads our names of locators in every language.

    Pandoc looks a locator's word up among the terms of the book's language. The names of the terms themselves are
    added, in a form that no style prints.
    """
    terms = "".join(f'<term name="{name}" form="verb-short">{name}</term>' for name in LOCATORS)
    return style.replace("</info>", f"</info><locale><terms>{terms}</terms></locale>", 1)


def item_of(source: Source) -> Mapping[str, object]:
    """Return the CSL-JSON item of a source; dates written as text (``1934-12``) become date parts."""
    item = {name: _date(value) if name in DATES else value for name, value in source.csl.items() if name != "custom"}
    return {**item, "id": source.id}


def _date(value: object) -> object:
    """Return a date variable as CSL-JSON has it; what is no plain date stays, as the words to print."""
    if isinstance(value, Mapping):
        return value
    parts = str(value).split("/")
    if len(parts) <= len(("from", "to")) and all(re.fullmatch(r"\d{4}(-\d{2}){0,2}", part) for part in parts):
        return {"date-parts": [[int(number) for number in part.split("-")] for part in parts]}
    return {"literal": str(value)}
