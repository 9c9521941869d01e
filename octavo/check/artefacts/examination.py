"""Judge finished files: the checks that are quick enough for every build.

What is long to read is read in chunks, each a function of bytes of a finished file and of nothing else: so they can be
read side by side, and what was read may be kept for as long as those very bytes are in a file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from octavo.check.artefacts import epub, pdf_facts
from octavo.check.artefacts.parity import differences, print_texts
from octavo.check.artefacts.pdf_rules import broken_rules
from octavo.model.diagnostics import Diagnostic, in_order
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FontFace
from octavo.pdf.objects import own_groups
from octavo.pdf.values import UnreadableError

PDF = "application/pdf"
EPUB = "application/epub+zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Finished files of one text, which must read the same. They may be of any kinds, and several of one.

    ``faces`` are the fonts that they may use; ``origins`` the places in the content of their anchors.
    """

    artefacts: tuple[Artefact, ...]
    faces: tuple[FontFace, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A part of a finished file: ``function`` of ``content`` returns what it says, packed. ``name`` is for people."""

    name: str
    function: Callable[[bytes], bytes]
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pdf:
    """A PDF; ``last`` is the group that has what it has once, empty where it is laid out in another way than ours."""

    artefact: Artefact
    chunks: tuple[Chunk, ...]
    last: bytes = field(repr=False)

    def facts(self, said: Sequence[bytes]) -> pdf_facts.PdfFacts:
        """Return what it says; ``said`` is what was read of its chunks."""
        if self.last:
            try:
                return pdf_facts.join(self.last, said)
            except UnreadableError:
                pass
        return pdf_facts.read_whole(self.artefact.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Epub:
    """An ebook and what it consists of, by name: documents to be read, and ``None`` for all else."""

    artefact: Artefact
    chunks: tuple[Chunk, ...]
    files: Mapping[str, bytes | None] = field(repr=False)

    def documents(self, said: Sequence[bytes]) -> Mapping[str, epub.Document]:
        """Return its documents by name; ``said`` is what was read of its chunks."""
        names = (name for name, content in self.files.items() if content is not None)
        return {name: epub.unpack_document(packed) for name, packed in zip(names, said, strict=True)}


_File: TypeAlias = _Pdf | _Epub


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Files that are to be judged: the :attr:`chunks` are to be read, and then :meth:`judge` tells what is wrong."""

    _groups: tuple[tuple[Alike, tuple[_File, ...]], ...]

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All that is to be read."""
        return tuple(chunk for _, files in self._groups for file in files for chunk in file.chunks)

    def judge(self, said: Sequence[bytes]) -> tuple[Diagnostic, ...]:
        """Return all that is wrong with the files, alone and beside those that must be alike.

        ``said`` is what was read of the chunks, in their order.
        """
        left = iter(said)
        found: list[Diagnostic] = []
        for alike, files in self._groups:
            found += _faults(alike, [(file, [next(left) for _ in file.chunks]) for file in files])
        return in_order(found)


def begin(groups: Sequence[Alike]) -> Examination:
    """Find out what of the files is to be read; files of other kinds than PDF and EPUB are not judged."""
    return Examination(
        _groups=tuple(
            (alike, tuple(file for artefact in alike.artefacts if (file := _opened(artefact)))) for alike in groups
        )
    )


def examine(groups: Sequence[Alike]) -> tuple[Diagnostic, ...]:
    """Do all of an :class:`Examination` here and now."""
    examination = begin(groups)
    return examination.judge([chunk.function(chunk.content) for chunk in examination.chunks])


def _opened(artefact: Artefact) -> _File | None:
    if artefact.media_type == PDF:
        return _opened_pdf(artefact)
    return _opened_epub(artefact) if artefact.media_type == EPUB else None


def _opened_pdf(artefact: Artefact) -> _Pdf:
    try:
        *groups, last = own_groups(artefact.content)
    except UnreadableError:
        groups, last = [], b""
    chunks = (
        Chunk(name=f"{artefact.name}, group {number}", function=pdf_facts.read_part, content=group)
        for number, group in enumerate(groups, start=1)
    )
    return _Pdf(artefact=artefact, chunks=tuple(chunks), last=last)


def _opened_epub(artefact: Artefact) -> _Epub:
    files = epub.entries(artefact.content)
    chunks = (
        Chunk(name=f"{artefact.name}, {name}", function=epub.read_document, content=content)
        for name, content in files.items()
        if content is not None
    )
    return _Epub(artefact=artefact, chunks=tuple(chunks), files=files)


def _faults(alike: Alike, files: Sequence[tuple[_File, Sequence[bytes]]]) -> Iterator[Diagnostic]:
    """Yield what is wrong with files that must be alike, each with what was read of its chunks."""
    prints: list[tuple[Origin, pdf_facts.PdfFacts]] = []
    screens: list[tuple[Origin, Mapping[str, str]]] = []
    for file, said in files:
        place = Origin(file.artefact.name)
        if isinstance(file, _Pdf):
            facts = file.facts(said)
            prints.append((place, facts))
            yield from broken_rules(facts, alike.faces, alike.origins, place)
        else:
            documents = file.documents(said)
            screens.append((place, epub.texts(documents)))
            yield from epub.dead_addresses(file.files, documents, place)
    for place, facts in prints:
        for other, texts in screens:
            printed = print_texts(facts.runs, facts.places, facts.page_count, tuple(texts))
            yield from differences(printed, texts, place, other)
