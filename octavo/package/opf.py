"""The package document: what the EPUB is, what it holds, and in which order it is read."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

from octavo.model import isbn
from octavo.model.book import Book
from octavo.model.output import Rendition
from octavo.model.records import BookSettings
from octavo.package.facts_of_book import accessibility_summary, pictures_are_described, valid_evaluation
from octavo.package.lexicon import MEDIA_TYPE as LEXICON_TYPE

RELATORS = {"author": "aut", "editor": "edt", "translator": "trl", "illustrator": "ill", "designer": "bkd"}
"""MARC relator codes of the roles in book.yaml."""

AUTHORITIES = {"bisac": "BISAC", "thema": "Thema"}
"""What EPUB 3.3 calls the schemes of subjects (section D.3.1)."""

IBOOKS = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
"""The vocabulary of Apple's shop, which tells readers of a new version by it (rule E25)."""

DATA = 'class="data-table"'
"""What the table of a chart's data has, which says in words all that the chart shows."""

FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA", "unlocked")
"""What every book of ours offers (schema.org accessibilityFeature, EPUB Accessibility 1.1)."""


COVER = "cover-image"
"""The id and the property of the picture of the cover."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A file of the EPUB: ``identity`` is its id in the manifest, ``is_page`` puts it into the spine."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    identity: str
    properties: str = ""
    is_page: bool = False


def identifier(book: Book, form: str = "epub") -> str:
    """Return the identifier of the book in one ``form``: that of book.yaml, else a version 5 UUID of book and edition.

    It stays the same for all corrected releases of one edition (E2).
    """
    given = book.settings.identifiers.get(form)
    if given:
        return isbn.as_urn(given) if isbn.is_valid(given) else given
    edition = book.settings.version.partition(".")[0]
    name = f"octavo:{book.folder}:{book.settings.language}:{edition}:{form}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def package_document(book: Book, rendition: Rendition, resources: Sequence[Resource]) -> bytes:
    """Return package.opf (EPUB 3.3, section 5)."""
    has_cover = any(each.properties == COVER for each in resources)
    has_lexicon = any(each.media_type == LEXICON_TYPE for each in resources)
    cover = (f'<meta name="cover" content="{COVER}"/>',) if has_cover else ()
    metadata = "\n".join(
        (*_description(book, rendition), *cover, *_accessibility(book, rendition, has_lexicon=has_lexicon))
    )
    items = "\n".join(
        f"<item id={attribute(each.identity)} href={attribute(each.name)} media-type={attribute(each.media_type)}"
        f"{f' properties={attribute(each.properties)}' if each.properties else ''}/>"
        for each in resources
    )
    spine = "\n".join(f"<itemref idref={attribute(each.identity)}/>" for each in resources if each.is_page)
    language = attribute(rendition.metadata.language)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang={language} \
prefix="ibooks: {IBOOKS}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{metadata}
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
{items}
</manifest>
<spine toc="ncx">
{spine}
</spine>
</package>
""".encode()


def _description(book: Book, rendition: Rendition) -> Iterator[str]:
    settings, metadata = book.settings, rendition.metadata
    yield f'<dc:identifier id="identifier">{text(identifier(book))}</dc:identifier>'
    yield f'<dc:title id="title">{text(metadata.title)}</dc:title>'
    yield '<meta refines="#title" property="title-type">main</meta>'
    yield '<meta refines="#title" property="display-seq">1</meta>'
    if settings.subtitle:
        yield f'<dc:title id="subtitle">{text(settings.subtitle)}</dc:title>'
        yield '<meta refines="#subtitle" property="title-type">subtitle</meta>'
        yield '<meta refines="#subtitle" property="display-seq">2</meta>'
    yield f"<dc:language>{text(metadata.language)}</dc:language>"
    for number, person in enumerate(settings.contributors, start=1):
        element = "creator" if person.role == "author" else "contributor"
        yield f'<dc:{element} id="person-{number}">{text(person.name)}</dc:{element}>'
        yield (
            f'<meta refines="#person-{number}" property="role" scheme="marc:relators">{RELATORS[person.role]}</meta>'
        )
        if person.sort:
            yield f'<meta refines="#person-{number}" property="file-as">{text(person.sort)}</meta>'
        yield f'<meta refines="#person-{number}" property="display-seq">{number}</meta>'
    if settings.publisher:
        yield f"<dc:publisher>{text(settings.publisher.name)}</dc:publisher>"
    if settings.description:
        yield f"<dc:description>{text(settings.description)}</dc:description>"
    if settings.series:
        yield f'<meta property="belongs-to-collection" id="series">{text(settings.series.name)}</meta>'
        yield '<meta refines="#series" property="collection-type">series</meta>'
        if settings.series.number:
            yield f'<meta refines="#series" property="group-position">{text(settings.series.number)}</meta>'
    for subject in settings.subjects:
        yield f"<dc:subject>{text(subject)}</dc:subject>"
    for number, each in enumerate(settings.subject_codes, start=1):
        yield f'<dc:subject id="subject-{number}">{text(each.label or each.code)}</dc:subject>'
        yield f'<meta refines="#subject-{number}" property="authority">{AUTHORITIES[each.scheme]}</meta>'
        yield f'<meta refines="#subject-{number}" property="term">{text(each.code)}</meta>'
    if settings.licence:
        yield f"<dc:rights>{text(' '.join(filter(None, (settings.licence.name, settings.licence.url))))}</dc:rights>"
    yield f"<dc:date>{text(book.released)}</dc:date>"
    yield f'<meta property="dcterms:modified">{text(book.released)}T00:00:00Z</meta>'
    yield f'<meta property="schema:version">{text(settings.version)}</meta>'
    yield f'<meta property="ibooks:version">{text(settings.version)}</meta>'


def _accessibility(book: Book, rendition: Rendition, *, has_lexicon: bool) -> Iterator[str]:
    """Say how the book can be read; conformance itself is claimed only after a person has judged it (E6)."""
    has_pictures = any(asset.media_type.startswith("image/") for asset in rendition.assets)
    features = [*FEATURES]
    if has_pictures and pictures_are_described(book):
        features.append("alternativeText")
    if any(DATA in unit.body for unit in rendition.units):
        features.append("longDescription")
    if any(section.kind == "index" for section in book.sections):
        features.append("index")
    if has_lexicon:
        features.append("ttsMarkup")
    if rendition.page_starts:
        features += ("pageBreakMarkers", "pageNavigation")
    yield '<meta property="schema:accessMode">textual</meta>'
    if has_pictures:
        yield '<meta property="schema:accessMode">visual</meta>'
        yield '<meta property="schema:accessModeSufficient">textual,visual</meta>'
    if pictures_are_described(book):
        yield '<meta property="schema:accessModeSufficient">textual</meta>'
    for feature in sorted(features):
        yield f'<meta property="schema:accessibilityFeature">{feature}</meta>'
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    yield f'<meta property="schema:accessibilitySummary">{text(accessibility_summary(book))}</meta>'
    yield from _conformance(book.settings)
    if rendition.page_starts:
        yield f'<meta property="pageBreakSource">{text(_printed_book(book.settings, rendition))}</meta>'


def _conformance(settings: BookSettings) -> Iterator[str]:
    """Claim conformance where somebody has judged this very version, and name who has (rule E6)."""
    evaluation = valid_evaluation(settings)
    if evaluation is None:
        return
    claim = f"EPUB Accessibility 1.1 - WCAG 2.2 Level {evaluation.level}"
    yield f'<meta property="dcterms:conformsTo" id="conformance">{claim}</meta>'
    yield f'<meta refines="#conformance" property="a11y:certifiedBy" id="certifier">{text(evaluation.by)}</meta>'
    yield f'<meta refines="#conformance" property="dcterms:date">{text(evaluation.date)}</meta>'
    if evaluation.report:
        yield f'<link refines="#certifier" rel="a11y:certifierReport" href={attribute(evaluation.report)}/>'


def _printed_book(settings: BookSettings, rendition: Rendition) -> str:
    """Return the identifier of the printed book whose pages are marked, or else what is known of it (rule E7)."""
    given = settings.identifiers.get("print") or settings.identifiers.get("pdf")
    if given:
        return isbn.as_urn(given) if isbn.is_valid(given) else given
    publisher = settings.publisher.name if settings.publisher else ""
    paper = f"{rendition.paper.width:g} × {rendition.paper.height:g} mm"
    pieces = (settings.title, publisher, settings.released, settings.version, "PDF", paper)
    return ", ".join(filter(None, pieces))
