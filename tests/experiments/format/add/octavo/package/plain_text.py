"""Pack a book as plain text: a line for each paragraph."""

from html.parser import HTMLParser

from octavo.model.diagnostics import Diagnostic
from octavo.model.output import Artefact, Format, FormatInput

LINES = {"p", "h1", "h2", "h3", "li", "dt", "dd", "tr", "br"}
"""Elements that begin a line."""

BREAK = "\f"
"""Stands for the end of a line; no book holds this sign."""

UNSEEN = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}")
"""Signs that only guide the breaking of lines."""


def make(
    given: FormatInput,
) -> tuple[tuple[Artefact, ...], tuple[Diagnostic, ...]]:
    """Return the text, with a blank line between sections."""
    if given.reflow is None:
        raise ValueError(given)
    sections = [_text(unit.body) for unit in given.reflow.units]
    content = "\n\n".join(sections).encode() + b"\n"
    return (
        Artefact(
            name=f"{given.product.name}.txt",
            media_type="text/plain",
            content=content,
        ),
    ), ()


FORMAT = Format(name="text", needs=frozenset({"reflow"}), make=make)


class _Words(HTMLParser):
    """Gathers the words of a section, with breaks between lines."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag in LINES:
            self.words.append(BREAK)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _text(body: str) -> str:
    parser = _Words()
    parser.feed(body)
    parser.close()
    words = "".join(parser.words).translate(UNSEEN)
    lines = [" ".join(line.split()) for line in words.split(BREAK)]
    return "\n".join(line for line in lines if line)
