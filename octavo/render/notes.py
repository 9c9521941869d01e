"""Set the notes of a section: on paper at the foot of the page of their call, on screens at the end of the section."""

from dataclasses import replace

from markupsafe import Markup

from octavo.model.prose import Note, Paragraph
from octavo.render.inlines import set_inlines
from octavo.render.markup import NOTHING, element, joined, lines
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
    """Set the notes of the section for its end, each with a link back to its call; nothing on paper (rule E9)."""
    if context.medium == "print" or not context.calls:
        return NOTHING
    asides = lines([_note(note, context) for note in context.notes.values() if note.label in context.calls])
    return element("section", asides, {"class": "notes", **semantics("notes", context.medium)})


def _note(note: Note, context: Context) -> Markup:
    back = {"class": "note-number", "href": f"#{context.calls[note.label]}", **semantics("note-number", context.medium)}
    number = element("a", str(note.number), back)
    first, rest = note.blocks[0], note.blocks[1:]
    if isinstance(first, Paragraph):
        words = element("p", joined((number, " ", set_inlines(first.children, context))))
    else:
        words = lines((element("p", number), set_blocks((first,), context)))
    attributes = {"id": context.known(note.id, note.origin), **semantics("note", context.medium)}
    return element("aside", lines((words, set_blocks(rest, context))), attributes)
