"""The order of a book: which files and sections book.yaml names, and whether each can be what it says."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator
from hashlib import sha256

from octavo.load.ids import IDS
from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.records import BookSettings, Part

SUFFIX = ".md"

_NUMBER = re.compile(r"[0-9]+[-_. ]+(?=\S)")


def entries(settings: Record[BookSettings]) -> Iterator[tuple[str, Origin]]:
    """Yield the text files and section words of the book in their order, each with the place that names it."""
    matter = settings.value.matter
    for position, entry in enumerate(matter.front):
        yield entry, settings.at("matter", "front", position)
    for position, piece in enumerate(matter.body):
        if isinstance(piece, Part):
            for chapter, entry in enumerate(piece.chapters):
                yield entry, settings.at("matter", "body", position, "chapters", chapter)
        else:
            yield piece, settings.at("matter", "body", position)
    for position, entry in enumerate(matter.back):
        yield entry, settings.at("matter", "back", position)


def is_text(entry: str) -> bool:
    """Whether an entry of the matter is a text file, and not the word of a section."""
    return "/" in entry or entry.endswith(SUFFIX)


def check_matter(settings: Record[BookSettings], sections: Collection[str]) -> Iterator[Diagnostic]:
    """Yield OC118 for words that are none of ``sections`` and OC121 for what is named twice."""
    named: dict[str, Origin] = {}
    for entry, place in entries(settings):
        if not is_text(entry) and entry not in sections:
            yield fault("OC118", place, word=entry, known=", ".join(sections), near=(entry, sections))
        if entry in named:
            yield fault("OC121", place, entry=entry, related=[named[entry]])
        named.setdefault(entry, place)


def identifier(name: str) -> str:
    """Return the id of a text file: its name without folder, number and suffix (``text/02-tower.md`` is ``tower``).

    What an id cannot hold becomes a hyphen; a name of a number is ``text-1984``, and another script gives a digest.
    """
    stem = _NUMBER.sub("", posixpath.basename(name).removesuffix(SUFFIX), count=1)
    if IDS.pattern.fullmatch(stem):
        return stem
    bare = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^A-Za-z0-9_.-]+", "-", bare).strip("-.")
    if not kept.strip("-_.0123456789") and not stem.isascii():
        kept = sha256(stem.encode()).hexdigest()[:8]
    return kept if IDS.pattern.fullmatch(kept) else f"text-{kept}"
