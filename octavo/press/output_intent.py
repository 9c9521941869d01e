"""The printing that colours are meant for: offset on coated paper, as a profile made of data that anybody may use."""

from functools import cache
from importlib.resources import files

from octavo.pdf.press_pages import OutputIntent

CONDITION = "FOGRA39"
"""The name of that printing in the registry of the ICC: paper types 1 and 2, ISO 12647-2:2004."""


@cache
def output_intent() -> OutputIntent:
    """Return it; the licences stand beside the profiles."""
    profiles = files("octavo.press").joinpath("profiles")
    return OutputIntent(
        condition=CONDITION,
        profile=profiles.joinpath("fogra39l-coated.icc").read_bytes(),
        srgb=profiles.joinpath("srgb.icc").read_bytes(),
    )
