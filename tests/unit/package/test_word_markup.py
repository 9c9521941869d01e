"""What a sheet says on paper, the word processor is given with its structure: nothing of it is left out on the way."""

import re

import pytest

from octavo.package.word_markup import TAB, word_markup

NOTE = '<span class="footnote" id="{}"><a class="note-number">{}</a>{}</span>'
CALL = '<a class="note-call" href="#{}">{}</a>'


def written(body: str, **pictures: bytes) -> str:
    """Return the body of the document that pandoc is given."""
    (found,) = re.findall("<body>(.*)</body>", word_markup(body, pictures, "en"), re.DOTALL)
    return str(found)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<pre>a &lt; b</pre>", "<pre>a &lt; b</pre>"),
        ("<dl><dt>Wick</dt><dd>of a lamp</dd></dl>", "<dl><dt><p>Wick</p></dt><dd><p>of a lamp</p></dd></dl>"),
        (
            "<table><caption>c</caption><tbody><tr><td>1</td></tr></tbody></table>",
            '<table><tbody><tr><td style="text-align:left">1</td></tr></tbody></table>',
        ),
        ('<p><span class="superscript">a</span></p>', "<p><sup>a</sup></p>"),
        ('<p><span class="smallcaps">Nkvd</span></p>', '<p><span class="smallcaps">Nkvd</span></p>'),
        ('<p><span class="title">Log</span></p>', "<p><em>Log</em></p>"),
        ("<p>a<br/>b</p>", "<p>a<br/>b</p>"),
        (
            '<div class="sheet-list"><dl><dt>Wick</dt><dd>of a lamp</dd></dl></div>',
            '<div data-custom-style="List Entry"><p><strong>Wick</strong> of a lamp</p></div>',
        ),
        ('<p><span class="marks">2</span></p>', f'<p>{TAB}<span data-custom-style="Marks">2</span></p>'),
    ],
)
def test_a_kind_of_text_stays_what_it_is(body: str, expected: str) -> None:
    assert written(body) == expected


def test_a_picture_whose_file_is_missing_leaves_no_broken_frame() -> None:
    frame = '<div class="figure-frame"><img src="a.png" alt="A well" style="width:72pt;height:9pt"/></div>'

    assert written(frame) == ""
    assert 'alt="A well" width="1.000in"/>' in written(frame, **{"a.png": b"\x89PNG"})


def test_a_note_that_is_called_twice_stands_once() -> None:
    body = f"<p>a{CALL.format('n', 1)}{NOTE.format('n', 1, 'why')} b{CALL.format('n', 1)}</p>"

    assert written(body) == (
        '<p>a<a epub:type="noteref" href="#n">1</a> b<sup>1</sup></p>'
        '<aside epub:type="footnote" id="n"><p>why</p></aside>'
    )


def test_a_note_that_a_note_calls_goes_on_in_it_since_no_note_may_stand_in_a_note() -> None:
    inner = NOTE.format("m", 2, "and this").replace('class="footnote"', 'class="footnote called-in-note"')
    body = f"<p>a{CALL.format('n', 1)}{NOTE.format('n', 1, 'why')}{inner}</p>"

    assert written(body).endswith('<aside epub:type="footnote" id="n"><p>why</p><p><sup>2</sup> and this</p></aside>')
