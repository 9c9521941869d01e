"""Which families of fonts a book has in place of those of its theme, and beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from octavo.load.script_languages import LANGUAGES, first_for
from octavo.model.look import BookFont, BookLook, FontRole
from octavo.model.output import FontFace, Theme

REGULAR, BOLD = 400, 700
"""Weights of the styles that ebooks carry."""

OF_THE_SCREEN = ("sans-serif", "monospace")
"""Families that a theme asks a reading system for. Of *serif* it asks behind one of its own alone."""


def quoted(families: Sequence[str]) -> tuple[str, ...]:
    """Return ``families`` as a style sheet names them."""
    return tuple(f'"{each}"' for each in families)


def listed(theme: Theme, role: FontRole, family: str) -> str:
    """Return a list of families for a style sheet: a font, and that of the theme for letters that it lacks."""
    others = [each for each in theme.settings.families.get(role, ())[:1] if each != family]
    return ", ".join(quoted((family, *others)))


def replaced(theme: Theme, look: BookLook) -> Mapping[str, str]:
    """Return what stands in place of the families of the theme. Titles go with the text where nothing else is said."""
    asked = dict(look.families)
    if "text" in asked:
        asked.setdefault("heading", asked["text"])
    return {
        family: listed(theme, role, name)
        for role, name in asked.items()
        for family in theme.settings.families.get(role, ())
        if family != name
    }


def in_place_of(theme: Theme, look: BookLook) -> Mapping[str, str]:
    """Return what a sheet for paper has in place of the families of the theme: the other fonts come last in each."""
    return _before_others(theme, look, replaced(theme, look))


def on_screens(theme: Theme, look: BookLook) -> Mapping[str, str]:
    """Return the same for screens, which have fonts of their own for letters that a font lacks."""
    first = {family: names.partition(",")[0] for family, names in replaced(theme, look).items()}
    asked = {family: family for family in OF_THE_SCREEN if look.others}
    return _before_others(theme, look, {**asked, **first})


def _before_others(theme: Theme, look: BookLook, named: Mapping[str, str]) -> Mapping[str, str]:
    if not look.others:
        return named
    own = {face.family: f'"{face.family}"' for face in theme.settings.faces if face.family not in look.others}
    return {family: ", ".join((names, *quoted(look.others))) for family, names in {**own, **named}.items()}


def language_rules(theme: Theme, look: BookLook) -> str:
    """Return the rules by which a passage has its signs, too, from the first other font for its language.

    Without them quotation marks and figures in Chinese would be those of the text.
    """
    text = (dict(look.families).get("text") or next(iter(theme.settings.families.get("text", ())), ""),)
    named = {family: [font for font in look.fonts if font.family == family] for family in look.others}
    rules: list[str] = []
    for language in LANGUAGES:
        if family := first_for(language, named):
            families = ", ".join(quoted(tuple(filter(None, (family, *text)))))
            rules.append(f'[lang|="{language}"] {{ font-family: {families}; }}\n')
    return "".join(rules)


def faces_in(theme: Theme, look: BookLook) -> tuple[tuple[FontFace, ...], Mapping[str, bytes]]:
    """Return the faces of the book, those of its look first, and their files.

    Fonts of the theme in whose place others stand do not go into the ebook.
    """
    if not look.fonts:
        return theme.settings.faces, theme.fonts
    gone, in_ebooks = replaced(theme, look), tuple(_in_ebooks(look.fonts))
    own = tuple(
        FontFace(
            family=font.family,
            file=font.file,
            weight=font.weight,
            style="italic" if font.is_italic else "normal",
            reflow=font in in_ebooks,
        )
        for font in look.fonts
    )
    taken = {(face.family, face.weight, face.style) for face in own}
    kept = tuple(
        replace(face, reflow=face.reflow and face.family not in gone)
        for face in theme.settings.faces
        if (face.family, face.weight, face.style) not in taken
    )
    files = {**theme.fonts, **{font.file: font.content for font in look.fonts}}
    return (*own, *kept), {face.file: files[face.file] for face in (*own, *kept)}


def _in_ebooks(fonts: Sequence[BookFont]) -> Iterator[BookFont]:
    """Yield those of the book's ``fonts`` that ebooks carry: of each family no more than four styles (rule E16).

    These are the upright and the italic ones nearest to regular and to bold.
    """
    for family, is_italic, weight in product({font.family for font in fonts}, (False, True), (REGULAR, BOLD)):
        styles = [font for font in fonts if (font.family, font.is_italic) == (family, is_italic)]
        if styles:
            yield min(styles, key=lambda font: abs(font.weight - weight))
