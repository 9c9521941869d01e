"""The quicker bodies of functions of the engine give what its own give, byte by byte."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from octavo.typeset.system import private_environment, require_libraries
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


@contextmanager
def the_engines_own() -> Iterator[None]:
    """Give the engine back its own functions while the block runs."""
    from octavo.typeset.engine import speedups as engine_quick

    for name, quick in engine_quick.QUICK.items():
        engine_quick.put(quick, engine_quick.OWN[name])
    try:
        yield
    finally:
        engine_quick.quicken()


def typeset() -> bytes:
    from octavo.model.output import Asset
    from octavo.typeset.layout_session import VARIANT, Press

    press = Press(CSS + STYLE, FONT_ASSETS)
    target = io.BytesIO()
    with press.showing([Asset(name="lamp.svg", media_type="image/svg+xml", content=PICTURE)]):
        document = press.render(f'<html lang="en-GB"><head><title>Book</title></head><body>{BODY}</body></html>')
        document.write_pdf(target, pdf_variant=VARIANT, pdf_identifier=b"same")
    return target.getvalue()


def test_the_engine_is_the_one_that_the_quicker_bodies_were_written_for() -> None:
    with private_environment():
        require_libraries()
        from octavo.typeset.engine import speedups as engine_quick

        unknown = list(engine_quick.unknown_sources())

    assert unknown == [], "the engine has changed here: compare its source with the quicker body, then give the digest"


def test_a_page_is_the_same_with_them_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    with private_environment():
        require_libraries()
        from octavo.typeset.engine import speedups as engine_quick

        quick = typeset()
        monkeypatch.setattr("octavo.typeset.layout_session.quicken", lambda: None)
        with the_engines_own():
            own = typeset()
        in_place = engine_quick.check_math is __import__("weasyprint").css.functions.check_math

    assert quick == own
    assert in_place


def test_a_changed_function_of_the_engine_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with private_environment():
        require_libraries()
        from weasyprint.css import functions

        from octavo.typeset.engine import speedups as engine_quick

        name = "weasyprint.css.functions.check_math"
        monkeypatch.setattr(engine_quick, "SOURCES", {**engine_quick.SOURCES, name: "another"})
        with the_engines_own():
            engine_quick.quicken()
            changed = functions.check_math

        assert changed is engine_quick.OWN[name]


def test_sums_are_found_wherever_they_stand() -> None:
    with private_environment():
        require_libraries()
        import tinycss2  # type: ignore[import-untyped]
        from weasyprint.css.properties import Dimension

        from octavo.typeset.engine import speedups as engine_quick

        (reckoned,) = tinycss2.parse_component_value_list("calc(1px + 2%)")
        (plain,) = tinycss2.parse_component_value_list("rgb(1, 2, 3)")
        values = ["auto", 1, 1.5, None, Dimension(1, "px"), (), [reckoned], reckoned, plain, ("a", (reckoned,))]
        values += [("a", Dimension(2, "%"), (plain, 3)), (Dimension(1, "px"), reckoned)]
        quick = [bool(engine_quick.check_math(value)) for value in values]
        with the_engines_own():
            own = [bool(engine_quick.OWN["weasyprint.css.functions.check_math"](value)) for value in values]

    assert quick == own


def test_numbers_are_written_as_the_engine_writes_them() -> None:
    with private_environment():
        require_libraries()
        import pydyf

        from octavo.typeset.engine import speedups as engine_quick

        values = [b"x", "x", 3, True, -0.0, 1.0, -1.25, 1e-9, 1e20, 0.1 + 0.2, None, pydyf.String("a(b")]
        values += [pydyf.Dictionary({"A": 1.5}), pydyf.Array([1, "b"])]

        assert [engine_quick.to_bytes(each) for each in values] == [
            engine_quick.OWN["pydyf._to_bytes"](each) for each in values
        ]


def test_styles_that_choose_the_same_glyphs_have_the_same_key() -> None:
    with private_environment():
        require_libraries()
        from octavo.typeset.engine import speedups as engine_quick

        own = engine_quick.OWN["weasyprint.text.line_break._font_style_cache_key"]
        style = dict.fromkeys(engine_quick.FACE, "normal") | {"font_family": ("A", "B"), "line_height": 12.0}
        others = [style | {name: "other"} for name in (*engine_quick.FACE, "line_height")]
        listed = style | {"font_family": ["A", "B"]}

        for size in (False, True):
            same = [own(style, size) == own(other, size) for other in others]

            assert [
                engine_quick.font_key(style, size) == engine_quick.font_key(other, size) for other in others
            ] == same
            assert engine_quick.font_key(listed, size) == own(listed, size)
