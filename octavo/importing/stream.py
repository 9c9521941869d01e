"""A source as one row of pieces: headings, blocks, and the places where documents and divisions begin."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from octavo.importing.attributes import Attributes, anchors_in, attributes_of, bare_text
from octavo.importing.block_elements import block_of, division, role_of
from octavo.importing.conversion import Begin, Conversion, Head
from octavo.importing.inline_elements import inlines_of, trimmed
from octavo.importing.manuscript import SourceDocument
from octavo.importing.matter import BACK, BODY, CONTENTS, FRONT
from octavo.importing.pictures import with_captions, without_pictures
from octavo.model.prose import Block
from octavo.pandoc import Json, kind_of, listed

DIVISIONS = FRONT | BACK | BODY | CONTENTS

Piece: TypeAlias = Begin | Head | Block


def stream_of(conversion: Conversion, document: SourceDocument) -> tuple[Piece, ...]:
    """Convert a document: its pieces in their order."""
    conversion.levels_down = document.level
    conversion.path, conversion.heading, conversion.words = document.path, "", ""
    if document.path:
        conversion.waiting.append(f"{document.path}#")
    begin = Begin(
        kind=document.kind,
        label=document.label,
        part=document.part,
        is_document=True,
        matter=document.matter,
        is_text=document.is_text,
        is_section=document.is_section,
        path=document.path,
    )
    return (begin, *_joined(conversion, _pieces(conversion, [*document.blocks])))


def _joined(conversion: Conversion, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces with captions at their pictures; a heading ends what can belong together."""
    run: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Begin | Head):
            yield from with_captions(conversion, tuple(run))
            run = []
            yield piece
        else:
            run.append(piece)
    yield from with_captions(conversion, tuple(run))


def _pieces(conversion: Conversion, elements: Json) -> Iterator[Piece]:
    for element in listed(elements):
        match kind_of(element), element.get("c"):
            case "Header", [int(level), given, words]:
                yield from _head(conversion, level, attributes_of(given), words)
            case "Div", [given, inside]:
                yield from _division(conversion, attributes_of(given), inside)
            case _:
                yield from block_of(conversion, element)


def _head(conversion: Conversion, level: int, given: Attributes, words: Json) -> Iterator[Piece]:
    role = conversion.roles.of_block(given.names)
    if role.startswith("heading-"):
        level = int(role[-1])
    level += conversion.levels_down
    anchors = conversion.leading_here((*([given.id] if given.id else []), *anchors_in(words)))
    conversion.heading = " ".join(bare_text(words).split())
    conversion.words = ""
    inside, pictures = without_pictures(trimmed(inlines_of(conversion, words)))
    if inside:
        classes = ("new-page",) if "css:page-break" in given.names else ()
        is_unnumbered = bool({"unnumbered", "nonumber"} & {*given.classes})
        yield Head(level=level, words=inside, anchors=anchors, classes=classes, is_unnumbered=is_unnumbered)
    else:
        conversion.waiting.extend(anchors)
    yield from pictures


def _division(conversion: Conversion, given: Attributes, inside: Json) -> Iterator[Piece]:
    """Yield what stands in a division: one that has no role is passed through, as its headings count."""
    kind = next((word for word in given.kinds if word in DIVISIONS), "")
    role = role_of(conversion, given, inside)
    if role.startswith("heading-"):
        words: list[Json] = [{"t": "Str", "c": " ".join(bare_text(inside).split())}]
        match listed(inside):
            case [{"t": "Para" | "Plain", "c": [*only]}]:
                words = only
            case _:
                pass
        yield from _head(conversion, int(role[-1]), Attributes(id=given.id), words)
        return
    if role == "verse" and any(kind_of(each) == "Header" for each in listed(inside)):
        yield from _poems(conversion, given, inside)
        return
    if role != "plain" or any(name.startswith("octavo-") for name in given.classes):
        yield from division(conversion, given, inside)
        return
    if given.id:
        conversion.waiting.append(given.id)
    if kind:
        yield Begin(kind=kind, label=given.values.get("label", ""))
    before = conversion.language_here
    conversion.language_here = given.values.get("lang", "") or before
    yield from _pieces(conversion, inside)
    conversion.language_here = before
    if kind and kind not in BODY:
        yield Begin(kind="end")


def _poems(conversion: Conversion, given: Attributes, inside: Json) -> Iterator[Piece]:
    """Yield poems with headings between them: these are headings of the text, all else is verse."""
    if given.id:
        conversion.waiting.append(given.id)
    bare = replace(given, id="")
    lines: list[Json] = []
    for element in listed(inside):
        if kind_of(element) == "Header":
            yield from division(conversion, bare, lines)
            lines = []
            yield from _pieces(conversion, [element])
        else:
            lines.append(element)
    yield from division(conversion, bare, lines)
