"""What a template may print and call: the values of the book and the functions that set text."""

from functools import cache, partial
from importlib.metadata import version

from markupsafe import Markup

from octavo import __version__
from octavo.model import isbn
from octavo.model.book import Book, Section
from octavo.model.handouts import parted
from octavo.model.inlines import Inlines, Text
from octavo.model.output import ThemeSettings
from octavo.model.prose import Blocks
from octavo.model.query import plain
from octavo.render.bar_code import drawn_bars, figures_below
from octavo.render.cover import cover_class, set_cover_picture
from octavo.render.inlines import set_inlines, set_link
from octavo.render.markup import NOTHING, Attributes, attribute_text, classes, joined
from octavo.render.notes import page_heads, set_endnote, set_notes
from octavo.render.prose import set_blocks, set_line, set_opening
from octavo.render.qr_code import drawn_code
from octavo.render.running_heads import recto_head, verso_head
from octavo.render.semantics import language, semantics
from octavo.render.template_context import Context

CLOSING = "’”»\"')]"
"""Marks that may follow the end of a sentence."""

ENDS = (".", "?", "!", "…")

TITLED = frozenset({"cover", "title-page"})
"""Sections that show the title of the book in large letters."""

LONG_TITLES = {"longest-title": 220, "longer-title": 120, "long-title": 60}
"""The class of a title that has more than so many letters, the longest first."""

DIGEST_LENGTH = 12
"""How much of the content digest is printed (rule T25)."""


def values_of(book: Book, section: Section, theme: ThemeSettings, context: Context) -> dict[str, object]:
    """Return the names that the template of ``section`` may use."""

    def sentence(blocks: Blocks) -> Markup:
        """Set a line with a full stop at its end, unless it ends a sentence already."""
        text = set_line(blocks, context)
        return text if text.striptags().rstrip(CLOSING).endswith(ENDS) else joined((text, "."))

    def link(inlines: Inlines | str, target: str, kind: str) -> Markup:
        children = (Text(value=inlines),) if isinstance(inlines, str) else inlines
        return set_link(children, target, kind, context)

    def names(role: str) -> list[str]:
        return [person.name for person in book.settings.contributors if person.role == role]

    def meaning(thing: str) -> Markup:
        return attribute_text(semantics(thing, context.medium))

    def lang(code: str) -> Markup:
        return attribute_text(language(code, context.medium))

    def version() -> str:
        released = section.values.get("released", book.released)
        return " · ".join(filter(None, (book.settings.version, released, book.digest[:DIGEST_LENGTH])))

    return {
        **_values(book, section, theme, context),
        "cover_picture": set_cover_picture(book.settings, context),
        "isbn": _printed_isbn,
        "endnote": partial(set_endnote, heads=page_heads(section, context), context=context),
        "frame": attribute_text(_frame(book, section, theme, context)),
        "lang": lang,
        "line": partial(set_line, context=context),
        "link": link,
        "meaning": meaning,
        "names": names,
        "notes": partial(set_notes, context),
        "opening": partial(set_opening, context=context),
        "pages": context.pages,
        "prose": partial(set_blocks, context=context),
        "sentence": sentence,
        "version": version,
        "word": context.word,
        "words": partial(set_inlines, context=context),
    }


def _values(book: Book, section: Section, theme: ThemeSettings, context: Context) -> dict[str, object]:
    settings = book.settings
    publisher = settings.publisher
    return {
        "settings": settings,
        "section": section,
        "bars": partial(_bars, context=context),
        "code": partial(_code, context=context),
        "parted": parted(section.blocks),
        "publisher": ", ".join(filter(None, (publisher.name, publisher.place))) if publisher else "",
        "tools": _tools(),
        "typefaces": [text for key, text in sorted(theme.tokens.items()) if key.startswith("typeface-")],
    }


def _code(address: str, context: Context) -> Markup:
    """Return the QR code of an address for paper, beside which the address is printed; nothing on a screen."""
    if context.medium == "reflow":
        return NOTHING
    return Markup('<img class="figure-art code" alt="" src="{}"/>').format(drawn_code(address))


def _bars(identifier: str, context: Context) -> Markup:
    """Return the bar code of an identifier that is an ISBN, with its figures, for paper; nothing for others."""
    if context.medium == "reflow" or not isbn.is_valid(identifier):
        return NOTHING
    drawing = Markup('<img class="figure-art bars" alt="" src="{}"/>').format(drawn_bars(identifier))
    return drawing + Markup('<p class="bar-figures">{}</p>').format(figures_below(identifier))


def _printed_isbn(identifier: str) -> str:
    """Return an identifier that is an ISBN as it is printed; nothing for others."""
    return isbn.as_printed(identifier) if isbn.is_valid(identifier) else ""


@cache
def _tools() -> tuple[str, ...]:
    """Return the programs that make the book, for the colophon: to ask for a version is to read a file."""
    return f"Octavo {__version__}", f"WeasyPrint {version('weasyprint')}"


def _title_class(title: str) -> str:
    """Return the class of what shows the title of a book: a long one is set smaller, and has room on its page."""
    return next((name for name, letters in LONG_TITLES.items() if len(title) > letters), "")


def _frame(book: Book, section: Section, theme: ThemeSettings, context: Context) -> Attributes:
    """Return the attributes of a section's element.

    On paper it carries its running heads, so that a section laid out alone has them too (rule T21).
    """
    kind = cover_class(book.settings) if section.kind == "cover" else section.kind
    place = classes("recto" if section.starts_recto else "", "in-part" if section.part else "")
    shared = {
        "class": classes("section", kind, place, _title_class(book.settings.title) if section.kind in TITLED else ""),
        "id": section.id,
        **language(section.language or book.language.code, context.medium),
    }
    if context.medium == "print":
        return {
            **shared,
            "data-verso": verso_head(book, section, theme),
            "data-recto": recto_head(book, section, theme),
        }
    if section.kind in {"page", "half-title"}:
        return {**shared, **semantics(section.kind, context.medium), "aria-label": plain(section.title)}
    named = "" if section.kind == "cover" else f"{section.id}-title"
    return {**shared, **semantics(section.kind, context.medium), "aria-labelledby": named}
