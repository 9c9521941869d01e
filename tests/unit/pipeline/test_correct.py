"""A correction changes one place and its record, and says what else is to be looked at."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.editions import file_changes
from octavo.model.diagnostics import Faulty
from octavo.pipeline.cache import memo_for
from octavo.pipeline.correct import Request, carry_out, propose
from octavo.pipeline.ledger import check_ledger
from octavo.pipeline.loading import load_book
from octavo.pipeline.result import NO_STORE, Options
from octavo.project import Project
from octavo.resolve.book import texts_of

YEAR = Request(
    book="stock",
    was="was lit in 1884",
    now="was lit in 1885",
    kind="fact",
    date="2026-11-30",
    reason="The log has another year.",
    source="holm1950",
)


def refused(project: Project, request: Request) -> list[str]:
    """Return code and place of each fault of a correction that cannot be made; nothing of the book has changed."""
    folder = project.content / "stock"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(Faulty) as caught:
        propose(project, request, Options())

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return [f"{each.code} {each.origin.path.removeprefix('content/stock/')}" for each in caught.value.diagnostics]


def told(project: Project) -> list[str]:
    """Return the codes of what is told of the corrections of the book as it now is."""
    publication, _ = load_book(project, "stock", memo_for(NO_STORE))
    return [each.code for each in check_ledger(publication, texts_of(publication))]


def test_the_text_and_the_ledger_change_and_nothing_else(project: Project) -> None:
    """The file keeps its line ends and its byte order mark."""
    folder = project.content / "stock"
    text = folder / "text" / "01-tower.md"
    text.write_bytes(b"\xef\xbb\xbf" + text.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    proposal = propose(project, YEAR, Options())

    assert [len(each.places) for each in proposal.elsewhere] == [5]
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before

    carry_out(project, "stock", proposal)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    written = after.pop(folder / "corrections.yaml").decode()
    assert written.endswith(
        "\n\n- id: c001\n  date: '2026-11-30'\n  kind: fact\n  severity: 3\n  decision: applied\n"
        f"  file: text/01-tower.md\n  where: {proposal.record.where}\n  was: 'in 1884, and'\n  now: 'in 1885, and'\n"
        "  reason: The log has another year.\n  source: holm1950\n"
    )
    assert after == {**before, text: before[text].replace(b"lit in 1884", b"lit in 1885")}
    assert told(project) == []


def test_a_fix_that_is_broken_again_is_told_with_its_id(project: Project) -> None:
    carry_out(project, "stock", propose(project, YEAR, Options()))
    second = replace(YEAR, was="1884-03-01", now="1885-03-01")
    carry_out(project, "stock", propose(project, second, Options()))
    events = project.content / "stock" / "events.yaml"
    events.write_text(events.read_text().replace("1885", "1884"))
    publication, _ = load_book(project, "stock", memo_for(NO_STORE))
    (fault,) = check_ledger(publication, texts_of(publication))

    assert (fault.code, str(fault.origin)) == ("OC411", "content/stock/events.yaml:3:10")
    assert "'c002'" in fault.message


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"was": "was lit in 1784"}, ["OC401 "]),
        ({"was": "  "}, ["OC401 "]),
        ({"was": "ighthouse on Gul"}, ["OC401 "]),
        ({"now": "was lit in 1884"}, ["OC404 text/01-tower.md"]),
        ({"reason": "\udcff"}, ["OC404 "]),
        ({"was": "1884"}, ["OC402 events.yaml", *["OC402 figures/lamp.yaml"] * 2, "OC402 people/keepers.yaml"]),
        ({"was": "called the lens her guiding star"}, ["OC403 text/01-tower.md"]),
        ({"was": "A bar chart", "now": "{{ [^x]"}, []),
        ({"was": "1875-05-13", "now": "some day in May"}, ["OC404 people/keepers.yaml"]),
        ({"source": ""}, ["OC405 "]),
        ({"supersedes": ("c009",)}, ["OC405 "]),
        ({"was": "text/foreword.md", "now": "text/x.md"}, ["OC404 book.yaml"]),
        ({"was": "lark\n  name", "now": "lerk\n  name"}, ["OC404 people/keepers.yaml"]),
    ],
)
def test_what_cannot_be_corrected_is_told_and_nothing_is_written(
    project: Project, change: dict[str, str], expected: list[str]
) -> None:
    request = replace(YEAR, **change)  # type: ignore[arg-type]  # the fields of a request
    if not expected:
        assert propose(project, request, Options()).record.where == "figure-lamp.alt"
        return
    found = refused(project, request)

    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("at", "where"),
    [
        ("events.yaml", "event-first-lit.date"),
        ("figures/lamp.yaml:5", "figure-lamp.alt"),
        ("content/stock/figures/lamp.yaml:12", "figure-lamp.data.rows.0.0"),
        ("text/01-tower.md:38", "tower-note-1"),
    ],
)
def test_a_place_can_be_named(project: Project, at: str, where: str) -> None:
    proposal = propose(project, replace(YEAR, was="1884", now="1885", at=at), Options())

    assert proposal.record.where == where


def test_a_citation_alone_can_be_corrected(project: Project) -> None:
    """Its words stand in no text that is compared; the record names the block that holds it."""
    folder = project.content / "stock"
    cited = replace(YEAR, was="[@marsh1901, p. 12]", now="[@marsh1901, p. 13]")
    proposal = propose(project, cited, Options())
    carry_out(project, "stock", proposal)

    assert proposal.record.where.startswith("tower-p-")
    assert "p. 13]" in (folder / "text/01-tower.md").read_text()
    assert told(project) == []


def test_of_two_corrections_at_once_the_second_is_refused(project: Project) -> None:
    """Both have read the ledger before either was written; no record may be lost."""
    first, second = (
        propose(project, replace(YEAR, was=was, now="x"), Options()) for was in ("patience", "by the week")
    )
    carry_out(project, "stock", first)
    with pytest.raises(Faulty) as caught:
        carry_out(project, "stock", second)

    assert [(each.code, each.hint) for each in caught.value.diagnostics] == [("OC902", "give the command again")]
    assert "by the week" in (project.content / "stock/text/01-tower.md").read_text()


def test_a_rejected_report_is_recorded_and_changes_nothing(project: Project) -> None:
    proposal = propose(project, replace(YEAR, decision="rejected"), Options())

    assert list(proposal.files) == ["corrections.yaml"]
    carry_out(project, "stock", proposal)
    assert told(project) == []


def test_a_cell_of_a_table_is_named_and_may_move_within_it(project: Project) -> None:
    cost = replace(YEAR, was="450", now="460")
    proposal = propose(project, cost, Options())

    assert proposal.record.where == "costs.row-2.column-2"

    carry_out(project, "stock", proposal)
    text = project.content / "stock" / "text" / "01-tower.md"
    text.write_text(text.read_text().replace("| 1882 | 310  |", "| 1880 | 450  |\n| 1882 | 310  |"))

    assert told(project) == []

    text.write_text(text.read_text().replace("| 460 ", "| 450 "))

    assert set(told(project)) == {"OC411"}


OTHER_KINDS = """
He said "I shall go -- at once" to Ada.

The sum is $a^2 + b^2 = 25$ for ever, see ![a small lamp](lamp.svg) there.

A piston of $d = 0.53\\,\\text{m}$.

$$E = mc^3$$ {#energy}

![A lamp that hangs.](lamp.svg "The lamp"){#hung}
"""


def test_what_stands_in_formulas_and_pictures_and_in_other_quotation_marks_is_corrected(project: Project) -> None:
    """Somebody copies single quotation marks from a page whose file has double ones."""
    folder = project.content / "stock"
    text = folder / "text" / "02-storm.md"
    text.write_text(text.read_text() + OTHER_KINDS)
    (folder / "text/lamp.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>')
    for was, now, where in (
        ("said \u2018I shall go \u2013 at once\u2019", 'said "I shall go -- at noon"', "storm-p-"),
        ("a^2 + b^2 = 25", "a^2 + b^2 = 26", "storm-p-"),
        ("mc^3", "mc^2", "energy"),
        ("d = 0.53", "d = 0.54", "storm-p-"),
        ("a small lamp", "a little lamp", "storm-p-"),
        ("A lamp that hangs", "A lamp that stands", "hung"),
    ):
        proposal = propose(project, replace(YEAR, was=was, now=now), Options())
        carry_out(project, "stock", proposal)
        assert proposal.record.where.startswith(where), was
        assert now in text.read_text()

    assert told(project) == []


def test_a_pronoun_is_no_number_that_stands_elsewhere(project: Project) -> None:
    """Nor are there other places of what is not changed."""
    text = project.content / "stock/text/02-storm.md"
    text.write_text(
        text.read_text() + "\n\nHardly one of the boats came, and one of the 17 keepers sang for one hour.\n"
    )
    typo = replace(YEAR, was="Hardly one of", now="Hardly any of", kind="typo")

    assert propose(project, typo, Options()).elsewhere == ()
    assert propose(project, replace(YEAR, decision="confirmed"), Options()).elsewhere == ()


def test_what_cannot_be_written_is_told_at_the_file_that_people_know(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, _content: bytes) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    proposal = propose(project, YEAR, Options())
    monkeypatch.setattr(file_changes, "write_through", refused)
    with pytest.raises(Faulty) as caught:
        carry_out(project, "stock", proposal)

    (told,) = caught.value.diagnostics
    assert f"'{project.content / 'stock/corrections.yaml'}'" in told.message
    assert told.hint == "work in a folder on a disk that can be written"


GRID = """+-------+--------+
| Month | Wrecks |
+=======+========+
| April | seven  |
+-------+--------+
"""


def test_a_table_that_is_drawn_keeps_its_columns(project: Project) -> None:
    text = project.content / "stock" / "text" / "01-tower.md"
    text.write_text(text.read_text().replace("::: figure", f"{GRID}\n::: figure", 1))
    carry_out(project, "stock", propose(project, replace(YEAR, was="seven", now="two"), Options()))

    assert "| April | two    |\n" in text.read_text()
    assert refused(project, replace(YEAR, was="April", now="In April")) == ["OC404 text/01-tower.md"]
