"""7xx: what the checks of finished files can find."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC701": Wording(
        "error",
        "print and ebook differ in '{section}': '{print}' in print, '{ebook}' in the ebook",
        "report this with the book: the same text must stand in both",
        "After taking out page numbers, running heads and the like, both outputs must hold the same text.",
    ),
}
