"""What print shops ask for, as they said it in public in 2026; lengths are mm. Each confirms it again at the upload.

Sources: the help pages of Kindle Direct Publishing on trim sizes, margins, bleed and covers; the file creation guide of
IngramSpark; the book creation guide of Lulu.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.model.press import BLEED, ShopName, Stock
from octavo.model.records import Press

INCH = 25.4

TRIMS = tuple(
    (width * INCH, height * INCH)
    for width, height in (
        *((4.25, 6.875), (5, 8), (5.25, 8), (5.5, 8.5), (5.83, 8.27), (6, 9), (6.14, 9.21), (6.69, 9.61)),
        *((7, 10), (7.44, 9.69), (7.5, 9.25), (8, 8), (8, 10), (8.25, 11), (8.27, 11.69), (8.5, 8.5), (8.5, 11)),
    )
)
"""Trim sizes that print shops share, width and height."""

ALIKE = 1.0
"""By how many mm a page may differ from a trim size: A5 is 5.83 inches wide but for a tenth of a millimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintShop:
    """The limits of a print shop for a paperback.

    ``pages`` are the fewest and the most. ``trims`` are the sizes that it takes; ``least_trim`` and ``most_trim`` those
    between which it takes any. ``margin`` is what has to stay free at the outer edges, and ``inner`` at the inner one,
    by the number of pages up to which that is enough. ``leaves`` is the thickness of a leaf (two pages) by its stock,
    and ``cover`` what the cover adds to the spine. The spine bears type from ``spine_pages`` on, with ``spine_room``
    free at either side.
    """

    name: str
    pages: tuple[int, int]
    trims: tuple[tuple[float, float], ...] = TRIMS
    least_trim: tuple[float, float] | None = None
    most_trim: tuple[float, float] | None = None
    margin: float
    inner: tuple[tuple[int, float], ...]
    bleed: float = INCH / 8
    leaves: Mapping[Stock, float] = field(default_factory=dict)
    cover: float = 0.0
    spine_pages: int
    spine_room: float = INCH / 16

    def takes(self, width: float, height: float) -> bool:
        """Whether pages of this size can be printed."""
        if self.least_trim and self.most_trim:
            least, most = self.least_trim, self.most_trim
            if least[0] <= width <= most[0] and least[1] <= height <= most[1]:
                return True
        return any(abs(width - across) <= ALIKE and abs(height - up) <= ALIKE for across, up in self.trims)

    def inner_margin(self, pages: int) -> float:
        """Return what has to stay free at the inner edge of a book of so many pages."""
        return next((room for most, room in self.inner if pages <= most), self.inner[-1][1])


SHOPS: Mapping[ShopName, PrintShop] = {
    "kdp": PrintShop(
        name="Kindle Direct Publishing",
        pages=(24, 828),
        least_trim=(4 * INCH, 6 * INCH),
        most_trim=(8.5 * INCH, 11.69 * INCH),
        margin=0.25 * INCH,
        inner=tuple(
            (most, inches * INCH)
            for most, inches in ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
        ),
        leaves={"white": 2 * 0.002252 * INCH, "cream": 2 * 0.0025 * INCH, "colour": 2 * 0.002347 * INCH},
        spine_pages=79,
    ),
    "ingramspark": PrintShop(
        name="IngramSpark",
        pages=(18, 1200),
        margin=0.5 * INCH,
        inner=((1200, 0.5 * INCH),),
        leaves={"white": 2 / 444 * INCH, "cream": 2 / 400 * INCH, "colour": 2 / 444 * INCH},
        spine_pages=48,
    ),
    "lulu": PrintShop(
        name="Lulu",
        pages=(32, 800),
        margin=0.5 * INCH,
        inner=tuple(
            (most, (0.5 + more) * INCH) for most, more in ((60, 0), (150, 0.125), (400, 0.5), (600, 0.625), (800, 0.75))
        ),
        leaves=dict.fromkeys(("white", "cream", "colour"), 2 / 444 * INCH),
        cover=0.06 * INCH,
        spine_pages=80,
    ),
}

LEAF: Mapping[Stock, float] = {"white": 0.115, "cream": 0.127, "colour": 0.119}
"""The thickness of a leaf in mm where no shop is named: book papers of 80 to 90 g/m²."""

SPINE_TEXT = 5.0
"""Millimetres of the thinnest spine that bears type where no shop is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """What is to be printed: a shop, if one is named, the bleed and the thickness of a leaf in mm, and marks."""

    shop: PrintShop | None
    bleed: float
    leaf: float
    has_marks: bool

    def spine(self, pages: int) -> float:
        """Return the thickness of a book of so many pages, its cover included, in mm."""
        return (pages + pages % 2) / 2 * self.leaf + (self.shop.cover if self.shop else 0.0)

    def spine_bears_type(self, pages: int) -> bool:
        """Whether the spine of a book of so many pages is wide enough for type."""
        return pages >= self.shop.spine_pages if self.shop else self.spine(pages) >= SPINE_TEXT


def order_of(press: Press) -> PrintOrder:
    """Return what ``press`` in book.yaml asks for, with what the shop asks for where nothing is said."""
    shop = SHOPS[press.shop] if press.shop else None
    bleed = press.bleed if press.bleed is not None else shop.bleed if shop else BLEED
    leaf = press.thickness or (shop.leaves if shop else LEAF)[press.stock]
    return PrintOrder(shop=shop, bleed=bleed, leaf=leaf, has_marks=press.marks)
