"""Archives are what Python's own library writes and reads, and what is kept is what would be packed."""

import io
import zipfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from octavo.model.output import Archive
from octavo.package.archive import LEVEL, write_archive
from octavo.pipeline.packaging import SMALL, finished
from tests.unit.memory import watched

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
    made = Archive(name="a.zip", media_type="application/zip", files=files, stored=frozenset(tuple(files)[:1]))

    assert write_archive(made) == plain(files)


def test_what_is_large_is_packed_once(tmp_path: Path) -> None:
    memo = watched(tmp_path)
    files = {"small": b"a" * (SMALL - 1), "large": bytes(range(256)) * SMALL}
    made = Archive(name="a.zip", media_type="application/zip", files=files)

    assert finished(made, memo) == finished(made, memo)
    assert finished(made, memo).content == write_archive(made)
    assert [call.args for call in memo.made] == [(files["large"],)]
