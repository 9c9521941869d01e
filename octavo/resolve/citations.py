"""Have the citations of a book set, and its bibliography worded and ordered, in one call of the citation processor.

In note styles a citation becomes a footnote of its section; inside a footnote, and in source lines, it stays words.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.model.book import Entry, Group, Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import Citation, Emphasis, Inline, Inlines, NoteCall, Reference, Span, Text
from octavo.model.origin import NOWHERE
from octavo.model.prose import Note, Paragraph, Place
from octavo.model.query import read, section_inlines
from octavo.model.transform import Rules, change_marks, rewrite_section
from octavo.pandoc import PandocRefused
from octavo.resolve.anchors import anchor_marks, taken_ids
from octavo.resolve.citation_items import is_note_style, item_of, with_locator_words
from octavo.resolve.note_calls import closed_up
from octavo.resolve.pandoc import API_VERSION, Element, Json, cite, cited, inlines, kind_of, listed, paragraphs
from octavo.resolve.registers import Faults, Registers, Sections, join, kinds_of

Citeproc = Callable[[bytes], bytes]
"""What answers the requests described in :func:`octavo.resolve.citeproc.run_citeproc`."""

OPENING, CLOSING = ("(", "["), (")", "]")
"""The brackets that in-text styles put around a citation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What the processor gave: words and notes of the citations by anchor, and the works in order.

    ``stopped`` are the citations inside footnotes that end with a full stop of the style's.
    """

    words: Mapping[str, Inlines]
    notes: Mapping[str, Inlines]
    works: Mapping[str, Inlines]
    stopped: frozenset[str]


def set_citations(
    sections: Sections, registers: Registers, *, style: str, citeproc: Citeproc
) -> tuple[Sections, Faults]:
    """Give every citation its anchor and its words, and the entries of the bibliography theirs (part ``work``).

    ``style`` is the text of a CSL style. Faults: OC201 for a source that does not exist, OC213 for one that may not be
    named in print, OC211 where the processor refuses the style or the sources.
    """
    taken = taken_ids(sections)
    anchored = tuple(anchor_marks(section, taken) for section in sections)
    faults = tuple(found for section in anchored for found in _astray(section, registers))
    marks = [mark for section in anchored for mark in _marks(section, registers)]
    listed_works = [
        entry.id.removeprefix("work-")
        for section in anchored
        if section.kind == "bibliography"
        for entry in section.every_entry()
    ]
    if not marks and not listed_works:
        return anchored, faults
    request = _request(marks, listed_works, registers, style)
    try:
        reply = json.loads(citeproc(request))
    except PandocRefused as refused:
        place = registers.settings.at("citation-style")
        return anchored, (*faults, fault("OC211", place, problem=str(refused)))
    links_works = "bibliography" in kinds_of(sections)
    answer = _understood(reply, marks, registers, links_works=links_works, makes_notes=is_note_style(style))
    return tuple(_set(section, answer) for section in anchored), faults


# --- what is cited ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A citation in reading order; ``is_inside`` says that it stands in a note or source line already."""

    citation: Citation
    is_inside: bool


def _marks(section: Section, registers: Registers) -> Iterator[_Mark]:
    """Yield the citations of a section that can be set, as a reader meets them."""
    for inline, in_note in read(section):
        if isinstance(inline, Citation) and all(_may_be_named(work.key, registers) for work in inline.works):
            yield _Mark(citation=inline, is_inside=in_note or inline.bare)


def _may_be_named(key: str, registers: Registers) -> bool:
    return key in registers.sources and registers.sources[key].value.cite


def _astray(section: Section, registers: Registers) -> Iterator[Diagnostic]:
    """Find works that do not exist, or that may not be named in print."""
    for inline in section_inlines(section):
        if not isinstance(inline, Citation):
            continue
        for work in inline.works:
            place = work.origin if work.origin != NOWHERE else inline.origin
            if work.key not in registers.sources:
                yield fault("OC201", place, key=work.key, near=(work.key, registers.sources))
            elif not registers.sources[work.key].value.cite:
                related = [registers.sources[work.key].at("custom", "cite")]
                yield fault("OC213", place, kind="source", id=work.key, related=related)


# --- the request -----------------------------------------------------------------------------------------------------


def _request(marks: Sequence[_Mark], works: Sequence[str], registers: Registers, style: str) -> bytes:
    """Return everything that the processor needs: a paragraph for each citation, then the bibliography."""
    blocks: list[Json] = [_paragraph(mark) for mark in marks]
    blocks.append({"t": "Div", "c": [["refs", [], []], []]})
    named = {work.key for mark in marks for work in mark.citation.works} | set(works)
    document: Element = {
        "pandoc-api-version": API_VERSION,
        "meta": {
            "lang": {"t": "MetaString", "c": registers.language.code},
            "link-citations": {"t": "MetaBool", "c": True},
            "nocite": {"t": "MetaInlines", "c": [cited(works)] if works else []},
        },
        "blocks": blocks,
    }
    asked = {
        "style": with_locator_words(style),
        "sources": [item_of(registers.sources[key].value) for key in sorted(named)],
        "document": document,
    }
    return json.dumps(asked, ensure_ascii=False, sort_keys=True).encode()


def _paragraph(mark: _Mark) -> Json:
    citation: Json = cite(mark.citation)
    if mark.is_inside:
        citation = {"t": "Note", "c": [{"t": "Para", "c": [citation]}]}
    return {"t": "Para", "c": [citation]}


# --- the answer ------------------------------------------------------------------------------------------------------


def _understood(
    reply: Element, marks: Sequence[_Mark], registers: Registers, *, links_works: bool, makes_notes: bool
) -> _Answer:
    """Read the reply to the request of ``marks``: as many paragraphs, and the bibliography."""
    language = registers.language
    words: dict[str, Inlines] = {}
    notes: dict[str, Inlines] = {}
    *replies, bibliography = listed(reply["blocks"])
    for mark, paragraph in zip(marks, replies, strict=True):
        elements = listed(paragraph.get("c"))
        if mark.is_inside:
            elements = _unwrapped(elements)
        before, note = _divided(elements)
        anchor = mark.citation.anchor
        words[anchor] = inlines(before, language, links_works=links_works)
        if mark.citation.bare:
            words[anchor] = _bare(words[anchor])
        if note is not None:
            notes[anchor] = inlines(note, language, links_works=links_works)
    stopped = frozenset(mark.citation.anchor for mark in marks if mark.is_inside and makes_notes)
    return _Answer(words=words, notes=notes, works=dict(_works(bibliography, registers)), stopped=stopped)


def _unwrapped(elements: list[Element]) -> list[Element]:
    """Return what stands in the note in which a citation was sent."""
    return [inside for element in elements for run in paragraphs(element.get("c")) for inside in listed(run)]


def _divided(elements: list[Element]) -> tuple[list[Json], Json]:
    """Return the words that stay in the text, and those of the note that a note style makes (``None`` without)."""
    stay: list[Json] = []
    note: Json = None
    for element in elements:
        content = element.get("c")
        if kind_of(element) == "Cite" and isinstance(content, list):
            for each in listed(content[1]):
                if kind_of(each) == "Note":
                    note = [inside for run in paragraphs(each.get("c")) for inside in listed(run)]
                else:
                    stay.append(each)
        else:
            stay.append(element)
    return stay, note


def _bare(words: Inlines) -> Inlines:
    """Return the words of a citation for a source line: without brackets around them or a full stop at the end."""
    match words:
        case (Text(value=one),) if one.startswith(OPENING) and one.endswith(CLOSING):
            return _unstopped((Text(value=one[1:-1]),))
        case (Text(value=first), *inside, Text(value=last)) if first.startswith(OPENING) and last.endswith(CLOSING):
            return _unstopped((Text(value=first[1:]), *inside, Text(value=last[:-1])))
        case _:
            return _unstopped(words)


def _unstopped(words: Inlines) -> Inlines:
    """Return a run without the full stop at its end, however deep it stands."""
    match words:
        case (*before, Text(value="")):
            return _unstopped(tuple(before))
        case (*before, Text() as last):
            return (*before, replace(last, value=last.value.removesuffix(".")))
        case (*before, (Emphasis() | Span() | Reference()) as last):
            return (*before, replace(last, children=_unstopped(last.children)))
        case _:
            return words


def _works(bibliography: Element, registers: Registers) -> Iterator[tuple[str, Inlines]]:
    """Yield the works of the bibliography in its order, by key."""
    content = bibliography.get("c")
    for entry in listed(content[1]) if isinstance(content, list) else ():
        match entry.get("c"):
            case [[str(name), *_], blocks]:
                lines = [inlines(each, registers.language, links_works=False) for each in paragraphs(blocks)]
                yield name.removeprefix("ref-"), join(lines, " ")
            case _:
                pass


# --- back into the book ----------------------------------------------------------------------------------------------


def _set(section: Section, answer: _Answer) -> Section:
    """Put the words of the answer into a section, and its footnotes among the section's."""
    added: list[Note] = []

    def worded(inline: Inline) -> Inlines:
        if not isinstance(inline, Citation) or inline.anchor not in answer.words:
            return (inline,)
        words = answer.words[inline.anchor]
        if inline.anchor in answer.notes:
            blocks = (Paragraph(children=answer.notes[inline.anchor], origin=inline.origin),)
            added.append(Note(label=inline.anchor, blocks=blocks, origin=inline.origin))
            words = (*words, NoteCall(label=inline.anchor, origin=inline.origin))
        return (replace(inline, children=words),)

    def run(inside: Inlines, _place: Place) -> Inlines:
        if all(isinstance(inline, Text) and inline.value for inline in inside):
            return inside
        return closed_up(_flowing_on(change_marks(inside, worded), answer.stopped))

    changed = rewrite_section(section, Rules(run=run))
    changed = replace(changed, notes=(*changed.notes, *added))
    if section.kind == "bibliography":
        changed = replace(changed, groups=tuple(_ordered(group, answer) for group in changed.groups))
    return changed


def _flowing_on(run: Inlines, stopped: frozenset[str]) -> Inlines:
    """Return a run in which no citation of ``stopped`` ends with a full stop, unless it ends the run."""
    return tuple(
        replace(inline, children=_bare(inline.children))
        if isinstance(inline, Citation) and inline.anchor in stopped and position < len(run)
        else inline
        for position, inline in enumerate(run, 1)
    )


def _ordered(group: Group, answer: _Answer) -> Group:
    """Return the entries of works in the style's order, each with its wording."""
    entries = {entry.id.removeprefix("work-"): entry for entry in group.entries}
    return replace(
        group,
        entries=tuple(_worded(entries[key], words) for key, words in answer.works.items() if key in entries),
    )


def _worded(entry: Entry, words: Inlines) -> Entry:
    return replace(entry, parts={"work": (Paragraph(children=words, origin=entry.origin),), **entry.parts})
