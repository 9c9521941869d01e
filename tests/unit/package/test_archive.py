"""Archives are what Python's own library writes and reads, and what is kept is what would be packed."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from octavo.model.cache import always_made
from octavo.package.archive import LEVEL, SMALL, archive, deflated, stored

Value = TypeVar("Value")


@dataclass
class Packed:
    """Remembers everything."""

    kept: dict[tuple[bytes | str, ...], Any] = field(default_factory=dict)

    def __call__(self, of: tuple[bytes | str, ...], make: Callable[[], Value]) -> Value:
        """Return the value of the name `of`."""
        value: Value = self.kept.setdefault(of, make())
        return value


FILES = st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.binary())


def plain(files: dict[str, bytes]) -> bytes:
    """Write the same archive with the standard library: the first file stored, the others packed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for number, (name, content) in enumerate(files.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            made.writestr(entry, content, entry.compress_type, LEVEL if number else None)
    return target.getvalue()


@given(FILES)
def test_archives_are_written_as_the_standard_library_writes_them(files: dict[str, bytes]) -> None:
    entries = [
        deflated(name, content, always_made) if number else stored(name, content)
        for number, (name, content) in enumerate(files.items())
    ]

    assert archive(entries) == plain(files)


def test_what_is_large_is_packed_once() -> None:
    packed = Packed()
    small, large = b"a" * (SMALL - 1), bytes(range(256)) * SMALL
    once = [deflated(name, content, packed) for name, content in (("small", small), ("large", large))]

    assert [of[-1] for of in packed.kept] == [large]
    assert [deflated("small", small, always_made), deflated("large", large, always_made)] == once
    with zipfile.ZipFile(io.BytesIO(archive(once))) as made:
        assert made.testzip() is None
