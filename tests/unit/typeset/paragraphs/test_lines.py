"""Lines set as a whole have the letters, links and places of the engine's own, and none is wider than its measure."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from octavo.model.line_rules import LineRules
from tests.examples import examples
from tests.unit.typeset.paragraphs.whole_and_greedy import Shown, shown, without_paragraphs
from tests.unit.typeset.samples import SENTENCE

TEXT = SENTENCE + "Notwithstanding incomprehensible representations, everybody was understandably impatient. "
BOX = '<span style="display: inline-block; width: 2em; height: .5em; border: 1px solid"></span>'
ADDRESS = "https://example.org/a/long-address/that/does-not/want/to/break"

CASES = {
    "plain": TEXT * 2,
    "emphasis": f"{TEXT}<em>{TEXT}</em><b>emphatically</b> {TEXT}",
    "emphasis inside a word": f"{TEXT}un<em>believ</em>able incom<em>prehensibil</em>ity {TEXT}",
    "link": f'{TEXT}<a href="#t">{TEXT}</a> {TEXT}<span id="t"></span>',
    "address": f'{TEXT}<a href="{ADDRESS}">{ADDRESS}</a> {TEXT}',
    "empty anchors": f'<span id="t"></span>{TEXT}<a id="u"></a> {TEXT}<span id="v"></span>',
    "note call": f'{TEXT}word<sup><a href="#t">12</a></sup> {TEXT}<span id="t"></span>',
    "notes": f'{TEXT}<span class="footnote">{TEXT}</span>{TEXT}<span class="footnote">Short.</span>',
    "small capitals": f'{TEXT}<span style="font-variant-caps: small-caps; letter-spacing: .05em">{TEXT}</span>{TEXT}',
    "raised": f'{TEXT}<span style="font-variant-position: super">12</span> {TEXT}',
    "letters apart": f'<span style="letter-spacing: .08em">{TEXT}</span>{TEXT}',
    "words apart": f'<span style="word-spacing: .3em">{TEXT}</span>{TEXT}',
    "no-break spaces": f"{TEXT}Dr\u00a0Jones and Mr.\u00a0Smith paid 12\u00a0000\u00a0£ on p.\u00a012 {TEXT}",
    "soft hyphens": f"{TEXT}Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft and again {TEXT}",
    "no hyphens": f'<span style="hyphens: none">{TEXT}</span>{TEXT}',
    "dashes": f"{TEXT}word—another—yet another–range 1862–64 well-known half-hearted and/or either/or {TEXT}",
    "joiners": f"{TEXT}1934\u2060–\u206038 and zero\u200bwidth\u200bspaces {TEXT}",
    "held together": f'{TEXT}<span style="white-space: nowrap">these five words stay together</span> {TEXT}',
    "box": f"{TEXT}{BOX} {TEXT}",
    "box joined to a word": f"{TEXT}term\u2060{BOX}, {TEXT}",
    "frame": f'{TEXT}<span style="padding: 0 .5em; border: 1px solid">{TEXT}</span> {TEXT}',
    "spaced joiner": f'<span style="letter-spacing: .1em">a \u200b b</span> {TEXT}',
    "frame around nothing": f'{TEXT}<span style="padding: 0 .5em; border: 1px solid"></span> {TEXT}',
    "underline": f"{TEXT}<u>{TEXT}</u> {TEXT}",
    "underline of its own": f'{TEXT}<u style="text-decoration-thickness: 2px; text-underline-offset: 3px">rope</u>',
    "margins that are left open": f'{TEXT}<span style="margin: 0 auto">lamp</span> {TEXT}',
    "letters of another language": f"<span style=\"font-language-override: 'SRB'\">{TEXT}</span>{TEXT}",
    "placed by itself": f'{TEXT}<span style="position: absolute; left: -1em">*</span>{TEXT}',
    "line ends": f"{TEXT}<br/>{TEXT}<br/><br/>{TEXT}",
    "kept line ends": f'<span style="white-space: pre-line">{TEXT}\n{TEXT}</span>',
    "combining marks": f"{TEXT}e\u0301tude na\u0308chste {TEXT}",
    "joiners of letters": f"{TEXT}Auf\u200clage of\u200cfice {TEXT}",
    "capitals by style": f'<span style="text-transform: uppercase">{TEXT}</span>{TEXT}',
}
BLOCKS = {
    "right": f'<p style="text-align: right">{TEXT}</p>',
    "centre": f'<p style="text-align: center">{TEXT}</p>',
    "left": f'<p style="text-align: left">{TEXT}</p>',
    "last line too": f'<p style="text-align-last: justify">{TEXT}</p>',
    "hanging indent": f'<p style="text-indent: -2em; padding-left: 2em">{TEXT}</p>',
    "narrow": f'<p style="width: 7em">{TEXT}</p>',
    "very narrow": f'<p style="width: 2.5em">{TEXT}</p>',
    "columns": f'<div style="columns: 2"><p>{TEXT}{TEXT}</p></div>',
    "table": f"<table><tbody><tr><td>{TEXT}</td><td>{TEXT}</td></tr></tbody></table>",
    "flexible boxes": f'<div style="display: flex"><div style="flex: 1">{TEXT}</div><div>short</div></div>',
    "list": f"<ul><li>{TEXT}</li><li>{TEXT}</li></ul>",
    "line end at the end": f"<p>{TEXT}<br/></p><p>Next</p>",
    "code": "<pre>def   f(x):\n    return x\n\n\nf(1)\n</pre>",
    "kept spaces": '<p style="white-space: pre-wrap; width: 12em">def   f(x):\n    return  x   +   1000000\n  f(1)</p>',
    "broken where it must be": f'<p style="overflow-wrap: anywhere; width: 5em">{ADDRESS} {TEXT}</p>',
    "text in pre that is too wide": f"<pre>{TEXT}</pre>",
    "heading": f"<h2>{TEXT}</h2>",
    "broken anywhere": f'<p style="word-break: break-all; text-align: left">{TEXT}</p>',
    "pages": f"<p>{TEXT * 40}</p>",
    "German": '<p lang="de">Die Donaudampfschifffahrtsgesellschaft verwaltet Rechtsschutzversicherungsgesellschaften '
    "und Kraftfahrzeughaftpflichtversicherungen außerordentlich übersichtlich.</p>",
    "Russian": '<p lang="ru">Большой террор был временем наиболее массовых политических репрессий и преследований.</p>',
    "Greek": '<p lang="el">Ο πόλεμος είναι πατέρας των πάντων, βασιλιάς των πάντων, και άλλους τους ανέδειξε.</p>',
    "French": '<p lang="fr">Est-ce possible\u202f? «\u00a0Oui\u00a0», répondit-il\u00a0; l’heure est venue\u202f: '
    "aujourd’hui, l’administration s’enorgueillit d’extraordinaires possibilités\u202f!</p>",
}
FLOATS = {
    "beside a float": f'<div style="float: left; width: 6em; height: 3em"></div><p>{TEXT}</p>',
    "beside two floats": '<div style="float: left; width: 6em; height: 3em"></div>'
    f'<div style="float: right; width: 4em; height: 6em"></div><p>{TEXT}{TEXT}</p><p>{TEXT}</p>',
    "a first letter that hangs into the text": f'<p class="initial">{TEXT * 2}</p><p>{TEXT}</p>',
    "a float before the text": f'<p><span style="float: right; width: 5em; height: 4em"></span>{TEXT * 2}</p>',
    "ragged text beside a float": f'<div style="float: left; width: 6em; height: 3em"></div>{BLOCKS["left"]}',
    "a heading beside a float": f'<div style="float: left; width: 6em; height: 3em"></div><h2>{TEXT}</h2>',
    "line ends beside a float": f'<p><b style="float: left; font-size: 3em">A</b>{TEXT}<br/>{TEXT}<br/>{TEXT}</p>',
    "high letters beside a float": '<div style="float: left; width: 6em; height: 3em"></div>'
    f'<p><span style="font-size: 3em">T</span>{TEXT * 2}</p>',
    "a first letter": f'<p class="letter">{TEXT}</p>',
    "a first line": f'<p class="line">{TEXT * 2}</p>',
    "a first line of capitals": f'<p class="great line">{TEXT * 2}</p>',
    "a first line of parts": f'<p class="line">{SENTENCE[:20]}<em>{TEXT}</em><a href="#t">{TEXT}</a><i id="t"></i></p>',
    "a first line with a first letter": f'<p class="initial line">{TEXT * 2}</p>',
    "a first line beside a float": f'<b style="float: left; width: 6em; height: 3em"></b><p class="line">{TEXT}</p>',
    "a long text beside a float over pages": '<div style="float: left; width: 6em; height: 30em"></div>'
    f"<p>{TEXT * 40}</p>",
}
EVERY = {name: f"<p>{case}</p>" for name, case in CASES.items()} | BLOCKS | FLOATS


LEFT = {
    "no room beside a float": (
        '<div style="float: left; width: 99%; height: 3em"></div><p>Short.</p>',
        "beside a float",
    ),
    "below a float that is wider than any line": (
        f'<p>{TEXT}<b style="float: left; width: 90em; height: 3em">x</b>{TEXT}</p>',
        "beside a float",
    ),
    "no room for a word beside a float in the text": (
        f'<p>{TEXT}<b style="float: left; width: 31em; height: 2em">x</b>{TEXT}</p>',
        "beside a float",
    ),
    "a leader beside a float": (
        '<div style="float: left; width: 1em; height: 3em"></div><p class="entry">Short</p>',
        "beside a float",
    ),
    "Hebrew": ('<p lang="he" dir="rtl" style="direction: rtl">בראשית ברא אלהים</p>', "text from right to left"),
    "a word from right to left": (f'<p>{TEXT}<b style="direction: rtl">lamp</b></p>', "text from right to left"),
    "a box shifted with what stands in it": (
        f'<p>{TEXT}<b style="position: relative">a<i style="position: absolute">b</i></b></p>',
        "a shifted box with parts out of the flow",
    ),
    "Hindi": (f"<p>{TEXT}सत्यमेव जयते</p>", "a script that is set by other rules"),
    "Thai": (f"<p>{TEXT}ความจริง</p>", "a script that is set by other rules"),
    "a letter of no font": (f"<p>{TEXT}道</p>", "a letter that no font has"),
    "cut off": (f'<p style="overflow: hidden; text-overflow: ellipsis">{TEXT}</p>', "text cut off with an ellipsis"),
}
BOX_ABOVE = '<div style="float: left; width: 3em; height: 1.5em"></div>'
BOX_BELOW = '<div style="float: left; clear: left; width: 8em; height: 4em"></div>'
PARTLY = {
    "a line so high that it meets another float": (
        f"{BOX_ABOVE}{BOX_BELOW}<p>" + f'<span style="font-size: 3em">T</span>{TEXT * 2}</p>',
        1,
    ),
}
STYLE = """
.entry::after { content: leader(".") "12" }
.letter::first-letter { font-weight: 700 } .line::first-line { font-variant-caps: small-caps; color: navy }
.great::first-line { font-size: 130%; letter-spacing: .1em; text-transform: uppercase }
.under::first-line { background: silver; text-decoration: underline; vertical-align: 2px }
.initial::first-letter { float: left; font-size: 3em; line-height: 1 }
.framed::first-letter { margin: 0 .1em 0 0; padding: .1em; border: 1px solid }
"""


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_lost_moved_or_too_wide(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shown(EVERY[name], STYLE)
    with monkeypatch.context() as patch:
        without_paragraphs(patch)
        greedy = shown(EVERY[name], STYLE)

    assert whole.left == {}
    assert whole.whole
    assert greedy.whole == 0
    assert whole.letters == greedy.letters
    assert {text for text in whole.aside if not text.isdecimal()} <= set(greedy.aside)
    assert set(whole.links) == set(greedy.links)
    assert whole.anchors == greedy.anchors
    assert_fits(whole)


def assert_fits(found: Shown) -> None:
    assert [line for line in found.lines if line[1] < -0.01] == []


@pytest.mark.parametrize("name", LEFT)
def test_what_is_left_to_the_engine_is_counted_by_reason(name: str) -> None:
    body, reason = LEFT[name]

    found = shown(body, STYLE)

    assert found.left == {reason: 1}


LONG_NAME = "package.module.submodule.AClass.a_method_with_a_long_name(argument)"
BROKEN = {
    "an address": (
        "p",
        "at (https://example.org/:w:/g/personal/some_keeper/EfGh1234567890?e=abcdef),",
        ["at (https://example", ".org/:w:/g/", "personal/some_keeper/", "EfGh1234567890?e=", "abcdef),"],
    ),
    "an address without places": (
        "p",
        "https://example.org/EfGh1234567890abcdefghijklm",
        ["https://example", ".org/EfGh1234567890ab", "cdefghijklm"],
    ),
    "a name in code": (
        "code",
        LONG_NAME,
        ["package.module", ".submodule.AClass.a", "_method_with_a_long", "_name(argument)"],
    ),
    "an option": ("p", "a word or two more (--list)", ["a word or two more", "(--list)"]),
    "a word that may not be divided": ("b", "incomprehensibilities", ["incomprehensibil\u2010", "ities"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_long_words_are_broken_where_readers_do_not_stumble(name: str) -> None:
    tag, text, lines = BROKEN[name]

    found = shown(f'<p style="hyphens: none; text-align: left; width: 12em"><{tag}>{text}</{tag}></p>')

    assert [line for line, _ in found.lines] == lines
    assert found.wide == []


CODE_LINE = "answer = question + question + question"
WIDE = {
    "letters": ("p", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    "words that are held together": (
        "p",
        "so (one\u00a0two\u00a0three\u00a0four\u00a0five\u00a0six)",
        "(one two three four five six)",
    ),
    "a line of code": ("pre", f"{CODE_LINE}\nshort", CODE_LINE),
    "a style that holds together": (
        "p",
        '<span style="white-space: nowrap">one two three four five six seven </span>',
        "one two three four five six seven",
    ),
    "nothing but spaces before it": ("p", "\u00a0" * 60 + "word", "word"),
}


@pytest.mark.parametrize("name", WIDE)
def test_what_is_broken_where_no_rule_allows_it_is_told(name: str) -> None:
    tag, text, told = WIDE[name]

    found = shown(f'<div id="here"><{tag} style="width: 12em">{text}</{tag}></div>')

    assert_fits(found)
    assert found.wide == [(told, ("here",))]


@pytest.mark.parametrize("name", PARTLY)
def test_a_paragraph_is_whole_behind_the_lines_that_the_engine_sets(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body, by_engine = PARTLY[name]
    whole = shown(body, STYLE)
    with monkeypatch.context() as patch:
        without_paragraphs(patch)
        greedy = shown(body, STYLE)

    assert len(whole.left) == 1
    assert whole.letters == greedy.letters
    assert_fits(whole)
    assert len(whole.lines) - whole.whole == by_engine
    assert whole.whole >= 2
    ours, theirs = (next(box[2] for box in found.boxes if box[1].startswith("T")) for found in (whole, greedy))
    assert ours == pytest.approx(theirs, abs=0.01)


ONE_LINE = {
    "plain": "Plain text",
    "emphasis": "An <em>emphatic</em> word",
    "raised": "A call<sup>12</sup> raised",
    "small capitals": 'Small <span style="font-variant-caps: small-caps; letter-spacing: .1em">Caps spaced</span> here',
    "sizes": '<span style="font-size: 150%">Large</span> or <span style="font-size: 60%; vertical-align: top">x</span>',
    "frame": 'in <span style="padding: 0 1em; border: 2px solid; margin: 0 3px">a frame</span> ok',
    "box": 'block <span style="display: inline-block; width: 2em; height: 2em; vertical-align: middle"></span> end',
    "link": '<a href="#x">A link</a>, and <code style="font-family: Literata; line-height: 0">code</code>',
    "no-break space": "No\u00a0break 12\u00a0000 space",
    "capitals": '<span style="text-transform: uppercase">upper</span> case',
    "nested": "<b>Bold<i>italic</i></b>x",
    "anchor": 'word<span id="a"></span> anchor <span style="white-space: nowrap">no wrap</span>',
    "figures": 'oldstyle <span style="font-variant-numeric: oldstyle-nums">1234567890</span>',
    "placed by itself": 'A<span style="position: absolute; right: 0">abs</span>B',
    "line end": "line<br/>feed",
    "words apart": '<span style="word-spacing: 1em">wide words here</span>',
}


@pytest.mark.parametrize("align", ["left", "right", "center", "justify"])
@pytest.mark.parametrize("name", ONE_LINE)
def test_where_lines_break_alike_boxes_stand_at_the_same_place(
    name: str, align: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f'<p style="text-align: {align}; hyphens: none">{ONE_LINE[name]}</p>'
    whole = shown(body)
    with monkeypatch.context() as patch:
        without_paragraphs(patch)
        greedy = shown(body)

    assert whole.left == {}
    assert [box[:2] for box in whole.boxes] == [box[:2] for box in greedy.boxes]
    for (kind, text, places), (_, _, others) in zip(whole.boxes, greedy.boxes, strict=True):
        assert places == pytest.approx(others, abs=0.01), (kind, text)


BOX_LEFT = '<div style="float: left; width: 3em; height: 2.2em"></div>'
ALIKE = {
    "a float at the left": f"{BOX_LEFT}<p>One<br/>two words<br/>three<br/>four<br/>five</p>",
    "floats of two heights": f'{BOX_LEFT}<div style="float: right; width: 3em; height: 5em"></div>'
    "<p>One<br/>two words<br/>three<br/>four<br/>five</p>",
    "a float between lines": '<p>One</p><div style="float: right; width: 3em; height: 5em"></div><p>Two<br/>three</p>',
    "a first letter": '<p class="letter">One<br/>two</p>',
    "a first line": '<p class="great line">One <em>two</em><br/>two</p>',
    "a first line with lines under it": '<p class="under line">One <em>two</em><br/>two</p>',
    "a high line": f'{BOX_LEFT}<p><span style="font-size: 2em">One</span><br/>two<br/>three<br/>four</p>',
}


@pytest.mark.parametrize("align", ["left", "right", "center"])
@pytest.mark.parametrize("name", ALIKE)
def test_beside_floats_boxes_stand_where_the_engine_puts_them(
    name: str, align: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = f"{STYLE} p {{ text-align: {align}; hyphens: none }}"
    whole = shown(ALIKE[name], style)
    with monkeypatch.context() as patch:
        without_paragraphs(patch)
        greedy = shown(ALIKE[name], style)

    assert whole.left == {}
    assert whole.whole >= 2
    assert [box[:2] for box in whole.boxes] == [box[:2] for box in greedy.boxes]
    for (kind, text, places), (_, _, others) in zip(whole.boxes, greedy.boxes, strict=True):
        assert places == pytest.approx(others, abs=0.01), (kind, text)


CALLED = {
    "a first letter": '<p class="initial">{}</p>',
    "a first letter with edges": '<p class="initial framed">{}</p>',
    "a first letter in a part of the text": '<p class="initial"><em>Seven</em> lamps {}</p>',
    "before the text": '<p><b style="float: right; width: 3em; height: 3em">x</b>{}</p>',
    "in the text": f"<p>{TEXT}" + '<b style="float: left; width: 3em; margin: 0 1em">x y z</b>{}</p>',
    "two in the text": f"<p>{TEXT}" + '<b style="float: left">x</b> <b style="float: right">y</b>{}</p>',
    "in a part of the text": f"<p>{TEXT}" + '<em>so <b style="float: left; font-size: 2em">x</b> it is</em> {}</p>',
    "without room on its line": f"<p>{TEXT}" + '<b style="float: left; width: 24em">x</b>{}</p>',
    "without room on the last line": "<p>{} now" + '<b style="float: right; width: 16em">x</b></p><p>Next.</p>',
    "at the end of the text": "<p>{}" + '<b style="float: right; font-size: 2em">x</b></p><p>Next.</p>',
}


@pytest.mark.parametrize("align", ["justify", "left", "right", "center"])
@pytest.mark.parametrize("name", CALLED)
def test_text_keeps_clear_of_a_float_that_is_called_in_it(name: str, align: str) -> None:
    # There is nothing to compare it with: the engine sets the line of the call over the float, or moves the float.
    found = shown(CALLED[name].format(TEXT * 2), f"{STYLE} p {{ text-align: {align} }}")

    lines = [places[:4] for kind, _, places in found.boxes if kind == "LineBox"]
    assert found.left == {}
    assert_fits(found)
    for (x, y, width, height), (x2, y2, width2, height2) in combinations(lines, 2):
        across = min(x + width, x2 + width2) - max(x, x2)
        along = min(y + height, y2 + height2) - max(y, y2)
        assert across < 0.01 or along < 0.01


LEADERS = {
    "a number": '<p class="entry">A title</p>',
    "emphasis": '<p>A <em>title</em><span class="entry"></span></p>',
    "two lines": f'<p class="entry">{SENTENCE}</p>',
    "no room": '<p class="entry" style="width: 4em">A title</p>',
}


@pytest.mark.parametrize("name", LEADERS)
def test_leaders_fill_lines_as_those_of_the_engine_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    style = '.entry::after { content: leader(". ") "12" } p { text-align: left; hyphens: none }'
    whole = shown(LEADERS[name], style)
    with monkeypatch.context() as patch:
        without_paragraphs(patch)
        greedy = shown(LEADERS[name], style)

    assert whole.left == {}
    assert whole.whole == len(whole.lines) == len(greedy.lines)
    # Lines may end elsewhere, and then have more dots or fewer.
    assert whole.letters.replace(".", "") == greedy.letters.replace(".", "")
    ours, theirs = ([box[2] for box in found.boxes if box[1] == "12"] for found in (whole, greedy))
    assert ours == [pytest.approx(each, abs=0.01) for each in theirs]


def test_a_leader_fills_its_line_wherever_the_text_stands() -> None:
    style = '.entry::after { content: leader(". ") "12" }'
    found = [shown(f'<p class="entry" style="text-align: {align}">A title</p>', style) for align in ("left", "right")]

    assert found[0].boxes == found[1].boxes


WORDS = st.lists(
    st.sampled_from(
        [
            *TEXT.split(),
            "a",
            "I",
            "well-known",
            "either/or",
            "1934–38",
            "p.\u00a012",
            "A.\u00a0B.\u00a0Smith",
            "—",
            "“So,”",
        ]
    ),
    min_size=1,
    max_size=60,
)
RULES = st.builds(
    LineRules,
    least_space=st.floats(0.7, 1).map(lambda each: round(each, 2)),
    greatest_space=st.floats(1.2, 2).map(lambda each: round(each, 2)),
    glyph_scaling=st.sampled_from([0.0, 1.0, 2.0]),
    hyphen=st.sampled_from([50.0, 600.0]),
)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, st.integers(120, 450), RULES, st.sampled_from(["justify", "left"]), st.sampled_from([0, 16, -16]))
# The hyphen stands nearer to some letters than to others.
@example(
    ["into", "how", "had", "answered", "representations,"],
    245,
    LineRules(least_space=1.0, greatest_space=2.0, glyph_scaling=0.0, hyphen=50.0),
    "justify",
    0,
)
def test_no_line_of_any_text_is_wider_than_its_measure_and_no_letter_is_lost(
    words: list[str], width: int, rules: LineRules, align: str, indent: int
) -> None:
    style = f"width: {width}px; text-align: {align}; text-indent: {indent}px; margin-left: 20px"
    found = shown(f'<p style="{style}">{" ".join(words)}</p>', "@page { margin: 5mm }", rules=rules)

    assert found.left == {}
    assert found.letters == "".join(words).replace("-", "").replace("\u00a0", "")
    assert_fits(found)


@pytest.mark.parametrize("name", ["list", "line end at the end", "code"])
def test_kept_line_ends_make_the_lines_that_the_engine_makes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    style = "p, li { hyphens: none; text-align: left }"
    whole = shown(EVERY[name].replace(TEXT, SENTENCE), style)
    with monkeypatch.context() as patch:
        without_paragraphs(patch)
        greedy = shown(EVERY[name].replace(TEXT, SENTENCE), style)

    assert len(whole.lines) == len(greedy.lines)
    ours, theirs = ([box[2][1] for box in found.boxes if box[0] == "LineBox"] for found in (whole, greedy))
    assert ours == pytest.approx(theirs, abs=0.01)
