"""Draw QR codes (ISO/IEC 18004): the one door to the library that makes them.

They are vectors, black on white, with a quiet zone of four modules, and correct 15 % of damage (level M, rule H14).
"""

QUIET_ZONE = 4
"""Modules of white around a code."""


LEAST_SIDE, LEAST_MODULE = 20.0, 0.5
"""How large a code is at least, in mm, without its quiet zone, and each of its modules (rule H14)."""


def code_side(address: str) -> float:
    """Return the side in mm of the code of ``address``, with its quiet zone."""
    import segno

    modules = len(segno.make_qr(address, error="m", boost_error=False).matrix)
    return max(LEAST_MODULE, LEAST_SIDE / modules) * (modules + 2 * QUIET_ZONE)


def drawn_code(address: str) -> str:
    """Return the code of ``address`` as an SVG drawing in an address of the scheme ``data:``."""
    import segno

    code = segno.make_qr(address, error="m", boost_error=False)
    drawing: str = code.svg_data_uri(border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True)
    return drawing
