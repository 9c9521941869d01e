"""What the notes of pages depend on, kept so that pages can be made once more."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from octavo.typeset.engine.note_parts import NotePart


class NotesState(NamedTuple):
    """What the notes of pages depend on: what goes on overleaf, where the text waits, and where notes are called."""

    carried: Mapping[int, tuple[NotePart, ...]]
    waiting: Mapping[int, tuple[Any, Any]]
    called: Mapping[Any, int]

    def behind(self, before: "NotesState", number: int) -> "NotesState":
        """Return this state for pages of which those before ``number`` are as in ``before``, and later ones as here.

        Without that, what goes on overleaf in other pages would be printed when the engine makes a page once more.
        """
        return NotesState(
            {**_until(before.carried, number), **_from(self.carried, number + 1)},
            {**_until(before.waiting, number), **_from(self.waiting, number + 1)},
            {
                **{note: page for note, page in before.called.items() if page < number},
                **{note: page for note, page in self.called.items() if page >= number},
            },
        )


def _until(of_pages: Mapping[int, Any], number: int) -> Mapping[int, Any]:
    return {page: held for page, held in of_pages.items() if page <= number}


def _from(of_pages: Mapping[int, Any], number: int) -> Mapping[int, Any]:
    return {page: held for page, held in of_pages.items() if page >= number}
