"""Hide the library `distributed`, which is not installed with Octavo itself."""

import sys


def damage() -> None:
    """Let the import fail."""
    sys.modules["distributed"] = None
