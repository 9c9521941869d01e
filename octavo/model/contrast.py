"""How light a colour is, and how two of them stand out from each other (WCAG 2.2)."""

from collections.abc import Sequence

DARK = 0.04045
"""Up to this value, a part of an sRGB colour is as good as linear."""


def tone_of(values: Sequence[float]) -> float:
    """Return the relative luminance of a colour of one (grey), three (RGB) or four (CMYK) values from 0 to 1."""
    match values:
        case [grey]:
            return _linear(grey)
        case [red, green, blue]:
            return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)
        case [cyan, magenta, yellow, black]:
            return tone_of([(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)])
        case _:
            return 0.0


def contrast(one: float, other: float) -> float:
    """Return the contrast ratio of two tones, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _linear(value: float) -> float:
    """Return the linear value of a part of an sRGB colour (WCAG 2.2, relative luminance)."""
    return value / 12.92 if value <= DARK else ((value + 0.055) / 1.055) ** 2.4
