"""Judge finished files: the checks that are quick enough for every build.

What is long to read is read in excerpts, each a function of bytes of the finished file and of nothing else: so they can
be read side by side, and a reading may be kept for as long as those very bytes are in a file.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from octavo.check.artefacts.epub import dead_addresses, entries, read_document, texts, unpack_document
from octavo.check.artefacts.parity import examine_parity
from octavo.check.artefacts.pdf_frame import Frame, frame, printed
from octavo.check.artefacts.pdf_objects import ForeignError
from octavo.check.artefacts.pdf_rules import examine_printed
from octavo.check.artefacts.pdf_unit import NOT_ALONE, read_unit, unpack_fonts, unpack_unit
from octavo.check.artefacts.printed import Printed
from octavo.model.diagnostics import Diagnostic, in_order
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FontFace

PDF = "application/pdf"
EPUB = "application/epub+zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Something to be read: ``function`` of ``arguments`` returns the reading. ``name`` is for people.

    ``digest`` is the SHA-256 (hex) of the arguments, but for the fonts of a PDF: whether an earlier reading is true of
    these is for :meth:`Examination.stale` to say. The function can be told from its name.
    """

    name: str
    function: Callable[..., bytes]
    arguments: tuple[object, ...] = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """Files that are to be judged: the ``excerpts`` are to be read, and then :meth:`judged` tells what is wrong."""

    excerpts: tuple[Excerpt, ...]
    pdf: bytes | None = field(repr=False)
    frame: Frame | None = field(repr=False)
    files: Mapping[str, bytes | None] = field(repr=False)

    def stale(self, readings: Sequence[bytes]) -> tuple[int, ...]:
        """Return the places of those of ``readings`` that are not true of the fonts of this file."""
        if self.frame is None:
            return ()
        _, fonts = unpack_fonts(self.frame.fonts_packed)
        units = enumerate(readings[: len(self.frame.asked)])
        return tuple(place for place, unit in units if unit == NOT_ALONE or not unpack_unit(unit).is_true(fonts))

    def judged(
        self, readings: Sequence[bytes], faces: Iterable[FontFace], origins: Mapping[str, Origin]
    ) -> tuple[Diagnostic, ...]:
        """Return all that is wrong with the files, alone and beside each other.

        ``readings`` are those of the excerpts. ``faces`` are the fonts that may be used; ``origins`` the places in the
        content of the anchors.
        """
        units = len(self.frame.asked) if self.frame else 0
        names = [name for name, content in self.files.items() if content is not None]
        documents = {name: unpack_document(reading) for name, reading in zip(names, readings[units:], strict=True)}
        found = list(dead_addresses(self.files, documents))
        if self.pdf is not None:
            read = self._printed(readings[:units])
            found += examine_printed(read, faces, origins)
            found += examine_parity(read, texts(documents)) if documents else ()
        return in_order(found)

    def _printed(self, units: Sequence[bytes]) -> Printed:
        """Return what the PDF says, read as a whole where that of its parts is not enough."""
        if self.frame is not None and NOT_ALONE not in units:
            return printed(self.frame, [unpack_unit(unit) for unit in units])
        from octavo.check.artefacts.pdf import read_pdf

        return read_pdf(self.pdf or b"")


def begin(artefacts: Sequence[Artefact]) -> Examination:
    """Find out what of ``artefacts`` is to be read."""
    contents = {each.media_type: each.content for each in artefacts}
    pdf, epub = contents.get(PDF), contents.get(EPUB)
    files = entries(epub) if epub is not None else {}
    of = _frame(pdf) if pdf is not None else None
    return Examination(
        excerpts=(*(_units(of) if of else ()), *_documents(files)),
        pdf=pdf,
        frame=of,
        files=files,
    )


def examine(
    artefacts: Sequence[Artefact], faces: Iterable[FontFace], origins: Mapping[str, Origin]
) -> tuple[Diagnostic, ...]:
    """Do all of an :class:`Examination` here and now."""
    examination = begin(artefacts)
    readings = [excerpt.function(*excerpt.arguments) for excerpt in examination.excerpts]
    return examination.judged(readings, faces, origins)


def _frame(pdf: bytes) -> Frame | None:
    """Return what a PDF has once, or ``None`` when it is not written as ours are."""
    try:
        return frame(pdf)
    except ForeignError:
        return None


def _units(of: Frame) -> Iterator[Excerpt]:
    for number, asked in enumerate(of.asked, start=1):
        part, described = asked.part, asked.part.described()
        yield Excerpt(
            name=f"part {number} of the PDF",
            function=read_unit,
            arguments=(part.content, described, of.fonts_packed, asked.trees, asked.elements),
            digest=_digest(part.content, described, repr(asked.trees), repr(asked.elements)),
        )


def _documents(files: Mapping[str, bytes | None]) -> Iterator[Excerpt]:
    for name, content in files.items():
        if content is not None:
            yield Excerpt(name=name, function=read_document, arguments=(content,), digest=_digest(content))


def _digest(*parts: bytes | str) -> str:
    total = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big"))
        total.update(content)
    return total.hexdigest()
