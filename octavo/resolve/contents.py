"""Fill the table of contents: two levels at most (T27)."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.model.book import Entry, EntryGroup, Section
from octavo.model.inlines import Break, Citation, IndexMark, Inline, Inlines, NoteCall, PersonLink, TermLink, Text
from octavo.model.prose import Heading
from octavo.model.transform import change_inlines
from octavo.resolve.registers import Registers, Sections

NOT_LISTED = frozenset({"cover", "half-title", "title-page", "imprint", "contents", "back-cover", "page"})

SECOND_LEVEL = 2


def fill_contents(section: Section, sections: Sections, _registers: Registers) -> Section:
    """Fill the contents: parts and their chapters, or, in a book without parts, chapters and their heads.

    Entries: ``head`` is the title without notes, marks and links; ``target`` the section or heading; values ``number``,
    ``kind`` and ``matter``.
    """
    parts = {each.id for each in sections if each.kind == "part"}
    chapters: dict[str, list[Entry]] = {}
    for each in sections:
        if each.part in parts and each.kind != "part":
            chapters.setdefault(each.part, []).append(_entry(each))
    entries = [
        _entry(each, tuple(chapters.get(each.id, ()) if parts else _heads(each)))
        for each in sections
        if each.kind not in NOT_LISTED and (each.kind == "part" or each.part not in parts)
    ]
    return replace(section, groups=(EntryGroup(title="", entries=tuple(entries)),))


def bare(inlines: Inlines) -> Inlines:
    """Return a title for use elsewhere: the words, without what may stand only in one place of the book."""
    return change_inlines(inlines, _bare)


def _bare(inline: Inline) -> Inlines:
    match inline:
        case NoteCall() | Citation():
            return ()
        case IndexMark(children=inside) | PersonLink(children=inside) | TermLink(children=inside):
            return bare(inside)
        case Break():
            return (Text(value=" "),)
        case _:
            return (inline,)


def _heads(section: Section) -> Iterator[Entry]:
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == SECOND_LEVEL:
            yield Entry(
                id=f"contents-{block.id}",
                head=bare(block.children),
                values={"kind": "heading", "matter": section.matter},
                target=block.id,
                origin=block.origin,
            )


def _entry(section: Section, below: tuple[Entry, ...] = ()) -> Entry:
    values = {"number": section.number, "kind": section.kind, "matter": section.matter}
    return Entry(
        id=f"contents-{section.id}",
        head=bare(section.title),
        values={name: value for name, value in values.items() if value},
        target=section.id,
        children=below,
        origin=section.origin,
    )
