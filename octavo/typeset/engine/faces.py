"""Fonts in use by the units of a book, and the one subset of each for the whole."""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from operator import attrgetter
from typing import Any, cast

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import Font as EngineFont
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, pango
from weasyprint.text.line_break import create_layout

from octavo.pdf.content_stream import DIGITS, Figures
from octavo.pdf.object_renumbering import MovableCollector, MovableObjects
from octavo.typeset.engine.glyph_texts import nominal_glyph
from octavo.typeset.engine.protocols import FontInUse, LayoutBox
from octavo.typeset.facts import FaceUse

# Functions of HarfBuzz that WeasyPrint loads but does not declare: a face from the bytes of a font file.
ffi.cdef(
    """hb_blob_t * hb_blob_create (const char *data, unsigned int length, int mode, void *user, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);""",
    override=True,
)

FLAGS = ("bitmap", "png", "svg", "colr")
KNOWN = (
    *("index", "font_size", "style", "family", "variations", "weight", "ascent", "descent"),
    *("italic_angle", "upem", "glyph_count", "stemv", "stemh", "flags"),
)
"""What the engine knows of a font, under its own names, besides its file, its name and its glyphs."""

ROMAN = "ivxlcdm"
"""The letters of Roman figures."""


def describe(used: Mapping[int, FontInUse]) -> tuple[FaceUse, ...]:
    """Return what a unit says of the fonts ``used``; fonts that differ only in size are one face."""
    first: dict[str, Any] = {}
    widths: dict[str, dict[int, float]] = {}
    text: dict[str, dict[int, str]] = {}
    for font in used.values():
        first.setdefault(font.hash, font)
        widths.setdefault(font.hash, {}).update(font.widths)
        text.setdefault(font.hash, {}).update(_text_of(font))
    return tuple(
        FaceUse(
            key=key,
            name=font.name.decode("latin-1"),
            file=sha256(font.file_content).hexdigest(),
            tables=tuple(font.tables),
            widths=widths[key],
            text=text[key],
            **cast("dict[str, Any]", {name: bool(getattr(font, name)) for name in FLAGS}),
            **{name: getattr(font, name) for name in KNOWN},
        )
        for key, font in first.items()
    )


def _text_of(font: Any) -> Mapping[int, str]:  # noqa: ANN401 -- more of the engine's than the protocol has
    """Return the text of each glyph.

    Where a font has one glyph for the hyphen that is typed and the one that a layout sets, it is the typed one: what is
    typed may stand anywhere, and no reader can tell it from a set one that ends a line.
    """
    hyphen = nominal_glyph(font.hb_font, "-")
    if hyphen and font.to_unicode.get(hyphen) == "\N{HYPHEN}":
        return {**font.to_unicode, hyphen: "-"}
    return dict(font.to_unicode)


def figures(box: LayoutBox, fonts: Mapping[int, FontInUse], *, has_roman: bool) -> Figures:
    """Return the figures in the style of ``box``, with the letters of Roman ones where they are wanted too.

    Note in their font that they are used. Raises ``ValueError`` when it is not one font that has them all.
    """
    style = box.style.copy()
    style["letter_spacing"] = "normal"
    digits = _shaped(DIGITS, style, fonts)
    if not has_roman:
        return digits
    letters = _shaped(ROMAN, style, fonts)
    return Figures(
        glyphs=digits.glyphs + letters.glyphs,
        advances=digits.advances + letters.advances,
        kerns={**digits.kerns, **letters.kerns},
        signs=DIGITS + ROMAN,
    )


def _shaped(signs: str, style: Any, fonts: Mapping[int, FontInUse]) -> Figures:  # noqa: ANN401 -- a style of the engine
    """Return the ``signs`` in a style, as they are shaped beside each other."""
    text = _pairs(signs)
    layout = create_layout(text, style, None, None, 0)
    line, _ = layout.get_first_line()
    run = line.runs[0].data
    shown = [run.glyphs.glyphs[place] for place in range(run.glyphs.num_glyphs)]
    glyphs = {figure: each.glyph for figure, each in zip(text, shown, strict=False)}
    if [each.glyph for each in shown] != [glyphs.get(figure) for figure in text]:
        raise ValueError("the figures of page numbers are not set one by one in one font")
    pango_font = run.item.analysis.font
    unit = FROM_UNITS * 1000 / style["font_size"]
    advances = {figure: _advance(pango_font, glyphs[figure]) * unit for figure in signs}
    kerns = {
        one + other: round(each.geometry.width * unit - advances[one], 2)
        for one, other, each in zip(text, text[1:], shown, strict=False)
    }
    font = _font_of(pango_font, fonts)
    for figure in signs:
        font.widths.setdefault(glyphs[figure], round(advances[figure]))
        font.to_unicode.setdefault(glyphs[figure], figure)
    return Figures(
        glyphs=tuple(glyphs[figure] for figure in signs),
        advances=tuple(advances.values()),
        kerns={pair: kern for pair, kern in kerns.items() if abs(kern) >= 1},
        signs=signs,
    )


@cache
def _pairs(signs: str) -> str:
    """Return every sign beside every other: the shortest text that has all pairs (a de Bruijn sequence)."""
    places = {sign: place for place, sign in enumerate(signs)}
    runs = (one + "".join(one + other for other in signs if places[other] > places[one]) for one in signs)
    return "".join(runs) + signs[0]


def _advance(pango_font: Any, glyph: int) -> int:  # noqa: ANN401 -- the same
    """Return the width of a glyph by itself, in Pango's units."""
    extents = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(pango_font, glyph, ffi.NULL, extents)
    return int(extents.width)


def _font_of(pango_font: Any, fonts: Mapping[int, FontInUse]) -> FontInUse:  # noqa: ANN401 -- a pointer of cffi
    """Return the engine's font for a font of Pango, which has been drawn with already."""
    description = ffi.gc(pango.pango_font_describe_with_absolute_size(pango_font), pango.pango_font_description_free)
    mask = pango.PANGO_FONT_MASK_SIZE + pango.PANGO_FONT_MASK_GRAVITY
    pango.pango_font_description_unset_fields(description, mask)
    key = pango.pango_font_description_hash(description)
    return fonts[int(key)]


def set_fonts(faces: Iterable[FaceUse], files: Mapping[str, bytes]) -> MovableObjects:
    """Make one subset of each of the ``faces`` from the font ``files``, by their SHA-256 (hex).

    The last of the objects that are no streams is the dictionary of fonts.
    """
    pdf = pydyf.PDF()
    del pdf.objects[1:]
    used = {face.key: _font(face, files) for face in sorted(faces, key=attrgetter("key"))}
    pdf.add_object(build_fonts_dictionary(pdf, used, True, True, DEFAULT_OPTIONS))  # noqa: FBT003 -- the engine's
    collector = MovableCollector(lambda number: number)
    for each in pdf.objects[1:]:
        collector.add(each.number, each)
    return collector.collected()


def _font(face: FaceUse, files: Mapping[str, bytes]) -> Any:  # noqa: ANN401 -- what the engine sets on it itself
    """Return a font of the engine that was never laid out with, only described."""
    font = EngineFont.__new__(EngineFont)
    for name in (*FLAGS, *KNOWN):
        setattr(font, name, getattr(face, name))
    font.tables = list(face.tables)
    font.variations = dict(face.variations)
    font.hash = face.key
    font.name = face.name.encode("latin-1")
    font.file_content = files[face.file]
    font.widths = dict(face.widths)
    font.to_unicode = dict(face.text)
    font.missing = {}
    font.used_in_forms = False
    data = ffi.from_buffer("char[]", font.file_content)
    blob = ffi.gc(harfbuzz.hb_blob_create(data, len(data), 1, ffi.NULL, ffi.NULL), harfbuzz.hb_blob_destroy)
    font.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, font.index), harfbuzz.hb_face_destroy)
    font.kept = data, blob
    return font
