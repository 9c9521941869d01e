"""Values become bytes and come back; anything else is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.codec import MAGIC, pack, unpack
from octavo.model.work import DamagedError


class Point(NamedTuple):
    """A named tuple."""

    name: str
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A value in another."""

    data: bytes
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """All that values are made of."""

    number: int
    text: str
    points: tuple[Point, ...]
    pair: tuple[int, str]
    widths: Mapping[int, float]
    inner: Inner | None
    pieces: tuple[bytes, ...]


INNER = st.builds(Inner, data=st.binary(), is_open=st.booleans())
OUTER = st.builds(
    Outer,
    number=st.integers(),
    text=st.text(st.characters(codec="utf-8")),
    points=st.lists(st.builds(Point, st.text(st.characters(codec="utf-8")), st.floats(allow_nan=False))).map(tuple),
    pair=st.tuples(st.integers(), st.text(st.characters(codec="utf-8"))),
    widths=st.dictionaries(st.integers(), st.floats(allow_nan=False, allow_infinity=False)),
    inner=INNER | st.none(),
    pieces=st.lists(st.binary()).map(tuple),
)


@given(OUTER)
def test_a_value_comes_back_equal(value: Outer) -> None:
    assert unpack(pack(value), Outer) == value


def test_equal_bytes_are_written_once() -> None:
    long = bytes(10_000)

    assert len(pack((long, long, long))) < 11_000


@given(st.binary())
def test_what_was_not_packed_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedError):
        unpack(data, Outer)


def test_a_value_cut_short_is_refused() -> None:
    with pytest.raises(DamagedError, match="a piece is missing"):
        unpack(pack(Inner(data=b"oil", is_open=True))[:-1], Inner)


@pytest.mark.parametrize(
    "written",
    [
        [0, "yes"],
        [0, 1],
        ["0", True],
        [7, True],
        [0],
        [0, True, True],
        {"data": 0, "is_open": True},
        None,
    ],
)
def test_what_does_not_fit_the_class_is_refused(written: object) -> None:
    head = json.dumps([written, [3]]).encode()

    with pytest.raises(DamagedError):
        unpack(MAGIC + b"%d\n" % len(head) + head + b"oil", Inner)


def test_a_type_that_is_not_known_is_told_with_its_name() -> None:
    with pytest.raises(TypeError, match="a value of the type 'set' cannot be packed"):
        pack({"a": {1, 2}})
    with pytest.raises(TypeError, match="a value annotated as 'set' cannot be packed"):
        unpack(pack(1), set)
