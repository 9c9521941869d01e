"""Pictures made of pixels, as the outputs hold them: upright, no larger than needed, with nothing private in them.

What both outputs can show is PNG and JPEG, in grey or RGB with 8 bits. A file that is so already keeps its pixels as
they are coded, and only what says who, where and with what it was taken is left out. The same file gives the same
bytes, as long as Pillow is the same.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from octavo.model.book import ImageFile

if TYPE_CHECKING:
    from PIL.Image import Image

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
"""How files of these formats begin."""

QUALITY = 90
"""Of JPEG (1 to 95): no difference is seen at the size of print; without subsampling, so that red edges stay sharp."""

ENOUGH = 1.25
"""How many times as many pixels as needed a picture may have before it is made smaller: each scaling blurs a little."""

SQUEEZED = 0.015
"""A picture so flat that whole rows of pixels would squeeze it by this part is not made smaller."""

ROOM = 3
"""How many times as many pixels as needed a photograph is read with, before it is made smaller."""

FINER = 2
"""How many times as many pixels pictures in black and white alone need: they have no greys to soften their edges."""

KEPT_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"}
)
"""Chunks of PNG (third edition, section 11) that say how its pixels look; others hold words, places and times."""

START_OF_SCAN, END, APPLICATION, COMMENT = 0xDA, 0xD9, range(0xE0, 0xF0), 0xFE
KEPT_SEGMENTS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Segments of JPEG for applications that say how its pixels look, by their markers, and how they begin."""

STAND_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers of JPEG that no length follows (ITU-T T.81, section B.1.1)."""


def prepared(image: ImageFile, across: int) -> ImageFile:
    """Return ``image`` as the outputs hold it, about ``across`` pixels wide where it has many more than that.

    It is a PNG or JPEG file; pictures without greys keep :data:`FINER` times as many pixels. ``image`` was read by
    :mod:`octavo.load.images`, which refuses damaged files.
    """
    from PIL import Image, ImageOps

    with Image.open(BytesIO(image.content)) as opened:
        is_jpeg = opened.format == "JPEG"
        if opened.mode == "1":
            across *= FINER
        is_plain = opened.mode in ("1", "L", "LA", "P", "RGB", "RGBA") and opened.format in ("PNG", "JPEG")
        turned = opened.getexif().get(_orientation(), 1) not in (0, 1)
        if is_plain and not turned and image.width <= across * ENOUGH:
            return _sized(image, _without_private_segments(image.content) if is_jpeg else _plain_png(image.content))
        is_photograph = is_jpeg or (opened.format in ("TIFF", "WEBP") and opened.mode in ("RGB", "CMYK", "YCbCr"))
        if is_jpeg:
            # A JPEG file can be read in a half or a quarter of its size, in as much less time and memory.
            share = across * ROOM / image.width
            opened.draft(None, (ceil(opened.width * share), ceil(opened.height * share)))
        opened.load()
        ImageOps.exif_transpose(opened, in_place=True)
        plain = _in_eight_bits(opened)
        profile = plain.info.get("icc_profile")
    rows = plain.height * across / plain.width
    if plain.width > across * ENOUGH and abs(round(rows) / rows - 1) < SQUEEZED:
        size = across, round(rows)
        plain = _smooth(plain).resize(size, Image.Resampling.LANCZOS, reducing_gap=ROOM)
    written = BytesIO()
    if is_photograph:
        plain.save(written, "JPEG", quality=QUALITY, subsampling=0, optimize=True, icc_profile=profile)
    else:
        plain.save(written, "PNG", optimize=False, icc_profile=profile)
    return _sized(image, written.getvalue())


def _orientation() -> int:
    from PIL.ExifTags import Base

    return Base.Orientation.value


def _sized(image: ImageFile, content: bytes) -> ImageFile:
    """Return ``content`` with the size of the picture in its own file, by which its place on paper is reckoned."""
    return ImageFile(content=content, width=image.width, height=image.height)


def _in_eight_bits(image: "Image") -> "Image":
    """Return a picture in grey or RGB, with 8 bits for each, and with its transparency."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        # Pillow itself would cut off what is brighter than 255.
        low, high = image.getextrema()
        is_sixteen = image.mode != "F" and low >= 0 and high < 1 << 16  # type: ignore[operator]  # of one band
        bottom, top = (0.0, 65535.0) if is_sixteen else (float(low), float(high))  # type: ignore[arg-type]  # the same
        scale = 255 / (top - bottom) if top > bottom else 1.0
        wide = image.convert("F") if image.mode != "F" else image
        return wide.point(lambda value: value * scale - bottom * scale).convert("L")
    if image.mode in ("1", "L", "LA", "RGB", "RGBA"):
        return image
    if image.mode in ("P", "PA"):
        has_alpha = image.mode == "PA" or "transparency" in image.info
        return image.convert("RGBA" if has_alpha else "RGB")
    profile = image.info.get("icc_profile") if image.mode == "CMYK" else None
    if profile and (inked := _from_profile(image, profile)) is not None:
        return inked
    converted = image.convert("RGBA" if image.mode in ("La", "RGBa") else "RGB")
    converted.info.pop("icc_profile", None)
    return converted


def _from_profile(image: "Image", profile: bytes) -> "Image | None":
    """Return a picture for four inks as a screen shows it, by its own profile; ``None`` where that cannot be read."""
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
    if converted is not None:
        converted.info.pop("icc_profile", None)
    return converted


def _smooth(image: "Image") -> "Image":
    """Return a picture that can be made smaller: pixels in black and white alone become greys."""
    return image.convert("L") if image.mode == "1" else image


def _plain_png(content: bytes) -> bytes:
    """Return a PNG file without the chunks that do not say how its pixels look."""
    return PNG + b"".join(chunk for kind, chunk in _chunks(content) if kind in KEPT_CHUNKS)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    start = len(PNG)
    while start + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, start)
        kind = content[start + 4 : start + 8]
        yield kind, content[start : start + 12 + length]
        start += 12 + length
        if kind == b"IEND":
            return


def _without_private_segments(content: bytes) -> bytes:
    """Return a JPEG file without Exif, XMP, IPTC, comments, previews, and whatever stands behind its end.

    Programs that are lenient read a file that has no end, or has it in a comment; what is written always has one.
    """
    kept = b"".join(piece for marker, piece in _segments(content) if marker != END and _is_kept(marker, piece))
    return JPEG + kept + bytes((JPEG[0], END))


def _is_kept(marker: int, segment: bytes) -> bool:
    if marker in KEPT_SEGMENTS:
        return segment[4:].startswith(KEPT_SEGMENTS[marker])
    return marker not in APPLICATION and marker != COMMENT


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of a JPEG file by their markers; what is scanned belongs to the segment before it."""
    start = len(JPEG)
    while start + 2 <= len(content):
        marker = content[start + 1]
        if content[start] != JPEG[0] or marker == JPEG[0]:
            start += 1
            continue
        end = start + 2
        if marker not in STAND_ALONE and marker != END:
            end += int.from_bytes(content[end : end + 2], "big")
        if marker == START_OF_SCAN:
            end = _end_of_scan(content, end)
        yield marker, content[start:end]
        if marker == END:
            return
        start = end


def _end_of_scan(content: bytes, start: int) -> int:
    """Return where the marker behind the scanned pixels begins: one that is no restart and no nought put between."""
    while (found := content.find(b"\xff", start)) >= 0 and found + 1 < len(content):
        if content[found + 1] != 0 and content[found + 1] not in STAND_ALONE and content[found + 1] != JPEG[0]:
            return found
        start = found + 1 if content[found + 1] == JPEG[0] else found + 2
    return len(content)
