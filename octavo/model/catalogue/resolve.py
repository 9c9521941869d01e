"""2xx: what can be wrong between the parts of a book."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC201": Wording(
        "error",
        "no source '{key}'",
        "add it to sources.yaml, or fix the spelling; \\@ is the sign itself",
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
    "OC218": Wording(
        "warning",
        "nothing would stand in the section '{section}', so it is left out",
        "{remedy}, or take the section out of 'matter'",
        "A list that Octavo makes has what the texts use. Without that it would be a page with nothing but its title.",
    ),
    "OC219": Wording(
        "error",
        "no text of the book is the file '{file}', to which this link leads",
        "name the file in 'matter', or write #id for a place in the book",
        "A link to the file of another text of the book leads to its section, or to the heading that '#' names.",
    ),
    "OC240": Wording(
        "error",
        "nothing in the book is called '{name}'",
        "use the id of a section, a heading, a paragraph, a source, a figure or a box, section/number for a question, "
        "or event- and the id of an event",
        "A sheet for the class names what it takes from the book.",
    ),
    "OC241": Wording(
        "warning",
        "this question has no marks, so the sheet '{sheet}' has no lines for its answer",
        "end it with the marks in square brackets, such as [4]",
        "A sheet has two ruled lines for each mark.",
    ),
    "OC242": Wording(
        "warning",
        "the sheet '{sheet}' has {found} words of text; it should have {most} at most",
        "leave something out, or make two sheets of it",
        "A sheet is one topic on one leaf: the text, one source, the questions and the room for their answers.",
    ),
    "OC243": Wording(
        "warning",
        "the questions of the sheet '{sheet}' carry {found} marks; it should be {most} at most",
        "leave a question out, or make two sheets of it",
        "A sheet has two ruled lines for each mark, and one leaf holds no more.",
    ),
    "OC244": Wording(
        "warning",
        "the sheet '{sheet}' has {found} sources; it should have {most} at most",
        "leave a source out, or make two sheets of it",
        "A sheet is one topic on one leaf, with one source that the class reads closely.",
    ),
    "OC245": Wording(
        "error",
        "'{id}' stands on the sheet twice",
        "name it once: a heading or a section brings all that stands below it",
        "Each passage of the book has its place on a sheet, and one name.",
    ),
    "OC246": Wording(
        "error",
        "the book has no sheets for the class",
        "list them in handouts.yaml, or take 'handouts' out of 'formats'",
        "The format 'handouts' makes the sheets that handouts.yaml lists.",
    ),
}
