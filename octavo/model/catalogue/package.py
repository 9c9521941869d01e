"""6xx: what packing can find."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC601": Wording(
        "error",
        "the ebook would hold a broken link: '{target}'",
        "report this with the book",
        "Every link in the ebook must lead to a place that exists.",
    ),
}
