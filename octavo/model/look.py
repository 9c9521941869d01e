"""How a product looks: the theme, the paper, and the variant of its setting."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from octavo.model.origin import NOWHERE, Origin
from octavo.model.trims import Trim

RunningHeads: TypeAlias = Literal["title-and-chapter", "author-and-title", "chapter", "none"]
"""What stands at the top of left-hand and of right-hand pages."""

ChapterOpenings: TypeAlias = Literal["sunk", "high"]
"""How far down a chapter begins: its title a third of the way down the page, or at the top."""

RUNS_ON = frozenset({"chapter", "text", "part"})
"""The kinds of sections of the body that run on without a new page in a compact book."""

Side: TypeAlias = Literal["inner", "outer", "top", "bottom"]

FontRole: TypeAlias = Literal["text", "heading", "code"]
"""What a family of fonts is for."""


class Variant(StrEnum):
    """How the text is set. Another word is a ``ValueError``: nobody gets an edition that does not exist.

    Each but the standard one is a folder of ``styles/`` with the same name, whose rules are laid over the theme. Large
    print (16 or 18 pt) and the spaced setting for readers with dyslexia are set anew on office paper; the one for
    copiers has the pages of the standard edition in black alone.
    """

    STANDARD = "standard"
    LARGE_16 = "large-16"
    LARGE_18 = "large-18"
    DYSLEXIA = "dyslexia"
    COPIER = "copier"

    @property
    def is_set_anew(self) -> bool:
        """Whether its pages are others than those of the standard edition, on paper of an office."""
        return self in {Variant.LARGE_16, Variant.LARGE_18, Variant.DYSLEXIA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``theme`` is a folder of ``styles/`` and ``paper`` the word of one of the papers of that theme."""

    theme: str
    paper: str
    variant: Variant = Variant.STANDARD

    @property
    def layers(self) -> tuple[str, ...]:
        """The themes that lie one over the other, the uppermost first: that of the variant is laid over its own."""
        return (self.theme,) if self.variant is Variant.STANDARD else (self.variant.value, self.theme)

    def in_variant(self, variant: Variant) -> "Look":
        """Return this look in a variant: what is set anew stands on the paper of an office."""
        paper = ("letter" if "letter" in self.paper else "a4") if variant.is_set_anew else self.paper
        return replace(self, variant=variant, paper=paper)


# --- what book.yaml says of the look, once it is understood ---


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFont:
    """A font file of a family that the look names.

    ``file`` is its name, ``features`` are the tags of its OpenType features. ``has_even_figures`` says whether its
    figures are equally wide, ``is_for_ebooks`` whether its licence bits allow that. ``languages`` are those, of other
    scripts than Latin, Greek and Cyrillic, whose letters it has. ``credit`` is the line that the colophon has for it,
    and ``licences`` are the files beside it that travel with it.
    """

    family: str
    weight: int
    is_italic: bool
    file: str
    features: frozenset[str] = frozenset()
    has_even_figures: bool = True
    is_for_ebooks: bool = True
    languages: frozenset[str] = frozenset()
    credit: str = ""
    licences: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    content: bytes = field(repr=False)


class OwnSheet(NamedTuple):
    """A style sheet of the book: its text, and the place of its file."""

    text: str
    place: Origin


class Margin(NamedTuple):
    """A margin: mm or, where it ``is_part``, a part of the width or height of the page."""

    value: float
    is_part: bool

    def on(self, side: float) -> float:
        """Return the margin in mm on a page with a ``side`` of so many mm."""
        return self.value * side if self.is_part else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLook:
    """In what a book differs from its theme, from ``look`` in book.yaml.

    ``size`` and ``leading`` are in pt, and 0 where they are the theme's. ``accent`` is ``#rrggbb`` or nothing.
    ``trim`` is the name of the paper, and its size. ``families`` are the families of fonts by what they are for;
    ``others`` are the families for letters that these lack. ``fonts`` are the files of all, ``place`` is that of
    ``look``, and ``places`` are those of its values by their keys (``margins.inner``).
    """

    size: float = 0
    leading: float = 0
    accent: str = ""
    is_ragged: bool | None = None
    trim: tuple[str, Trim] | None = None
    margins: tuple[tuple[Side, Margin], ...] = ()
    openings: ChapterOpenings | None = None
    is_compact: bool = False
    families: tuple[tuple[FontRole, str], ...] = ()
    others: tuple[str, ...] = ()
    fonts: tuple[BookFont, ...] = ()
    print_sheet: OwnSheet | None = None
    screen_sheet: OwnSheet | None = None
    place: Origin = NOWHERE
    places: tuple[tuple[str, Origin], ...] = ()

    def at(self, *keys: str) -> Origin:
        """Return the place of the first of ``keys`` that has a value, or that of the look where none has."""
        known = dict(self.places)
        return next((known[key] for key in keys if key in known), self.place)

    def with_other_fonts_alone(self) -> "BookLook":
        """Return the look of what keeps its own type and pages: with the fonts for letters that its own lack."""
        if not self.others:
            return AS_DESIGNED
        fonts = tuple(font for font in self.fonts if font.family in self.others)
        return BookLook(others=self.others, fonts=fonts, place=self.place)


AS_DESIGNED = BookLook()
"""The look of a book that takes its theme as it is."""
