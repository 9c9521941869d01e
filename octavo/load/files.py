"""The only door to the disk: bytes and text of content files, and nothing from outside their folder."""

import os
import posixpath
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from octavo.load.file_names import NO_CONTENT
from octavo.model import limits
from octavo.model.diagnostics import Diagnostic, Faulty, fault
from octavo.model.origin import Origin

DOCUMENTS: Mapping[bytes, str] = {
    b"PK\x03\x04": "a document of a word processor (or a ZIP file)",
    b"\xd0\xcf\x11\xe0": "an old document of a word processor",
    b"{\\rtf": "a document in RTF",
    b"%PDF-": "a PDF",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}
"""How files begin that people take for texts, and what they are."""

LEAVINGS = ("~", ".swp", ".tmp", ".pyc", "Thumbs.db", "desktop.ini")
"""What the names of files that editors and machines leave behind end with; they are no content."""

KINDS: Mapping[int, str] = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
"""What may stand in a folder under the name of a file and is none, by its type (POSIX, sys/stat.h)."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufffe\uffff]")
_BYTE_ORDER_MARK = "\ufeff"

LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
"""What programs for slides, layout and notes write for the end of a line, a paragraph or a page."""

OVERRIDES = "\u202d\u202e"
"""What turns the letters behind it round, so that a text says something else than it shows."""

LOST = "\N{REPLACEMENT CHARACTER}"
"""What programs write for bytes that they cannot read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The content files of a folder: ``files`` are their bytes by name, with forward slashes, sorted.

    ``name`` is that of the folder, and ``origin`` its place as diagnostics name it. ``elsewhere`` are the places of
    files that come from another folder.
    """

    name: str
    origin: Origin
    files: Mapping[str, bytes] = field(repr=False)
    elsewhere: Mapping[str, Origin] = field(default_factory=dict)

    def over(self, base: "Folder") -> "Folder":
        """Return this folder with the files of ``base`` that it does not have itself."""
        others = {name: content for name, content in base.files.items() if name not in self.files}
        files = dict(sorted({**others, **self.files}.items()))
        return replace(self, files=files, elsewhere={name: base.place(name) for name in others})

    def place(self, name: str) -> Origin:
        """Return the place of the file ``name`` as a whole."""
        if name in self.elsewhere:
            return self.elsewhere[name]
        return Origin(f"{self.origin.path}/{name}" if self.origin.path else name)

    def named(self, name: str, asked: Origin) -> bytes:
        """Return the bytes of a file that stands in the content as ``name``, at ``asked``.

        Raises ``Faulty`` with OC117 when the name leads out of the folder and OC106 when there is no such file.
        """
        if is_outside(name):
            raise Faulty([leading_out(name, asked)])
        composed = unicodedata.normalize("NFC", name)
        if composed not in self.files:
            raise Faulty([fault("OC106", asked, file=name, near=(name, self.files))])
        return self.files[composed]

    @property
    def digest(self) -> str:
        """The SHA-256 (hex) of all names and all bytes of content, in the order of the names."""
        total = sha256()
        for name, content in self.files.items():
            if name.startswith(NO_CONTENT):
                continue
            for piece in (name.encode(), content):
                total.update(len(piece).to_bytes(8, "big"))
                total.update(piece)
        return total.hexdigest()


@contextmanager
def gathering(faults: list[Diagnostic]) -> Iterator[None]:
    """Go on after a ``Faulty`` in the block, and keep its diagnostics in ``faults``."""
    try:
        yield
    except Faulty as faulty:
        faults += faulty.diagnostics


def place_of(path: Path, root: Path) -> Origin:
    """Return the place of a file as diagnostics name it: below ``root`` where it is there, else as it was given."""
    return Origin(_printable((path.relative_to(root) if path.is_relative_to(root) else path).as_posix()))


def is_outside(name: str) -> bool:
    """Whether a file name from the content leads out of the folder that it belongs to, or could on some system."""
    return name.startswith(("/", "~")) or ".." in name.split("/") or any(sign in name for sign in "\\:\0")


def leading_out(name: str, asked: Origin) -> Diagnostic:
    """Return OC117 for a file name that leads out, with what to write in its place."""
    diagnostic = fault("OC117", asked, file=name)
    if re.match(r"https?:", name):
        return replace(diagnostic, hint="save the file in the book's folder, and name it from there")
    if name.startswith(("/", "~", "file:")) or re.match(r"[A-Za-z]:", name):
        last = re.split(r"[/\\]", name)[-1]
        return replace(
            diagnostic, hint=f"copy the file into the book's folder, and name it from there, such as '{last}'"
        )
    if "\\" in name:
        return replace(diagnostic, hint=f"write / between folders, as on all systems: '{name.replace(chr(92), '/')}'")
    return diagnostic


def missing(asked: Origin, file: str, known: Iterable[str], name: str) -> Faulty:
    """Return the fault of a ``file`` that is not there: OC106, which tells what else could be named than ``name``."""
    names = sorted(known)
    diagnostic = fault("OC106", asked, file=file, near=(name, names))
    is_near = diagnostic.hint.startswith("did you mean")
    return Faulty([diagnostic if is_near or not names else replace(diagnostic, hint=f"use one of: {', '.join(names)}")])


def read_folder(folder: Path, *, root: Path) -> tuple[Folder, tuple[Diagnostic, ...]]:
    """Read every content file below ``folder``; hidden files and what editors leave behind are passed over.

    Links that lead out of the folder, and links to folders, are told as OC117 and not followed. What is no plain file
    is told as OC141, and what is too much (see :mod:`octavo.model.limits`) as OC140.
    """
    faults: list[Diagnostic] = []
    files: dict[str, bytes] = {}
    room = limits.FOLDER
    for path in sorted(_walk(folder), key=lambda path: _name(path, folder)):
        name = _name(path, folder)
        place = place_of(path, root)
        if len(files) == limits.FILES:
            faults.append(_too_much(place, "one more file", limits.FILES))
            break
        with gathering(faults):
            if path.is_symlink() and (path.is_dir() or _leads_out(path, folder)):
                raise Faulty([fault("OC117", place, file=name)])
            files[name] = _content(path, name, place)
            room -= len(files[name])
            if room < 0:
                raise Faulty([_too_much(place, "all files up to here, in bytes", limits.FOLDER)])
        if room < 0:
            break
    return Folder(name=folder.name, origin=place_of(folder, root), files=files), tuple(faults)


def read_file(folder: Path, name: str, *, within: Path, asked: Origin) -> bytes:
    """Return the bytes of ``name``, relative to ``folder``; ``asked`` is the place that names it.

    Raises ``Faulty`` with OC117 when it lies, or leads, outside ``within``, OC106 when it cannot be read, OC141 when it
    is no plain file and OC140 when it is too large.
    """
    path = Path(posixpath.normpath(posixpath.join(folder.as_posix(), name))) if "\0" not in name else within.parent
    if "\\" in name or not path.is_relative_to(within) or _leads_out(path, within):
        raise Faulty([leading_out(name, asked)])
    return _content(path, name, asked)


def decode(content: bytes, place: Origin) -> str:
    """Return ``content`` as text whose lines end with a line feed and that begins with no byte order mark.

    Raises ``Faulty`` with OC107 where it is not UTF-8, with OC170 where it holds a character that no text holds
    (control characters but tab and line ends, the invisible line separators, overrides of the direction), and with
    OC140 where it is too long.
    """
    if kind := next((kind for beginning, kind in DOCUMENTS.items() if content.startswith(beginning)), ""):
        diagnostic = fault("OC107", Origin(place.path, 1, 1), problem=f"no text, but {kind}")
        raise Faulty([replace(diagnostic, hint="save its text as Markdown (.md) or as plain text, in UTF-8")])
    if len(content) > limits.TEXT:
        raise Faulty([_too_much(place, f"a text of {len(content):,} bytes", limits.TEXT)])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        problem = f"the byte 0x{content[error.start]:02x}"
        raise Faulty([fault("OC107", _after(before, place), problem=problem)]) from None
    if found := _FORBIDDEN.search(text):
        raise Faulty([unprintable(found[0], _after(text[: found.start()], place))])
    return text.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n")


def unprintable(character: str, place: Origin) -> Diagnostic:
    """Return OC170 for a character that no text holds, with what to do about it."""
    remedy = "remove it"
    if character in LINE_ENDS:
        remedy = "put a line end in its place"
    elif character in OVERRIDES:
        remedy = "remove it: it turns round what stands behind it"
    elif character == LOST:
        remedy = "it stands for one that was lost when the text was saved or converted: type that"
    return fault("OC170", place, character=code_point(character), remedy=remedy)


def forbidden(text: str) -> str:
    """Return the first character of ``text`` that no text may hold, or nothing."""
    found = _FORBIDDEN.search(text)
    return found[0] if found else ""


def code_point(character: str) -> str:
    """Name a character that cannot be shown: ``U+0007``."""
    return f"U+{ord(character):04X}"


def _after(before: str, place: Origin) -> Origin:
    """Return the place of what follows ``before``, counting as editors do: a lone CR ends a line too."""
    lines = before.removeprefix(_BYTE_ORDER_MARK).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Origin(place.path, len(lines), len(lines[-1]) + 1)


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder``, and the links to folders, which are not entered."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for name in (*names, *linked):
            if not name.startswith((".", "~$")) and not name.endswith(LEAVINGS):
                yield Path(parent, name)


def _name(path: Path, folder: Path) -> str:
    return unicodedata.normalize("NFC", _printable(path.relative_to(folder).as_posix()))


def _printable(name: str) -> str:
    """Show the bytes of a file name that are no UTF-8 as replacement characters."""
    return os.fsencode(name).decode("utf-8", "replace")


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether links on the way to ``path`` lead out of ``folder``; one that goes round in a circle leads nowhere."""
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _content(path: Path, name: str, asked: Origin) -> bytes:
    """Return the bytes of a plain file; a pipe would make the build wait for ever, and is not opened."""
    try:
        found = path.stat()
        if kind := KINDS.get(stat.S_IFMT(found.st_mode)):
            raise Faulty([fault("OC141", asked, file=name, kind=kind)])
        if found.st_size > limits.FILE:
            raise Faulty([_too_much(asked, f"a file of {found.st_size:,} bytes", limits.FILE)])
        return path.read_bytes()
    except OSError:
        if path.is_symlink():
            raise Faulty([fault("OC141", asked, file=name, kind="a link that leads nowhere")]) from None
        raise Faulty([fault("OC106", asked, file=name)]) from None


def _too_much(place: Origin, found: str, most: int) -> Diagnostic:
    return fault("OC140", place, found=found, most=f"{most:,}", remedy="make it smaller, or remove it")
