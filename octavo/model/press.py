"""How a book is printed by a print shop: the words that ``press`` in book.yaml may use."""

from typing import Literal, TypeAlias

ShopName: TypeAlias = Literal["kdp", "ingramspark", "lulu"]
"""A print shop whose limits are known: Kindle Direct Publishing, IngramSpark, Lulu."""

Stock: TypeAlias = Literal["white", "cream", "colour"]
"""The paper of the pages; *colour* is the white one on which shops print in colour."""

BLEED = 3.0
"""Millimetres of bleed where no shop asks for another."""

WIDEST_BLEED = 25.0
"""Millimetres of bleed, at most: no shop asks for as much."""

THICKEST_LEAF = 2.0
"""The thickness of a leaf in mm, at most: thicker ones are board."""
