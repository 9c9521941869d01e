"""Where in the manuscript something on a page was written: the last known place above it."""

from bisect import bisect_right
from collections.abc import Mapping

from octavo.model.origin import NOWHERE, Origin
from octavo.pdf.catalogue import Destination


class Places:
    """The places of what stands on the pages of a file, by the anchors in it."""

    def __init__(
        self, anchors: Mapping[str, Destination], origins: Mapping[str, Origin], file: Origin = NOWHERE
    ) -> None:
        """Use ``anchors`` with their places on the pages; what stands above all of them is of the ``file`` alone."""
        known = sorted(
            ((place.page, -place.y), origins[anchor])
            for anchor, place in anchors.items()
            if origins.get(anchor, NOWHERE) != NOWHERE
        )
        self._keys = [key for key, _ in known]
        self._origins = [origin for _, origin in known]
        self._file = file

    def above(self, page: int, height: float) -> Origin:
        """Return the place of what stands at a ``height`` (pt, from below) of a page."""
        found = bisect_right(self._keys, (page, -height)) - 1
        return self._origins[found] if found >= 0 else self._file
