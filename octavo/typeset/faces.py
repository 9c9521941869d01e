"""Fonts in use by the parts of a book, and the one subset of each for the whole."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS

from octavo.pdf.content_stream import Figures
from octavo.pdf.object_renumbering import Movables
from octavo.typeset.engine import (
    FROM_UNITS,
    Box,
    EngineFont,
    build_fonts_dictionary,
    create_layout,
    ffi,
    harfbuzz,
    pango,
)
from octavo.typeset.packing import pack

FACTS = (
    *("index", "font_size", "style", "family", "variations", "weight", "ascent", "descent", "tables", "bitmap"),
    *("italic_angle", "upem", "png", "svg", "colr", "glyph_count", "stemv", "stemh", "flags"),
)
"""What the engine knows of a font and needs to write it, besides its file, its name and its glyphs."""

FIGURES = "0123456789"

PAIRS = "".join(one + "".join(one + other for other in FIGURES if other > one) for one in FIGURES) + "0"
"""Every figure beside every other: the shortest text that has all pairs (a de Bruijn sequence)."""


def describe(fonts: Mapping[int, Any]) -> dict[str, Any]:
    """Return what a part says of the fonts it uses, by the engine's key, of JSON's types."""
    described: dict[str, Any] = {}
    for font in fonts.values():
        known = described.setdefault(
            font.hash,
            {
                "name": font.name.decode("latin-1"),
                "file": sha256(font.file_content).hexdigest(),
                "facts": {name: getattr(font, name) for name in FACTS},
                "widths": {},
                "text": {},
            },
        )
        known["widths"] |= {str(glyph): width for glyph, width in font.widths.items()}
        known["text"] |= {str(glyph): text for glyph, text in font.to_unicode.items()}
    return described


def figures(box: Box, fonts: Mapping[int, Any]) -> Figures:
    """Return the figures in the style of ``box``; the font that has them is told that they are used.

    Raises ``ValueError`` when it is not one font that has them all.
    """
    style = box.style.copy()
    style["letter_spacing"] = "normal"
    layout = create_layout(PAIRS, style, None, None, 0)
    line, _ = layout.get_first_line()
    run = line.runs[0].data
    shown = [run.glyphs.glyphs[place] for place in range(run.glyphs.num_glyphs)]
    glyphs = {figure: each.glyph for figure, each in zip(PAIRS, shown, strict=False)}
    if [each.glyph for each in shown] != [glyphs[figure] for figure in PAIRS]:
        raise ValueError("the figures of page numbers are not set one by one in one font")
    pango_font = run.item.analysis.font
    unit = FROM_UNITS * 1000 / style["font_size"]
    advances = {figure: _advance(pango_font, glyph) * unit for figure, glyph in sorted(glyphs.items())}
    kerns = {
        one + other: round(each.geometry.width * unit - advances[one], 2)
        for one, other, each in zip(PAIRS, PAIRS[1:], shown, strict=False)
    }
    font = _font_of(pango_font, fonts)
    for figure, glyph in glyphs.items():
        font.widths.setdefault(glyph, round(advances[figure]))
        font.to_unicode.setdefault(glyph, figure)
    return Figures(
        glyphs=tuple(glyphs[figure] for figure in FIGURES),
        advances=tuple(advances.values()),
        kerns={pair: kern for pair, kern in kerns.items() if abs(kern) >= 1},
    )


def _advance(pango_font: Any, glyph: int) -> int:  # noqa: ANN401
    """Return the width of a glyph by itself, in Pango's units."""
    extents = ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(pango_font, glyph, ffi.NULL, extents)
    return int(extents.width)


def _font_of(pango_font: Any, fonts: Mapping[int, Any]) -> Any:  # noqa: ANN401 -- the engine has no types
    """Return the engine's font for a font of Pango, which has been drawn with already."""
    description = ffi.gc(pango.pango_font_describe_with_absolute_size(pango_font), pango.pango_font_description_free)
    mask = pango.PANGO_FONT_MASK_SIZE + pango.PANGO_FONT_MASK_GRAVITY
    pango.pango_font_description_unset_fields(description, mask)
    key = pango.pango_font_description_hash(description)
    return fonts[int(key)]


def set_fonts(joined: bytes, files: Mapping[str, bytes]) -> bytes:
    """Make one subset of each face of ``joined`` from the font ``files``, by their SHA-256 (hex).

    ``joined`` is what :func:`octavo.typeset.glyphs.union` returns. Return movable PDF objects, packed: the last one is
    the dictionary of fonts.
    """
    pdf = pydyf.PDF()
    del pdf.objects[1:]
    fonts = {key: _font(key, described, files) for key, described in sorted(json.loads(joined).items())}
    pdf.add_object(build_fonts_dictionary(pdf, fonts, True, True, DEFAULT_OPTIONS))  # noqa: FBT003 -- the engine's
    movables = Movables(lambda number: number)
    for each in pdf.objects[1:]:
        movables.add(each.number, each)
    return pack({**movables.facts, "objects": len(pdf.objects) - 1}, movables.pieces())


def _font(key: str, described: Mapping[str, Any], files: Mapping[str, bytes]) -> Any:  # noqa: ANN401
    """Return a font of the engine that was never laid out with, only described."""
    font = EngineFont.__new__(EngineFont)
    for name, value in described["facts"].items():
        setattr(font, name, value)
    font.hash = key
    font.name = described["name"].encode("latin-1")
    font.file_content = files[described["file"]]
    font.widths = {int(glyph): width for glyph, width in described["widths"].items()}
    font.to_unicode = {int(glyph): text for glyph, text in described["text"].items()}
    font.missing = {}
    font.used_in_forms = False
    data = ffi.from_buffer("char[]", font.file_content)
    blob = ffi.gc(harfbuzz.hb_blob_create(data, len(data), 1, ffi.NULL, ffi.NULL), harfbuzz.hb_blob_destroy)
    font.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, font.index), harfbuzz.hb_face_destroy)
    font.kept = data, blob
    return font
