"""How the numbers of lists are told to engines, reading systems and style sheets."""

from octavo.model.list_markers import marker
from octavo.model.output import Medium
from octavo.model.prose import ItemList
from octavo.render.markup import Attributes

TYPES = {"lower-alpha": "a", "upper-alpha": "A", "lower-roman": "i", "upper-roman": "I"}
"""What HTML calls a style of numbers."""


def start_of(block: ItemList, medium: Medium) -> Attributes:
    """Return what makes a list begin at its number. The engine of paper counts by style, and heeds no attribute."""
    kind = {"type": TYPES[block.style]} if block.is_ordered and block.style in TYPES else {}
    if not block.is_ordered or block.start == 1:
        return kind
    if medium == "print":
        return {"style": f"counter-reset:list-item {block.start - 1}", **kind}
    return {"start": str(block.start), **kind}


def digits_class(block: ItemList) -> str:
    """Return a class for lists whose longest number has several digits: it needs more room at the left."""
    digits = max((len(marker(block, place)) - 1 for place in range(len(block.items))), default=1)
    return f"digits-{digits}" if block.is_ordered and digits > 1 else ""
