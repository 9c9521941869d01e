"""Pictures made of pixels stand in the outputs upright, small, in eight bits, and with nothing private in them."""

import io
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin
from PIL.ExifTags import IFD, Base

from octavo.load.images import image_in
from octavo.model.book import ImageFile
from octavo.model.origin import Origin
from octavo.render.images import asset_name, pixels_across
from octavo.render.raster_images import prepared
from tests.unit.render.factory import ROOT

SECRET = b"Mary Hope, 51.5 N"


def halves(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is dark and right half light."""
    picture = Image.new("L", size, 40)
    picture.paste(200, (size[0] // 2, 0, *size))
    return picture.convert(mode)


def file(picture: Image.Image, kind: str, **options: object) -> ImageFile:
    """Return the file of ``picture`` as the load stage reads it."""
    target = io.BytesIO()
    picture.save(target, kind, **options)
    suffix = {"JPEG": "jpg", "TIFF": "tif"}.get(kind, kind.lower())
    return image_in(f"a.{suffix}", target.getvalue(), Origin("figures/a.yaml"))


def opened(image: ImageFile) -> Image.Image:
    shown = Image.open(io.BytesIO(image.content))
    shown.load()
    return shown


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[Base.Orientation] = orientation
    made[Base.Artist] = SECRET.decode()
    made.get_ifd(IFD.GPSInfo)[1] = "N"
    return made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_is_turned_as_its_camera_says_and_says_nothing_else(kind: str, orientation: int) -> None:
    image = file(halves(), kind, exif=exif(orientation))
    shown = opened(prepared(image, 60))

    assert shown.size == ((60, 40) if orientation < 5 else (40, 60))
    assert [image.width, image.height] == list(shown.size)
    assert dict(shown.getexif()) == {}
    assert SECRET not in prepared(image, 60).content
    dark = {1: (5, 20), 3: (55, 20), 6: (20, 5), 8: (20, 55)}[orientation]
    assert shown.convert("L").getpixel(dark) == pytest.approx(40, abs=6)


def test_words_comments_and_previews_are_left_out_without_touching_a_pixel() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET.decode())
    png = file(halves(), "PNG", pnginfo=words, exif=exif())
    jpeg = file(halves(), "JPEG", comment=SECRET, xmp=SECRET, exif=exif())
    jpeg = ImageFile(content=jpeg.content + SECRET, width=60, height=40)

    for image in (png, jpeg):
        shown = prepared(image, 60)
        assert SECRET in image.content
        assert SECRET not in shown.content
        assert opened(shown).tobytes() == opened(image).tobytes()
        assert prepared(shown, 60) == shown


@pytest.mark.parametrize(("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("F", "TIFF"), ("CMYK", "JPEG")])
def test_what_the_outputs_cannot_show_becomes_grey_or_rgb_with_the_same_light(mode: str, kind: str) -> None:
    picture = halves(mode="F") if mode == "F" else halves(mode="CMYK" if mode == "CMYK" else "I")
    if mode == "I;16":
        picture = picture.point(lambda value: value * 257).convert("I;16")
    shown = opened(prepared(file(picture, kind), 60))

    assert shown.mode in {"L", "RGB"}
    light = [shown.convert("L").getpixel(place) for place in ((5, 20), (55, 20))]
    # A picture of fractions says no white: its darkest and lightest are taken for black and white.
    assert light == ([0, 255] if mode == "F" else pytest.approx([40, 200], abs=6))


def test_the_profile_of_four_inks_that_cannot_be_read_is_no_fault() -> None:
    image = file(halves(mode="CMYK"), "TIFF", icc_profile=b"no profile")

    assert opened(prepared(image, 60)).mode == "RGB"


def test_a_picture_for_four_inks_looks_as_its_profile_says() -> None:
    profile = (ROOT / "octavo/press/profiles/fogra39l-coated.icc").read_bytes()
    cyan = Image.new("CMYK", (60, 40), (255, 0, 0, 0))
    shown = opened(prepared(file(cyan, "TIFF", icc_profile=profile), 60))

    # The ink, which is darker and duller than the full blue-green of a screen: (0, 255, 255).
    assert shown.getpixel((30, 20)) == pytest.approx((0, 158, 224), abs=16)
    assert "icc_profile" not in shown.info


def test_a_picture_of_lightness_and_two_colours_becomes_rgb() -> None:
    shown = opened(prepared(file(Image.new("LAB", (60, 40), (255, 128, 128)), "TIFF"), 60))

    assert shown.mode == "RGB"


def test_what_programs_put_between_the_parts_of_a_file_is_no_harm() -> None:
    jpeg, png = file(halves(), "JPEG"), file(halves(), "PNG")
    start = jpeg.content.index(b"\xff\xdb")
    # Any marker may have bytes to fill before it (ITU-T T.81, section B.1.1.2).
    filled = jpeg.content[:start] + b"\xff\xff" + jpeg.content[start:]
    endless = png.content[: png.content.index(b"IEND") - 4]

    for name, content, sound in (("a.jpg", filled, jpeg), ("a.png", endless, png)):
        shown = opened(prepared(image_in(name, content, Origin("figures/a.yaml")), 60))
        assert shown.tobytes() == opened(sound).tobytes()


def test_a_file_whose_end_stands_in_a_comment_has_an_end_when_the_comment_is_gone() -> None:
    sound = file(halves(), "JPEG")
    ending = sound.content.removesuffix(b"\xff\xd9") + b"\xff\xfe\x00\x04\xff\xd9"

    assert prepared(image_in("a.jpg", ending, Origin("figures/a.yaml")), 60).content == prepared(sound, 60).content


def test_a_profile_of_colours_stays() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    assert opened(prepared(file(halves(), "JPEG", icc_profile=profile), 60)).info["icc_profile"] == profile


def test_an_animation_shows_its_first_picture() -> None:
    target = io.BytesIO()
    halves(mode="P").save(target, "GIF", save_all=True, append_images=[Image.new("P", (60, 40), 255)])
    shown = opened(prepared(image_in("a.gif", target.getvalue(), Origin("")), 60))

    assert shown.format == "PNG"
    assert shown.convert("L").getpixel((5, 20)) == 40


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA"])
def test_a_picture_with_far_more_pixels_than_needed_is_made_smaller(mode: str) -> None:
    image = file(halves((600, 400), mode), "PNG")
    shown = prepared(image, 60)

    assert opened(shown).size == ((120, 80) if mode == "1" else (60, 40))
    assert (shown.width, shown.height) == (600, 400)
    assert shown == prepared(image, 60)


def test_a_picture_for_screens_has_a_longest_side() -> None:
    assert pixels_across(ImageFile(content=b"", width=9_000, height=3_000), None) == 2_000
    assert pixels_across(ImageFile(content=b"", width=3_000, height=9_000), None) == 667
    assert pixels_across(ImageFile(content=b"", width=300, height=200), None) == 300


@pytest.mark.parametrize("name", ["images/map.png", "a/b/c_d-e.png", "1.png"])
def test_a_name_that_every_system_can_have_stays(name: str) -> None:
    assert asset_name(name, ".png") == name


@pytest.mark.parametrize(
    "name",
    [
        "My photo (1).png",
        "été.png",
        "50 %.png",
        "a&b.png",
        "con.png",
        "images/aux.png",
        "Map.png",
        "charts/a.png",
        "a.gif",
    ],
)
def test_other_names_are_made_safe(name: str) -> None:
    made = asset_name(name, ".png")

    assert made != name
    assert made.startswith("images/")
    assert made.isascii()


def test_names_that_would_become_equal_stay_apart() -> None:
    names = [
        "a b.png",
        "a-b.png",
        "A-b.png",
        "a b.jpg",
        "a%b.png",
        "a?b.png",
        "\N{COMBINING ACUTE ACCENT}.png",
        "?.png",
    ]

    assert len({asset_name(name, PurePosixPath(name).suffix).lower() for name in names}) == len(names)


@given(st.text(min_size=1, max_size=300))
def test_any_name_becomes_a_name(name: str) -> None:
    made = asset_name(f"{name}.png", ".png")

    assert made.isascii()
    assert len(made) <= 100
    assert not set(made) & set(' "%&?#<>|*:\\')
