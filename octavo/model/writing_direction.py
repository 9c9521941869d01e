"""Which languages are read from right to left (Unicode CLDR, layout of the default script of each)."""

from typing import Final

_LANGUAGES: Final = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_SCRIPTS: Final = frozenset({"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
"""Scripts (ISO 15924) that run from right to left."""

_SCRIPT_LETTERS = 4


def is_right_to_left(tag: str) -> bool:
    """Whether a language tag (BCP 47) means words that are read from right to left; a script in it decides."""
    language, *others = tag.casefold().split("-")
    script = next((each for each in others if len(each) == _SCRIPT_LETTERS and each.isalpha()), "")
    return script in _SCRIPTS if script else language in _LANGUAGES
