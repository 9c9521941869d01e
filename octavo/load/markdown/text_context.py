"""What is gathered while one text is read."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from markdown_it.token import Token

from octavo.load.markdown.grammar import Environment
from octavo.load.markdown.html_tags import HtmlTag
from octavo.load.markdown.includes import IncludedFiles
from octavo.load.markdown.source_places import SourceText
from octavo.load.markdown.vocabulary import PARAGRAPH_CLASSES
from octavo.load.reading_order import identifier
from octavo.model.diagnostics import Diagnostic, fault
from octavo.model.origin import Origin
from octavo.model.prose import Note

INLINE = "inline-"
"""How the labels of footnotes begin that are written where they are called; a number follows."""

_LONGEST_QUOTE = 60
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
TEXT_FILE = re.compile(r"([^?#:]+\.(?:md|markdown|[qr]md|x?html?))(?:#(.*))?$", re.IGNORECASE)
"""The address of a text file in the manuscript, or of the page that other programs make of one."""

_MARKS_FOR: Mapping[str, str] = {
    "a": "write [words](https://…)",
    "b": "write **words**",
    "br": "end the line with a backslash",
    "code": "write `words`",
    "del": "write ~~words~~",
    "em": "write *words*",
    "hr": "write a line of three hyphens after a blank line",
    "i": "write *words*",
    "img": "make it a figure: a file in figures/, and '::: figure figure=its-id' here",
    "s": "write ~~words~~",
    "span": "write [words]{.class}, with a class of the content reference",
    "strong": "write **words**",
    "sub": "write H~2~O",
    "sup": "write x^2^",
}
"""What to write in the place of an element of HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextContext:
    """One text that is being read, with the faults and notes found so far and the labels of links that were used.

    ``included`` is what it may take in; a field of a data file takes in nothing.
    """

    source: SourceText
    environment: Environment
    has_notes: bool
    included: IncludedFiles | None = None
    faults: list[Diagnostic] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    inline_numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def place_of(self, token: Token) -> Origin:
        """Return the place where the block of ``token`` begins."""
        return self.source.place((token.map or [0])[0], int(token.meta.get("column", 0)))

    def report(
        self,
        code: str,
        origin: Origin,
        *,
        near: tuple[str, tuple[str, ...]] | None = None,
        related: tuple[Origin, ...] = (),
        **values: str,
    ) -> None:
        """Add the fault ``code``; see :func:`~octavo.model.diagnostics.fault` for the rest."""
        self.faults.append(fault(code, origin, near=near, related=related, **values))

    def report_image(self, written: str, origin: Origin) -> None:
        """Add the fault that an image stands in the text, with the way that Octavo has for it."""
        found = fault("OC109", origin, mark=quoted(written), known="")
        hint = "make it a figure: a file in figures/, and '::: figure figure=its-id' here"
        self.faults.append(replace(found, hint=hint))

    def report_html(self, markup: str, origin: Origin) -> None:
        """Add the fault that HTML stands in the text, with the mark that does the same where there is one."""
        tag = _TAG.match(markup)
        remedy = _MARKS_FOR.get(tag[1].lower() if tag else "", "use the marks of the content reference")
        self.report("OC110", origin, markup=quoted(markup), remedy=remedy)

    def report_html_attributes(self, tag: HtmlTag, used: Collection[str], origin: Origin) -> None:
        """Add the warning that the attributes of an element of HTML, but for those ``used``, are not read."""
        unread = [name for name in tag.attributes if name not in used]
        if unread:
            self.report("OC158", origin, attributes=", ".join(f"'{name}'" for name in unread), element=tag.name)

    def report_typed(self, mark: str, origin: Origin, remedy: str) -> None:
        """Add the warning that ``mark`` is printed as typed."""
        escape = "" if mark[:1].isalnum() else "; put a backslash before its first sign if it is meant as such"
        self.report("OC150", origin, mark=quoted(mark), remedy=remedy + escape)

    def report_open_comment(self, origin: Origin) -> None:
        """Add the fault that a comment has no end, or has it in another paragraph."""
        found = fault("OC112", origin, mark="<!--")
        hint = "end it with -->; one of several paragraphs begins on a line of its own"
        self.faults.append(replace(found, hint=hint))

    def report_note(self, label: str, origin: Origin) -> None:
        """Add the fault that a footnote stands in a field of a data file."""
        remedy = "say it in the text itself, or in a text file"
        self.report("OC135", origin, mark=note_mark(label), where="in a data file", remedy=remedy)

    def report_unknown(self, mark: str, origin: Origin, word: str, known: tuple[str, ...], *, hint: str = "") -> None:
        """Add the fault that ``word`` of ``mark`` is none of the ``known`` ones; ``hint`` says what to write."""
        words = tuple("#id" if each == "#" else each for each in known)
        found = fault("OC109", origin, near=(word, words), mark=quoted(mark), known=", ".join(words))
        if hint:
            found = replace(found, hint=hint)
        elif word == "lang":
            found = replace(found, hint="mark the words in the other language: [words]{lang=…}")
        elif not known:
            remedy = "remove it; what follows is no paragraph" if word in PARAGRAPH_CLASSES else "remove it"
            found = replace(found, hint=remedy)
        self.faults.append(found)

    def report_address(self, address: str, origin: Origin) -> None:
        """Add the fault that a link leads to a file; where that may be a text of the book, with the id of the text."""
        found = fault("OC109", origin, mark=quoted(f"({address})"), known="")
        hint = "write #id for a place in the book, or a whole address that begins with https:"
        if path := TEXT_FILE.match(address):
            hint = (
                f"write (#{identifier(path[1].rpartition('.')[0])}) if this is a text of the book, or a whole address"
            )
        self.faults.append(replace(found, hint=hint))

    def report_attributes(self, written: str, origin: Origin, problem: str) -> None:
        """Add the fault that attributes cannot be read or belong to nothing."""
        self.report("OC131", origin, attributes=quoted(written), problem=problem)

    def report_fence(self, written: str, language: str, origin: Origin) -> None:
        """Add the fault that more than a word follows the fence of code; ``language`` is what may be that word."""
        found = fault(
            "OC131", origin, attributes=quoted(written), problem="belong to nothing here: one word may follow the fence"
        )
        self.faults.append(replace(found, hint=f"write ```{language} and nothing behind it"))


def note_mark(label: str) -> str:
    """Return a call of the footnote ``label`` as it stands in the text."""
    return "^[…]" if label.startswith(INLINE) else quoted(f"[^{label}]")


def quoted(text: str) -> str:
    """Return ``text`` on one line and short enough to be told."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"
