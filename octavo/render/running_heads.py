"""Shorten running heads: titles that stand at the top of the pages, where there is room for one line (rule T21).

How many letters a line has is a value of the theme. A longer title is cut after a word and ends in an ellipsis; that is
told for the titles that do stand on a page, since a short title of an editor's own says more.
"""

from collections.abc import Iterator
from unicodedata import east_asian_width

from octavo.model.book import Book, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import ThemeSettings
from octavo.model.printing import PageRange, PrintedLayout
from octavo.model.query import plain

USUAL = 54
"""How many letters a running head may have where the theme does not say it."""

ELLIPSIS = "…"
WITH_PAGES = frozenset({"endnotes"})
"""Kinds of sections whose own title stands at the top of all pages, as the pages that they go with stand behind it."""

LOOSE_ENDS = " ,;:.–—-"
"""What does not stand before an ellipsis."""


def verso_head(book: Book, section: Section, theme: ThemeSettings) -> str:
    """Return what stands at the top of left-hand pages of ``section``: the title of the book, if not another wish."""
    return shortened(_verso(book, section), theme.running_head or USUAL)


def recto_head(book: Book, section: Section, theme: ThemeSettings) -> str:
    """Return what stands at the top of its right-hand pages: its own title, if not another wish."""
    return shortened(_recto(book, section), theme.running_head or USUAL)


def _verso(book: Book, section: Section) -> str:
    match book.settings.look.running_heads:
        case "title-and-chapter" | "author-and-title" if section.kind in WITH_PAGES:
            return _section_title(section)
        case "title-and-chapter":
            return _book_title(book)
        case "author-and-title":
            return ", ".join(each.name for each in book.settings.contributors if each.role == "author") or _book_title(
                book
            )
        case "chapter":
            return _section_title(section)
        case "none":
            return ""


def _recto(book: Book, section: Section) -> str:
    match book.settings.look.running_heads:
        case "author-and-title" if section.kind in WITH_PAGES:
            return _section_title(section)
        case "title-and-chapter" | "chapter":
            return _section_title(section)
        case "author-and-title":
            return _book_title(book)
        case "none":
            return ""


def shortened(title: str, letters: int) -> str:
    """Return ``title``, cut after a word where it has more than so many ``letters``; wide signs count as two."""
    if _width(title) <= letters:
        return title
    kept = title
    while kept and _width(kept) > letters - 1:
        kept = kept[:-1]
    whole = kept if title[len(kept)].isspace() else kept.rpartition(" ")[0]
    return (whole or kept).rstrip(LOOSE_ENDS) + ELLIPSIS


def cut_heads(book: Book, theme: ThemeSettings, layout: PrintedLayout, settings: Origin) -> Iterator[Diagnostic]:
    """Yield OC305 for every title that is cut and may stand at the top of a page; ``settings`` is that of book.yaml.

    The first page of a section has no running head. Whether its second is a left-hand or a right-hand one changes with
    any word before it, so it is not asked.
    """
    long = {each.id for each in book.sections if _has_heads(layout.sections.get(each.id))}
    letters = theme.running_head or USUAL
    heads = [(_verso(book, each), _recto(book, each), each) for each in book.sections if each.id in long]
    title = _book_title(book)
    is_set = any(title in (verso, recto) for verso, recto, _ in heads)
    if is_set and (head := shortened(title, letters)) != title:
        yield fault("OC305", settings, title=head, remedy="add 'short-title' to the settings")
    for verso, recto, section in heads:
        title = _section_title(section)
        if title in (verso, recto) and (head := shortened(title, letters)) != title:
            yield fault("OC305", section.origin, title=head, remedy='give it a short one: # Title {short="…"}')


def _has_heads(pages: PageRange | None) -> bool:
    return pages is not None and pages.last > pages.first


def _book_title(book: Book) -> str:
    return book.settings.short_title or book.settings.title


def _section_title(section: Section) -> str:
    return section.short_title or plain(section.title)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
