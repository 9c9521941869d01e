"""What layout and tags cost: build a book in this process and add up the processor time that goes into them.

Run as a program, ``python -m tests.bench.tagging BOOK``; prints all seconds, those of laying out and drawing, and those
spent on tags. Layout in units
cannot leave tags out, since it finds page numbers by them; so their share is measured from within. What the engine
spends on marking content as it draws is not in it.
"""

import importlib
import json
import pkgutil
import sys
import time
from collections.abc import Callable, Sequence
from functools import wraps
from types import FunctionType, ModuleType

TAGGERS = ("octavo.typeset.structure_builder", "octavo.typeset.structure_tree")
"""The modules whose functions make tags."""

LAYOUT = ("octavo.typeset.unit",)
"""The module whose function lays a unit out and draws it."""


class Stopwatch:
    """Adds up the processor time of the functions that it watches, those inside others once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._is_running = False

    def watching(self, function: FunctionType) -> Callable[..., object]:
        """Return ``function`` with its time added up."""

        @wraps(function)
        def timed(*arguments: object, **options: object) -> object:
            if self._is_running:
                return function(*arguments, **options)
            self._is_running = True
            start = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.seconds += time.process_time() - start
                self._is_running = False

        return timed


def watch(stopwatch: Stopwatch, watched_modules: Sequence[str]) -> None:
    """Watch the public functions of some modules, wherever they were imported."""
    package = importlib.import_module("octavo.typeset")
    modules = [
        importlib.import_module(f"octavo.typeset.{each.name}") for each in pkgutil.iter_modules(package.__path__)
    ]
    watched: dict[object, object] = {}
    for module in modules:
        for name, value in _functions(module, watched_modules):
            setattr(module, name, watched.setdefault(value, stopwatch.watching(value)))


def _functions(module: ModuleType, watched_modules: Sequence[str]) -> list[tuple[str, FunctionType]]:
    return [
        (name, value)
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
        and value.__module__ in watched_modules
        and not value.__name__.startswith("_")
    ]


def main(book: str) -> None:
    """Build ``book`` with nothing kept and print the seconds."""
    from octavo import cli
    from octavo.typeset.system import layout_engine

    with layout_engine():
        tags, layout = Stopwatch(), Stopwatch()
        watch(tags, TAGGERS)
        watch(layout, LAYOUT)
    cli.main(["build", "--json", "--engine", "inline", book])
    seconds = {"all": time.process_time(), "tags": tags.seconds, "layout": layout.seconds}
    print(json.dumps(seconds))  # noqa: T201 -- its result


if __name__ == "__main__":
    main(sys.argv[1])
