"""How a product looks: the theme and the paper, the variant of its setting, and whom it is for."""

from dataclasses import dataclass
from enum import StrEnum


class Variant(StrEnum):
    """How the text is set. Another word is a ``ValueError``: nobody gets an edition that does not exist."""

    STANDARD = "standard"


class Audience(StrEnum):
    """Whom the product is for. Another word is a ``ValueError``, as for a variant."""

    READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``theme`` is a folder of ``styles/`` and ``paper`` the word of one of the papers of that theme."""

    theme: str
    paper: str
    variant: Variant = Variant.STANDARD
    audience: Audience = Audience.READER
