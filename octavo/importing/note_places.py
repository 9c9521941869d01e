"""Places inside footnotes: nothing can lead there, so what did leads to where the note is called."""

from dataclasses import replace

from octavo.importing.conversion import BookText, Conversion
from octavo.model.inlines import NoteCall
from octavo.model.prose import Block, Note
from octavo.model.query import every_block, every_inline, runs
from octavo.model.transform import Rules, rewrite


def with_places_at_calls(conversion: Conversion, text: BookText) -> BookText:
    """Return a text whose notes have no ids: links to them lead to the blocks that call the notes."""
    blocks, anchors, notes = list(text.blocks), list(text.anchors), []
    for note in text.notes:
        lost = [block.id for block in every_block(note.blocks) if block.id]
        place = next((number for number, block in enumerate(blocks) if _calls(block, note.label)), -1)
        if lost and place >= 0:
            kept = blocks[place].id or conversion.free_id(lost[0])
            blocks[place] = replace(blocks[place], id=kept)
            for identity in lost:
                conversion.joined(identity, kept)
        elif lost:
            leading = [anchor for anchor, identity in conversion.ids.items() if identity in lost]
            conversion.ids |= dict.fromkeys(leading, "")
            anchors += leading
        notes.append(Note(label=note.label, blocks=rewrite(note.blocks, Rules(block=_without_id))) if lost else note)
    return replace(text, blocks=tuple(blocks), anchors=tuple(anchors), notes=tuple(notes))


def _calls(block: Block, label: str) -> bool:
    return any(
        isinstance(each, NoteCall) and each.label == label for run in runs((block,)) for each in every_inline(run)
    )


def _without_id(block: Block) -> Block:
    return replace(block, id="") if block.id else block
