"""Three printings of a book and one correction: what their readers must correct, and what must be copied anew."""

import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from octavo import publish
from octavo.editions import file_changes
from octavo.jobs.store import Store
from octavo.pdf.lines import drawn_lines
from octavo.pdf.opened_file import OpenedFile
from octavo.pipeline import releases
from octavo.pipeline.correct import carry_out, propose
from octavo.pipeline.errata import errata_of, no_products
from octavo.pipeline.releases import release, verify
from octavo.pipeline.reprint import reprint_of
from octavo.pipeline.result import NO_STORE, Options
from octavo.pipeline.review import review_of
from octavo.pipeline.states import State, compare_texts, load_publication, released_state, releases_of, rendered_state
from octavo.pipeline.to_order import Order, make_to_order
from octavo.project import Project
from tests.unit.pipeline.conftest import laid_out
from tests.unit.pipeline.test_correct import YEAR

VERSIONS = ("1.0.0", "1.1.0", "1.2.0")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, common_store: Path) -> tuple[Project, Options]:
    """Return a project whose book has three releases, in each of which a sentence stands elsewhere."""
    root = tmp_path_factory.mktemp("printings")
    project, options = laid_out(root, "stock"), Options(store=Store(common_store))
    book = project.content / "stock"
    settings, tower, foreword = (book / name for name in ("book.yaml", "text/01-tower.md", "text/foreword.md"))
    settings.write_text(settings.read_text() + "formats: [pdf]\nbooklets: [{}]\n")
    release(project, "stock", None, "2026-11-24", options)
    tower.write_text(tower.read_text().replace("- How bright", "- Who kept it?\n- How bright"))
    release(project, "stock", None, "2026-11-25", options)
    longer = "\n\n".join(f"The keeper wrote on day {number} that the sea was high. " * 12 for number in range(1, 9))
    foreword.write_text(f"{foreword.read_text()}\n\n{longer}\n")
    release(project, "stock", None, "2026-11-26", options)
    carry_out(project, "stock", propose(project, YEAR, options))
    return project, options


def line_of(file: Path, page: int, line: int) -> str:
    """Return what stands in a line of a page of a PDF, counted from the top as a reader counts."""
    lines: dict[float, list[str]] = defaultdict(list)
    for each in drawn_lines(OpenedFile(file.read_bytes())):
        if each.page == page:
            lines[round(each.baseline)].append(each.text)
    return " ".join(lines[place]) if (place := dict(enumerate(sorted(lines, reverse=True), 1)).get(line)) else ""


def test_one_correction_has_three_places(printed: tuple[Project, Options]) -> None:
    project, options = printed
    places = []
    for version in VERSIONS:
        (erratum,) = errata_of(project, "stock", version, "", options).printings["stock"]
        places.append((erratum.at.page, erratum.at.line))

        assert (erratum.was, erratum.now, erratum.correction) == ("1884", "1885", "c001")
        assert "1884" in line_of(project.root / f"archive/stock/{version}/stock.pdf", *places[-1])
    assert len(set(places)) == len(VERSIONS)


def test_the_line_that_a_snapshot_names_has_the_words(printed: tuple[Project, Options]) -> None:
    """Of definitions and lives too, which stand between the words that are explained: a register has many pages."""
    project, options = printed
    state = released_state(project, "stock", "1.2.0", releases_of(load_publication(project, "stock", options)))
    file, told = project.root / "archive/stock/1.2.0/stock.pdf", set()
    for block in state.snapshot.blocks:
        counted = "".join(block.text.split())
        is_read = block.section in {"foreword", "glossary", "people"} and not block.id.endswith("-title")
        for line in block.printed.get("stock", ()) if is_read else ():
            words = counted[line.offset : line.offset + 6]
            # A running head is no line of the text.
            lines = [line_of(file, line.page, line.line + head) for head in (0, 1)]
            assert any(words in "".join(each.split()) for each in lines), (block.id, line)
            told.add(block.section)

    assert told == {"foreword", "glossary", "people"}


def test_a_passage_that_a_sheet_has_too_is_one_of_the_book(project: Project, common_store: Path) -> None:
    """Else it would be another one in a state that is laid out, and taken for removed and added."""
    book = project.content / "stock"
    (book / "book.yaml").write_text((book / "book.yaml").read_text() + "formats: [pdf, handouts]\nbooklets: [{}]\n")
    (book / "handouts.yaml").write_text("sheets:\n  - {id: lamp, title: The lamp, content: [tower]}\n")
    state = rendered_state(project, "stock", Options(store=Store(common_store)))

    assert {each.section for each in state.snapshot.blocks if "was lit in 1884" in each.text} == {"tower"}


def test_a_slip_is_set_in_type_with_the_same_bytes_each_time(printed: tuple[Project, Options], tmp_path: Path) -> None:
    project, options = printed
    slip = errata_of(project, "stock", "1.1.0", "", options)
    made = []
    for folder in (tmp_path / "one", tmp_path / "other"):
        order = Order(book="stock", plan=no_products, folder=folder, beside=slip.leaflets)
        result = make_to_order(project, order, replace(options, store=NO_STORE))
        made.append({name: (folder / name).read_bytes() for name in result.files})

        assert result.diagnostics == ()
    assert set(made[0]) == {f"errata/stock-1.1.0{end}" for end in ("-a6.pdf", "-a5.pdf", ".html")}
    assert made[0] == made[1]
    assert b"<em>for</em> 1884 <em>read</em> 1885" in made[0]["errata/stock-1.1.0.html"]


def test_of_the_last_printing_one_leaf_and_one_sheet_are_copied_anew(
    printed: tuple[Project, Options], tmp_path: Path
) -> None:
    project, options = printed
    found = reprint_of(project, "stock", "1.2.0", options)
    leaves, sheets = found.files

    assert [each.state for each in found.pages["stock"] if each.state not in {"same", "version"}] == ["changed"]
    assert (len(leaves.anew), len(sheets.anew), leaves.is_whole) == (1, 1, False)
    # Running heads and folios are no text of the page, and are known by themselves.
    assert len({page.head for page in found.compared.new.snapshot.pages["stock"]}) > len(leaves.pages)
    assert [version for _, _, version in found.effective].count("") == 1

    order = Order(book="stock", plan=no_products, folder=tmp_path, beside=found.leaflets, ready=found.sheets)
    result = make_to_order(project, order, options)

    assert result.diagnostics == ()
    assert {Path(name).name for name in result.files} == {
        *("stock.pdf", "stock-booklet-a4.pdf", "filing.pdf", "notice.pdf", "notice.html")
    }
    for name in ("stock.pdf", "stock-booklet-a4.pdf"):
        assert len(OpenedFile((tmp_path / "reprint/1.2.0" / name).read_bytes()).pages) == 2


def test_what_spills_is_told_page_by_page(printed: tuple[Project, Options]) -> None:
    found = reprint_of(printed[0], "stock", "1.1.0", printed[1])
    states = {each.state for each in found.pages["stock"]}

    assert {"changed", "moved"} <= states
    assert all(each.is_whole for each in found.files)
    assert found.sheets == ()


def test_a_review_copy_marks_what_was_put_in_and_taken_out(printed: tuple[Project, Options], tmp_path: Path) -> None:
    project, options = printed
    _, compared = compare_texts(project, "stock", "1.1.0", "", options)
    order = Order(book="stock", plan=no_products, folder=tmp_path, beside=review_of(compared, {"html", "pdf"}))
    result = make_to_order(project, order, options)
    page = (tmp_path / "changes/1.1.0-now.html").read_text()

    assert result.diagnostics == ()
    assert set(result.files) == {"changes/1.1.0-now.html", "changes/1.1.0-now.pdf"}
    assert '<del class="deleted">1884,</del>' in page
    assert '<ins class="inserted">1885,</ins>' in page
    assert "correction c001" in page


class Stopped(BaseException):
    """The machine stops here."""


def made_once(make: Callable[..., State]) -> Callable[..., State]:
    """Return what makes a state at its first call, and returns it at each other one."""
    known: list[State] = []

    def made(*given: Any) -> State:  # noqa: ANN401 - whatever it takes
        known.extend(() if known else (make(*given),))
        return known[0]

    return made


def stop_at(place: int, patched: pytest.MonkeyPatch) -> None:
    """Let the machine stop at the step of writing with the number ``place``, before or in the middle of it."""
    steps: list[str] = []

    def stopping(owner: object, name: str) -> None:
        step = getattr(owner, name)

        def stopped(*given: Any) -> Any:  # noqa: ANN401 - whatever the step takes
            steps.append(name)
            if len(steps) == place:
                if name == "write_through":
                    given[0].write_bytes(given[1][: len(given[1]) // 2])
                raise Stopped
            return step(*given)

        patched.setattr(owner, name, stopped)

    for owner, name in (
        *((publish, "_write"), (publish, "_switch"), (file_changes, "write_through")),
        *((Path, "replace"), (Path, "unlink")),
    ):
        stopping(owner, name)


def test_a_release_or_a_correction_that_is_stopped_leaves_the_old_or_the_new_whole(
    printed: tuple[Project, Options], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything up to the writing is done once; then the machine stops at each step of it."""
    of_all, options = printed
    for name in ("rendered_state", "working_state"):
        monkeypatch.setattr(releases, name, made_once(getattr(releases, name)))
    seen = []
    for place in range(1, 30):
        project = replace(of_all, root=tmp_path / str(place))
        for folder in ("content", "archive"):
            shutil.copytree(of_all.root / folder, project.root / folder)
        correction = propose(project, replace(YEAR, was="Ada Wren, kept", now="Ada Wren, had", kind="typo"), options)
        with pytest.MonkeyPatch.context() as patched:
            stop_at(place, patched)
            try:
                release(project, "stock", None, "2026-11-30", options)
                carry_out(project, "stock", correction)
            except Stopped:
                pass
            else:
                break
        publication = load_publication(project, "stock", options)
        versions = [each.version for each in releases_of(publication)]
        seen.append((len(versions), len(publication.corrections)))

        assert publication.settings.value.version == versions[-1]
        assert verify(project, "stock", options)[1] == ()
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == ((3, 1), (4, 2))


def test_a_paragraph_added_moved_deleted_and_a_date_in_a_register_are_told_once(
    printed: tuple[Project, Options], tmp_path: Path
) -> None:
    of_all, options = printed
    project = replace(of_all, root=tmp_path)
    shutil.copytree(of_all.root / "content", project.root / "content")
    text, events = (project.content / "stock" / name for name in ("text/foreword.md", "events.yaml"))
    pieces = text.read_text().split("\n\n")
    first, *days = (piece for piece in pieces if "wrote on day" in piece)
    text.write_text("\n\n".join((*pieces[: pieces.index(first)], *days[:-1], first, "Nobody else was there.")))
    events.write_text(events.read_text().replace("1884-03-01", "1884-03-02"))
    changes = compare_texts(project, "stock", "1.2.0", "", options)[1].changes

    assert sorted((each.kind, each.nature, each.correction) for each in changes) == [
        *(("added", "wording", ""), ("changed", "fact", ""), ("changed", "fact", "c001")),
        *(("moved", "moved", ""), ("removed", "fact", "")),
    ]
    (date,) = (field for each in changes for field in each.fields)
    assert date == ("date", "1884-03-01", "1884-03-02")
