"""The faster bodies of functions of WeasyPrint give what its own give, byte by byte."""

import io

import pytest

from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS, PICTURE, SENTENCE

STYLE = """
@page { margin: 15mm 12% 18mm calc(10mm + 5%) }
.sides { margin-inline-start: 2em; padding-block: 3%; border-inline-end: 2px solid; min-width: 40%; max-height: 50vh }
.boxed { box-sizing: border-box; width: calc(80% - 1em); padding: 4px 5%; border: 1px dotted red; height: 30mm }
.words { text-decoration: underline overline; letter-spacing: 0.1em; word-spacing: 3px; font-variant-caps: small-caps }
.words em { text-decoration: line-through; font-feature-settings: "smcp", "onum" 0; color: currentcolor }
.right { direction: rtl; float: left; width: min(50%, 12em); inset: auto }
.cut { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 10em }
.short { max-width: 50%; hyphenate-character: "="; overflow-wrap: anywhere }
.raised { position: relative; top: -3px; vertical-align: super; font-size: smaller }
.columns { columns: 2; column-gap: 5%; column-rule: 1px solid }
.flexible { display: flex; gap: 2% } .flexible > * { flex: 1 1 30% }
table { border-collapse: collapse; width: 90% } td { border: 1px solid; padding: 2% }
.loose { border-collapse: separate; border-spacing: 3px } .loose td { width: 30%; height: 1em }
p::first-letter { font-size: 150% } p::first-line { font-style: italic }
:root { --gap: 4px } .variable { padding: var(--gap) var(--none, 2%); page: auto }
"""

BODY = f"""
<p class="sides">{SENTENCE * 3}</p><p class="boxed">AVATAR Type office, fjord — {SENTENCE}</p>
<p class="words">Letters <em>struck through</em> and not; {SENTENCE}</p><p class="right">{SENTENCE}</p>
<p class="cut">{SENTENCE}</p><p class="short">{SENTENCE * 2}</p><p lang="de">Straßenbahn<sup class="raised">3</sup></p>
<div class="columns"><p>{SENTENCE * 2}</p></div><div class="flexible"><p>{SENTENCE}</p><p>one</p></div>
<table><tbody><tr><td>1</td><td rowspan="2">{SENTENCE}</td></tr><tr><td>2</td></tr></tbody></table>
<table class="loose"><tr><td>1</td><td>2</td></tr></table>
<p class="variable">Foreign: \u65e5\u672c \u0414\u043e\u043c</p>
<img src="lamp.svg" style="width: 60%"/><p style="font-size: 0">nothing</p><p>   </p><pre>a\tb</pre>
"""


def typeset() -> bytes:
    with layout_engine():
        from octavo.model.output import Asset
        from octavo.typeset.layout_session import VARIANT, LayoutSession

        session = LayoutSession(CSS + STYLE, FONT_ASSETS)
        target = io.BytesIO()
        with session.showing([Asset(name="lamp.svg", media_type="image/svg+xml", content=PICTURE)]):
            document = session.render(f'<html lang="en-GB"><head><title>Book</title></head><body>{BODY}</body></html>')
            document.write_pdf(target, pdf_variant=VARIANT, pdf_identifier=b"same")
    return target.getvalue()


def test_a_page_is_the_same_with_all_of_them_with_each_and_with_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with layout_engine():
        from octavo.typeset import engine
        from octavo.typeset.engine.fixes import FIXES
        from octavo.typeset.engine.speedups import SPEEDUPS
    found = [typeset()]

    for chosen in (*((speedup,) for speedup in SPEEDUPS), ()):
        monkeypatch.setattr(engine, "PATCHES", (*FIXES, *chosen))
        found.append(typeset())

    assert len(set(found)) == 1
