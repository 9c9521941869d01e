"""What only a bug of ours can have done is to be reported, with a file that names what made the book."""

from pathlib import Path

import pytest

from octavo import __version__, pipeline
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.pipeline import Options
from octavo.pipeline.bug_report import with_report
from octavo.project import Project
from tests.damaged_files import change_content
from tests.drawing_edits import EditedFile

LOST = fault("OC701", Origin("text/01.md", 3), where=" on page 3", read="a", written="a b")
SHORT = fault("OC706", Origin("text/01.md", 3), text="a", share=20, page=3)


def file_in(diagnostic: Diagnostic) -> Path:
    """Return the file that a hint names."""
    return Path(diagnostic.hint.removeprefix("report this with the book and with "))


def test_a_report_holds_the_faults_and_what_made_the_book() -> None:
    reported, short = with_report((LOST, SHORT), "wells", is_ours=True)

    assert short == SHORT
    text = file_in(reported).read_text()
    assert all(part in text for part in ("'wells'", f"Octavo {__version__}", "weasyprint", str(LOST)))


def test_what_a_theme_of_the_reader_may_have_done_is_no_bug_of_ours() -> None:
    assert with_report((LOST,), "wells", is_ours=False) == (LOST,)


def test_a_build_names_the_report(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def dropped(content: bytes) -> bytes:
        file = EditedFile(content)
        file.replace("granite", "")
        return file.saved()

    from octavo.package import pdf

    monkeypatch.setattr(pdf, "FORMAT", pdf.FORMAT)
    change_content(dropped)
    (result,) = pipeline.build(project, ["stock"], Options())

    (told,) = (each for each in result.diagnostics if each.code == "OC701")
    assert told.origin.path == "content/stock/text/01-tower.md"
    assert str(told.origin) in file_in(told).read_text()
