"""Parse one file of a book, of a theme or of a language, from its bytes and its place alone.

All libraries that understand the files stand behind these functions, and are loaded when one of them is called.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from octavo.load.files import decode
from octavo.load.reading_order import identifier
from octavo.model.book import Record, TextFile
from octavo.model.diagnostics import Diagnostic
from octavo.model.origin import Origin
from octavo.model.records import BookSettings

Value = TypeVar("Value")


def parse_settings(
    content: bytes, place: Origin, sections: Collection[str]
) -> tuple[Record[BookSettings], tuple[Diagnostic, ...]]:
    """Return the settings in book.yaml: see :func:`octavo.load.settings.read_settings`."""
    from octavo.load.settings import read_settings
    from octavo.load.yaml import read_yaml

    return read_settings(read_yaml(decode(content, place), place.path), sections)


def parse_record(content: bytes, place: Origin, shape: type[Value]) -> tuple[Record[Value], tuple[Diagnostic, ...]]:
    """Return the only record of a data file, of the class ``shape``. Raises ``Faulty`` with all that is wrong."""
    from octavo.load.records import read_record
    from octavo.load.yaml import read_yaml

    return read_record(read_yaml(decode(content, place), place.path), shape)


def parse_records(
    name: str, content: bytes, place: Origin, language: str
) -> tuple[tuple[Record[Any], ...], tuple[Diagnostic, ...]]:
    """Return the records in the file ``name`` of a book that can be read, and all that is told of the file.

    ``language`` (BCP 47) is that of the book. Raises ``Faulty`` where the file as a whole cannot be read.
    """
    from octavo.load.data_file import records_in

    return records_in(name, content, place, language)


def parse_text(
    name: str, content: bytes, place: Origin, files: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[TextFile, tuple[Diagnostic, ...]]:
    """Return the text in the file ``name`` of a book, and all that is told of it; ``files`` are those it takes in.

    Raises ``Faulty`` where it cannot be read as text.
    """
    from octavo.load.markdown import parse_text as parse_markdown

    text = decode(content, place)
    return parse_markdown(text, path=place.path, identifier=identifier(name), name=name, files=files)
