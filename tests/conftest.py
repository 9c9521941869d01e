"""What holds for every test: repeatable examples, and judges that are missing are told, not hidden."""

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

from tests.judges import NotRun

NOT_RUN = "not run"

# The same examples on every machine: a red build must be red again when it is looked at.
settings.register_profile("octavo", derandomize=True, deadline=None, database=None)
settings.load_profile("octavo")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``--accept`` write expected results anew; the difference is then for people to read."""
    parser.addoption("--accept", action="store_true", help="write expected results anew")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Pass a test whose judge is missing, with a line at the end; fail it where CI=true.

    Judges are called in tests, not in fixtures, so this is the one place where a missing one shows.
    """
    __tracebackhide__ = True
    try:
        return (yield)
    except NotRun as judge:
        missing = str(judge)
    if os.environ.get("CI") == "true":
        pytest.fail(f"the judge {missing!r} is missing, and CI=true demands it", pytrace=False)
    pyfuncitem.user_properties.append((NOT_RUN, missing))
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell each judge that was missed, and how many tests passed without it."""
    missed: dict[str, set[str]] = {}
    for report in terminalreporter.getreports("passed"):
        for name, judge in report.user_properties:
            if name == NOT_RUN:
                missed.setdefault(str(judge), set()).add(report.nodeid)
    for judge, tests in sorted(missed.items()):
        terminalreporter.write_line(f"not run: {judge} (tests that passed without it: {len(tests)})", yellow=True)
