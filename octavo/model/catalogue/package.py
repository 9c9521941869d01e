"""6xx: what packing can find."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC601": Wording(
        "error",
        "an edition for screens would hold a broken link: '{target}'",
        "report this with the book",
        "Every link in the ebook and in the HTML edition must lead to a place that exists.",
    ),
    "OC602": Wording(
        "error",
        "two products make the file '{file}': {one} and {other}",
        "leave out one of the formats, or give its product another name",
        "Each format plans products and names their files. Of two files of one name one would replace the other, "
        "so nothing is written.",
    ),
    "OC611": Wording(
        "error",
        "the PDF is locked with a password",
        "save a copy without a password in the program that made it",
        "Pages can only be taken from a file that anybody may open.",
    ),
    "OC612": Wording(
        "error",
        "the file cannot be read as a PDF: {problem}",
        "export it anew as a PDF, or take another copy",
        "The file is something else, or so damaged that its pages cannot be found.",
    ),
    "OC613": Wording(
        "error",
        "page {page} is {size}, the others are {others}",
        "give all pages one size, or put them side by side with --scheme 2-up",
        "The pages of a booklet lie on one another, so they have one size. Turned pages count as they are seen.",
    ),
    "OC614": Wording(
        "error",
        "the pages cannot be put on the sheets: {problem}",
        "take larger sheets, another scheme, or --scale shrink",
        "A scheme holds a number of pages, and a place on a sheet has a size.",
    ),
    "OC615": Wording(
        "warning",
        "{sheets} sheets in one fold are more than the {most} that a stapler takes",
        "divide the booklet into signatures (--scheme signatures), or print fewer pages",
        "Office staplers and booklet makers hold about fifteen sheets of 80 g/m² (60 pages). The inner pages of more "
        "creep out by over two millimetres.",
    ),
    "OC616": Wording(
        "warning",
        "the PDF is damaged and was read as well as possible: {problem}",
        "look at every page of the result, or export the file anew",
        "Programs repair damaged files without a word, and something may be missing afterwards.",
    ),
    "OC617": Wording(
        "error",
        "the sheets would replace the file they are made of",
        "give --output another name",
        "A file is never written over by what is made from it.",
    ),
    "OC619": Wording(
        "error",
        "there is no term to put on cards",
        "use a term of terms.yaml in the text, and name 'glossary' in 'matter'",
        "Cards have the terms that the glossary of the book, or of what is selected of it, would have.",
    ),
    "OC620": Wording(
        "error",
        "the term '{term}' is too long for a card",
        "shorten its definition or its context, or take larger sheets",
        "A side of a card is a page of its own. One that runs over to the next page would put all that follow on the "
        "wrong side.",
    ),
    "OC621": Wording(
        "error",
        "no printer takes paper that is {thickness} mm thick",
        "measure a stack of ten sheets in millimetres, and divide by ten; office paper has 0.1",
        "By the thickness of the paper the pages of thick booklets are moved towards the fold. It is 1 mm at "
        "most; 0 leaves all pages where they are.",
    ),
    "OC618": Wording(
        "error",
        "nothing in the book is called '{word}'",
        "name a part, a chapter, a heading or a block by its id or number; 'octavo booklet BOOK --list' shows them",
        "Pieces of a book are selected by the ids of its parts, texts, headings and blocks, or by number: 'part-1', "
        "'3' for a chapter and '3.2' for its second heading. 'whole' is all of it.",
    ),
    "OC630": Wording(
        "warning",
        "the sheet '{sheet}' takes {pages} pages on {paper}; one leaf has {most}",
        "leave a question or a passage out, or make two sheets of it",
        "A pupil's sheet is one leaf, printed on both sides, on every paper that handouts.yaml names.",
    ),
    "OC631": Wording(
        "error",
        "a booklet of the whole book has all its matter",
        "take 'matter' out, or name under 'selection' what the booklet is made of",
        "'matter' says which front and back matter goes with some pieces of a book.",
    ),
    "OC650": Wording(
        "error",
        "the catalogue cannot lead to '{book}', which has no page of its own",
        "add 'site' to 'formats', or name the books that the catalogue is of",
        "A catalogue leads to the page index.html of each of its books, which the format 'site' makes.",
    ),
    "OC671": Wording(
        "warning",
        "{shop} does not print pages of {size}",
        "take another paper in book.yaml, such as 6 × 9 inches",
        "Print shops have a list of trim sizes, and refuse files of others.",
    ),
    "OC672": Wording(
        "warning",
        "{shop} binds {least} to {most} pages; these are {pages}",
        "add pages, or bring the book out in several volumes",
        "A paperback needs pages enough for its spine, and the machine takes no more than so many.",
    ),
    "OC673": Wording(
        "warning",
        "{shop} refuses files with crop marks",
        "take 'marks' out of 'press'",
        "Print shops on demand add marks of their own, and take others for part of the page.",
    ),
    "OC674": Wording(
        "warning",
        "on page {page} for the press, '{text}' is {room} mm from the {side} edge; {shop} asks for {least} mm",
        "take a paper, or a theme, with wider margins",
        "What stands nearer to an edge may be cut off, or be lost in the fold. The inner margin depends on the number "
        "of pages. The page that is named is the one where it is narrowest.",
    ),
    "OC675": Wording(
        "warning",
        "a picture has {resolution} pixels to the inch as it is printed; print shops ask for {wanted}",
        "take a larger picture, or show it smaller",
        "On a press, a picture of fewer pixels is seen to be made of squares.",
    ),
}
