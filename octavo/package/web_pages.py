"""Fill the templates of pages for browsers, which stand beside this module in ``web/``."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urljoin, urlsplit, urlunsplit

from octavo.model.book import Book
from octavo.model.records import BookSettings

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "web"

SITE = "site"
"""The word in book.yaml of the page that offers all files of a book; it lies beside them."""

HTML = "text/html"
HOME = "index.html"
MAIL = "mailto:"

_OF_EBOOKS = re.compile(r' (?:epub:type|xml:lang)="[^"]*"')
"""Attributes that HTML does not have, or has a word of its own for. In a text no quotation mark stands as such."""

DIGITS = 12
"""Figures of the content's digest that tell two states of a book apart, as the imprint has them."""


def fill(template: str, **values: object) -> bytes:
    """Return the page that ``template`` makes of ``values``; strings are escaped unless they are markup."""
    return _environment().get_template(template).render(values).encode()


@cache
def rules(name: str) -> str:
    """Return the style sheet ``name``."""
    return (FOLDER / name).read_text(encoding="utf-8")


def for_browsers(body: str) -> str:
    """Return the markup of a section for screens without what only ebooks have."""
    return _OF_EBOOKS.sub("", body)


def on_the_web(settings: BookSettings, name: str) -> str:
    """Return the address of the file ``name`` where the book lives on the web; nothing where it lives nowhere."""
    base = settings.base_url
    return urljoin(base if base.endswith("/") else f"{base}/", quote(name)) if base else ""


def report_address(settings: BookSettings, place: str = "") -> str:
    """Return where an error is reported, with the book's title, its version and the ``place`` of the error, if known.

    It is nothing where the settings do not say where reports go.
    """
    address = settings.report_url
    if not address:
        return ""
    facts = {"book": settings.title, "version": settings.version, "place": place}
    told = {name: value for name, value in facts.items() if value}
    if address.startswith(MAIL):
        told = {"subject": ", ".join(told.values())}
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, urlencode(told, quote_via=quote))))))


def edition_line(book: Book, *, with_digest: bool = False) -> str:
    """Return which edition this is: its version, the day of its release, and the first figures of the digest."""
    version = f"{book.language.words['version']} {book.settings.version}"
    return " · ".join((version, day_of_release(book), *([book.digest[:DIGITS]] if with_digest and book.digest else ())))


def day_of_release(book: Book) -> str:
    """Return the day of the release in the words of the book's language, where a section of the book has them."""
    told = (section.values.get("released", "") for section in book.sections)
    return next(filter(None, told), book.released)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
