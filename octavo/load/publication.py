"""A book's folder becomes a publication: all that it holds, valid in itself, not yet joined together."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from octavo.load.bibtex_items import read_bibtex
from octavo.load.files import Folder, decode, gathering, place_of, read_file, read_folder
from octavo.load.images import image_problem
from octavo.load.language import load_language
from octavo.load.markdown import parse_text
from octavo.load.matter import SUFFIX, entries, identifier, is_text
from octavo.load.nodes import Node, Scalar, Sequence, shown
from octavo.load.records import IDS, Named, Read, read_figure, read_record, read_register, repeated_ids
from octavo.load.settings import SETTINGS, read_settings
from octavo.load.sources import as_yaml, read_source
from octavo.load.yaml import read_yaml
from octavo.model.answers import Answer
from octavo.model.book import Publication, Record, TextFile
from octavo.model.diagnostics import Diagnostic, Faulty, Severity, fault, stop_on_error
from octavo.model.origin import Origin
from octavo.model.records import BookSettings, Document, Event, FigureRecord, ImageFigure, IndexReference, Person, Term

Value = TypeVar("Value")
Identified = TypeVar("Identified", bound=Named)

DATA = ".yaml"
READERS: Mapping[str, Callable[[str, str], Node]] = {
    DATA: read_yaml,
    ".json": lambda text, path: read_yaml(as_yaml(text), path),
    ".bib": read_bibtex,
}
"""How a register is read, by the end of its file's name."""
SOURCES = ("sources.yaml", "sources.json", "sources.bib")
LISTS = ("terms.yaml", "events.yaml", "documents.yaml", "index.yaml", *SOURCES)
FOLDERS = ("people", "figures", "answers")
WORDS = "words.txt"
"""The spelling list of a book: words that the dictionary of its language lacks, a # before remarks."""


def load_publication(
    folder: Path, *, root: Path, languages: Path, citations: Path, sections: Collection[str]
) -> tuple[Publication, tuple[Diagnostic, ...]]:
    """Return the publication that ``folder`` holds, and the warnings about it.

    ``root`` is the folder from which diagnostics name files, ``languages`` holds the language files, ``citations``
    the CSL styles, and ``sections`` are the words that the matter of book.yaml may name besides text files.
    Raises ``Faulty`` with the faults of all files.
    """
    content, told = read_folder(folder, root=root)
    faults = list(told)
    figures = _register(content, _inside(content, "figures"), read_figure, faults)
    people = _register(content, _inside(content, "people"), lambda node: read_record(node, Person), faults)
    terms = _register(content, ["terms.yaml"], lambda node: read_record(node, Term), faults)
    events = _register(content, ["events.yaml"], lambda node: read_record(node, Event), faults)
    documents = _register(content, ["documents.yaml"], lambda node: read_record(node, Document), faults)
    sources = _register(content, SOURCES, read_source, faults)
    index = _records(content, ["index.yaml"], lambda node: read_record(node, IndexReference), faults)
    answers = _answers(content, faults)
    settings = _settings(content, sections, faults)
    texts = _texts(content, _texts_named(content, settings), faults)
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
            language=load_language(languages, code, root=root, asked=asked),
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
        ), stop_on_error(faults)
    raise Faulty(faults)


def _settings(content: Folder, sections: Collection[str], faults: list[Diagnostic]) -> Record[BookSettings] | None:
    """Read book.yaml, where it can be read."""
    settings: Record[BookSettings] | None = None
    with gathering(faults):
        place = content.place(SETTINGS)
        node = read_yaml(decode(content.named(SETTINGS, place), place), place.path)
        settings, told = read_settings(node, sections)
        faults += told
    return settings


# --- registers ---


def _inside(content: Folder, folder: str) -> list[str]:
    """Return the names of the data files that stand in one of the folders of the book."""
    return [name for name in content.files if posixpath.dirname(name) == folder and name.endswith(DATA)]


def _register(
    content: Folder, names: Iterable[str], read: Read[Identified], faults: list[Diagnostic]
) -> tuple[Record[Identified], ...]:
    """Read the records of one kind, each with an id of its own."""
    records = _records(content, names, read, faults)
    faults += repeated_ids(records)
    return records


def _records(
    content: Folder, names: Iterable[str], read: Read[Value], faults: list[Diagnostic]
) -> tuple[Record[Value], ...]:
    """Read the records in those of the files ``names`` that the book has, in their order."""
    nodes: list[Node] = []
    for name in names:
        if name in content.files:
            with gathering(faults):
                nodes += _items(content, name)
    records, told = read_register(nodes, read)
    faults += told
    return records


def _answers(content: Folder, faults: list[Diagnostic]) -> Mapping[str, tuple[Record[Answer], ...]]:
    """Read the answers to the questions of each section, by the id that is the file's name."""
    return {
        posixpath.basename(name).removesuffix(DATA): _records(
            content, [name], lambda node: read_record(node, Answer), faults
        )
        for name in _inside(content, "answers")
    }


def _items(content: Folder, name: str) -> tuple[Node, ...]:
    """Return the records that stand in a file: the items of its list or, in a folder of records, the only one."""
    place = content.place(name)
    reader = READERS[posixpath.splitext(name)[1]]
    root = reader(decode(content.files[name], place), place.path)
    match root:
        case Sequence():
            return root.items
        case Scalar(value=None):
            return ()
        case _ if name in LISTS:
            raise Faulty([fault("OC103", root.origin, value=shown(root), problem="a list is needed")])
        case _:
            return (root,)


# --- texts and other files ---


def _texts_named(content: Folder, settings: Record[BookSettings] | None) -> Iterator[tuple[str, Origin]]:
    """Yield the text files of the book, with the places that name them; all there are, where no settings tell."""
    if settings is None:
        yield from ((name, content.place(name)) for name in content.files if name.endswith(SUFFIX))
    else:
        yield from ((name, asked) for name, asked in entries(settings) if is_text(name))


def _texts(content: Folder, named: Iterable[tuple[str, Origin]], faults: list[Diagnostic]) -> Mapping[str, TextFile]:
    """Read text files."""
    texts: dict[str, TextFile] = {}
    for name, asked in named:
        if name not in texts:
            with gathering(faults):
                place = content.place(name)
                text = decode(content.named(name, asked), place)
                texts[name], told = parse_text(text, path=place.path, identifier=identifier(name))
                faults += told
                if not IDS.pattern.fullmatch(texts[name].id):
                    problem = f"{IDS.problem}; give the title an {{#id}}, or the file another name"
                    faults.append(fault("OC103", texts[name].origin, value=f"'{texts[name].id}'", problem=problem))
    return texts


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
