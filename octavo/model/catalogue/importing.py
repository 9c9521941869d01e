"""OC181 to OC199: what can stand in the way of a new book or an import."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC181": Wording(
        "error",
        "'{file}' is nothing that can be imported",
        "give one of: {known}",
        "The kind of a source is told by the end of its name, and by how it begins. An old document of Word "
        "(.doc), a PDF or a file of a layout program must first be saved as one of the kinds named.",
    ),
    "OC182": Wording(
        "error",
        "there is no file '{file}' to import",
        "check its name, or give it the right to be read",
        "The file that was named on the command line, or that a project's list of chapters names, does not exist "
        "or cannot be read, or leads out of the folder that is imported.",
    ),
    "OC183": Wording(
        "error",
        "this is no sound archive: {problem}",
        "open it in the program that made it, and save it anew",
        "A DOCX, ODT or EPUB is a ZIP file with certain files in it. This one is damaged, or lacks one of them, or"
        " has names that lead out of it. Nothing was written.",
    ),
    "OC184": Wording(
        "error",
        "there is too much in it: {found}; the most is {most}",
        "make it smaller, or take out what is not the text",
        "The bounds are those of a book's folder. An archive that swells far beyond its size is refused before it "
        "fills the memory.",
    ),
    "OC185": Wording(
        "error",
        "'{file}' is locked with a password, or is an old document of a word processor",
        "open it, and save it without a password as DOCX, ODT or EPUB",
        "Locked files cannot be read, and neither can documents of the years before 2007 (.doc), which begin in "
        "the same way as locked ones. Ebooks with rights management are locked too.",
    ),
    "OC186": Wording(
        "error",
        "this cannot be read: {problem}",
        "correct it there, or save the document anew",
        "A file of the source is XML that is not well formed, stands deeper than any text does, or declares "
        "entities of its own, which could swell or fetch other files. The place named is in the source.",
    ),
    "OC187": Wording(
        "error",
        "pandoc cannot read it: {problem}",
        "correct it there, or save the document anew",
        "Sources are read by the program pandoc, which Octavo brings with it. What it says is repeated here.",
    ),
    "OC188": Wording(
        "error",
        "there is a book '{book}' already",
        "choose another name or, to see what has changed in the source, add --update",
        "An import begins a book and overwrites nothing. With --update it compares the source with the last "
        "import, and changes only what is accepted.",
    ),
    "OC189": Wording(
        "error",
        "'{file}' has no text",
        "check that it is the right file",
        "Nothing that could be a text of a book was found: no words, and no pictures either.",
    ),
    "OC190": Wording(
        "error",
        "this is no table of roles: {problem}",
        "write lines such as 'Block Text: extract' under blocks and words",
        "import.yaml says what the styles of a source become in the book. Octavo writes it at the first import, "
        "with all styles that the source has; every role can be changed.",
    ),
    "OC191": Wording(
        "warning",
        "{count} words of the source are not in the book",
        "read {report}, which names them and their places",
        "The words of the source and of the book were counted apart. What the book has anew (numbers of notes, "
        "contents) or is not to have was taken out before.",
    ),
    "OC192": Wording(
        "error",
        "the book '{book}' was not imported, so there is nothing to compare with",
        "import the source into another name, and take over by hand what is needed",
        "An update compares three things: what the last import wrote (the folder import/ of the book), what this "
        "one would write, and what the book holds now. The first of them is missing.",
    ),
    "OC193": Wording(
        "error",
        "there is no change '{change}'",
        "use one of: {known}",
        "The names of changes are those that 'octavo import … --update' prints. They change when the source, or "
        "the text of the book at that place, does.",
    ),
    "OC194": Wording(
        "warning",
        "the source and the book have both changed this",
        "compare '{change}' in {report} with the book, and correct the book by hand",
        "A place that was changed in the book since the last import, and now in the source too, is never overwritten.",
    ),
    "OC195": Wording(
        "error",
        "'{name}' cannot be the name of a book",
        "take a short word of lower-case letters, digits and hyphens that begins with a letter, {instead}",
        "The name of a book is that of its folder, and of all files that are made of it. Its title is another thing: "
        "it stands in book.yaml and may have any letters.",
    ),
    "OC196": Wording(
        "error",
        "there is a folder 'content/{book}' already",
        "choose another name, or remove that folder first",
        "A new book begins in a folder of its own. Nothing is overwritten.",
    ),
}
