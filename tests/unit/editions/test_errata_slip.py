"""A slip says what book it is for, and each erratum in the form of New Hart's Rules."""

from octavo.editions.errata_slip import erratum_words
from octavo.model.editions import Erratum, PrintedAt
from octavo.model.inlines import Emphasis
from octavo.model.query import plain

WORDS = {
    "page": "p.",
    "errata-line": "{page}, line {line}:",
    "errata-page": "{page}:",
    "errata-figure": "{page}, in the figure:",
    "errata-for": "for",
    "errata-read": "read",
    "errata-omit": "omit",
    "errata-passage": "the passage ‘{words}’",
}
LINE, PAGE = PrintedAt(214, "204", 15, 0), PrintedAt(9, "ix", 0, 0)


def told(erratum: Erratum) -> str:
    """Return the line of an erratum, with its instructions in asterisks as they are in italic."""
    words = tuple(erratum_words(erratum, WORDS))
    return "".join(f"*{plain((each,))}*" if isinstance(each, Emphasis) else plain((each,)) for each in words)


def test_each_kind_of_erratum_has_its_form() -> None:
    line = "p.\N{NO-BREAK SPACE}204, line 15:"

    assert told(Erratum(at=LINE, was="live wire", now="earth wire")) == f"{line} *for* live wire *read* earth wire"
    assert told(Erratum(at=LINE, was="live", now="")) == f"{line} *omit* live"
    assert told(Erratum(at=LINE, was="It sank.", now="", is_passage=True)) == f"{line} *omit* the passage ‘It sank.’"
    assert told(Erratum(at=PAGE, was="12", now="13", part="data")).startswith("p.\N{NO-BREAK SPACE}ix, in the figure:")
    assert told(Erratum(at=PAGE, was="12", now="13")).startswith("p.\N{NO-BREAK SPACE}ix: *for* 12")
