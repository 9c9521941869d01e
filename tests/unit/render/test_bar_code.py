"""The bar code of a cover: the modules of EAN-13 with their quiet zones, and its figures in their groups."""

import re
from base64 import b64decode

from octavo.render.bar_code import HEIGHT, LEFT, RIGHT, drawn_bars, figures_below

ISBN = "978-0-306-40615-7"
MODULES = 95
"""Of an EAN-13 symbol (ISO/IEC 15420, 4.2)."""


def test_the_bars_are_those_of_the_number_and_nothing_stands_in_the_quiet_zones() -> None:
    drawing = b64decode(drawn_bars(ISBN).partition(",")[2]).decode()
    bars = [
        (int(left), int(width))
        for left, width in re.findall(rf"M(\d+) 0h(\d+)v{HEIGHT}h-\2z", drawing.rpartition("<path")[2])
    ]
    painted = {place for left, width in bars for place in range(left, left + width)}

    assert f'viewBox="0 0 {LEFT + MODULES + RIGHT} {HEIGHT}"' in drawing
    assert (min(painted), max(painted)) == (LEFT, LEFT + MODULES - 1)
    # The guards at both ends and in the middle (4.2.3).
    for guard in (0, 2, 46, 48, 92, 94):
        assert LEFT + guard in painted
    # The second figure of 9780306406157, 7, in set A: 0111011.
    assert [LEFT + 3 + place in painted for place in range(7)] == [False, True, True, True, False, True, True]


def test_the_figures_stand_in_their_groups() -> None:
    assert figures_below(ISBN) == "9 780306 406157"
