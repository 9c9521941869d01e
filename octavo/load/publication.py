"""A book's folder becomes a publication: all that it holds, valid in itself, not yet joined together."""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from octavo.load.book_look import files_of_look
from octavo.load.citation_style import check_style
from octavo.load.corrections import unfit_corrections
from octavo.load.file_names import (
    DATA,
    EDITIONS,
    FOLDERS,
    HANDOUTS,
    LISTS,
    NO_CONTENT,
    RELEASE,
    SETTINGS,
    SOURCES,
    WORDS,
)
from octavo.load.files import Folder, decode, gathering, missing, place_of, read_file
from octavo.load.handouts import check_sheets
from octavo.load.ids import repeated_ids
from octavo.load.included_files import wanted_by
from octavo.load.reading_order import SUFFIX, entries, is_text
from octavo.load.releases import changed_since
from octavo.model.book import ImageFile, Publication, Record, TextFile
from octavo.model.diagnostics import Diagnostic, Faulty, Severity, fault, stop_on_error
from octavo.model.language import Language
from octavo.model.look import BookLook
from octavo.model.origin import Origin
from octavo.model.records import BookSettings, Document, Event, FigureRecord, ImageFigure, Person, Source, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFiles:
    """What the files of a book say that could be parsed: its settings, the rest by the names of the files.

    ``included`` are the files that texts take in.
    """

    settings: Record[BookSettings] | None
    look: BookLook
    records: Mapping[str, tuple[Record[Any], ...]]
    texts: Mapping[str, TextFile]
    images: Mapping[str, ImageFile]
    included: frozenset[str] = frozenset()

    def register(self, *names: str) -> tuple[Record[Any], ...]:
        """Return the records of the files ``names`` together."""
        return tuple(record for name in names for record in self.records.get(name, ()))


def data_files(content: Folder) -> list[str]:
    """Return the names of the files of records that the book has."""
    lists = [name for name in (*LISTS, HANDOUTS) if name in content.files]
    return [*lists, *(name for folder in FOLDERS for name in _inside(content, folder)), *_releases(content)]


def _releases(content: Folder) -> list[str]:
    """Return the names of the records of releases."""
    return [name for name in content.files if name.startswith(f"{EDITIONS}/") and name.endswith(f"/{RELEASE}")]


def text_files(content: Folder, settings: Record[BookSettings] | None) -> Mapping[str, Origin]:
    """Return the text files of the book, with the places that name them.

    Where no settings tell, these are all but those that others take in, which need no title.
    """
    if settings is None:
        names = [name for name in content.files if name.endswith(SUFFIX) and not name.startswith(NO_CONTENT)]
        taken_in = {each for name in names for each in wanted_by(name, content.files) if each != name}
        return {name: content.place(name) for name in names if name not in taken_in}
    named: dict[str, Origin] = {}
    for name, asked in entries(settings):
        if is_text(name):
            named.setdefault(name, asked)
    return named


def image_files(
    records: Mapping[str, tuple[Record[Any], ...]], settings: Record[BookSettings] | None
) -> Mapping[str, Origin]:
    """Return the image files that the cover and figures name, with the places that name them first."""
    named: dict[str, Origin] = {}
    if settings and (cover := settings.value.cover_picture):
        named[cover.picture] = settings.at("cover", "picture")
    for record in (each for several in records.values() for each in several):
        if isinstance(record.value, ImageFigure):
            named.setdefault(record.value.file, record.at("file"))
    return named


def citation_style(citations: Sequence[Path], settings: Record[BookSettings], root: Path) -> str:
    """Return the text of the CSL style that the settings name, from the first of ``citations`` that has it.

    Raises ``Faulty`` where none has it, or it cannot be used.
    """
    name = f"{settings.value.citation_style}.csl"
    asked = settings.at("citation-style")
    folder = next((each for each in citations if (each / name).exists()), None)
    if folder is None:
        others = {path.stem for each in citations for path in each.glob("*.csl")}
        raise missing(asked, f"citations/{name}", others, settings.value.citation_style.removesuffix(".csl"))
    content = read_file(folder.parent, f"{folder.name}/{name}", within=folder, asked=asked)
    place = place_of(folder / name, root)
    text = decode(content, place)
    stop_on_error(check_style(text, place))
    return text


def publication_of(
    content: Folder, parsed: ParsedFiles, *, language: Language | None, style: str, found: Iterable[Diagnostic]
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return the publication that the folder of a book holds, and the warnings about it.

    ``language`` and the citation ``style`` are those of its settings, where they could be read, and ``found`` is all
    that reading brought. Raises ``Faulty`` with the faults of all files.
    """
    faults = list(found)
    register = parsed.register
    figures: tuple[Record[FigureRecord], ...] = register(*_inside(content, "figures"))
    people: tuple[Record[Person], ...] = register(*_inside(content, "people"))
    terms: tuple[Record[Term], ...] = register("terms.yaml")
    events: tuple[Record[Event], ...] = register("events.yaml")
    documents: tuple[Record[Document], ...] = register("documents.yaml")
    sources: tuple[Record[Source], ...] = register(*SOURCES)
    corrections, releases = register("corrections.yaml"), register(*_releases(content))
    faults += chain.from_iterable(map(repeated_ids, (figures, people, terms, events, documents, sources, corrections)))
    handouts = next(iter(parsed.records.get(HANDOUTS, ())), None)
    faults += (*unfit_corrections(corrections), *check_sheets(handouts))
    faults += (*changed_since(releases, parsed.settings, content.digest), *_unread(content, parsed, faults))
    if parsed.settings is None or language is None:
        raise Faulty(faults)
    return Publication(
        folder=content.name,
        settings=parsed.settings,
        look=parsed.look,
        language=language,
        texts=parsed.texts,
        people=people,
        terms=terms,
        events=events,
        documents=documents,
        figures=figures,
        sources=sources,
        index=parsed.records.get("index.yaml", ()),
        answers=_answers(content, parsed),
        handouts=handouts,
        corrections=corrections,
        releases=releases,
        words=_words(content, faults),
        citation_style=style,
        images=parsed.images,
        digest=content.digest,
    ), stop_on_error(faults)


def _inside(content: Folder, folder: str) -> list[str]:
    """Return the names of the data files that stand in one of the folders of the book."""
    return [name for name in content.files if posixpath.dirname(name) == folder and name.endswith(DATA)]


def _answers(content: Folder, parsed: ParsedFiles) -> Mapping[str, tuple[Record[Any], ...]]:
    """Return the answers by the texts that ask."""
    names = _inside(content, "answers")
    return {posixpath.basename(name).removesuffix(DATA): parsed.records.get(name, ()) for name in names}


def _words(content: Folder, faults: list[Diagnostic]) -> tuple[str, ...]:
    """Read the spelling list, where the book has one."""
    words: tuple[str, ...] = ()
    if WORDS in content.files:
        with gathering(faults):
            text = decode(content.files[WORDS], content.place(WORDS))
            words = tuple(dict.fromkeys(word for line in text.splitlines() for word in line.partition("#")[0].split()))
    return words


def _unread(content: Folder, parsed: ParsedFiles, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield OC122 for every file that is neither a register nor named by anything.

    Where a record could not be read, as was ``found``, what it names is not known.
    """
    if parsed.settings is None or any(each.severity is Severity.ERROR for each in found):
        return
    of_look = files_of_look(parsed.settings, content.files)
    named = {unicodedata.normalize("NFC", name) for name in (*parsed.texts, *parsed.images, *parsed.included, *of_look)}
    for name in content.files:
        is_record = posixpath.dirname(name) in FOLDERS and name.endswith(DATA)
        if name.startswith(NO_CONTENT):
            continue
        if name not in {SETTINGS, WORDS, HANDOUTS, *LISTS, *named} and not is_record:
            yield fault("OC122", content.place(name), file=name, near=(name, (*LISTS, SETTINGS, HANDOUTS)))
