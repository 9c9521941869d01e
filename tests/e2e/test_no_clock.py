"""No stage looks at the clock: a build goes through where every clock fails."""

import datetime as dt
import shutil
import sys
import time
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.project import Project
from tests.test_golden import TESTS, lay_out_case

CLOCKS = ("time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime")
"""Functions of the module ``time``; ``date.today`` asks the first of them."""


class SameAsDateTime(type):
    """Lets true datetimes pass for instances of the class that stands in for theirs."""

    def __instancecheck__(cls, instance: object) -> bool:
        """Ask the true class."""
        return isinstance(instance, DATETIME)


DATETIME = dt.datetime


class NoDateTime(DATETIME, metaclass=SameAsDateTime):
    """A datetime that does not know what time it is."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "NoDateTime":
        """Refuse."""
        raise AssertionError(tz)

    utcnow = today = now


def refuse(*_arguments: object) -> float:
    raise AssertionError("a stage looked at the clock")


def build(project: Project) -> None:
    (result,) = pipeline.build(project, ["stock"], pipeline.Options(strict=True))

    assert result.status == "built", result.diagnostics


def test_a_build_needs_no_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = lay_out_case(TESTS / "golden", tmp_path)
    build(project)  # libraries may look at the clock while they are loaded, and some do
    shutil.rmtree(project.output)
    for name in CLOCKS:
        monkeypatch.setattr(time, name, refuse)
    for module in list(sys.modules.values()):
        for name, value in list(vars(module).items()):
            if value is DATETIME and module.__name__ != __name__:
                monkeypatch.setattr(module, name, NoDateTime)

    with pytest.raises(AssertionError):
        dt.datetime.now(tz=dt.UTC)
    with pytest.raises(AssertionError):
        dt.date.today()  # noqa: DTZ011 - it must fail
    build(project)
