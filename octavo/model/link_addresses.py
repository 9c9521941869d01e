"""How the addresses of links that lead out of a book are printed, since paper cannot be clicked."""

import re
from typing import Literal, TypeAlias
from urllib.parse import unquote

LinkAddresses: TypeAlias = Literal["none", "note", "code"]
"""``none``: not at all. ``note``: in a footnote. ``code``: in a footnote, with a QR code beside it."""

BEGINNING = re.compile(r"(?:https?://(?:www\.)?|mailto:)", re.IGNORECASE)
FOREIGN_LABEL = re.compile(r"\bxn--([a-z0-9-]+)")
"""A part of the name of a host that has letters of other scripts, as machines write it (Punycode, RFC 3492)."""
ENCODED_ASCII = re.compile(r"(?:%[0-7][0-9A-Fa-f])+")


def printed_address(url: str) -> str:
    """Return an address as it is printed, to be typed: without scheme, ``www.`` and the slash at its end.

    Letters of other scripts are shown as such. Nothing else is left out: what is typed must lead to the same place.
    """
    bare = BEGINNING.sub("", url, count=1)
    host = re.match(r"[^/?#]*", bare)
    if host:
        bare = FOREIGN_LABEL.sub(_in_letters, host[0]) + bare[host.end() :]
    if bare.endswith("/") and "?" not in bare and "#" not in bare:
        bare = bare.rstrip("/")
    kept = iter(ENCODED_ASCII.findall(bare))
    try:
        pieces = [unquote(piece, errors="strict") for piece in ENCODED_ASCII.split(bare)]
    except UnicodeDecodeError:
        return bare
    return "".join(piece + next(kept, "") for piece in pieces)


def _in_letters(label: re.Match[str]) -> str:
    try:
        return label[1].encode("ascii").decode("punycode")
    except UnicodeError:
        return label[0]
