"""Let a format of a plug-in fail as only a bug does."""

from tests.damaged_files import change_epub


def damage() -> None:
    """Change the format `epub`."""
    change_epub(_broken)


def _broken(_made: object) -> None:
    raise RuntimeError("the plug-in is broken")
