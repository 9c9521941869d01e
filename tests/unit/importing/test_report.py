"""The report of an import names the words that the book lacks, with their places in the source."""

from collections import Counter

from octavo.importing.manuscript import Counts, Loss, SourceDocument, SourceManuscript, SourceMetadata
from octavo.importing.report import SHOWN, comparison, report_text
from octavo.pandoc import Element, Json


def para(kind: str, words: str) -> Element:
    inside: list[Json] = []
    for word in words.split():
        inside += [{"t": "Str", "c": word}, {"t": "Space"}]
    return {"t": kind, "c": [1, ["", [], []], inside] if kind == "Header" else inside}


BLOCKS = (para("Header", "The well"), para("Para", "It is as deep as a house is high, and dry."))


def manuscript() -> SourceManuscript:
    document = SourceDocument(path="one.html", blocks=BLOCKS)
    return SourceManuscript(documents=(document,), metadata=SourceMetadata(), counts=Counts())


def test_each_missing_word_has_its_place_and_added_ones_are_counted() -> None:
    source = Counts(words=Counter({"deep": 2, "hidden": 1, "was": 1, "3": 1}))
    book = Counts(words=Counter({"was": 1, "added": 4}))
    compared = comparison(source, book, {"numbers of pages": Counter({"3": 1})}, links_of_contents=7)
    lines = report_text(["x.html"], manuscript(), compared, [Loss(place="p. 1", what="a film")]).splitlines()

    assert "- 1 words: numbers of pages" in lines
    assert "- 7 links: contents, ways to notes and back, which the book has anew" in lines
    assert "- deep (2 times): one.html, “The well”, at “It is as deep as a house is”" in lines
    assert "- hidden: pandoc does not read the place where it stands" in lines
    assert "4: added (4)" in lines
    assert "- p. 1: a film" in lines


def test_a_report_names_so_many_words_and_counts_the_others() -> None:
    words = Counter({f"w{number}": 1 for number in range(SHOWN + 3)})
    compared = comparison(Counts(words=words), Counts(), {}, links_of_contents=0)

    assert "- and 3 other words" in report_text(["x.html"], manuscript(), compared, []).splitlines()


def test_a_book_with_faults_is_not_counted() -> None:
    lines = report_text(["x.html"], manuscript(), None, []).splitlines()

    assert "The book has faults, so it could not be counted: 'octavo check' names them." in lines
    assert lines[-1] == "Nothing."
