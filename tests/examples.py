"""How many examples a property is tried with that takes longer than others."""

from hypothesis import settings


def examples(usual: int) -> int:
    """Return ``usual``, or twenty times as many in ``make test-long``."""
    return 20 * usual if settings.get_current_profile_name() == "long" else usual
