"""Give the people, terms and works of the made sections the places at which the book names them."""

from dataclasses import replace

from octavo.model.book import Entry, Section
from octavo.model.inlines import Citation, Inlines, PersonLink, TermLink, work_id
from octavo.model.prose import Block, Place, Sidebar
from octavo.model.query import every_inline
from octavo.model.transform import Rules, rewrite_section
from octavo.resolve.registers import SECTION_OF, Register, Registers, Sections, kinds_of


def set_locators(sections: Sections, registers: Registers) -> Sections:
    """Give the entries of people, glossary and bibliography their ``anchors``, in reading order.

    A person occurs at the first mention in each section, in the sidebar about the person, and at the events of the
    chronology that name the person; a term at the first mention in each section; a work wherever it is cited. What a
    made section names in its own entries is no occurrence of those.
    """
    found: dict[str, list[str]] = {}
    for section in sections:
        _gather(section, found)
    if "chronology" in kinds_of(sections):
        for event in registers.events.values():
            for key in event.value.people:
                found.setdefault(f"person-{key}", []).append(f"event-{event.value.id}")

    def placed(entry: Entry) -> Entry:
        return replace(entry, anchors=tuple(found[entry.id])) if entry.id in found else entry

    return tuple(
        rewrite_section(section, Rules(entry=placed)) if section.kind in SECTION_OF.values() else section
        for section in sections
    )


def _gather(section: Section, found: dict[str, list[str]]) -> None:
    """Add the anchors in ``section`` to those ``found`` before, by the id of the entry that they belong to."""

    def add(register: Register, key: str, anchor: str) -> None:
        if anchor and SECTION_OF[register] != section.kind:
            name = work_id(key) if register == "work" else f"{register}-{key}"
            found.setdefault(name, []).append(anchor)

    def block(block: Block) -> Block:
        if isinstance(block, Sidebar) and block.person:
            add("person", block.person, block.id)
        return block

    def run(inlines: Inlines, _place: Place) -> Inlines:
        for inline in every_inline(inlines):
            match inline:
                case PersonLink(person=key, anchor=anchor):
                    add("person", key, anchor)
                case TermLink(term=key, anchor=anchor):
                    add("term", key, anchor)
                case Citation(works=works, anchor=anchor):
                    for key in dict.fromkeys(work.key for work in works):
                        add("work", key, anchor)
                case _:
                    pass
        return inlines

    rewrite_section(section, Rules(block=block, run=run))
