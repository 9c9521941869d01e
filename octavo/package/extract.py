"""A piece of a book as a publication of its own: what it is called and by which identifier."""

import uuid
from dataclasses import replace

from octavo.model.output import FormatInput
from octavo.model.selection import SelectedSheet, Whole

NAMED = 2
"""So many of the titles of its sections name a piece of a book."""


def as_publication(given: FormatInput) -> FormatInput:
    """Return ``given`` with a title and an identifier of its own, where it is a piece of a book.

    A piece has not been evaluated, whatever the book was. Both stay the same for all corrected releases of one edition.
    """
    rendition, settings, name = given.reflow, given.book.settings, given.product.name
    if rendition is None or isinstance(given.product.selection, Whole | SelectedSheet):
        return given
    titles = [unit.title for unit in rendition.units if unit.matter == "body"]
    named = ", ".join(titles[:NAMED]) + (", …" if len(titles) > NAMED else "")
    title = f"{settings.title}: {named}" if named else settings.title
    edition = settings.version.partition(".")[0]
    own = uuid.uuid5(uuid.NAMESPACE_URL, f"octavo:{given.book.folder}:{settings.language}:{edition}:{name}:epub").urn
    settings = replace(
        settings,
        subtitle="",
        identifiers={**settings.identifiers, "epub": own},
        accessibility=replace(settings.accessibility, evaluation=None),
    )
    return replace(
        given,
        book=replace(given.book, settings=settings),
        reflow=replace(rendition, metadata=replace(rendition.metadata, title=title)),
    )
