"""Break the lines of sources once, so that they are the same on all papers, and number every fifth (rule H10).

Where letters have other sizes, in large print and on screens, the paragraphs of a source are numbered instead.

How long the lines are is told by tokens of the theme: ``source-measure`` in pt, in letters of ``source-size`` pt of the
family ``source-family``. They are broken by the widths of the letters, without kerning, so a little stays free.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from fontTools.ttLib import TTFont

from octavo.model.book import Section
from octavo.model.inlines import Break, Inline, Inlines, Span, Text, children, with_children
from octavo.model.output import Theme
from octavo.model.prose import Block, Blocks, Extract, ItemList, Place, Quotation
from octavo.model.query import every_block
from octavo.model.transform import Rules, rewrite, rewrite_section
from octavo.render.inlines import LINE_NUMBER

EVERY = 5
"""Every fifth line has its number."""

FEWEST = 5
"""Lines that a source has at least, so that they are numbered."""

SLACK = 0.985
"""The part of the measure that is filled: kerning and emphasis make a line a little longer than its letters."""

INDENT = 1.4
"""How far lists and quotations stand in, in sizes of the letters."""

FAMILY, SIZE, MEASURE = "source-family", "source-size", "source-measure"
"""The tokens of a theme that say how sources are set."""

PIECES = re.compile(r"([ \t\n]+)|([^ \t\n]+)")
"""Spaces at which a line may end, and what stands between them."""

UNSEEN = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}")


def has_numbered_sources(section: Section) -> bool:
    """Whether the lines or paragraphs of a source in ``section`` are to be numbered."""
    return any(isinstance(block, Extract) and block.has_line_numbers for block in every_block(section.blocks))


def with_fixed_lines(section: Section, theme: Theme) -> Section:
    """Return ``section``; the lines of sources that are to be numbered broken, and every fifth numbered.

    A theme that does not say how sources are set leaves them as they are.
    """
    tokens = theme.settings.tokens
    face = next((face for face in theme.settings.faces if face.family == tokens.get(FAMILY)), None)
    if face is None or not {SIZE, MEASURE} <= tokens.keys():
        return section
    size = float(tokens[SIZE])
    ruler = _Ruler(widths=_widths(theme.fonts[face.file]), measure=float(tokens[MEASURE]) * SLACK / size)

    def block(block: Block) -> Block:
        if isinstance(block, Extract) and block.has_line_numbers:
            return replace(block, text=_broken(block, ruler))
        return block

    return rewrite_section(section, Rules(block=block))


def with_numbered_paragraphs(section: Section) -> Section:
    """Return ``section``; the paragraphs of sources that are to be numbered have their numbers, if there are several.

    Lists have numbers of their own, or bullets.
    """

    def block(block: Block) -> Block:
        if isinstance(block, Extract) and block.has_line_numbers:
            return replace(block, text=_numbered(block.text))
        return block

    return rewrite_section(section, Rules(block=block))


def _numbered(blocks: Blocks) -> Blocks:
    count = 0

    def run(inlines: Inlines, place: Place) -> Inlines:
        nonlocal count
        if place != "prose":
            return inlines
        count += 1
        return (_number(count), *inlines)

    def inside(block: Block) -> Rules:
        return Rules() if isinstance(block, ItemList) else rules

    rules = Rules(run=run, inside=inside)
    numbered = rewrite(blocks, rules)
    return numbered if count > 1 else blocks


def _number(number: int) -> Inline:
    return Span(children=(Text(value=str(number)),), classes=(LINE_NUMBER,))


def _broken(extract: Extract, ruler: "_Ruler") -> tuple[Block, ...]:
    counted = _Lines()
    broken = rewrite(extract.text, _rules(ruler, counted))
    return broken if counted.count >= FEWEST else extract.text


def _rules(ruler: "_Ruler", counted: "_Lines") -> Rules:
    """Return the rules that break what is as long as ``ruler``, and shorter what stands in."""

    def run(inlines: Inlines, place: Place) -> Inlines:
        return _set_lines(inlines, ruler, counted) if place == "prose" else inlines

    def inside(block: Block) -> Rules:
        stands_in = isinstance(block, ItemList | Quotation)
        return _rules(replace(ruler, measure=ruler.measure - INDENT), counted) if stands_in else rules

    rules = Rules(run=run, inside=inside)
    return rules


@dataclass(slots=True)
class _Lines:
    """How many lines of a source have been set."""

    count: int = 0

    def begun(self) -> Iterator[Inline]:
        """Begin a line, and yield its number where it has one."""
        self.count += 1
        if self.count % EVERY == 0:
            yield _number(self.count)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruler:
    """Measures words: ``widths`` and ``measure`` are in sizes of the letters."""

    widths: Mapping[str, float] = field(repr=False)
    measure: float

    def length(self, words: str) -> float:
        """Return how long ``words`` are."""
        return sum(self.widths.get(letter, 1.0) for letter in words.translate(UNSEEN))


@lru_cache(maxsize=4)
def _widths(content: bytes) -> Mapping[str, float]:
    font = TTFont(io.BytesIO(content), lazy=True)
    scale, widths = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): widths[name][0] / scale for code, name in font.getBestCmap().items()}


def _set_lines(inlines: Inlines, ruler: _Ruler, counted: _Lines) -> Inlines:
    """Break a run into lines at its spaces, also those inside emphasis, where a word would go beyond the measure."""
    setter = _LineSetter(ruler, counted)
    return (*counted.begun(), *setter.set(inlines))


@dataclass(slots=True)
class _LineSetter:
    """Sets one run: ``filled`` is how much of the line is, and before a word ``is_open`` says that it may begin one."""

    ruler: _Ruler
    counted: _Lines
    filled: float = 0.0
    is_open: bool = False

    def set(self, inlines: Inlines) -> Inlines:
        """Return ``inlines`` with breaks."""
        return tuple(each for inline in inlines for each in self._set(inline))

    def _set(self, inline: Inline) -> Iterator[Inline]:
        match inline:
            case Text():
                yield from self._words(inline)
            case Break():
                self.filled, self.is_open = 0.0, False
                yield from (inline, *self.counted.begun())
            case _:
                yield with_children(inline, self.set(children(inline)))

    def _words(self, text: Text) -> Iterator[Inline]:
        line = ""
        for space, word in PIECES.findall(text.value):
            length = self.ruler.length(space or word)
            if space:
                line += " "
                self.filled += self.ruler.length(" ")
            elif self.is_open and self.filled + length > self.ruler.measure:
                yield from (replace(text, value=line.rstrip(" ")), Break(), *self.counted.begun())
                line, self.filled = word, length
            else:
                line += word
                self.filled += length
            self.is_open = bool(space)
        yield replace(text, value=line)
