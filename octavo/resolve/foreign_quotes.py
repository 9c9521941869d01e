"""The quotation marks of languages, for stretches in another language than the book's.

From the delimiters of the Common Locale Data Repository, release 45; French with no-break spaces inside the marks, as
the *Lexique des règles typographiques* of the Imprimerie nationale has them.
"""

from collections.abc import Mapping

from octavo.model.language import Quotes

_LOW_HIGH = Quotes(outer=("„", "“"), inner=("‚", "‘"))
_LOW_RIGHT = Quotes(outer=("„", "”"), inner=("«", "»"))
_HIGH = Quotes(outer=("“", "”"), inner=("‘", "’"))
_GUILLEMETS_HIGH = Quotes(outer=("«", "»"), inner=("“", "”"))
_GUILLEMETS_LOW = Quotes(outer=("«", "»"), inner=("„", "“"))
_RIGHT = Quotes(outer=("”", "”"), inner=("’", "’"))

OTHER_QUOTES: Mapping[str, Quotes] = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "is", "lt", "lv", "et", "bg"), _LOW_HIGH),
    **dict.fromkeys(("pl", "ro", "hu"), _LOW_RIGHT),
    **dict.fromkeys(("en", "nl", "tr", "he", "cy", "ga", "la", "eo", "id"), _HIGH),
    **dict.fromkeys(("es", "it", "pt", "ca", "gl", "el"), _GUILLEMETS_HIGH),
    **dict.fromkeys(("uk", "ru", "be", "sq", "hy"), _GUILLEMETS_LOW),
    **dict.fromkeys(("sv", "fi"), _RIGHT),
    "fr": Quotes(outer=("«\u00a0", "\u00a0»"), inner=("“", "”")),
    "da": Quotes(outer=("»", "«"), inner=("›", "‹")),
    "nb": Quotes(outer=("«", "»"), inner=("‘", "’")),
    "nn": Quotes(outer=("«", "»"), inner=("‘", "’")),
    "no": Quotes(outer=("«", "»"), inner=("‘", "’")),
    "hr": Quotes(outer=("„", "”"), inner=("‚", "’")),
    "sr": Quotes(outer=("„", "“"), inner=("’", "’")),
}
"""By the first part of the language's tag."""
