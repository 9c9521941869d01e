"""Have finished files judged: what was read of the same bytes before is in the store, all else is for the workers."""

from collections.abc import Sequence

from octavo.check.artefacts.examination import Alike, begin
from octavo.jobs.graph import Job, Task, WorkerLostError
from octavo.jobs.store import key
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import NOWHERE
from octavo.project import own_code


def examined(book: str, groups: Sequence[Alike]) -> Job[tuple[Diagnostic, ...]]:
    """Judge files as :func:`octavo.check.artefacts.examination.examine` does; yields what is to be read.

    Raises :class:`Faulty` with OC905 when something to be read kills every worker that reads it.
    """
    examination = begin(groups)
    tasks = [
        Task(
            name=f"{book}/{chunk.name}",
            function=chunk.function,
            arguments=(chunk.content,),
            key=key("read", own_code().digest(chunk.function.__module__), chunk.function.__name__, chunk.content),
        )
        for chunk in examination.chunks
    ]
    try:
        return examination.judge([result.payload for result in (yield tasks)])
    except WorkerLostError as lost:
        raise Faulty([fault("OC905", NOWHERE, unit=lost.task)]) from lost
