"""What of an earlier printing must be copied anew, and what of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

PageState: TypeAlias = Literal["same", "version", "changed", "reflowed", "moved", "gone"]
"""What became of a page: it stands (*same*); it stands but for the *version* that it names; its text, a picture or a
page number in it has *changed*; the same text runs in other lines (*reflowed*); all of it stands on a page with another
number (*moved*); or the new printing has no such page (*gone*)."""

STANDING: frozenset[PageState] = frozenset({"same", "version"})
"""Pages of an earlier copy that need not be copied anew."""

WHOLE = 0.6
"""The part of all sheets from which on all of them are better copied anew (rule C9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPage:
    """A page of the new printing, counted from 1, with its folio, and what became of it.

    ``was`` is the folio of the earlier page that a moved one has been.
    """

    page: int
    folio: str
    state: PageState
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprinted:
    """What of one file must be copied anew: the ``anew`` ones among all its sheets, or leaves, counted from 1.

    ``name`` is that of the file without its ending, ``title`` that of what is printed, and ``printing`` the name by
    which snapshots know its pages.
    ``pages`` has the pages on each of these, front before back and from left to right; blank ones are 0. Sheets that
    the new printing has no more are ``gone``. Where the file ``is_imposed``, pages stand side by side on its sheets,
    which lie in one another if it ``is_stitched``; else they are leaves of a copy that is printed on both sides.
    """

    name: str
    title: str
    printing: str
    is_imposed: bool
    is_stitched: bool
    total: int
    anew: tuple[int, ...]
    gone: tuple[int, ...] = ()
    pages: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is better copied anew."""
        return bool(self.anew) and len(self.anew) >= WHOLE * self.total
