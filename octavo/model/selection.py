"""What of a publication a product is made from: the whole book, or some of it with only what that uses."""

from dataclasses import dataclass
from typing import TypeAlias

from octavo.model.handouts import Audience, Sheet
from octavo.model.matter import REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The whole book, as ``matter`` in book.yaml orders it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedPart:
    """A part of the book: its page and its chapters.

    ``part`` is the id of the part. ``matter`` names the sections of the front and back matter that go with it: words
    of made sections (``contents``) and ids of texts. One that the book does not have is left out.
    """

    part: str
    matter: tuple[str, ...] = REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedChapters:
    """Chapters, or other texts of the book, by the ids of their sections. ``matter`` as for a part."""

    chapters: tuple[str, ...]
    matter: tuple[str, ...] = REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedHeadings:
    """Headings by their ids, each with all that stands below it, up to the next of the same or a higher level.

    ``matter`` as for a part.
    """

    headings: tuple[str, ...]
    matter: tuple[str, ...] = REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedBlocks:
    """Blocks by their ids, each with all that stands inside it. ``matter`` as for a part."""

    blocks: tuple[str, ...]
    matter: tuple[str, ...] = REGISTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectedSheet:
    """A sheet for the class: what it names, in its own order, as one section.

    Answers go with it for the ``audience`` *teacher* alone, and the notes that handouts.yaml has on a sheet of this id.
    """

    sheet: Sheet
    audience: Audience


Selection: TypeAlias = Whole | SelectedPart | SelectedChapters | SelectedHeadings | SelectedBlocks | SelectedSheet
"""A closed union. Whatever the order of the ids, what is selected stands in the order of the book, but on a sheet."""

WHOLE = Whole()
