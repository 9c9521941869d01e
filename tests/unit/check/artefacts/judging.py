"""Finished files judged in tests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from octavo.check.artefacts import examination
from octavo.check.artefacts.examination import Alike
from octavo.model.diagnostics import Diagnostic
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FontFace
from octavo.model.work import Call
from tests.unit.render.factory import book

PDF, EPUB = "application/pdf", "application/epub+zip"
NO_BOOK = replace(book(), sections=())
"""A book of which nothing must be read."""

NO_ORIGINS: Mapping[str, Origin] = MappingProxyType({})


def pdf(content: bytes, name: str = "a.pdf") -> Artefact:
    """Return a PDF as an artefact."""
    return Artefact(name=name, media_type=PDF, content=content)


def epub(content: bytes, name: str = "a.epub") -> Artefact:
    """Return an EPUB as an artefact."""
    return Artefact(name=name, media_type=EPUB, content=content)


def examine(groups: Sequence[Alike], said: Sequence[bytes] | None = None) -> tuple[Diagnostic, ...]:
    """Judge files here and now; ``said`` are results of the calls from elsewhere."""
    work = examination.examine(groups)
    calls = next(work)
    try:
        work.send(said if said is not None else [result_of(call) for call in calls])
    except StopIteration as end:
        found: tuple[Diagnostic, ...] = end.value
        return found
    raise AssertionError("everything was read")


def result_of(call: Call) -> bytes:
    """Make a call."""
    result = call.function(*call.arguments)
    assert isinstance(result, bytes)
    return result


def faults_of_pdf(
    content: bytes, faces: Sequence[FontFace], origins: Mapping[str, Origin] = NO_ORIGINS
) -> tuple[Diagnostic, ...]:
    """Judge a PDF named ``a.pdf``."""
    return examine([Alike(book=NO_BOOK, artefacts=(pdf(content),), faces=tuple(faces), origins=origins)])
