"""What is lost of a file that another program wrote: each kind of loss is told once, at the first of its places."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin


@dataclass(frozen=True, slots=True)
class Losses:
    """The places of all that is lost, by what it is and what to do about it."""

    places: dict[tuple[str, str], list[Origin]] = field(default_factory=dict)

    def add(self, what: str, remedy: str, place: Origin) -> None:
        """Note that ``what`` is lost at ``place``."""
        self.places.setdefault((what, remedy), []).append(place)

    def warnings(self) -> Iterator[Diagnostic]:
        """Yield OC138 for all losses of a kind, at the place of the first."""
        for (what, remedy), places in self.places.items():
            others = len(places) - 1
            where = f", here and in {others} other place{'s' * (others > 1)}" if others else ""
            yield fault("OC138", places[0], what=what, where=where, remedy=remedy)
