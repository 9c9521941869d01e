"""Turn a sheet in XHTML, as it is set on paper, into the XHTML that pandoc makes a DOCX of.

What a class says becomes the name of a style. The lines of sources stay as they are, with their numbers at their
ends; the ruled lines for answers become paragraphs; footnotes become those of the word processor.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr as attribute

TAB = "\ue001"
"""Stands for a tab, which pandoc would take for a space, until the document is made. No text needs it."""

UNSEEN = str.maketrans("", "", "\N{SOFT HYPHEN}\N{WORD JOINER}")
"""What word processors draw a box for, or have ways of their own for."""

DROPPED = frozenset({"sheet-end", "note-number", "standard-page", "leader", "marker", "code"})
"""Classes of elements that have a meaning on our own pages alone, or that a word processor makes by itself."""

PARAGRAPHS = {
    "sheet-unit": "Sheet Unit",
    "sheet-address": "Sheet Note",
    "sheet-licence": "Sheet Note",
    "sheet-answers": "Box Head",
    "provenance": "Source Provenance",
    "credit": "Source Credit",
    "sidebar-head": "Box Head",
    "box-label": "Box Head",
    "box-title": "Box Head",
    "table-note": "Caption Text",
}
"""Styles of paragraphs of a class. A style of what they stand in counts more, but for a source."""

CONTAINERS = {
    "question": "Question",
    "box-answer": "Model Answer",
    "box": "Boxed",
    "sidebar": "Boxed",
    "extract": "Boxed",
    "gloss": "Source Credit",
    "sheet-list": "List Entry",
}
"""Styles of the paragraphs inside an element of a class."""

FRAMED = frozenset({"extract", "box", "sidebar"})
"""Classes of what has a frame: a table of one cell, which word processors never divide by themselves."""

SPANS = {"marks": "Marks", "extract-label": "Source Label", "line-number": "line number"}
"""Styles of stretches of a class."""

BOLD = frozenset({"question-number", "label", "sidebar-name", "headword"})
BEHIND_TAB = frozenset({"marks", "sheet-place"})
"""Classes of what stands at the right end of a line."""

TAGS = {"superscript": "sup", "subscript": "sub", "strike": "del"}
SMALL_CAPS = frozenset({"smallcaps", "lead"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
KEPT = frozenset({"em", "strong", "code", "sub", "sup", "del"})
FORMULA = '<math><semantics><annotation encoding="application/x-tex">{}</annotation></semantics></math>'
OUTSIDE = re.compile(r"[a-z]+:")
SIZE = re.compile(r"width:([0-9.]+)pt;height:([0-9.]+)pt")
COUNTED_FROM = re.compile(r"counter-reset:list-item (\d+)")


def word_markup(body: str, pictures: Mapping[str, bytes], language: str) -> str:
    """Return the document for pandoc of the ``body`` of a unit. ``pictures`` are PNG or JPEG files by their names."""
    tree = ET.fromstring(f"<body>{body}</body>")  # noqa: S314 - made by this very build
    footnotes = frozenset(each.get("id", "") for each in tree.iter("span") if "footnote" in _classes(each))
    writer = _Writer(pictures=pictures, waiting=set(footnotes))
    content = "\n".join(writer.blocks(tree, ""))
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang={attribute(language)}><head><meta charset="utf-8"/></head>'
        f"<body>{content}{''.join(writer.notes.values())}</body></html>"
    )


def _classes(element: ET.Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _words(value: str | None) -> str:
    return text((value or "").translate(UNSEEN))


def _styled(content: str, style: str) -> str:
    return f"<div data-custom-style={attribute(style)}>{content}</div>" if style else content


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Writes what pandoc reads. ``waiting`` are the footnotes that nothing has called yet, ``notes`` those called.

    ``number`` is that of the line that is being written, where it has one.
    """

    pictures: Mapping[str, bytes]
    waiting: set[str]
    notes: dict[str, str] = field(default_factory=dict)
    number: str = ""

    # --- blocks ---

    def blocks(self, parent: ET.Element, style: str) -> Iterator[str]:
        """Yield the blocks inside ``parent``, whose paragraphs have this style."""
        for element in parent:
            yield from self._block(element, style)

    def _block(self, element: ET.Element, style: str) -> Iterator[str]:
        kinds, name = _classes(element), self._name(element)
        if kinds & DROPPED:
            return
        if name == "p":
            yield self._paragraph(element, style)
        elif name in HEADINGS:
            words = f"{self._inlines(element)}"
            yield _styled(f"<p>{words}</p>", "List Head") if style == "List Entry" else f"<{name}>{words}</{name}>"
        elif "fields" in kinds:
            fields = "".join(f"{_words(each.text)} {TAB}" for each in element)
            yield _styled(f"<p>{fields}</p>", "Sheet Fields")
        elif "answer-space" in kinds:
            yield from [_styled("<p>\N{NO-BREAK SPACE}</p>", "Answer Line")] * len(element)
        elif "figure-frame" in kinds:
            yield from map(self._picture, element.iter("img"))
        elif name in {"ul", "ol"}:
            yield from self._list(element, style)
        elif name == "dl":
            yield from self._definitions(element, style)
        elif name == "table":
            yield f"<table>{''.join(self._rows(element))}</table>"
        elif name in {"pre", "hr"}:
            yield f"<{name}>{_words(''.join(element.itertext()))}</{name}>"
        else:
            yield from self._container(element, name, kinds, style)

    def _container(self, element: ET.Element, name: str, kinds: frozenset[str], style: str) -> Iterator[str]:
        if name == "blockquote" and style == "Boxed":
            style = "Source Text"
        elif name == "blockquote":
            yield f"<blockquote>{''.join(self.blocks(element, ''))}</blockquote>"
            return
        elif name == "figcaption":
            style = "Caption Text"
        for kind in CONTAINERS.keys() & kinds:
            style = CONTAINERS[kind] if style != "Model Answer" else style
        inside = self.blocks(element, style)
        if kinds & FRAMED and style == "Boxed":
            yield f'<table data-custom-style="Frame"><tbody><tr><td>{"".join(inside)}</td></tr></tbody></table>'
        else:
            yield from inside

    def _name(self, element: ET.Element) -> str:
        """Return the name of an element, also where it is a span that only looks like it, as in a footnote."""
        likeness = next((each for each in _classes(element) if each.startswith("as-")), "")
        return likeness.removeprefix("as-") or element.tag

    def _paragraph(self, element: ET.Element, style: str) -> str:
        own = next((PARAGRAPHS[kind] for kind in PARAGRAPHS if kind in _classes(element)), "")
        is_of_source = style in {"", "Boxed"}
        return _styled(f"<p>{self._line(element)}</p>", own if own and is_of_source else style or own)

    def _line(self, element: ET.Element) -> str:
        """Return the words of a block, the last line with its number."""
        return f"{self._inlines(element)}{self._line_end()}"

    def _line_end(self) -> str:
        number, self.number = self.number, ""
        return f'{TAB}<span data-custom-style="line number">{number}</span>' if number else ""

    def _list(self, element: ET.Element, style: str) -> Iterator[str]:
        if style == "List Entry":
            yield from (_styled(f"<p>{self._line(item)}</p>", style) for item in element)
            return
        name = self._name(element)
        counted = COUNTED_FROM.search(element.get("style") or "")
        start = f' start="{int(counted[1]) + 1}"' if counted else ""
        items = "".join(f"<li>{''.join(self._mixed(item, style))}</li>" for item in element)
        kind = f" type={attribute(element.get('type', ''))}" if element.get("type") else ""
        yield f"<{name}{start}{kind}>{items}</{name}>"

    def _mixed(self, element: ET.Element, style: str) -> Iterator[str]:
        """Yield what an item, a cell or a note holds: a line, and blocks behind it, or blocks alone."""
        blocks = [each for each in element if self._name(each) in {"p", "ul", "ol", "dl", "blockquote", "pre", "table"}]
        line = ET.Element("line")
        line.text = element.text
        line.extend([each for each in element if each not in blocks])
        if words := self._line(line).strip():
            yield _styled(f"<p>{words}</p>", style)
        for block in blocks:
            yield from self._block(block, style)

    def _definitions(self, element: ET.Element, style: str) -> Iterator[str]:
        if style != "List Entry":
            pieces = (f"<{each.tag}>{''.join(self._mixed(each, ''))}</{each.tag}>" for each in element)
            yield f"<dl>{''.join(pieces)}</dl>"
            return
        head = ""
        for each in element:
            if each.tag == "dt":
                head = f"<strong>{self._inlines(each)}</strong> "
            else:
                yield _styled(f"<p>{head}{self._line(each)}</p>", style)

    def _rows(self, table: ET.Element) -> Iterator[str]:
        for part in table:
            if part.tag in {"thead", "tbody", "tfoot"}:
                yield f"<{part.tag}>{''.join(self._rows(part))}</{part.tag}>"
            elif part.tag == "tr":
                yield f"<tr>{''.join(map(self._cell, part))}</tr>"

    def _cell(self, cell: ET.Element) -> str:
        side = next((kind.removeprefix("align-") for kind in _classes(cell) if kind.startswith("align-")), "left")
        return f'<{cell.tag} style="text-align:{side}">{self._line(cell)}</{cell.tag}>'

    def _picture(self, image: ET.Element) -> str:
        content = self.pictures.get(image.get("src", ""))
        if content is None:
            return ""
        kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
        size = SIZE.search(image.get("style") or "")
        width = f' width="{float(size[1]) / 72:.3f}in"' if size else ""
        source = f"data:image/{kind};base64,{b64encode(content).decode()}"
        alt = attribute(image.get("alt", ""))
        return _styled(f'<p><img src="{source}" alt={alt}{width}/></p>', "Figure")

    # --- inlines ---

    def _inlines(self, element: ET.Element) -> str:
        pieces = [_words(element.text)]
        for child in element:
            pieces += (self._inline(child), self._tail(child))
        return "".join(pieces)

    def _tail(self, child: ET.Element) -> str:
        words = _words(child.tail)
        return words.lstrip() if "question-number" in _classes(child) else words

    def _inline(self, element: ET.Element) -> str:
        kinds, name = _classes(element), element.tag
        if "line-number" in kinds:
            self.number = element.text or ""
            return ""
        if "footnote" in kinds:
            self._note(element, kinds)
            return ""
        if name == "img" and "formula" in kinds:
            return FORMULA.format(text(element.get("data-tex", "")))
        if kinds & DROPPED or name == "img":
            return ""
        if name == "br":
            return f"{self._line_end()}<br/>"
        if "note-call" in kinds:
            return self._call(element)
        return self._stretch(element, kinds, name, self._inlines(element))

    def _stretch(self, element: ET.Element, kinds: frozenset[str], name: str, words: str) -> str:
        address = element.get("href", "")
        if name == "a":
            return f"<a href={attribute(address)}>{words}</a>" if OUTSIDE.match(address) else words
        if name in KEPT:
            return f"<{name}>{words}</{name}>"
        if language := element.get("lang"):
            words = f"<span lang={attribute(language)}>{words}</span>"
        for kind in kinds & TAGS.keys():
            words = f"<{TAGS[kind]}>{words}</{TAGS[kind]}>"
        if kinds & SMALL_CAPS:
            words = f'<span class="smallcaps">{words}</span>'
        if "title" in kinds:
            words = f"<em>{words}</em>"
        if kinds & BOLD:
            words = f"<strong>{words}</strong>"
        for kind in kinds & SPANS.keys():
            words = f"<span data-custom-style={attribute(SPANS[kind])}>{words}</span>"
        before, after = TAB if kinds & BEHIND_TAB else "", TAB if "question-number" in kinds else ""
        return f"{before}{words}{after}"

    def _call(self, call: ET.Element) -> str:
        """Return the call of a footnote, the first time as one of the word processor, later as a raised number."""
        target = call.get("href", "").removeprefix("#")
        if target not in self.waiting:
            return f"<sup>{_words(call.text)}</sup>"
        self.waiting.discard(target)
        return f'<a epub:type="noteref" href="#{target}">{_words(call.text)}</a>'

    def _note(self, note: ET.Element, kinds: frozenset[str]) -> None:
        """Keep a footnote. One that another note calls goes on in that, since no note may stand in a note."""
        number = next((_words(each.text) for each in note.iter("a") if "note-number" in _classes(each)), "")
        is_inner = "called-in-note" in kinds and bool(self.notes)
        words = "".join(self._mixed(note, "")) or "<p/>"
        if is_inner:
            last = next(reversed(self.notes))
            inner = words.replace("<p>", f"<p><sup>{number}</sup> ", 1)
            self.notes[last] = self.notes[last].removesuffix("</aside>") + inner + "</aside>"
            return
        target = note.get("id", "")
        self.notes[target] = f'<aside epub:type="footnote" id={attribute(target)}>{words}</aside>'
