"""Python's garbage collector while a book is made: what is set for that, and set back afterwards."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

THRESHOLDS = (200_000, 50, 100)
"""Thresholds of the garbage collector (see :func:`gc.set_threshold`).

A book is a great many values that stay, and a layout makes boxes by the hundred thousand and keeps most: to look for
garbage as often as Python does by itself takes a fifth of the processor time of a build.
"""

_COUNTING = Lock()
_BEFORE: list[tuple[int, int, int]] = []


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Let Python look for garbage less often for as long as the block runs; blocks may overlap in any way."""
    with _COUNTING:
        _BEFORE.append(gc.get_threshold())
        gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        with _COUNTING:
            before = _BEFORE.pop()
            # The first of overlapping blocks knows what was there before; the last one to end gives it back.
            if not _BEFORE:
                gc.set_threshold(*before)


@contextmanager
def frozen_for_forks() -> Iterator[None]:
    """Let processes that are forked in the block never look for garbage among what was there before.

    Otherwise each of them goes through the whole book and its libraries once, and so gets a copy of their memory: 7 %
    of the processor time of a cold build of 200 pages in two processes.
    """
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    try:
        yield
    finally:
        if not was_frozen:
            gc.unfreeze()
