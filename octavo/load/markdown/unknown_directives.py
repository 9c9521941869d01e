"""What to write in place of a directive that is not known: those of Pandoc and Quarto say the same in other words."""

import re
from collections.abc import Collection

from octavo.load.markdown.vocabulary import PARAGRAPH_CLASSES

_CLASS = re.compile(r"\.(?:callout-)?([\w-]+)")
_LANGUAGE = re.compile(r"\blang\s*=")
_BOXES = {"tip": "note", "important": "warning", "caution": "warning", "danger": "warning", "callout": "note"}
"""The boxes here that are meant by those of other programs."""


def remedy(info: str, word: str, directives: Collection[str]) -> str:
    """Return what to write in place of ``::: info``, whose word is ``word``; nothing where that cannot be guessed."""
    classes = [word] if word else _CLASS.findall(info)
    for name in classes:
        meant = _BOXES.get(name, name)
        if meant in directives and (meant != word):
            return f"write '::: {meant}'"
        if name in PARAGRAPH_CLASSES:
            return f"write {{.{name}}} on a line of its own before each paragraph, without colons"
    return "mark the words in the other language: [words]{lang=…}" if _LANGUAGE.search(info) else ""
