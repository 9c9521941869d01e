"""Let every worker die that lays something out."""

import os

from octavo.typeset import unit


def damage() -> None:
    """Change what lays a unit out; workers are copies of this process."""

    def die(*_arguments: object, **_options: object) -> None:
        os._exit(9)

    unit.lay_out_unit = die
