"""The HTML edition: the book as plain pages for a browser, a file for each section, from a server or from a folder.

It holds no script. What the pages show is the rendition for screens that the EPUB has as well; here it gets the frame
that a reading system has of its own: the way to the contents, to the next section and back, colours, a measure.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Format, FormatInput, Rendition, Unit
from octavo.model.records import BookSettings
from octavo.package.navigation import Point, navigation
from octavo.package.section_files import address, files_of, linked
from octavo.package.web_pages import (
    HOME,
    HTML,
    SITE,
    edition_line,
    fill,
    for_browsers,
    on_the_web,
    report_address,
    rules,
)

WORD = "html"
"""The word of the format in book.yaml, and the folder of its files."""

STYLE = "style.css"
OFFER = f"../{HOME}"
"""The page that offers all files of the book, as it is seen from this edition."""

CONTENTS = "book-contents"
"""The id of the list of contents where the book has no such section."""

SUFFIX = ".html"

AT_HOME = frozenset({"title-page", "contents"})
"""Kinds of sections that stand on the first page, and have no file of their own."""

UNSHOWN = frozenset({"cover", "half-title"})
"""Kinds that only a bound book needs: the first page has their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """What all pages share; ``files`` has the file of each place of the book."""

    given: FormatInput
    rendition: Rendition
    folder: str
    files: Mapping[str, str]

    @property
    def settings(self) -> BookSettings:
        """The settings of the book."""
        return self.given.book.settings

    @property
    def words(self) -> Mapping[str, str]:
        """The words of its language."""
        return self.given.book.language.words

    @property
    def title(self) -> str:
        """What the book is called at the top of each page."""
        return self.given.book.title or self.settings.short_title or self.settings.title


def make(given: FormatInput) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the pages, their style sheet, and the pictures and fonts that they use.

    Raises :class:`Faulty` with OC601 for every link inside the book that leads nowhere.
    """
    rendition, name = given.reflow, given.product.name
    if rendition is None:
        raise ValueError(given)
    at_home = {
        place for unit in rendition.units if unit.kind in AT_HOME | UNSHOWN for place in (unit.id, *unit.anchors)
    }
    files = {place: HOME if place in at_home else file for place, file in files_of(rendition, SUFFIX, (HOME,)).items()}
    folder = WORD if name == given.book.folder else f"{name}-{WORD}"
    edition = _Edition(given=given, rendition=rendition, folder=folder, files=files)
    sheet = f"{rendition.css}\n{rules('reading.css')}".encode()
    made = (
        *(Artefact(name=each, media_type=HTML, content=content) for each, content in _pages(edition)),
        Artefact(name=STYLE, media_type="text/css", content=sheet),
        *(Artefact(name=each.name, media_type=each.media_type, content=each.content) for each in rendition.assets),
    )
    return tuple(replace(each, name=f"{folder}/{each.name}") for each in made), ()


FORMAT = Format(name=WORD, needs=frozenset({"reflow"}), make=make)


def _pages(edition: _Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each page, the first page first."""
    units = edition.rendition.units
    own = [unit for unit in units if unit.kind not in AT_HOME | UNSHOWN]
    stops = [Point(title=edition.title, href=HOME)]
    stops += (Point(title=unit.title, href=address(edition.files[unit.id])) for unit in own)
    yield HOME, _home(edition, stops)
    for place, unit in enumerate(own, start=1):
        file = edition.files[unit.id]
        values = _frame(edition, stops, place, file)
        title = f"{unit.title} – {edition.title}"
        report = _report(edition, unit.id)
        body = _body(edition, unit)
        yield file, fill("reading.html.j2", **values, title=title, start=unit.id, body=body, report=report)


def _home(edition: _Edition, stops: Sequence[Point]) -> bytes:
    """Return the first page: the title page and the contents, and the pages of the printed book where there is one."""
    book, rendition = edition.given.book, edition.rendition
    units = {unit.kind: unit for unit in rendition.units if unit.kind in AT_HOME}
    at_home = {place for unit in units.values() for place in unit.anchors}
    pages = [
        Point(title=folio, href="#".join(("" if anchor in at_home else address(edition.files[anchor]), anchor)))
        for anchor, folio in rendition.page_starts.items()
        if anchor in at_home or edition.files[anchor] != HOME
    ]
    values = {
        **_frame(edition, stops, 0, HOME),
        "title": rendition.metadata.title,
        "start": units["contents"].id if "contents" in units else CONTENTS,
        "description": rendition.metadata.description,
        "heading": "" if "title-page" in units else rendition.metadata.title,
        "body": Markup("\n").join(_body(edition, unit) for unit in units.values()),
        "contents": () if "contents" in units else navigation(book, rendition, _addresses(edition)).contents,
        "pages": pages,
        "version": edition_line(book, with_digest=True),
        "report": _report(edition, ""),
    }
    return fill("home.html.j2", **values)


def _frame(edition: _Edition, stops: Sequence[Point], place: int, file: str) -> Mapping[str, object]:
    """Return what every page says: that of the stop ``place``, from 0, in the order of reading."""
    book = edition.given.book
    is_offered = SITE in edition.settings.formats
    ways = [*stops[: min(place, 1)], *([Point(title=edition.words["all-formats"], href=OFFER)] if is_offered else ())]
    near = [("previous", "prev", each) for each in stops[max(place - 1, 0) : place]]
    near += (("next", "next", each) for each in stops[place + 1 : place + 2])
    return {
        "language": book.language,
        "words": edition.words,
        "canonical": on_the_web(edition.settings, f"{edition.folder}/{'' if file == HOME else file}"),
        "ways": ways,
        "neighbours": near,
        "version": edition_line(book),
        "description": "",
    }


def _body(edition: _Edition, unit: Unit) -> Markup:
    """Return a section as it stands in its page."""
    body = linked(unit.body, edition.files[unit.id], edition.files)
    return Markup(for_browsers(body))  # noqa: S704 - it is what the renderer has escaped


def _addresses(edition: _Edition) -> Mapping[str, str]:
    return {place: address(file) for place, file in edition.files.items()}


def _report(edition: _Edition, place: str) -> str:
    """Return where an error in the section ``place`` is reported; nothing where the book does not say."""
    given = report_address(edition.settings, place)
    if given or not (SITE in edition.settings.formats and edition.settings.publisher):
        return given
    return f"{OFFER}#report" if edition.settings.publisher.contact else ""
