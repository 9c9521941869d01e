"""What setting a section depends on: the words of the language, the notes, the pages, the pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from octavo.model.language import Language
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Medium
from octavo.model.prose import Note
from octavo.render.markup import NOTHING, Attributes, classes, element
from octavo.render.pages import Pages


class MissingWord(LookupError):  # noqa: N818 - it is the state of the language file, not a programming error
    """The language has no such word; the message says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a language; asking for one that it does not have raises :class:`MissingWord`."""

    language: Language

    def __call__(self, key: str) -> str:
        """Return the word for ``key``."""
        try:
            return self.language.words[key]
        except KeyError:
            raise MissingWord(f"the language '{self.language.code}' has no word '{key}'") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in its place: the asset's ``name`` and its size on paper in pt."""

    name: str
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything that setting text depends on.

    ``targets`` are the entries of made sections that exist: a person is only linked where there is a register.
    ``notes`` are the section's, by label, and ``footnotes`` their words as they stand at the foot of a page of paper.
    ``pictures`` are those of its figures, by their keys (:func:`octavo.render.images.picture_key`).
    ``leading`` is the distance of base lines on paper and ``measure`` the width of the text, in pt; a page has so many
    ``lines``, or 0 where that is not known. ``has_table_rows`` says that cells of tables stand one below the other.
    ``origins``, ``calls`` (the id of the first call of each note, by label) and ``landmarks`` (how many sidebars have a
    name) grow while a section is set.

    ``link`` holds the attributes of the link whose words are being set, and ``is_phrasing`` says that only phrasing
    elements may stand here, as in a footnote inside a paragraph.
    """

    medium: Medium
    word: Words
    pages: Pages
    targets: frozenset[str]
    notes: Mapping[str, Note]
    footnotes: Mapping[str, Markup]
    pictures: Mapping[str, Picture]
    leading: float
    measure: float = 0
    lines: int = 0
    has_table_rows: bool = False
    origins: dict[str, Origin]
    calls: dict[str, str] = field(default_factory=dict)
    landmarks: dict[str, int] = field(default_factory=dict)
    link: Attributes = field(default_factory=dict)
    is_phrasing: bool = False

    def known(self, identifier: str, origin: Origin) -> str:
        """Remember where the element ``identifier`` comes from, and return it."""
        if identifier and origin != NOWHERE:
            self.origins.setdefault(identifier, origin)
        return identifier

    def block(self, name: str, content: str = NOTHING, attributes: Attributes = {}) -> Markup:  # noqa: B006 - unchanged
        """Return the element ``name``, or where only phrasing may stand a span that style sheets set like it."""
        if not self.is_phrasing:
            return element(name, content, attributes)
        kind = classes(f"as-{name}", attributes.get("class", ""))
        return element("span", content, {**attributes, "class": kind})
