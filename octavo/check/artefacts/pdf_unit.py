"""Pages of a PDF of ours, with the part of the structure tree that is about them, read alone."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from octavo.check.artefacts.parity import runs_in
from octavo.check.artefacts.pdf_drawing import CMap, Drawn, Used, cmap_from, drawn_by_us
from octavo.check.artefacts.pdf_objects import (
    ForeignError,
    Pointer,
    Value,
    array,
    dictionary,
    integer,
    name,
    reference,
    text,
)
from octavo.check.artefacts.pdf_parts import Objects, Part
from octavo.check.artefacts.pdf_rules import references_in
from octavo.check.artefacts.printed import Piece, Reference, Run

FONT = re.compile(rb"/Type\s*/Font\b")

KEPT = 256
"""How many units are kept as they were unpacked: they are asked for twice."""

NOT_ALONE = b""
"""What is returned for a part that cannot be read alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a part says. ``pages`` are the numbers of the objects that are its pages, for each tree of pages asked for.

    The pages of ``runs`` are such numbers too. ``glyphs`` are, for each font, the glyphs that were read, and as what.
    """

    pages: Sequence[Sequence[int]]
    runs: Sequence[Run]
    references: Sequence[Reference]
    glyphs: Mapping[str, tuple[Sequence[int], Sequence[str]]]

    def is_true(self, fonts: Mapping[str, CMap]) -> bool:
        """Whether the glyphs mean in ``fonts`` what they were read as."""
        return all(
            font in fonts and [fonts[font][glyph] for glyph in glyphs] == texts
            for font, (glyphs, texts) in self.glyphs.items()
        )


def read_unit(content: bytes, described: str, fonts: bytes, trees: Sequence[int], elements: Sequence[int]) -> bytes:
    """Return, packed, what a part says: ``content``, as the file describes it (see :class:`Part`).

    ``trees`` are the numbers of the objects with its pages, ``elements`` those of its structure elements, and
    ``fonts`` what :func:`pack_fonts` made of the fonts of the file. Return ``NOT_ALONE`` when it needs more than that.
    """
    try:
        reader = _Reader(Objects(Part.from_described(content, described)), *unpack_fonts(fonts))
        pages = [list(reader.pages(tree)) for tree in trees]
        read = [piece for element in elements for piece in reader.pieces(element, (), (), None)]
    except ForeignError:
        return NOT_ALONE
    packed = {
        "pages": pages,
        "runs": list(runs_in(read)),
        "references": list(references_in(read)),
        "glyphs": {font: (list(cmap), list(cmap.values())) for font, cmap in reader.used.items()},
    }
    return json.dumps(packed, ensure_ascii=False).encode()


@lru_cache(maxsize=KEPT)
def unpack_unit(packed: bytes) -> Unit:
    """Return what :func:`read_unit` packed."""
    unit = json.loads(packed)
    return Unit(
        pages=unit["pages"],
        runs=[Run(*run) for run in unit["runs"]],
        references=[Reference(*each) for each in unit["references"]],
        glyphs=unit["glyphs"],
    )


def pack_fonts(number: int, written: Mapping[str, bytes]) -> bytes:
    """Pack the fonts that object ``number`` names: what the ``/ToUnicode`` of each says."""
    return json.dumps([number, {name: content.decode("latin-1") for name, content in written.items()}]).encode()


@cache
def unpack_fonts(packed: bytes) -> tuple[int, Mapping[str, CMap]]:
    """Return the number of the object that names the fonts, and the text of the glyphs of each."""
    number, written = json.loads(packed)
    return number, {name: cmap_from(content.encode("latin-1")) for name, content in written.items()}


class _Reader:
    """Reads pages and structure elements of one part; what leads out of it is foreign.

    ``used`` are the fonts with the glyphs that were read.
    """

    def __init__(self, objects: Objects, fonts: int, cmaps: Mapping[str, CMap]) -> None:
        if any(FONT.search(written) for written in objects.plain.values()):
            raise ForeignError("a part has fonts of its own")
        self._objects = objects
        self._fonts = fonts
        self._cmaps = cmaps
        self.used: dict[str, Used] = {}
        self._drawn: dict[int, Drawn] = {}

    def pages(self, number: int) -> Iterator[int]:
        """Yield the pages of a tree of pages (ISO 32000-1, 7.7.3), after they were read."""
        node = dictionary(self._objects.value(number))
        match node.get("Type"):
            case "Pages":
                for kid in array(node.get("Kids")):
                    yield from self.pages(reference(kid))
            case "Page":
                self._drawn[number] = self._read_page(node)
                yield number
            case _:
                raise ForeignError(number)

    def _read_page(self, page: Mapping[str, Value]) -> Drawn:
        resources = dictionary(self._objects.value(reference(page.get("Resources"))))
        if reference(resources.get("Font")) != self._fonts:
            raise ForeignError("a page has fonts of its own")
        _, drawing = self._objects.stream(reference(page.get("Contents")))
        drawn = drawn_by_us(drawing, self._cmap)
        if drawn is None:
            raise ForeignError("a page is drawn by somebody else")
        return drawn

    def _cmap(self, font: str) -> CMap:
        if font not in self._cmaps:
            raise ForeignError(font)
        return self.used.setdefault(font, Used(self._cmaps[font]))

    def pieces(self, number: int, roles: tuple[str, ...], titles: tuple[str, ...], page: int | None) -> Iterator[Piece]:
        """Yield the text of a structure element in order (ISO 32000-1, 14.7); its pages are to be read before."""
        element = dictionary(self._objects.value(number))
        roles = (*roles, name(element.get("S")))
        titles = (*titles, text(element.get("T", "")))
        page = self._page(element, page)
        held = element.get("K", [])
        for kid in held if isinstance(held, list) else [held]:
            if isinstance(kid, Pointer):
                yield from self.pieces(kid, roles, titles, page)
                continue
            where, mark = page, kid
            if isinstance(kid, dict):
                if kid.get("Type") == "OBJR":
                    continue
                if kid.get("Type") != "MCR":
                    raise ForeignError(kid)
                where, mark = self._page(kid, page), kid.get("MCID")
            if where is None:
                raise ForeignError(kid)
            drawn = self._drawn[where].get(integer(mark))
            if drawn is not None:
                yield Piece(where, roles, titles, *drawn)

    def _page(self, holder: Mapping[str, Value], page: int | None) -> int | None:
        """Return the page that ``holder`` names, or else ``page``."""
        if "Pg" not in holder:
            return page
        named = reference(holder["Pg"])
        if named not in self._drawn:
            raise ForeignError(named)
        return named
