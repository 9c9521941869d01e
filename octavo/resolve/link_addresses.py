"""Print the addresses of links that lead out of a book: in footnotes, or in brackets where no note can be called.

Ebooks have them as well, so that notes have the same numbers everywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from octavo.model.book import Section
from octavo.model.inlines import Inline, Inlines, Link, NoteCall, Text, children, with_children, without_beginning
from octavo.model.link_addresses import LinkAddresses, printed_address
from octavo.model.prose import Note, Paragraph, Place
from octavo.model.query import plain
from octavo.model.sharing import kept
from octavo.model.transform import Rules, rewrite, rewrite_section
from octavo.resolve.anchors import digest, note_ids
from octavo.resolve.note_calls import COMMA, PUNCTUATION

LABEL = "address-"
"""How the labels of these notes begin."""


def with_addresses(section: Section, how: LinkAddresses) -> Section:
    """Return ``section`` with the addresses of its links.

    In running text each address is a note, one for each section; in captions, cells and notes it stands in brackets.
    Headings have none, and links that are addresses themselves need none.
    """
    if how == "none":
        return section
    notes = _Notes(section=section.id, has_codes=how == "code")
    blocks = rewrite(section.blocks, Rules(run=notes.run))
    own = tuple(replace(note, blocks=rewrite(note.blocks, Rules(run=_bracketed))) for note in section.notes)
    return replace(section, blocks=blocks, notes=(*own, *notes.made.values()))


def with_addresses_in_entries(section: Section, how: LinkAddresses) -> Section:
    """Return ``section`` with the addresses of the links in its entries, in brackets."""
    if how == "none" or not section.groups:
        return section
    alone = rewrite_section(replace(section, title=(), blocks=(), notes=()), Rules(run=_bracketed))
    return replace(section, groups=alone.groups)


@dataclass(slots=True, kw_only=True)
class _Notes:
    """Puts calls behind links, and makes the notes that these call."""

    section: str
    has_codes: bool
    made: dict[str, Note] = field(default_factory=dict)

    def run(self, inlines: Inlines, place: Place) -> Inlines:
        if place != "prose":
            return _bracketed(inlines, place)
        if not any(map(_has_untold, inlines)):
            return inlines
        changed: list[Inline] = []
        calls: list[Inline] = []
        for inline in inlines:
            # A call stands behind the punctuation (rule T18).
            signs = PUNCTUATION.match(inline.value) if calls and isinstance(inline, Text) else None
            if signs and isinstance(inline, Text):
                changed += (replace(inline, value=signs[0]), *calls)
                inline, calls = without_beginning(inline, signs.end()), []  # noqa: PLW2901 - the rest of the same text
            changed += calls
            changed.append(_told(inline))
            between: Sequence[Inline] = [each for link in _untold(inline) for each in (COMMA, self._call(link))]
            calls = list(between[1:])
        return tuple(each for each in (*changed, *calls) if not isinstance(each, Text) or each.value)

    def _call(self, link: Link) -> NoteCall:
        label = f"{LABEL}{digest(link.url)}"
        address = _address(link, has_code=self.has_codes)
        note = Note(
            label=label,
            blocks=(Paragraph(children=(address,), origin=link.origin),),
            id=note_ids(self.section, label)[0],
            origin=link.origin,
        )
        self.made.setdefault(label, note)
        return NoteCall(label=label, origin=link.origin)


def _bracketed(inlines: Inlines, place: Place) -> Inlines:
    if place == "heading" or not any(map(_has_untold, inlines)):
        return inlines
    changed: list[Inline] = []
    for inline in inlines:
        changed.append(_told(inline))
        for link in _untold(inline):
            changed += (Text(value=" ("), _address(link, has_code=False), Text(value=")"))
    return tuple(changed)


def _address(link: Link, *, has_code: bool) -> Link:
    words = Text(value=printed_address(link.url), is_literal=True)
    return Link(children=(words,), url=link.url, is_told=True, has_code=has_code, origin=link.origin)


def _has_untold(inline: Inline) -> bool:
    return any(True for _ in _untold(inline))


def _untold(inline: Inline) -> Iterator[Link]:
    """Yield the links in ``inline`` whose words do not say where they lead, and of which nothing else does."""
    if isinstance(inline, Link):
        if not inline.is_told and printed_address(inline.url).casefold() not in plain(inline.children).casefold():
            yield inline
    else:
        for child in children(inline):
            yield from _untold(child)


def _told(inline: Inline) -> Inline:
    """Return ``inline``, its links marked as those whose addresses stand beside them."""
    if isinstance(inline, Link):
        return replace(inline, is_told=True)
    return with_children(inline, kept(children(inline), tuple(map(_told, children(inline)))))
