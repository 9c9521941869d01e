"""The store stays within its bounds."""

from pathlib import Path

import pytest

from octavo import cli, pipeline
from octavo.jobs.store import Store, key
from octavo.pipeline import Options
from octavo.project import Project


def test_clean_drops_what_is_too_much_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OCTAVO_STORE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "output" / "extra" / "wells" / "wells-booklet-a4.pdf"
    made.parent.mkdir(parents=True)
    made.touch()
    store = Store(tmp_path)
    for name in "abc":
        store.put(key(name), bytes(900_000))

    assert cli.main(["clean"]) == 0
    assert cli.main(["clean", "--limit", "2"]) == 0
    assert cli.main(["clean", "--all"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"freed 0.0 MB; {tmp_path} holds 2.7 MB",
        f"freed 0.9 MB; {tmp_path} holds 1.8 MB",
        f"freed 1.8 MB; {tmp_path} holds 0.0 MB",
    ]
    assert not made.parent.parent.exists()


def test_the_output_of_a_book_called_extra_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_STORE", str(tmp_path / "store"))
    monkeypatch.chdir(tmp_path)
    cli.main(["new", "extra"])
    (tmp_path / "output/extra").mkdir(parents=True)

    assert cli.main(["clean"]) == 0
    assert (tmp_path / "output/extra").exists()


def test_a_build_keeps_the_store_within_its_bounds(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sys.modules["octavo.pipeline.session"], "LIMIT", 200_000)
    store = Store(tmp_path / "store")

    pipeline.build(project, ["stock"], Options(store=store))

    assert 0 < store.size() <= 200_000
