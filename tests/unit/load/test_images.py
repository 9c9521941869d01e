"""Image files: their size as they are shown, and what is wrong with those that cannot be."""

import io
import struct
import zlib
from contextlib import suppress
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from octavo.load.images import ORIENTATION, image_in
from octavo.model import limits
from octavo.model.diagnostics import Faulty
from octavo.model.origin import Origin
from tests.examples import examples

HERE = Origin("figures/map.yaml", 5, 7)


def drawing(attributes: str, inside: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode(errors="surrogatepass")


EMBEDDED = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
SVG = drawing('viewBox="0 0 300 120"')
SUFFIXES = ".png, .jpg, .jpeg, .svg, .gif, .webp, .tif, .tiff"


def picture(kind: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", orientation: int = 0) -> bytes:
    exif = Image.Exif()
    if orientation:
        exif[ORIENTATION] = orientation
    target = io.BytesIO()
    _noise(size, mode).save(target, kind, exif=exif)
    return target.getvalue()


def _noise(size: tuple[int, int], mode: str) -> Image.Image:
    grey = Image.effect_noise(size, 60)
    return grey.convert("I").point(lambda value: value * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)


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


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("a.png", "PNG"), ("a.PNG", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG")),
        *(("a.gif", "GIF"), ("a.webp", "WEBP"), ("a.tif", "TIFF"), ("a.tiff", "TIFF")),
    ],
)
def test_the_size_of_a_picture_is_its_pixels(name: str, kind: str) -> None:
    assert size(name, picture(kind)) == (64, 48)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_any_bits_are_read(mode: str) -> None:
    assert size("a.png", picture("PNG", mode=mode)) == (64, 48)


def test_a_picture_for_four_inks_is_read() -> None:
    assert size("a.jpg", picture("JPEG", mode="CMYK")) == (64, 48)
    assert size("a.tif", picture("TIFF", mode="CMYK")) == (64, 48)


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
        (b"\xef\xbb\xbf<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20.5'></svg>", (40, 20.5)),
        (drawing('viewBox="0,0,4,3" width="1"'), (4, 3)),
        (drawing('viewBox=" -1 -1.5 4e1 3"'), (40, 3)),
        (drawing('width="2in" height="48px"'), (192, 48)),
    ],
)
def test_a_drawing_is_as_large_as_it_says(content: bytes, shown: tuple[float, float]) -> None:
    assert size("a.svg", content) == shown


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.heic", b"ftyp", f"an image ends with {SUFFIXES}"),
        ("a", SVG, f"an image ends with {SUFFIXES}"),
        ("a.jpg", picture("PNG"), "the file is no JPEG image, but PNG"),
        ("a.png", picture("JPEG"), "the file is no PNG image, but JPEG"),
        ("a.png", picture("GIF"), "the file is no PNG image, but GIF"),
        ("a.png", b"words", "the file is no PNG image"),
        ("a.png", b"", "the file is empty"),
        ("a.gif", b"%PDF-1.7", "the file is no GIF image, but PDF"),
        ("a.webp", picture("WEBP")[:200], "the file is damaged or cut short"),
        ("a.tif", picture("TIFF")[:200], "the file is damaged or cut short"),
        ("a.png", picture("PNG")[:8], "the file is damaged or cut short"),
        ("a.png", picture("PNG")[:20], "the file is damaged or cut short"),
        ("a.png", picture("PNG")[:200], "the file is damaged or cut short"),
        ("a.jpg", picture("JPEG")[:-200], "the file is damaged or cut short"),
        ("a.png", picture("PNG", size=(3_000, 1)), "its sides are 3000 and 1: it is a line"),
    ],
)
def test_what_cannot_be_shown_is_a_fault_where_it_is_named(name: str, content: bytes, told: str) -> None:
    assert problem(name, content) == told


BOX = 'viewBox="0 0 10 10"'
USES = "".join(f'<g id="a{n + 1}">{f"""<use href="#a{n}"/>""" * 10}</g>' for n in range(7))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (picture("PNG"), "it is no SVG: line 1: not well-formed (invalid token)"),
        (b"", "it is no SVG: line 1: no element found"),
        (b"<!-- nothing else -->", "it is no SVG: line 1: no element found"),
        (drawing(BOX)[:-8], "it is no SVG: line 1: unclosed token"),
        (b"<svg " * 40_000, "it is no SVG: line 1: not well-formed (invalid token)"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "the file is no SVG image"),
        (b'<svg viewBox="0 0 1 1"/>', "it does not say that it is SVG"),
        (drawing(""), "it says no size"),
        (drawing('width="." height="10"'), "it says no size"),
        (drawing('width="100%" height="100%"'), "it says no size"),
        (drawing('viewBox="0 0 0 10"'), "its viewBox has no size"),
        (drawing('viewBox="0 0 -4 10"'), "its viewBox has no size"),
        (drawing('viewBox="0 0 1.2.3 10"'), "its viewBox is not made of four numbers"),
        (drawing('viewBox="a b c d"'), "its viewBox is not made of four numbers"),
        (drawing('viewBox="0 0 e e"'), "its viewBox is not made of four numbers"),
        (drawing('viewBox="0 0 nan 10"'), "its viewBox is not made of four numbers"),
        (drawing('viewBox="0 0 1e400 1e400"'), "its viewBox has the number 1e400"),
        (drawing('viewBox="0 0 1e-300 1"'), "its sides are 1e-300 and 1: it is a line"),
        (drawing(BOX, "<script>1</script>"), "it has a <script>, which images may not have"),
        (drawing(BOX, "<foreignObject/>"), "it has a <foreignObject>, which images may not have"),
        (drawing(f'{BOX} onload="go()"'), "it has 'onload', a script"),
        (drawing(BOX, '<image href="http://a.example/b.png"/>'), "it refers to 'http://a.example/b.png' outside of it"),
        (drawing(BOX, '<use href="b.svg#c"/>'), "it refers to 'b.svg#c' outside of it"),
        (drawing(BOX, '<g style="fill: url( b.svg#c )"/>'), "it refers to 'b.svg#c' outside of it"),
        (drawing(BOX, '<g fill="url(file:///x)"/>'), "it refers to 'file:///x' outside of it"),
        (drawing(BOX, "<style>a{b:url('//c.example')}</style>"), "it refers to '//c.example' outside of it"),
        (drawing(BOX, "<style>@import 'b.css';</style>"), "it has '@import', which leads out of it"),
        (drawing(BOX, f"<style>{'a ' * 2000}{{fill:red}}</style>"), "its style has a selector without end"),
        (drawing(BOX, '<a href="javascript:go()"/>'), "it has 'javascript:', which leads out of it"),
        (b"<?xml-stylesheet href='a.css'?>" + drawing(BOX), "it asks for a style sheet outside of it"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///x">]>' + drawing(BOX, "&x;"), "it has an entity ('x')"),
        (b'<!DOCTYPE svg SYSTEM "a.dtd">' + drawing(BOX, "<text>&x;</text>"), "it has an entity ('x')"),
        (drawing(BOX, "<g>" * 5_000 + "</g>" * 5_000), "its elements stand more than 50 deep"),
        (drawing(BOX, "<g/>" * 50_001), "it has more than 50,000 elements"),
        (drawing(BOX, '<g id="a"><use href="#a"/></g>'), "an element in it draws itself"),
        (drawing(BOX, '<use href="#lost"/>'), "it refers to '#lost', which it does not have"),
        (
            drawing(BOX, f'<g id="a0"/>{USES}<use href="#a7"/>'),
            "it draws more than 50,000 elements, counted as often as they are used",
        ),
        (
            drawing(BOX, "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(100))),
            "its elements use each other more than 50 deep",
        ),
        (drawing(BOX, '<text font-size="1e9">a</text>'), "its font-size has the number 1e9"),
        (drawing(BOX, '<text font-size="-1">a</text>'), "its font-size has the number -1"),
        (drawing(BOX, '<path d="M0 0 L1e99 0"/>'), "its d has the number 1e99"),
    ],
)
def test_a_drawing_that_could_do_harm_is_refused(content: bytes, told: str) -> None:
    assert problem("a.svg", content) == told


@pytest.mark.parametrize(
    "address", [EMBEDDED[:-30], "data:image/png;base64,AA==", "data:image/png,", "data:image/png;base64,#"]
)
def test_a_drawing_with_a_damaged_picture_is_refused(address: str) -> None:
    found = problem("a.svg", drawing(BOX, f'<image href="{address}"/>'))

    assert found == "a picture embedded in it is damaged"


def test_a_drawing_may_have_what_is_inside_of_it() -> None:
    inside = (
        '<defs><linearGradient id="g"/><g id="m"><circle r="1"/></g></defs><use href="#m"/><g fill="url(#g)"/>'
        f'<image href="{EMBEDDED}"/><style>g {{ fill: url("#g") }}</style><a href="https://a.example"/>'
    )
    doctype = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'

    assert size("a.svg", doctype + drawing(BOX, inside)) == (10, 10)


@settings(deadline=None, max_examples=examples(50))
@given(st.data())
def test_any_attributes_make_a_drawing_or_a_fault(data: st.DataObject) -> None:
    values = st.one_of(st.sampled_from(["1e400", "nan", "0 0 1 1", "-0", "1e-320", "50%", "url(#a)", "#a"]), st.text())
    names = st.sampled_from(["viewBox", "width", "height", "id", "href", "fill", "style", "onx", "font-size", "d"])
    pairs = [data.draw(st.dictionaries(names, values)) for _ in range(2)]
    first, second = ("".join(f" {key}={quoteattr(value)}" for key, value in each.items()) for each in pairs)
    content = drawing(first, f"<g{second}/>")

    with suppress(Faulty):
        assert min(size("a.svg", content)) > 0


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


def test_a_file_that_is_cut_short_is_told_after_weasyprint_was_imported_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it

    assert problem("a.jpg", picture("JPEG")[:-200]) == "the file is damaged or cut short"
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_large_picture_is_told_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PIXELS", 3_000)

    assert problem("a.png", picture("PNG")) == "it is 64 × 48 pixels, more than 3,000"


@settings(deadline=None, max_examples=examples(40))
@given(st.sampled_from([("a.png", picture("PNG")), ("a.jpg", picture("JPEG"))]), st.data())
def test_a_damaged_file_is_an_image_or_a_fault(sample: tuple[str, bytes], data: st.DataObject) -> None:
    name, content = sample
    place = data.draw(st.integers(0, len(content) - 1))
    damaged = content[:place] + data.draw(st.binary(min_size=0, max_size=4)) + content[place + 2 :]

    with suppress(Faulty):
        assert min(size(name, damaged)) > 0
