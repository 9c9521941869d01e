"""Make a result once: remember what a function returned for its arguments, and return that the next time.

The key of a result is derived from the function, from all the code that it can run (:mod:`octavo.jobs.code`) and from
its arguments (:mod:`octavo.jobs.values`), so it cannot be wrong. An argument that is itself a result is told by its own
key. The function must be pure: what it returns depends on nothing else. Results are kept as pickles, which alone are
quicker than making them anew. What is read back may only name trusted classes, so an entry that somebody has changed
can say something wrong, but do nothing; what cannot be read back does not exist.
"""

import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar

from octavo.jobs.code import PackageCode
from octavo.jobs.store import Store, key
from octavo.jobs.values import Digester

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")

PROTOCOL = 5
PLAIN_CLASSES = frozenset({("datetime", "date")})
"""Classes that results hold besides those of the model."""

MISSING: Final = object()


class UnknownClassError(Exception):
    """An entry of the store names a class that no result has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a process that builds again and again has at hand: the results that its last build used, and of this one."""

    last: dict[str, object] = field(default_factory=dict)
    current: dict[str, object] = field(default_factory=dict)

    def find(self, name: str) -> object:
        """Return the result under ``name``, or :data:`MISSING`."""
        return self.current.get(name, self.last.get(name, MISSING))

    def start_build(self) -> None:
        """Forget what the build before did not use: another build begins."""
        self.last.clear()
        self.last.update(self.current)
        self.current.clear()


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """Calls functions unless their results are in ``store``, or in ``memory`` where there is one.

    ``code`` is the package of the functions. Results are made of plain values and of classes of the modules whose
    names begin with ``trusted``.
    """

    store: Store
    code: PackageCode
    trusted: str
    memory: Memory | None = None
    _digester: Digester = field(init=False, repr=False)
    _shared: dict[int, tuple[object, str]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Digest functions with the code that they can run."""
        object.__setattr__(self, "_digester", Digester(self.code.digest))

    def __call__(
        self, function: Callable[Parameters, Value], /, *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Value:
        """Return what ``function`` returns for the arguments. What it raises is raised, and not remembered."""
        if self.store.folder is None and self.memory is None:
            return function(*arguments, **named)
        return self.kept(self.key(function, *arguments, **named), partial(function, *arguments, **named))

    def find(self, name: str) -> object | None:
        """Return the result that is kept under ``name``; ``None`` where there is none."""
        found = self._found(name)
        if found is MISSING:
            return None
        if self.memory is not None:
            self.memory.current[name] = found
        return found

    def _found(self, name: str) -> object:
        found = MISSING if self.memory is None else self.memory.find(name)
        if found is MISSING:
            payload = self.store.get(name)
            found = MISSING if payload is None else _read(payload, self.trusted)
        return found

    def kept(self, name: str, make: Callable[[], Value]) -> Value:
        """Return the result that is kept under ``name``, or what ``make`` returns."""
        found = self._found(name)
        if found is MISSING:
            found = make()
            if self.store.folder is not None:
                self.store.put(name, pickle.dumps(found, PROTOCOL))
        if self.memory is not None:
            self.memory.current[name] = found
        self._know(found, name)
        result: Value = found  # type: ignore[assignment]  # the key says what was made
        return result

    def key(self, function: Callable[..., object], /, *arguments: object, **named: object) -> str:
        """Return the key of the result of a call, for a task of :mod:`octavo.jobs.graph`.

        Raises ``TypeError`` for a function or an argument that has no digest (see :class:`Digester`), and ``KeyError``
        for a function of another package.
        """
        digests = map(self._digest, (function, *arguments))
        return key(*digests, *(part for name in sorted(named) for part in (name, self._digest(named[name]))))

    def share(self, value: Value) -> Value:
        """Return ``value``, which is then digested once, though it is an argument of many calls; it must be frozen."""
        if id(value) not in self._shared:
            self._shared[id(value)] = (value, self._digester.digest(value))
        return value

    def _know(self, result: object, name: str) -> None:
        """Let the key of a result stand for the digest of its dataclasses: nobody has to go through them again."""
        for place, part in enumerate(result if isinstance(result, tuple) else (result,)):
            if is_dataclass(part):
                self._shared[id(part)] = (part, f"{name} {place}")

    def _digest(self, value: object) -> str:
        shared = self._shared.get(id(value))
        return self._digester.digest(value) if shared is None else shared[1]


def _read(payload: bytes, trusted: str) -> object:
    """Return the value in ``payload``, or :data:`MISSING` where none can be read."""
    try:
        return _Reader(io.BytesIO(payload), trusted).load()
    except Exception:  # noqa: BLE001 - whatever is wrong with it: it is made anew
        return MISSING


class _Reader(pickle.Unpickler):
    """Reads values made of trusted classes."""

    def __init__(self, file: io.BytesIO, trusted: str) -> None:
        super().__init__(file)
        self._trusted = trusted

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - so it is declared
        """Return a class that a value may be of; raises :class:`UnknownClassError` for anything else."""
        if module.startswith(self._trusted) or (module, name) in PLAIN_CLASSES:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise UnknownClassError(module, name)
