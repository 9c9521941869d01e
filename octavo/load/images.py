"""Image files: whether both outputs can show one, and how large it is. The one place that reads them."""

import posixpath
import re
import warnings
from collections.abc import Mapping
from io import BytesIO

from octavo.model import limits
from octavo.model.book import ImageFile
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import Origin

FORMATS: Mapping[str, str] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}
"""The formats of image files, by their suffix."""

ORIENTATION = 0x0112
"""The tag of Exif that says how a camera was held (Exif 2.3, table 4)."""

ON_ITS_SIDE = range(5, 9)
"""The orientations in which rows of pixels stand upright."""

_BOX = re.compile(rb"<svg\b[^>]*?\sviewBox=[\"']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)")
_SIDE = rb"<svg\b[^>]*?\s%s=[\"']\s*([\d.]+)"
_SVG_BEGINS = (b"<svg", b"<?xml", b"<!--")


def image_in(name: str, content: bytes, asked: Origin) -> ImageFile:
    """Return the image in the file ``name``; ``asked`` is the place that names it.

    Raises ``Faulty`` with OC139 where the file is of no kind that is read, not what its name says, damaged or too
    large.
    """
    try:
        width, height = _size(posixpath.splitext(name)[1].lower(), content)
    except _UnfitError as unfit:
        raise Faulty([fault("OC139", asked, file=name, problem=unfit, remedy=unfit.remedy)]) from None
    return ImageFile(content=content, width=width, height=height)


class _UnfitError(Exception):
    """An image cannot be used: why, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(problem)


def _size(suffix: str, content: bytes) -> tuple[float, float]:
    if suffix not in FORMATS:
        raise _UnfitError(f"an image ends with {', '.join(FORMATS)}", "save it in one of these formats")
    return _drawing_size(content) if FORMATS[suffix] == "SVG" else _pixels(content, FORMATS[suffix])


def _pixels(content: bytes, kind: str) -> tuple[float, float]:
    """Return width and height of a picture as it is shown. All of it is decoded, so that a damaged one is found."""
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    unlike = _UnfitError(f"the file is no {kind} image", "save it anew in this format, or correct the suffix")
    with warnings.catch_warnings():
        # What Pillow warns of, such as odd metadata, is no fault.
        warnings.simplefilter("ignore")
        try:
            image = {"PNG": PngImageFile, "JPEG": JpegImageFile}[kind](BytesIO(content))
        except Exception:  # noqa: BLE001 - Pillow's readers raise what they come upon in a file that is not theirs
            raise unlike from None
        width, height = image.size
        if width * height > limits.PIXELS:
            raise _UnfitError(f"it is {width} × {height} pixels, more than {limits.PIXELS:,}", "make it smaller")
        if image.mode.startswith(("I", "F")):
            raise _UnfitError("it has 16 bits or more for each grey", "save it with 8 bits")
        try:
            image.load()
            orientation = image.getexif().get(ORIENTATION)
        except Exception:  # noqa: BLE001 - the same of a damaged file
            raise _UnfitError("the file is damaged or cut short", "save it anew, or take another copy") from None
    return (height, width) if orientation in ON_ITS_SIDE else (width, height)


def _drawing_size(content: bytes) -> tuple[float, float]:
    """Return width and height of a drawing in units of its own.

    A drawing that does not say its size is taken for a square: the layout then shows it, and somebody will see.
    """
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_SVG_BEGINS):
        raise _UnfitError("the file is no SVG image", "save it anew in this format, or correct the suffix")
    found = _BOX.search(content)
    sides = found.groups() if found else [_side(content, side) for side in (b"width", b"height")]
    try:
        width, height = map(float, sides)
    except ValueError:
        width = height = 0.0
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise _UnfitError("its viewBox has no size", "give width and height as numbers above 0")
    return width, height


def _side(content: bytes, name: bytes) -> bytes:
    found = re.search(_SIDE % name, content)
    return found[1] if found else b"1"
