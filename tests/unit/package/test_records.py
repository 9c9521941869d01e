"""Records for shops and libraries: what they say is true of the book, in the codes and the order of their rules."""

from collections.abc import Mapping
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from octavo.model.book import Book
from octavo.model.inlines import Image
from octavo.model.look import Look
from octavo.model.output import Artefact, FormatInput, Printing
from octavo.model.page_map import PageMap
from octavo.model.product import Product
from octavo.model.prose import Paragraph
from octavo.model.records import Accessibility, Contributor, Evaluation, Licence, Publisher, Series, SubjectCode
from octavo.model.selection import WHOLE
from octavo.package.facts_of_book import language_code
from octavo.package.records import FORMAT
from tests.unit.render.factory import book, section, words

ONIX = "{http://ns.editeur.org/onix/3.1/reference}"
MARC = "{http://www.loc.gov/MARC21/slim}"

# The order that the schema of ONIX 3.1 demands, as far as records of ours go.
ORDER: Mapping[str, tuple[str, ...]] = {
    "ONIXMessage": ("Header", "Product"),
    "Product": (
        *("RecordReference", "NotificationType", "ProductIdentifier", "DescriptiveDetail", "CollateralDetail"),
        *("PublishingDetail", "RelatedMaterial"),
    ),
    "DescriptiveDetail": (
        *("ProductComposition", "ProductForm", "ProductFormDetail", "ProductFormFeature", "PrimaryContentType"),
        *("ProductContentType", "EpubTechnicalProtection", "EpubLicense", "Collection", "TitleDetail", "Contributor"),
        *("NoContributor", "EditionNumber", "Language", "Extent", "Subject"),
    ),
    "TitleElement": (
        *("TitleElementLevel", "PartNumber", "TitleText", "TitlePrefix", "NoPrefix", "TitleWithoutPrefix", "Subtitle"),
    ),
    "Subject": ("MainSubject", "SubjectSchemeIdentifier", "SubjectCode", "SubjectHeadingText"),
    "Contributor": ("SequenceNumber", "ContributorRole", "PersonName", "PersonNameInverted"),
    "PublishingDetail": ("Imprint", "Publisher", "CityOfPublication", "PublishingStatus", "PublishingDate"),
}

CODES: Mapping[str, frozenset[str]] = {
    "NotificationType": frozenset({"03"}),
    "ProductIDType": frozenset({"15", "22"}),
    "ProductForm": frozenset({"BC", "EC", "ED"}),
    "ProductFormDetail": frozenset({"E101", "E107"}),
    "ContributorRole": frozenset({"A01", "B01", "B06", "A12", "A36"}),
    "ExtentType": frozenset({"00", "08"}),
    "SubjectSchemeIdentifier": frozenset({"10", "20", "93", "94"}),
    "TextType": frozenset({"03"}),
    "PublishingStatus": frozenset({"04"}),
    "ProductRelationCode": frozenset({"06"}),
}
"""Codes that the lists of EDItEUR have (issue 73), of those that may stand here."""


SUBJECT_CODES = (
    SubjectCode(scheme="thema", code="1DDU", label="Great Britain"),
    SubjectCode(scheme="thema", code="RBK", label="Hydrology"),
    SubjectCode(scheme="thema", code="NHD"),
    SubjectCode(scheme="bisac", code="SCI081000", label="SCIENCE / Hydrology"),
)


def sold(**changes: object) -> Book:
    """Return a book with all that records can tell."""
    whole = book()
    settings = replace(
        whole.settings,
        title="The Wells of <Old> & New",
        subtitle="A History",
        contributors=(
            Contributor(name="Mary Hope", sort="Hope, Mary"),
            Contributor(name="Ivan Franko", role="translator"),
        ),
        publisher=Publisher(name="Well Press", place="Leeds"),
        series=Series(name="Water", number="3"),
        subjects=("wells", "water"),
        subject_codes=SUBJECT_CODES,
        accessibility=Accessibility(summary="All of it is text."),
        description="About wells.",
        identifiers={"epub": "978-0-306-40615-7", "print": "978-1-86197-876-9"},
        base_url="https://example.org/wells",
        version="2.1.0",
    )
    return replace(whole, settings=replace(settings, **changes))  # type: ignore[arg-type]


def made(of: Book, pages: int = 96) -> dict[str, bytes]:
    printing = Printing(content=b"", page_map=PageMap(pages={}, count=pages))
    product = Product(name=of.folder, selection=WHOLE, look=Look(theme="plain", paper="a5"), format="records")
    files, told = FORMAT.make(FormatInput(product=product, book=of, printing=printing))
    assert told == ()
    return {each.name.removeprefix(of.folder): each.content for each in files if isinstance(each, Artefact)}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return made(sold())


def products(files: Mapping[str, bytes]) -> list[ET.Element]:
    return ET.fromstring(files["-onix.xml"]).findall(f"{ONIX}Product")  # noqa: S314 - our own


def texts(element: ET.Element, *path: str) -> list[str | None]:
    return [each.text for each in element.findall("/".join(f"{ONIX}{step}" for step in path))]


# --- ONIX ---


def test_a_product_stands_for_each_form_and_names_the_others(files: dict[str, bytes]) -> None:
    found = products(files)
    forms = [texts(each, "DescriptiveDetail", "ProductForm") for each in found]
    own = [texts(each, "ProductIdentifier", "IDValue") for each in found]

    assert forms == [["BC"], ["ED"], ["ED"]]
    assert own[:2] == [["9781861978769"], ["9780306406157"]]
    assert str(own[2][0]).startswith("urn:uuid:")
    for number, each in enumerate(found):
        others = [identity for identity in own if identity != own[number]]
        related = texts(each, "RelatedMaterial", "RelatedProduct", "ProductIdentifier", "IDValue")
        assert [[identity] for identity in related] == others


def test_elements_stand_in_the_order_of_the_schema_with_codes_of_the_lists(files: dict[str, bytes]) -> None:
    root = ET.fromstring(files["-onix.xml"])  # noqa: S314 - our own
    assert root.get("release") == "3.1"
    for element in root.iter():
        name = element.tag.removeprefix(ONIX)
        if name in ORDER:
            places = [ORDER[name].index(child.tag.removeprefix(ONIX)) for child in element]
            assert places == sorted(places), name
        if name in CODES:
            assert element.text in CODES[name], name


def test_title_people_series_and_extent_are_those_of_the_book(files: dict[str, bytes]) -> None:
    printed, ebook, _ = products(files)
    detail = printed.find(f"{ONIX}DescriptiveDetail")
    assert detail is not None

    assert texts(detail, "TitleDetail", "TitleElement", "TitlePrefix") == ["The"]
    assert texts(detail, "TitleDetail", "TitleElement", "TitleWithoutPrefix") == ["Wells of <Old> & New"]
    assert texts(detail, "TitleDetail", "TitleElement", "Subtitle") == ["A History"]
    assert texts(detail, "Contributor", "PersonNameInverted") == ["Hope, Mary"]
    assert texts(detail, "Contributor", "ContributorRole") == ["A01", "B06"]
    assert texts(detail, "Collection", "TitleDetail", "TitleElement", "PartNumber") == ["3"]
    assert texts(detail, "EditionNumber") == ["2"]
    assert texts(detail, "Language", "LanguageCode") == ["eng"]
    extents = [texts(each, "DescriptiveDetail", "Extent", "ExtentType") for each in (printed, ebook)]
    assert extents == [["00"], ["08"]]
    assert texts(detail, "Extent", "ExtentValue") == ["96"]
    assert texts(ebook, "CollateralDetail", "SupportingResource", "ResourceVersion", "ResourceLink") == [
        "https://example.org/wells/cover.jpg"
    ]


def test_accessibility_is_told_of_files_as_far_as_it_is_true(files: dict[str, bytes]) -> None:
    printed, ebook, pdf = products(files)

    def codes(of: ET.Element) -> set[str | None]:
        return set(texts(of, "DescriptiveDetail", "ProductFormFeature", "ProductFormFeatureValue"))

    assert codes(printed) == set()
    assert {"11", "12", "13", "14", "19", "41", "52", "00"} <= codes(ebook)
    assert {"05", "11", "13"} <= codes(pdf)
    assert "19" not in codes(pdf)
    assert told(ebook)["00"] == "All of it is text."
    # Conformance of an ebook is claimed only after a person has judged it.
    assert codes(ebook).isdisjoint({"02", "03", "04", "80", "81", "82", "84", "85", "86"})


def told(product: ET.Element) -> dict[str | None, str | None]:
    """Return the features of a product by their codes."""
    features = product.findall(f"{ONIX}DescriptiveDetail/{ONIX}ProductFormFeature")
    value, words = f"{ONIX}ProductFormFeatureValue", f"{ONIX}ProductFormFeatureDescription"
    return {each.findtext(value): each.findtext(words) for each in features}


def test_conformance_is_told_of_the_ebook_alone_and_of_the_version_that_was_judged() -> None:
    judged = Evaluation(by="Ada & Co.", date="2026-11-20", version="2.1.0", report="https://example.org/ada")
    _, ebook, pdf = products(made(sold(accessibility=Accessibility(evaluation=judged))))
    _, later, _ = products(made(sold(accessibility=Accessibility(evaluation=judged), version="2.1.1")))
    claims = {"04", "82", "85", "90", "91", "94"}

    assert claims <= told(ebook).keys()
    assert [told(ebook)[code] for code in ("90", "91", "94")] == ["Ada & Co.", "20261120", "https://example.org/ada"]
    assert claims.isdisjoint(told(pdf))
    assert claims.isdisjoint(told(later))


def test_a_picture_without_words_is_not_said_to_be_read_without_sight() -> None:
    whole = sold()
    first = whole.sections[0]
    mute = Paragraph(children=(Image(file="a.png", alt=" "),))
    changed = replace(first, blocks=(*first.blocks, mute))
    _, ebook, pdf = products(made(replace(whole, sections=(changed, *whole.sections[1:]))))

    assert {"14", "52"}.isdisjoint({*told(ebook), *told(pdf)})


def test_subjects_have_the_codes_of_their_schemes_and_one_main_subject_in_each(files: dict[str, bytes]) -> None:
    detail = products(files)[0].find(f"{ONIX}DescriptiveDetail")
    assert detail is not None
    tags = ("SubjectSchemeIdentifier", "SubjectCode", "SubjectHeadingText")
    found = [
        (each.find(f"{ONIX}MainSubject") is not None, *(each.findtext(f"{ONIX}{tag}") for tag in tags))
        for each in detail.findall(f"{ONIX}Subject")
    ]

    assert found == [
        (False, "94", "1DDU", "Great Britain"),
        (True, "93", "RBK", "Hydrology"),
        (False, "93", "NHD", None),
        (True, "10", "SCI081000", "SCIENCE / Hydrology"),
        (False, "20", None, "wells; water"),
    ]


def test_what_nobody_has_said_is_left_out() -> None:
    bare = sold(
        contributors=(),
        publisher=None,
        series=None,
        subjects=(),
        subject_codes=(),
        description="",
        base_url="",
        identifiers={},
    )
    (ebook, pdf) = products(made(bare, pages=0))

    for each in (ebook, pdf):
        assert each.find(f".//{ONIX}NoContributor") is not None
        for name in ("CollateralDetail", "Collection", "Subject", "Extent", "Website", "Price"):
            assert each.find(f".//{ONIX}{name}") is None


@pytest.mark.parametrize("licence", [None, Licence(name="All rights reserved")])
def test_a_plain_book_claims_no_more_than_it_is(licence: Licence | None) -> None:
    plain = sold(title="Wells", subtitle="", language="xx", licence=licence)
    of = replace(plain, sections=(section("chapter", "One", Paragraph(children=words("Water."))),))
    _printed, ebook, _pdf = products(made(of))
    detail = ebook.find(f"{ONIX}DescriptiveDetail")
    assert detail is not None

    title = ("TitleDetail", "TitleElement")
    assert [len(texts(detail, *title, each)) for each in ("TitlePrefix", "NoPrefix", "Subtitle")] == [0, 1, 0]
    assert texts(detail, *title, "TitleWithoutPrefix") == ["Wells"]
    assert texts(detail, "ProductContentType") == []
    assert texts(detail, "Language", "LanguageCode") == []
    assert texts(detail, "EpubLicense", "EpubLicenseName") == ([licence.name] if licence else [])
    assert texts(detail, "EpubLicense", "EpubLicenseExpression", "EpubLicenseExpressionLink") == []


def test_a_book_for_browsers_alone_has_records_and_one_that_is_nothing_says_so() -> None:
    online = made(sold(formats=("html", "records"), identifiers={}))
    (product,) = products(online)
    (record,) = marc(online)
    nothing = made(sold(formats=("records",), identifiers={}))

    assert texts(product, "DescriptiveDetail", "ProductFormDetail") == ["E105"]
    assert record["024"][0].endswith("$qHTML$2urn")
    assert products(nothing) == []
    assert b"<NoProduct />" in nothing["-onix.xml"]
    assert marc(nothing) == []


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "eng"), ("uk", "ukr"), ("de", "ger"), ("fr-CA", "fre"), ("pl", "pol"), ("ru", "rus"), ("grc", "grc")],
)
def test_languages_have_the_letters_that_libraries_write(tag: str, code: str) -> None:
    assert language_code(tag) == code


# --- MARC ---


def marc(files: Mapping[str, bytes]) -> list[dict[str, list[str]]]:
    """Return the fields of each record by their tags, in MARCXML: indicators, then subfields with a dollar sign."""
    found = []
    for record in ET.fromstring(files["-marc.xml"]):  # noqa: S314 - our own
        fields: dict[str, list[str]] = {}
        for each in record:
            inside = "".join(f"${child.get('code')}{child.text}" for child in each)
            value = f"{each.get('ind1')}{each.get('ind2')}{inside}" if len(each) else str(each.text)
            fields.setdefault(each.get("tag", "leader"), []).append(value)
        found.append(fields)
    return found


def test_there_is_a_record_for_the_files_and_one_for_the_printed_book(files: dict[str, bytes]) -> None:
    online, printed = marc(files)

    assert online["020"] == ["  $a9780306406157$qEPUB"]
    assert online["024"][0].endswith("$qPDF$2urn")
    assert online["072"] == [" 7$a1DDU$2thema", " 7$aRBK$2thema", " 7$aNHD$2thema", " 7$aSCI081000$2bisacsh"]
    assert online["100"] == ["1 $aHope, Mary,$eauthor.$4aut"]
    assert online["245"] == ["14$aThe Wells of <Old> & New :$bA History /$cMary Hope ; translated by Ivan Franko."]
    assert online["264"] == [" 1$aLeeds :$bWell Press,$c2026."]
    assert online["300"] == ["  $a1 online resource (96 pages) :$billustrations"]
    assert online["490"] == ["0 $aWater ;$v3"]
    assert online["532"] == ["0 $aAll of it is text."]
    assert online["650"][-1] == " 7$aSCIENCE / Hydrology.$2bisacsh"
    assert online["653"] == ["  $awells", "  $awater"]
    assert online["700"] == ["0 $aIvan Franko,$etranslator.$4trl"]
    assert online["856"] == ["40$uhttps://example.org/wells/"]
    assert printed["020"] == ["  $a9781861978769$qpaperback"]
    assert printed["338"] == ["  $avolume$bnc$2rdacarrier"]
    assert "856" not in printed
    for record in (online, printed):
        (fixed,) = record["008"]
        assert len(fixed) == 40
        assert (fixed[35:38], fixed[31], fixed[18]) == ("eng", "1", "a")
        tags = [tag for tag in record if tag != "leader"]
        assert tags == sorted(tags)


def test_both_forms_of_marc_say_the_same_and_lengths_are_true(files: dict[str, bytes]) -> None:
    """Read ISO 2709 by its own directory, as a library system does."""
    content = files[".mrc"]
    for expected in marc(files):
        length, base = int(content[:5]), int(content[12:17])
        record, content = content[:length], content[length:]
        assert record.endswith(b"\x1e\x1d")
        assert record[9:10] == b"a"
        found: dict[str, list[str]] = {}
        directory = record[24 : base - 1].decode()
        for entry in (directory[start : start + 12] for start in range(0, len(directory), 12)):
            tag, size, start = entry[:3], int(entry[3:7]), int(entry[7:])
            value = record[base + start : base + start + size].decode().removesuffix("\x1e").replace("\x1f", "$")
            found.setdefault(tag, []).append(value)
        assert found == {tag: fields for tag, fields in expected.items() if tag != "leader"}
    assert content == b""
