"""Have the work of a stage done: its calls become tasks for workers, and what is known of them is not made again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from octavo.jobs.graph import Job, NotKeptError, Result, Task, Value, WorkerLostError
from octavo.jobs.store import key
from octavo.model.diagnostics import Faulty, fault
from octavo.model.origin import NOWHERE
from octavo.model.work import Call, DamagedError, Shared, Work
from octavo.pipeline.result import Timing


@dataclass(slots=True)
class SharedBytes:
    """What the workers of one build share, by name. ``share`` hands bytes to all workers and returns their handle."""

    share: Callable[[bytes], object] = bytes
    _shared: dict[str, tuple[Shared, object]] = field(default_factory=dict)

    def handle(self, shared: Shared) -> object:
        """Return what stands for ``shared`` among the arguments of a task."""
        if shared.name not in self._shared:
            self._shared[shared.name] = (shared, self.share(shared.content))
        return self._shared[shared.name][1]

    def preload(self) -> None:
        """Make everything ready in this process, for the workers that are about to be forked from it."""
        for shared, handle in self._shared.values():
            shared.prepare(shared.name, handle)

    def ready(self, workers: int) -> Job[None]:
        """Have as many workers begin, with everything ready."""
        yield [
            Task(name="ready", function=_prepare, arguments=(shared.prepare, shared.name, handle))
            for shared, handle in self._shared.values()
            for _ in range(workers)
        ]


def _prepare(prepare: Callable[[str, object], object], name: str, handle: object) -> bytes:
    prepare(name, handle)
    return b""


def side_by_side(works: Iterable[Work[Value]]) -> Work[list[Value]]:
    """Return the work of having several works done at once; its value is the list of theirs.

    The calls that they ask for next are asked for together. Where one of these fails, each work asks for its own once
    more, so that what failed is told to the work that asked for it.
    """
    waiting: dict[int, tuple[Work[Value], Sequence[Call]]] = {}
    values: dict[int, Value] = {}

    def go_on(place: int, work: Work[Value], step: Callable[[], Sequence[Call]]) -> None:
        try:
            waiting[place] = (work, step())
        except StopIteration as end:
            waiting.pop(place, None)
            values[place] = end.value

    for place, work in enumerate(works):
        go_on(place, work, work.__next__)
    while waiting:
        asked = list(waiting.items())
        try:
            results = iter((yield [call for _, (_, calls) in asked for call in calls]))
        except Exception:  # noqa: BLE001 - whatever a call raises is raised again for the work that it belongs to
            for place, (work, calls) in asked:
                try:
                    own = yield calls
                except Exception as problem:  # noqa: BLE001 - the same
                    go_on(place, work, partial(work.throw, problem))
                else:
                    go_on(place, work, partial(work.send, own))
        else:
            for place, (work, calls) in asked:
                go_on(place, work, partial(work.send, list(islice(results, len(calls)))))
    return [values[place] for place in sorted(values)]


@dataclass(slots=True)
class CallRunner:
    """Makes tasks of the calls of one book. ``key`` returns what the result of a call is kept under.

    ``seen`` gets the time of each task, for the profile.
    """

    shared: SharedBytes
    key: Callable[..., str]
    seen: list[Timing]
    _tasks: dict[Call, Task] = field(default_factory=dict)

    def carried_out(self, work: Work[Value]) -> Job[Value]:
        """Have all calls of ``work`` made, and return its value.

        Raises what ``work`` raises, and :class:`Faulty` with OC905 when a call kills every worker that makes it.
        """
        try:
            calls = next(work)
            while True:
                try:
                    payloads = yield from self._made(calls)
                except WorkerLostError as lost:
                    raise Faulty([fault("OC905", NOWHERE, unit=lost.task)]) from lost
                except Exception as problem:  # noqa: BLE001 - whatever a call raises belongs to the work that asked for it
                    calls = work.throw(problem)
                else:
                    calls = work.send(payloads)
        except StopIteration as end:
            value: Value = end.value
            return value

    def _made(self, calls: Sequence[Call]) -> Job[list[bytes]]:
        tasks = [self._task(call) for call in calls]
        try:
            results = yield tasks
        except (NotKeptError, DamagedError):
            # What an earlier call set aside is in the store no longer: somebody damaged it, or made it smaller.
            earlier = [replace(self._task(call.given), is_fresh=True) for call in calls if call.given]
            if not earlier:
                raise
            self._see((yield earlier))
            results = yield tasks
        self._see(results)
        return [result.payload for result in results]

    def _see(self, results: Sequence[Result]) -> None:
        self.seen.extend(Timing(name=each.name, seconds=each.seconds, from_store=each.from_store) for each in results)

    def _task(self, call: Call) -> Task:
        if call not in self._tasks:
            given = self._task(call.given).also[0] if call.given else ""
            known = (each.name if isinstance(each, Shared) else each for each in call.arguments)
            name = self.key(call.function, *known, given)
            arguments = (self.shared.handle(each) if isinstance(each, Shared) else each for each in call.arguments)
            self._tasks[call] = Task(
                name=call.name,
                function=call.function,
                arguments=tuple(arguments),
                key=name,
                also=(key(name, "set aside"),) if call.sets_aside else (),
                given=given,
                is_fresh=call.is_fresh,
                weight=call.weight,
            )
        return self._tasks[call]
