"""A formula of a sheet becomes one of the word processor."""

import json

from octavo.package.word_markup import word_markup
from octavo.pandoc import run_pandoc


def test_a_formula_reaches_the_word_processor_as_its_source() -> None:
    body = r'<p>So <img class="formula" alt="a" src="x" data-tex="\frac{a}{b} &lt; 1"/> is.</p>'

    markup = word_markup(body, {}, "en")
    (block,) = json.loads(run_pandoc(["--from=html", "--to=json"], markup))["blocks"]

    assert {"t": "Math", "c": [{"t": "InlineMath"}, r"\frac{a}{b} < 1"]} in block["c"]
