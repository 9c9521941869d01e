"""The report on an import: what the source has, what the book has, and what could not be kept, with its place."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.importing.attributes import bare_text
from octavo.importing.manuscript import Counts, Loss, SourceManuscript
from octavo.importing.words import words_of
from octavo.pandoc import kind_of

REPORT = "import/report.md"
SHOWN = 200
"""How many missing words are named."""
_THINGS = {
    "notes": "notes",
    "pictures": "pictures",
    "tables": "tables",
    "links_in": "links in the book",
    "links_out": "links out of it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The counts of a source and of the book that it became.

    ``replaced`` are words that the book has anew or is not to have, by the reason; ``missing`` are all others of the
    source that the book does not have, and ``added`` words of the book that the source does not have.
    """

    source: Counts
    book: Counts
    replaced: Mapping[str, int]
    missing: Counter[str]
    added: Counter[str]
    links_of_contents: int = 0


def comparison(
    source: Counts, book: Counts, replaced: Mapping[str, Counter[str]], links_of_contents: int
) -> Comparison:
    """Compare the counts of a source and of a book."""
    missing = source.words - book.words
    explained: dict[str, int] = {}
    for reason, words in replaced.items():
        here = missing & words
        explained[reason] = here.total()
        missing -= here
    return Comparison(
        source=source,
        book=book,
        replaced={reason: number for reason, number in explained.items() if number},
        missing=missing,
        added=book.words - source.words,
        links_of_contents=links_of_contents,
    )


def summary(compared: Comparison) -> list[tuple[str, int, int]]:
    """Return what was counted: its name, how many the source has, and how many the book."""
    rows = [("words", compared.source.words.total(), compared.book.words.total())]
    return rows + [
        (words, getattr(compared.source, key), getattr(compared.book, key)) for key, words in _THINGS.items()
    ]


def report_text(
    sources: Sequence[str], manuscript: SourceManuscript, compared: Comparison | None, losses: Sequence[Loss]
) -> str:
    """Return the report as a text to read."""
    how = (
        "The source was counted from its own files, the book from the files that were written."
        if manuscript.is_counted_apart
        else "The source was counted as pandoc reads it, the book from the files that were written."
    )
    lines = ["# Report on the import", "", f"Source: {', '.join(sources)}", "", how, ""]
    if compared:
        lines += ["| | source | book |", "|---|--:|--:|"]
        lines += [f"| {name} | {source:,} | {book:,} |" for name, source, book in summary(compared)]
        lines += ["", *_words(manuscript, compared)]
    else:
        lines += ["The book has faults, so it could not be counted: 'octavo check' names them.", ""]
    lines += ["## What could not be kept as it was", ""]
    lines += [f"- {loss.place + ': ' if loss.place else ''}{loss.what}" for loss in losses] or ["Nothing."]
    return "\n".join(lines) + "\n"


def _words(manuscript: SourceManuscript, compared: Comparison) -> Iterator[str]:
    if compared.replaced or compared.links_of_contents:
        yield from ("## What the book has anew, or is not to have", "")
        yield from (f"- {number:,} words: {reason}" for reason, number in sorted(compared.replaced.items()))
        if compared.links_of_contents:
            yield f"- {compared.links_of_contents:,} links: contents, ways to notes and back, which the book has anew"
        yield ""
    yield from ("## Words of the source that are not in the book", "")
    if not compared.missing:
        yield "None."
    places = _places(manuscript, set(compared.missing))
    for word, number in sorted(compared.missing.items(), key=lambda each: (-each[1], each[0]))[:SHOWN]:
        times = f" ({number} times)" if number > 1 else ""
        yield f"- {word}{times}: {places.get(word, 'pandoc does not read the place where it stands')}"
    if len(compared.missing) > SHOWN:
        yield f"- and {len(compared.missing) - SHOWN:,} other words"
    yield ""
    if compared.added:
        some = ", ".join(f"{word} ({number})" for word, number in compared.added.most_common(12))
        yield from ("## Words of the book that are not in the source", "", f"{compared.added.total():,}: {some}", "")


def _places(manuscript: SourceManuscript, words: set[str]) -> Mapping[str, str]:
    """Return a place for each word: its file, and the words at the beginning of its block."""
    found: dict[str, str] = {}
    if not words:
        return found
    for document in manuscript.documents:
        heading = ""
        for block in document.blocks:
            text = bare_text([block])
            if kind_of(block) == "Header":
                heading = " ".join(text.split())
            for word in words.intersection(words_of(text)) - found.keys():
                at = _around(text, word)
                found[word] = ", ".join(filter(None, (document.path, heading and f"“{heading}”", f"at “{at}”")))
    return found


def _around(text: str, word: str) -> str:
    """Return a word with some of those around it."""
    words = text.split()
    place = next((number for number, each in enumerate(words) if word in words_of(each)), 0)
    return " ".join(words[max(0, place - 4) : place + 5])
