"""A book with the kinds of blocks that ours and the stock book lack is built without a word, on paper and screens."""

from pathlib import Path

import pikepdf

from octavo.jobs.store import Store
from octavo.pipeline import Options, build
from octavo.project import Project
from tests.unit.pipeline.conftest import SHARE

SETTINGS = """title: The Pump
language: en-GB
version: 1.0.0
released: "2026-11-24"
formats: [pdf, epub]
matter: {front: [title-page], body: [text/01-a.md, text/02-b.md]}
"""
TEXT = """# The pump

It lifts $h = 3$ m, as [](#law) says and [](#parts) shows; the ![handle](lamp.svg) is of iron.

$$ p = \\rho g h $$ {#law}

$$ p = 0 $$

::: table #parts caption="Its parts" note="Of 1884."
+---------+----------------+
| Part    | What it does   |
+=========+================+
| Handle  | - lifts        |
|         | - sinks        |
+---------+----------------+
| *Spout* | Water[^1] runs |
+---------+----------------+
:::

![A lamp](lamp.svg "The *lamp* beside it") ![A bell](lamp.svg)

Word
: What it means.

  And more.

Other
: Another.

[^1]: Of $x^2$ litres.
"""
OTHER = """# The well {.unnumbered}

(a) One
(b) Two

    $ draw water

::: beside
![A tap](lamp.svg)

It drips.
:::
"""


def test_a_book_of_formulas_grids_pictures_and_columns_is_sound(tmp_path: Path, common_store: Path) -> None:
    book = tmp_path / "content/pump"
    (book / "text").mkdir(parents=True)
    (book / "book.yaml").write_text(SETTINGS)
    (book / "text/01-a.md").write_text(TEXT)
    (book / "text/02-b.md").write_text(OTHER)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0,0h40v20z"/></svg>'
    (book / "text/lamp.svg").write_text(drawing)
    project = Project(root=tmp_path, templates=SHARE.templates, styles=SHARE.styles)
    (result,) = build(project, ["pump"], Options(store=Store(common_store), strict=True))

    assert [str(each) for each in result.diagnostics] == []
    assert result.status == "built"
    with pikepdf.open(tmp_path / "output/pump/pump.pdf") as made:
        assert len(made.pages) >= 3
