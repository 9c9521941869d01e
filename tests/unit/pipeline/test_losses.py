"""What goes wrong beside the manuscript: workers that die, clusters that are not there, bugs of ours."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo import console, pipeline
from octavo.model.diagnostics import Diagnostic, Faulty
from octavo.model.output import Printing, Rendition
from octavo.model.work import Work
from octavo.pipeline import Options
from octavo.pipeline.manuscript import Presentation
from octavo.project import Project
from octavo.typeset.system import layout_engine


def die(*_: object, **__: object) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_a_unit_that_kills_its_workers_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with layout_engine():
        monkeypatch.setattr("octavo.typeset.unit.lay_out_unit", die)

    (result,) = pipeline.build(project, ["stock"], Options(engine="processes:1"))

    assert result.status == "failed"
    assert [each.code for each in result.diagnostics] == ["OC905"]
    assert "'stock/" in result.diagnostics[0].message


@pytest.fixture
def missing_library() -> Iterator[None]:
    """Make importing ``distributed`` fail."""
    kept = sys.modules.get("distributed")
    sys.modules["distributed"] = None  # type: ignore[assignment]
    yield
    del sys.modules["distributed"]
    if kept is not None:
        sys.modules["distributed"] = kept


@pytest.mark.usefixtures("missing_library")
def test_a_cluster_that_cannot_be_used_is_told(project: Project) -> None:
    with pytest.raises(Faulty) as told:
        pipeline.build(project, ["stock"], Options(engine="dask://127.0.0.1:1"))

    assert [each.code for each in told.value.diagnostics] == ["OC906"]
    assert "'distributed' is missing" in told.value.diagnostics[0].message


def test_a_bug_that_meets_one_book_loses_no_other(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumble(
        presentation: Presentation, rendition: Rendition, name: str
    ) -> Work[tuple[Printing, tuple[Diagnostic, ...]]]:
        if presentation.book.folder == "stack":
            raise ZeroDivisionError("oh")
        return typesetting(presentation, rendition, name)

    typesetting = Presentation.typesetting
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(Presentation, "typesetting", stumble)

    results = pipeline.build(project, ["stack", "stock"], Options())

    assert [result.status for result in results] == ["failed", "built"]
    (told,) = results[0].diagnostics
    assert told.code == "OC903"
    assert "ZeroDivisionError: oh" in told.message
    assert console.exit_code(results[0].diagnostics) == console.OUR_OWN_BUG
