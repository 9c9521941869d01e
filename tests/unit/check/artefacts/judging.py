"""Finished files judged in tests."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from octavo.check.artefacts.examination import Alike, examine
from octavo.model.diagnostics import Diagnostic
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FontFace

PDF, EPUB = "application/pdf", "application/epub+zip"
NO_ORIGINS: Mapping[str, Origin] = MappingProxyType({})


def pdf(content: bytes, name: str = "a.pdf") -> Artefact:
    """Return a PDF as an artefact."""
    return Artefact(name=name, media_type=PDF, content=content)


def epub(content: bytes, name: str = "a.epub") -> Artefact:
    """Return an EPUB as an artefact."""
    return Artefact(name=name, media_type=EPUB, content=content)


def faults_of_pdf(
    content: bytes, faces: Sequence[FontFace], origins: Mapping[str, Origin] = NO_ORIGINS
) -> tuple[Diagnostic, ...]:
    """Judge a PDF named ``a.pdf``."""
    return examine([Alike(artefacts=(pdf(content),), faces=tuple(faces), origins=origins)])
