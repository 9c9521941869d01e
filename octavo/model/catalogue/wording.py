"""How a fault is worded."""

from typing import Literal, NamedTuple


class Wording(NamedTuple):
    """The row of one code: its severity, its sentence, the next action, and what ``explain`` adds."""

    severity: Literal["error", "warning"]
    message: str
    hint: str
    explanation: str
