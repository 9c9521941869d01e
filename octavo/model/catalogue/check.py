"""7xx: what the checks of finished files can find."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

STYLES = "see that no style sheet or template adds, hides or moves anything there"

ROWS: Mapping[str, Wording] = {
    "OC701": Wording(
        "error",
        "what is read{where} is not what was written: '{read}' in the file, '{written}' in the manuscript",
        STYLES,
        "Every word of the manuscript must stand in every output, in its place, with its spaces, and nothing else. "
        "Page numbers, running heads and the like are left out of the comparison.",
    ),
    "OC702": Wording(
        "error",
        "print and ebook differ in '{section}': '{print}' in print, '{ebook}' in the ebook",
        STYLES,
        "Words that templates add to a section must be the same in both outputs.",
    ),
    "OC703": Wording(
        "error",
        "pictures in '{section}': {written} in the manuscript, {count} in the file",
        STYLES,
        "Every picture with an alternative text is counted.",
    ),
}
