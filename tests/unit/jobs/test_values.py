"""Two values that differ are written differently; how they lie in memory makes no difference."""

import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.jobs.values import Digester


class Colour(Enum):
    """An enumeration whose member has the value of a number."""

    RED = 1


class Word(StrEnum):
    """An enumeration whose member is a text."""

    RED = "red"


class Place(NamedTuple):
    """A tuple with names."""

    line: int
    column: int


class Marked(str):
    """A text of its own kind."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A value with a field that its text form and a comparison leave out."""

    name: str
    hidden: object = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Other:
    """The same fields in another class."""

    name: str
    hidden: object = None


def digest(value: object, code: str = "code") -> str:
    return Digester(lambda _module: code).digest(value)


DIFFERENT: tuple[object, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 0.0, -0.0, "1", "", b"", b"1", "None", "\ud800", Marked("1")),
    *(
        (),
        [],
        ("",),
        ("", ""),
        ((),),
        ("1",),
        ["1"],
        (1,),
        ("a", "b"),
        ("ab",),
        ("ab", ""),
        (("a",), "b"),
        ("a", ("b",)),
    ),
    *({}, {"a": "b"}, {"a": ("b",)}, {"a": "b", "c": "d"}, {"c": "d", "a": "b"}, frozenset(), frozenset({"a"})),
    *(frozenset({"a", "b"}), date(2026, 1, 2), date(2026, 1, 3), Colour.RED, Word.RED, "red", Place(1, 2), (1, 2)),
    *(Thing("a"), Thing("b"), Thing("a", "x"), Thing("a", "y"), Other("a"), Thing, Other, digest, partial(digest)),
    *(partial(digest, "a"), partial(digest, "b"), partial(digest, value="a"), len, str),
)


def test_values_that_differ_have_other_digests() -> None:
    assert len(set(map(digest, DIFFERENT))) == len(DIFFERENT)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner) | st.builds(Thing, st.text(), hidden=inner)
    ),
)


@given(VALUES, VALUES)
def test_only_the_same_value_has_the_same_digest(one: object, other: object) -> None:
    assert (digest(one) == digest(other)) == (exactly(one) == exactly(other))


def exactly(value: object) -> object:
    """Return a form of a value that is equal where all of it is, its types included."""
    match value:
        case Thing():
            return ("thing", exactly(value.name), exactly(value.hidden))
        case tuple():
            return ("tuple", *map(exactly, value))
        case dict():
            return ("mapping", *((key, exactly(each)) for key, each in value.items()))
        case _:
            return (type(value), repr(value))


def test_what_values_share_makes_no_difference() -> None:
    shared = Thing(str(b"ab", "ascii"))

    assert digest((shared, shared)) == digest((Thing("ab"), Thing("ab")))
    assert digest({"a": 1}) == digest(MappingProxyType({"a": 1})) == digest(OrderedDict(a=1))


def test_the_seed_of_hashes_makes_no_difference() -> None:
    ask = "from tests.unit.jobs.test_values import digest; print(digest(frozenset('abcdefgh')))"
    root = Path(__file__).parents[3]
    told = {
        subprocess.run(
            [sys.executable, "-c", ask], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, check=True
        ).stdout
        for seed in "123"
    }

    assert told == {f"{digest(frozenset('abcdefgh'))}\n".encode()}


def test_a_function_stands_for_the_code_that_it_runs() -> None:
    assert digest(digest, "one") != digest(digest, "other")
    assert digest((Thing, "a"), "one") != digest((Thing, "a"), "other")
    assert digest(Thing("a"), "one") == digest(Thing("a"), "other")


@pytest.mark.parametrize(
    "value",
    [Path("a"), object(), lambda: None, {1, 2}, bytearray(b"a"), iter(()), (Path("a"),), {"a": object()}],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_value_has_no_digest(value: Callable[[], None]) -> None:
    with pytest.raises(TypeError):
        digest(value)
