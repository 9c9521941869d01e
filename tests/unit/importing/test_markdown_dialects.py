"""What dialects of Markdown add is written as what pandoc reads, but not in code; what cannot be is told."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from octavo.importing.manuscript import Loss
from octavo.importing.markdown_dialects import DEEPEST, plain_markdown
from octavo.importing.source_folder import SourceFolder


def plain(folder: Path, text: str, files: Mapping[str, str] | None = None) -> tuple[str, list[Loss]]:
    """Return a text as plain Markdown, and what was lost."""
    for name, content in {**(files or {}), "x.md": text}.items():
        (folder / name).write_text(content, encoding="utf-8")
    losses: list[Loss] = []
    return plain_markdown("x.md", SourceFolder(root=folder), losses).strip("\n"), losses


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Seen %%by nobody%% here", "Seen <!--by nobody--> here"),
        ("A paragraph ^anchor-1", "A paragraph"),
        (
            "See \\@ref(fig:well) and @ref(one).",
            "See [fig:well](#fig:well){.octavo-reference} and [one](#one){.octavo-reference}.",
        ),
        ("A well (\\#fig:well)", "A well []{#fig:well}"),
        ("# (PART) Water {-}", ""),
        ("{% raw %}a{% endraw %}", "a"),
        ("a\n{{< pagebreak >}}\nb", "a\n\nb"),
        ("[[_TOC_]]", ""),
        ("{{#title Wells}}a", "a"),
        ("(ref:deep) How *deep*\n\n![(ref:deep)](a.png)", "![How *deep*](a.png)"),
        ("```\n%%x%% (\\#fig:a)\n```", "```\n%%x%% (\\#fig:a)\n```"),
        ("~~~~\n```\n%%x%%\n~~~~\n%%y%%", "~~~~\n```\n%%x%%\n~~~~\n<!--y-->"),
        ("```\n%%x%%", "```\n%%x%%\n```"),
        ("```rust,ignore\n# hidden\nlet a = 1;\n#[test]\n```", "```rust\nlet a = 1;\n#[test]\n```"),
        ("```{.python}\na\n```", "```{.python}\na\n```"),
        ("![a](b.png =300x200) ![c](d.png =50%)", "![a](b.png){width=300px} ![c](d.png){width=50%}"),
        ("![a](b.png =x200) ![c|300](d.png)", "![a](b.png){height=200px} ![c](d.png){width=300px}"),
        ("![[deep well.png|300x200]]", "![](<deep well.png>){width=300px}"),
        ("\\[ \\sum_i i \\] and \\(\\alpha\\)", "$$\\sum_i i$$ and $\\alpha$"),
        ("\\[no link\\] and \\(x\\)", "\\[no link\\] and \\(x\\)"),
        (
            "> [!warning]- Mind\n> Words.\n>\n> > [!tip]\n> > In.",
            (
                "::: {.callout-warning}\n\n::: {.callout-title}\nMind\n:::\n\n"
                "Words.\n\n\n::: {.callout-note}\nIn.\n\n:::\n\n\n:::"
            ),
        ),
        ("> [!quote] Ann\n> Words.", "> Ann\n>\n> Words."),
        (
            '!!! danger "Deep"\n    Words.\n\n        code\nAfter.',
            "::: {.callout-warning}\n\n::: {.callout-title}\nDeep\n:::\n\nWords.\n\n    code\n\n:::\n\nAfter.",
        ),
        ("```\n> [!note] a\n!!! note\n```\n> quoted", "```\n> [!note] a\n!!! note\n```\n> quoted"),
    ],
)
def test_marks_of_dialects_are_written_out(text: str, written: str, tmp_path: Path) -> None:
    assert plain(tmp_path, text) == (written, [])


@pytest.mark.parametrize(
    ("target", "inside"),
    [
        ("part.rs", "one\n// ANCHOR: b\ntwo\n// ANCHOR_END: b\nthree"),
        ("part.rs:b", "two"),
        ("part.rs:2", "// ANCHOR: b"),
        ("part.rs:3:3", "two"),
        ("part.rs:5:", "three"),
        ("part.rs::1", "one"),
    ],
)
def test_an_include_brings_a_file_or_a_part_of_it(target: str, inside: str, tmp_path: Path) -> None:
    part = "one\n// ANCHOR: b\ntwo\n// ANCHOR_END: b\nthree\n"

    assert plain(tmp_path, f"{{{{#include {target}}}}}", {"part.rs": part}) == (inside, [])


def test_texts_that_include_each_other_end_and_one_that_is_not_there_is_told(tmp_path: Path) -> None:
    found, losses = plain(tmp_path, "a\n{{< include y.md >}}", {"y.md": "b\n{{< include x.md >}}\n"})
    none, told = plain(tmp_path, "a {{#include gone.md}} b")

    assert found.split() == ["a", "b"] * (DEEPEST // 2) + ["a"]
    assert [each.what for each in losses] == ["the file 'y.md' that it includes is not there"]
    assert none == "a  b"
    assert [(each.place, each.what) for each in told] == [("x.md", "the file 'gone.md' that it includes is not there")]


@pytest.mark.parametrize(
    ("chunk", "picture"),
    [
        (
            '```{r well, fig.cap="How deep", fig.alt=\'A "well"\'}\nknitr::include_graphics("a.png")\n```',
            "![How deep](a.png){#fig:well alt=\"A 'well'\"}",
        ),
        (
            "```{r}\n#| label: fig-well\n#| fig-cap: 'Deep'\ninclude_graphics(c('a.png', 'b.png'))\n```",
            "![Deep](a.png){#fig-well} ![](b.png){}",
        ),
        ('```{r, out.width="50%"}\ninclude_graphics("a.png")\n```', "![](a.png){ width=50%}"),
    ],
)
def test_code_that_shows_a_picture_is_the_picture(chunk: str, picture: str, tmp_path: Path) -> None:
    found, losses = plain(tmp_path, chunk)

    assert (found, losses) == (picture, [])


def test_code_that_is_run_is_kept_unless_it_was_hidden_and_both_are_told(tmp_path: Path) -> None:
    found, losses = plain(tmp_path, "```{r}\nplot(x)\n```\n\n```{python, echo=FALSE}\nrun()\n```")

    assert found == "```r\nplot(x)\n```"
    assert [each.what for each in losses] == [
        "a block of r code is run when its book is made: its result is not here, its code is kept: plot(x)",
        "a block of python code is run when its book is made: its result is not here, and its code was hidden: run()",
    ]


def test_a_caption_of_what_code_draws_is_told(tmp_path: Path) -> None:
    _, losses = plain(tmp_path, "```{r, fig.cap='How deep'}\nplot(x)\n```")

    assert "its result is not here, nor its caption 'How deep'" in losses[0].what


def test_code_in_a_line_is_told_where_it_is_run_and_kept_where_it_is_not(tmp_path: Path) -> None:
    text = "It has `r nrow(x)` rows, `{python} len(y)` ends, and `r` is a letter: ``a `r b` c``."
    (tmp_path / "x.Rmd").write_text(text, encoding="utf-8")
    losses: list[Loss] = []
    found = plain_markdown("x.Rmd", SourceFolder(root=tmp_path), losses)

    assert found == "It has <!-- nrow(x) --> rows, <!-- len(y) --> ends, and `r` is a letter: ``a `r b` c``."
    assert [each.what.rpartition(": ")[2] for each in losses] == ["nrow(x)", "len(y)"]
    assert plain(tmp_path, "`r nrow(x)`") == ("`r nrow(x)`", [])
