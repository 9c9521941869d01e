"""1xx: what the marks of a text, or of a field with marks, can have wrong in themselves."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC109": Wording(
        "error",
        "unknown mark '{mark}'",
        "use one of: {known}",
        "A directive (::: word) or an attribute ({word=…}) that Octavo does not know.",
    ),
    "OC110": Wording(
        "error",
        "HTML is not read: '{markup}'",
        "{remedy}, or &lt; for the sign itself",
        "Content is Markdown with a few marks; raw HTML would reach one output and not the others.",
    ),
    "OC112": Wording(
        "error",
        "the mark '{mark}' is not closed",
        "end it with a line of its own that has as many of the same signs",
        "A directive begins with ::: and a word, and ends with a line of as many colons. A code block begins and ends "
        "with lines of as many backticks.",
    ),
    "OC114": Wording(
        "error",
        "the mark '{mark}' needs {needs}",
        "see this mark in the content reference",
        "A mark cannot stand without these attributes or words, or with others than these.",
    ),
    "OC115": Wording(
        "error",
        "the text has no title",
        "begin the file with a line '# Title'",
        "Every text file becomes a section of the book, named by its only first-level heading.",
    ),
    "OC116": Wording(
        "error",
        "the citation '{text}' cannot be read",
        "write [@key, p. 12; see @other]",
        "Citations follow Pandoc: keys begin with @, parts are divided by semicolons, a locator follows a comma.",
    ),
    "OC131": Wording(
        "error",
        "the attributes '{attributes}' {problem}",
        'write {{#id .class word="several words"}} after a heading, after [text], or on a line before a block',
        "Attributes stand in braces: an id after #, classes after dots, words with values. After [text] there is no "
        "space before them; what they belong to decides which of them it knows.",
    ),
    "OC132": Wording(
        "error",
        "marks stand too deep in each other here",
        "use fewer levels",
        "Lists, quotations, directives and marks in the line may stand in each other for some twenty levels; no page "
        "has room for more.",
    ),
    "OC133": Wording(
        "error",
        "this heading {problem}",
        "begin with one '# Title', use ## for its sections, ### and #### for what is inside these",
        "A text file has one first-level heading, its title, before all else. Under it stand headings of the levels 2 "
        "to 4, and none is skipped: readers who listen find their way by them.",
    ),
    "OC134": Wording(
        "error",
        "these colons close nothing",
        "remove them, or begin the directive with ::: and a word",
        "A line of colons ends the directive that began with as many, at the same indentation.",
    ),
    "OC135": Wording(
        "error",
        "the mark '{mark}' cannot stand {where}",
        "{remedy}",
        "A link leads to one place, so it can hold no other link, citation or footnote; footnotes stand in text "
        "files, and paper has no place for those of a footnote.",
    ),
    "OC136": Wording(
        "warning",
        "no link uses the definition '[{label}]'",
        "remove it, or write [text][{label}]",
        "The address would be printed nowhere.",
    ),
    "OC137": Wording(
        "error",
        "this row has {cells} cells, but the table has {columns} columns",
        "add a column to the head of the table, or write \\| for a sign that divides nothing",
        "What stands in a cell too many would silently be missing.",
    ),
    "OC150": Wording(
        "warning",
        "the mark '{mark}' is not read and is printed as typed",
        "{remedy}",
        "Other dialects of Markdown, and TeX, know this mark; the content reference lists those that are read here.",
    ),
    "OC151": Wording(
        "warning",
        "the front matter says {keys}, which is not read",
        "move it to book.yaml or into the text, or remove it",
        "Of the YAML that may stand at the head of a text, 'title' is the title where no heading is one, and 'lang' "
        "the language. All that holds for the book as a whole stands in book.yaml.",
    ),
    "OC152": Wording(
        "warning",
        "this heading is a second title, and is set as a heading of the second level",
        "write ## for the sections of a text, or begin a file of its own with it",
        "A text file becomes one section of the book. Its first heading of the first level (# or a line of equals "
        "signs under it) is its title.",
    ),
    "OC154": Wording(
        "warning",
        "the character {character} is none that people type",
        "{remedy}",
        "Word processors and web pages leave characters that nobody sees, and signs that stand for two letters. In "
        "print they do nothing or are missing in the font; who searches the ebook does not find the word.",
    ),
    "OC155": Wording(
        "warning",
        "the title {title} of a link is not printed",
        "remove it, or say it in the text",
        "On the web the title of a link is shown under the pointer of a mouse. Paper has no such pointer.",
    ),
    "OC156": Wording(
        "warning",
        "this paragraph is read as a heading, because a line of hyphens follows it",
        "put a blank line before the hyphens, if a change of scene is meant",
        "A line of hyphens right under words makes a heading of the second level of them (CommonMark, 4.3). The words "
        "here are many for one.",
    ),
    "OC157": Wording(
        "error",
        "the formula cannot be read: {problem}",
        "mend it, put a backslash before each dollar sign that is none of a formula, or make it a figure",
        "Formulas are written in the notation of TeX, between single dollar signs in the line and double ones on lines "
        "of their own. What is read are the commands of LaTeX, amsmath, mhchem (\\ce) and siunitx (\\SI) that say "
        "what a formula is; what draws pictures or defines commands is not.",
    ),
    "OC158": Wording(
        "warning",
        "{attributes} of the element '<{element}>' has no meaning here and is not read",
        "remove it; for a class or a language write [words]{{.class lang=…}}",
        "Elements of HTML that have a mark are read as that mark, and nothing else of them is. How things look is "
        "decided by the theme; what the title of an abbreviation says is to be said in the text or in terms.yaml.",
    ),
    "OC159": Wording(
        "error",
        "'{file}' is no picture that a book can hold",
        "put the file into the folder of the book and name it; its name ends with {endings}",
        "A book takes nothing from the network while it is made, so that it is the same every time.",
    ),
    "OC160": Wording(
        "warning",
        "the picture '{mark}' has no words for who does not see it",
        "write in the brackets what it shows: ![A lighthouse on a rock](…)",
        "Who listens to a book hears these words in the place of the picture. They are not printed; a caption stands "
        'in quotation marks behind the name of the file: ![…](file.jpg "caption").',
    ),
    "OC161": Wording(
        "warning",
        "the picture '{file}' is set otherwise than is written: {problem}",
        "take it out, or change where it stands",
        "What a picture in a line of text can have is less than what a figure has.",
    ),
    "OC162": Wording(
        "error",
        "'{file}' cannot be taken in: {problem}",
        "mend the name of the file, its 'lines' or its 'section', or take the directive out",
        "A text may take in other files of the book, whole, by lines, or by a section between two lines that hold "
        "ANCHOR: name and ANCHOR_END: name. No file takes in itself, by whatever way, and what all of them hold "
        "together has bounds.",
    ),
    "OC172": Wording(
        "warning",
        "the number {written}. of this list is printed as {counted}.",
        "write the number that is meant, or put words between the two, so that a new list begins",
        "In Markdown the first number of a list counts, and the items behind it are counted on.",
    ),
}
