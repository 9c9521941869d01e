"""The review copy of what has changed between two states of a book."""

from collections.abc import Callable, Collection, Sequence

from octavo.editions.review_copy import Review, review_copy
from octavo.model.leaflet import Leaflet
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.states import NOW, Compared


def review_of(compared: Compared, kinds: Collection[str]) -> Callable[[Manuscript], Sequence[Leaflet]]:
    """Return what asks for the review copy as these ``kinds`` of files, *pdf* and *html*."""

    def asked(manuscript: Manuscript) -> Sequence[Leaflet]:
        names = [state.name for state in (compared.old, compared.new)]
        versions = (names[0], names[1] if names[1] != NOW else "")
        review = Review(versions=versions, changes=compared.changes, blocks=compared.new.snapshot.blocks)
        return (review_copy(f"changes/{'-'.join(names)}", review, manuscript.presentation().book, kinds),)

    return asked
