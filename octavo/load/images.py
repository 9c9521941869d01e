"""Image files: whether both outputs can show one, and how large it is. The one place that reads them."""

import posixpath
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING

from octavo.load.drawings import UnfitImageError, size_of_drawing
from octavo.model import limits
from octavo.model.book import ImageFile
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile as Image

FORMATS: Mapping[str, str] = {
    ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG", ".gif": "GIF", ".webp": "WebP", ".tif": "TIFF",
    ".tiff": "TIFF",
}  # fmt: skip
"""The formats of image files, by their suffix."""

BEGINNINGS: Mapping[bytes, str] = {
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"RIFF": "WebP",
    b"%PDF": "PDF", b"<svg": "SVG", b"<?xml": "XML",
}  # fmt: skip
"""How files begin, to tell what a file is that is not what its name says."""

READERS: Mapping[str, str] = {"PNG": "Png", "JPEG": "Jpeg", "GIF": "Gif", "TIFF": "Tiff"}
"""What Pillow calls its reader of a format, where it does not use the name of the format."""

ORIENTATION = 0x0112
"""The tag of Exif that says how a camera was held (Exif 2.3, table 4)."""

ON_ITS_SIDE = range(5, 9)
"""The orientations in which rows of pixels stand upright."""


def image_in(name: str, content: bytes, asked: Origin) -> ImageFile:
    """Return the image in the file ``name``; ``asked`` is the place that names it.

    Raises ``Faulty`` with OC139 where the file is of no kind that is read, not what its name says, damaged or too
    large.
    """
    try:
        width, height = _size(posixpath.splitext(name)[1].lower(), content)
    except UnfitImageError as unfit:
        raise Faulty([fault("OC139", asked, file=name, problem=unfit, remedy=unfit.remedy)]) from None
    return ImageFile(content=content, width=width, height=height)


def _size(suffix: str, content: bytes) -> tuple[float, float]:
    if suffix not in FORMATS:
        raise UnfitImageError(f"an image ends with {', '.join(FORMATS)}", "save it as JPEG or PNG")
    width, height = size_of_drawing(content) if FORMATS[suffix] == "SVG" else _pixels(content, FORMATS[suffix])
    if not 1 / limits.UNLIKE_SIDES <= width / height <= limits.UNLIKE_SIDES:
        raise UnfitImageError(f"its sides are {width:g} and {height:g}: it is a line", "cut it to a picture")
    return width, height


def _pixels(content: bytes, kind: str) -> tuple[float, float]:
    """Return width and height of a picture as it is shown. All of it is decoded, so that a damaged one is found."""
    with warnings.catch_warnings():
        # What Pillow warns of, such as odd metadata, is no fault.
        warnings.simplefilter("ignore")
        try:
            image = _reader(kind)(BytesIO(content))
        except Exception:  # noqa: BLE001 - Pillow's readers raise what they come upon in a file that is not theirs
            raise _unlike(content, kind) from None
        width, height = image.size
        if not width * height:
            raise UnfitImageError("it has no pixels", "save it anew, or take another copy")
        if width * height > limits.PIXELS:
            raise UnfitImageError(f"it is {width} × {height} pixels, more than {limits.PIXELS:,}", "make it smaller")
        try:
            with _refusing_what_is_cut_short():
                image.load()
            orientation = image.getexif().get(ORIENTATION)
        except Exception:  # noqa: BLE001 - the same of a damaged file
            raise UnfitImageError("the file is damaged or cut short", "save it anew, or take another copy") from None
    return (height, width) if orientation in ON_ITS_SIDE else (width, height)


def _reader(kind: str) -> "Callable[[BytesIO], Image]":
    """Return the reader of one format; Pillow's own door would import those of forty."""
    name = READERS.get(kind, kind)
    reader: Callable[[BytesIO], Image] = getattr(import_module(f"PIL.{name}ImagePlugin"), f"{name}ImageFile")
    return reader


def _unlike(content: bytes, kind: str) -> UnfitImageError:
    """Return the fault of a file that is not what its name says, with what it is where that is known."""
    found = next((name for beginning, name in BEGINNINGS.items() if content.startswith(beginning)), "")
    if not content:
        return UnfitImageError("the file is empty", "save it anew, or take another copy")
    if found == kind:
        return UnfitImageError("the file is damaged or cut short", "save it anew, or take another copy")
    if not found:
        return UnfitImageError(f"the file is no {kind} image", "save it anew in this format, or correct the suffix")
    suffix = next((suffix for suffix, name in FORMATS.items() if name == found), "")
    remedy = f"give its name the suffix {suffix}, or save it anew as {kind}" if suffix else f"save it as {kind}"
    return UnfitImageError(f"the file is no {kind} image, but {found}", remedy)


@contextmanager
def _refusing_what_is_cut_short() -> Iterator[None]:
    """Let Pillow refuse files that are cut short: WeasyPrint, once it is imported, has it accept them everywhere."""
    from PIL import ImageFile as Pillow

    before, Pillow.LOAD_TRUNCATED_IMAGES = Pillow.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        Pillow.LOAD_TRUNCATED_IMAGES = before
