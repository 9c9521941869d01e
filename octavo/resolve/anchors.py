"""Give every section and block its id, so that everything can be linked to, indexed and compared between editions.

An id that an author or a record gave is kept. The others are made from the id of the section and from what stands
there, never from how much stands before it, so that a new paragraph renames no other: ``kirov-p-4kq2nza`` from a digest
of the words, ``kirov--a-shot`` from the words of a heading. Of equal blocks the first has this id, and the others have
one from their words and the heading above them; where that is equal too, they are counted. Headings of the same words
are counted at once, as everywhere: ``kirov--a-shot-2``.

Citations and index marks are named in the same way, from what they say; the words before them tell equal ones apart.
"""

import re
import unicodedata
from base64 import b32encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from octavo.model.book import Entry, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Citation, CitedWork, IndexMark, Inline, Inlines, NoteCall, PersonLink, TermLink, Text
from octavo.model.origin import Origin
from octavo.model.prose import (
    Block,
    Equation,
    Extract,
    Figure,
    GridTable,
    Heading,
    ItemList,
    Paragraph,
    Place,
    Preformatted,
    Sidebar,
    Table,
)
from octavo.model.query import every_block, plain, runs, section_inlines
from octavo.model.records import ImageFigure
from octavo.model.transform import Rules, change_inlines, rewrite, rewrite_section
from octavo.resolve.registers import Sections

_KINDS: Mapping[type[Block], str] = {Paragraph: "p", ItemList: "list"}
"""The word for a kind of block in ids, where it is not that of its class."""

SIGNS = re.compile(r"[A-Za-z0-9_.-]+")
"""The label of a note that may stand in an id as it is."""

DIGEST = 7
"""Length of a digest in an id: 35 bits, enough for the blocks of a section; a chance match is told apart as equal."""

WRITTEN = frozenset({"chapter", "appendix", "text", "page", "part"})
"""The kinds of sections that authors write."""

MADE = "'{id}' is the section that Octavo makes: give the text an id of its own: # Title {{#{id}-text}}"
ONCE = "a figure is shown once: refer to it with [](#{id}), or give the second one a record"

NEAR = 24
"""How many characters before a citation or an index mark tell it apart from an equal one."""


def anchor_texts(sections: Sections) -> Sections:
    """Give ids to all blocks and notes of the texts, and anchors to their citations, index marks and calls."""
    taken = {section.id for section in sections}
    taken |= {given for section in sections for block in every_block(section.blocks) if (given := given_id(block))}
    anchored = []
    for section in sections:
        blocks = rewrite(section.blocks, Rules(block=_namer(section.id, taken)))
        notes = tuple(replace(note, id=note_ids(section.id, note.label)[0]) for note in section.notes)
        anchored.append(anchor_marks(replace(section, blocks=blocks, notes=notes), taken))
    return tuple(anchored)


def check_ids(sections: Sections) -> Iterator[Diagnostic]:
    """Yield OC111 where two things have the same id, with another remedy for a figure or a person shown twice."""
    places: dict[str, Origin] = {}
    blocks = [block for section in sections for block in every_block(section.blocks)]
    figures = {block.id for block in blocks if isinstance(block, Figure)}
    sidebars = {given_id(block) for block in blocks if isinstance(block, Sidebar)}
    made = {section.id: section.origin for section in sections if section.kind == section.id not in WRITTEN}
    texts = [section for section in sections if section.id in made and section.kind != section.id]
    for section in texts:
        place = made[section.id]
        yield replace(fault("OC111", section.origin, id=section.id, related=[place]), hint=MADE.format(id=section.id))
    # What is made of such a section has ids from its own.
    told = {each for section in texts for each in (section.id, f"contents-{section.id}")}
    for identifier, origin in (*_block_ids(sections), *_other_ids(sections)):
        if identifier in places and identifier not in told:
            diagnostic = fault("OC111", origin, id=identifier, related=[places[identifier]])
            if identifier in figures:
                diagnostic = replace(diagnostic, hint=ONCE.format(id=identifier))
            elif identifier in sidebars:
                hint = f"give the second sidebar an id of its own: '::: sidebar #{identifier}-2 …'"
                diagnostic = replace(diagnostic, hint=hint)
            yield diagnostic
        places.setdefault(identifier, origin)


def anchor_marks(section: Section, taken: set[str]) -> Section:
    """Give anchors to the citations and index marks of a section that have none, and ids to its calls of notes.

    Those of an entry begin with its id.
    ``taken`` are the ids that are not to be given again.
    """
    scope, before = section.id, ""

    def entry(entry: Entry) -> Entry:
        nonlocal scope
        scope = entry.id
        return entry

    def named(inline: Inline) -> Inlines:
        nonlocal before
        match inline:
            case Text(value=value):
                before = (before + value)[-NEAR:]
            case Citation(anchor="", works=works):
                said = repr([_said(work) for work in works])
                return (replace(inline, anchor=_by_words(f"{scope}-cite", said, before, taken)),)
            case IndexMark(anchor="", path=path):
                return (replace(inline, anchor=_by_words(f"{scope}-index", "!".join(path), before, taken)),)
            case NoteCall(id="", label=label):
                return (replace(inline, id=fresh(note_ids(section.id, label)[1], taken)),)
            case _:
                pass
        return (inline,)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        nonlocal before
        before = ""
        return inlines if all(isinstance(each, Text) for each in inlines) else change_inlines(inlines, named)

    return rewrite_section(section, Rules(run=run, entry=entry))


def slug(words: str) -> str:
    """Return ``words`` as a piece of an id: ASCII letters and digits, with hyphens; empty where none are left."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def digest(*words: str) -> str:
    """Return a short digest of ``words`` for an id. Where lines end in a file makes no difference."""
    said = "\0".join(" ".join(each.split()) for each in words)
    return b32encode(sha256(said.encode()).digest()).decode().lower()[:DIGEST]


def fresh(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, or ``wanted`` with the first number that makes it new, and add it to ``taken``."""
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name


def note_ids(section: str, label: str) -> tuple[str, str]:
    """Return the ids of a note and of its first call, from the label, whatever its number.

    The label of a citation that became a note is its anchor.
    """
    own = label.removeprefix(f"{section}-")
    name = own if SIGNS.fullmatch(own) else digest(label)
    return f"{section}-note-{name}", f"{section}-call-{name}"


def ids_of(sections: Sections) -> frozenset[str]:
    """Return the id of everything in ``sections`` that has one."""
    return frozenset(identifier for identifier, _ in (*_block_ids(sections), *_other_ids(sections)) if identifier)


def _block_ids(sections: Sections) -> Iterator[tuple[str, Origin]]:
    for section in sections:
        yield section.id, section.origin
        yield from ((block.id, block.origin) for block in every_block(section.blocks))


def _other_ids(sections: Sections) -> Iterator[tuple[str, Origin]]:
    """Yield the ids of entries, notes and marks, with their places."""
    for section in sections:
        yield from ((entry.id, entry.origin) for entry in section.every_entry())
        yield from ((note.id, note.origin) for note in section.notes)
        for inline in section_inlines(section):
            match inline:
                case Citation(anchor=name) | IndexMark(anchor=name) | PersonLink(anchor=name) | TermLink(anchor=name):
                    if name:
                        yield name, inline.origin
                case NoteCall(id=name) if name:
                    yield name, inline.origin
                case _:
                    pass


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


def _said(work: CitedWork) -> tuple[str, ...]:
    return work.key, plain(work.prefix), work.label, work.locator, plain(work.suffix)


def _namer(section: str, taken: set[str]) -> Callable[[Block], Block]:
    """Return what gives ids to the blocks of ``section``, in order."""
    heading = ""

    def name(block: Block) -> Block:
        nonlocal heading
        words = _words(block)
        if isinstance(block, Heading):
            heading = words
        if given := given_id(block):
            return replace(block, id=given)
        if isinstance(block, Heading) and (short := slug(words)):
            return replace(block, id=fresh(f"{section}--{short}", taken))
        kind = _KINDS.get(type(block), type(block).__name__.lower())
        return replace(block, id=_by_words(f"{section}-{kind}", words, heading, taken))

    return name


def _words(block: Block) -> str:
    """Return the words that name ``block``: all of a paragraph or table, those with which anything else begins.

    So what is added inside a list, a box or a quotation renames neither it nor what holds it.
    """
    match block:
        case Preformatted(text=text) | Equation(words=text) | Figure(record=ImageFigure(file=text), figure=""):
            return text
        case Paragraph() | Heading() | Table() | GridTable():
            return "\n".join(map(plain, runs((block,))))
        case _:
            return next((words for run in runs((block,)) if (words := plain(run)).strip()), "")


def _by_words(stem: str, words: str, context: str, taken: set[str]) -> str:
    """Return ``stem`` with a digest of ``words``; where that is taken, with one of ``words`` and their ``context``."""
    return _first_free((f"{stem}-{digest(words)}", f"{stem}-{digest(words, context)}"), taken)


def _first_free(names: tuple[str, str], taken: set[str]) -> str:
    """Return the first of two names that is not taken, else the second with a count; it is then taken."""
    return fresh(names[0] if names[0] not in taken else names[1], taken)
