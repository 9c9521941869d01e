"""Let the sections of the body run on without a new page, as a book of few pages has them.

What runs on is laid out as one unit, in which each section keeps its element, its id and its running heads.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from octavo.model.look import RUNS_ON
from octavo.model.output import Unit


def run_on(units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield ``units`` with each run of sections of the body as one: it is called as its first section."""
    run: list[Unit] = []
    for unit in units:
        if unit.matter == "body" and unit.kind in RUNS_ON:
            run.append(unit)
            continue
        yield from _joined(run)
        run = []
        yield unit
    yield from _joined(run)


def _joined(run: list[Unit]) -> Iterator[Unit]:
    if run:
        anchors = tuple(anchor for unit in run for anchor in unit.anchors)
        yield replace(run[0], body="".join(unit.body for unit in run), anchors=anchors)
