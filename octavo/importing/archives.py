"""ZIP files of other programs (DOCX, ODT, EPUB), opened with care: they may be damaged, locked or made to swell."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from octavo.model import limits
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin

_ENCRYPTED = 0x1
SWELLING = 200
"""How many times as large as in the archive a file may be, if it is large at all (text shrinks to a tenth)."""
LARGE = 20_000_000
"""Bytes from which on a file is looked at for swelling."""


def opened(content: bytes, place: Origin) -> Mapping[str, bytes]:
    """Return the files of an archive by their names.

    Raises ``Faulty`` with OC183 where it is damaged, or a name leads out of it; with OC184 where it holds too much; and
    with OC185 where it is locked with a password.
    """
    found: dict[str, bytes] = {}
    room = limits.FOLDER
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) > limits.FILES:
                raise Faulty([_too_much(place, f"{len(members):,} files", limits.FILES)])
            for member in members:
                _check(member, place)
                with archive.open(member) as file:
                    data = file.read(min(limits.FILE, room) + 1)
                room -= len(data)
                if len(data) > limits.FILE or room < 0:
                    raise Faulty([_too_much(place, f"{member.filename}, unpacked", limits.FILE)])
                found[member.filename] = data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as problem:
        raise Faulty([fault("OC183", place, problem=_short(problem))]) from None
    except RuntimeError:
        raise Faulty([fault("OC185", place, file=place.path)]) from None
    return found


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as an archive, as a reader needs it that takes no other."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return content.getvalue()


def _check(member: zipfile.ZipInfo, place: Origin) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise Faulty([fault("OC185", place, file=member.filename)])
    name = member.filename
    if name.startswith(("/", "~")) or ".." in name.split("/") or any(sign in name for sign in "\\:\0"):
        raise Faulty([fault("OC183", place, problem=f"the name '{name[:100]}' leads out of it")])
    if member.file_size > LARGE and member.file_size > SWELLING * max(member.compress_size, 1):
        raise Faulty(
            [
                _too_much(
                    place,
                    f"'{name}' is {member.file_size // max(member.compress_size, 1):,} times as large unpacked",
                    SWELLING,
                )
            ]
        )


def _too_much(place: Origin, found: str, most: int) -> Diagnostic:
    return fault("OC184", place, found=found, most=f"{most:,}")


def _short(problem: BaseException) -> str:
    return (str(problem) or type(problem).__name__)[:200]
