"""A book's folder becomes a publication: all that it holds, valid in itself, not yet joined together."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.load.file_names import DATA, FOLDERS, LISTS, SETTINGS, SOURCES, WORDS
from octavo.load.files import Folder, decode, gathering, place_of, read_file, read_folder
from octavo.load.ids import repeated_ids
from octavo.load.images import image_problem
from octavo.load.language import load_language
from octavo.load.reading_order import SUFFIX, entries, is_text
from octavo.model.book import Publication, Record, TextFile
from octavo.model.cache import Recall, always_made
from octavo.model.diagnostics import Diagnostic, Faulty, Severity, fault, stop_on_error
from octavo.model.origin import Origin
from octavo.model.records import BookSettings, Document, Event, FigureRecord, ImageFigure, Person, Source, Term


def load_publication(
    folder: Path,
    *,
    root: Path,
    languages: Path,
    citations: Path,
    sections: Collection[str],
    recall: Recall = always_made,
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return the publication that ``folder`` holds, and the warnings about it.

    ``root`` is the folder from which diagnostics name files, ``languages`` holds the language files, ``citations``
    the CSL styles, and ``sections`` are the words that the matter of book.yaml may name besides text files. ``recall``
    remembers what each file says.
    Raises ``Faulty`` with the faults of all files.
    """
    content, told = read_folder(folder, root=root)
    faults = list(told)
    read = _Reading(content=content, recall=recall, faults=faults)
    figures: tuple[Record[FigureRecord], ...] = read.register(_inside(content, "figures"))
    people: tuple[Record[Person], ...] = read.register(_inside(content, "people"))
    terms: tuple[Record[Term], ...] = read.register(["terms.yaml"])
    events: tuple[Record[Event], ...] = read.register(["events.yaml"])
    documents: tuple[Record[Document], ...] = read.register(["documents.yaml"])
    sources: tuple[Record[Source], ...] = read.register(SOURCES)
    index = read.records(["index.yaml"])
    answers = {
        posixpath.basename(name).removesuffix(DATA): read.records([name]) for name in _inside(content, "answers")
    }
    settings = read.settings(sections)
    texts = read.texts(_texts_named(content, settings))
    images = _images(content, figures, faults)
    words = _words(content, faults)
    if settings is None:
        raise Faulty(faults)
    if not any(told.severity is Severity.ERROR for told in faults):
        # Where a record could not be read, what it names is not known.
        faults += _unread(content, (*texts, *images))
    style = ""
    with gathering(faults):
        style = _style(citations, settings, root)
    with gathering(faults):
        code, asked = settings.value.language, settings.at("language")
        return Publication(
            folder=folder.name,
            settings=settings,
            language=load_language(languages, code, root=root, asked=asked, recall=recall),
            texts=texts,
            people=people,
            terms=terms,
            events=events,
            documents=documents,
            figures=figures,
            sources=sources,
            index=index,
            answers=answers,
            words=words,
            citation_style=style,
            files=images,
            digest=content.digest,
            digests=content.digests,
        ), stop_on_error(faults)
    raise Faulty(faults)


# --- registers and texts ---


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The files of a book, what remembers how they read, and the faults found so far."""

    content: Folder
    recall: Recall
    faults: list[Diagnostic]

    def settings(self, sections: Collection[str]) -> Record[BookSettings] | None:
        """Read book.yaml, where it can be read."""
        settings: Record[BookSettings] | None = None
        with gathering(self.faults):
            place = self.content.place(SETTINGS)
            content = self.content.named(SETTINGS, place)

            def make() -> tuple[Record[BookSettings], tuple[Diagnostic, ...]]:
                from octavo.load.data_file import settings_in

                return settings_in(content, place, sections)

            settings, told = self.recall(("settings", place.path, content, *sections), make)
            self.faults.extend(told)
        return settings

    def register(self, names: Iterable[str]) -> tuple[Record[Any], ...]:
        """Read the records of one kind, each with an id of its own."""
        records = self.records(names)
        self.faults.extend(repeated_ids(records))
        return records

    def records(self, names: Iterable[str]) -> tuple[Record[Any], ...]:
        """Read the records in those of the files ``names`` that the book has, in their order."""
        return tuple(record for name in names if name in self.content.files for record in self._records_in(name))

    def _records_in(self, name: str) -> tuple[Record[Any], ...]:
        content, place = self.content.files[name], self.content.place(name)

        def make() -> tuple[tuple[Record[Any], ...], tuple[Diagnostic, ...]]:
            from octavo.load.data_file import records_in

            return records_in(name, content, place)

        records: tuple[Record[Any], ...] = ()
        with gathering(self.faults):
            records, told = self.recall(("records", place.path, name, content), make)
            self.faults.extend(told)
        return records

    def texts(self, named: Iterable[tuple[str, Origin]]) -> Mapping[str, TextFile]:
        """Read the text files that can be read."""
        texts: dict[str, TextFile] = {}
        for name, asked in named:
            if name not in texts:
                with gathering(self.faults):
                    texts[name] = self._text(name, asked)
        return texts

    def _text(self, name: str, asked: Origin) -> TextFile:
        content, place = self.content.named(name, asked), self.content.place(name)

        def make() -> tuple[TextFile, tuple[Diagnostic, ...]]:
            from octavo.load.text_file import text_in

            return text_in(name, content, place)

        text, told = self.recall(("text", place.path, name, content), make)
        self.faults.extend(told)
        return text


def _inside(content: Folder, folder: str) -> list[str]:
    """Return the names of the data files that stand in one of the folders of the book."""
    return [name for name in content.files if posixpath.dirname(name) == folder and name.endswith(DATA)]


def _texts_named(content: Folder, settings: Record[BookSettings] | None) -> Iterator[tuple[str, Origin]]:
    """Yield the text files of the book, with the places that name them; all there are, where no settings tell."""
    if settings is None:
        yield from ((name, content.place(name)) for name in content.files if name.endswith(SUFFIX))
    else:
        yield from ((name, asked) for name, asked in entries(settings) if is_text(name))


def _images(content: Folder, figures: Iterable[Record[FigureRecord]], faults: list[Diagnostic]) -> Mapping[str, bytes]:
    """Return the image files that figures name."""
    images: dict[str, bytes] = {}
    for figure in figures:
        if isinstance(figure.value, ImageFigure):
            name, asked = figure.value.file, figure.at("file")
            with gathering(faults):
                images[name] = content.named(name, asked)
                if problem := image_problem(name, images[name]):
                    faults.append(fault("OC103", asked, value=f"'{name}'", problem=problem))
    return images


def _words(content: Folder, faults: list[Diagnostic]) -> tuple[str, ...]:
    """Read the spelling list, where the book has one."""
    words: tuple[str, ...] = ()
    if WORDS in content.files:
        with gathering(faults):
            text = decode(content.files[WORDS], content.place(WORDS))
            words = tuple(dict.fromkeys(word for line in text.splitlines() for word in line.partition("#")[0].split()))
    return words


def _style(citations: Path, settings: Record[BookSettings], root: Path) -> str:
    """Read the citation style."""
    name = f"{settings.value.citation_style}.csl"
    asked = settings.at("citation-style")
    content = read_file(citations.parent, f"{citations.name}/{name}", within=citations, asked=asked)
    return decode(content, place_of(citations / name, root))


def _unread(content: Folder, named: Collection[str]) -> Iterator[Diagnostic]:
    """Yield OC122 for every file that is neither a register nor ``named`` by anything."""
    for name in content.files:
        is_record = posixpath.dirname(name) in FOLDERS and name.endswith(DATA)
        if name not in {SETTINGS, WORDS, *LISTS, *named} and not is_record:
            yield fault("OC122", content.place(name), file=name, near=(name, (*LISTS, SETTINGS)))
