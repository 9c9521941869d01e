"""An edition that is set anew lists the pages of the standard one, each with the place where it begins."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from octavo.model.printing import PageBreak, page_start
from octavo.model.query import plain
from octavo.resolve.concordance import with_concordance
from tests.unit.resolve.factory import ENGLISH, chapter, p, publication, resolved

BREAKS = (PageBreak(1, "tower", 0), PageBreak(2, "tower-2", 17))


@pytest.mark.parametrize(
    ("front", "order"),
    [((), ["concordance", "tower"]), (("imprint",), ["imprint", "concordance", "tower"])],
)
def test_it_stands_behind_the_front_matter_and_every_page_leads_to_its_beginning(
    front: tuple[str, ...], order: Sequence[str]
) -> None:
    book = resolved(publication(chapter("tower", p("Here it stands.")), front=front))
    language = replace(ENGLISH, words={**ENGLISH.words, "concordance": "Pages of the standard edition"})

    made = with_concordance(replace(book, language=language), BREAKS)

    assert [each.id for each in made.sections] == order
    listed = made.sections[order.index("concordance")]
    assert (listed.kind, listed.matter, plain(listed.title)) == (
        "concordance",
        "front",
        "Pages of the standard edition",
    )
    assert [(plain(each.head), each.anchors) for each in listed.groups[0].entries] == [
        ("1", (page_start(1),)),
        ("2", (page_start(2),)),
    ]


def test_a_book_that_is_all_front_matter_has_it_at_its_end() -> None:
    book = resolved(publication(chapter("tower", p("Here it stands.")), front=("imprint",)))
    language = replace(ENGLISH, words={**ENGLISH.words, "concordance": "Pages"})
    made = with_concordance(replace(book, language=language, sections=book.sections[:1]), BREAKS)

    assert [each.id for each in made.sections] == ["imprint", "concordance"]
