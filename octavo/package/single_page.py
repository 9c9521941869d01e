"""A text of a few pages as one page for browsers, which needs no other file."""

from octavo.model.book import Book
from octavo.model.output import Artefact, Rendition
from octavo.package.web_pages import HTML, fill, for_browsers, rules


def single_page(name: str, book: Book, rendition: Rendition) -> Artefact:
    """Return the page ``name`` with all that ``rendition``, that of ``book`` for screens, has in it but pictures."""
    from markupsafe import Markup

    body = "\n".join(for_browsers(unit.body) for unit in rendition.units)
    page = fill(
        "single.html.j2",
        language=book.language,
        words=book.language.words,
        title=book.title or book.settings.title,
        start=rendition.units[0].id,
        body=Markup(body),  # noqa: S704 - our own markup, escaped when it was set
        rules=Markup(rules("single.css")),  # noqa: S704 - our own file
    )
    return Artefact(name=name, media_type=HTML, content=page)
