"""5xx: what the layout can find."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC501": Wording(
        "error",
        "no font of this book has the character '{character}' ({name})",
        "name a font that has it under 'look', 'other-fonts' in book.yaml, or use another character",
        "Only the fonts of the book and of its theme may be used; none of them has a glyph for this character. Put the "
        "files of a font that has it, and its licence, into the folder fonts/ of the book, and write its name into the "
        "list 'other-fonts': it sets what the fonts of the text lack.",
    ),
    "OC502": Wording(
        "error",
        "the font '{font}' is not one of the theme's",
        "name it in theme.yaml, or take it out of the style sheet",
        "A font of this machine slipped into the PDF: another machine would set the book differently.",
    ),
    "OC503": Wording(
        "error",
        "the layout engine says: {problem}",
        "correct the style sheet or the markup",
        "Every warning of the layout engine is an error: what it ignores would silently be missing in print.",
    ),
    "OC504": Wording(
        "warning",
        "this table is {excess} pt wider than the text",
        "shorten its cells or drop a column, or take it out of a box, a list or a note: outside it is turned",
        "A table that is too wide is set smaller, and then across the height of a page of its own. This one is still "
        "too wide, or stands in a box, a list or a note, where it cannot be turned. What leaves the paper is an error "
        "(OC704).",
    ),
    "OC505": Wording(
        "error",
        "the page numbers did not settle in {rounds} rounds",
        "report this with the book; a small change of the text will help meanwhile",
        "Page numbers printed in the book changed the length of its pages again and again.",
    ),
    "OC506": Wording(
        "error",
        "a printed reference says page {printed}, but '{target}' is on page {page}",
        "report this: every printed page number must be right",
        "After layout every printed page reference is compared with the page of its target.",
    ),
    "OC508": Wording(
        "error",
        "the layout engine broke down over this section: {problem}",
        "take out of the style sheet, or of the section, what is out of the common",
        "The engine met a value that it cannot reckon with, such as a size without end, and gave up.",
    ),
    "OC509": Wording(
        "warning",
        "this line of the style sheet for screens may do nothing: {problem}",
        "correct it",
        "A reading system passes over what it cannot read in a style sheet, without a word. The layout engine, which "
        "reads the sheet to find that, knows what paper needs, and not all that a screen may know.",
    ),
    "OC507": Wording(
        "error",
        "the PDF has no {part}",
        "report this with the book: everyone must be able to use it",
        "A PDF for readers says its title and language, and is tagged, numbered and outlined (PDF/UA-1, ISO 14289-1).",
    ),
    "OC510": Wording(
        "warning",
        "'{word}' is wider than its line",
        "shorten it, or say where it may be broken: with a soft hyphen (U+00AD) or a zero-width space (U+200B)",
        "No rule allows a line end in it. So it was broken between any two letters; a line of code was broken too.",
    ),
    "OC511": Wording(
        "warning",
        "a formula is wider than its line, so its letters are only {size} pt high",
        "break it over several lines, in an environment of TeX such as 'aligned'",
        "A formula that does not fit is made smaller as a whole. Letters of less than 6 pt cannot be read in print.",
    ),
}
