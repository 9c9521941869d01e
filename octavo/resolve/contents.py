"""Fill the table of contents: two levels (T27), or as many as the book asks for."""

from collections.abc import Sequence
from dataclasses import replace

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.inlines import Inlines
from octavo.model.prose import Heading
from octavo.model.transform import repeatable
from octavo.resolve.registers import Registers, Sections

NOT_LISTED = frozenset({"cover", "half-title", "title-page", "imprint", "contents", "back-cover", "page"})

SECOND_LEVEL = 2

ENTRY_OF_CONTENTS = "contents-"
"""How the id of an entry begins; behind it stands the id of what it leads to."""


def fill_contents(section: Section, sections: Sections, registers: Registers) -> Section:
    """Fill the contents: parts and their chapters, or, in a book without parts, chapters and their heads.

    ``contents-depth`` of the settings says how many levels there are.

    Entries: ``head`` is the title without notes, marks and links; ``target`` the section or heading; values ``number``,
    ``kind`` and ``matter``.
    """
    depth = registers.settings.value.contents_depth
    parts = {each.id for each in sections if each.kind == "part"}
    chapters: dict[str, list[Entry]] = {}
    for each in sections:
        if each.part in parts and each.kind != "part":
            chapters.setdefault(each.part, []).append(_of_section(each, _heads(each, depth - 2)))
    entries = [
        _of_section(each, tuple(chapters.get(each.id, ()) if depth > 1 else ()) if parts else _heads(each, depth - 1))
        for each in sections
        if each.kind not in NOT_LISTED and (each.kind == "part" or each.part not in parts)
    ]
    return replace(section, groups=(EntryGroup(title="", entries=tuple(entries)),))


def _heads(section: Section, levels: int) -> tuple[Entry, ...]:
    """Return the headings of so many levels, each with those below it."""
    headings = [block for block in section.blocks if isinstance(block, Heading)]
    return _below(section, headings, SECOND_LEVEL, SECOND_LEVEL + levels - 1)


def _below(section: Section, headings: Sequence[Heading], level: int, deepest: int) -> tuple[Entry, ...]:
    """Return the entries of the headings of a ``level``, down to the ``deepest``."""
    if level > deepest:
        return ()
    starts = [place for place, heading in enumerate(headings) if heading.level == level]
    ends = [*starts[1:], len(headings)]
    return tuple(
        _of_heading(section, headings[start], _below(section, headings[start + 1 : end], level + 1, deepest))
        for start, end in zip(starts, ends, strict=False)
    )


def _of_heading(section: Section, heading: Heading, below: tuple[Entry, ...]) -> Entry:
    return _entry(heading, heading.children, kind="heading", matter=section.matter, below=below)


def _of_section(section: Section, below: tuple[Entry, ...]) -> Entry:
    return _entry(section, section.title, kind=section.kind, matter=section.matter, below=below)


def _entry(place: Section | Heading, title: Inlines, *, kind: str, matter: str, below: tuple[Entry, ...]) -> Entry:
    values = {"number": place.number, "kind": kind, "matter": matter}
    return Entry(
        id=f"{ENTRY_OF_CONTENTS}{place.id}",
        head=repeatable(title),
        values={name: value for name, value in values.items() if value},
        target=place.id,
        children=below,
        origin=place.origin,
    )
