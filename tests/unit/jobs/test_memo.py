"""What was made is not made again, what is kept is what was made, and an entry of somebody else can do no harm."""

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from octavo.jobs.code import PackageCode
from octavo.jobs.memo import Memo, Memory
from octavo.jobs.store import Store

HERE = Path(__file__)
PACKAGE, _, INSIDE = __name__.partition(".")
CODE = PackageCode(package=PACKAGE, files={f"{INSIDE.replace('.', '/')}.py": HERE.read_bytes(), "__init__.py": b""})
ASKED: list[str] = []
"""What :func:`greet` was asked for."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """A result."""

    words: str
    to: object = field(default=None, repr=False, compare=False)


def greet(name: str, *, loudly: bool = False) -> Greeting | None:
    """Return a greeting, and nothing where there is nobody to greet."""
    ASKED.append(name)
    if name == "nobody in particular":
        raise ValueError(name)
    return Greeting(f"Good day, {name}{'!' if loudly else '.'}", to=name) if name else None


def leave(name: str) -> Greeting:
    """Return the opposite."""
    return Greeting(f"Farewell, {name}.")


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    ASKED.clear()


def memo(folder: Path | None, memory: Memory | None = None, code: PackageCode = CODE) -> Memo:
    return Memo(store=Store(folder), code=code, trusted=f"{PACKAGE}.", memory=memory)


def test_a_result_is_told_by_its_key_whether_it_was_made_or_read(tmp_path: Path) -> None:
    first, second = memo(tmp_path), memo(tmp_path)
    made, read, other = first(greet, "Ann"), second(greet, "Ann"), second(greet, "Ann", loudly=True)

    assert ASKED == ["Ann", "Ann"]
    assert first.key(leave, made) == second.key(leave, read) == first.key(leave, first(greet, "Ann"))
    assert (
        len({second.key(leave, each) for each in (read, other, second(leave, "Ann"), Greeting("Good day, Ann."))}) == 4
    )


def test_what_was_made_is_made_no_more(tmp_path: Path) -> None:
    first = memo(tmp_path)(greet, "Ann")
    again = memo(tmp_path)(greet, "Ann")

    assert first == again == Greeting("Good day, Ann.")
    assert again is not None
    assert again.to == "Ann"
    assert ASKED == ["Ann"]


def test_another_argument_or_function_is_another_result(tmp_path: Path) -> None:
    call = memo(tmp_path)

    assert [call(greet, "Ann"), call(greet, "Ann", loudly=True), call(greet, "Bob"), call(leave, "Ann")] == [
        Greeting(words) for words in ("Good day, Ann.", "Good day, Ann!", "Good day, Bob.", "Farewell, Ann.")
    ]


def test_nothing_is_a_result_too(tmp_path: Path) -> None:
    assert [memo(tmp_path)(greet, "") for _ in range(2)] == [None, None]
    assert ASKED == [""]


def test_other_code_makes_it_anew(tmp_path: Path) -> None:
    other = PackageCode(package=PACKAGE, files={name: content + b"\n# other" for name, content in CODE.files.items()})
    memo(tmp_path)(greet, "Ann")
    memo(tmp_path, code=other)(greet, "Ann")

    assert ASKED == ["Ann", "Ann"]


def test_what_is_raised_is_not_remembered(tmp_path: Path) -> None:
    call = memo(tmp_path, Memory())
    for _ in range(2):
        with pytest.raises(ValueError, match="in particular"):
            call(greet, "nobody in particular")

    assert len(ASKED) == 2


@dataclass(frozen=True)
class Harm:
    """What a stranger might put into a store."""

    file: Path

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.file),)


def test_an_entry_of_somebody_else_does_nothing(tmp_path: Path) -> None:
    call, harm = memo(tmp_path / "store"), tmp_path / "harm"
    call.store.put(call.key(greet, "Ann"), pickle.dumps(Harm(harm)))

    assert call(greet, "Ann") == Greeting("Good day, Ann.")
    assert not harm.exists()
    assert memo(tmp_path / "store")(greet, "Ann") == Greeting("Good day, Ann.")
    assert ASKED == ["Ann"]


@pytest.mark.parametrize("payload", [b"", b"no pickle", pickle.dumps(Path("a")), pickle.dumps(greet)])
def test_what_cannot_be_read_is_made_anew(payload: bytes, tmp_path: Path) -> None:
    call = memo(tmp_path)
    call.store.put(call.key(greet, "Ann"), payload)

    assert call(greet, "Ann") == Greeting("Good day, Ann.")
    assert ASKED == ["Ann"]


def test_memory_holds_what_the_last_build_used() -> None:
    memory = Memory()
    call = memo(None, memory)
    value = call(greet, "Ann")
    for _ in range(3):
        memory.start_build()
        assert call(greet, "Ann") is value
    memory.start_build()
    memory.start_build()

    assert ASKED == ["Ann"]
    assert not memory.current
    assert not memory.last


def test_a_shared_value_has_the_key_of_an_equal_one() -> None:
    call, name = memo(None), str(b"Ann", "ascii")
    plain = call.key(greet, name)

    assert call.share(name) is name
    assert call.key(greet, name) == plain == call.key(greet, "Ann")
