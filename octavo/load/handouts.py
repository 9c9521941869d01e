"""Check the sheets for the class by themselves: what they name in the book is checked when it is joined."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from octavo.model.book import Record
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.handouts import Handouts

if TYPE_CHECKING:
    from octavo.model.origin import Origin


def check_sheets(handouts: Record[Handouts] | None) -> Iterator[Diagnostic]:
    """Yield OC111 for the id of a sheet that an earlier one has, and OC103 for a sheet that names nothing."""
    if handouts is None:
        return
    taken: dict[str, Origin] = {}
    for position, sheet in enumerate(handouts.value.sheets):
        place = handouts.at("sheets", position, "id")
        if sheet.id in taken:
            yield fault("OC111", place, id=sheet.id, related=[taken[sheet.id]])
        taken.setdefault(sheet.id, place)
        if not sheet.content:
            empty = handouts.at("sheets", position, "content")
            yield fault("OC103", empty, value="[]", problem="a sheet holds something of the book")
