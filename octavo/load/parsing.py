"""Parse one file of a book, of a theme or of a language, from its bytes and its place alone.

All libraries that understand the files stand behind these functions, and are loaded when one of them is called.
"""

from collections.abc import Collection
from typing import Any, TypeVar

from octavo.model.book import ImageFile, Record, TextFile
from octavo.model.diagnostics import Diagnostic
from octavo.model.origin import Origin
from octavo.model.records import BookSettings

Value = TypeVar("Value")


def parse_settings(
    content: bytes, place: Origin, sections: Collection[str]
) -> tuple[Record[BookSettings], tuple[Diagnostic, ...]]:
    """Return the settings in book.yaml: see :func:`octavo.load.settings.read_settings`."""
    from octavo.load.data_file import settings_in

    return settings_in(content, place, sections)


def parse_record(content: bytes, place: Origin, shape: type[Value]) -> tuple[Record[Value], tuple[Diagnostic, ...]]:
    """Return the only record of a data file, of the class ``shape``. Raises ``Faulty`` with all that is wrong."""
    from octavo.load.data_file import record_in

    return record_in(content, place, shape)


def parse_records(
    name: str, content: bytes, place: Origin, language: str
) -> tuple[tuple[Record[Any], ...], tuple[Diagnostic, ...]]:
    """Return the records in the file ``name`` of a book that can be read, and all that is told of the file.

    ``language`` (BCP 47) is that of the book. Raises ``Faulty`` where the file as a whole cannot be read.
    """
    from octavo.load.data_file import records_in

    return records_in(name, content, place, language)


def parse_image(name: str, content: bytes, asked: Origin) -> ImageFile:
    """Return the image in the file ``name``: see :func:`octavo.load.images.image_in`."""
    from octavo.load.images import image_in

    return image_in(name, content, asked)


def parse_text(name: str, content: bytes, place: Origin) -> tuple[TextFile, tuple[Diagnostic, ...]]:
    """Return the text in the file ``name`` of a book, and all that is told of it.

    Raises ``Faulty`` where it cannot be read as text.
    """
    from octavo.load.text_file import text_in

    return text_in(name, content, place)
