"""Typeset a book in units: which units to lay out, until every printed page number is true.

The first layout is made with page numbers guessed from the length of the text, never from what an earlier build found:
the pages depend on the content alone, warm or cold. Records of units are kept in the store, so a round costs what is
new in it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from octavo.jobs.graph import Job, NotKeptError, Task, WorkerLostError
from octavo.jobs.store import key
from octavo.model.diagnostics import Diagnostic, Faulty, fault, in_order
from octavo.model.origin import NOWHERE
from octavo.model.output import PageMap, Printing, Rendition, Unit
from octavo.pipeline.manuscript import Manuscript
from octavo.pipeline.result import Timing
from octavo.project import own_code

if TYPE_CHECKING:
    from octavo.typeset.pagination import Pagination, Sides

ROUNDS = 6
"""How often units may be laid out again because a printed number had another length."""


@dataclass(slots=True)
class Presses:
    """What the workers of one build share: style sheets and assets, by name. ``share`` hands one to the workers."""

    share: Callable[[bytes], object] = bytes
    handles: dict[str, object] = field(default_factory=dict)

    def add(self, rendition: Rendition) -> str:
        """Share the style sheet and assets of ``rendition`` with the workers; return the name of the press."""
        from octavo.typeset.tasks import pack_press

        packed = pack_press(rendition)
        name = key(packed)
        if name not in self.handles:
            self.handles[name] = self.share(packed)
        return name

    def preload(self) -> None:
        """Make all presses ready in this process, for the workers that are about to be forked from it."""
        from octavo.typeset.tasks import press_of

        for name, handle in self.handles.items():
            press_of(name, handle)

    def ready(self, workers: int) -> Job[None]:
        """Ask as many workers for a look at the presses."""
        from octavo.typeset.tasks import look_over_press

        yield [
            Task(name="ready", function=look_over_press, arguments=(name, handle))
            for name, handle in self.handles.items()
            for _ in range(workers)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A typeset book, with all that its layout told, and the rendition that was laid out."""

    printing: Printing
    rendition: Rendition
    diagnostics: tuple[Diagnostic, ...]


def print_book(manuscript: Manuscript, presses: Presses, seen: list[Timing]) -> Job[Printed]:
    """Typeset the book; yields the units to lay out, and returns the printing.

    ``seen`` receives the time of every task, for the profile. Raises :class:`Faulty`; with OC505 when the page numbers
    do not settle in ``ROUNDS`` rounds, and with OC905 when a unit kills every worker that lays it out.
    """
    from octavo.typeset.divisions import divide
    from octavo.typeset.pagination import paginate
    from octavo.typeset.unit_document import order

    rendition, rendered = manuscript.render("print")
    layout = _Layout(manuscript, presses, presses.add(rendition), seen)
    pages = yield from _first_pages(layout, divide(rendition), manuscript.listing())
    earlier: list[bytes] = []
    sides: list[Sides] = []
    for _ in range(ROUNDS):
        rendition = manuscript.with_pages(rendition, pages)
        divided = divide(rendition)
        orders = [order(divided, unit, pages=pages) for unit in divided.units]
        if orders == earlier:
            return (yield from layout.joined(divided, orders, sides, rendered))
        sides = yield from layout.laid_out(divided, orders)
        earlier, pages = orders, paginate(divided.units, sides).page_map
    raise Faulty([fault("OC505", manuscript.publication.settings.origin, rounds=ROUNDS)])


def _first_pages(layout: "_Layout", rendition: Rendition, listing: Collection[str]) -> Job[PageMap]:
    """Lay out the units that do not list pages, and return where everything then probably stands.

    Lists of pages would be set in vain: what they list is not known before the rest is laid out. The book is laid out
    in waves: first what prints only numbers that have surely as many digits as guessed, and at last what prints numbers
    near to 10, 100 or 1000, when it is known better on which side of that they are.
    """
    from octavo.typeset.page_estimate import WAVES, guess_pages
    from octavo.typeset.unit_document import order

    known: dict[str, Sides] = {}
    guess = guess_pages(rendition)
    for wave in range(1, WAVES + 1):
        units = tuple(unit for unit in rendition.units if unit.id not in listing and unit.id not in known)
        if not units:
            break
        if wave < WAVES:
            units = guess.next_wave(units)
        orders = [order(rendition, unit, pages=guess.pages) for unit in units]
        laid = yield from layout.laid_out(replace(rendition, units=units), orders)
        known |= {unit.id: sides for unit, sides in zip(units, laid, strict=True)}
        guess = guess_pages(rendition, known)
    return guess.pages


@dataclass(frozen=True, slots=True)
class _Layout:
    """The tasks of typesetting one book."""

    manuscript: Manuscript
    presses: Presses
    press: str
    seen: list[Timing]

    def laid_out(self, rendition: Rendition, orders: Sequence[bytes], *, is_fresh: bool = False) -> "Job[list[Sides]]":
        """Lay out every order that is new (all, where ``is_fresh``) and return the facts of all."""
        from octavo.typeset.pagination import sides_of
        from octavo.typeset.tasks import lay_out, pictures

        tasks = []
        for unit, ordered in zip(rendition.units, orders, strict=True):
            shown = pictures(rendition, ordered)
            name = self._key(rendition, unit, ordered)
            tasks.append(
                Task(
                    name=f"{self.manuscript.book.folder}/{unit.id}",
                    function=partial(lay_out, is_recto=unit.starts_recto),
                    arguments=(self.press, self.presses.handles[self.press], ordered, shown),
                    key=name,
                    also=(_record(name),),
                    is_fresh=is_fresh,
                    weight=len(ordered),
                )
            )
        return [sides_of(facts) for facts in (yield from self._done(tasks))]

    def _key(self, rendition: Rendition, unit: Unit, ordered: bytes) -> str:
        from octavo.typeset.tasks import pictures

        shown = (part for each in pictures(rendition, ordered) for part in each)
        return key("unit", engine_digest(), self.press, ordered, str(unit.starts_recto), *shown)

    def joined(
        self, rendition: Rendition, orders: Sequence[bytes], sides: "Sequence[Sides]", told: Sequence[Diagnostic]
    ) -> Job[Printed]:
        """Make the fonts, bind the units and join them."""
        from octavo.typeset import parts
        from octavo.typeset.packing import unpack
        from octavo.typeset.pagination import paginate

        pagination = paginate(rendition.units, sides)
        tasks = self._last_tasks(rendition, orders, pagination)
        try:
            looked, fonts, *bound = yield from self._done(tasks)
        except NotKeptError:
            # The facts of a unit are in the store and its record is not: somebody damaged it, or made it smaller.
            yield from self.laid_out(rendition, orders, is_fresh=True)
            looked, fonts, *bound = yield from self._done(tasks)
        content = parts.join(bound, pagination, fonts, rendition.metadata)
        found = parts.tell(rendition, pagination.facts, pagination.page_map, unpack(looked)[0]["complaints"])
        _, letters, first, *_ = tasks
        printing = Printing(content=content, page_map=pagination.page_map, first_page=key(letters.key, first.key))
        return Printed(printing=printing, rendition=rendition, diagnostics=in_order((*told, *found)))

    def _last_tasks(self, rendition: Rendition, orders: Sequence[bytes], pagination: "Pagination") -> list[Task]:
        """Return the tasks for when the pages are known: the style sheet, the fonts, and each unit in its place."""
        from octavo.typeset.glyphs import union
        from octavo.typeset.parts import places
        from octavo.typeset.tasks import bind_unit, look_over_press, make_fonts

        handle, book = self.presses.handles[self.press], self.manuscript.book.folder
        glyphs = union(each["fonts"] for each in pagination.facts)
        tasks = [
            Task(
                name=f"{book}/style sheet",
                function=look_over_press,
                arguments=(self.press, handle),
                key=key("press", engine_digest(), self.press),
            ),
            Task(
                name=f"{book}/fonts",
                function=make_fonts,
                arguments=(handle, glyphs),
                key=key("fonts", engine_digest(), self.press, glyphs),
            ),
        ]
        for unit, ordered, place in zip(rendition.units, orders, places(pagination), strict=True):
            record = _record(self._key(rendition, unit, ordered))
            tasks.append(
                Task(
                    name=f"{book}/{unit.id}, bound",
                    function=bind_unit,
                    arguments=(place.ground, place.first, place.numbers),
                    given=record,
                    key=key("bound", record, repr((place.ground, place.first, place.numbers))),
                )
            )
        return tasks

    def _done(self, tasks: Sequence[Task]) -> Job[list[bytes]]:
        try:
            results = yield tasks
        except WorkerLostError as lost:
            raise Faulty([fault("OC905", NOWHERE, unit=lost.task)]) from lost
        self.seen.extend(Timing(name=each.name, seconds=each.seconds, from_store=each.from_store) for each in results)
        return [result.payload for result in results]


def _record(unit: str) -> str:
    """Return the key of the record of a unit."""
    return key(unit, "record")


def engine_digest() -> str:
    """Return the digest of all besides the content that has a say in a layout: our code that it runs, and its tools."""
    from octavo.typeset import tasks

    return own_code().digest(tasks.__name__)
