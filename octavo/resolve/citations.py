"""Gather the citations of a book for the citation processor, and put its words in their places.

In note styles a citation becomes a footnote of its section; inside a footnote, and in source lines, it stays words.
"""

from collections.abc import Mapping
from dataclasses import replace

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.inlines import Citation, Inline, Inlines, NoteCall, Text, work_id
from octavo.model.language import Language
from octavo.model.numbering import AskedCitation, CitationRequest, Numbering, WordedCitation
from octavo.model.origin import NOWHERE
from octavo.model.prose import Note, Paragraph, Place
from octavo.model.query import read
from octavo.model.transform import Rules, change_marks, rewrite_section
from octavo.resolve.anchors import note_ids
from octavo.resolve.citeproc import unbracketed
from octavo.resolve.note_calls import closed_up
from octavo.resolve.registers import Registers, Sections


def request_of(sections: Sections, registers: Registers, style: str) -> tuple[CitationRequest, tuple[str, ...]]:
    """Return what the citation processor is to be asked for the whole book, and the anchors of the citations in it.

    ``style`` is the text of a CSL style. Every work that is cited must exist.
    """
    found = [
        (inline, in_note) for section in sections for inline, in_note in read(section) if isinstance(inline, Citation)
    ]
    keys = {work_id(key): key for key in registers.sources}
    works = tuple(
        keys[entry.id] for section in sections if section.kind == "bibliography" for entry in section.every_entry()
    )
    named = {work.key for citation, _ in found for work in citation.works}.union(works)
    request = CitationRequest(
        style=style,
        language=registers.language.code,
        quotes=registers.language.quotes.outer,
        sources={key: registers.sources[key].value.csl for key in sorted(named)},
        citations=tuple(
            AskedCitation(citation=_without_place(citation), in_note=in_note or citation.bare)
            for citation, in_note in found
        ),
        works=works,
        pair=_pair(registers.language),
    )
    return request, tuple(citation.anchor for citation, _ in found)


def _pair(language: Language) -> tuple[str, str] | None:
    """Return the word between two names and its form before an *i*; nothing where the language has no such form."""
    key = "list-pair-before-i"
    if key not in language.words:
        return None
    usual, other = (language.words[each].format(first="", last="").strip() for each in ("list-pair", key))
    return usual, other


def set_citations(section: Section, numbering: Numbering) -> Section:
    """Put their words into the citations of a section, their footnotes among its notes, and its works in order."""
    added: list[Note] = []
    answers = numbering.citations

    def worded(inline: Inline) -> Inlines:
        if not isinstance(inline, Citation):
            return (inline,)
        answer = answers[inline.anchor]
        words = answer.words
        if answer.note is not None:
            note, call = note_ids(section.id, inline.anchor)
            blocks = (Paragraph(children=answer.note, origin=inline.origin),)
            added.append(Note(label=inline.anchor, blocks=blocks, id=note, origin=inline.origin))
            words = (*words, NoteCall(label=inline.anchor, id=call, origin=inline.origin))
        return (replace(inline, children=words),)

    def run(inside: Inlines, _place: Place) -> Inlines:
        if all(isinstance(inline, Text) and inline.value for inline in inside):
            return inside
        return closed_up(_flowing_on(change_marks(inside, worded), answers))

    changed = rewrite_section(order_works(section, numbering.works), Rules(run=run))
    return replace(changed, notes=(*changed.notes, *added))


def order_works(section: Section, works: Mapping[str, Inlines]) -> Section:
    """Return a section; the entries of the bibliography in the order of the style, each with its words."""
    if section.kind != "bibliography":
        return section
    return replace(section, groups=tuple(_ordered(group, works) for group in section.groups))


def _ordered(group: EntryGroup, works: Mapping[str, Inlines]) -> EntryGroup:
    entries = {entry.id: entry for entry in group.entries}
    listed = ((work_id(key), words) for key, words in works.items())
    return replace(group, entries=tuple(_with_words(entries[name], words) for name, words in listed if name in entries))


def _with_words(entry: Entry, words: Inlines) -> Entry:
    return replace(entry, parts={"work": (Paragraph(children=words, origin=entry.origin),), **entry.parts})


def _flowing_on(run: Inlines, answers: Mapping[str, WordedCitation]) -> Inlines:
    """Return a run in which no citation of a footnote ends with a full stop of the style's, unless it ends the run."""
    return tuple(
        replace(inline, children=unbracketed(inline.children))
        if isinstance(inline, Citation) and answers[inline.anchor].is_stopped and position < len(run)
        else inline
        for position, inline in enumerate(run, 1)
    )


def _without_place(citation: Citation) -> Citation:
    """Return a citation as the processor is asked for it: where it stands makes no difference to its words."""
    works = tuple(replace(work, origin=NOWHERE) for work in citation.works)
    return replace(citation, works=works, anchor="", origin=NOWHERE)
