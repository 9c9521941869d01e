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
    "OC602": Wording(
        "error",
        "two products make the file '{file}': {one} and {other}",
        "leave out one of the formats, or give its product another name",
        "Each format plans products and names their files. Of two files of one name one would replace the other, "
        "so nothing is written.",
    ),
}
