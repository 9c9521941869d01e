"""Make typed text typographic, everywhere in the book: quotation marks, dashes, spaces, soft hyphens (T11, T15).

Code, preformatted text and web addresses stay as typed. The letters are never changed, and doing it twice is the same
as doing it once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from octavo.model.book import Entry, Publication, Section
from octavo.model.inlines import Inlines, Text
from octavo.model.language import Language
from octavo.model.prose import Block, Figure, Place
from octavo.model.query import plain
from octavo.model.records import BookSettings, Cell, Dashes, FigureData, FigureRecord, TableFigure
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.attached_dashes import attach_dashes
from octavo.resolve.character_stream import Rule, apply
from octavo.resolve.dates import month_names
from octavo.resolve.foreign_quotes import OTHER_QUOTES
from octavo.resolve.punctuation import (
    bind_dates,
    bind_endings,
    bind_guillemets,
    bind_spaces,
    divide_words,
    set_ellipses,
    set_minus_signs,
    set_parentheses,
    set_ranges,
    space_signs,
)
from octavo.resolve.quotation_marks import mark_quotations, part_quotations

UNTOUCHED_VALUES = frozenset({"original"})
"""Values of entries that are in another language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """What the typography of a book depends on besides its text: its language, and how it sets dashes and hyphens."""

    language: Language
    dashes: Dashes
    exceptions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compositor:
    """The rules of one book: ``rules`` for titles and labels, ``prose_rules`` for text whose words may be divided."""

    language: Language
    rules: tuple[Rule, ...]
    prose_rules: tuple[Rule, ...]

    def set(self, inlines: Inlines, place: Place = "heading", *, language: str = "") -> Inlines:
        """Return a run of inlines made typographic; ``language`` is that of the run where it is not the book's."""
        rules = self.rules if place == "heading" else self.prose_rules
        is_foreign = bool(language) and not self.is_native(language)
        return apply(inlines, rules, self.is_native, language=language if is_foreign else "")

    def set_words(self, words: str) -> str:
        """Return a label or title, made typographic."""
        return plain(self.set((Text(value=words),))) if words else words

    def is_native(self, tag: str) -> bool:
        """Whether a language tag means the language of the book, whatever the region."""
        return tag.partition("-")[0] == self.language.code.partition("-")[0]


def typography_of(publication: Publication) -> Typography:
    """Return what the typography of ``publication`` depends on."""
    settings = publication.settings.value
    language = publication.language
    dashes = settings.dashes or language.dashes
    return Typography(language=language, dashes=dashes, exceptions=settings.hyphenation_exceptions)


def compositor_of(typography: Typography) -> Compositor:
    """Return the rules of a book."""
    language, quotes = typography.language, typography.language.quotes
    opening, closing = (quotes.outer[0], quotes.inner[0]), (quotes.outer[1], quotes.inner[1])
    rules: tuple[Rule, ...] = (
        set_ellipses,
        *((attach_dashes,) if typography.dashes == "attached-em" else ()),
        partial(set_parentheses, dashes=typography.dashes, opening=opening, closing=closing),
        set_ranges,
        set_minus_signs,
        partial(mark_quotations, quotes=quotes, others=OTHER_QUOTES),
        partial(part_quotations, quotes=quotes),
        partial(bind_spaces, after=language.no_break_after, before=language.no_break_before),
        partial(bind_guillemets, quotes=quotes, others=OTHER_QUOTES),
        partial(space_signs, spaces=language.spaces_before),
        partial(bind_dates, months=month_names(language), date_format=language.date_format),
    )
    divide = partial(divide_words, exceptions=typography.exceptions)
    return Compositor(language=language, rules=rules, prose_rules=(*rules, divide, bind_endings))


def set_typography(section: Section, typography: Typography) -> Section:
    """Return ``section`` with every text in it made typographic: prose, entries, tables of data."""
    compositor = compositor_of(typography)

    def run(inlines: Inlines, place: Place) -> Inlines:
        return compositor.set(inlines, place, language=section.language)

    def block(block: Block) -> Block:
        if isinstance(block, Figure) and block.record:
            return replace(block, record=_set_record(block.record, compositor))
        return block

    def entry(entry: Entry) -> Entry:
        values = {
            name: value if name in UNTOUCHED_VALUES else compositor.set_words(value)
            for name, value in entry.values.items()
        }
        return replace(entry, values=values)

    changed = rewrite_section(section, Rules(run=run, block=block, entry=entry))
    return replace(
        changed,
        short_title=compositor.set_words(section.short_title),
        values={name: compositor.set_words(value) for name, value in section.values.items()},
    )


def _set_record(record: FigureRecord, compositor: Compositor) -> FigureRecord:
    """Return a figure's record with its strings made typographic.

    The rows of a chart are left alone: its specification may name their values.
    """
    if isinstance(record, TableFigure):
        return replace(record, data=_set_data(record.data, compositor))
    return replace(record, alt=compositor.set_words(record.alt))


def _set_data(data: FigureData, compositor: Compositor) -> FigureData:
    def cells(row: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(compositor.set_words(cell) if isinstance(cell, str) else cell for cell in row)

    columns = tuple(replace(column, label=compositor.set_words(column.label or column.name)) for column in data.columns)
    return replace(data, columns=columns, rows=tuple(map(cells, data.rows)), totals=cells(data.totals))


def set_settings(settings: BookSettings, typography: Typography) -> BookSettings:
    """Return the settings with titles and names made typographic, without the marks that only guide line breaks.

    They go into the metadata of files too, where those marks would be in the way of a search.
    """
    compositor = compositor_of(typography)

    def set_words(words: str) -> str:
        return "".join(sign for sign in compositor.set_words(words) if sign != "\N{WORD JOINER}")

    publisher = settings.publisher
    if publisher:
        publisher = replace(publisher, name=set_words(publisher.name), contact=set_words(publisher.contact))
    return replace(
        settings,
        title=set_words(settings.title),
        subtitle=set_words(settings.subtitle),
        short_title=set_words(settings.short_title),
        description=set_words(settings.description),
        contributors=tuple(replace(each, name=set_words(each.name)) for each in settings.contributors),
        publisher=publisher,
    )
