"""The files of the pictures that stand in a text: where they are in the book's folder."""

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from octavo.model.book import TextFile
from octavo.model.inlines import Image, Inline, Inlines
from octavo.model.origin import Origin
from octavo.model.prose import Block, Figure
from octavo.model.records import ImageFigure
from octavo.model.transform import Rules, change_marks, rewrite


def with_files(text: TextFile, name: str, files: Mapping[str, object]) -> tuple[TextFile, Mapping[str, Origin]]:
    """Return a text whose pictures have the names of their files in the book's folder, and those with their places.

    ``name`` is that of the text. As in other programs, the address of a picture is one from the folder of the text; it
    may also be one from that of the book.
    """
    found: dict[str, Origin] = {}

    def named(file: str, origin: Origin) -> str:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
        whole = posixpath.normpath(file)
        path = whole if whole in files and beside not in files else beside
        found.setdefault(path, origin)
        return path

    def inline(each: Inline) -> Inlines:
        return (replace(each, file=named(each.file, each.origin)),) if isinstance(each, Image) else (each,)

    def block(each: Block) -> Block:
        if isinstance(each, Figure) and isinstance(each.record, ImageFigure):
            return replace(each, record=replace(each.record, file=named(each.record.file, each.origin)))
        return each

    rules = Rules(block=block, run=lambda inlines, _place: change_marks(inlines, inline))
    blocks = rewrite(text.blocks, rules)
    notes = tuple(replace(note, blocks=rewrite(note.blocks, rules)) for note in text.notes)
    return (replace(text, blocks=blocks, notes=notes) if found else text), found
