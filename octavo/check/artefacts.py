"""Judge finished files: the checks that are quick enough for every build."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from octavo.check.epub import examine_epub
from octavo.check.parity import examine_parity
from octavo.check.pdf import examine_pdf
from octavo.check.pdf_text import structure_text
from octavo.model.diagnostics import Diagnostic, in_order
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FontFace

PDF = "application/pdf"
EPUB = "application/epub+zip"

Judge: TypeAlias = Callable[[bytes], tuple[Diagnostic, ...]]


def examine(
    artefacts: Sequence[Artefact], faces: Iterable[FontFace], origins: Mapping[str, Origin]
) -> tuple[Diagnostic, ...]:
    """Return all that is wrong with ``artefacts``, alone and beside each other.

    ``faces`` are the fonts that may be used; ``origins`` the places in the content of the anchors.
    """
    contents = {each.media_type: each.content for each in artefacts}
    read = structure_text(contents[PDF]) if PDF in contents else ()
    judges: Mapping[str, Judge] = {
        PDF: lambda content: examine_pdf(content, faces, origins, read),
        EPUB: examine_epub,
    }
    found = [line for each in artefacts for line in judges.get(each.media_type, _pass)(each.content)]
    if PDF in contents and EPUB in contents:
        found += examine_parity(contents[PDF], contents[EPUB], read)
    return in_order(found)


def _pass(_content: bytes) -> tuple[Diagnostic, ...]:
    return ()
