"""Words that people type name pieces of the stock book, and become a selection of it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from octavo.jobs.store import Store
from octavo.model.diagnostics import Faulty
from octavo.model.matter import REGISTERS
from octavo.model.origin import Origin
from octavo.model.selection import (
    WHOLE,
    SelectedBlocks,
    SelectedChapters,
    SelectedHeadings,
    SelectedPart,
    Selection,
)
from octavo.pipeline.cache import memo_for
from octavo.pipeline.loading import load_publication
from octavo.resolve.book import texts_of
from octavo.resolve.named_selection import names_in, selection_named
from octavo.resolve.registers import Sections
from octavo.resolve.select import select

ROOT = Path(__file__).resolve().parents[3]
PLACE = Origin("handouts.yaml", 3, 5)


@pytest.fixture(scope="module")
def sections() -> Sections:
    loaded, _ = load_publication(
        ROOT / "tests" / "stock",
        root=ROOT,
        languages=[ROOT / "templates" / "languages"],
        citations=[ROOT / "styles" / "citations"],
        memo=memo_for(Store(None)),
    )
    return texts_of(loaded)


def named(words: str, sections: Sections, matter: Sequence[str] = REGISTERS) -> Selection:
    asked, beside = ([(word, PLACE) for word in each] for each in (words.split(), matter))
    return selection_named(asked, sections, matter=beside)


@pytest.mark.parametrize(
    ("words", "selection"),
    [
        ("", WHOLE),
        ("1 whole", WHOLE),
        ("part-1", SelectedPart(part="island")),
        ("island", SelectedPart(part="island")),
        ("2 1", SelectedChapters(chapters=("tower", "storm"))),
        ("foreword part-1", SelectedChapters(chapters=("foreword", "island", "tower", "storm"))),
        ("1.1", SelectedHeadings(headings=("building",))),
        ("building building", SelectedHeadings(headings=("building",))),
        ("costs", SelectedBlocks(blocks=("costs",))),
    ],
)
def test_words_name_a_selection(words: str, selection: Selection, sections: Sections) -> None:
    assert named(words, sections) == selection
    assert select(sections, selection)


def test_pieces_of_several_kinds_are_selected_with_all_that_stands_in_them(sections: Sections) -> None:
    mixed = named("2 1.1", sections, matter=())
    chosen = select(sections, mixed)
    by_id = {section.id: section for section in sections}

    assert isinstance(mixed, SelectedBlocks)
    assert [section.id for section in chosen] == ["tower", "storm"]
    assert chosen[1] is by_id["storm"]
    assert chosen[0].blocks == select(sections, named("1.1", sections, matter=()))[0].blocks
    assert named("2 1.1", sections).matter == REGISTERS  # type: ignore[union-attr]  # no whole book


def test_whatever_is_listed_can_be_named(sections: Sections) -> None:
    names = list(names_in(sections))

    assert [(each.number, each.id, each.title, each.rank) for each in names[:4]] == [
        ("", "foreword", "Foreword", 0),
        ("part-1", "island", "The Island", 0),
        ("1", "tower", "The tower", 1),
        ("", names[3].id, "opening", 2),
    ]
    for each in names:
        assert named(each.id, sections) == named(each.number or each.id, sections)
        assert select(sections, named(each.id, sections, matter=()))


def test_each_wrong_word_is_told_at_its_place_with_what_was_meant(sections: Sections) -> None:
    with pytest.raises(Faulty) as caught:
        named("tower tovver 7.1", sections, matter=("people", "content"))

    assert [(each.code, each.origin) for each in caught.value.diagnostics] == [("OC618", PLACE)] * 3
    assert any(each.hint == "did you mean 'tower'?" for each in caught.value.diagnostics)
