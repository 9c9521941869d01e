"""Jobs, tasks and workers: order, store, losses."""

import multiprocessing
import os
import re
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from octavo.jobs.executors import open_workers
from octavo.jobs.graph import Job, Result, Task, WorkerLostError, run
from octavo.jobs.store import Store, key

NOWHERE = Store(None)


def shout(word: str) -> bytes:
    return word.upper().encode()


def fail(word: str) -> bytes:
    raise ValueError(word)


def die_once(marker: str) -> bytes:
    """Kill the worker the first time and answer the second."""
    path = Path(marker)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return b"alive"


def die(_marker: str) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def die_late(_marker: str) -> bytes:
    time.sleep(0.3)
    return die("")


def slowly(word: str) -> bytes:
    time.sleep(1)
    return word.encode()


def fail_slowly(word: str) -> bytes:
    time.sleep(0.5)
    raise ValueError(word)


def sleep_long() -> bytes:
    time.sleep(60)
    return b""


def whoami() -> bytes:
    return str(os.getpid()).encode()


def say(words: Sequence[str]) -> Job[str]:
    """Shout each word, then all of them joined: two batches."""
    first = yield [Task(name=word, function=shout, arguments=(word,)) for word in words]
    joined = " ".join(result.payload.decode() for result in first)
    second = yield [Task(name="joined", function=shout, arguments=(f"{joined}!",))]
    return second[0].payload.decode()


def nothing() -> None:
    """Preload nothing."""


@pytest.mark.parametrize("engine", ["inline", "processes:2"])
def test_jobs_give_their_values_in_order(engine: str) -> None:
    with open_workers(engine, nothing) as workers:
        assert run([say(["a", "b"]), say(["c"]), say([])], workers, NOWHERE) == ["A B!", "C!", "!"]


def test_who_asks_is_told_how_many_tasks_are_done_of_all(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_workers("inline", nothing) as workers:
        run([say(["a", "b"]), say(["c"])], workers, Store(tmp_path), lambda done, known: told.append((done, known)))

    # What a job asks for later is known only then.
    assert told == [(1, 3), (2, 3), (3, 4), (4, 4), (5, 5)]


def test_a_kept_result_is_not_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    seen: list[bool] = []

    def watch() -> Job[None]:
        results: Sequence[Result] = yield [Task(name="a", function=shout, arguments=("a",), key=key("a"))]
        seen.extend(result.from_store for result in results)

    with open_workers("inline", nothing) as workers:
        run([watch()], workers, store)
        run([watch()], workers, store)

    assert seen == [False, True]


def test_the_heaviest_task_of_all_jobs_starts_first() -> None:
    order: list[str] = []

    def note(word: str) -> bytes:
        order.append(word)
        return b""

    def job(*weights: int) -> Job[None]:
        yield [Task(name=str(w), function=note, arguments=(str(w),), weight=w) for w in weights]

    with open_workers("inline", nothing) as workers:
        run([job(1, 5), job(3, 9)], workers, NOWHERE)

    assert order == ["9", "5", "3", "1"]


def test_what_a_task_raises_reaches_its_job_only() -> None:
    def careful() -> Job[str]:
        try:
            yield [Task(name="x", function=fail, arguments=("oh",)), Task(name="y", function=shout, arguments=("y",))]
        except ValueError as problem:
            return f"caught {problem}"
        return "nothing caught"

    with open_workers("inline", nothing) as workers:
        assert run([careful(), say(["a"])], workers, NOWHERE) == ["caught oh", "A!"]


def test_a_task_whose_worker_dies_is_tried_again(tmp_path: Path) -> None:
    def job() -> Job[bytes]:
        results = yield [Task(name="d", function=die_once, arguments=(str(tmp_path / "mark"),))]
        return results[0].payload

    with open_workers("processes:2", nothing) as workers:
        values: list[object] = run([job(), say(["a"])], workers, NOWHERE)

    assert values == [b"alive", "A!"]


def test_a_task_that_kills_every_worker_is_told_by_name() -> None:
    def job() -> Job[str]:
        try:
            yield [Task(name="deadly", function=die, arguments=("",))]
        except WorkerLostError as lost:
            return lost.task
        return ""

    with open_workers("processes:1", nothing) as workers:
        assert run([job()], workers, NOWHERE) == ["deadly"]


def test_no_other_task_is_blamed_with_the_one_that_kills_its_workers() -> None:
    def job(function: Callable[[str], bytes]) -> Job[str]:
        try:
            (result,) = yield [Task(name="it", function=function, arguments=("oil",))]
        except WorkerLostError:
            return "lost"
        return result.payload.decode()

    with open_workers("processes:2", nothing) as workers:
        assert run([job(slowly), job(die_late), job(shout)], workers, NOWHERE) == ["oil", "lost", "OIL"]


def test_what_a_failed_batch_still_gives_is_not_taken_for_the_next_one() -> None:
    def stubborn() -> Job[list[bytes]]:
        with suppress(ValueError):
            yield [Task(name=word, function=fail, arguments=(word,)) for word in "ab"]
        results = yield [Task(name=word, function=shout, arguments=(word,)) for word in "cd"]
        return [result.payload for result in results]

    with open_workers("processes:2", nothing) as workers:
        assert run([stubborn(), stubborn()], workers, NOWHERE) == [[b"C", b"D"]] * 2


def test_of_several_failures_the_first_task_is_told_whichever_worker_was_quicker() -> None:
    def job() -> Job[str]:
        tasks = [
            Task(name="slow", function=fail_slowly, arguments=("first",)),
            Task(name="heavy", function=fail, arguments=("second",), weight=9),
            Task(name="after", function=sleep_long),
        ]
        try:
            yield tasks
        except ValueError as problem:
            return str(problem)
        return ""

    with open_workers("processes:2", nothing) as workers:
        assert run([job()], workers, NOWHERE) == ["first"]


def test_a_worker_killed_while_idle_is_replaced() -> None:
    def job() -> Job[list[str]]:
        (first,) = yield [Task(name="who", function=whoami)]
        os.kill(int(first.payload), signal.SIGKILL)
        time.sleep(0.2)
        results = yield [Task(name=word, function=shout, arguments=(word,)) for word in "ab"]
        return [result.payload.decode() for result in results]

    with open_workers("processes:1", nothing) as workers:
        assert run([job()], workers, NOWHERE) == [["A", "B"]]


def test_workers_end_with_their_block_whatever_they_are_at() -> None:
    def hurry() -> Job[None]:
        yield [Task(name="bad", function=fail, arguments=("oh",)), Task(name="slow", function=sleep_long)]

    start = time.monotonic()
    with pytest.raises(ValueError, match="oh"), open_workers("processes:2", nothing) as workers:
        run([hurry()], workers, NOWHERE)

    assert time.monotonic() - start < 30
    assert not multiprocessing.active_children()


def leave_a_file() -> bytes:
    return tempfile.mkdtemp(prefix="octavo-left-").encode()


def test_temporary_files_of_workers_go_with_them() -> None:
    def job() -> Job[str]:
        (left,) = yield [Task(name="leave", function=leave_a_file)]
        assert Path(left.payload.decode()).is_dir()
        return left.payload.decode()

    with open_workers("processes:1", nothing) as workers:
        (left,) = run([job()], workers, NOWHERE)

    assert not Path(left).exists()


@pytest.mark.parametrize("engine", ["", "threads", "processes:0", "processes:x", "dask://nowhere", "inline:2"])
def test_an_unknown_engine_is_refused(engine: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(engine)}$"), open_workers(engine, nothing):
        pass


@pytest.mark.parametrize("engine", ["inline", "processes:1"])
def test_the_time_of_a_call_is_told_wherever_it_was_made(engine: str) -> None:
    def job() -> Job[float]:
        (result,) = yield [Task(name="slow", function=slowly, arguments=("word",))]
        return result.seconds

    with open_workers(engine, lambda: None) as workers:
        (seconds,) = run([job()], workers, NOWHERE)

    assert seconds >= 1
