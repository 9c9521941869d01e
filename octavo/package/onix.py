"""ONIX for Books 3.1: what shops and libraries are told of a book, a product for each form that it is sold in.

Sources: the ONIX 3.1 specification and code lists of EDItEUR (issue 73). What nobody has said (a price, an audience,
territories) is left out. That the ebook conforms to a standard of accessibility is not claimed: it takes a person to
judge that (rule E6).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from xml.etree import ElementTree as ET

from octavo.model import isbn
from octavo.model.book import Book
from octavo.model.records import Contributor, SubjectCode
from octavo.package.accessibility_codes import accessibility_features
from octavo.package.catalogues import people_behind
from octavo.package.facts_of_book import has_figures, language_code, title_parts
from octavo.package.opf import identifier
from octavo.package.web_pages import on_the_web

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which a book is sold: the word of its identifier in book.yaml, list 150, and list 175 if digital."""

    word: str
    form: str
    detail: str = ""

    @property
    def is_digital(self) -> bool:
        """Whether it is a file."""
        return bool(self.detail)


FORMS = (
    Form(word="print", form="BC"),
    Form(word="epub", form="ED", detail="E101"),
    Form(word="pdf", form="ED", detail="E107"),
)
"""Paperback, and downloads as EPUB and as PDF. A printed book is one that has an identifier."""

ONLINE = Form(word="html", form="EC", detail="E105")
"""The HTML edition, which stands for a book that has no other form."""

ROLES: Mapping[str, str] = {
    "author": "A01",
    "editor": "B01",
    "translator": "B06",
    "illustrator": "A12",
    "designer": "A36",
}
"""List 17."""

ISBN_13, URN = "15", "22"
"""List 5."""

MAIN_CONTENT, PRINT_COUNTERPART, PAGES = "00", "08", "03"
"""Lists 23 and 24."""

KEYWORDS = "20"
SUBJECT_SCHEMES: Mapping[str, str] = {"bisac": "10", "thema": "93"}
THEMA_QUALIFIERS: Mapping[str, str] = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
"""List 27. A code of Thema that begins with a figure qualifies a subject: by place, language, time and so on."""

ACCESSIBILITY = "09"
"""List 79: the value is one of list 196."""


def onix(book: Book, pages: int) -> bytes:
    """Return the message, with a product for each form of ``book``; ``pages`` is the number of its printed pages."""
    sender = next(iter([book.settings.publisher.name] if book.settings.publisher else people_behind(book)))
    header = _node("Header", _node("Sender", _text("SenderName", sender)), _text("SentDateTime", _day(book)))
    forms = forms_of(book)
    products = [_product(book, form, forms, pages) for form in forms] or [ET.Element("NoProduct")]
    root = _node("ONIXMessage", header, *products)
    # Written as attributes: the prefixes of the library are the same for the whole process.
    root.attrib |= {"release": "3.1", "xmlns": NAMESPACE}
    ET.indent(root, "")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def forms_of(book: Book) -> tuple[Form, ...]:
    """Return the forms in which a book is had: a printed one where that has an identifier, and what is made."""
    settings = book.settings
    forms = tuple(form for form in FORMS if form.word in settings.identifiers or form.word in settings.formats)
    return forms or ((ONLINE,) if ONLINE.word in settings.formats else ())


def _product(book: Book, form: Form, forms: Iterable[Form], pages: int) -> ET.Element:
    others = [each for each in forms if each != form]
    own = identifier(book, form.word)
    related = (_node("RelatedProduct", _text("ProductRelationCode", "06"), _identifier(book, each)) for each in others)
    return _node(
        "Product",
        _text("RecordReference", own),
        # List 1: confirmed on publication.
        _text("NotificationType", "03"),
        _identifier(book, form),
        _node("DescriptiveDetail", *_description(book, form, pages)),
        *_group("CollateralDetail", _collateral(book)),
        _node("PublishingDetail", *_publishing(book)),
        *_group("RelatedMaterial", related),
    )


def _identifier(book: Book, form: Form) -> ET.Element:
    own = identifier(book, form.word)
    given = own.removeprefix("urn:isbn:")
    kind = ISBN_13 if isbn.is_valid(given) and own != given else URN
    return _node("ProductIdentifier", _text("ProductIDType", kind), _text("IDValue", given))


def _description(book: Book, form: Form, pages: int) -> Iterator[ET.Element]:
    settings = book.settings
    # List 2: one piece.
    yield _text("ProductComposition", "00")
    yield _text("ProductForm", form.form)
    if form.is_digital:
        yield _text("ProductFormDetail", form.detail)
        yield from starmap(_feature, accessibility_features(book, form.word, pages))
    # List 81: text, and figures where there are any.
    yield _text("PrimaryContentType", "10")
    if has_figures(book):
        yield _text("ProductContentType", "19")
    if form.is_digital:
        # List 144: no protection.
        yield _text("EpubTechnicalProtection", "00")
        yield from _licence(book)
    if settings.series:
        number = (_text("PartNumber", settings.series.number),) if settings.series.number else ()
        title = _node(
            "TitleElement", _text("TitleElementLevel", "02"), *number, _text("TitleText", settings.series.name)
        )
        yield _node("Collection", _text("CollectionType", "10"), _title(title))
    yield _title(_node("TitleElement", _text("TitleElementLevel", "01"), *_titles(book)))
    for place, person in enumerate(settings.contributors, start=1):
        yield _contributor(place, person)
    if not settings.contributors:
        yield ET.Element("NoContributor")
    yield _text("EditionNumber", settings.version.partition(".")[0])
    if code := language_code(settings.language):
        yield _node("Language", _text("LanguageRole", "01"), _text("LanguageCode", code))
    if pages:
        kind = MAIN_CONTENT if form.word in {"print", "pdf"} else PRINT_COUNTERPART
        yield _node("Extent", _text("ExtentType", kind), _text("ExtentValue", str(pages)), _text("ExtentUnit", PAGES))
    yield from _coded_subjects(settings.subject_codes)
    if settings.subjects:
        heading = _text("SubjectHeadingText", "; ".join(settings.subjects))
        yield _node("Subject", _text("SubjectSchemeIdentifier", KEYWORDS), heading)


def _feature(code: str, description: str) -> ET.Element:
    told = (_text("ProductFormFeatureDescription", description),) if description else ()
    kind = _text("ProductFormFeatureType", ACCESSIBILITY)
    return _node("ProductFormFeature", kind, _text("ProductFormFeatureValue", code), *told)


def _coded_subjects(subjects: Iterable[SubjectCode]) -> Iterator[ET.Element]:
    """Yield the subjects that have a code; the first of each scheme is the main one."""
    seen: set[str] = set()
    for each in subjects:
        scheme = SUBJECT_SCHEMES[each.scheme]
        if each.scheme == "thema":
            scheme = THEMA_QUALIFIERS.get(each.code[0], scheme)
        main = () if scheme in seen or scheme in THEMA_QUALIFIERS.values() else (ET.Element("MainSubject"),)
        seen.add(scheme)
        label = (_text("SubjectHeadingText", each.label),) if each.label else ()
        yield _node("Subject", *main, _text("SubjectSchemeIdentifier", scheme), _text("SubjectCode", each.code), *label)


def _licence(book: Book) -> Iterator[ET.Element]:
    licence = book.settings.licence
    if licence is None:
        return
    link: tuple[ET.Element, ...] = ()
    if licence.url:
        # List 218: for people.
        link = (
            _node(
                "EpubLicenseExpression",
                _text("EpubLicenseExpressionType", "01"),
                _text("EpubLicenseExpressionLink", licence.url),
            ),
        )
    yield _node("EpubLicense", _text("EpubLicenseName", licence.name), *link)


def _title(element: ET.Element) -> ET.Element:
    # List 15: the title of the product itself.
    return _node("TitleDetail", _text("TitleType", "01"), element)


def _titles(book: Book) -> Iterator[ET.Element]:
    """Yield the title, its first article apart: shops sort by what follows."""
    article, rest = title_parts(book)
    if article:
        yield _text("TitlePrefix", article)
        yield _text("TitleWithoutPrefix", rest)
    else:
        yield ET.Element("NoPrefix")
        yield _text("TitleWithoutPrefix", rest)
    if book.settings.subtitle:
        yield _text("Subtitle", book.settings.subtitle)


def _contributor(place: int, person: Contributor) -> ET.Element:
    return _node(
        "Contributor",
        _text("SequenceNumber", str(place)),
        _text("ContributorRole", ROLES[person.role]),
        _text("PersonName", person.name),
        *((_text("PersonNameInverted", person.sort),) if person.sort else ()),
    )


def _collateral(book: Book) -> Iterator[ET.Element]:
    if book.settings.description:
        # Lists 153 and 154: a description, for everybody.
        yield _node(
            "TextContent",
            _text("TextType", "03"),
            _text("ContentAudience", "00"),
            _text("Text", book.settings.description),
        )
    if cover := on_the_web(book.settings, "cover.jpg"):
        # Lists 158, 159 and 161: the front cover, a picture, to be downloaded.
        version = _node("ResourceVersion", _text("ResourceForm", "02"), _text("ResourceLink", cover))
        yield _node(
            "SupportingResource",
            _text("ResourceContentType", "01"),
            _text("ContentAudience", "00"),
            _text("ResourceMode", "03"),
            version,
        )


def _publishing(book: Book) -> Iterator[ET.Element]:
    publisher = book.settings.publisher
    name = publisher.name if publisher else next(people_behind(book))
    yield _node("Imprint", _text("ImprintName", name))
    website: tuple[ET.Element, ...] = ()
    if address := on_the_web(book.settings, ""):
        # List 73: the page of this book.
        website = (_node("Website", _text("WebsiteRole", "02"), _text("WebsiteLink", address)),)
    yield _node("Publisher", _text("PublishingRole", "01"), _text("PublisherName", name), *website)
    if publisher and publisher.place:
        yield _text("CityOfPublication", publisher.place)
    # Lists 64 and 163: it can be had, since this day.
    yield _text("PublishingStatus", "04")
    yield _node("PublishingDate", _text("PublishingDateRole", "01"), _text("Date", _day(book)))


def _day(book: Book) -> str:
    return book.released.replace("-", "")


def _group(name: str, children: Iterable[ET.Element]) -> tuple[ET.Element, ...]:
    """Return an element round ``children``, or nothing round none."""
    inside = tuple(children)
    return (_node(name, *inside),) if inside else ()


def _node(name: str, *children: ET.Element) -> ET.Element:
    element = ET.Element(name)
    element.extend(children)
    return element


def _text(name: str, value: str) -> ET.Element:
    element = ET.Element(name)
    element.text = value
    return element
