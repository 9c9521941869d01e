"""The store keeps bytes, and nothing that is damaged."""

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.jobs.store import Store, key


@given(st.lists(st.binary(max_size=20), max_size=5), st.lists(st.binary(max_size=20), max_size=5))
def test_different_parts_have_different_keys(one: list[bytes], other: list[bytes]) -> None:
    assert (key(*one) == key(*other)) == (one == other)


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(key("a"), b"payload")

    assert store.get(key("a")) == b"payload"
    assert store.get(key("b")) is None


@given(position=st.integers(0, 40), value=st.integers(0, 255))
def test_a_damaged_entry_is_no_entry(tmp_path_factory: object, position: int, value: int) -> None:
    folder = tmp_path_factory.mktemp("store")  # type: ignore[attr-defined]
    store = Store(folder)
    store.put(key("a"), b"payload!!")
    (path,) = folder.glob("??/*")
    content = bytearray(path.read_bytes())
    position %= len(content)
    changed = content[position] != value
    content[position] = value
    path.write_bytes(content)

    assert store.get(key("a")) == (None if changed else b"payload!!")


def test_a_shortened_entry_is_no_entry(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(key("a"), b"payload")
    (path,) = tmp_path.glob("??/*")
    for length in range(39):
        path.write_bytes(path.read_bytes()[:length])

        assert store.get(key("a")) is None


def test_trimming_drops_what_was_unused_for_longest(tmp_path: Path) -> None:
    import os

    store = Store(tmp_path)
    for age, name in enumerate("abc"):
        store.put(key(name), bytes(100))
        (tmp_path / key(name)[:2] / key(name)[2:]).touch()
        os.utime(tmp_path / key(name)[:2] / key(name)[2:], (age, age))

    assert store.trim(300) == 132
    assert [store.get(key(name)) is not None for name in "abc"] == [False, True, True]


def test_what_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_one: Path, _other: Path) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(Path, "replace", full)

    assert not Store(tmp_path).put(key("a"), b"payload")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_store_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    store = Store(blocked)
    store.put(key("a"), b"x")

    assert store.get(key("a")) is None
    assert Store(None).trim(0) == 0
