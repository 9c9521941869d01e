"""The garbage collector is as it was when a book is made."""

import gc
import os
from collections.abc import Iterator

import pytest

from octavo.garbage import THRESHOLDS, collected_rarely, frozen_for_forks


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    gc.set_threshold(701, 11, 12)
    yield (701, 11, 12)
    gc.set_threshold(*before)


def test_overlapping_blocks_give_back_what_was_there_before_the_first(thresholds: tuple[int, int, int]) -> None:
    first, second = collected_rarely(), collected_rarely()

    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() == THRESHOLDS
    second.__exit__(None, None, None)

    assert gc.get_threshold() == thresholds


def test_only_what_is_forked_in_the_block_stays_frozen() -> None:
    assert gc.get_freeze_count() == 0
    with frozen_for_forks():
        child = os.fork()
        if child == 0:
            os._exit(0 if gc.get_freeze_count() > 1000 else 1)

    assert os.waitpid(child, 0)[1] == 0
    assert gc.get_freeze_count() == 0


def test_what_the_program_had_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        with frozen_for_forks():
            pass

        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
