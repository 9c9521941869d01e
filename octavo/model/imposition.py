"""How pages are put on sheets of paper, so that folding, stapling or cutting gives a booklet: what a person chooses."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Scheme: TypeAlias = Literal["booklet", "signatures", "2-up", "4-up", "fold-8", "cards"]
"""*booklet*: one signature, stapled through the fold (saddle stitch). *signatures*: several, sewn or glued at the back.
*2-up*, *4-up*: pages side by side in reading order. *fold-8*: eight pages on one side of one sheet, cut and folded.
*cards*: eight pages with eight behind them, front and back in turn, cut and laid on one another."""

Flip: TypeAlias = Literal["short-edge", "long-edge"]
"""The edge over which a duplex printer turns the sheet, of whatever shape."""

Binding: TypeAlias = Literal["left", "right"]
"""The side of the front cover at which the pages are bound; *right* for scripts that run from right to left."""

Blanks: TypeAlias = Literal["before-last", "end"]
"""Where blank pages go that fill up the last sheet: before the last page, which then is the back cover, or after it."""

Scale: TypeAlias = Literal["shrink", "fit", "actual"]
"""*shrink* makes pages smaller that are too large for their place, *fit* makes small ones larger as well."""

SHEETS = {"a3": (297.0, 420.0), "a4": (210.0, 297.0), "letter": (215.9, 279.4), "tabloid": (279.4, 431.8)}
"""Width and height in mm of the papers that copiers take (ISO 216; ANSI/ASME Y14.1), upright."""

SheetName: TypeAlias = Literal["a3", "a4", "letter", "tabloid"]
"""A word of :data:`SHEETS`."""

SignaturePages: TypeAlias = Literal[8, 12, 16, 20, 24, 28, 32]
SIGNATURE_PAGES: tuple[int, ...] = get_args(SignaturePages)
"""The pages that a signature of several may have: two to eight sheets."""

CARDS = (2, 4)
"""Columns and rows of cards on an upright sheet."""

THICKEST = 1.0
"""The thickness in mm of paper, at most; card is thinner."""

OFFICE_PAPER = 0.1
"""The thickness in mm of copier paper of 80 g/m²."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposition:
    """What a person chooses. ``sheet`` is a word of :data:`SHEETS`; ``thickness`` that of its paper in mm.

    ``signature`` is the number of pages of each signature (:data:`SIGNATURE_PAGES`), for the scheme *signatures*.
    ``has_marks`` asks for marks at which to fold, staple and cut. Without ``flip`` the sheet is turned over like a page
    of a book, and nothing on its back is upside down. Without ``blanks`` they go before the last page
    where that is a back cover, or may be one, and else behind it.
    """

    scheme: Scheme = "booklet"
    sheet: str = "a4"
    flip: Flip | None = None
    binding: Binding = "left"
    blanks: Blanks | None = None
    scale: Scale = "shrink"
    signature: int = 16
    thickness: float = OFFICE_PAPER
    has_marks: bool = False
