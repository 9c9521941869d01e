"""Image files: their size as they are shown, and what is wrong with those that cannot be."""

import io
import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from octavo.load.images import ORIENTATION, image_in
from octavo.model import limits
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin

HERE = Origin("figures/map.yaml", 5, 7)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"/>'


def picture(kind: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", orientation: int = 0) -> bytes:
    exif = Image.Exif()
    if orientation:
        exif[ORIENTATION] = orientation
    target = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(target, kind, exif=exif)
    return target.getvalue()


def size(name: str, content: bytes) -> tuple[float, float]:
    image = image_in(name, content, HERE)
    assert image.content == content
    return image.width, image.height


def problem(name: str, content: bytes) -> str:
    with pytest.raises(Faulty) as caught:
        image_in(name, content, HERE)
    (fault,) = caught.value.diagnostics
    assert fault.code == "OC139"
    assert fault.origin == HERE
    return fault.message.removeprefix(f"the image '{name}' cannot be used: ")


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.PNG", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG")])
def test_the_size_of_a_picture_is_its_pixels(name: str, kind: str) -> None:
    assert size(name, picture(kind)) == (64, 48)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_pictures_of_eight_bits_and_fewer_are_read(mode: str) -> None:
    assert size("a.png", picture("PNG", mode=mode)) == (64, 48)


@pytest.mark.parametrize(("orientation", "shown"), [(1, (64, 48)), (3, (64, 48)), (6, (48, 64)), (8, (48, 64))])
@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG")])
def test_a_photograph_is_as_large_as_it_is_shown(
    name: str, kind: str, orientation: int, shown: tuple[float, float]
) -> None:
    assert size(name, picture(kind, orientation=orientation)) == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (SVG, (300, 120)),
        (b"\xef\xbb\xbf <svg width='40' height='20.5'></svg>", (40, 20.5)),
        (b'<svg viewBox="0,0,4,3" width="1"/>', (4, 3)),
        (b"<svg/>", (1, 1)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(content: bytes, shown: tuple[float, float]) -> None:
    assert size("a.svg", content) == shown


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.heic", b"ftyp", "an image ends with .png, .jpg, .jpeg, .svg"),
        ("a", SVG, "an image ends with .png, .jpg, .jpeg, .svg"),
        ("a.jpg", picture("PNG"), "the file is no JPEG image"),
        ("a.png", picture("JPEG"), "the file is no PNG image"),
        ("a.png", picture("GIF"), "the file is no PNG image"),
        ("a.png", b"", "the file is no PNG image"),
        ("a.png", picture("PNG")[:8], "the file is no PNG image"),
        ("a.png", picture("PNG")[:20], "the file is no PNG image"),
        ("a.png", picture("PNG")[:200], "the file is damaged or cut short"),
        ("a.jpg", picture("JPEG")[:-200], "the file is damaged or cut short"),
        ("a.png", picture("PNG", mode="I;16"), "it has 16 bits or more for each grey"),
        ("a.svg", picture("PNG"), "the file is no SVG image"),
        ("a.svg", b'<svg viewBox="0 0 0 10"/>', "its viewBox has no size"),
        ("a.svg", b'<svg viewBox="0 0 1.2.3 10"/>', "its viewBox has no size"),
        ("a.svg", b'<svg viewBox="0 0 1e999 10"/>', "its viewBox has no size"),
    ],
)
def test_what_cannot_be_shown_is_a_fault_where_it_is_named(name: str, content: bytes, told: str) -> None:
    assert problem(name, content) == told


def test_a_picture_with_no_pixels_is_no_picture() -> None:
    content = picture("JPEG")
    frame = content.index(b"\xff\xc0") + 5

    assert problem("a.jpg", content[:frame] + b"\0\0" + content[frame + 2 :])


@pytest.mark.parametrize("side", [20_000, 60_000])
def test_a_picture_that_says_it_is_huge_is_not_decoded(side: int) -> None:
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    content += struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))

    assert problem("a.png", content) == f"it is {side} × {side} pixels, more than 80,000,000"


def test_a_large_picture_is_told_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PIXELS", 3_000)

    assert problem("a.png", picture("PNG")) == "it is 64 × 48 pixels, more than 3,000"


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([("a.png", picture("PNG")), ("a.jpg", picture("JPEG"))]), st.data())
def test_a_damaged_file_is_an_image_or_a_fault(sample: tuple[str, bytes], data: st.DataObject) -> None:
    name, content = sample
    place = data.draw(st.integers(0, len(content) - 1))
    damaged = content[:place] + data.draw(st.binary(min_size=0, max_size=4)) + content[place + 2 :]

    with suppress(Faulty):
        assert min(size(name, damaged)) > 0
