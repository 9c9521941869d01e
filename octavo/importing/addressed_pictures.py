"""Pictures that are written out in their own address, as programs that export a single page of HTML do (RFC 2397)."""

import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

_ADDRESS = re.compile(r"data:image/([a-z0-9]+)(?:\+xml)?(?:;[a-z]+=[^;,]*)*(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)


class AddressedPicture(NamedTuple):
    """A picture: the end of its name, such as ``png``, and its bytes."""

    kind: str
    content: bytes


def picture_in(address: str) -> AddressedPicture | None:
    """Return the picture that an address holds; nothing where it holds none that can be read."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    try:
        content = b64decode(found[3]) if found[2] else unquote_to_bytes(found[3])
    except NotBase64Error:
        return None
    return AddressedPicture(kind=found[1].lower().replace("jpeg", "jpg"), content=content) if content else None
