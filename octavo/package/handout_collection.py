"""All sheets of a book in one archive for each audience, with a page from which each can be opened."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

from octavo.model.book import Book
from octavo.model.diagnostics import Diagnostic
from octavo.model.handouts import Audience, Sheet
from octavo.model.output import Archive, Artefact, Format, FormatInput
from octavo.model.product import Product
from octavo.model.selection import SelectedSheet

MEDIA_TYPE = "application/zip"
INDEX = "index.html"
STORED = (".docx", ".epub", ".pdf")
"""Files that are packed already."""

PAGE = """<!DOCTYPE html>
<html lang={language}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; line-height: 1.5; margin: 2em auto; max-width: 45em; padding: 0 1em; }}
h2 {{ font-size: 1.1em; margin: 1.2em 0 0; }}
ol {{ padding-left: 1.5em; }}
ul {{ list-style: none; padding: 0; }}
ul li {{ display: inline-block; margin-right: 1.2em; padding: 0.2em 0; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{about}</p>
<ol>
{sheets}</ol>
</main>
</body>
</html>
"""

Files = Mapping[Sheet, Mapping[str, bytes]]
"""The files of each sheet by their names in the archive."""


def make(given: FormatInput, audience: Audience) -> tuple[tuple[Archive, ...], tuple[Diagnostic, ...]]:
    """Return the archive of the sheets for an ``audience``, and nothing of what is for another."""
    root = PurePosixPath(given.product.name).parent
    files = _files(given.files, audience, root)
    index = index_page(given.book, files, audience)
    packed = {INDEX: index, **{name: content for of_sheet in files.values() for name, content in of_sheet.items()}}
    stored = frozenset(name for name in packed if name.endswith(STORED))
    name = f"{given.product.name}.zip"
    return (Archive(name=name, media_type=MEDIA_TYPE, files=packed, stored=stored),), ()


def _files(made: Iterable[tuple[Product, Artefact]], audience: Audience, root: PurePosixPath) -> Files:
    found: dict[Sheet, dict[str, bytes]] = {}
    for product, file in made:
        selection = product.selection
        if isinstance(selection, SelectedSheet) and selection.audience == audience:
            name = PurePosixPath(file.name).relative_to(root).as_posix()
            found.setdefault(selection.sheet, {})[name] = file.content
    return found


def index_page(book: Book, files: Files, audience: Audience) -> bytes:
    """Return the page in HTML that leads to all ``files``."""
    settings, words = book.settings, book.language.words
    title = f"{settings.short_title or settings.title}: {words['sheets']}"
    facts = [f"{words['version']} {settings.version}", book.released, settings.licence.name if settings.licence else ""]
    if audience == "teacher":
        facts.insert(0, words["sheet-answers"])
    sheets = "".join(
        f"<li><h2>{text(sheet.title)}</h2>\n<ul>\n{''.join(_links(sheet, names))}</ul></li>\n"
        for sheet, names in files.items()
    )
    page = PAGE.format(
        language=attribute(book.language.code),
        title=text(title),
        about=text(" · ".join(filter(None, facts))),
        sheets=sheets,
    )
    return page.encode()


def _links(sheet: Sheet, names: Iterable[str]) -> Iterator[str]:
    """Yield a line for each file; a reader who hears the links alone hears of which sheet each is."""
    for name in names:
        path = PurePosixPath(name)
        kind, folder = path.suffix[1:].upper(), path.parent.name
        shown = kind if folder == kind.lower() else f"{kind} ({folder})"
        label = attribute(f"{shown}: {sheet.title}")
        yield f"<li><a href={attribute(name)} aria-label={label}>{text(shown)}</a></li>\n"


COLLECTIONS: Mapping[Audience, Format] = {
    audience: Format(
        name=f"handouts-for-{audience}s",
        needs=frozenset({"files"}),
        make=partial(make, audience=audience),
        is_named=False,
    )
    for audience in ("pupil", "teacher")
}
"""The formats of the archives by the audience that each is for."""
