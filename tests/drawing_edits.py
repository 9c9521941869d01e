"""Edit what the pages of a finished PDF draw and how it is tagged, to see whether the checks find it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from octavo.pdf.fonts import Font, read_font
from octavo.pdf.objects import entries
from octavo.pdf.opened_file import OpenedFile

Instruction = tuple[list[Any], pikepdf.Operator]


@dataclass(slots=True)
class ShownText:
    """A string that a page shows: its page, the place of its operator, its font and the codes with their gaps."""

    page: int
    place: int
    font: Font
    items: list[int | float]

    @property
    def text(self) -> str:
        """What is read."""
        return "".join(self.font.texts[item] for item in self.items if isinstance(item, int))


@dataclass(slots=True)
class EditedFile:
    """A PDF that is being edited; what is asked for must be there, or an edit would prove nothing."""

    content: bytes
    pdf: pikepdf.Pdf = field(init=False)
    pages: list[list[Instruction]] = field(init=False)
    _file: OpenedFile = field(init=False)
    _new_mark: int = 1000

    def __post_init__(self) -> None:
        """Open the file."""
        self.pdf = pikepdf.open(io.BytesIO(self.content))
        self._file = OpenedFile(self.content)
        self.pages = [
            [(list(each.operands), each.operator) for each in pikepdf.parse_content_stream(page)]
            if "/Contents" in page
            else []
            for page in self.pdf.pages
        ]

    def saved(self) -> bytes:
        """Return the file as it is now."""
        for page, instructions in zip(self.pdf.pages, self.pages, strict=True):
            if instructions:
                page.Contents = self.pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        target = io.BytesIO()
        self.pdf.save(target)
        return target.getvalue()

    # --- text ---

    def shown(self) -> Iterator[ShownText]:
        """Yield every string."""
        objects = self._file.objects
        for number, (sheet, instructions) in enumerate(zip(self._file.pages.values(), self.pages, strict=True)):
            named = entries(objects, entries(objects, sheet.entries.get("Resources")).get("Font"))
            fonts: dict[str, Font] = {}
            font = Font(name="none")
            for place, (operands, operator) in enumerate(instructions):
                if str(operator) == "Tf":
                    name = str(operands[0])[1:]
                    if name not in fonts:
                        fonts[name] = read_font(objects, named.get(name))
                    font = fonts[name]
                elif str(operator) == "TJ":
                    items: list[int | float] = []
                    for item in operands[0]:
                        if isinstance(item, int | float | Decimal):
                            items.append(float(item))
                        else:
                            items += font.codes(bytes(item))
                    yield ShownText(number, place, font, items)

    def find(self, text: str, after: str = "") -> ShownText:
        """Return the first string that holds ``text``, behind the one that holds ``after``."""
        shown = self.shown()
        if after:
            next(each for each in shown if after in each.text)
        return next(each for each in shown if text in each.text)

    def replace(self, old: str, new: str, after: str = "") -> None:
        """Let the letters ``old`` be ``new``; the font must have them."""
        shown = self.find(old, after)
        codes = {text: code for code, text in shown.font.texts.items()}
        before = [place for place, item in enumerate(shown.items) if isinstance(item, int)]
        texts = [shown.font.texts[item] for item in shown.items if isinstance(item, int)]
        start = next(place for place in range(len(texts)) if "".join(texts[place:]).startswith(old))
        end = next(place for place in range(start, len(texts) + 1) if len("".join(texts[start:place])) == len(old))
        head, tail = shown.items[: before[start]], shown.items[before[end] :] if end < len(before) else []
        self.write(shown, [*head, *(codes[letter] for letter in new), *tail])

    def write(self, shown: ShownText, items: Sequence[int | float]) -> None:
        """Let a string be ``items``."""
        array = pikepdf.Array(
            [pikepdf.String(item.to_bytes(2, "big")) if isinstance(item, int) else item for item in items]
        )
        _, operator = self.pages[shown.page][shown.place]
        self.pages[shown.page][shown.place] = [array], operator

    def move(self, text: str, right: float, up: float) -> None:
        """Move the string that holds ``text``, in px of the page."""
        shown = self.find(text)
        instructions = self.pages[shown.page]
        place = next(each for each in range(shown.place, 0, -1) if str(instructions[each][1]) == "Tm")
        *turned, x, y = map(float, instructions[place][0])
        instructions[place] = [*turned, x + right, y - up], instructions[place][1]

    def place_of(self, text: str) -> tuple[float, float]:
        """Return where the string that holds ``text`` begins, in px of the page."""
        shown = self.find(text)
        instructions = self.pages[shown.page]
        place = next(each for each in range(shown.place, 0, -1) if str(instructions[each][1]) == "Tm")
        *_, x, y = map(float, instructions[place][0])
        return x, y

    def squeeze_picture(self, factor: float) -> None:
        """Draw the first picture of pixels wider by ``factor``."""
        for page, instructions in zip(self.pdf.pages, self.pages, strict=True):
            for place, (operands, operator) in enumerate(instructions):
                if str(operator) == "Do" and page.Resources.XObject[str(operands[0])].Subtype == "/Image":
                    matrix = [factor, 0, 0, 1, 0, 0], pikepdf.Operator("cm")
                    self.pages[self.pdf.pages.index(page)][place:place] = [matrix]
                    return
        raise LookupError("a picture")

    # --- tags ---

    def element_of(self, role: str, text: str) -> Any:  # noqa: ANN401 - of pikepdf
        """Return the first structure element of a type whose content shows ``text``."""
        shown = self._by_mark()
        for each in self.pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{role}":
                inside = " ".join(shown.get(mark, "") for mark in self._marks(each, None))
                if " ".join(text.split()) in " ".join(inside.split()):
                    return each
        raise LookupError(text)

    def _by_mark(self) -> dict[tuple[int, int], str]:
        """Return what is shown by the object number of the page and the number of the marked content."""
        found: dict[tuple[int, int], str] = {}
        texts = {(shown.page, shown.place): shown.text for shown in self.shown()}
        for number, (page, instructions) in enumerate(zip(self.pdf.pages, self.pages, strict=True)):
            marks: list[int] = []
            for place, (operands, operator) in enumerate(instructions):
                match str(operator):
                    case "BDC" if isinstance(operands[1], pikepdf.Dictionary):
                        marks.append(int(operands[1].MCID))
                    case "BDC" | "BMC":
                        marks.append(-1)
                    case "EMC":
                        marks.pop()
                    case "TJ" if marks:
                        key = int(page.objgen[0]), marks[-1]
                        found[key] = found.get(key, "") + texts[number, place]
                    case _:
                        pass
        return found

    def _marks(self, element: Any, page: int | None) -> Iterator[tuple[int, int]]:  # noqa: ANN401 - of pikepdf
        """Yield the marked content of an element, in order."""
        page = element.Pg.objgen[0] if "/Pg" in element else page
        held = element.get("/K", pikepdf.Array())
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(kid, int):
                yield page or 0, kid
            elif kid.get("/Type") == "/MCR":
                yield (kid.Pg.objgen[0] if "/Pg" in kid else page or 0), int(kid.MCID)
            elif kid.get("/Type") != "/OBJR":
                yield from self._marks(kid, page)

    def kids(self, element: Any) -> Any:  # noqa: ANN401 - of pikepdf
        """Return the array of what is read in the element around ``element``."""
        return element.P.K

    def without(self, element: Any) -> None:  # noqa: ANN401 - of pikepdf
        """Let an element be read no longer."""
        kids = self.kids(element)
        if isinstance(kids, pikepdf.Array):
            del kids[self._place(kids, element)]
        else:
            del element.P["/K"]

    def exchanged(self, one: Any, other: Any) -> None:  # noqa: ANN401 - of pikepdf
        """Let two elements be read in each other's place."""
        kids = self.kids(one)
        first, second = self._place(kids, one), self._place(kids, other)
        kids[first], kids[second] = other, one

    def twice(self, element: Any) -> None:  # noqa: ANN401 - of pikepdf
        """Let an element be read twice."""
        kids = self.kids(element)
        kids.insert(self._place(kids, element), self.pdf.make_indirect(pikepdf.Dictionary(element)))

    def to_page(self, element: Any, number: int) -> None:  # noqa: ANN401 - of pikepdf
        """Let the page of this number, from 0, draw what an element holds."""
        page = self.pdf.pages[number]
        held = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
        kids = pikepdf.Array()
        for kid in held:
            if isinstance(kid, int):
                self._new_mark += 1
                self._draw_elsewhere(element.Pg.objgen[0], kid, number, self._new_mark)
                name = pikepdf.Name("/MCR")
                kids.append(pikepdf.Dictionary(Type=name, Pg=page.obj, MCID=self._new_mark))
            elif "/K" not in kid:
                kids.append(kid)
            else:
                self.to_page(kid, number)
                kids.append(kid)
        element.K = kids

    def _draw_elsewhere(self, page: int, mark: int, number: int, new: int) -> None:
        """Take marked content from one page to another, under a new number."""
        source = next(place for place, each in enumerate(self.pdf.pages) if each.objgen[0] == page)
        drawn = self.pages[source]
        begin = next(
            place
            for place, (operands, operator) in enumerate(drawn)
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and mark == operands[1].MCID
        )
        end = next(place for place in range(begin, len(drawn)) if str(drawn[place][1]) == "EMC") + 1
        cut = drawn[begin:end]
        del drawn[begin:end]
        cut[0] = [pikepdf.Name("/Span"), pikepdf.Dictionary(MCID=new)], pikepdf.Operator("BDC")
        height = float(self.pdf.pages[number].mediabox[3])
        matrix = [0.75, 0, 0, -0.75, 0, height]
        self.pages[number] += [
            ([], pikepdf.Operator("q")),
            (matrix, pikepdf.Operator("cm")),
            *cut,
            ([], pikepdf.Operator("Q")),
        ]

    def _place(self, kids: Any, element: Any) -> int:  # noqa: ANN401 - of pikepdf
        return next(place for place, kid in enumerate(kids) if kid.objgen == element.objgen)
