"""Measure how long the steps of making a book take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from octavo.pipeline.result import Options, Step, Timing


@dataclass(slots=True)
class Clock:
    """Measures the steps of one book."""

    book: str
    options: Options
    steps: list[Timing] = field(default_factory=list)

    @contextmanager
    def step(self, step: Step) -> Iterator[None]:
        """Tell of ``step`` and keep how long the block took in seconds, the waiting for workers included."""
        self.options.progress(self.book, step)
        start = time.perf_counter()
        yield
        self.steps.append(Timing(name=step, seconds=time.perf_counter() - start))
