"""Pack a reflowable rendition as an EPUB 3.3.

Sources of the rules: EPUB 3.3 (W3C), EPUB Accessibility 1.1, EPUB Type to ARIA Role mapping. The same input gives the
same bytes: entries in a fixed order, with a fixed time and one compression level.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Archive, Artefact, Asset, Format, FormatInput, Rendition, Unit
from octavo.package.endnotes import with_endnotes
from octavo.package.extract import as_publication
from octavo.package.lexicon import MEDIA_TYPE as LEXICON_TYPE
from octavo.package.lexicon import lexicon
from octavo.package.navigation import Navigation, navigation, ncx
from octavo.package.opf import COVER, Resource, identifier, package_document
from octavo.package.section_files import files_of, linked
from octavo.package.style_files import style_files

MEDIA_TYPE = "application/epub+zip"
COVER_IMAGE = "cover.jpg"
STYLE, NEWER_STYLE, LEXICON = "style.css", "newer.css", "lexicon.pls"
MATH, MATHML = b"<math ", "mathml"
"""How a formula begins in a page, and the property of a page that has some (EPUB 3.3, D.6.4)."""

NAVIGATION = "nav.xhtml"
SUFFIX = ".xhtml"

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang={language} xml:lang={language}>
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
<link rel="stylesheet" type="text/css" href="newer.css"/>{voices}
</head>
<body epub:type="{matter}">
<main>
{body}
</main>
</body>
</html>
"""

VOICES = '\n<link rel="pronunciation" type="{media_type}" hreflang={language} href="{file}"/>'
"""How a page names the lexicon."""

OWN_IDS = re.compile(
    r"identifier|title|nav|ncx|style|newer-style|lexicon|cover-image|subtitle|series|conformance|certifier|(person|asset|subject)-\d+"
)
"""The ids of the package document that are ours, and that a section may have as well."""

MATTER = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}


def make(given: FormatInput) -> tuple[tuple[Archive | Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the EPUB, and the picture of its cover for shops and shelves, if it has one.

    Raises :class:`Faulty` with OC601 for every link inside the book that leads nowhere.
    """
    given = as_publication(given)
    rendition, first_page = given.reflow, given.cover
    if rendition is None:
        raise ValueError(given)
    rendition = with_endnotes(rendition, given.book.language.words)
    files = files_of(rendition, SUFFIX, (NAVIGATION,))
    cover = Asset(name=_cover_name(rendition.assets), media_type="image/jpeg", content=first_page or b"")
    guide = navigation(given.book, rendition, files)
    picture = given.book.settings.cover_picture
    alt = picture.alt if picture and picture.alt else rendition.metadata.title
    voices = lexicon(given.book)
    resources = tuple(_resources(rendition, cover, alt, files, voices))
    entries = {f"EPUB/{resource.name}": resource.content for resource in resources}
    entries[f"EPUB/{NAVIGATION}"] = _nav_page(rendition, guide, given.book.language.words)
    entries["EPUB/toc.ncx"] = ncx(guide, rendition.metadata, identifier(given.book))
    entries["EPUB/package.opf"] = package_document(given.book, rendition, resources)
    # The media type comes first and is stored, then the container, then the rest by name (E3).
    ordered = {
        "mimetype": MEDIA_TYPE.encode(),
        "META-INF/container.xml": CONTAINER.encode(),
        **dict(sorted(entries.items())),
    }
    name = given.product.name
    book = Archive(name=f"{name}.epub", media_type=MEDIA_TYPE, files=ordered, stored=frozenset({"mimetype"}))
    # The whole book is the product that has the name of its folder.
    beside = COVER_IMAGE if name == given.book.folder else f"{name}-{COVER_IMAGE}"
    return (book, Artefact(name=beside, media_type="image/jpeg", content=first_page)) if first_page else (book,), ()


FORMAT = Format(name="epub", needs=frozenset({"reflow", "cover"}), make=make)


def _cover_name(assets: Iterable[Asset]) -> str:
    """Return the name of the picture of the cover: not one that a picture of the book has."""
    taken = {asset.name for asset in assets}
    others = (f"cover-{number}.jpg" for number in count(1))
    return next(name for name in chain((COVER_IMAGE,), others) if name not in taken)


def _resources(
    rendition: Rendition, cover: Asset, alt: str, files: Mapping[str, str], voices: bytes
) -> Iterator[Resource]:
    """Yield every file of the EPUB that stands in the manifest, but for the navigation; pages in reading order."""
    for unit in rendition.units:
        page = _page(unit, rendition, files, _cover_page(unit, cover.name, alt), voices).encode()
        yield Resource(
            name=files[unit.id],
            media_type="application/xhtml+xml",
            content=page,
            properties=MATHML if MATH in page else "",
            # No section's id begins with a low line.
            identity=f"_{unit.id}" if OWN_IDS.fullmatch(unit.id) else unit.id,
            is_page=True,
        )
    if voices:
        yield Resource(name=LEXICON, media_type=LEXICON_TYPE, content=voices, identity="lexicon")
    names = {STYLE: "style", NEWER_STYLE: "newer-style"}
    for (name, identity), css in zip(names.items(), style_files(rendition.css), strict=True):
        yield Resource(name=name, media_type="text/css", content=css.encode(), identity=identity)
    if cover.content:
        yield Resource(
            name=cover.name,
            media_type=cover.media_type,
            content=cover.content,
            identity=COVER,
            properties=COVER,
        )
    for number, asset in enumerate(sorted(rendition.assets, key=lambda each: each.name), start=1):
        yield Resource(name=asset.name, media_type=asset.media_type, content=asset.content, identity=f"asset-{number}")


def _page(unit: Unit, rendition: Rendition, files: Mapping[str, str], cover: str, voices: bytes) -> str:
    """Return the XHTML file of a unit: its body, with links that lead to the files of the other units.

    ``cover`` is the body where the unit is the cover. ``voices`` is the lexicon, or nothing where there is none.
    """
    body = cover if unit.kind == "cover" else linked(unit.body, files[unit.id], files)
    return PAGE.format(
        language=attribute(unit.language or rendition.metadata.language),
        title=text(unit.title or rendition.metadata.title),
        matter=MATTER[unit.matter],
        body=body,
        voices=_voices(rendition) if voices else "",
    )


def _voices(rendition: Rendition) -> str:
    language = attribute(rendition.metadata.language)
    return VOICES.format(media_type=LEXICON_TYPE, language=language, file=LEXICON)


def _cover_page(unit: Unit, cover: str, alt: str) -> str:
    """Return a page with the picture of the cover and nothing else (E18); its words stand on the title page."""
    return (
        f'<section class="cover" epub:type="cover" id={attribute(unit.id)}><h1 class="cover-title">'
        f'<img class="cover-image" src={attribute(cover)} alt={attribute(alt)} role="doc-cover"/>'
        "</h1></section>"
    )


def _nav_page(rendition: Rendition, guide: Navigation, words: Mapping[str, str]) -> bytes:
    page = PAGE.format(
        language=attribute(rendition.metadata.language),
        title=text(words["contents"]),
        matter="frontmatter",
        voices="",
        body=guide.as_xhtml(words),
    )
    return page.encode()
