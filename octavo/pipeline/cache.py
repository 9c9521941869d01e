"""Where the results of earlier builds are kept: in the store, and in the memory of a process that goes on building."""

from octavo.jobs.memo import Memo, Memory
from octavo.jobs.store import Store
from octavo.project import own_code

MODEL = "octavo.model."
"""What the names of the modules begin with whose classes results may have."""


def memo_for(store: Store, memory: Memory | None = None) -> Memo:
    """Return what calls functions of ours unless their results are in ``store`` or ``memory``."""
    return Memo(store=store, code=own_code(), trusted=MODEL, memory=memory)
