"""1xx: what a book's files can have wrong in themselves."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC101": Wording(
        "error",
        "this cannot be read: {problem}",
        "check the signs, quotes and indentation around this place",
        "The file is not well-formed YAML (or JSON, or BibTeX), or uses what is not read here: tags such as !!str, a "
        "second document, an alias without its anchor. Everything up to the place named was read; the rest was not.",
    ),
    "OC102": Wording(
        "error",
        "unknown key '{key}'",
        "remove it, or use one of: {known}",
        "Records are strict: a key that is not known is an error, because a misspelt key would otherwise be lost in "
        "silence.",
    ),
    "OC103": Wording(
        "error",
        "{value} does not fit here: {problem}",
        "see the content reference for what may stand here",
        "The value has the wrong type, or is not one of the words that are allowed. YAML 1.2 rules hold: yes, no, on "
        "and off are words, 0123 is a number with a leading nought and should be quoted when it is a name.",
    ),
    "OC104": Wording(
        "error",
        "the key '{key}' is missing",
        "add it",
        "The record needs this key. The place named is where the record begins.",
    ),
    "OC105": Wording(
        "error",
        "'{value}' is not a date: {problem}",
        "write an EDTF date such as 1934-12-01, 1937-08/1938-11, 184X or 1868~",
        "Dates in data files follow the Extended Date/Time Format (EDTF, ISO 8601-2): year first, a slash between the "
        "ends of a period, ~ for about, ? for uncertain, X for a digit that is not known, [a,b] for one of two. "
        "The year 44 BC is -0043, summer 1932 is 1932-22. Where a date can be guessed from what is written, it is "
        "offered.",
    ),
    "OC106": Wording(
        "error",
        "there is no file '{file}'",
        "create it, or correct the name",
        "A file that another file names does not exist or cannot be read. Names are relative to the book's folder.",
    ),
    "OC107": Wording(
        "error",
        "the file is not UTF-8 text: it holds {problem}",
        "save it as UTF-8, or take that out",
        "Text and data files are UTF-8. The place named is the first that is not.",
    ),
    "OC108": Wording(
        "error",
        "the key '{key}' stands here twice",
        "keep one of the two",
        "YAML would silently keep the last of the two values.",
    ),
    "OC111": Wording(
        "error",
        "the id '{id}' is already taken",
        "choose another",
        "Two records, or two places in the text, have the same id, so a reference to it could mean either.",
    ),
    "OC113": Wording(
        "error",
        "the figure '{id}' has no alternative text",
        "add 'alt': one or two sentences that say what the figure shows",
        "Readers who do not see the figure get this text instead. It is required by PDF/UA and EPUB Accessibility.",
    ),
    "OC117": Wording(
        "error",
        "this leads out of the folder: '{file}'",
        "keep the file inside, and name it from there",
        "File names may not be absolute, climb out with .. or pass through a link that does. A book's files stay in "
        "its folder, those of a theme in the folder of all themes.",
    ),
    "OC118": Wording(
        "error",
        "'{word}' is not a section of a book",
        "use one of {known}, or name a text file",
        "Under 'matter' in book.yaml stand text files and the words of the sections that Octavo itself makes.",
    ),
    "OC119": Wording(
        "error",
        "'{old}' Old Style is '{expected}' New Style, not '{date}'",
        "correct one of the two",
        "A date is given in both calendars, and they do not name the same day. Old Style is the Julian calendar, which "
        "was 12 days behind the Gregorian one from March 1800 and 13 days from March 1900.",
    ),
    "OC120": Wording(
        "error",
        "'{word}' is not a format",
        "use one of: {known}",
        "Formats are found through the entry points 'octavo.formats' of the packages that are installed.",
    ),
    "OC121": Wording(
        "error",
        "'{entry}' stands twice in the book",
        "keep one of the two",
        "Under 'matter' in book.yaml every text file and every section may be named once.",
    ),
    "OC122": Wording(
        "warning",
        "nothing reads the file '{file}'",
        "name it in book.yaml, correct its name, or remove it",
        "The folder of a book holds a file that is no register, no text named under 'matter' and no image of a figure: "
        "what it says would silently be missing.",
    ),
    "OC123": Wording(
        "error",
        "themes build on each other in a circle: {circle}",
        "take one 'base' out",
        "A theme takes over what the theme named as its 'base' has. From base to base, this must come to an end.",
    ),
    "OC124": Wording(
        "error",
        "the theme '{theme}' has no paper '{word}'",
        "use one of: {known}",
        "A theme says in theme.yaml for which papers it is made; book.yaml names one of them under 'paper', and "
        "handouts.yaml under 'papers'.",
    ),
    "OC125": Wording(
        "warning",
        "the language '{language}' lacks {count} of the words that are printed, and has the English ones: {words}",
        "add these lines under 'words' in your own language, or name a language to build on as 'base'",
        "A language file says everything that a book prints and its author did not write. English (en-GB) is complete. "
        "A newer version of Octavo may print words that an older file of yours does not have: they are printed in "
        "English until the file has them.",
    ),
    "OC126": Wording(
        "error",
        "this phrase cannot be read: {problem}",
        "correct it; the handbook lists the signs of phrases under 'Reading prose'",
        "The section 'prose' of a language file holds phrases, by which Octavo reads what the text of a book says of "
        "facts. A phrase may not be so long or so open that reading with it could take for ever.",
    ),
    "OC127": Wording(
        "error",
        "there is no font family '{family}'",
        "use one of: {known}; or put its files into the book's folder fonts/",
        "Under 'look' a book names families of fonts: those that Octavo brings, and those whose files (.ttf, .otf) lie "
        "in the folder fonts/ of the book. A family is called as its files call it.",
    ),
    "OC128": Wording(
        "error",
        "the licence bits of the font '{file}' forbid that it is {forbidden}",
        "take another font, or get the file from its maker with a licence for books and ebooks",
        "A font says in its table OS/2 (fsType) what may be done with it. A book embeds its fonts, in print in part "
        "and in the ebook whole.",
    ),
    "OC129": Wording(
        "warning",
        "the font family '{family}' has no {lacking}",
        "add the file to fonts/, or take another family",
        "The text of a book is set in upright, italic and bold letters. Where a family lacks one of them, what should "
        "stand out is set as all text is.",
    ),
    "OC197": Wording(
        "warning",
        "the font family '{family}' has no licence beside it in fonts/",
        "put the text of its licence there, such as fonts/OFL.txt",
        "A font may be printed and passed on only as its licence says, and most licences ask for their text beside it. "
        "The ebook carries it with the font.",
    ),
    "OC130": Wording(
        "warning",
        "the accent '{colour}' is too pale for letters on white paper: its contrast is {contrast}",
        "take a darker one, such as '{darker}'",
        "Titles and labels are set in the accent. Letters need a contrast of 4.5 to their ground (WCAG 2.2, 1.4.3).",
    ),
    "OC138": Wording(
        "warning",
        "{what} is not read{where}",
        "{remedy}",
        "A file of a reference manager (BibTeX, RIS, CSL-JSON) says more than can be printed: a field, a command of "
        "LaTeX, a type or a date that is not known. What is passed over is told once for all places in the file.",
    ),
    "OC139": Wording(
        "error",
        "the image '{file}' cannot be used: {problem}",
        "{remedy}",
        "An image is a PNG, JPEG, GIF, WebP, TIFF or SVG file, as its name says, whole, and not too large.",
    ),
    "OC140": Wording(
        "error",
        "this is too much: {found}, and the most is {most}",
        "{remedy}",
        "What a build reads has bounds, which the handbook lists under 'Bounds'. They lie far above what a book needs: "
        "past them a build would fill the memory or never end.",
    ),
    "OC141": Wording(
        "error",
        "'{file}' is {kind}, and no plain file",
        "put a plain file in its place, or remove it",
        "Pipes, sockets, devices, and links that lead nowhere or round in a circle, cannot be read as files.",
    ),
    "OC143": Wording(
        "error",
        "the font '{file}' cannot be used: {problem}",
        "take a static font of TrueType or OpenType, with the suffix that it has",
        "A face of a theme is a font file that the layout and every ebook reader can load.",
    ),
    "OC144": Wording(
        "error",
        "this style sheet cannot be laid out: {problem}",
        "{remedy}",
        "A style sheet may not send the layout into numbers that no page has, or into brackets and variables without "
        "end. The handbook lists the bounds.",
    ),
    "OC145": Wording(
        "error",
        "the style sheet leads out of the theme: '{address}'",
        "take it out: fonts are named in theme.yaml, and another theme to build on under 'base' there",
        "A book is made of the files that are here and looks the same everywhere, so a style sheet fetches nothing: no "
        "address of the net or of this machine, and no other style sheet.",
    ),
    "OC146": Wording(
        "error",
        "the theme has no font family '{family}'",
        "use one of: {known}; or add its files under 'faces' in theme.yaml",
        "Only the fonts of the theme are there when the book is set; in place of any other one of them would be taken, "
        "without a word. In the style sheet for screens a list may end with a generic family, such as serif.",
    ),
    "OC153": Wording(
        "warning",
        "the value ends before '{comment}', which is a comment in YAML and not printed",
        "put the whole value in quotes or, if it is a comment, two spaces before the sign and one behind it",
        "A number sign behind a space begins a comment, which no output has.",
    ),
    "OC163": Wording(
        "error",
        "a book in '{language}' cannot be set: it is read from right to left",
        "set it in another program; words and passages may stand in a book in another language, marked with their own",
        "Pages, margins, lists, tables, notes and booklets are laid out for reading from left to right, and the layout "
        "engine keeps whole pages in that order. What it can do is set words, quotations and passages of such "
        "languages inside a book that is read from left to right.",
    ),
    "OC164": Wording(
        "warning",
        "of the cover picture '{file}' ({size}) {lost} of the {side} is cut off",
        "cut it to the shape of the page yourself, such as {wanted} pixels",
        "The picture of a cover fills the page to its edge. Where it has another shape, what is too much is cut off "
        "evenly on two sides. The ebook shows all of it, unless type stands over it.",
    ),
    "OC165": Wording(
        "warning",
        "the cover picture '{file}' ({size} pixels) has only {dpi} pixels to the inch on the page",
        "take one of {wanted} pixels",
        "Pixels are seen on paper where there are fewer than 200 to the inch. For a book of A5 that is 1,166 pixels "
        "across; 300 to the inch are better. Shops for ebooks ask for 1,600 pixels across.",
    ),
    "OC170": Wording(
        "error",
        "the character {character} does not belong in a text",
        "{remedy}",
        "A text has no control characters but tabs and line ends, and none that stands for a lost character. They come "
        "with what is pasted from slides, layouts and notes, or from a file that was read in another encoding.",
    ),
    "OC171": Wording(
        "error",
        "the citation style cannot be used: {problem}",
        "{remedy}",
        "Many styles have no rules of their own and only name another style, as journals of one publisher cite alike. "
        "Nothing is fetched while a book is made, so take the style that they name.",
    ),
}
