"""Citation styles that the processor could not use, or would fetch from the net, are told at their own file."""

import pytest

from octavo.load.citation_style import check_style
from octavo.model.origin import Origin
from octavo.project import find_project
from tests.unit.test_handbook import ROOT

PLACE = Origin("styles/citations/own.csl", 1, 1)
STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl">{}</style>'
PARENT = '<info><link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info>'


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("", "1:1", "it is not well formed: no element found"),
        ("<style>\n <a>", "2:5", "it is not well formed: no element found"),
        ("<html/>", "1:1", "it is no CSL style"),
        ('<!DOCTYPE style [<!ENTITY a "b">]><style>&a;</style>', "1:1", "it has an entity ('a')"),
        (STYLE.format(PARENT), "1:1", "it has no rules of its own, and takes those of 'apa'"),
    ],
)
def test_a_style_that_cannot_be_used_is_told(text: str, place: str, problem: str) -> None:
    (told,) = check_style(text, PLACE)

    assert told.code == "OC171"
    assert str(told.origin) == f"{PLACE.path}:{place}"
    assert problem in told.message


def test_a_style_with_rules_may_name_another() -> None:
    assert list(check_style(STYLE.format(f"{PARENT}<citation/>"), PLACE)) == []


def test_the_styles_at_hand_are_styles() -> None:
    for path in sorted((find_project(ROOT).styles / "citations").glob("*.csl")):
        assert list(check_style(path.read_text(encoding="utf-8"), PLACE)) == [], path.name
