"""Keep values of the model in the store: what was read or proofread once is not read again.

A value is kept as a pickle, which alone is quicker than to make it anew. What is read back may only name classes of
the model, so an entry that somebody has changed can say something wrong, but do nothing; what cannot be read back is
as good as missing.
"""

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from octavo.jobs.store import Store, key
from octavo.project import code_digest

Value = TypeVar("Value")

MODEL = "octavo.model."
PROTOCOL = 5
OTHERS = frozenset({("datetime", "date")})
"""Classes outside of the model that its values hold."""


class UnknownClassError(Exception):
    """An entry of the store names a class that no kept value has."""


class _Reader(pickle.Unpickler):
    """Reads values made of the model's classes."""

    def find_class(self, module: str, name: str) -> object:
        """Return a class that a value may be of; raises :class:`UnknownClassError` for anything else."""
        if module.startswith(MODEL) or (module, name) in OTHERS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise UnknownClassError(module, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a process that builds again and again has at hand: the values that its last build used, and of this one."""

    last: dict[str, object] = field(default_factory=dict)
    now: dict[str, object] = field(default_factory=dict)

    def found(self, name: str) -> Any:  # noqa: ANN401 - the name of a value says of what type it is
        """Return the value under ``name``, or ``None``."""
        return self.now.get(name, self.last.get(name))

    def turn(self) -> None:
        """Forget what the build before did not use: another build begins."""
        self.last.clear()
        self.last.update(self.now)
        self.now.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A :class:`~octavo.model.cache.Recall` from ``store``, and from ``memory`` where there is one."""

    store: Store
    memory: Memory | None = None

    def recall(self, of: tuple[bytes | str, ...], make: Callable[[], Value]) -> Value:
        """Return the value of the name ``of``: from memory, from the store, or made now and kept."""
        name = key("value", code_digest(), *of)
        if self.memory is None:
            return self._stored(name, make)
        value: Value | None = self.memory.found(name)
        if value is None:
            value = self._stored(name, make)
        self.memory.now[name] = value
        return value

    def _stored(self, name: str, make: Callable[[], Value]) -> Value:
        payload = self.store.get(name)
        value: Value | None = None if payload is None else _read(payload)
        if value is None:
            value = make()
            if self.store.folder is not None:
                self.store.put(name, pickle.dumps(value, PROTOCOL))
        return value


def _read(payload: bytes) -> Any:  # noqa: ANN401 - the key of an entry says of what type it is
    """Return the value in ``payload``; ``None`` where there is none, since nothing that is kept is ``None``."""
    try:
        return _Reader(io.BytesIO(payload)).load()
    except Exception:  # noqa: BLE001 - whatever is wrong with it: it is made anew
        return None
