"""Rules that every PDF for readers keeps."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from octavo.check.artefacts.printed import Font, Piece, Printed, Reference
from octavo.model.diagnostics import Diagnostic, fault, in_order
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import PAGE_OF, FontFace


def examine_printed(
    printed: Printed, faces: Iterable[FontFace], origins: Mapping[str, Origin]
) -> tuple[Diagnostic, ...]:
    """Judge a reading PDF by all rules of this module; ``origins`` are the places of anchors, where they are known."""
    return in_order(
        (
            *wrong_references(printed, origins),
            *foreign_fonts(printed.fonts, faces),
            *(fault("OC507", NOWHERE, part=part) for part, is_there in printed.parts.items() if not is_there),
        )
    )


def references_in(pieces: Iterable[Piece]) -> Iterator[Reference]:
    """Yield the printed page numbers; one may be drawn in pieces."""
    for title, group in groupby(pieces, key=lambda piece: piece.title):
        if title.startswith(PAGE_OF):
            yield Reference(title.removeprefix(PAGE_OF), "".join(piece.text for piece in group).strip())


def wrong_references(printed: Printed, origins: Mapping[str, Origin]) -> Iterator[Diagnostic]:
    """Yield OC506 for each printed page number that is not the page on which its target stands in this very file."""
    for target, number in printed.references:
        page = printed.places.get(target)
        if page is None or number != str(page):
            yield fault(
                "OC506",
                origins.get(target, NOWHERE),
                printed=number,
                target=target,
                page="none" if page is None else page,
            )


def foreign_fonts(fonts: Iterable[Font], faces: Iterable[FontFace]) -> Iterator[Diagnostic]:
    """Yield OC502 for each font that is not embedded, or is not of a family of ``faces``."""
    families = {face.family for face in faces}
    for font in fonts:
        if not font.is_embedded or font.family not in families:
            yield fault("OC502", NOWHERE, font=font.family or font.name)
