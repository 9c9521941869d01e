"""Every fault that Octavo can find, worded in one place.

Codes: 1xx load, 2xx resolve, 3xx render, 4xx editions, 5xx typeset, 6xx package, 7xx check, 8xx facts and words of
the manuscript, 9xx system.
Messages are lower case, blame nobody, quote values and end without a full stop; a hint says the next action.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Wording(NamedTuple):
    """The row of one code: its severity, its sentence, the next action, and what ``explain`` adds."""

    severity: Literal["error", "warning"]
    message: str
    hint: str
    explanation: str


CATALOGUE: Mapping[str, Wording] = {
    # 1xx load
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
        "remove it, or see the content reference for the keys that stand here",
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
        "ends of a period, ~ for about, ? for uncertain, X for a digit that is not known, [a,b] for one of two.",
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
        "Text and data files are UTF-8, without control characters but tabs and line ends. The place named is the "
        "first that does not belong.",
    ),
    "OC108": Wording(
        "error",
        "the key '{key}' stands here twice",
        "keep one of the two",
        "YAML would silently keep the last of the two values.",
    ),
    "OC109": Wording(
        "error",
        "unknown mark '{mark}'",
        "use one of: {known}",
        "A directive (::: word) or an attribute ({word=…}) that Octavo does not know.",
    ),
    "OC110": Wording(
        "error",
        "HTML is not read: '{markup}'",
        "use the marks of the content reference, or write &lt; for the sign itself",
        "Content is Markdown with a few marks; raw HTML would reach one output and not the others.",
    ),
    "OC111": Wording(
        "error",
        "the id '{id}' is already taken",
        "choose another",
        "Two records, or two places in the text, have the same id, so a reference to it could mean either.",
    ),
    "OC112": Wording(
        "error",
        "the mark '{mark}' is not closed",
        "end it with a line of its own that has as many of the same signs",
        "A directive begins with ::: and a word, and ends with a line of as many colons. A code block begins and ends "
        "with lines of as many backticks.",
    ),
    "OC113": Wording(
        "error",
        "the figure '{id}' has no alternative text",
        "add 'alt': one or two sentences that say what the figure shows",
        "Readers who do not see the figure get this text instead. It is required by PDF/UA and EPUB Accessibility.",
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
        "A link leads to one place, so it can hold no other link, citation or footnote; footnotes stand in text files.",
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
    # 2xx resolve
    "OC201": Wording(
        "error",
        "no source '{key}'",
        "add it to sources.yaml, or fix the spelling",
        "A citation names a work that the sources do not have.",
    ),
    "OC202": Wording(
        "error",
        "no term '{key}'",
        "add it to terms.yaml, or fix the spelling",
        "The text, or another record, names a glossary term that does not exist.",
    ),
    "OC203": Wording(
        "error",
        "no person '{key}'",
        "add the person to people/, or fix the spelling",
        "The text, or another record, names a person whom the register does not have.",
    ),
    "OC204": Wording(
        "error",
        "nothing has the id '{id}'",
        "give the target an {{#id}}, or fix the spelling",
        "A reference leads nowhere.",
    ),
    "OC205": Wording(
        "error",
        "the heading '{title}' stands twice in this section",
        "change one of them, or give both an {{#id}}",
        "Two headings with the same words in one section cannot be told apart in contents and links.",
    ),
    "OC206": Wording(
        "warning",
        "{kind} '{id}' is not used",
        "use it in the text, or remove it",
        "A record that nothing uses is printed nowhere, or is a sign of a reference that was misspelt.",
    ),
    "OC207": Wording(
        "error",
        "no document '{key}'",
        "add it to documents.yaml, or fix the spelling",
        "An extract names a document that does not exist.",
    ),
    "OC208": Wording(
        "error",
        "no figure '{key}'",
        "add it to figures/, or fix the spelling",
        "The text names a figure that does not exist.",
    ),
    "OC209": Wording(
        "error",
        "no footnote '[^{label}]'",
        "add a line '[^{label}]: …' to the same file",
        "A footnote call has no text.",
    ),
    "OC210": Wording(
        "warning",
        "the footnote '[^{label}]' is not called",
        "call it in the text, or remove it",
        "The text of the footnote would be printed nowhere.",
    ),
    "OC211": Wording(
        "error",
        "citations cannot be set: {problem}",
        "check the sources and the citation style",
        "The citation processor refused the sources or the style.",
    ),
    "OC212": Wording(
        "error",
        "the index has no entry '{entry}' to send the reader to",
        "mark a place with that entry, or remove the reference",
        "A 'see' or 'see also' in index.yaml names an entry that no text marks.",
    ),
    "OC213": Wording(
        "error",
        "{kind} '{id}' is not cleared for printing",
        "check it and set 'print: true', or take it out of the text",
        "Records marked 'print: false' are notes for editors and never reach a reader.",
    ),
    "OC214": Wording(
        "error",
        "no event '{key}'",
        "add it to events.yaml, or fix the spelling",
        "Another record names an event that the chronology does not have.",
    ),
    "OC215": Wording(
        "warning",
        "the question '{name}' has {count}",
        "give it one in answers/{section}.yaml",
        "A book that keeps answers for teachers' sheets keeps just one to every question of its boxes, and to what it "
        "asks for marks under an extract.",
    ),
    "OC216": Wording(
        "error",
        "'{section}' does not ask '{name}'",
        "number the answer as its question, or name the document above the question",
        "An answer belongs to a question of the section that its file is named after.",
    ),
    "OC217": Wording(
        "error",
        "the mark scheme gives {given} marks, the question {asked}",
        "correct one of the two",
        "The points of a mark scheme add up to the marks in square brackets at the end of the question.",
    ),
    # 3xx render
    "OC301": Wording(
        "error",
        "the template failed: {problem}",
        "correct the template at this line",
        "A template used a name that does not exist or is not well formed. Templates are strict: an unknown name is "
        "an error, not an empty string.",
    ),
    "OC302": Wording(
        "error",
        "the chart of '{id}' cannot be drawn: {problem}",
        "correct 'chart' in the figure's file",
        "The chart is a Vega-Lite specification; the drawing library refused it.",
    ),
    "OC303": Wording(
        "error",
        "the page of '{target}' is not known",
        "report this: a reference was made to a place that was not laid out",
        "A printed page number needs a place that the layout has.",
    ),
    # 5xx typeset
    "OC501": Wording(
        "error",
        "no font of this book has the character '{character}' ({name})",
        "use another character, or add a font that has it to the theme",
        "Only the fonts of the theme may be used; none of them has a glyph for this character.",
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
        "error",
        "this table is {excess} pt wider than the text",
        "shorten its cells, drop a column, or turn it",
        "The table runs into the margin or off the page.",
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
    "OC507": Wording(
        "error",
        "the PDF has no {part}",
        "report this with the book: everyone must be able to use it",
        "A PDF for readers says its title and language, and is tagged, numbered and outlined (PDF/UA-1, ISO 14289-1).",
    ),
    # 6xx package
    "OC601": Wording(
        "error",
        "the ebook would hold a broken link: '{target}'",
        "report this with the book",
        "Every link in the ebook must lead to a place that exists.",
    ),
    # 7xx check
    "OC701": Wording(
        "error",
        "print and ebook differ in '{section}': '{print}' in print, '{ebook}' in the ebook",
        "report this with the book: the same text must stand in both",
        "After taking out page numbers, running heads and the like, both outputs must hold the same text.",
    ),
    # 8xx facts and words of the manuscript
    "OC801": Wording(
        "warning",
        "'{words}' does not agree with the register: {person} {fact}",
        "correct the text or the record",
        "A year, date or age in the text is not that of the person's record. Only sentences are read that name the "
        "person beside the verb, and short lives; a date in either calendar is right.",
    ),
    "OC802": Wording(
        "warning",
        "the event '{id}' ({date}) names {person}, who {life}",
        "correct one of the dates, or take the person out of 'people'",
        "An event names somebody who was not yet born, or was dead. Events after a death may be about the memory of "
        "the dead: then the text says so (*Kirov's …*, *is rehabilitated*, *is buried*).",
    ),
    "OC803": Wording(
        "error",
        "the {line} '{head}' adds up to {sum}, not {total}",
        "correct the numbers, or mark the rounded ones with 'about'",
        "A total must be the sum of its parts: the 'totals' of a figure, a last row *Total*, a column *Total* or "
        "*Together*. Where a row or column is marked with 'about', its numbers may be off by half of their last figure "
        "that is not nought.",
    ),
    "OC804": Wording(
        "warning",
        "{person} {fact}, which does not agree with '{words}'",
        "correct one of the two",
        "A record contradicts itself: a death before the birth, or a role outside the life.",
    ),
    "OC805": Wording(
        "warning",
        "'{words}' does not agree with the date of {kind} '{id}', {date}",
        "correct one of the two",
        "The words of a reference, the id or the provenance of a document, or the passage that treats an event, name "
        "another date than the record.",
    ),
    "OC806": Wording(
        "warning",
        "'{number}' in the alternative text of '{id}' is not in its data",
        "correct the alternative text or the data",
        "Who does not see a chart is told its numbers in words: a large number there must be in the data, or be the "
        "sum of two of them.",
    ),
    "OC811": Wording(
        "warning",
        "'{words}' is another spelling of {person}",
        "write '{name}', or set the word in italics where it is spoken of as a word",
        "The person's record lists this spelling under 'variants': those of other books, which are printed in the "
        "register and not used in the text, but for quotations and titles.",
    ),
    "OC812": Wording(
        "warning",
        "'{word}' is nearly the name '{name}'",
        "correct it, or add it to words.txt where it is another name",
        "One letter is missing, wrong, doubled or out of place, and no register and no word list knows the word.",
    ),
    "OC813": Wording(
        "warning",
        "'{word}' is not in the word list",
        "correct it, or add it to words.txt",
        "Words are looked up in the list of the book's language, in the names and terms of its registers, and in its "
        "own words.txt, which has one word a line. Words in another language carry their 'lang'.",
    ),
    "OC821": Wording(
        "warning",
        "{what} cites nothing",
        "{remedy}",
        "The book asks for a citation in every paragraph of its chapters' running text (cite-every-paragraph in "
        "book.yaml), also for short lives without 'sources', other sidebars and boxes 'disagree'. A footnote with a "
        "citation counts; a paragraph that ends with a colon or has the class 'uncited' needs none.",
    ),
    "OC822": Wording(
        "error",
        "the document '{id}' does not say where it comes from",
        "write its 'provenance', and name an 'archive', a publication ('published') or 'sources'",
        "Nobody can check a source that cannot be found.",
    ),
    # 9xx system
    "OC905": Wording(
        "error",
        "the worker that lays out '{unit}' died twice",
        "build it alone with '--engine inline' to see why; most often memory has run out",
        "A process that laid out this unit was killed, and so was the one that tried again.",
    ),
    "OC906": Wording(
        "error",
        "the cluster '{address}' cannot be used: {problem}",
        "start its scheduler and workers, or build with '--engine processes'",
        "Tasks were to run on a Dask cluster, which did not answer or does not have the library 'distributed'.",
    ),
    "OC901": Wording(
        "error",
        "there is no book '{book}'",
        "name a folder in content/ that has a book.yaml",
        "Books are the folders of content/ that hold a book.yaml.",
    ),
    "OC902": Wording(
        "error",
        "'{file}' cannot be written: {problem}",
        "close the program that uses it, or free some space",
        "The output could not be put in place. The earlier output is untouched.",
    ),
    "OC903": Wording(
        "error",
        "this should not have happened: {problem}",
        "report it with the file named here",
        "A fault of Octavo itself. The earlier output is untouched.",
    ),
    "OC904": Wording(
        "error",
        "a library of the system is missing: {library}",
        "{remedy}",
        "The layout engine needs Pango, HarfBuzz (with its subsetter) and fontconfig.",
    ),
}
