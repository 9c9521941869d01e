"""What is the same in every selection of a publication: its numbers, and the words of its citations.

A :class:`Draft` is the whole book with everything joined but the words of its citations. A citation processor gives
them: it is asked once, for all that the publication cites. Its answer makes the draft a :class:`Numbering`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.model.book import Section
from octavo.model.inlines import Citation, Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCitation:
    """A citation to be worded, without its place; ``in_note`` says that it stands in a note or source line already."""

    citation: Citation
    in_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRequest:
    """All that the words of a publication's citations depend on.

    ``style`` is the text of a CSL style, ``language`` a BCP 47 tag and ``quotes`` the two outer quotation marks;
    ``sources`` are CSL-JSON items by key; ``citations`` are in reading order, and ``works`` are the keys that the
    bibliography lists, cited or not. ``pair`` is the word between two names, and its form before an *i*, if it has one.
    """

    style: str = field(repr=False)
    language: str
    quotes: tuple[str, str]
    sources: Mapping[str, Mapping[str, object]]
    citations: tuple[AskedCitation, ...]
    works: tuple[str, ...]
    pair: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedCitation:
    """The words of a citation in the text, and those of the footnote that it becomes (``None``: it becomes none).

    ``is_stopped`` says that the words stand in a footnote and end with a full stop of the style's.
    """

    words: Inlines
    note: Inlines | None = None
    is_stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The answer to a request: its citations in their order, and works that the style lists, by key in its order."""

    worded: tuple[WordedCitation, ...] = ()
    works: Mapping[str, Inlines] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The whole book, everything joined, its citations not yet worded.

    ``texts`` are its sections in reading order with their ids and the numbers of chapters, figures, tables and
    extracts, people and terms not yet linked and made sections still empty; in ``sections`` that is done. ``anchors``
    are those of the citations of the ``request``. ``teachers_matter`` is printed on teachers' sheets alone.
    """

    texts: tuple[Section, ...]
    sections: tuple[Section, ...]
    teachers_matter: tuple[Section, ...] = ()
    request: CitationRequest
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """Numbers and words that hold for a whole publication, whatever of it is printed.

    ``texts`` and ``teachers_matter`` are as in the draft. ``notes`` has the number of every note by its label, for
    every section by its id, ``labels`` the words for every place that can be referred to, by id (*chapter 3*,
    *figure 2*), ``citations`` the words of citations by anchor, and ``works`` those of the works by key, in the order
    of the style.
    """

    texts: tuple[Section, ...]
    teachers_matter: tuple[Section, ...] = ()
    notes: Mapping[str, Mapping[str, int]]
    labels: Mapping[str, Inlines]
    citations: Mapping[str, WordedCitation]
    works: Mapping[str, Inlines]
