"""Characters that no font has, and the names of such as cannot be seen."""

import unicodedata


class NoGlyphError(ValueError):
    """No font of the book has some ``characters`` of a drawing."""

    def __init__(self, characters: str) -> None:
        """Keep the characters that are lacking, each once."""
        super().__init__(f"no font has {characters}")
        self.characters = characters


def character_name(character: str) -> str:
    """Return the Unicode name and number of ``character``: ``CJK UNIFIED IDEOGRAPH-6F22, U+6F22``."""
    name = unicodedata.name(character, "no name")
    return f"{name}, U+{ord(character):04X}"
