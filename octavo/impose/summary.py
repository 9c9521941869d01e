"""What is on the sheets and how to print them, in lines for a terminal. Typeset for people: see ``instructions``."""

from octavo.impose.imposing import Imposed
from octavo.model.imposition import Imposition

THEN = {
    "booklet": "fold the pile and staple it through the fold",
    "signatures": "fold each signature and lay them on one another",
    "fold-8": "fold it, cut the middle from the second to the last column but one, and push the ends together",
    "cards": "cut the pile along the marks and put the small piles on one another",
}
"""What is to be done with the printed sheets of a scheme."""


def summary(imposed: Imposed, imposition: Imposition) -> tuple[str, ...]:
    """Say what is on the sheets, and how to print and fold them."""
    pages, sheets = _counted(imposed.pages, "page"), _counted(imposed.sheets, "sheet")
    parts = f" in {_counted(imposed.signatures, 'signature')}" if imposed.signatures > 1 else ""
    blank = f", {imposed.blanks} blank" if imposed.blanks else ""
    size = "" if round(imposed.scale, 2) == 1 else f", at {imposed.scale:.0%} of their size"
    sides = "one side only" if imposed.flip is None else f"both sides, turned over the {imposed.flip.replace('-', ' ')}"
    then = f"; {THEN[imposition.scheme]}" if imposition.scheme in THEN else ""
    return (
        f"{pages} on {sheets} of {imposition.sheet.title()}{parts}{blank}{size}",
        f"print {sides}, at actual size (100 %){then}",
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
