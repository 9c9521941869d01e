"""Sound books of many worlds, each built whole: the checks of finished files must not say a word about any of them."""

from pathlib import Path

import pytest

from octavo import pipeline
from octavo.pipeline import Options
from octavo.project import Project, find_project

ROOT = Path(__file__).parents[4]
SHARE = find_project(ROOT)
FALSE_ALARMS = "OC7"

SENTENCE = "The water was cold, the well-known road was long, and nobody had asked how far the old mill might be. "

BOOKS = {
    "cookery": """# Soups

Take ½ l of water at 90 °C and 1½ tbsp of salt -- no more --, then 3–4 onions.

3. Chop the onions finely.
4. Fry them:

    - in butter,
    - in oil.

5. Add the water.

::: note
Never boil it. ≥ 95 °C is too hot; 2 × 10 min will do.
:::

Serves
: Four, or 2 × 2.
""",
    "poetry": """# Verses

{.verse}
The sea is calm to-night,\\
the tide is full\\
and fair.

{.verse}
A line that is so long that it must surely be broken somewhere before it ends, which poets hardly ever like.\\
Short.

---

{.attribution}
Nobody
""",
    "code": """# Programs

Call `sort --key=2,2n --stable names.txt` in *any* folder; `x  =  y` has two spaces each.

```
def f(x):
    if x:
        return [x, "two  spaces"]

    return None
```

An address: <https://example.org/a/rather/long/path/that/must/be/broken/somewhere/index.html?with=a&query=1>.
""",
    "drama": """# The first act

## Scene one

**Anna.** Who is there?[^who]

**Boris.** *(behind the door)* It is I -- your *own* brother!

> *They embrace.*
>
> The curtain falls.

[^who]: The first words of the play.
    In the first edition they are sung.
""",
    "letters": """# Letters

{.dedication}
To nobody.

Dear Sir,\\
your letter of the 3rd reached me on the 17th. M. R. Hopkins and J. S. Mill were with me, and N. I. Kowalska.

[NASA]{.smallcaps} and [UNESCO]{.acronym} wrote on p. 12; H~2~O is no mark here, E = mc[2]{.superscript} is.
""",
    "signs": """# Signs

A soft hy\u00adphen, a zero\u200bwidth space, a joi\u200dner, a non\u200cjoiner,
a mark\u200e and a selector \u2764\ufe0e.
The ligatures \ufb01ne and o\ufb03ce; e\u0301 and n\u0303 with marks of their own; a\u00a0fixed and a thin\u2009space.

A hyphen\u2010of its own, a non\u2011breaking one, a minus \u22125, a range 3\u20135,
an em\u2014dash and an ellipsis\u2026
""",
    "ukrainian": """# Листи

Він прийшов у 1917 році, а потім пішов. Сім’я чекала, і їхній дім стояв.

1. Перше;
2. друге.
""",
    "tables": """# Tables

::: table #a caption="Prices *and* weights" note="In pounds." align="left right right"
| Thing | 1884 | 1885 |
|-------|-----:|-----:|
| Oil   | 310  |      |
| *Wick* | 1,200.50 | −3 |
| A longer thing with several words in its cell | 12 | 13 |
:::

See [](#a), and [the same](#a).
""",
    "lists": """# Lists

9. nine
10. ten

    A second paragraph of ten.

    1. inner one
    2. inner two

11. eleven

- bullet

  - inner bullet

    > quoted

- last
""",
    "notes": "# Notes\n\n"
    + "\n\n".join(f"{SENTENCE * 2}Here is a call.[^n{number}] {SENTENCE}" for number in range(1, 13))
    + "\n\n"
    + "\n".join(f"[^n{number}]: Words of the note *{number}*, which are few." for number in range(1, 13))
    + "\n",
    "history": f"# History of the *Aurora* and `ad 1917`\n\n{SENTENCE * 9}\n\n## A *second* head\n\n{SENTENCE * 12}\n\n"
    '> "A quotation," she said, "is \'inside\'."\n\n' + SENTENCE * 30 + "\n",
    "captions": """# Captions

::: sidebar title="A life"
She was born in 1851, *by the sea*.
:::

::: disagree title="Was it so?"
Some say yes; others, no.
:::

::: questions
1. Why?
2. Why not?
:::

::: summary
It was so.
:::
""",
}

SETTINGS = """title: A small book of {name}
language: {language}
version: 1.0.0
released: "2026-11-24"
theme: plain
matter:
  front: [title-page, contents]
  body: [text/01-first.md, text/02-second.md]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Write all books."""
    root = tmp_path_factory.mktemp("foreign")
    for name, text in BOOKS.items():
        folder = root / "content" / name
        (folder / "text").mkdir(parents=True)
        language = "uk" if name == "ukrainian" else "en-GB"
        (folder / "book.yaml").write_text(SETTINGS.format(name=name, language=language))
        (folder / "text" / "01-first.md").write_text(text)
        (folder / "text" / "02-second.md").write_text(f"# The end\n\n{SENTENCE}\n")
    return Project(root=root, templates=SHARE.templates, styles=SHARE.styles)


def test_no_sound_book_is_blamed(project: Project) -> None:
    results = pipeline.build(project, list(BOOKS), Options(engine="processes:2"))

    told = [str(each) for result in results for each in result.diagnostics if each.code.startswith(FALSE_ALARMS)]
    assert told == []
    assert {result.book: result.status for result in results} == dict.fromkeys(BOOKS, "built")
