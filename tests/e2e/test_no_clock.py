"""No stage looks at the clock: a build goes through where every clock fails."""

import datetime as dt
import time
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.engine.store import Store
from tests.test_golden import TESTS, lay_out_case

CLOCKS = ("time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime")


class NoDateTime(dt.datetime):
    """A datetime that does not know what time it is."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> "NoDateTime":  # noqa: ARG003 - the signature is given
        """Refuse."""
        raise AssertionError("a stage looked at the clock")

    utcnow = today = now


class NoDate(dt.date):
    """A date that does not know what day it is."""

    @classmethod
    def today(cls) -> "NoDate":
        """Refuse."""
        raise AssertionError("a stage looked at the clock")


def refuse(*_arguments: object) -> float:
    raise AssertionError("a stage looked at the clock")


def test_a_build_needs_no_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = lay_out_case(TESTS / "golden", tmp_path)
    for name in CLOCKS:
        monkeypatch.setattr(time, name, refuse)
    monkeypatch.setattr(dt, "datetime", NoDateTime)
    monkeypatch.setattr(dt, "date", NoDate)

    outcome = pipeline.build(project, "stock", strict=True, store=Store(None), report=lambda _book, _step: None)

    assert outcome.status == "built", outcome.diagnostics
