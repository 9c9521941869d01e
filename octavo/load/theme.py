"""Themes: the looks of a book, from a folder of styles/."""

from collections.abc import Iterator
from pathlib import Path

from octavo.load.files import decode, gathering, place_of, read_file
from octavo.load.records import read_record
from octavo.load.yaml import read_yaml
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault, stop_on_error
from octavo.model.origin import Origin
from octavo.model.output import Theme, ThemeSettings

SETTINGS = "theme.yaml"
SHEETS = ("print.css", "reflow.css")


def load_theme(folder: Path, *, root: Path, named_at: Origin) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Return the theme in ``folder`` with its files read; ``named_at`` is the place in book.yaml that asks for it.

    Its settings may name files (fonts, licences, maps) of the folder and of its neighbours, such as ``../fonts``, but
    none outside the folder of all themes. Raises ``Faulty`` with every fault of the settings and every missing file.
    """
    place = place_of(folder / SETTINGS, root)
    content = read_file(folder.parent, f"{folder.name}/{SETTINGS}", within=folder.parent, asked=named_at)
    record, told = read_record(read_yaml(decode(content, place), place.path), ThemeSettings)
    faults = [*told, *_repeated_faces(record)]
    sheets: dict[str, str] = {}
    for name in SHEETS:
        with gathering(faults):
            sheet = read_file(folder, name, within=folder.parent, asked=record.origin)
            sheets[name] = decode(sheet, place_of(folder / name, root))
    files: dict[str, bytes] = {}
    for name, asked in _named_files(record):
        with gathering(faults):
            files[name] = read_file(folder, name, within=folder.parent, asked=asked)
    warnings = stop_on_error(faults)
    settings = record.value
    theme = Theme(
        settings=settings,
        print_css=sheets["print.css"],
        reflow_css=sheets["reflow.css"],
        fonts={face.file: files[face.file] for face in settings.faces},
        licences={name: files[name] for name in settings.licences},
        maps={word: files[name] for word, name in settings.maps.items()},
    )
    return theme, warnings


def _named_files(record: Record[ThemeSettings]) -> Iterator[tuple[str, Origin]]:
    for position, face in enumerate(record.value.faces):
        yield face.file, record.at("faces", position, "file")
    for position, name in enumerate(record.value.licences):
        yield name, record.at("licences", position)
    for word, name in record.value.maps.items():
        yield name, record.at("maps", word)


def _repeated_faces(record: Record[ThemeSettings]) -> Iterator[Diagnostic]:
    """Yield OC111 for a face whose family, weight and style another has: which of the two is set would be chance."""
    taken: dict[tuple[str, int, str], Origin] = {}
    for position, face in enumerate(record.value.faces):
        name, place = (face.family, face.weight, face.style), record.at("faces", position)
        if name in taken:
            yield fault("OC111", place, id=f"{face.family} {face.weight} {face.style}", related=[taken[name]])
        taken.setdefault(name, place)
