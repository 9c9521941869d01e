"""What records for shops and libraries say of a book, in the forms that their rules want."""

from collections.abc import Mapping

from octavo.model.book import Book
from octavo.model.inlines import Image
from octavo.model.prose import Figure
from octavo.model.query import section_blocks, section_inlines
from octavo.model.records import BookSettings, Evaluation, ImageFigure

BIBLIOGRAPHIC: Mapping[str, str] = {
    "bo": "tib", "cs": "cze", "cy": "wel", "de": "ger", "el": "gre", "eu": "baq", "fa": "per", "fr": "fre",
    "hy": "arm", "is": "ice", "ka": "geo", "mi": "mao", "mk": "mac", "ms": "may", "my": "bur", "nl": "dut",
    "ro": "rum", "sk": "slo", "sq": "alb", "zh": "chi",
}  # fmt: skip
"""Languages by the first part of their tags, where ISO 639-2 has another code for libraries than for all others."""


def has_figures(book: Book) -> bool:
    """Whether the book shows any figure."""
    return any(isinstance(block, Figure) for section in book.sections for block in section_blocks(section))


def pictures_are_described(book: Book) -> bool:
    """Whether every picture of the text has words for those who do not see it; that of a chart has them always."""
    figures = (
        block.record.alt
        for section in book.sections
        for block in section_blocks(section)
        if isinstance(block, Figure) and isinstance(block.record, ImageFigure)
    )
    small = (each.alt for section in book.sections for each in section_inlines(section) if isinstance(each, Image))
    return all(alt.strip() for alt in (*figures, *small))


def accessibility_summary(book: Book) -> str:
    """Return what the book says of how its files can be read, else what its language says of all books."""
    return book.settings.accessibility.summary or book.language.words["accessibility-summary"]


def valid_evaluation(settings: BookSettings) -> Evaluation | None:
    """Return the judgement on which conformance is claimed: that of somebody who judged this very version (rule E6)."""
    evaluation = settings.accessibility.evaluation
    return evaluation if evaluation and evaluation.version == settings.version else None


def has_index(book: Book) -> bool:
    """Whether the book has an index."""
    return any(section.kind == "index" for section in book.sections)


def language_code(tag: str) -> str:
    """Return the three letters that libraries and shops write for a language (ISO 639-2/B); nothing if it has none."""
    from babel.core import get_global

    short = tag.partition("-")[0]
    if len(short) == len("eng"):
        return short
    if short in BIBLIOGRAPHIC:
        return BIBLIOGRAPHIC[short]
    aliases: Mapping[str, str] = get_global("language_aliases")
    return next((long for long, other in sorted(aliases.items()) if other == short and len(long) == len("eng")), "")


def title_parts(book: Book) -> tuple[str, str]:
    """Return the article with which the title begins, if any, and the rest: lists are in the order of that."""
    title = book.settings.title
    first, _, rest = title.partition(" ")
    return (first, rest) if rest and first.lower() in book.language.sort_ignore else ("", title)


def edition_words(book: Book) -> str:
    """Return which edition it is, as the imprint says it; where the book has none, its version."""
    told = (section.values.get("edition", "") for section in book.sections)
    return next(filter(None, told), f"{book.language.words['version']} {book.settings.version}")
