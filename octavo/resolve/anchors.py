"""Give every section and block its id, so that everything can be linked to, indexed and compared between editions.

An id that an author or a record gave is kept. The others are made from the id of the section and a count, in reading
order: ``kirov-p7``, ``kirov-table1``; a heading's from its words: ``kirov--a-shot``.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from octavo.model.book import Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.prose import (
    Block,
    Box,
    Citation,
    Definitions,
    Extract,
    Figure,
    Heading,
    IndexMark,
    ItemList,
    Paragraph,
    PersonLink,
    Preformatted,
    Quotation,
    Separator,
    Sidebar,
    Table,
    TermLink,
)
from octavo.model.query import every_block, plain, section_inlines
from octavo.model.transform import Rules, rewrite
from octavo.resolve.registers import Faults, Registers, Sections

ANCHORED = (Citation, IndexMark, PersonLink, TermLink)
"""Inlines that other places of the book lead back to."""


def anchor_blocks(sections: Sections, _registers: Registers) -> tuple[Sections, Faults]:
    """Give ids to all blocks of the texts.

    Faults: OC111 where two things have the same id, OC205 where two headings of a section have the same words.
    """
    taken, faults = _given(sections)
    anchored = []
    for section in sections:
        anchored.append(replace(section, blocks=rewrite(section.blocks, Rules(block=_namer(section.id, taken)))))
        faults += _twins(section)
    return tuple(anchored), faults


def slug(words: str) -> str:
    """Return ``words`` as a piece of an id: ASCII letters and digits, with hyphens; empty where none are left."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def fresh(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, or ``wanted`` with the first number that makes it new, and take it."""
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name


def taken_ids(sections: Sections) -> set[str]:
    """Return every id that something in the book has by now."""
    taken = {section.id for section in sections}
    for section in sections:
        taken |= {block.id for block in every_block(section.blocks) if block.id}
        taken |= {entry.id for entry in section.every_entry()}
        taken |= {inline.anchor for inline in section_inlines(section) if isinstance(inline, ANCHORED)}
    return taken - {""}


def given_id(block: Block) -> str:
    """Return the id that an author or a record gave to ``block``, empty where none did."""
    match block:
        case Figure():
            return block.id or block.figure
        case Extract():
            return block.id or block.document
        case Sidebar(person=person) if person:
            return block.id or f"sidebar-{person}"
        case _:
            return block.id


def _given(sections: Sections) -> tuple[set[str], Faults]:
    """Return all ids that are given, with a fault for each one that is given twice."""
    found = [(section.id, section.origin) for section in sections]
    found += [
        (identifier, block.origin)
        for section in sections
        for block in every_block(section.blocks)
        if (identifier := given_id(block))
    ]
    places = dict(reversed(found))
    met: set[str] = set()
    faults: list[Diagnostic] = []
    for identifier, origin in found:
        if identifier in met:
            faults.append(fault("OC111", origin, id=identifier, related=[places[identifier]]))
        met.add(identifier)
    return met, tuple(faults)


def _namer(section: str, taken: set[str]) -> Callable[[Block], Block]:
    """Return what gives ids to the blocks of ``section``, in order."""
    counts: Counter[str] = Counter()

    def name(block: Block) -> Block:
        if given := given_id(block):
            return replace(block, id=given)
        kind = _kind(block)
        counts[kind] += 1
        words = slug(plain(block.children)) if isinstance(block, Heading) else ""
        wanted = f"{section}--{words}" if words else f"{section}-{kind}{counts[kind]}"
        return replace(block, id=fresh(wanted, taken))

    return name


def _kind(block: Block) -> str:
    """Return the word for the kind of ``block`` in ids."""
    match block:
        case Heading():
            return "heading"
        case Paragraph():
            return "p"
        case ItemList():
            return "list"
        case Definitions():
            return "definitions"
        case Quotation():
            return "quotation"
        case Preformatted():
            return "preformatted"
        case Separator():
            return "separator"
        case Table():
            return "table"
        case Figure():
            return "figure"
        case Sidebar():
            return "sidebar"
        case Extract():
            return "extract"
        case Box():
            return "box"
        case _:
            assert_never(block)


def _twins(section: Section) -> Faults:
    """Find headings with the same words, unless each has an id of its own."""
    first: dict[str, Heading] = {}
    faults: list[Diagnostic] = []
    for block in every_block(section.blocks):
        if not isinstance(block, Heading):
            continue
        words = plain(block.children)
        twin = first.setdefault(words.casefold(), block)
        if twin is not block and not (twin.id and block.id):
            faults.append(fault("OC205", block.origin, title=words, related=[twin.origin]))
    return tuple(faults)
