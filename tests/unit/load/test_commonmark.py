"""The examples of the CommonMark specification are read without a loss: every letter is printed, or something is told.

`commonmark/` holds the examples, with their licence.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from octavo.load.markdown import parse_text
from octavo.model.book import TextFile
from octavo.model.inlines import Formula, Inlines
from octavo.model.prose import Blocks, Figure, Preformatted
from octavo.model.query import every_block, every_inline, plain, runs
from octavo.model.records import ImageFigure

EXAMPLES = json.loads((Path(__file__).parent / "commonmark" / "examples.json").read_text(encoding="utf-8"))
LETTER = re.compile(r"[^\W_]")
OTHERWISE = {191: "a table of HTML ends where it is closed, and not at a blank line"}
"""Examples that are read otherwise here, by their numbers, each with the reason."""

TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")


def test_no_letter_of_an_example_is_lost_without_being_told() -> None:
    lost = {}
    for example in EXAMPLES:
        text, told = parse_text(f"# Title\n\n{example['markdown']}", path="x.md", identifier="x")
        expected = Counter(LETTER.findall(unescape(TAG.sub(" ", example["html"]))))
        missing = expected - Counter(LETTER.findall(" ".join(read(text))))
        if missing and not told:
            lost[example["number"]] = (example["markdown"], dict(missing))

    assert lost.keys() == OTHERWISE.keys()


def read(text: TextFile) -> Iterator[str]:
    """Yield all that a text prints."""
    yield from words(text.title)
    yield from of_blocks(text.blocks)
    for note in text.notes:
        yield from of_blocks(note.blocks)


def of_blocks(blocks: Blocks) -> Iterator[str]:
    for run in runs(blocks):
        yield from words(run)
    for block in every_block(blocks):
        match block:
            case Preformatted(text=text):
                yield text
            case Figure(record=ImageFigure(alt=alt)):
                yield alt
            case _:
                pass


def words(run: Inlines) -> Iterator[str]:
    yield plain(run)
    yield from (each.tex for each in every_inline(run) if isinstance(each, Formula))
