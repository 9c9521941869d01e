"""Have finished files judged: what was read of the same bytes before is in the store, all else is for the workers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from octavo.check.artefacts.examination import begin
from octavo.jobs.graph import Job, Task, WorkerLostError
from octavo.jobs.store import key
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE, Origin
from octavo.model.output import Artefact, FontFace
from octavo.project import own_code


def examined(
    book: str, artefacts: Sequence[Artefact], faces: Iterable[FontFace], origins: Mapping[str, Origin]
) -> Job[tuple[Diagnostic, ...]]:
    """Judge ``artefacts`` as :func:`octavo.check.artefacts.examination.examine` does; yields what is to be read.

    Raises :class:`Faulty` with OC905 when something to be read kills every worker that reads it.
    """
    examination = begin(artefacts)
    tasks = [
        Task(
            name=f"{book}/{excerpt.name}",
            function=excerpt.function,
            arguments=excerpt.arguments,
            key=key("read", own_code().digest(excerpt.function.__module__), excerpt.function.__name__, excerpt.digest),
        )
        for excerpt in examination.excerpts
    ]
    try:
        readings = [result.payload for result in (yield tasks)]
        stale = examination.stale(readings)
        fresh = (yield [replace(tasks[place], is_fresh=True) for place in stale]) if stale else ()
    except WorkerLostError as lost:
        raise Faulty([fault("OC905", NOWHERE, unit=lost.task)]) from lost
    for place, result in zip(stale, fresh, strict=True):
        readings[place] = result.payload
    return examination.judged(readings, faces, origins)
