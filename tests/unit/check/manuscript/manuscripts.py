"""Small manuscripts: the stock book with other files laid over it, loaded."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from octavo.check.manuscript.known_facts import known_facts
from octavo.check.manuscript.passages import Passage, passages
from octavo.check.manuscript.proofreading import read_records, read_text
from octavo.check.manuscript.prose_reader import ProseReader, prose_reader
from octavo.model.book import Publication
from octavo.model.diagnostics import Diagnostic
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.pipeline.result import NO_STORE

ROOT = Path(__file__).resolve().parents[4]
STOCK = ROOT / "tests" / "stock"
NAMES = {
    "people": "people/keepers.yaml",
    "text": "text/foreword.md",
    "text/02-storm": "text/02-storm.md",
    "words": "words.txt",
}
FOREWORD = "# Foreword {.unnumbered}\n\n"


def manuscript(folder: Path, **files: str) -> Publication:
    """Load the stock book with ``files`` in it: ``text`` is that of the foreword, other names are those of registers.

    An edit is written ``old => new`` and changes the stock file; anything else replaces it.
    """
    book = folder / "content" / "stock"
    shutil.copytree(STOCK, book)
    for name, content in files.items():
        path = book / NAMES.get(name, f"{name}.yaml")
        old, arrow, new = content.partition(" => ")
        written = path.read_text().replace(old, new) if arrow else content
        path.write_text(FOREWORD + written if name == "text" else written)
    publication, _ = load_publication(
        book,
        root=folder,
        languages=[ROOT / "templates" / "languages"],
        citations=[ROOT / "styles" / "citations"],
        memo=memo_for(NO_STORE),
    )
    return publication


def told(found: Iterable[Diagnostic]) -> list[str]:
    """Return code, place and message of each diagnostic."""
    return [
        f"{each.code} {each.origin.path.removeprefix('content/stock/')}:{each.origin.line}:{each.origin.column} "
        f"{each.message}"
        for each in sorted(found)
    ]


def prose(publication: Publication) -> tuple[Passage, ...]:
    """Return the passages of the foreword."""
    return tuple(passage for passage in passages(publication) if passage.section == "foreword")


def reader(publication: Publication) -> ProseReader:
    """Return what reads the prose of a manuscript."""
    return prose_reader(known_facts(publication))


def facts(publication: Publication) -> list[str]:
    """Return what is told of the facts of a manuscript (OC80x)."""
    known = known_facts(publication)
    parts = (
        read_records(publication),
        *(read_text(text, known, must_cite=False) for text in publication.texts.values()),
    )
    return told(found for part in parts for found in part[0] if found.code.startswith("OC80"))
