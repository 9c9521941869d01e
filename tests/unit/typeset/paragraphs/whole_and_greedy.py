"""The same document set as a whole and by the engine's own lines, for comparison."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from octavo.model.line_rules import LineRules
from octavo.model.output import Asset
from octavo.typeset.system import layout_engine
from tests.unit.typeset.samples import CSS, FONT_ASSETS

MARKS = re.compile("[\\s\\-\u2010\u00ad\u200b\u2060]")
"""What line ends may add or take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is seen of a document: its lines (their texts, and the width that is left), boxes, links and anchors.

    ``aside`` is the text of what is placed by itself, and of margins. ``boxes`` have kind, text, left and
    upper edge, width, height and baseline. ``wide`` is what is wider than its line, with the ids around it.
    ``whole`` counts the lines that were set as parts of whole paragraphs.
    """

    lines: Sequence[tuple[str, float]]
    aside: Sequence[str]
    boxes: Sequence[tuple[str, str, tuple[float, ...]]]
    links: Sequence[tuple[str, str]]
    anchors: Sequence[str]
    whole: int
    wide: Sequence[tuple[str, tuple[str, ...]]]
    left: dict[str, int]

    @property
    def letters(self) -> str:
        """All letters in order."""
        return MARKS.sub("", "".join(text for text, _ in self.lines))


def without_paragraphs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave all lines to the engine."""
    with layout_engine():
        from octavo.typeset import paragraphs
    monkeypatch.setattr(paragraphs, "PATCHES", ())


def shown(
    body: str,
    style: str = "",
    *,
    rules: LineRules | None = None,
    language: str = "en-GB",
    fonts: Sequence[Asset] = FONT_ASSETS,
) -> Shown:
    """Lay out ``body``, which is well-formed XHTML."""
    with layout_engine():
        from octavo.typeset.layout_session import LayoutSession
        from octavo.typeset.wide_words import wide_words

        session = LayoutSession(CSS + style, fonts, rules or LineRules())
        text = f'<html lang="{language}"><head><title>Book</title></head><body>{body}</body></html>'
        document: Any = session.render(text)
        lines, aside, found, whole = [], [], [], 0
        for page in document.pages:
            for line, block in _lines(page._page_box, None):  # noqa: SLF001 -- no public way to the boxes
                texts = list(_texts(line))
                if block is None:
                    aside.append("".join(box.text for box in texts))
                    continue
                right = max((box.position_x + box.width for box in texts), default=0)
                lines.append(("".join(box.text for box in texts), block.content_box_x() + block.width - right))
                whole += any("set_text" in vars(box) for box in texts)
            for box in page._page_box.descendants():  # noqa: SLF001 -- the same
                if type(box).__name__ in {"TextBox", "LineBox", "InlineBox", "InlineBlockBox"}:
                    places = (box.position_x, box.position_y, box.width, box.height, box.baseline or 0)
                    found.append((type(box).__name__, getattr(box, "text", ""), tuple(map(float, places))))
        return Shown(
            lines=lines,
            aside=aside,
            boxes=found,
            links=[(link[0], link[1]) for page in document.pages for link in page.links],
            anchors=[name for page in document.pages for name in page.anchors],
            whole=whole,
            wide=[(each.word, each.identifiers) for each in wide_words(document.pages)],
            left=dict(session.left_to_engine),
        )


def _lines(box: Any, block: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- boxes of the engine
    """Yield all lines, each with its block; ``None`` for what stands in margins or is placed by itself."""
    kind = type(box).__name__
    if kind == "LineBox":
        yield box, block
    is_aside = kind in {"MarginBox", "AbsolutePlaceholder"} or block is None
    is_aside = is_aside or (kind != "LineBox" and str(box.element_tag).endswith("::first-letter"))
    for child in getattr(box, "children", ()):
        yield from _lines(child, None if is_aside and kind != "PageBox" else box if kind != "LineBox" else block)


def _texts(box: Any) -> Iterator[Any]:  # noqa: ANN401 -- the same
    """Yield the boxes of text in a line, but none of a line within it."""
    if type(box).__name__ == "TextBox":
        yield box
    for child in getattr(box, "children", ()):
        if type(child).__name__ not in {"LineBox", "AbsolutePlaceholder", "BlockBox"}:
            yield from _texts(child)
