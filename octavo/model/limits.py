"""The bounds of what a build reads: the one place that states them.

A book, a theme or a file inside them that is larger, deeper or longer than this is refused with a diagnostic, so that
no input makes a build crash, fill the memory or run without end. The bounds lie far above what a book needs. The
handbook lists them (chapter *Bounds*), and a test holds it to this module.
"""

# --- files and folders ---

FILE = 100_000_000
"""Bytes of a file, whatever it holds."""

FOLDER = 300_000_000
"""Bytes of all files of a book together, which are in memory while it is made."""

FILES = 20_000
"""Files of a book."""

TEXT = 4_000_000
"""Bytes of a file that is read as text: prose, records, style sheets, templates."""

# --- prose ---

PARAGRAPH = 200_000
"""Characters of a run of text that is laid out as one: a paragraph, an item, a cell. A page has about 2,000."""

WORD = 2_000
"""Characters without a space between them; a longer word cannot be a word, nor an address that a browser opens."""

NOTES = 1_000
"""Calls of footnotes in a run of text that is laid out as one."""

NOTES_DEEP = 5
"""Footnotes that one calls, which calls the next, and so on."""

INCLUDES = 500
"""Files that a text takes in, each counted as often as it is taken in."""

INCLUDES_DEEP = 8
"""Files that one takes in, which takes in the next, and so on."""

QUOTATIONS_DEEP = 20
"""Quotations that may be open in each other; of more, the outermost is taken for one that nothing closes."""

BLANKS = 2_000
"""Spaces and tabs in a row; wherever a text is set, they are one."""

# --- records ---

NAME = 1_000
"""Characters of a name, a title, an id or a file name in a record."""

ROWS = 5_000
"""Rows of a table of data."""

COLUMNS = 100
"""Columns of a table of data."""

# --- images ---

PIXELS = 80_000_000
"""Pixels of an image; a sheet of A3 has 70 million at 600 to the inch."""

UNLIKE_SIDES = 1_000
"""How many times as long one side of an image may be as the other."""

DRAWING = 10_000_000
"""Bytes of an SVG drawing."""

ELEMENTS = 50_000
"""Elements of an SVG drawing, each counted as often as others use it."""

ELEMENTS_DEEP = 50
"""How deep elements of an SVG drawing may stand in each other, or use each other."""

COORDINATE = 1_000_000_000
"""The largest number in an SVG drawing; maps count metres from far away."""

LENGTH = 1_000_000
"""The largest number in a style sheet, and the size of letters in a drawing."""

# --- themes ---

BLOCKS_DEEP = 32
"""How deep blocks and brackets of a style sheet may stand in each other."""

EXPANSION = 10_000
"""Words that a variable of a style sheet may stand for, or selectors a rule in rules, with all that they stand in."""

SHEET = 500_000
"""Characters of a style sheet; that of a book has 20,000."""

PERIOD = 0.05
"""The least length after which a gradient may be repeated."""

SHORTEST_SIDE = 40
"""Millimetres that a side of the paper has at least."""

LONGEST_SIDE = 1_200
"""Millimetres that a side of the paper has at most; A0 has 1,189."""

NARROWEST_TEXT = 20
"""Millimetres that the text on the paper is wide at least."""

LEAST_LEADING = 4
"""Points from line to line at least."""

MOST_LEADING = 100
"""Points from line to line at most."""

SMALLEST_LETTERS = 3
"""Points that the letters of charts are high at least."""

LARGEST_LETTERS = 40
"""Points that the letters of charts are high at most."""

# --- templates ---

STEPS = 1_000_000
"""Steps that all loops of a template take in one section."""

SECTION = 50_000_000
"""Characters of a section in XHTML; one of 200 pages has two million."""

# --- charts ---

CHART_SECONDS = 5
"""Seconds of the processor that the drawing of a chart takes; most take a tenth of one."""

CHART_MEMORY = 1_000_000_000
"""Bytes that the program which draws charts may ask for; it uses about half of them."""

CHART_DRAWING = 2_000_000
"""Characters of the drawing of a chart; one of a hundred bars has 50,000."""

CHART_HEIGHT = 2_000
"""Points that a chart is high at most; a page of A4 has 842."""

TICKS = 1_000
"""Marks on a scale, steps and bins that a chart may ask for."""

# --- PDF files of others ---

CODES = 131_072
"""Codes of a font whose text or width is read; a code has two bytes, so that 65,536 can be told apart."""
