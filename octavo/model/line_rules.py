"""How the lines of a paragraph are to be chosen: the rules that ``theme.yaml`` gives under ``lines``."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from octavo.model.records import STRICT

LEAST_SPACE = 0.16
"""Em: words that stand closer run together when the text of a PDF is read."""

BOUNDS: Mapping[str, tuple[float, float]] = {
    "least_space": (0.3, 1),
    "normal_space": (0.5, 2),
    "greatest_space": (0.6, 10),
    "page_space": (0, 10),
    "glyph_scaling": (0, 3),
    "page_glyph_scaling": (0, 3),
    "runt_width": (0, 20),
} | dict.fromkeys(
    ("hyphen", "hyphens_in_a_row", "hyphen_before_last", "dash", "dash_first", "runt", "contrast"),
    (0, 10_000),
)
"""The least and the greatest value of each rule. ``least_space`` is at most, and ``greatest_space`` more than the
normal one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRules:
    """What justified and ragged lines may do, and the price of what is disliked.

    Spaces are parts of the font's own word space. No space is set below ``least_space``, nor below
    :data:`LEAST_SPACE`; a line whose spaces are as wide as ``greatest_space`` has the badness 100, and a wider one is
    worse by the third power (Knuth and Plass, 1981). ``glyph_scaling`` is by how many parts in a hundred the glyphs of
    a line may be widened or narrowed, 0 to 3.

    A price is a badness as well: 100 is as bad as a line with the greatest spaces. ``hyphen`` is that of a hyphen that
    is added, ``hyphens_in_a_row`` of a second line end with a hyphen, ``hyphen_before_last`` of one before the last
    line, ``dash`` of a line end behind a hyphen or dash of the text, ``dash_first`` of a line that begins with a dash,
    ``runt`` of a last line shorter than ``runt_width`` (em) and ``contrast`` of a tight line beside a loose one.
    ``hanging`` lets punctuation stand out of the justified text by a part of its width.

    A page that ends early is filled by a paragraph set a line longer or shorter, in which no space is wider than
    ``page_space`` and ``page_glyph_scaling`` stands for ``glyph_scaling``; where ``page_space`` is 0, pages stay as
    they fall.
    """

    __pydantic_config__: ClassVar[dict[str, object]] = STRICT
    least_space: float = 0.82
    normal_space: float = 1.0
    greatest_space: float = 1.6
    glyph_scaling: float = 1.0
    hyphen: float = 400
    hyphens_in_a_row: float = 550
    hyphen_before_last: float = 450
    dash: float = 150
    dash_first: float = 1500
    runt: float = 1000
    runt_width: float = 2.0
    contrast: float = 140
    hanging: bool = False
    page_space: float = 2.0
    page_glyph_scaling: float = 2.0
