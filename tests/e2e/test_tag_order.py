"""The tags of a PDF have the order of the page: the text in its visual order, and the notes of each page in theirs."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
import yaml
from PIL import Image

from octavo import pipeline
from octavo.jobs.store import Store
from octavo.pipeline import Options
from octavo.project import Project, find_project
from tests.bench.visual_order import visual_order
from tests.e2e.workshop import ROOT

FILLING = "On most days the wind came from the west and the yard was dry, and nobody asked for more than that. " * 8

CHAPTER = f"""# What stands where {{#order}}

The first paragraph calls a note,[^a] and another.[^b] {FILLING}

{FILLING} So it went on to the next page.[^c] {FILLING}

- one thing,[^d] of which much is to be said: {FILLING}
- another thing
  1. and a smaller one[^e]
  2. and the smallest

rope
: It was new that spring.[^f]

bucket
: It was old.

::: table #costs-of-order caption="What it cost[^g]" align="left right left"
| Year | Cost | What for                                                    |
|------|-----:|-------------------------------------------------------------|
| 1884 |  310 | the walls, which were dug by hand and lined with stone[^h]  |
| 1885 |  450 | the roof                                                    |
:::

+-------------+-------+----------+
| Property            | Earth    |
+=============+=======+==========+
| Temperature | least | cold     |
| in a year   +-------+----------+
|             | most  | hot [^i] |
+-------------+-------+----------+

![A bucket](grey.png "Oak[^j]") ![A tub](grey.png "Zinc")

::: beside
![A rope](grey.png "The old rope"){{width=35%}}

The rope was made of hemp, and it hung beside the door. {FILLING}
:::

::: warning
A box has notes too.[^k]
:::

{FILLING}[^l]

::: disagree title="Who dug it?"
Hope names her uncle;[^m] others doubt it.
:::

> A quotation that is read in its place.[^n]

{FILLING}

::: figure figure=lamp-of-order
:::

{FILLING} The last paragraph.[^o]

""" + "\n\n".join(f"[^{letter}]: Note {letter}: it says a little more than that." for letter in "abdefghijklmn")

LONG_NOTES = f"\n\n[^c]: Note c goes on and on: {FILLING * 2}\n\n[^o]: The last note.\n"
TITLE = "An Account of the Wells, Windmills, Lighthouses, Bridges and Other Works of the Island, " * 2
"""So long that its page has no room for it in the letters of other titles: the build would tell of lost words."""

PHOTOGRAPH = "kind: image\nid: lamp-of-order\ntitle: The lamp\nalt: A grey lamp.\nfile: grey.png\ncredit: Ours.\n"


@pytest.fixture
def ordered(tmp_path: Path, warm_store: Store) -> bytes:
    """Return the PDF of the stock book with a chapter in which much stands beside or below something else."""
    share = find_project(ROOT)
    book = tmp_path / "content" / "stock"
    shutil.copytree(ROOT / "tests" / "stock", book)
    (book / "text" / "03-order.md").write_text(CHAPTER + LONG_NOTES)
    (book / "figures" / "photograph.yaml").write_text(PHOTOGRAPH)
    Image.new("L", (400, 300), 128).save(book / "grey.png")
    settings = yaml.safe_load((book / "book.yaml").read_text())
    settings["matter"]["body"][0]["chapters"].append("text/03-order.md")
    (book / "book.yaml").write_text(yaml.safe_dump({**settings, "title": TITLE, "formats": ["pdf", "epub"]}))
    project = Project(root=tmp_path, templates=share.templates, styles=share.styles)
    (result,) = pipeline.build(project, ["stock"], Options(store=warm_store))
    assert result.status == "built", result.diagnostics
    return (project.output / "stock" / "stock.pdf").read_bytes()


def turned(content: bytes, around: str, role: str) -> bytes:
    """Return the PDF with the elements of ``role`` in the other order, inside each element of the role ``around``."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if not isinstance(each, pikepdf.Dictionary) or each.get("/S") != f"/{around}":
                continue
            held = each.get("/K")
            kids = list(held.as_list()) if isinstance(held, pikepdf.Array) else []
            places = [at for at, kid in enumerate(kids) if isinstance(kid, pikepdf.Dictionary) and role_of(kid) == role]
            for at, kid in zip(places, [kids[at] for at in reversed(places)], strict=True):
                each.K[at] = kid
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def role_of(kid: pikepdf.Dictionary) -> str:
    return str(kid.get("/S", "")).removeprefix("/")


def test_tags_have_the_order_of_the_page_and_any_other_order_is_seen(ordered: bytes) -> None:
    order = visual_order(ordered)

    assert order.faults == []
    assert order.share == 1.0
    assert order.judged > 200
    for around, role in (("Sect", "P"), ("Sect", "Note"), ("TR", "TD"), ("TBody", "TR"), ("L", "LI"), ("Div", "Div")):
        assert visual_order(turned(ordered, around, role)).share < 1, (around, role)
