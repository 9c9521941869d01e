"""Rules that every PDF for readers keeps."""

from collections.abc import Iterable, Iterator, Mapping

from octavo.check.artefacts.pdf_reading import PdfReading
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.output import FontFace
from octavo.pdf.fonts import Font


def broken_rules(
    pdf: PdfReading, faces: Iterable[FontFace], origins: Mapping[str, Origin], file: Origin
) -> Iterator[Diagnostic]:
    """Judge a reading PDF by all rules of this module; ``origins`` are the places of anchors, where they are known.

    What has no place in the content is reported at ``file``.
    """
    yield from wrong_references(pdf, origins, file)
    yield from foreign_fonts(pdf.fonts, faces, file)
    yield from (fault("OC507", file, part=part) for part, is_there in pdf.has.items() if not is_there)


def wrong_references(pdf: PdfReading, origins: Mapping[str, Origin], file: Origin) -> Iterator[Diagnostic]:
    """Yield OC506 for each printed page number that is not what this very file calls the page of its target."""
    for target, number in (each for stretch in pdf.stretches for each in stretch.references):
        page = pdf.places.get(target)
        if page is None or number != pdf.labels[page]:
            place = {"origin": origins[target], "related": [file]} if target in origins else {"origin": file}
            yield fault(
                "OC506", **place, printed=number, target=target, page="none" if page is None else pdf.labels[page]
            )


def foreign_fonts(fonts: Iterable[Font], faces: Iterable[FontFace], file: Origin) -> Iterator[Diagnostic]:
    """Yield OC502 for each font that is not embedded, or is not of a family of ``faces``."""
    families = {face.family for face in faces}
    for font in fonts:
        if not font.is_embedded or font.family not in families:
            yield fault("OC502", file, font=font.family or font.name)
