"""Link people and terms where a section first mentions them.

A mention is written as a link by the author, or found here by its words: whole words, the longest phrase first. What
stands in headings, captions, links, references, citations and code is left alone, and so is text in another language.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from octavo.model.book import Section
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.inlines import (
    Citation,
    Code,
    Inline,
    Inlines,
    Link,
    NoteCall,
    PersonLink,
    Reference,
    Span,
    TermLink,
    Text,
    children,
    with_children,
)
from octavo.model.prose import Block, Figure, Place, Sidebar
from octavo.model.sharing import kept
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.anchors import fresh, taken_ids
from octavo.resolve.print_marks import not_cleared
from octavo.resolve.registers import Faults, Kinds, Registers, Sections, kinds_of

Register: TypeAlias = Literal["person", "term"]


class Target(NamedTuple):
    """What a mention means: the register and the id in it."""

    register: Register
    id: str


SECTION_OF: Mapping[Register, str] = {"person": "people", "term": "glossary"}
"""The made section in which the entries of a register stand."""

TEXT_KINDS = frozenset({"chapter", "text"})
"""Kinds of sections whose words are searched; elsewhere only what an author wrote as a link is one."""

WORD = re.compile(r"\w+")


# --- phrases ---------------------------------------------------------------------------------------------------------


class Phrase(NamedTuple):
    """Words by which the text may mention something; ``lead`` is how many signs stand before the first word."""

    words: str
    lead: int
    target: Target


Phrases: TypeAlias = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their first word, the longest first."""


def phrases_of(registers: Registers) -> Phrases:
    """Return all words that mention printable people and terms.

    People are looked for as written, terms also with the first letter in the other case. A phrase that could mean two
    different things is not looked for.
    """
    meanings: dict[str, set[Target]] = {}
    for words, target in _mentions(registers):
        meanings.setdefault(words, set()).add(target)
    found: dict[str, list[Phrase]] = {}
    for words, targets in meanings.items():
        first = WORD.search(words)
        if first and len(targets) == 1:
            found.setdefault(first.group(), []).append(Phrase(words, first.start(), *targets))
    return {word: tuple(sorted(each, key=lambda phrase: -len(phrase.words))) for word, each in found.items()}


def _mentions(registers: Registers) -> Iterator[tuple[str, Target]]:
    for person in registers.people.values():
        if person.value.print:
            for words in person.value.mentions or (person.value.name,):
                yield words, Target("person", person.value.id)
    for term in registers.terms.values():
        if term.value.print:
            for words in term.value.mentions or (term.value.term, *term.value.aliases):
                yield words[:1].lower() + words[1:], Target("term", term.value.id)
                yield words[:1].upper() + words[1:], Target("term", term.value.id)


def _occurrences(value: str, phrases: Phrases) -> Iterator[tuple[int, int, Target]]:
    """Yield where phrases stand in ``value``: start, end, meaning; what is found does not overlap."""
    # A line end in the file is a space in the text, also inside a phrase.
    line = value.replace("\n", " ")
    end = 0
    for word in WORD.finditer(line):
        for phrase in phrases.get(word.group(), ()):
            start = word.start() - phrase.lead
            stop = start + len(phrase.words)
            if start >= end and line.startswith(phrase.words, start) and not line[stop : stop + 1].isalnum():
                yield start, stop, phrase.target
                end = stop
                break


# --- links -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reading:
    """Where a pass is in a section: what it met so far, and the faults it found."""

    section: str
    registers: Registers
    kinds: Kinds
    taken: set[str]
    met: set[Target] = field(default_factory=set)
    faults: list[Diagnostic] = field(default_factory=list)


def link_texts(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Link the people and terms that the texts mention, at the first mention in each section.

    Faults: OC203 and OC202 for people and terms that do not exist, OC213 for those not cleared for printing.
    """
    return _link(sections, registers, phrases_of(registers), lambda section: section.kind in TEXT_KINDS)


def link_made_sections(sections: Sections, registers: Registers) -> tuple[Sections, Faults]:
    """Follow the links that authors wrote in records; the words of records are not searched. Faults as above."""
    return _link(sections, registers, {}, lambda section: section.kind not in TEXT_KINDS)


def _link(
    sections: Sections, registers: Registers, phrases: Phrases, concerns: Callable[[Section], bool]
) -> tuple[Sections, Faults]:
    faults: list[Diagnostic] = []
    kinds, taken = kinds_of(sections), taken_ids(sections)
    linked = []
    for section in sections:
        if concerns(section):
            reading = _Reading(section=section.id, registers=registers, kinds=kinds, taken=taken)
            linked.append(rewrite_section(section, _rules(reading, phrases)))
            faults += reading.faults
        else:
            linked.append(section)
    return tuple(linked), tuple(faults)


def _rules(reading: _Reading, phrases: Phrases, subject: Target | None = None) -> Rules:
    """Return what links runs of text; ``subject`` is the person of a sidebar, whose life does not link to itself.

    The description of a figure, which not every reader sees, is not searched.
    """

    def run(inlines: Inlines, place: Place) -> Inlines:
        return kept(inlines, tuple(_linked(inlines, phrases if place in {"prose", "cell"} else {}, reading, subject)))

    def inside(block: Block) -> Rules:
        match block:
            case Sidebar(person=key) if key:
                return _rules(reading, phrases, Target("person", key))
            case Figure():
                return _rules(reading, {}, subject)
            case _:
                return rules

    rules = Rules(run=run, inside=inside)
    return rules


def _linked(inlines: Iterable[Inline], phrases: Phrases, reading: _Reading, subject: Target | None) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text():
                yield from _linked_text(inline, phrases, reading, subject)
            case PersonLink(person=key) | TermLink(term=key):
                yield _written(inline, key, reading)
            case Link() | Reference() | Citation() | Code() | NoteCall():
                yield inline
            case Span(language=language) if language:
                yield _inside(inline, {}, reading, subject)
            case _:
                yield _inside(inline, phrases, reading, subject)


def _inside(inline: Inline, phrases: Phrases, reading: _Reading, subject: Target | None) -> Inline:
    inside = children(inline)
    return with_children(inline, kept(inside, tuple(_linked(inside, phrases, reading, subject))))


def _linked_text(text: Text, phrases: Phrases, reading: _Reading, subject: Target | None) -> Iterator[Inline]:
    value, done = text.value, 0
    for start, end, target in _occurrences(value, phrases):
        if target in reading.met or target == subject:
            continue
        if start > done:
            yield replace(text, value=value[done:start])
        words = (replace(text, value=value[start:end]),)
        is_first, anchor = _meet(target, reading)
        if target.register == "person":
            yield PersonLink(person=target.id, children=words, is_first=is_first, anchor=anchor, origin=text.origin)
        else:
            yield TermLink(term=target.id, children=words, is_first=is_first, anchor=anchor, origin=text.origin)
        done = end
    if done < len(value) or done == 0:
        yield replace(text, value=value[done:]) if done else text


def _meet(target: Target, reading: _Reading) -> tuple[bool, str]:
    """Note a mention; return whether it is the one that the section links, and the anchor it then has."""
    is_first = target not in reading.met and SECTION_OF[target.register] in reading.kinds
    reading.met.add(target)
    anchor = fresh(f"{reading.section}-{target.register}-{target.id}", reading.taken) if is_first else ""
    return is_first, anchor


def _written(link: PersonLink | TermLink, key: str, reading: _Reading) -> Inline:
    """Return a link that an author wrote, with its fault where it leads nowhere."""
    people, terms = reading.registers.people, reading.registers.terms
    if isinstance(link, PersonLink):
        if key not in people:
            reading.faults.append(fault("OC203", link.origin, key=key, near=(key, people)))
            return link
        reading.faults += not_cleared("person", people[key], link.origin)
        is_first, anchor = _meet(Target("person", key), reading)
    else:
        if key not in terms:
            reading.faults.append(fault("OC202", link.origin, key=key, near=(key, terms)))
            return link
        reading.faults += not_cleared("term", terms[key], link.origin)
        is_first, anchor = _meet(Target("term", key), reading)
    return replace(link, is_first=is_first, anchor=anchor)
