"""``look`` in book.yaml: what its values mean, with the fonts and style sheets that it names."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import get_args

from octavo.load.files import Folder, decode, gathering
from octavo.load.fonts import FOLDER, family_named, font_in, is_font
from octavo.model import limits
from octavo.model.book import Record
from octavo.model.contrast import contrast, tone_of
from octavo.model.diagnostics import Diagnostic, fault, stop_on_error
from octavo.model.look import AS_DESIGNED, BookFont, BookLook, FontRole, Margin, OwnSheet, Side
from octavo.model.origin import Origin
from octavo.model.records import BookSettings, LookSettings
from octavo.model.trims import TRIMS, Trim, length_of, trim_of

POINTS_PER_MM = 72 / 25.4

LEAST_SIZE, MOST_SIZE = 5.0, 36.0
"""Points that the letters of the text have at least and at most."""

PART = re.compile(r"([0-9]{1,3}(?:\.[0-9]+)?)\s*(?:%|/\s*([0-9]{1,3}(?:\.[0-9]+)?))")
"""A part of a page: a percentage or a fraction."""

BOLD = 600
"""The weight from which on letters are bold."""

LEAST_CONTRAST = 4.5
"""What the contrast of letters and white paper must be at least (WCAG 2.2, 1.4.3)."""

ON_SCREENS = frozenset({"epub", "html"})
"""The formats that carry whole fonts."""


def read_look(
    settings: Record[BookSettings], content: Folder, brought: Sequence[BookFont]
) -> tuple[BookLook, tuple[Diagnostic, ...]]:
    """Return what ``look`` in book.yaml means, and what is worth a warning in it.

    ``content`` is the folder of the book, and ``brought`` are the fonts that Octavo brings. Raises ``Faulty`` with
    all that is wrong: OC103 for values, OC127 for families, OC128 and OC143 for fonts, OC106 for style sheets.
    """
    look = settings.value.look
    if look == LookSettings():
        return AS_DESIGNED, ()
    reader = _Reader(settings)
    size = reader.points("size", LEAST_SIZE, MOST_SIZE)
    leading = reader.leading(size)
    trim, margins, accent = reader.trim(), tuple(reader.margins()), reader.accent()
    families, others, fonts = _fonts(settings, content, brought, reader.found)
    sheets: list[OwnSheet | None] = []
    for key, name in (("style-sheet", look.style_sheet), ("screen-style-sheet", look.screen_style_sheet)):
        sheets.append(None)
        with gathering(reader.found):
            if name:
                text = decode(content.named(name, settings.at("look", key)), content.place(name))
                sheets[-1] = OwnSheet(text, content.place(name))
    warnings = stop_on_error(reader.found)
    return BookLook(
        size=size,
        leading=leading,
        accent=accent,
        is_ragged=None if look.justification is None else look.justification == "ragged",
        trim=trim,
        margins=margins,
        openings=look.chapter_openings,
        is_compact=look.compact,
        families=families,
        others=others,
        fonts=fonts,
        print_sheet=sheets[0],
        screen_sheet=sheets[1],
        place=settings.at("look"),
        places=tuple(
            (".".join(map(str, path[1:])), place) for path, place in settings.places.items() if path[:1] == ("look",)
        ),
    ), warnings


def files_of_look(settings: Record[BookSettings], names: Collection[str]) -> frozenset[str]:
    """Return those of the files ``names`` of a book that its look reads: its style sheets, and its fonts."""
    look = settings.value.look
    fonts = {name for name in names if name.startswith(FOLDER)} if look.names_fonts else set[str]()
    return frozenset({look.style_sheet, look.screen_style_sheet, *fonts} - {""})


def _fonts(
    settings: Record[BookSettings], content: Folder, brought: Sequence[BookFont], found: list[Diagnostic]
) -> tuple[tuple[tuple[FontRole, str], ...], tuple[str, ...], tuple[BookFont, ...]]:
    """Return the families that the look names by what they are for, the other ones, and the fonts of all."""
    look = settings.value.look
    own = _own_fonts(content, found) if look.names_fonts else None
    if own is None:
        return (), (), ()
    asked: list[tuple[FontRole | None, str, Origin]] = [
        ("text", look.text_font, settings.at("look", "text-font")),
        ("heading", look.heading_font, settings.at("look", "heading-font")),
        ("code", look.code_font, settings.at("look", "code-font")),
        *((None, name, settings.at("look", "other-fonts", at)) for at, name in enumerate(look.other_fonts)),
    ]
    families: list[tuple[FontRole, str]] = []
    others: dict[str, None] = {}
    fonts: dict[str, BookFont] = {}
    for role, name, place in (each for each in asked if each[1] or each[0] is None):
        with gathering(found):
            faces = family_named(name, content.files, brought, place, own)
            if role:
                families.append((role, faces[0].family))
            else:
                others[faces[0].family] = None
            found += _without_licence([each for each in faces if each in own and each.file not in fonts], place)
            fonts |= {each.file: each for each in faces}
            found += _lacking(faces, place) if role == "text" else ()
            found += _only_for_print(faces, settings.value.formats, place)
    return tuple(families), tuple(others), tuple(fonts.values())


def _own_fonts(content: Folder, found: list[Diagnostic]) -> Sequence[BookFont] | None:
    """Return the fonts in the folder of a book; nothing where one cannot be read: who knows of which family it is?"""
    own: list[BookFont] = []
    beside = {name: each for name, each in content.files.items() if name.startswith(FOLDER) and not is_font(name)}
    for name in content.files:
        if name.startswith(FOLDER) and is_font(name):
            with gathering(found):
                font = font_in(name, content.files[name], content.place(name))
                own.append(replace(font, licences=tuple(beside.items())))
    if len(own) < sum(name.startswith(FOLDER) and is_font(name) for name in content.files):
        return None
    return own


def _lacking(faces: Sequence[BookFont], place: Origin) -> Iterator[Diagnostic]:
    """Yield OC129 where a family for the text has no italic or no bold: emphasis would not be seen."""
    lacking = [] if any(each.is_italic for each in faces) else ["italic"]
    lacking += [] if any(each.weight >= BOLD and not each.is_italic for each in faces) else ["bold"]
    if not any(each.weight <= BOLD - 100 and not each.is_italic for each in faces):
        lacking.append("upright letters of normal weight")
    if lacking:
        yield fault("OC129", place, family=faces[0].family, lacking=" and no ".join(lacking))


def _without_licence(faces: Sequence[BookFont], place: Origin) -> Iterator[Diagnostic]:
    """Yield OC197 for ``faces`` of the book's own folder where no file there can be their licence."""
    if faces and not faces[0].licences:
        yield fault("OC197", place, family=faces[0].family)


def _only_for_print(faces: Sequence[BookFont], formats: Sequence[str], place: Origin) -> Iterator[Diagnostic]:
    """Yield OC128 where a book has an ebook or web pages, and the licence bits of a font are for print alone."""
    for face in faces:
        if not face.is_for_ebooks and not ON_SCREENS.isdisjoint(formats):
            yield fault("OC128", place, file=face.file, forbidden="part of an ebook or of web pages")


class _Reader:
    """Reads the values of a look; what is wrong with any is in ``found``."""

    def __init__(self, settings: Record[BookSettings]) -> None:
        self._settings = settings
        self._look = settings.value.look
        self.found: list[Diagnostic] = []

    def points(self, key: str, least: float, most: float) -> float:
        """Return a length in pt, 0 where nothing is said."""
        value: float | str = getattr(self._look, key)
        if ("look", key) not in self._settings.places:
            return 0
        points = value if isinstance(value, int | float) else (length_of(value) or 0) * POINTS_PER_MM
        if not least <= points <= most:
            problem = f"write a length of {least:g} to {most:g} pt, such as {(least + most) / 4:g} pt"
            self._wrong(value, problem, key)
        return round(points, 3)

    def leading(self, size: float) -> float:
        """Return the leading in pt: not less than the ``size``, if the look gives one."""
        leading = self.points("leading", limits.LEAST_LEADING, limits.MOST_LEADING)
        if 0 < leading < size:
            self._wrong(self._look.leading, f"lines of {size:g} pt would run into each other", "leading")
        return leading

    def trim(self) -> tuple[str, Trim] | None:
        """Return the trim, by its name as a paper."""
        if not self._look.trim:
            return None
        if found := trim_of(self._look.trim):
            least, most = limits.SHORTEST_SIDE, limits.LONGEST_SIDE
            if all(least <= side <= most for side in found[1]):
                return found
            self._wrong(self._look.trim, f"a side of the paper has {least} to {most:,} mm", "trim")
            return None
        problem = f"use one of: {', '.join(TRIMS)}; or write width × height with their unit, such as 170 x 240 mm"
        self._wrong(self._look.trim, problem, "trim")
        return None

    def margins(self) -> Iterator[tuple[Side, Margin]]:
        """Yield the margins that are given."""
        given = self._look.margins
        for side in get_args(Side) if given else ():
            if text := str(getattr(given, side)):
                part = PART.fullmatch(text.strip())
                length = length_of(text)
                if part and float(part[2] or 100) and (value := float(part[1]) / float(part[2] or 100)) < 1:
                    yield side, Margin(value, is_part=True)
                elif length is not None:
                    yield side, Margin(length, is_part=False)
                else:
                    self._wrong(
                        text, "write a length such as 18 mm, or a part of the page: 1/9 or 12%", "margins", side
                    )

    def accent(self) -> str:
        """Return the accent as ``#rrggbb``, and warn of one that is too pale to be read on white paper."""
        from tinycss2.color3 import RGBA, parse_color

        if not self._look.accent:
            return ""
        colour = parse_color(self._look.accent)
        if not isinstance(colour, RGBA) or colour.alpha < 1:
            self._wrong(self._look.accent, "write a colour as #rrggbb, such as '#7a1f2b', in quotes", "accent")
            return ""
        rgb = colour.red, colour.green, colour.blue
        if (found := _contrast(rgb)) < LEAST_CONTRAST:
            darker = next(each for each in _darker(rgb) if _contrast(each) >= LEAST_CONTRAST)
            place = self._settings.at("look", "accent")
            self.found.append(
                fault("OC130", place, colour=self._look.accent, contrast=f"{found:.1f}", darker=_hex(darker))
            )
        return _hex(rgb)

    def _wrong(self, value: object, problem: str, *path: str) -> None:
        place, shown = self._settings.at("look", *path), f"{value:g}" if isinstance(value, float) else value
        self.found.append(fault("OC103", place, value=f"'{shown}'", problem=problem))


def _contrast(colour: Sequence[float]) -> float:
    """Return the contrast of a colour and white paper."""
    return contrast(tone_of(colour), 1.0)


def _darker(colour: Sequence[float]) -> Iterator[tuple[float, float, float]]:
    for step in range(99, -1, -1):
        red, green, blue = (each * step / 100 for each in colour)
        yield red, green, blue


def _hex(colour: Sequence[float]) -> str:
    return "#" + "".join(f"{round(each * 255):02x}" for each in colour)
