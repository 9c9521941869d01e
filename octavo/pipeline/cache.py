"""Where the results of earlier builds are kept: in the store, and in the memory of a process that goes on building."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from octavo.jobs.libraries import installed
from octavo.jobs.memo import Memo, Memory
from octavo.jobs.store import Store, key
from octavo.project import own_code

Value = TypeVar("Value")

MODEL = "octavo.model."
"""What the names of the modules begin with whose classes results may have."""


def memo_for(store: Store, memory: Memory | None = None) -> Memo:
    """Return what calls functions of ours unless their results are in ``store`` or ``memory``."""
    return Memo(store=store, code=own_code(), trusted=MODEL, memory=memory)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A :class:`~octavo.model.cache.Recall` from ``store``, and from ``memory`` where there is one."""

    store: Store
    memory: Memory | None = None

    def recall(self, of: tuple[bytes | str, ...], make: Callable[[], Value]) -> Value:
        """Return the value of the name ``of``: from memory, from the store, or made now and kept."""
        return memo_for(self.store, self.memory).kept(key("value", whole_digest(), *of), make)


@cache
def whole_digest() -> str:
    """Return the digest of all of Octavo's code, of Python and of the distributions."""
    libraries = sorted(path.name for path in installed().values())
    return key(sys.version, *libraries, *(part for file in own_code().files.items() for part in file))
