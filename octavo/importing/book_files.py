"""The files of an imported book: its texts, figures, pictures, works and settings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from octavo.importing.block_marks import heading_line, written_blocks, written_note
from octavo.importing.book_settings import MatterOrder, Setting, settings_of
from octavo.importing.conversion import BookText, Conversion, slug
from octavo.importing.inline_marks import marks_of
from octavo.importing.manuscript import Loss, SourceMetadata
from octavo.importing.matter import UNTITLED, is_appendix_by_name, matter_of
from octavo.importing.yaml_text import yaml_text
from octavo.model.inlines import Break, Image, Inline, Inlines, NoteCall, Reference, Text
from octavo.model.prose import Block, Figure, Note, Place
from octavo.model.query import plain
from octavo.model.records import ImageFigure
from octavo.model.transform import Rules, change_marks, rewrite

TEXTS, IMAGES = "text", "images"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledText:
    """A text with the place that it has in the book: the name of its file, its id and its matter."""

    text: BookText
    name: str
    identity: str
    matter: str


def placed(conversion: Conversion, texts: Sequence[BookText]) -> tuple[FiledText, ...]:
    """Give texts names, ids and matter.

    Front matter ends where the first text stands that is none, and back matter begins behind the last. The title of a
    part without a text of its own has no file.
    """
    found: list[FiledText] = []
    kinds = [matter_of(text.kind) for text in texts]
    first = next((place for place, kind in enumerate(kinds) if kind in {"body", ""}), len(texts))
    last = max((place for place, kind in enumerate(kinds) if kind in {"body", ""}), default=len(texts))
    width = max(2, len(str(len(texts))))
    number = 0
    for place, text in enumerate(texts):
        is_back = kinds[place] == "back" and place > last
        matter = "front" if place < first else "back" if is_back else "body"
        has_chapter = place + 1 < len(texts) and not texts[place + 1].part and place + 1 <= last
        is_bare = text.kind == "part" and not text.blocks and has_chapter
        stem = f"part-{plain(text.title)}" if text.kind == "part" else plain(text.title)
        identity = conversion.free_id(stem, text.kind or "chapter")
        conversion.ids |= {anchor: identity for anchor in text.anchors if conversion.ids.get(anchor) in {None, ""}}
        number += not is_bare
        name = "" if is_bare else f"{TEXTS}/{number:0{width}}-{identity}.md"
        found.append(FiledText(text=text, name=name, identity=identity, matter=matter))
    return tuple(found)


def text_file(conversion: Conversion, each: FiledText, images: Mapping[str, str]) -> str:
    """Return a text as its file holds it; ``images`` are the names of pictures by those that they had."""
    text = each.text
    labels = {note.label: str(number) for number, note in enumerate(text.notes, start=1)}

    def change(inline: Inline) -> Inlines:
        match inline:
            case NoteCall(label=label):
                return (NoteCall(label=labels[label]),) if label in labels else ()
            case Image(file=file):
                return (replace(inline, file=f"../{images[file]}"),)
            case Reference(target=target):
                if identity := conversion.ids.get(conversion.aliases.get(target, target)):
                    return (replace(inline, target=identity),)
                conversion.path, conversion.heading, conversion.words = "", plain(text.title), plain(inline.children)
                conversion.lost(f"a link to '{target}', which is nowhere in the source: its words are kept")
                return inline.children
            case _:
                return (inline,)

    def run(inlines: Inlines, _place: Place) -> Inlines:
        return change_marks(inlines, change)

    def block(block: Block) -> Block:
        if isinstance(block, Figure) and isinstance(block.record, ImageFigure):
            return replace(block, record=replace(block.record, file=f"../{images[block.record.file]}"))
        return block

    rules = Rules(run=run, block=block)
    title = change_marks(text.title, change)
    notes = [Note(label=labels[note.label], blocks=rewrite(note.blocks, rules)) for note in text.notes]
    pieces = (_title(text, title, each.matter), written_blocks(rewrite(text.blocks, rules)), *map(written_note, notes))
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _title(text: BookText, title: Inlines, matter: str) -> str:
    """Return the first line of a text. A title with a number of its own gets no other."""
    words = plain(title).strip()
    attributes = []
    is_page = not text.has_title or text.kind == "part" or (text.kind in UNTITLED and not text.title)
    if is_page:
        attributes.append(".untitled")
    elif text.is_lettered and not is_appendix_by_name(words):
        attributes.append(".appendix")
    elif matter == "body" and not text.is_numbered:
        attributes.append(".unnumbered")
    if not words:
        title = (Text(value=(text.kind or "text").replace("-", " ").capitalize()),)
    line = tuple(Text(value=" ") if isinstance(each, Break) else each for each in title)
    if len(words) > LONG_TITLE:
        attributes.append(f'short="{_short(words)}"')
    return heading_line(1, line, attributes)


LONG_TITLE = 60
"""Signs of a title that is too long for a running head."""


def _short(words: str) -> str:
    cut = words[:LONG_TITLE].rpartition(" ")[0] or words[:LONG_TITLE]
    for sign in ".:;—–":
        head = words.partition(sign)[0].strip()
        if SHORTEST <= len(head) <= LONG_TITLE:
            cut = head
            break
    return cut.rstrip(" ,;:").replace("\\", "").replace('"', "'")


SHORTEST = 8


BIBLIOGRAPHY = "bibliography"


def made_sections(texts: Sequence[BookText], *, has_cover: bool, has_index: bool) -> MatterOrder:
    """Return the sections that Octavo makes beside the texts: those that the source does not have itself."""
    kinds = {text.kind for text in texts}
    front = [*(["cover"] if has_cover else []), *([] if "titlepage" in kinds else ["title-page"])]
    front += [] if kinds & {"copyright-page", "imprint"} else ["imprint"]
    back = [*(["index"] if has_index and "index" not in kinds else []), *([] if "colophon" in kinds else ["colophon"])]
    return MatterOrder(front=(*front, "contents"), body=(), back=tuple(back))


def order_of(conversion: Conversion, texts: Sequence[FiledText], made: MatterOrder, *, has_works: bool) -> MatterOrder:
    """Return the order of the book, with its parts and the sections that Octavo makes."""
    front = [each.name for each in texts if each.matter == "front"]
    back = [each.name for each in texts if each.matter == "back"]
    body: list[str | tuple[str, str, tuple[str, ...]]] = []
    for each in texts:
        if each.matter != "body":
            continue
        if each.text.part:
            identity = conversion.free_id(f"part-{each.text.part}", "part") if each.name else each.identity
            body.append((_part_title(each), identity, ()))
        if not each.name:
            continue
        if body and isinstance(body[-1], tuple):
            title, identity, chapters = body[-1]
            body[-1] = (title, identity, (*chapters, each.name))
        else:
            body.append(each.name)
    *before, contents = made.front
    works = [BIBLIOGRAPHY] if has_works else []
    return MatterOrder(front=(*before, *front, contents), body=tuple(body), back=(*back, *works, *made.back))


def _part_title(each: FiledText) -> str:
    return marks_of((Text(value=each.text.part),))


def image_files(names: Mapping[str, str], media: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the pictures that are shown, by the names that they have in the book."""
    return {name: media[source] for source, name in names.items()}


def image_names(shown: Iterable[str], media: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the name in the book's folder of each picture that is shown, by its name in the source."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in shown:
        path = PurePosixPath(name)
        stem, suffix = slug(path.stem) or "picture", _suffix(path.suffix, media[name])
        number, candidate = 1, stem
        while f"{candidate}{suffix}" in taken:
            number += 1
            candidate = f"{stem}-{number}"
        taken.add(f"{candidate}{suffix}")
        found[name] = f"{IMAGES}/{candidate}{suffix}"
    return found


_SIGNATURES: Mapping[bytes, str] = {
    b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"RIFF": ".webp", b"II*\0": ".tif", b"MM\0*": ".tif",
}  # fmt: skip


_FIT = frozenset({".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".tif", ".tiff"})


def is_fit(name: str, content: bytes) -> bool:
    """Whether a file is a picture that a book can hold."""
    return _suffix(PurePosixPath(name).suffix, content) in _FIT


def _suffix(written: str, content: bytes) -> str:
    """Return the suffix that a picture's bytes call for: programs give pictures wrong names."""
    for beginning, suffix in _SIGNATURES.items():
        if content.startswith(beginning):
            return suffix
    return ".svg" if re.search(rb"<svg\b", content[:2000]) else written.lower()


def settings_file(
    metadata: SourceMetadata, order: MatterOrder, setting: Setting, *, cover: str, has_works: bool
) -> tuple[bytes, tuple[Loss, ...]]:
    """Return book.yaml, and what of the source's metadata is not in it."""
    record, losses = settings_of(metadata, order, setting, cover=cover, has_works=has_works)
    return yaml_text(record).encode(), losses
