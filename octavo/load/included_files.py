"""The files that a text takes in, found before it is read: reading is a pure function of what it is given."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

_WANTED = re.compile(rb'^[ \t>]*:{3,}[ \t]*include\b[^\n]*?\bfile=(?:"((?:[^"\\\n]|\\.)*)"|([^\s{}"]+))', re.MULTILINE)
"""The name of a file on the line of the directive that takes it in; one in a block of code does no harm."""


def path_of(file: str, name: str, files: Collection[str]) -> str:
    """Return the name, in the book's folder, of what the text ``name`` calls ``file``.

    As the address of a picture, it is one from the folder of the text; it may also be one from that of the book.
    """
    file = unicodedata.normalize("NFC", file)
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
    whole = posixpath.normpath(file)
    return whole if whole in files and beside not in files else beside


def wanted_by(name: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files that the text ``name`` takes in, and those that these take in, as far as there are any."""
    found: dict[str, bytes] = {}
    waiting = [name]
    while waiting:
        text = waiting.pop()
        for path in _named_in(text, files):
            if path in files and path not in found:
                found[path] = files[path]
                waiting.append(path)
    return dict(sorted(found.items()))


def _named_in(name: str, files: Mapping[str, bytes]) -> Iterator[str]:
    content = files.get(name, b"")
    # The directive is rare, and every text of every build is asked.
    if b"include" in content:
        for quoted, bare in _WANTED.findall(content):
            yield path_of((quoted or bare).decode("utf-8", "replace"), name, files)
