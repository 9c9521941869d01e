"""Two states of a book are compared block by block; each change is told once, as what it is."""

import re
from dataclasses import replace

import pytest

from octavo.editions.comparison import compare
from octavo.editions.printed_citations import without_citations
from octavo.editions.snapshot import DamagedSnapshotError, as_json, from_json
from octavo.editions.versions import next_version, proposed_step
from octavo.model.dates import Edtf
from octavo.model.editions import BlockChange, Correction, FrozenBlock, FrozenPage, PrintedAt, ReleaseStep, Snapshot
from octavo.model.records import Source

ONE, TWO, THREE = "The lamp was lit in 1884.", "Nobody believed that it would stand.", "The keeper had two boats."


def blocks(*texts: str, section: str = "tower") -> list[FrozenBlock]:
    """Return blocks with ids that are made of their words, as those of paragraphs are."""
    return [FrozenBlock(id=f"{section}-{abs(hash(text))}", section=section, text=text) for text in texts]


def figures(text: str) -> frozenset[object]:
    """Return what a text states, as far as these tests go: its figures."""
    return frozenset(re.findall(r"\d+", text))


def told(old: list[FrozenBlock], new: list[FrozenBlock], *records: Correction) -> list[str]:
    """Return kind and class of each change."""
    return [f"{each.kind} {each.nature} {each.correction}".strip() for each in compare(old, new, records, figures)]


def record(was: str, now: str, kind: str = "fact") -> Correction:
    """Return a correction that was applied."""
    return Correction(
        id="c001",
        date=Edtf("2026-11-30"),
        kind=kind,  # type: ignore[arg-type]  # one of the kinds
        severity=3,
        decision="applied",
        file="a.md",
        where="tower",
        was=was,
        now=now,
    )


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (blocks(ONE, TWO, THREE), []),
        (blocks(ONE, TWO, "There is a new one.", THREE), ["added wording"]),
        (blocks(ONE, THREE), ["removed wording"]),
        (blocks(ONE, THREE, TWO), ["moved moved"]),
        (blocks("The lamp was lit in 1885.", TWO, THREE), ["changed fact"]),
        (blocks(ONE, "Nobody believed that it would sstand.", THREE), ["changed typo"]),
        (blocks(ONE, "Nobody thought that it would stand.", THREE), ["changed wording"]),
        ([*blocks(ONE, TWO), *blocks(THREE, section="storm")], ["moved moved"]),
        (blocks(THREE, "Something else altogether.", ONE), ["moved moved", "added wording", "removed wording"]),
    ],
)
def test_each_change_is_told_once_in_its_class(new: list[FrozenBlock], expected: list[str]) -> None:
    assert sorted(told(blocks(ONE, TWO, THREE), new)) == sorted(expected)


def test_a_record_of_a_formula_explains_its_signs() -> None:
    """The ledger keeps the formula as it is typed, the page has its signs."""
    old, new = (
        [FrozenBlock(id="force", section="tower", text=f"A piston of d = {each} m.")] for each in ("0.53", "0.54")
    )
    typed = replace(record(r"0.53\,\text{m}", r"0.54\,\text{m}"), where="force")

    assert told(old, new, typed) == ["changed fact c001"]
    assert told(old, new, replace(typed, where="other")) == ["changed fact"]
    assert told(old, new, replace(typed, now=r"0.55\,\text{m}")) == ["changed fact"]


def test_a_sign_behind_what_is_disputed_changes_no_word() -> None:
    old, new = (blocks(ONE, each) for each in ("Nobody believed it. It stood.", "Nobody believed it.§ It stood."))

    assert told(old, new) == ["changed layout"]
    assert told(blocks("See § 5 of it."), blocks("See 5 of it.")) == ["changed typo"]


def test_a_record_of_a_citation_alone_explains_another_citation() -> None:
    """The work that was cited is no source any more; the snapshot still knows its name."""
    holm = Source(id="holm1950", csl={"author": [{"family": "Holm"}]})
    old, new = (
        [FrozenBlock(id="lit", section="tower", text=f"It was lit ({each}).")] for each in ("Marsh 1901", "Holm 1950")
    )
    cited = replace(record("[@marsh1901]", "[@holm1950]", "attribution"), where="lit")
    uncited = without_citations([holm], {"work-marsh1901": {"author.0.family": "Marsh"}})

    (change,) = compare(old, new, [cited], figures, uncited)
    assert (change.nature, change.correction) == ("fact", "c001")
    (change,) = compare(old, new, [], figures, uncited)
    assert (change.nature, change.correction) == ("fact", "")


def test_paragraphs_that_were_joined_or_parted_have_changed_no_word() -> None:
    """A reader of the older printing has nothing to take out, and a date in them is no new fact."""
    apart, whole = blocks(ONE, TWO, THREE), blocks(f"{ONE} {TWO}", THREE)

    assert told(apart, whole) == ["changed layout", "moved moved"]
    assert told(whole, apart) == ["changed layout", "moved moved"]


def test_a_chapter_with_another_name_has_not_moved() -> None:
    renamed = blocks(ONE, "Nobody believed that it would sstand.", THREE, section="spire")

    assert told(blocks(ONE, TWO, THREE), renamed) == ["changed typo"]


def test_a_row_of_a_register_keeps_its_id() -> None:
    old = [FrozenBlock(id="event-lit", section="chronology", text="1 March 1884 The lamp is lit.")]
    new = [FrozenBlock(id="event-lit", section="chronology", text="1 March 1885 Somebody lights it.")]

    assert told(old, new) == ["changed fact"]


def test_a_record_says_what_a_change_is() -> None:
    changed = blocks("The lamp was lit in 1885.")

    assert told(blocks(ONE), changed, record("lit in 1884", "lit in 1885")) == ["changed fact c001"]
    assert told(blocks(ONE), changed, record("lit in 1884", "lit in 1885", "typo")) == ["changed typo c001"]
    assert told(blocks(ONE), changed, record("lit in 1883", "lit in 1885")) == ["changed fact"]
    assert told(blocks(ONE, TWO), blocks(ONE), record(TWO, "")) == ["removed fact c001"]
    added = blocks("The lamp was lit in 1884 and 1885.")
    assert told(blocks("The lamp was lit in 1884."), added, record("in 1884.", "in 1884 and 1885.")) == [
        "changed fact c001"
    ]
    assert told(
        blocks("The lamp of 1884"), blocks("The lamp of 1884 of 1885"), record("of 1884", "of 1884 of 1885")
    ) == ["changed fact c001"]


def test_a_record_explains_no_more_than_it_asks_for() -> None:
    """A mended slip hides no other year, and a year that is corrected twice is explained by both records."""
    old, new = blocks("It begann in 1884, and ended in 1890."), blocks("It began in 1884, and ended in 1891.")
    assert told(old, new, record("It begann", "It began", "typo")) == ["changed fact"]
    assert told(old, new, record("It begann", "It began", "typo"), record("in 1890", "in 1891")) == [
        "changed fact c001"
    ]

    twice = blocks("The lamp was lit in 1886.")
    assert told(blocks(ONE), twice, record("in 1884", "in 1885"), record("in 1885", "in 1886")) == ["changed fact c001"]
    assert told(blocks(ONE), twice, record("in 1884", "in 1885")) == ["changed fact"]


@pytest.mark.parametrize("cited", ["", " (Marsh 1901, 12)"])
def test_a_record_is_known_across_a_citation(cited: str) -> None:
    """The ledger leaves it out: a gap before the full stop, or one space, is all that is left of it."""
    old, new = (blocks(f"It was lit in {year}{cited}. Then it sank{cited} in May.") for year in (1884, 1885))

    assert told(old, new, record("in 1884 .", "in 1885 .")) == ["changed fact c001"]
    assert told(old, new, record("in 1884 . Then it sank in", "in 1885 . Then it sank in")) == ["changed fact c001"]
    assert told(old, blocks("It was lit in 1885. Then it sank in 1890."), record("in 1884 .", "in 1885 .")) == [
        "changed fact"
    ]


def test_a_record_explains_the_citations_behind_its_words_and_no_other_brackets() -> None:
    """The ledger leaves citations out, so nobody could record that one was added."""
    marsh, pole = (
        Source(id=name, csl={"author": [{"family": name}], "issued": {"date-parts": [[year]]}})
        for name, year in (("Marsh", 1901), ("Pole", 1884))
    )
    uncited = without_citations([marsh, pole])

    def told_of(now: str, asked: Correction) -> list[str]:
        old = blocks("It was lit in 1884 (Marsh 1901).")
        return [
            f"{each.nature} {each.correction}".strip() for each in compare(old, blocks(now), [asked], figures, uncited)
        ]

    lit = record("in 1884 .", "in 1885 .")
    assert told_of("It was lit in 1885 (Marsh 1901; Pole 1884, 12).", lit) == ["fact c001"]
    assert told_of("It was lit in 1885 (March 1902).", lit) == ["fact"]
    assert told_of("It was lit in 1884 (Pole n.d.-b).", record("lit in 1884 [@Marsh].", "lit in 1884 [@Pole].")) == [
        "fact c001"
    ]
    assert told_of("It was lit in 1884 (Pole 1884).", record("somewhere", "else")) == ["fact"]
    assert uncited("On the Marsh (1901) it rained.") == "On the Marsh (1901) it rained."


def test_a_record_of_another_block_does_not_stand_beside_a_change() -> None:
    here = FrozenBlock(id="lit", section="tower", text=ONE)
    changed = [replace(here, text="The lamp was lit in 1885.")]
    other = replace(record("in 1884", "in 1885"), id="c009", where="out")

    assert told([here], changed, other, replace(record("in 1884", "in 1885"), where="lit")) == ["changed fact c001"]
    assert told([here], changed, other) == ["changed fact c009"]


def test_what_is_new_is_not_laid_to_a_record_that_has_its_numbers() -> None:
    value = replace(record("3", "1884"), file="figures/lamp.yaml")

    assert told(blocks(TWO), blocks(TWO, ONE), value) == ["added fact"]


def test_the_record_of_a_text_comes_before_that_of_a_value() -> None:
    value = replace(record("1884", "1885"), id="c002", file="figures/lamp.yaml")
    changed = blocks("The lamp was lit in 1885.")

    assert told(blocks(ONE), changed, value, record("lit in 1884", "lit in 1885")) == ["changed fact c001"]


def test_a_record_of_a_value_explains_what_is_printed_of_it() -> None:
    old, new = (
        blocks("Events of the years 1884 1906", "1 March The lamp is lit."),
        blocks("Events of the years 1885 1906", "2 May The lamp is lit."),
    )
    value = replace(record("1884-03-01", "1885-05-02"), file="events.yaml")

    assert told(old, new, value) == ["changed fact c001"] * 2
    assert told(old, blocks("Events of the years 1885 1907"), value)[0] == "changed fact"


@pytest.mark.parametrize(("step", "expected"), [("edition", "3.0.0"), ("impression", "2.4.0"), ("fix", "2.3.6")])
def test_versions_count_editions_impressions_and_fixes(step: ReleaseStep, expected: str) -> None:
    assert next_version("2.3.5", step) == expected


def test_changes_of_meaning_make_an_impression_and_many_an_edition() -> None:
    def change(nature: str, kind: str = "changed") -> BlockChange:
        return BlockChange(kind=kind, nature=nature, old=None, new=None)  # type: ignore[arg-type]  # one of each

    assert proposed_step([change("typo"), change("wording")], [], 100) == "fix"
    assert proposed_step([change("fact")], [], 100) == "impression"
    assert proposed_step([change("typo")], [record("a", "b")], 100) == "impression"
    assert proposed_step([change("wording", "added")], [], 100) == "impression"
    assert proposed_step([change("fact")] * 16, [], 100) == "edition"


def test_a_snapshot_is_read_as_it_was_written() -> None:
    lines = (PrintedAt(8, "8", 6, 0), PrintedAt(8, "8", 7, 19))
    first = FrozenBlock(id="a", section="tower", text=ONE, printed={"stock": lines})
    seen = FrozenBlock(id="a", section="tower", text="A lamp", part="alternative", printed={"stock": lines[:1]})
    pages = tuple(FrozenPage(str(number), "a", 0, "0", "1", "2") for number in range(1, 9))
    snapshot = Snapshot(
        blocks=(first, seen, *blocks(TWO)), pages={"stock": pages}, records={"event-a": {"date": "1884"}}
    )

    assert from_json(as_json(snapshot)) == snapshot
    assert first.at(ONE.index("1884"))["stock"].line == 6
    assert first.at(len(ONE))["stock"].line == 7


NOTHING = b'{"pages": {}, "records": {}, "blocks": [{"id": "a", "section": "b", "text": "c", %b}]}'
UNPRINTED = NOTHING % b'"printed": {"stock": [[1, 1, 0]]}'
UNKNOWN = NOTHING % b'"part": "d", "printed": {}'


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"\xff", b'[{"id": "a"}]', b"[" * 100_000, b'{"a": 1}', b"{}", UNPRINTED, UNKNOWN]
)
def test_a_damaged_snapshot_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedSnapshotError):
        from_json(content)


def test_what_a_figure_says_besides_its_caption_is_compared() -> None:
    """Its alternative text and its data are told each for itself; a drawing goes with the data that it shows."""

    def figure(alternative: str, data: str, drawing: str) -> list[FrozenBlock]:
        first = FrozenBlock(id="visits", section="tower", text="Figure 1. Visits")
        return [
            first,
            replace(first, text=alternative, part="alternative"),
            replace(first, text=data, part="data"),
            replace(first, text=drawing, part="picture"),
        ]

    old = figure("A chart of two bars.", "1884; 12;", "the drawing a")

    assert told(old, figure("A chart of two barrs.", "1884; 12;", "the drawing a")) == ["changed typo"]
    assert told(old, figure("A chart of two bars.", "1884; 13;", "the drawing b")) == ["changed fact"]
    assert told(old, figure("A chart of two bars.", "1884; 12;", "the drawing b")) == ["changed layout"]
    assert told(old, []) == ["removed fact"]
    assert told([*old, *blocks(TWO, THREE)], [*blocks(TWO, THREE), *old]) == ["moved moved"] * 2
