"""Every rule of lines that the handbook names changes how some text is set."""

from functools import cache

import pytest

from octavo.model.line_rules import LineRules
from tests.unit.test_handbook import codes, tables
from tests.unit.typeset.paragraphs.whole_and_greedy import Shown, shown
from tests.unit.typeset.samples import SENTENCE

LONG = "Notwithstanding incomprehensible representations everybody understandably misunderstood internationalisation. "
DASHED = "well-known half-hearted — either — dashes – and — others — that — stand — apart - and well-to-do people. " * 3
JOINED = "it was—so they say—a lamp that—as all knew—went out, and—of that we are sure—nobody—not one—saw it go. " * 4
MIDDLE = 13
ENDS = tuple(f"{SENTENCE[:length]} so." for length in range(90, 190, 7))
NARROW = "".join(
    f'<p style="width: {width}em">{text}</p>'
    for width in (9, 11, 13, 15, 17)
    for text in (LONG + SENTENCE + DASHED, JOINED, *(ENDS if width == MIDDLE else ()))
)
PAGES = "".join(f"<p>{SENTENCE * 7}{LONG}</p>" for _ in range(9))

OTHER: dict[str, LineRules] = {
    "least-space": LineRules(least_space=0.5),
    "normal-space": LineRules(normal_space=1.4),
    "greatest-space": LineRules(greatest_space=5),
    "glyph-scaling": LineRules(glyph_scaling=3),
    "hyphen": LineRules(hyphen=0),
    "hyphens-in-a-row": LineRules(hyphens_in_a_row=10_000),
    "hyphen-before-last": LineRules(hyphen_before_last=10_000),
    "dash": LineRules(dash=10_000),
    "dash-first": LineRules(dash_first=0),
    "runt": LineRules(runt=0),
    "runt-width": LineRules(runt_width=8),
    "contrast": LineRules(contrast=10_000),
    "hanging": LineRules(hanging=True),
    "page-space": LineRules(page_space=0),
    "page-glyph-scaling": LineRules(page_glyph_scaling=0),
}


@cache
def set_by(rules: LineRules, body: str) -> Shown:
    return shown(body, rules=rules)


@pytest.mark.parametrize("key", [codes(key)[0] for key, *_ in tables()["keys-line-rules"].rows])
def test_a_rule_has_an_effect(key: str) -> None:
    body = PAGES if key.startswith("page-") else NARROW

    assert set_by(OTHER[key], body).boxes != set_by(LineRules(), body).boxes
