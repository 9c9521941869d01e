"""How names and terms of the registers are said, for voices that read aloud.

A pronunciation lexicon (W3C PLS 1.0) that pages name as EPUB 3 Text-to-Speech Enhancements 1.0 has it.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

from octavo.model.book import Book
from octavo.model.query import plain

MEDIA_TYPE = "application/pls+xml"
REGISTERS = frozenset({"people", "glossary"})
"""The sections whose entries may say how they are pronounced."""

PHONEMES = re.compile(r"[/\[](?P<sounds>[^/\]]+)[/\]]")
"""A pronunciation in the letters of the International Phonetic Alphabet, between strokes or square brackets."""


def lexicon(book: Book) -> bytes:
    """Return the lexicon of what the registers of ``book`` say about pronunciation; nothing where they say none."""
    lexemes = "\n".join(dict.fromkeys(_lexemes(book)))
    if not lexemes:
        return b""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" version="1.0" alphabet="ipa" \
xml:lang={attribute(book.language.code)}>
{lexemes}
</lexicon>
""".encode()


def _lexemes(book: Book) -> Iterator[str]:
    for section in book.sections:
        entries = (entry for group in section.groups for entry in group.entries)
        for entry in entries if section.kind in REGISTERS else ():
            if said := entry.values.get("pronunciation"):
                words = entry.values.get("name") or plain(entry.head)
                yield f"<lexeme><grapheme>{text(words)}</grapheme>{_said(said)}</lexeme>"


def _said(pronunciation: str) -> str:
    """Return a pronunciation as sounds or, written in ordinary letters, as another spelling of the word.

    There capitals mark the stressed syllable, and some voices would spell them out.
    """
    if sounds := PHONEMES.fullmatch(pronunciation):
        return f"<phoneme>{text(sounds['sounds'])}</phoneme>"
    return f"<alias>{text(pronunciation.lower())}</alias>"
