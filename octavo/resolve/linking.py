"""Link people and terms where a section first mentions them.

A mention is written as a link by the author, or found here by its words: whole words, the longest phrase first. What
stands in headings, captions, links, references, citations and code is left alone, and so is text in another language.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from octavo.model.book import Section
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
from octavo.model.word_forms import forms_of, pattern_of
from octavo.resolve.registers import SECTION_OF, Kinds, Registers, Target

TEXT_KINDS = frozenset({"chapter", "appendix", "text", "page", "sheet"})
"""Kinds of sections whose words are searched; elsewhere only what an author wrote as a link is one."""

WORD = re.compile(r"\w+")


# --- phrases ---------------------------------------------------------------------------------------------------------


class Phrase(NamedTuple):
    """Words by which the text may mention something; ``lead`` is how many signs stand before the first word.

    ``pattern`` finds them in all their forms.
    """

    words: str
    lead: int
    target: Target
    pattern: re.Pattern[str]


Phrases: TypeAlias = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their first word, the longest first."""


def phrases_of(registers: Registers) -> Phrases:
    """Return all words that mention printable people and terms.

    People are looked for as written, terms also with the first letter in the other case, both in the forms that the
    language has for their words; those that a record lists under ``mentions`` as they are. A phrase that could mean
    two different things is not looked for.
    """
    meanings: dict[str, dict[Target, Mapping[str, str]]] = {}
    for words, target, endings in _mentions(registers):
        meanings.setdefault(words, {}).setdefault(target, endings)
    found: dict[str, list[Phrase]] = {}
    for words, targets in meanings.items():
        first = WORD.search(words)
        if first and len(targets) == 1:
            ((target, endings),) = targets.items()
            phrase = Phrase(words, first.start(), target, pattern_of(words, endings))
            for form in forms_of(first.group(), endings):
                found.setdefault(form, []).append(phrase)
    return {word: tuple(sorted(each, key=lambda phrase: -len(phrase.words))) for word, each in found.items()}


def _mentions(registers: Registers) -> Iterator[tuple[str, Target, Mapping[str, str]]]:
    """Yield the words that may mention people and terms, each with the endings of its other forms."""
    language = registers.language
    for person in registers.people.values():
        if person.value.print:
            for words in person.value.mentions or (person.value.name,):
                yield words, Target("person", person.value.id), {} if person.value.mentions else language.name_forms
    for term in registers.terms.values():
        if term.value.print:
            endings = {} if term.value.mentions else language.term_forms
            for words in term.value.mentions or (term.value.term, *term.value.aliases):
                yield words[:1].lower() + words[1:], Target("term", term.value.id), endings
                yield words[:1].upper() + words[1:], Target("term", term.value.id), endings


def _matches(value: str, phrases: Phrases) -> Iterator[tuple[int, int, Target]]:
    """Yield where phrases stand in ``value``: start, end, meaning; what is found does not overlap.

    The longest is found or, of equal ones, the one that stands there as the record has it; a form of two is of none.
    """
    # A line end in the file is a space in the text, also inside a phrase.
    line = value.replace("\n", " ")
    end = 0
    # Many books have no registers.
    for word in WORD.finditer(line) if phrases else ():
        found: dict[tuple[int, bool], set[tuple[int, Target]]] = {}
        for phrase in phrases.get(word.group(), ()):
            start = word.start() - phrase.lead
            if start >= end and (match := phrase.pattern.match(line, start)):
                rank = len(match.group()), match.group() == phrase.words
                found.setdefault(rank, set()).add((start, phrase.target))
        if found and len(best := found[max(found)]) == 1:
            ((start, target),) = best
            end = start + max(found)[0]
            yield start, end, target


# --- links -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Mentions:
    """What a section mentions, as far as it was read; ``kinds`` are those of the sections that the book has."""

    section: str
    kinds: Kinds
    met: set[Target] = field(default_factory=set)

    def meet(self, target: Target) -> tuple[bool, str]:
        """Note a mention; return whether it is the one that the section links, and the anchor it then has."""
        is_first = target not in self.met and SECTION_OF[target.register] in self.kinds
        self.met.add(target)
        return is_first, f"{self.section}-{target.register}-{target.id}" if is_first else ""


def link_section(section: Section, phrases: Phrases, kinds: Kinds) -> Section:
    """Link the people and terms that a section mentions, at the first mention of each.

    Mentions are what authors wrote as links and, in a section of the author's, what is found of ``phrases``; the words
    of records are not searched.
    """
    is_text = section.kind in TEXT_KINDS
    return rewrite_section(section, _rules(_Mentions(section.id, kinds), phrases if is_text else {}))


def _rules(mentions: _Mentions, phrases: Phrases, subject: Target | None = None) -> Rules:
    """Return what links runs of text; ``subject`` is the person of a sidebar, whose life does not link to itself.

    The description of a figure, which not every reader sees, is not searched.
    """

    def run(inlines: Inlines, place: Place) -> Inlines:
        return kept(inlines, tuple(_linked(inlines, phrases if place in {"prose", "cell"} else {}, mentions, subject)))

    def inside(block: Block) -> Rules:
        match block:
            case Sidebar(person=key) if key:
                return _rules(mentions, phrases, Target("person", key))
            case Figure():
                return _rules(mentions, {}, subject)
            case _:
                return rules

    rules = Rules(run=run, inside=inside)
    return rules


def _linked(
    inlines: Iterable[Inline], phrases: Phrases, mentions: _Mentions, subject: Target | None
) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text():
                yield from _linked_text(inline, phrases, mentions, subject)
            case PersonLink(person=key):
                is_first, anchor = mentions.meet(Target("person", key))
                yield replace(inline, is_first=is_first, anchor=anchor)
            case TermLink(term=key):
                is_first, anchor = mentions.meet(Target("term", key))
                yield replace(inline, is_first=is_first, anchor=anchor)
            case Link() | Reference() | Citation() | Code() | NoteCall():
                yield inline
            case Span(language=language) if language:
                yield _inside(inline, {}, mentions, subject)
            case _:
                yield _inside(inline, phrases, mentions, subject)


def _inside(inline: Inline, phrases: Phrases, mentions: _Mentions, subject: Target | None) -> Inline:
    inside = children(inline)
    return with_children(inline, kept(inside, tuple(_linked(inside, phrases, mentions, subject))))


def _linked_text(text: Text, phrases: Phrases, mentions: _Mentions, subject: Target | None) -> Iterator[Inline]:
    value, done = text.value, 0
    for start, end, target in _matches(value, phrases):
        if target in mentions.met or target == subject:
            continue
        if start > done:
            yield replace(text, value=value[done:start])
        words = (replace(text, value=value[start:end]),)
        is_first, anchor = mentions.meet(target)
        if target.register == "person":
            yield PersonLink(person=target.id, children=words, is_first=is_first, anchor=anchor, origin=text.origin)
        else:
            yield TermLink(term=target.id, children=words, is_first=is_first, anchor=anchor, origin=text.origin)
        done = end
    if done < len(value) or done == 0:
        yield replace(text, value=value[done:]) if done else text
