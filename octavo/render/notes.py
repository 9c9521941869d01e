"""Set the notes of a section: at the foot of the page of their call, at the end of the section, or of the book."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from octavo.model.book import Entry, Section
from octavo.model.origin import Origin
from octavo.model.prose import Blocks, Note, Paragraph
from octavo.render.inlines import digits, set_inlines
from octavo.render.markup import NOTHING, classes, element, joined, lines
from octavo.render.prose import set_blocks
from octavo.render.semantics import semantics
from octavo.render.template_context import Context


def set_footnote(note: Note, context: Context) -> Markup:
    """Set the words of a note as they stand inside a paragraph of paper, where only phrasing elements may stand."""
    context = replace(context, is_phrasing=True)
    match note.blocks:
        case (Paragraph() as first, *rest):
            # The number stands beside these words, and what follows is no first paragraph.
            return lines((set_inlines(first.children, context), set_blocks(rest, context, follows_paragraph=True)))
        case _:
            return set_blocks(note.blocks, context)


def set_notes(context: Context) -> Markup:
    """Set the notes of the section for its end, each with a link back to its call (rule E9).

    On paper there are none where they stand at the foot of pages.
    """
    if context.footnotes or not context.notes or not context.calls:
        return NOTHING
    last = max(note.number for note in context.notes.values())
    # One by one: a note may be the first to call another.
    notes = [
        _set(_NumberedNote(note.id, note.number, last, context.calls[note.label], note.blocks, note.origin), context)
        for note in context.notes.values()
        if note.label in context.calls
    ]
    name = "div" if context.medium == "print" else "section"
    return element(name, lines(notes), {"class": "notes", **semantics("notes", context.medium)})


def set_endnote(entry: Entry, last: str, heads: Mapping[str, str], context: Context) -> Markup:
    """Set a note among those of the whole book; ``last`` is the number of the last of its section.

    ``heads`` are the words at the top of pages, by the note that is the first to begin there.
    """
    (call,) = entry.anchors
    number = int(entry.values["number"])
    note = _NumberedNote(entry.id, number, int(last), call, entry.parts["note"], entry.origin)
    return _set(note, context, heads.get(entry.id, ""))


def page_heads(section: Section, context: Context) -> Mapping[str, str]:
    """Return what the pages of the notes of a book have at their tops: the pages on which the notes there are called.

    Each stands with the first note that begins on a page. There are none before it is known where the notes stand.
    """
    pages = context.pages.page_map
    if context.medium != "print" or pages is None:
        return {}
    on_page: dict[int, list[Entry]] = {}
    for entry in section.every_entry():
        if entry.anchors and (page := pages.page(entry.id)):
            on_page.setdefault(page, []).append(entry)
    heads = {}
    for entries in on_page.values():
        first, last = pages.folio(entries[0].anchors[0]), pages.folio(entries[-1].anchors[0])
        if first and last:
            found = context.word("notes-to-pages").format(first=first, last=last)
            heads[entries[0].id] = context.word("notes-to-page").format(page=first) if first == last else found
    return heads


class _NumberedNote(NamedTuple):
    """A note with the id of its call; ``last`` is the number of the last one beside it."""

    id: str
    number: int
    last: int
    call: str
    blocks: Blocks
    origin: Origin


def _set(note: _NumberedNote, context: Context, head: str = "") -> Markup:
    is_printed = context.medium == "print"
    back = {"class": "note-number", "href": f"#{note.call}", **semantics("note-number", context.medium)}
    number = joined(
        (element("a", f"{note.number} " if is_printed else str(note.number), back), "" if is_printed else " ")
    )
    first, rest = note.blocks[0], note.blocks[1:]
    if isinstance(first, Paragraph):
        words = element("p", joined((number, set_inlines(first.children, context))))
    else:
        words = lines((element("p", number), set_blocks((first,), context)))
    about = (
        {"class": classes("endnote", digits(note.last)), "data-place": f" {head}" if head else ""} if is_printed else {}
    )
    attributes = {**about, "id": context.known(note.id, note.origin), **semantics("note", context.medium)}
    follows = set_blocks(rest, context, follows_paragraph=is_printed)
    return element("aside", lines((words, follows)), attributes)
