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
        "print and screen differ in '{section}': '{print}' in print, '{ebook}' on the screen",
        STYLES,
        "Words that templates add to a section must be the same in the PDF, the ebook and the HTML edition.",
    ),
    "OC703": Wording(
        "error",
        "pictures in '{section}': {written} in the manuscript, {count} in the file",
        STYLES,
        "Every picture with an alternative text is counted.",
    ),
    "OC704": Wording(
        "error",
        "'{text}' runs {excess} pt out of the paper on page {page}",
        "shorten it, let it be divided, or give it more room",
        "Nothing may be printed beyond the paper: it would be cut off.",
    ),
    "OC705": Wording(
        "error",
        "'{text}' and '{other}' are printed over each other on page {page}",
        STYLES,
        "No two lines and no two words may cover each other.",
    ),
    "OC706": Wording(
        "warning",
        "the line '{text}' on page {page} fills {share} % of its measure",
        "let a longer word before it be divided, or reword the sentence",
        "Where text is justified, every line but the last of a paragraph should fill at least six tenths of its "
        "measure. A short line comes from words that may not be parted, or from a word that may not be divided.",
    ),
    "OC707": Wording(
        "error",
        "'{text}' stands above '{before}' on page {page}, and is read after it",
        STYLES,
        "What is read later stands below what is read before, or in the next column.",
    ),
    "OC708": Wording(
        "error",
        "a picture on page {page} is drawn {value} times as wide as its height asks",
        "let a style sheet set the width of a picture or its height, not both",
        "Every picture keeps its own proportions.",
    ),
    "OC709": Wording(
        "warning",
        "note {number} begins on page {page}, and is called on page {call}",
        STYLES,
        "A note begins on the page of its call or, where nothing of it fits there, on the next that has room for it.",
    ),
    "OC717": Wording(
        "warning",
        "note {number} begins on page {page} before note {other} ends",
        STYLES,
        "Notes at the foot of pages stand in the order of their numbers, whatever the text above them looks like: a "
        "row of a table that goes on overleaf, a float beside the text, columns.",
    ),
    "OC714": Wording(
        "warning",
        "'{text}' runs {excess} pt into the margin on page {page}",
        "shorten it, let it be divided, or give it more room",
        "Text leaves the text block only where a style sheet lets many lines do so equally. It is all on the paper, so "
        "nothing is lost.",
    ),
    "OC715": Wording(
        "error",
        "the finished file cannot be read: {problem}",
        "tell whoever made the format that writes it",
        "A format, which may be an extension, has written a PDF or an ebook that is damaged. Nothing is put in place.",
    ),
    "OC720": Wording(
        "warning",
        "a picture on page {page} has {dpi} pixels per inch, and needs {wanted} in print",
        "use a picture with more pixels, or show it smaller",
        "Told by `octavo check --print`. Fewer pixels are seen as steps.",
    ),
    "OC721": Wording(
        "warning",
        "a line on page {page} is {width} pt thick, and needs {least} pt in print",
        "make it thicker in the style sheet, or in the drawing",
        "Told by `octavo check --print`. Thinner lines break up, on a copier above all.",
    ),
    "OC722": Wording(
        "warning",
        "{what} on page {page} has a contrast of {contrast} to what it stands on, and needs {least}",
        "make it darker, or what it stands on lighter",
        "Told by `octavo check --print`. Text with less than 4.5 to 1 and lines with less than 3 to 1 are hard to see "
        "in grey (WCAG 2.2, 1.4.3 and 1.4.11), and vanish on a copier that knows black alone.",
    ),
    "OC723": Wording(
        "warning",
        "'{text}' on page {page} stands {room} mm from the edge of the paper, and needs {safe} mm",
        "make the margin wider in the theme",
        "Told by `octavo check --print`. Paper is cut with a tolerance, and office printers leave the edge white.",
    ),
    "OC724": Wording(
        "warning",
        "{share} % of a picture on page {page} are black on a copier",
        "raise the contrast of the picture, or use a lighter or darker one",
        "Told by `octavo check --print`. After a threshold of one bit nothing of the picture is to be seen.",
    ),
    "OC716": Wording(
        "warning",
        "'{text}' and '{other}' stand over each other in a picture on page {page}",
        "move one of them in the drawing, or have the program that made it turn its letters into paths",
        "The words of a drawing stand where the drawing puts them. It may ask for a font that the theme does not have; "
        "then it is set in another one, whose letters may be wider.",
    ),
    "OC730": Wording(
        "warning",
        "the accessibility of version {evaluated} was evaluated, and this is version {version}",
        "have a person evaluate this version and record it, or take the evaluation out",
        "An ebook may claim that it conforms to EPUB Accessibility only where a person has judged it. The record says "
        "of which version; for another one the ebook claims nothing.",
    ),
}
