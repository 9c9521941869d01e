"""A theme as one book has it: the theme's own values and style sheets, changed as ``look`` in book.yaml asks.

There is no second kind of setting: what is changed are the papers, faces, tokens and rules that any theme has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import floor
from typing import TypeAlias

from octavo.load.fonts_in_look import faces_in, in_place_of, language_rules, listed, on_screens, quoted, replaced
from octavo.load.scaled_sheets import Scales, scaled
from octavo.load.theme_checks import check_papers
from octavo.model.book import Record
from octavo.model.css_places import SheetStart, shifted
from octavo.model.diagnostics import Diagnostic, fault, stop_on_error
from octavo.model.look import BookLook, FontRole, OwnSheet
from octavo.model.origin import Origin
from octavo.model.output import FontFace, Paper, Theme, ThemeSettings

CheckSheet: TypeAlias = Callable[..., tuple[Diagnostic, ...]]

MM = 25.4 / 72
"""Millimetres in a point."""

STEP = 0.5
"""Points by which the size of the text grows with the trim."""

LEAST_GROWTH, MOST_GROWTH = 0.94, 1.27
"""How far the size follows the trim where the look does not give it."""

USUAL_CHART_SIZE = 7.5
"""The points of letters in charts where a theme does not say it."""

WIDEST = 38
"""How many times its size a line of text is wide at most: about 85 letters. What is left goes to the margins."""

HEADINGS = "h1.title, h1.title > span, h2, h3, h4, .cover, .half-title-name, .title-page .subtitle"
"""What stands in the font for headings."""

SUNK = 5
"""Lines above the title of a chapter that begins a third of the way down."""

RUN_ON = ".chapter, section.text, .part"
"""The sections that run on in a compact book."""


def theme_in_look(
    theme: Theme, paper: str, look: BookLook, check_sheet: CheckSheet
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Return ``theme`` as a book with this ``look`` has it, and the warnings about it.

    ``paper`` is the word of the paper that the book is set on: that of the theme, or the trim of the look, whose paper
    is made of the first one of the theme. ``check_sheet`` is :func:`octavo.load.style_sheets.check_sheet`. Raises
    ``Faulty`` with OC103 for margins that leave no room and for lines that have none, and with what is wrong in the
    style sheets of the book.
    """
    papers = theme.settings.papers
    designed = papers.get(paper) or next(iter(papers.values()))
    size = look.size or _size_for(designed, look, theme.settings.size)
    of_size = size / theme.settings.size if theme.settings.size else 1.0
    leading = look.leading or (designed.leading if of_size == 1 else round(designed.leading * of_size * 4) / 4)
    own = _paper(designed, look, leading, size)
    of_leading, of_width = leading / designed.leading, own.width / designed.width
    found = [*_underivable(theme, look), *_unfit(own, paper, look), *_too_close(look, size)]
    scales = Scales(size=of_size, leading=of_leading, width=of_width, families=in_place_of(theme, look))
    faces, files = faces_in(theme, look)
    licences = dict(each for font in look.fonts for each in font.licences)
    settings = replace(
        theme.settings,
        papers={**papers, paper: own},
        faces=faces,
        tokens=dict(_tokens(theme, look, of_size)),
        size=size,
        running_head=floor(theme.settings.running_head * _measure(own) / _measure(designed) / of_size),
        licences=tuple(dict.fromkeys((*theme.settings.licences, *licences))),
    )
    found += _own_sheets(look, faces, check_sheet)
    dressed = replace(theme, settings=settings, fonts=files, licences={**theme.licences, **licences})
    return _with_sheets(dressed, theme, look, scales, leading), stop_on_error(found)


# --- the page ---


def _size_for(designed: Paper, look: BookLook, size: float) -> float:
    """Return the size of the text on a trim that the theme was not designed for: larger pages have larger letters."""
    if look.trim is None:
        return size
    growth = min(max((look.trim[1].width / designed.width) ** 0.5, LEAST_GROWTH), MOST_GROWTH)
    return round(size * growth / STEP) * STEP if abs(growth - 1) > 0.01 else size  # noqa: PLR2004 - the same page


def _paper(designed: Paper, look: BookLook, leading: float, size: float) -> Paper:
    """Return the paper of the book: margins in proportion to those of the theme, and no line too long to be read."""
    width, height = look.trim[1] if look.trim else (designed.width, designed.height)
    across, down = width / designed.width, height / designed.height
    inner, outer, top = designed.inner * across, designed.outer * across, designed.top * down
    text = (designed.width - designed.inner - designed.outer) / (WIDEST * MM)
    if size and (over := width - inner - outer - max(WIDEST, text / size) * size * MM) > 0:
        inner, outer = (each + over * each / (inner + outer) for each in (inner, outer))
    own = {"inner": inner, "outer": outer, "top": top, "bottom": designed.bottom * down}
    for side, margin in look.margins:
        own[side] = margin.on(width if side in ("inner", "outer") else height)
    lines = floor((height - own["top"] - own["bottom"]) / (leading * MM) + 0.1)
    is_as_designed = (width, height, leading) == (designed.width, designed.height, designed.leading)
    return Paper(
        width=width,
        height=height,
        inner=own["inner"],
        outer=own["outer"],
        top=own["top"],
        bottom=own["bottom"],
        leading=leading,
        lines=designed.lines if is_as_designed and not look.margins else lines,
    )


def _measure(paper: Paper) -> float:
    return max(paper.width - paper.inner - paper.outer, 1)


def _underivable(theme: Theme, look: BookLook) -> Iterator[Diagnostic]:
    """Yield OC103 for what cannot be derived, since the theme does not say from what."""
    if look.size and not theme.settings.size:
        problem = "the theme has no 'size' of its own, from which others follow; add it to theme.yaml"
        yield fault("OC103", look.at("size"), value=f"{look.size:g} pt", problem=problem)
    for role, family in look.families:
        if role != "heading" and role not in theme.settings.families:
            problem = f"the theme does not say under 'families' which of its own are for {role}; add it to theme.yaml"
            yield fault("OC103", look.at(f"{role}-font"), value=f"'{family}'", problem=problem)


def _unfit(paper: Paper, name: str, look: BookLook) -> Iterator[Diagnostic]:
    """Yield OC103 where margins, trim and leading leave no room for text, at the value of the look that is to blame."""
    settings = ThemeSettings(name="", papers={name: paper})
    places = dict[tuple[str | int, ...], Origin](
        (("papers", name, key), look.at(*keys)) for key, keys in _OF_PAPER.items()
    )
    yield from check_papers(Record(value=settings, origin=look.place, places=places))


_OF_PAPER: Mapping[str, tuple[str, ...]] = {
    "inner": ("margins.inner", "margins.outer", "trim"),
    "outer": ("margins.outer", "margins.inner", "trim"),
    "top": ("margins.top", "margins.bottom", "trim"),
    "bottom": ("margins.bottom", "margins.top", "trim"),
    "width": ("trim",),
    "height": ("trim",),
    "lines": ("margins.top", "margins.bottom", "leading", "size", "trim"),
    "leading": ("leading", "size"),
}
"""The keys of a look on which those of a paper depend, the one first that says most."""


def _too_close(look: BookLook, size: float) -> Iterator[Diagnostic]:
    """Yield OC103 for a leading that is less than the size of the theme's letters."""
    if not look.size and 0 < look.leading < size:
        problem = f"lines of {size:g} pt, as the theme has them, would run into each other"
        yield fault("OC103", look.at("leading"), value=f"{look.leading:g} pt", problem=problem)


# --- fonts ---


def _tokens(theme: Theme, look: BookLook, of_size: float) -> Iterator[tuple[str, str]]:
    """Yield the tokens of the book: those of the theme, with its accent, its letters in charts and its typefaces."""
    tokens = dict(theme.settings.tokens)
    if of_size != 1:
        tokens["chart-size"] = f"{float(tokens.get('chart-size', USUAL_CHART_SIZE)) * of_size:.1f}"
    if look.fonts:
        tokens.setdefault("chart-family", theme.settings.faces[-1].family)
    if look.accent:
        tokens["accent"] = look.accent
    gone = tuple(family + mark for family in replaced(theme, look) for mark in ":,")
    yield from ((name, text) for name, text in tokens.items() if not text.startswith(gone or ("\0",)))
    credited = {font.family: font.credit for font in look.fonts}
    for number, (family, credit) in enumerate(credited.items()):
        if not any(text.startswith(family) for text in tokens.values()):
            yield f"typeface-0{number}", credit


# --- style sheets ---


def _own_sheets(look: BookLook, faces: Sequence[FontFace], check_sheet: CheckSheet) -> Iterator[Diagnostic]:
    """Yield what is wrong in the style sheets of the book."""
    families = sorted({face.family for face in faces})
    for sheet in (look.print_sheet, look.screen_sheet):
        if sheet:
            yield from check_sheet(sheet.text, sheet.place, families, is_print=sheet is look.print_sheet)


def _with_sheets(dressed: Theme, theme: Theme, look: BookLook, scales: Scales, leading: float) -> Theme:
    """Return the theme as ``dressed`` with the sheets of ``theme``, the rules of the look, and the sheets of the book.

    On screens the reader sets sizes: only fonts are changed there.
    """
    families = {role: listed(theme, role, family) for role, family in look.families}
    languages = language_rules(theme, look)
    on_screen = Scales(families=on_screens(theme, look))
    print_css = scaled(theme.print_css, scales) + _rules(look, families, leading) + languages
    reflow_css = scaled(theme.reflow_css, on_screen) + _screen_rules(look, families) + languages
    print_css, print_starts = _with_own(print_css, theme.print_starts, look.print_sheet)
    reflow_css, reflow_starts = _with_own(reflow_css, theme.reflow_starts, look.screen_sheet)
    return replace(
        dressed, print_css=print_css, reflow_css=reflow_css, print_starts=print_starts, reflow_starts=reflow_starts
    )


def _rules(look: BookLook, families: Mapping[FontRole, str], leading: float) -> str:
    """Return the rules for paper that no value of the theme has a place for."""
    rules: list[str] = []
    if look.is_ragged is not None:
        rules.append(f"html, .footnote {{ text-align: {'left' if look.is_ragged else 'justify'}; }}")
    if "heading" in families:
        rules.append(f"{HEADINGS} {{ font-family: {', '.join((families['heading'], *quoted(look.others)))}; }}")
    if not _has_feature(look, "text", "sups"):
        rules.append(
            ".note-call { font-size: 0.66em; font-variant-position: normal; line-height: 0; vertical-align: 0.45em; }"
        )
    if not _has_feature(look, "text", "tnum"):
        # A page number is written into a place that is as wide as any other one.
        is_even = all(font.has_even_figures for font in look.fonts if font.family == dict(look.families).get("text"))
        own = "font-kerning: none" if is_even else f"font-family: {families['text'].partition(', ')[2] or 'inherit'}"
        rules.append(f".page-number {{ {own}; }}")
    if look.openings:
        rules.append(f"html {{ --opening: {0 if look.openings == 'high' else SUNK * leading:g}pt; }}")
    if look.is_compact:
        rules.append(f"{RUN_ON} {{ --opening: {leading:g}pt; break-before: auto; }}")
        rules.append(f":is({RUN_ON}) h1.title {{ margin-bottom: var(--below-run-on, -{leading:g}pt); }}")
        rules.append(f".part {{ page: furnished; }} .part h1.title {{ padding-top: {leading:g}pt; }}")
    return "".join(f"\n{rule}" for rule in rules) + "\n" * bool(rules)


def _screen_rules(look: BookLook, families: Mapping[FontRole, str]) -> str:
    """Return the same for screens, where the reader sets size and justification."""
    if "heading" not in families:
        return ""
    asked = ", ".join((families["heading"].partition(",")[0], *quoted(look.others)))
    return f"\nh1, h2, h3, h4 {{ font-family: {asked}, serif; }}\n"


def _has_feature(look: BookLook, role: FontRole, feature: str) -> bool:
    """Whether all fonts for a role have an OpenType feature; those of the theme do."""
    family = dict(look.families).get(role)
    return all(feature in font.features for font in look.fonts if font.family == family)


def _with_own(css: str, starts: tuple[SheetStart, ...], sheet: OwnSheet | None) -> tuple[str, tuple[SheetStart, ...]]:
    """Return a style sheet with that of the book behind it, and the lines where their files begin."""
    if sheet is None:
        return css, starts
    before = css if css.endswith("\n") else f"{css}\n"
    return before + sheet.text, (*starts, *shifted((SheetStart(1, sheet.place),), before))
