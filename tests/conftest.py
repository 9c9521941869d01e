"""What holds for every test: the same examples every time, and a missing judge is named, not hidden."""

import gc
import os
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.judges import NotRun

# The same examples on every machine: a red build must be red again when it is looked at.
settings.register_profile("octavo", derandomize=True, deadline=None, database=None, max_examples=50)
settings.register_profile("long", deadline=None, database=None, max_examples=1000)
settings.load_profile("octavo")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--accept`` write expected results anew; the difference is then for people to read."""
    parser.addoption("--accept", action="store_true", help="write expected results anew")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Count for coverage what examples reach that somebody has chosen, not what chance reaches.

    Measuring doubles the time, and properties are tried with many examples.
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)


def pytest_collection_finish() -> None:
    """Let Python look for garbage less often, and never among what was collected: thousands of tests stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    """Skip a test whose judge is missing, which the summary names; fail it where CI=true.

    Judges are called in tests, not in fixtures, so this is the one place where a missing one shows.
    """
    __tracebackhide__ = True
    try:
        return (yield)
    except NotRun as judge:
        missing = str(judge)
    if os.environ.get("CI") == "true":
        pytest.fail(f"the judge {missing!r} is missing, and CI=true demands it", pytrace=False)
    pytest.skip(f"not run: {missing}")
