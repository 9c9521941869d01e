"""The concordance of pages: where the pages of the standard edition begin in an edition that is set anew."""

from dataclasses import replace

from octavo.model.book import Book, Entry, EntryGroup, Section
from octavo.model.inlines import Text
from octavo.model.printing import PageBreak, page_start

KIND = "concordance"


def with_concordance(book: Book, breaks: tuple[PageBreak, ...]) -> Book:
    """Return ``book`` with a list of the pages that begin at ``breaks``, before its first section that has a number.

    Every page is an entry, with the place where it begins as its anchor.
    """
    entries = tuple(
        Entry(
            id=f"{KIND}-{each.page}",
            head=(Text(value=str(each.page)),),
            anchors=(page_start(each.page),),
            origin=book.sections[0].origin,
        )
        for each in breaks
    )
    section = Section(
        id=KIND,
        kind=KIND,
        matter="front",
        title=(Text(value=book.language.words[KIND]),),
        groups=(EntryGroup(title="", entries=entries),),
        origin=book.sections[0].origin,
    )
    first = next((place for place, each in enumerate(book.sections) if each.matter != "front"), len(book.sections))
    return replace(book, sections=(*book.sections[:first], section, *book.sections[first:]))
