"""Fonts: what the codes of a string mean, and how wide their glyphs are (ISO 32000-1, 9.5 to 9.10)."""

import re
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from octavo.model import limits
from octavo.pdf.objects import Dictionary, Objects, entries, resolved
from octavo.pdf.values import PdfName, PdfReference, Value, array, integer, number

FILES = frozenset({"FontFile", "FontFile2", "FontFile3"})
CHARACTER = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]*)>|\[([^\[\]]*)\])")
HEXADECIMAL = re.compile(rb"<([0-9a-fA-F]*)>")

TEXT_DIGITS = 1024
"""The text of a code has at most 512 bytes, of two digits each (9.10.3)."""

STANDARD_WIDTH = 500.0
"""For the standard fonts, whose widths no file tells (9.6.2.2): half the size is about that of a letter."""


class Texts(dict[int, str]):
    """The text of each code of a font; U+FFFD for one without text."""

    def __missing__(self, _code: int) -> str:
        """Return what stands for a code without text."""
        return "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A font: its ``name``, the ``family`` that it says it is of, which may be empty, and the meaning of its codes.

    ``texts`` and ``widths`` (in thousandths of the size) are by code, of ``code_bytes`` bytes each; a code without a
    width has ``default_width``.
    """

    name: str
    family: str = ""
    is_embedded: bool = False
    code_bytes: int = 2
    texts: Texts = field(default_factory=Texts, repr=False)
    widths: Mapping[int, float] = field(default_factory=dict, repr=False)
    default_width: float = 0.0

    def codes(self, string: bytes) -> Sequence[int]:
        """Return the codes in ``string``."""
        if self.code_bytes == 1:
            return string
        return struct.unpack(f">{len(string) // 2}H", string[: len(string) // 2 * 2])

    def text(self, string: bytes) -> str:
        """Return the text of ``string``."""
        if self.code_bytes == 1:
            return "".join(map(self.texts.__getitem__, string))
        characters = string.decode("utf-16-be", "ignore")
        if len(characters) * 2 == len(string):
            return characters.translate(self.texts)
        # Some codes are those of surrogates, which are no characters alone.
        return "".join(map(self.texts.__getitem__, self.codes(string)))

    def width(self, code: int) -> float:
        """Return the width of ``code``, in thousandths of the size."""
        return self.widths.get(code, self.default_width)


def read_font(objects: Objects, value: Value) -> Font:
    """Return the font that ``value`` is or refers to."""
    font = entries(objects, value)
    descendants = resolved(objects, font.get("DescendantFonts"))
    inner = entries(objects, array(descendants)[0]) if descendants else font
    descriptor = entries(objects, inner.get("FontDescriptor"))
    is_simple = not descendants
    return Font(
        name=str(font.get("BaseFont", "unnamed")),
        family=str(resolved(objects, descriptor.get("FontFamily")) or ""),
        is_embedded=bool(FILES & descriptor.keys()),
        code_bytes=1 if is_simple else 2,
        texts=_texts(objects, font, is_simple=is_simple),
        widths=dict(
            islice(_simple_widths(objects, font) if is_simple else _widths(objects, inner.get("W")), limits.CODES)
        ),
        default_width=STANDARD_WIDTH if is_simple else number(inner.get("DW", 1000)),
    )


def fonts(objects: Objects) -> Iterator[tuple[int, Font]]:
    """Yield every font of a file with the number of its object, whatever refers to it."""
    for each in objects.numbers():
        font = objects.value(each)
        # The descendant of a composite font is seen through that one.
        if isinstance(font, dict) and font.get("Type") == "Font" and "CIDSystemInfo" not in font:
            yield each, read_font(objects, font)


def _texts(objects: Objects, font: Dictionary, *, is_simple: bool) -> Texts:
    if isinstance(map_ := font.get("ToUnicode"), PdfReference):
        return texts_from(objects.content(map_))
    return Texts(_encoded(objects, font.get("Encoding"))) if is_simple else Texts()


def texts_from(written: bytes) -> Texts:
    """Return what the content of a ``/ToUnicode`` stream says (9.10.3), of as many codes as ``limits.CODES``."""
    return Texts(islice(_mapped(written), limits.CODES))


def _mapped(written: bytes) -> Iterator[tuple[int, str]]:
    """Yield codes and their texts; a range that a file claims may be endless."""
    for section in written.split(b"endbf")[:-1]:
        inside = section.rpartition(b"beginbf")[2]
        if inside.startswith(b"char"):
            yield from ((int(code, 16), _utf_16(text)) for code, text in CHARACTER.findall(inside))
            continue
        for first, last, start, each in RANGE.findall(inside):
            codes = range(int(first, 16), int(last, 16) + 1)
            if each:
                yield from zip(codes, map(_utf_16, HEXADECIMAL.findall(each)), strict=False)
            elif text := _utf_16(start):
                yield from ((code, text[:-1] + _raised(text[-1], code - codes[0])) for code in codes)


def _raised(sign: str, steps: int) -> str:
    """Return the character that stands ``steps`` behind ``sign``, or U+FFFD where there is none."""
    code = ord(sign) + steps
    return chr(code) if code <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"


def _utf_16(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal[:TEXT_DIGITS].decode()).decode("utf-16-be", "replace")


def _encoded(objects: Objects, encoding: Value) -> Iterator[tuple[int, str]]:
    """Yield the text of each code of a simple font by its encoding (9.6.6): that of Windows, and the differences."""
    for code in range(256):
        yield code, bytes([code]).decode("cp1252", "replace")
    described = resolved(objects, encoding)
    code = 0
    for item in array(resolved(objects, described.get("Differences", []))) if isinstance(described, dict) else ():
        if isinstance(item, PdfName):
            from fontTools.agl import toUnicode

            yield code, toUnicode(item)
            code += 1
        else:
            code = integer(item)


def _simple_widths(objects: Objects, font: Dictionary) -> Iterator[tuple[int, float]]:
    widths = array(resolved(objects, font.get("Widths", [])))
    first = integer(font.get("FirstChar", 0))
    return ((code, number(resolved(objects, width))) for code, width in enumerate(widths, start=first))


def _widths(objects: Objects, value: Value) -> Iterator[tuple[int, float]]:
    """Yield the widths of a composite font (9.7.4.3): ``first [w w …]`` or ``first last w``."""
    items = iter(array(resolved(objects, value)) if value else ())
    for item in items:
        first, then = integer(item), resolved(objects, next(items, None))
        if isinstance(then, list):
            yield from ((code, number(width)) for code, width in enumerate(then, start=first))
        else:
            width = number(next(items, None))
            yield from ((code, width) for code in range(first, integer(then) + 1))
