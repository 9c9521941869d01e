"""Typeset a book in units: which units to lay out, until every printed page number is true.

The first layout is made with page numbers guessed from the length of the text, never from what an earlier build found:
the pages depend on the content alone, warm or cold. Records of units are kept in the store, so a round costs what is
new in it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from octavo.engine.graph import Job, Result, Task, WorkerLostError
from octavo.engine.store import key
from octavo.model.diagnostics import Diagnostic, Faulty, fault, in_order
from octavo.model.origin import NOWHERE
from octavo.model.output import PageMap, Printing, Rendition
from octavo.pipeline.manuscript import Manuscript
from octavo.project import PACKAGE

ROUNDS = 6
"""How often units may be laid out again because a printed number had another length, or a unit another side."""


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


def print_book(manuscript: Manuscript, presses: Presses, seen: list[Result]) -> Job[Printed]:
    """Typeset the book; yields the units to lay out, and returns the printing.

    ``seen`` receives every result, for the profile. Raises :class:`Faulty`; with OC505 when the page numbers do not
    settle in ``ROUNDS`` rounds, and with OC905 when a unit kills every worker that lays it out.
    """
    from octavo.typeset.frames import unpack
    from octavo.typeset.orders import order
    from octavo.typeset.pagination import paginate

    rendition, rendered = manuscript.render("print")
    layout = _Layout(manuscript, presses, presses.add(rendition), seen)
    pages, versos = yield from _first_pages(layout, rendition, manuscript.listing())
    earlier: list[bytes] = []
    records: list[bytes] = []
    facts: list[Mapping[str, Any]] = []
    for _ in range(ROUNDS):
        rendition = manuscript.with_pages(rendition, pages)
        orders = [
            order(rendition, unit, is_verso=side, pages=pages)
            for unit, side in zip(rendition.units, versos, strict=True)
        ]
        if orders == earlier:
            return (yield from layout.joined(rendition, records, facts, rendered))
        records = yield from layout.laid_out(rendition, orders)
        facts = [unpack(record)[0] for record in records]
        pagination = paginate(rendition.units, facts)
        earlier, pages, versos = orders, pagination.page_map, pagination.versos()
    raise Faulty([fault("OC505", manuscript.publication.settings.origin, rounds=ROUNDS)])


def _first_pages(
    layout: "_Layout", rendition: Rendition, listing: Collection[str]
) -> Job[tuple[PageMap, tuple[bool, ...]]]:
    """Lay out the units that do not list pages, and return where everything then probably stands.

    Lists of pages would be set in vain: what they list is not known before the rest is laid out.
    """
    from octavo.typeset.frames import unpack
    from octavo.typeset.guess import guess_facts, guess_pages, sides
    from octavo.typeset.orders import order
    from octavo.typeset.pagination import paginate

    pages = guess_pages(rendition)
    guessed = {unit.id: guess_facts(unit, rendition.paper) for unit in rendition.units}
    wanted = [
        (unit, order(rendition, unit, is_verso=side, pages=pages))
        for unit, side in zip(rendition.units, sides(rendition.units, pages), strict=True)
        if unit.id not in listing
    ]
    units = replace(rendition, units=tuple(unit for unit, _ in wanted))
    records = yield from layout.laid_out(units, [ordered for _, ordered in wanted])
    known = {unit.id: unpack(record)[0] for (unit, _), record in zip(wanted, records, strict=True)}
    pagination = paginate(rendition.units, [known.get(unit.id) or guessed[unit.id] for unit in rendition.units])
    return pagination.page_map, pagination.versos()


@dataclass(frozen=True, slots=True)
class _Layout:
    """The tasks of typesetting one book."""

    manuscript: Manuscript
    presses: Presses
    press: str
    seen: list[Result]

    def laid_out(self, rendition: Rendition, orders: Sequence[bytes]) -> Job[list[bytes]]:
        """Lay out every order that is new and return the records of all."""
        from octavo.typeset.tasks import lay_out, pictures

        tasks = []
        for unit, ordered in zip(rendition.units, orders, strict=True):
            shown = pictures(rendition, ordered)
            digest = key("unit", engine_digest(), self.press, ordered, *(part for each in shown for part in each))
            handle = self.presses.handles[self.press]
            arguments = (self.press, handle, ordered, shown)
            name = f"{self.manuscript.book.folder}/{unit.id}"
            tasks.append(Task(name=name, function=lay_out, arguments=arguments, key=digest, weight=len(ordered)))
        return (yield from self._done(tasks))

    def joined(
        self,
        rendition: Rendition,
        records: Sequence[bytes],
        facts: Sequence[Mapping[str, Any]],
        told: Sequence[Diagnostic],
    ) -> Job[Printed]:
        """Make the fonts, bind the units and join them."""
        from octavo.typeset import parts
        from octavo.typeset.frames import unpack
        from octavo.typeset.glyphs import union
        from octavo.typeset.pagination import paginate
        from octavo.typeset.tasks import look_over_press, make_fonts

        handle, book = self.presses.handles[self.press], self.manuscript.book.folder
        glyphs = union(each["fonts"] for each in facts)
        looked, fonts = yield from self._done(
            [
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
        )
        pagination = paginate(rendition.units, facts)
        content = parts.join(rendition, records, facts, pagination, fonts)
        found = parts.tell(rendition, facts, pagination.page_map, unpack(looked)[0]["complaints"])
        printing = Printing(content=content, page_map=pagination.page_map)
        return Printed(printing=printing, rendition=rendition, diagnostics=in_order((*told, *found)))

    def _done(self, tasks: Sequence[Task]) -> Job[list[bytes]]:
        try:
            results = yield tasks
        except WorkerLostError as lost:
            raise Faulty([fault("OC905", NOWHERE, unit=lost.task)]) from lost
        self.seen.extend(results)
        return [result.payload for result in results]


@cache
def engine_digest() -> str:
    """Return the digest of all besides the content that has a say in a layout: our typesetting code and its tools."""
    from octavo.typeset.versions import versions

    code = (path.read_bytes() for path in sorted((PACKAGE / "typeset").glob("*")) if path.is_file())
    return key(*(f"{name} {number}" for name, number in sorted(versions().items())), *code)
