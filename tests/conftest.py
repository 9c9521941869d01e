"""What holds for every test: the same examples every time, and a missing judge is named, not hidden."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.judges import NotRun

# The same examples on every machine: a red build must be red again when it is looked at.
settings.register_profile("octavo", derandomize=True, deadline=None, database=None)
settings.load_profile("octavo")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--accept`` write expected results anew; the difference is then for people to read."""
    parser.addoption("--accept", action="store_true", help="write expected results anew")


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
