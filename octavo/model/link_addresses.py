"""How the addresses of links that lead out of a book are printed, since paper cannot be clicked."""

import re
from typing import Literal, TypeAlias
from urllib.parse import unquote

LinkAddresses: TypeAlias = Literal["none", "note", "code"]
"""``none``: not at all. ``note``: in a footnote. ``code``: in a footnote, with a QR code beside it."""

BEGINNING = re.compile(r"(?:https?://(?:www\.)?|mailto:)", re.IGNORECASE)
ENCODED_ASCII = re.compile(r"(?:%[0-7][0-9A-Fa-f])+")


def printed_address(url: str) -> str:
    """Return an address as it is printed, to be typed: without scheme, ``www.`` and the slash at its end.

    Letters of other scripts are shown as such. Nothing else is left out: what is typed must lead to the same place.
    """
    bare = BEGINNING.sub("", url, count=1)
    if bare.endswith("/") and "?" not in bare and "#" not in bare:
        bare = bare.rstrip("/")
    kept = iter(ENCODED_ASCII.findall(bare))
    try:
        pieces = [unquote(piece, errors="strict") for piece in ENCODED_ASCII.split(bare)]
    except UnicodeDecodeError:
        return bare
    return "".join(piece + next(kept, "") for piece in pieces)
