"""What we ask of Pango and HarfBuzz, through the libraries that WeasyPrint has loaded: fonts, glyphs, break places."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from weasyprint.text.constants import LST_TO_ISO
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features
from weasyprint.text.line_break import Layout, strut

from octavo.typeset.engine.protocols import Style

PIXELS_PER_UNIT: float = FROM_UNITS
"""Pango measures in units of its own, 1,024 to a pixel."""

# Functions of HarfBuzz that WeasyPrint does not declare.
ffi.cdef(
    """
    typedef ... hb_buffer_t;
    typedef ... *hb_language_t;
    typedef struct { uint32_t tag; uint32_t value; unsigned int start; unsigned int end; } hb_feature_t;
    typedef struct {
        uint32_t codepoint; uint32_t mask; uint32_t cluster; uint32_t var1; uint32_t var2;
    } hb_glyph_info_t;
    typedef struct {
        int32_t x_advance; int32_t y_advance; int32_t x_offset; int32_t y_offset; uint32_t var;
    } hb_glyph_position_t;
    hb_buffer_t * hb_buffer_create (void);
    void hb_buffer_reset (hb_buffer_t *buffer);
    void hb_buffer_add_utf32 (
        hb_buffer_t *buffer, const uint32_t *text, int length, unsigned int offset, int items);
    void hb_buffer_guess_segment_properties (hb_buffer_t *buffer);
    void hb_buffer_set_language (hb_buffer_t *buffer, hb_language_t language);
    hb_language_t hb_language_from_string (const char *str, int len);
    void hb_shape (hb_font_t *font, hb_buffer_t *buffer, const hb_feature_t *features, unsigned int count);
    hb_glyph_info_t * hb_buffer_get_glyph_infos (hb_buffer_t *buffer, unsigned int *length);
    hb_glyph_position_t * hb_buffer_get_glyph_positions (hb_buffer_t *buffer, unsigned int *length);
    int32_t hb_font_get_glyph_h_advance (hb_font_t *font, hb_codepoint_t glyph);
    """,
    override=True,
)

CAPITALS = {"small-caps": {"smcp": 1}, "all-small-caps": {"smcp": 1, "c2sc": 1}}
"""The features of small capitals, which Pango asks for by itself."""

UNSAFE_TO_BREAK = 1
"""The flag of HarfBuzz for a glyph that depends on those before it (``HB_GLYPH_FLAG_UNSAFE_TO_BREAK``)."""

LINE_BREAK, CHARACTER_BREAK = 1, 16
"""The bits of ``is_line_break`` and ``is_cursor_position`` (``PangoLogAttr``)."""

WHOLE_BUFFER = 0xFFFFFFFF
WORDS_OF_INFO = 5
"""How many numbers of 32 bits HarfBuzz has for a glyph, and how many for its place."""

_BUFFER = harfbuzz.hb_buffer_create()
_LENGTH = ffi.new("unsigned int *")


class ShapedGlyph(NamedTuple):
    """A glyph as shaped; ``advance``, ``offset`` and ``rise`` in units of Pango (1/1024 px).

    ``cluster`` is the letter that it shows, ``flags`` are those of HarfBuzz, ``font`` is a number of the face's fonts.
    """

    number: int
    advance: int
    offset: int
    rise: int
    cluster: int
    flags: int
    font: int = 0

    @property
    def begins_anew(self) -> bool:
        """Whether the glyphs before and from this one on would be the same if each were shaped by themselves."""
        return not self.flags & UNSAFE_TO_BREAK


@dataclass(frozen=True, slots=True, kw_only=True)
class SizedFont:
    """The font that Pango chooses for a style, at its size; lengths in px.

    ``line_height`` is how far apart lines of this style stand; ``height`` and ``baseline`` are the font's own.
    ``is_coloured`` says that its glyphs are pictures.
    """

    pango: Any
    harfbuzz: Any
    layout: Any
    features: Any
    language: Any
    height: float
    baseline: float
    line_height: float
    is_coloured: bool


def font_of(style: Style, *, has_ligatures: bool) -> SizedFont:
    """Return the font of ``style``; without ``has_ligatures``, letters are not joined."""
    layout = Layout(style)
    layout.set_text(" x")
    line, _ = layout.get_first_line()
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ffi.NULL, rectangle)
    font = line.runs[0].data.item.analysis.font
    shaper = pango.pango_font_get_hb_font(font)
    language = style["lang"]
    if style["font_language_override"] != "normal":
        asked = style["font_language_override"]
        language = LST_TO_ISO.get(asked.lower(), asked)
    line_height, _ = strut(style)
    return SizedFont(
        pango=font,
        harfbuzz=shaper,
        layout=layout,
        features=_features(style, has_ligatures=has_ligatures),
        language=harfbuzz.hb_language_from_string(language.encode(), -1) if language else None,
        height=rectangle.height * PIXELS_PER_UNIT,
        baseline=pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS,
        line_height=line_height,
        is_coloured=_is_coloured(shaper),
    )


def fonts_of(font: SizedFont, text: str) -> Sequence[tuple[int, int, SizedFont]]:
    """Return the parts of ``text``, each with the font of the same style that has its letters, as Pango chooses it."""
    layout, found, place = Layout(font.layout.style), [], 0
    layout.set_text(text)
    line, _ = layout.get_first_line()
    run, encoded = line.runs, text.encode()
    while run != ffi.NULL:
        item = run.data.item
        own = item.analysis.font
        end = place + len(encoded[item.offset : item.offset + item.length].decode())
        found.append((place, end, font if own == font.pango else _in_another(font, own, layout)))
        run, place = run.next, end
    return found


def _in_another(font: SizedFont, pango_font: Any, layout: Layout) -> SizedFont:  # noqa: ANN401 -- a font of cffi
    """Return what is as ``font`` but has another font of Pango, which is there as long as its ``layout``."""
    shaper = pango.pango_font_get_hb_font(pango_font)
    return replace(font, pango=pango_font, harfbuzz=shaper, layout=layout, is_coloured=_is_coloured(shaper))


def _is_coloured(shaper: Any) -> bool:  # noqa: ANN401 -- a font of cffi
    face = harfbuzz.hb_font_get_face(shaper)
    colours = (harfbuzz.hb_ot_color_has_png, harfbuzz.hb_ot_color_has_svg, harfbuzz.hb_ot_color_has_layers)
    return any(has_colours(face) for has_colours in colours)


def _features(style: Style, *, has_ligatures: bool) -> Any:  # noqa: ANN401 -- an array of cffi
    features = font_features(
        style["font_kerning"],
        style["font_variant_ligatures"],
        style["font_variant_position"],
        style["font_variant_caps"],
        style["font_variant_numeric"],
        style["font_variant_alternates"],
        style["font_variant_east_asian"],
        style["font_feature_settings"],
    )
    asked = {**features, **CAPITALS.get(style["font_variant_caps"], {})}
    if not has_ligatures:
        asked |= {"liga": 0, "clig": 0, "dlig": 0}
    made = ffi.new("hb_feature_t[]", len(asked))
    for place, (tag, value) in enumerate(asked.items()):
        made[place].tag = harfbuzz.hb_tag_from_string(tag.encode(), -1)
        made[place].value, made[place].start, made[place].end = int(value), 0, WHOLE_BUFFER
    return made


def shape(font: SizedFont, text: str) -> Sequence[ShapedGlyph]:
    """Return the glyphs of ``text``, all in this font; what it lacks has the number 0."""
    codes = array("I", text.encode("utf-32-le"))
    harfbuzz.hb_buffer_reset(_BUFFER)
    if codes:
        harfbuzz.hb_buffer_add_utf32(_BUFFER, ffi.from_buffer("uint32_t[]", codes), len(codes), 0, len(codes))
    harfbuzz.hb_buffer_guess_segment_properties(_BUFFER)
    if font.language is not None:
        harfbuzz.hb_buffer_set_language(_BUFFER, font.language)
    harfbuzz.hb_shape(font.harfbuzz, _BUFFER, font.features, len(font.features))
    infos = harfbuzz.hb_buffer_get_glyph_infos(_BUFFER, _LENGTH)
    size = _LENGTH[0] * WORDS_OF_INFO * 4
    places = harfbuzz.hb_buffer_get_glyph_positions(_BUFFER, _LENGTH)
    info = memoryview(ffi.buffer(infos, size)).cast("I").tolist()
    place = memoryview(ffi.buffer(places, size)).cast("i").tolist()
    step = WORDS_OF_INFO
    return list(
        map(ShapedGlyph, info[0::step], place[0::step], place[2::step], place[3::step], info[2::step], info[1::step])
    )


def advance(font: SizedFont, glyph: int) -> float:
    """Return the width of a glyph by itself in px."""
    return float(harfbuzz.hb_font_get_glyph_h_advance(font.harfbuzz, glyph) * FROM_UNITS)


def break_places(text: str, language: str | None) -> list[int]:
    """Return the places before which a line may begin (Unicode Standard Annex 14), as Pango sees them."""
    return [place for place, word in enumerate(_attributes(text, language)) if word & LINE_BREAK]


def character_places(text: str, language: str | None) -> list[int]:
    """Return the places between characters as readers see them, each with its marks (Unicode Standard Annex 29)."""
    return [place for place, word in enumerate(_attributes(text, language)) if word & CHARACTER_BREAK]


def _attributes(text: str, language: str | None) -> list[int]:
    """Return what Pango says of each place in ``text``, as bits."""
    known = pango.pango_language_get_default()
    if language:
        written, _kept = unicode_to_char_p(language)
        known = pango.pango_language_from_string(written)
    text_p, encoded = unicode_to_char_p(text)
    attributes = ffi.new("PangoLogAttr[]", len(text) + 1)
    pango.pango_get_log_attrs(text_p, len(encoded), -1, known, attributes, len(text) + 1)
    return list(memoryview(ffi.buffer(attributes)).cast("I"))
