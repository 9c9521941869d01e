"""The closed union ``Inline``: what stands in a line of text, and what stands inside of it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import itemgetter
from typing import TypeAlias

from octavo.model.origin import NOWHERE, Origin

_SIGNS = re.compile(r"[A-Za-z0-9_:.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Characters, already typographic after the resolve stage.

    As loaded, ``turns`` are the offsets at which the text goes on elsewhere than right behind the character before (in
    the next line, after an escaped sign), each with that place. What ``is_literal`` stays as typed: a quote, hyphen or
    full stop behind a backslash.
    """

    value: str
    origin: Origin = NOWHERE
    turns: tuple[tuple[int, Origin], ...] = field(default=(), compare=False, repr=False)
    is_literal: bool = False

    def at(self, offset: int) -> Origin:
        """Return the place of the character at ``offset`` of a text that is as it was loaded."""
        place_of_turn = bisect_right(self.turns, offset, key=itemgetter(0))
        start, place = self.turns[place_of_turn - 1] if place_of_turn else (0, self.origin)
        return Origin(place.path, place.line, place.column + offset - start) if place.column else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """``*text*``: set in italic."""

    children: "Inlines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong:
    """``**text**``: set in bold."""

    children: "Inlines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """```` `text` ````: shown as typed; never hyphenated, never made typographic."""

    value: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """``$x^2$``: a formula, as its source in the notation of TeX. ``words`` are its signs on one line.

    One that ``is_displayed`` was written as ``$$…$$`` where no block of its own can stand, as in a cell of a table.
    ``id`` is that of one which becomes a block.
    """

    tex: str
    words: str
    is_displayed: bool = False
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """``![what it shows](file.png){width=5%}``: a small picture in a line of text.

    ``file`` is its name in the book's folder, ``width`` the part of the width of the text that it has, or 0 for one
    that is as high as the line. ``caption`` and ``id`` are those of one that becomes a figure, as it stands alone.
    """

    file: str
    alt: str
    caption: "Inlines" = ()
    width: float = 0.0
    id: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """``[text]{.class lang=ru}``: a stretch with a class or a language of its own.

    Classes that themes know: ``smallcaps``, ``acronym``, ``nohyphen``, ``title`` (of a work), ``superscript``.
    """

    children: "Inlines"
    language: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A line break that the author asked for (a backslash at the end of the line)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """``[text](https://…)``: leads out of the book.

    Its address stands beside it where it ``is_told``; on paper a QR code of it follows a link that ``has_code``.
    """

    children: "Inlines"
    url: str
    is_told: bool = False
    has_code: bool = False
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """``[text](#id)``: leads to a place in the book; paper adds the page.

    Written without text, ``[](#id)``, the resolve stage fills in the target's label (*chapter 3*, *figure 2*).
    ``with_page`` is false where the page would only be noise (inside lists that print pages anyway). A reference
    ``is_absent`` where its target is in the book but not in the selection that is printed: its words stay, and lead
    nowhere. As loaded, one that was written as a link to the ``file`` of another text has as its target what stands
    there behind the ``#``. One that ``is_dispute`` has no words: it stands as a sign behind what is disputed, and leads
    to the views.
    """

    target: str
    children: "Inlines" = ()
    with_page: bool = True
    is_absent: bool = False
    is_dispute: bool = False
    file: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """One work inside a citation: ``see @conquest2008, p. 12`` gives prefix, key, label, locator and suffix.

    The words before and behind may have marks.
    ``label`` is a CSL locator term (``page``, ``chapter``, ``part``, …) and is empty where there is no locator.
    """

    key: str
    prefix: "Inlines" = ()
    label: str = ""
    locator: str = ""
    suffix: "Inlines" = ()
    without_author: bool = False
    origin: Origin = NOWHERE


def work_id(key: str) -> str:
    """Return the id of a work's entry in the bibliography: signs that an id cannot have are told apart by a digest."""
    if _SIGNS.fullmatch(key):
        return f"work-{key}"
    return f"work-{sha256(key.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """``[@a, p. 3; @b]``, or ``@a`` in the sentence (``narrative``).

    ``children`` are the words of the citation style and ``anchor`` the place that 'cited on' leads to; both are empty
    until the resolve stage. In a note style ``children`` ends with the call of the footnote that the citation became.
    ``bare`` citations stand in source lines (of figures, extracts, lives): no brackets, never a footnote.
    """

    works: tuple[CitedWork, ...]
    narrative: bool = False
    bare: bool = False
    children: "Inlines" = ()
    anchor: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteCall:
    """``[^label]``: calls the note ``label`` of the same file; resolve gives ``number`` and ``id``.

    ``note`` is the id of a note that stands in another section, at the end of the book.
    """

    label: str
    number: int = 0
    id: str = ""
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLink:
    """``[Yezhov](person:yezhov)``: a person of the register.

    After the resolve stage ``is_first`` says whether it is the first mention in its section (only that one is
    linked) and ``anchor`` is the place that the register leads back to.
    """

    person: str
    children: "Inlines"
    is_first: bool = False
    anchor: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLink:
    """``[troika](term:troika)``: a glossary term; ``is_first`` and ``anchor`` as for :class:`PersonLink`."""

    term: str
    children: "Inlines"
    is_first: bool = False
    anchor: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexMark:
    """``[text]{index="police!NKVD"}``: indexed under ``path``; ``[]{index=…}`` marks a point."""

    path: tuple[str, ...]
    children: "Inlines" = ()
    anchor: str = ""
    origin: Origin = NOWHERE


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Code
    | Formula
    | Image
    | Span
    | Break
    | Link
    | Reference
    | Citation
    | NoteCall
    | PersonLink
    | TermLink
    | IndexMark
)
Inlines: TypeAlias = tuple[Inline, ...]


def children(inline: Inline) -> Inlines:
    """Return what stands inside ``inline``; nothing for characters, code, formulas, pictures, breaks and calls."""
    match inline:
        case Text() | Code() | Formula() | Image() | Break() | NoteCall():
            return ()
        case _:
            return inline.children


def with_children(inline: Inline, inside: Inlines) -> Inline:
    """Return ``inline`` with ``inside`` in place of its children; ``inline`` itself where these are they."""
    match inline:
        case Text() | Code() | Formula() | Image() | Break() | NoteCall():
            return inline
        case _:
            return inline if inline.children is inside else replace(inline, children=inside)


def without_beginning(text: Text, length: int) -> Text:
    """Return ``text``, which is as it was loaded, without its first ``length`` characters."""
    turns = tuple((offset - length, place) for offset, place in text.turns if offset > length)
    return replace(text, value=text.value[length:], origin=text.at(length), turns=turns)
