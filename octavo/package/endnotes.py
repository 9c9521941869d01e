"""Gather the notes of all sections in a file of their own, at the end of an ebook.

Reading systems that show notes as pop-ups find them there as well. In others a call leads to another file, and the note
back to the call: one of them goes back to the clicked link at once where both stand in the same file.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

from octavo.model.output import Rendition, Unit

KIND = "endnotes"
NAME = "notes"
AFTER_NOTES = frozenset({"colophon", "back-cover"})
"""Kinds of sections that stand behind the notes where they end the book."""

_NOTES = re.compile(r'\n?<section class="notes"[^<>]*>(.*?)</section>', re.DOTALL)
_ID = re.compile(r'<[^<>]*? id="([^"]+)"')


def with_endnotes(rendition: Rendition, words: Mapping[str, str]) -> Rendition:
    """Return ``rendition`` with a section of all notes in place of those at the ends of sections (rule E9).

    It has a part for each section that has notes, in their order, and stands at the end of the book, but before
    :data:`AFTER_NOTES`. Without any note the rendition is as it was.
    """
    found = {unit.id: notes[1] for unit in rendition.units if (notes := _NOTES.search(unit.body))}
    if not found:
        return rendition
    units = [_without_notes(unit) if unit.id in found else unit for unit in rendition.units]
    name = NAME
    while name in {place for unit in rendition.units for place in (unit.id, *unit.anchors)}:
        name += "-"
    end = len(units)
    while end and units[end - 1].kind in AFTER_NOTES:
        end -= 1
    parts = "\n".join(_part(unit, found[unit.id]) for unit in units if unit.id in found)
    title = words["endnotes"]
    language = attribute(rendition.metadata.language)
    body = (
        f'<section class="section {KIND}" id="{name}" lang={language} xml:lang={language} epub:type="{KIND}" '
        f'role="doc-endnotes" aria-labelledby="{name}-title">\n'
        f'<h1 class="title" id="{name}-title"><span class="name">{text(title)}</span></h1>\n{parts}\n</section>'
    )
    own = Unit(
        id=name,
        kind=KIND,
        matter="back",
        title=title,
        body=body,
        language=rendition.metadata.language,
        anchors=tuple(_ID.findall(body)),
    )
    return replace(rendition, units=(*units[:end], own, *units[end:]))


def _without_notes(unit: Unit) -> Unit:
    body = _NOTES.sub("", unit.body)
    return replace(unit, body=body, anchors=tuple(_ID.findall(body)))


def _part(unit: Unit, notes: str) -> str:
    """Return the notes of a section under its title, which leads to it."""
    language = attribute(unit.language)
    return (
        f'<section class="notes" epub:type="footnotes" data-section={attribute(unit.id)} lang={language} '
        f"xml:lang={language}>\n<h2><a href={attribute(f'#{unit.id}')}>{text(unit.title)}</a></h2>{notes}</section>"
    )
