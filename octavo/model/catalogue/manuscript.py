"""8xx: what an editor's eye would find in the manuscript."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
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
    "OC851": Wording(
        "warning",
        "the font family '{family}' lacks letters of the book, which a font of the theme sets: {letters}",
        "take a family that has them, or leave it so where they are few",
        "A font may lack accents, another script or signs. It is seen where two fonts are mixed in a line.",
    ),
}
