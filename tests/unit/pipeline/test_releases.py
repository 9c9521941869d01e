"""A release freezes what a book says and where it is printed, and the next one tells what has changed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.jobs.store import Store
from octavo.model.diagnostics import Faulty
from octavo.pipeline import releases
from octavo.pipeline.cache import memo_for
from octavo.pipeline.correct import carry_out, propose
from octavo.pipeline.loading import load_book
from octavo.pipeline.rebuilding import rebuilt
from octavo.pipeline.releases import rebuild, release, verify
from octavo.pipeline.result import NO_STORE, Options
from octavo.pipeline.states import releases_of, working_state
from octavo.project import Project
from tests.unit.editions.test_file_changes import Stopped, files, stopping
from tests.unit.pipeline.test_correct import YEAR


def test_a_correction_makes_the_next_impression(project: Project, common_store: Path) -> None:
    """The first release has the version of the settings; what each says and where is kept, and its files archived."""
    options = Options(store=Store(common_store))
    book = project.content / "stock"
    settings = book / "book.yaml"
    # The section that tells the changes is there from the second release on: its line in the contents is no news.
    words = settings.read_text().replace("index, colophon]", "index, changes, colophon]")
    settings.write_text(f"{words}formats: [pdf]  # the pages alone\n")
    before = settings.read_text()
    first = release(project, "stock", None, "2026-11-24", options)

    assert (first.release.version, first.compared) == ("1.0.0", None)
    assert settings.read_text() == before
    assert set(first.release.files) == {"stock.pdf", "sources.zip"}
    assert (project.root / "archive/stock/1.0.0/stock.pdf").is_file()

    carry_out(project, "stock", propose(project, YEAR, options))
    text = book / "events.yaml"
    text.write_text(text.read_text().replace("1884-03-01", "1884-03-02"))
    with pytest.raises(Faulty) as caught:
        release(project, "stock", None, "2026-12-01", options)
    assert [each.code for each in caught.value.diagnostics] == ["OC422"]
    assert caught.value.diagnostics[0].origin.path.endswith("events.yaml")

    text.write_text(text.read_text().replace("1884-03-02", "1884-03-01"))
    second = release(project, "stock", None, "2026-12-01", options)

    assert second.release.version == "1.1.0"
    assert settings.read_text() == before.replace("1.0.0", "1.1.0").replace("2026-11-24", "2026-12-01")
    assert second.compared
    (change,) = second.compared.changes
    assert (change.kind, change.nature, change.correction) == ("changed", "fact", "c001")
    assert change.old
    assert change.new
    assert change.old.at(change.differs_at)["stock"][:3] == change.new.at(change.differs_at)["stock"][:3]

    publication, found = load_book(project, "stock", memo_for(NO_STORE))
    assert found == ()
    assert [each.version for each in releases_of(publication)] == ["1.0.0", "1.1.0"]
    assert verify(project, "stock", options)[1] == ()
    # The tools are those of a moment ago: the same bytes come out. Else it is told which are others.
    assert [(each.other_tools, each.wrong) for each in rebuild(project, "stock", options)] == [({}, ())] * 2
    older = replace(second.release, tools={**second.release.tools, "pango": "1.0"})
    assert list(rebuilt(project, "stock", older, options).other_tools) == ["pango"]
    (project.root / "archive/stock/1.0.0/stock.pdf").write_bytes(b"another")
    assert [each.code for each in verify(project, "stock", options)[1]] == ["OC424"]

    with pytest.raises(Faulty) as caught:
        release(project, "stock", None, "2026-12-02", replace(options))
    assert [each.code for each in caught.value.diagnostics] == ["OC423"]

    # A later version that the settings have already is kept. A name that no system takes is a file that is not there.
    settings.write_text(settings.read_text().replace("1.1.0", "2.0.0"))
    assert release(project, "stock", None, "2026-12-02", options).release.version == "2.0.0"
    record = book / "editions/2.0.0/release.yaml"
    record.write_text(record.read_text() + f"  '{'n' * 300}': '0'\n")
    assert [each.code for each in verify(project, "stock", options)[1]] == ["OC424"] * 2


def test_a_stop_at_any_write_of_a_release_leaves_the_book_as_it_was_or_released(
    project: Project, common_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of the archive that no record names are made anew by the next attempt."""
    options, book = Options(store=Store(common_store)), project.content / "stock"
    settings = book / "book.yaml"
    settings.write_text(settings.read_text() + "formats: [pdf]\n")
    before = files(book)
    made = working_state(project, "stock", options, {})
    monkeypatch.setattr(releases, "working_state", lambda *_: made)
    release(project, "stock", None, "2026-12-01", options)
    after = files(book)
    assert set(after) - set(before) == {"editions/1.0.0/release.yaml", "editions/1.0.0/blocks.json"}
    seen: list[bool] = []
    for number in range(1, 30):
        lay_out(book, before)
        with pytest.MonkeyPatch.context() as patched:
            stopping(patched, number)
            try:
                release(project, "stock", None, "2026-12-01", options)
            except Stopped:
                pass
            else:
                break
        publication, _ = load_book(project, "stock", memo_for(NO_STORE))
        seen.append(bool(releases_of(publication)))
        assert files(book) == (after if seen[-1] else before), number

    assert seen == sorted(seen)
    assert set(seen) == {False, True}


@pytest.mark.parametrize("number", range(1, 6))
def test_a_stop_at_any_write_of_a_correction_leaves_the_book_as_it_was_or_corrected(
    project: Project, number: int
) -> None:
    book = project.content / "stock"
    proposal = propose(project, YEAR, Options())
    before = files(book)
    with pytest.MonkeyPatch.context() as patched, suppress(Stopped):
        stopping(patched, number)
        carry_out(project, "stock", proposal)
    load_book(project, "stock", memo_for(NO_STORE))
    corrected = {**before, **proposal.files}

    assert files(book) in (before, corrected)
    assert (files(book) == corrected) == (number > 4)


def lay_out(folder: Path, content: Mapping[str, bytes]) -> None:
    """Give a folder these files and no others."""
    for name in files(folder).keys() - content.keys():
        (folder / name).unlink()
    for name, held in content.items():
        (folder / name).write_bytes(held)
