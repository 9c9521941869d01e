"""Works that are done at once ask together, and each gets its own results and its own failures."""

from typing import TYPE_CHECKING

import pytest

from octavo.model.work import Call, Work
from octavo.pipeline.calls import side_by_side

if TYPE_CHECKING:
    from collections.abc import Sequence


def call(name: str) -> Call:
    return Call(name=name, function=bytes, arguments=())


def work(*rounds: str) -> Work[str]:
    """Return a work that asks for a call of each name, and tells what it got."""
    got = ""
    for name in rounds:
        try:
            (result,) = yield [call(name)]
            got += result.decode()
        except LookupError as problem:
            got += f"!{problem.args[0]}"
    return got


def done(joint: Work[list[str]], failing: str = "") -> tuple[list[str], list[list[str]]]:
    """Have the calls of a work made; one that is ``failing`` raises. Return its value and what was asked for."""
    asked: list[list[str]] = []
    calls: Sequence[Call] = next(joint)
    try:
        while True:
            asked.append([each.name for each in calls])
            if failing in asked[-1]:
                calls = joint.throw(LookupError(failing))
            else:
                calls = joint.send([each.name.upper().encode() for each in calls])
    except StopIteration as end:
        return end.value, asked


def test_works_ask_together_until_each_has_ended() -> None:
    value, asked = done(side_by_side([work("a", "b"), work(), work("c")]))

    assert value == ["AB", "", "C"]
    assert asked == [["a", "c"], ["b"]]


def test_a_failure_is_told_to_the_work_that_asked() -> None:
    value, asked = done(side_by_side([work("a", "b"), work("c")]), failing="c")

    assert value == ["AB", "!c"]
    assert asked == [["a", "c"], ["a"], ["c"], ["b"]]


def test_what_a_work_does_not_expect_ends_all() -> None:
    def surprised() -> Work[str]:
        yield [call("a")]
        raise ValueError("a surprise")

    with pytest.raises(ValueError, match="a surprise"):
        done(side_by_side([surprised(), work("b")]))
