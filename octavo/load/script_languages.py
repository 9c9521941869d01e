"""For which languages a font is, by the letters that it has: those whose scripts fonts for Latin letters lack."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from octavo.model.look import BookFont

_SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "的": ("zh", "yue", "lzh"),
    "の": ("ja",),
    "한": ("ko",),
    "א": ("he", "iw", "yi", "ji"),
    "ا": ("ar", "fa", "ur", "ps", "ckb", "sd", "ug", "ks"),
    "ܐ": ("syr", "arc"),
    "ހ": ("dv",),
    "ߊ": ("nqo",),
    "अ": ("hi", "mr", "ne", "sa"),
    "অ": ("bn", "as"),
    "ਅ": ("pa",),
    "અ": ("gu",),
    "ଅ": ("or",),
    "அ": ("ta",),
    "అ": ("te",),
    "ಅ": ("kn",),
    "അ": ("ml",),
    "අ": ("si",),
    "ก": ("th",),
    "ກ": ("lo",),
    "က": ("my",),
    "ក": ("km",),
    "ཀ": ("bo", "dz"),
    "ა": ("ka",),
    "ա": ("hy",),
    "አ": ("am", "ti"),
    "Ꭰ": ("chr",),
}
"""A letter of each script, and the languages that are written in it by default (Unicode CLDR, likely subtags)."""

LANGUAGES: Final = tuple(language for languages in _SCRIPTS.values() for language in languages)
"""All of them, as tags (BCP 47)."""

_REGIONS: Final[Mapping[str, str]] = {"SC": "zh", "TC": "zh", "HK": "zh", "JP": "ja", "KR": "ko"}
"""How families for Chinese, Japanese and Korean end, which have each other's letters: in the shapes of one of them."""


def languages_of(characters: Collection[int]) -> frozenset[str]:
    """Return the languages for which a font with these ``characters`` (code points) has letters."""
    return frozenset(tag for letter, tags in _SCRIPTS.items() if ord(letter) in characters for tag in tags)


def first_for(language: str, families: Mapping[str, Sequence[BookFont]]) -> str:
    """Return the first of ``families`` that has letters for a language, before others one that is made for it."""
    able = [family for family, fonts in families.items() if any(language in font.languages for font in fonts)]
    made = [family for family in able if _REGIONS.get(family.rpartition(" ")[2]) == language]
    return next(iter((*made, *able)), "")
