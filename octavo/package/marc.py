"""MARC 21 bibliographic records: what a library puts into its catalogue, as MARCXML and as ISO 2709.

Sources: MARC 21 Format for Bibliographic Data and MARCXML (Library of Congress), ISO 2709. There is a record for the
files, and one more for the printed book where that has an identifier. What a cataloguer decides (headings of an
authority file, a classification) is left to the library.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

from octavo.model import isbn
from octavo.model.book import Book
from octavo.model.records import Contributor
from octavo.package.facts_of_book import (
    accessibility_summary,
    edition_words,
    has_figures,
    has_index,
    language_code,
    title_parts,
)
from octavo.package.opf import RELATORS, identifier
from octavo.package.web_pages import on_the_web

SUBFIELD, FIELD_END, RECORD_END = "\x1f", "\x1e", "\x1d"
"""The signs of ISO 2709: they begin a subfield, and end a field and a record."""

LEADER_LENGTH = 24

NAMES: Mapping[str, str] = {"epub": "EPUB", "html": "HTML", "pdf": "PDF", "print": "paperback"}
"""What stands behind an ISBN."""

SUBJECT_SOURCES: Mapping[str, str] = {"bisac": "bisacsh", "thema": "thema"}
"""The codes of the Library of Congress for the schemes of subjects."""


class Data(NamedTuple):
    """A field with its tag, two indicators, and subfields: a letter and a text each."""

    tag: str
    indicators: str
    subfields: tuple[tuple[str, str], ...]


class Control(NamedTuple):
    """A field with a tag and a text."""

    tag: str
    value: str


Field: TypeAlias = Control | Data
Record: TypeAlias = tuple[Field, ...]

LEADER = "{length:05d}nam a22{base:05d} i 4500"
"""New, language material, a monograph, in Unicode, punctuated as ISBD has it; minimal rules of description."""


def records(book: Book, pages: int) -> tuple[Record, ...]:
    """Return the records of a book; ``pages`` is the number of its printed pages."""
    settings = book.settings
    files: list[str] = [word for word in ("epub", "pdf") if word in settings.formats]
    if not files and "html" in settings.formats and "print" not in settings.identifiers:
        files.append("html")
    made = [tuple(_fields(book, pages, files))] if files else []
    if "print" in settings.identifiers:
        made.append(tuple(_fields(book, pages, ["print"])))
    return tuple(made)


def as_xml(of: Iterable[Record]) -> bytes:
    """Return records as MARCXML."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<collection xmlns="http://www.loc.gov/MARC21/slim">']
    for record in of:
        lines += ("<record>", f"<leader>{LEADER.format(length=0, base=0)}</leader>")
        lines += map(_as_xml, record)
        lines.append("</record>")
    return "\n".join([*lines, "</collection>", ""]).encode()


def as_iso2709(of: Iterable[Record]) -> bytes:
    """Return records in the form that library systems exchange (ISO 2709), in UTF-8."""
    return b"".join(map(_as_iso2709, of))


def _as_xml(field: Field) -> str:
    match field:
        case Control(tag=tag, value=value):
            return f'<controlfield tag="{tag}">{text(value)}</controlfield>'
        case Data(tag=tag, indicators=indicators, subfields=subfields):
            inside = "".join(f'<subfield code="{code}">{text(value)}</subfield>' for code, value in subfields)
            one, other = (attribute(each) for each in indicators)
            return f'<datafield tag="{tag}" ind1={one} ind2={other}>{inside}</datafield>'


def _as_iso2709(record: Record) -> bytes:
    directory, content = "", b""
    for field in record:
        piece = f"{_words(field)}{FIELD_END}".encode()
        directory += f"{field.tag}{len(piece):04d}{len(content):05d}"
        content += piece
    base = LEADER_LENGTH + len(directory) + 1
    length = base + len(content) + 1
    return f"{LEADER.format(length=length, base=base)}{directory}{FIELD_END}".encode() + content + RECORD_END.encode()


def _words(field: Field) -> str:
    if isinstance(field, Control):
        return field.value
    return field.indicators + "".join(f"{SUBFIELD}{code}{value}" for code, value in field.subfields)


def _fields(book: Book, pages: int, forms: Sequence[str]) -> Iterator[Field]:
    """Yield the fields of a record for the files ``forms``, or for the printed book, in the order of their tags."""
    settings, is_digital = book.settings, forms != ["print"]
    day = book.released.replace("-", "")
    yield Control("001", identifier(book, forms[0]))
    yield Control("005", f"{day}000000.0")
    if is_digital:
        # A file of text, online; an electronic resource, remote.
        yield Control("006", "m     o  d        ")
        yield Control("007", "cr |||||||||||")
    yield Control("008", _fixed(book, is_digital=is_digital))
    yield from _identifiers(book, forms)
    yield Data("040", "  ", (("b", language_code(settings.language) or "und"), ("e", "rda")))
    codes = [(each, SUBJECT_SOURCES[each.scheme]) for each in settings.subject_codes]
    yield from (Data("072", " 7", (("a", each.code), ("2", source))) for each, source in codes)
    authors = [person for person in settings.contributors if person.role == "author"]
    yield from (_person("100", person) for person in authors[:1])
    yield _title(book, has_author=bool(authors))
    yield Data("250", "  ", (("a", f"{edition_words(book)}."),))
    yield _publication(book)
    yield from _description(book, pages, is_digital=is_digital)
    if settings.series:
        number = (("v", settings.series.number),) if settings.series.number else ()
        mark = " ;" if number else ""
        yield Data("490", "0 ", (("a", f"{settings.series.name}{mark}"), *number))
    if settings.description:
        yield Data("520", "  ", (("a", settings.description),))
    if is_digital:
        yield Data("532", "0 ", (("a", accessibility_summary(book)),))
    if settings.licence:
        link = (("u", settings.licence.url),) if settings.licence.url else ()
        yield Data("540", "  ", (("a", settings.licence.name), *link))
    yield from (Data("650", " 7", (("a", f"{each.label}."), ("2", source))) for each, source in codes if each.label)
    yield from (Data("653", "  ", (("a", subject),)) for subject in settings.subjects)
    yield from (_person("700", person) for person in settings.contributors if person not in authors[:1])
    if is_digital and (address := on_the_web(settings, "")):
        yield Data("856", "40", (("u", address),))


def _publication(book: Book) -> Data:
    """Return where, by whom and in which year it was published."""
    publisher = book.settings.publisher
    return Data(
        "264",
        " 1",
        (
            ("a", f"{publisher.place if publisher and publisher.place else '[Place of publication not identified]'} :"),
            ("b", f"{publisher.name if publisher else '[publisher not identified]'},"),
            ("c", f"{book.released[:4]}."),
        ),
    )


def _identifiers(book: Book, forms: Iterable[str]) -> Iterator[Field]:
    for word in forms:
        own = identifier(book, word)
        figures = own.removeprefix("urn:isbn:")
        if figures != own and isbn.is_valid(figures):
            yield Data("020", "  ", (("a", figures), ("q", NAMES[word])))
        else:
            # A scheme of its own, which $2 names: a URN.
            yield Data("024", "7 ", (("a", own), ("q", NAMES[word]), ("2", "urn")))


def _fixed(book: Book, *, is_digital: bool) -> str:
    """Return field 008: 40 signs, each in its place."""
    year = book.released[:4]
    pieces = (
        book.released.replace("-", "")[2:],  # 00-05: when the record was made
        f"s{year}    ",  # 06-14: one date
        "xx ",  # 15-17: a place that nobody has said
        "a   " if has_figures(book) else "    ",  # 18-21: illustrations
        " ",  # 22: audience
        "o" if is_digital else " ",  # 23: online
        "    ",  # 24-27: contents
        " ",  # 28: no government publication
        "00",  # 29-30: no conference, no festschrift
        "1" if has_index(book) else "0",  # 31
        " ",  # 32
        "|",  # 33: literary form, not said
        "|",  # 34: biography, not said
        language_code(book.settings.language) or "und",  # 35-37
        " ",  # 38: not modified
        "d",  # 39: another source than a national library
    )
    return "".join(pieces)


def _title(book: Book, *, has_author: bool) -> Data:
    settings = book.settings
    article, _ = title_parts(book)
    unsorted = str(min(len(article) + 1, 9)) if article else "0"
    statement = " ; ".join(_statement(book))
    there = [each for each in (("a", settings.title), ("b", settings.subtitle), ("c", statement)) if each[1]]
    # A mark of ISBD stands before the piece that it begins, at the end of the one before; the last has a full stop.
    marks = {"b": " :", "c": " /"}
    ends = [*(marks[code] for code, _ in there[1:]), "."]
    subfields = tuple((code, f"{words}{end}") for (code, words), end in zip(there, ends, strict=True))
    return Data("245", f"{int(has_author)}{unsorted}", subfields)


def _statement(book: Book) -> Iterator[str]:
    """Yield who did what, as the title page says it."""
    found: dict[str, list[str]] = {}
    for person in book.settings.contributors:
        found.setdefault(person.role, []).append(person.name)
    for role, names in found.items():
        words = "" if role == "author" else f"{book.language.words[f'by-{role}']} "
        yield words + ", ".join(names)


def _person(tag: str, person: Contributor) -> Data:
    """Return a person with what they did; a name that nobody has turned round stands as it is spoken."""
    name, kind = (person.sort, "1") if person.sort else (person.name, "0")
    return Data(tag, f"{kind} ", (("a", f"{name},"), ("e", f"{person.role}."), ("4", RELATORS[person.role])))


def _description(book: Book, pages: int, *, is_digital: bool) -> Iterator[Data]:
    """Yield the extent, and the kinds of content, medium and carrier in the words of RDA."""
    count = f"{pages} pages" if pages else ""
    extent = (f"1 online resource ({count})" if count else "1 online resource") if is_digital else count or "1 volume"
    figures = (("b", "illustrations"),) if has_figures(book) else ()
    yield Data("300", "  ", (("a", extent + (" :" if figures else "")), *figures))
    carriers = (
        ("336", "text", "txt", "rdacontent"),
        ("337", *(("computer", "c") if is_digital else ("unmediated", "n")), "rdamedia"),
        ("338", *(("online resource", "cr") if is_digital else ("volume", "nc")), "rdacarrier"),
    )
    for tag, words, code, source in carriers:
        yield Data(tag, "  ", (("a", words), ("b", code), ("2", source)))
