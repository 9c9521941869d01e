"""How a product looks: the theme, the paper, and the variant of its setting."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Variant(StrEnum):
    """How the text is set. Another word is a ``ValueError``: nobody gets an edition that does not exist.

    Each but the standard one is a folder of ``styles/`` with the same name, whose rules are laid over the theme. Large
    print (16 or 18 pt) and the spaced setting for readers with dyslexia are set anew on office paper; the one for
    copiers has the pages of the standard edition in black alone.
    """

    STANDARD = "standard"
    LARGE_16 = "large-16"
    LARGE_18 = "large-18"
    DYSLEXIA = "dyslexia"
    COPIER = "copier"

    @property
    def is_set_anew(self) -> bool:
        """Whether its pages are others than those of the standard edition, on paper of an office."""
        return self in {Variant.LARGE_16, Variant.LARGE_18, Variant.DYSLEXIA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``theme`` is a folder of ``styles/`` and ``paper`` the word of one of the papers of that theme."""

    theme: str
    paper: str
    variant: Variant = Variant.STANDARD

    @property
    def layers(self) -> tuple[str, ...]:
        """The themes that lie one over the other, the uppermost first: that of the variant is laid over its own."""
        return (self.theme,) if self.variant is Variant.STANDARD else (self.variant.value, self.theme)

    def in_variant(self, variant: Variant) -> "Look":
        """Return this look in a variant: what is set anew stands on the paper of an office."""
        paper = ("letter" if "letter" in self.paper else "a4") if variant.is_set_anew else self.paper
        return replace(self, variant=variant, paper=paper)
