"""Write the rules of a style sheet that depend on the theme's values: its paper and its fonts."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from octavo.model.css_places import SheetStart, shifted
from octavo.model.language import Hyphenation
from octavo.model.output import Asset, FontFace, Medium, Paper, Theme
from octavo.model.printing import POINTS_PER_MM
from octavo.render.images import media_type
from octavo.render.narrow_tables import narrow_rules

AT_NIGHT = "@media(prefers-color-scheme:dark)"
"""What a reader's system asks for who wants light letters on a dark ground."""

ACCENT = re.compile(r"var\(--accent(?:,\s*([^()]*))?\)")
"""The accent in a style sheet, and what stands for it where there is none."""

ACCENTED = re.compile(r"[^{}]*\{[^{}]*var\(--accent\b[^{}]*\}")
"""A rule that has the accent, with all before it."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

SLACK = 0.001
"""Points that a text block is higher than its lines: more than rounding takes away, and less than anybody can see."""


def style_sheet(
    theme: Theme, paper: Paper, hyphenation: Hyphenation, medium: Medium
) -> tuple[str, tuple[SheetStart, ...]]:
    """Return the whole style sheet of a rendition: the rules made from values, then the theme's own.

    The second value says which files of the theme its lines come from.
    """
    made = "".join(_face(face) for face in faces_of(theme, medium))
    if medium == "reflow":
        made += "".join(narrow_rules())
        return made + _accented(theme), shifted(theme.reflow_starts, made)
    accent = theme.settings.tokens.get("accent")
    made += f"html{{--accent:{accent}}}\n" if accent else ""
    made += _page(paper) + _size(theme) + _hyphens(hyphenation)
    return made + theme.print_css, shifted(theme.print_starts, made)


def faces_of(theme: Theme, medium: Medium) -> tuple[FontFace, ...]:
    """Return the fonts of a rendition: all of the theme's on paper, those meant for it in an ebook (rule E16)."""
    return tuple(face for face in theme.settings.faces if medium == "print" or face.reflow)


def font_assets(theme: Theme, medium: Medium) -> Iterator[Asset]:
    """Yield the fonts of a rendition and the licences that must travel with them (rule F3)."""
    folders = set()
    for face in faces_of(theme, medium):
        folders.add(PurePosixPath(face.file).parent)
        yield Asset(name=address(face.file), media_type=media_type(face.file), content=theme.fonts[face.file])
    for file, content in sorted(theme.licences.items()):
        if PurePosixPath(file).parent in folders:
            yield Asset(name=address(file), media_type="text/plain", content=content)


def address(file: str) -> str:
    """Return where a theme's file stands in a rendition: its path without the steps that lead out of the theme."""
    return "/".join(step for step in PurePosixPath(file).parts if step != "..")


def _face(face: FontFace) -> str:
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
        f'src:url("{address(face.file)}")}}\n'
    )


def _accented(theme: Theme) -> str:
    """Return the theme's rules for screens, with the colour that a theme or a book has for titles and rules.

    It was chosen for white paper: a reader who wants dark screens sees titles as all text. It is written out, behind
    the rule as it is without it: some engines drop a style sheet that has a ``var()``.
    """
    accent = theme.settings.tokens.get("accent")

    def written(found: re.Match[str]) -> str:
        plain = ACCENT.sub(lambda each: each[1] or "inherit", found[0])
        if not accent:
            return plain
        night, day = (" ".join(COMMENT.sub("", each).split()) for each in (plain, ACCENT.sub(str(accent), found[0])))
        return f"{plain}@media all{{{day}}}{AT_NIGHT}{{{night}}}"

    return ACCENTED.sub(written, theme.reflow_css)


def _size(theme: Theme) -> str:
    """Return the size of the text, where the theme has it as a value."""
    return f"html{{font-size:{theme.settings.size:g}pt}}\n" if theme.settings.size else ""


def _page(paper: Paper) -> str:
    """Return the page and its grid. The text block is a whole number of lines; the foot margin takes what is left.

    Distances down the page are in pt: mm would round away from the grid of base lines (rule T6). The foot margin is
    ``SLACK`` less than that: were the block a hair too low for its last line, the line would go to the next page.
    """
    top = paper.top * POINTS_PER_MM
    bottom = paper.height * POINTS_PER_MM - top - paper.lines * paper.leading - SLACK
    across = {"left": (paper.outer, paper.inner), "right": (paper.inner, paper.outer)}
    rules = [
        f"@page{{size:{paper.width:g}mm {paper.height:g}mm;margin-top:{top:.4f}pt;margin-bottom:{bottom:.4f}pt}}\n"
    ]
    rules += [
        f"@page:{side}{{margin-left:{left:g}mm;margin-right:{right:g}mm}}\n" for side, (left, right) in across.items()
    ]
    rules += _broadside(paper, top, bottom)
    block = f"--block-height:{paper.lines * paper.leading:g}pt;--page-height:{paper.height:g}mm"
    block += f";--page-width:{paper.width:g}mm;--bleed:0mm"
    return "".join([*rules, f"html{{line-height:{paper.leading:g}pt;{block}}}\n"])


def _broadside(paper: Paper, top: float, bottom: float) -> Iterator[str]:
    """Yield the pages of tables that are turned to the left: a text block as wide as that of others is high.

    ``top`` and ``bottom`` are the margins of other pages in pt. Such a page begins at the left edge of the turned one.
    """
    yield (
        f"@page broadside{{size:{paper.height:g}mm {paper.width:g}mm;"
        f"margin-left:{bottom:.4f}pt;margin-right:{top:.4f}pt}}\n"
    )
    for side, (first, last) in {"left": (paper.outer, paper.inner), "right": (paper.inner, paper.outer)}.items():
        yield f"@page broadside:{side}{{margin-top:{first:g}mm;margin-bottom:{last:g}mm}}\n"
    yield "figure[data-broadside]{page:broadside;break-inside:auto;margin:0}\n"


def _hyphens(rule: Hyphenation) -> str:
    """Return when a word may be divided, as the language of the book has it (rule T10)."""
    limits = f"{rule.shortest_word} {rule.letters_before} {rule.letters_after}"
    return f"html{{hyphenate-limit-chars:{limits}}}\n"
