"""What people call the languages that Octavo has, or refuses with a reason, and the tags that stand for them."""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    **dict.fromkeys(("english", "british english", "en"), "en-GB"),
    **dict.fromkeys(("american english", "us english"), "en-US"),
    **dict.fromkeys(("german", "deutsch", "de-de"), "de"),
    **dict.fromkeys(("french", "français", "fr-fr"), "fr"),
    **dict.fromkeys(("spanish", "español", "castellano", "es-es"), "es"),
    **dict.fromkeys(("italian", "italiano", "it-it"), "it"),
    **dict.fromkeys(("polish", "polski", "pl-pl"), "pl"),
    **dict.fromkeys(("russian", "русский", "ru-ru"), "ru"),
    **dict.fromkeys(("arabic", "العربية"), "ar"),
    **dict.fromkeys(("hebrew", "עברית"), "he"),
    **dict.fromkeys(("persian", "farsi", "فارسی"), "fa"),
    **dict.fromkeys(("urdu", "اردو"), "ur"),
    **dict.fromkeys(("ukrainian", "українська", "uk-ua"), "uk"),
}
"""The names of languages in English and in themselves, and longer tags, in small letters."""


def tag_of(name: str) -> str:
    """Return the tag (BCP 47) of the language ``name``; a name that is not known is returned as it is."""
    return NAMES.get(name.strip().casefold(), name)
