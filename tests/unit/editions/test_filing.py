"""Who files new sheets is told which they are, in the words of the book's language."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from octavo.editions.filing import counted, page_reasons, what_to_copy
from octavo.model.reprint import ComparedPage, Reprinted

LANGUAGES = Path(__file__).parents[3] / "templates/languages"
ENGLISH: dict[str, str] = yaml.safe_load((LANGUAGES / "en-GB.yaml").read_text(encoding="utf-8"))["words"]


def file(**given: Any) -> Reprinted:  # noqa: ANN401 -- the fields of the class
    values = {"is_imposed": False, "is_stitched": False, "total": 10, "anew": (), **given}
    return Reprinted(name="tower", title="T", printing="tower", **values)


@pytest.mark.parametrize(
    ("reprinted", "key", "numbers"),
    [
        (file(total=1, anew=(1,)), "reprint-it", ""),
        (file(total=4, anew=(1, 2, 3)), "reprint-all", ""),
        (file(gone=(10, 12)), "reprint-gone", "leaves 10 and 12"),
        (file(anew=(2,)), "reprint-rest", "leaf 2"),
        (file(anew=(2, 5, 7, 8, 9), is_imposed=True), "reprint-rest", "sheets 2, 5 and 7–9"),
    ],
)
def test_what_to_copy_is_a_sentence_of_the_language(reprinted: Reprinted, key: str, numbers: str) -> None:
    expected = ENGLISH[key].format(count=len(reprinted.anew), total=reprinted.total, what=numbers)

    assert what_to_copy(reprinted, ENGLISH) == expected
    if numbers:
        assert counted(reprinted, reprinted.anew or reprinted.gone, ENGLISH) == numbers


def test_each_page_that_does_not_stand_has_its_reason() -> None:
    pages = (
        ComparedPage(page=3, folio="", state="moved", was="ii"),
        ComparedPage(page=1, folio="i", state="changed"),
        ComparedPage(page=2, folio="ii", state="version"),
    )
    first, second = page_reasons(pages, ENGLISH)

    assert first.startswith(f"{ENGLISH['page']}\N{NO-BREAK SPACE}i: ")
    assert second.startswith(f"{ENGLISH['page']}\N{NO-BREAK SPACE}3: ")
    assert "ii" in second
