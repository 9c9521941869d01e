"""HTML that stands in Markdown: pandoc passes its tags on one by one; here they are read as the elements they make."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape

from octavo.importing.attributes import bare_text
from octavo.importing.html_documents import documents_of
from octavo.importing.read_html import html_tree
from octavo.model.origin import Origin
from octavo.pandoc import Element, Json, kind_of, listed, run_pandoc

_API: list[Json] = [1, 23, 1]
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^>]*)>", re.DOTALL)
_EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col", "area", "base", "embed", "source"})
_INLINE: Mapping[str, str] = {
    **dict.fromkeys(("b", "strong"), "Strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "Emph"),
    **dict.fromkeys(("s", "del", "strike"), "Strikeout"),
    **dict.fromkeys(("u", "ins"), "Underline"),
    "sub": "Subscript",
    "sup": "Superscript",
}
_VALUE = re.compile(r"([A-Za-z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")


def with_html(blocks: Iterable[Element], place: Origin) -> list[Element]:
    """Return blocks in which HTML is read as what it says; comments stay."""
    found: list[Element] = []
    run: list[Element] = []
    depth = 0
    for block in blocks:
        if not run and not _is_html(block):
            found.append(_inside(block, place))
            continue
        run.append(block)
        depth += _depth(block)
        if depth <= 0:
            found += _read(run, place)
            run, depth = [], 0
    if run:
        found += [_inside(block, place) for block in run if not _is_html(block)]
    return found


def _is_html(block: Element) -> bool:
    match kind_of(block), block.get("c"):
        case "RawBlock", [str(form), str(text)]:
            return form.startswith("html") and not text.lstrip().startswith("<!--")
        case _:
            return False


def _depth(block: Element) -> int:
    """Return how many elements a block of HTML opens and does not close."""
    match block.get("c"):
        case [str(form), str(text)] if kind_of(block) == "RawBlock" and form.startswith("html"):
            tags = [tag for tag in _TAG.finditer(text) if tag[2].lower() not in _EMPTY and not tag[3].endswith("/")]
            return sum(-1 if tag[1] else 1 for tag in tags)
        case _:
            return 0


def _read(run: Sequence[Element], place: Origin) -> list[Element]:
    """Read blocks with HTML around and between them: pandoc writes them as HTML, which is then read as a whole."""
    if _holds(list(run), {"Note", "Cite", "Math"}):
        return [_inside(block, place) for block in run if not _is_html(block)]
    value = {"pandoc-api-version": _API, "meta": {}, "blocks": list(run)}
    written = run_pandoc(["--from=json", "--to=html-smart", "--wrap=none"], json.dumps(value)).decode()
    found = documents_of({"": html_tree(written)}, place=place, hints={}, labels={})
    return [block for document in found.documents for block in document.blocks]


def _holds(value: Json, kinds: set[str]) -> bool:
    if isinstance(value, list):
        return any(_holds(each, kinds) for each in value)
    return isinstance(value, dict) and (kind_of(value) in kinds or _holds(value.get("c"), kinds))


def _inside(block: Element, place: Origin) -> Element:
    """Return a block in which HTML is read, in its lines and in the blocks that stand in it."""
    content = block.get("c")
    match kind_of(block), content:
        case (("Para" | "Plain" | "Strong" | "Emph"), _):
            return {**block, "c": list(inline_html(content))}
        case "Header", [level, given, words]:
            return {**block, "c": [level, given, list(inline_html(words))]}
        case "Div", [given, inside]:
            return {**block, "c": [given, list(with_html(listed(inside), place))]}
        case "BlockQuote", _:
            return {**block, "c": list(with_html(listed(content), place))}
        case "BulletList", [*items]:
            return {**block, "c": [list(with_html(listed(item), place)) for item in items]}
        case "OrderedList", [kind, [*items]]:
            return {**block, "c": [kind, [list(with_html(listed(item), place)) for item in items]]}
        case "Table", _:
            return {**block, "c": _in_table(content, place)}
        case _:
            return block


def _in_table(value: Json, place: Origin) -> Json:
    if isinstance(value, list):
        return [_in_table(each, place) for each in value]
    if isinstance(value, dict) and kind_of(value) in {"Plain", "Para"}:
        return _inside(value, place)
    return value


def inline_html(words: Json) -> list[Element]:
    """Return words in which pairs of tags are the elements that they make; tags without a partner are left out."""
    stack: list[tuple[str, str, list[Element]]] = [("", "", [])]
    for element in listed(words):
        match kind_of(element), element.get("c"):
            case "RawInline", [str(form), str(text)] if form.startswith("html") and (
                tag := _TAG.fullmatch(text.strip())
            ):
                name, given = tag[2].lower(), tag[3]
                if name in _EMPTY or given.endswith("/"):
                    stack[-1][2].extend(_empty(name, given))
                elif not tag[1]:
                    stack.append((name, given, []))
                elif any(name == each[0] for each in stack[1:]):
                    while True:
                        opened, values, inside = stack.pop()
                        stack[-1][2].append(_element(opened, values, inside))
                        if opened == name:
                            break
            case _:
                stack[-1][2].append(element)
    while len(stack) > 1:
        opened, values, inside = stack.pop()
        stack[-1][2].append(_element(opened, values, inside))
    return stack[0][2]


def _values(given: str) -> dict[str, str]:
    return {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _VALUE.finditer(given)}


def _empty(name: str, given: str) -> list[Element]:
    values = _values(given)
    if name == "br":
        return [{"t": "LineBreak"}]
    if name == "img" and values.get("src"):
        words: list[Json] = [{"t": "Str", "c": values.get("alt", "")}]
        sizes: list[Json] = [[key, values[key]] for key in ("width", "height") if values.get(key)]
        return [{"t": "Image", "c": [["", [], sizes], words, [values["src"], ""]]}]
    return []


def _element(name: str, given: str, inside: list[Element]) -> Element:
    values = _values(given)
    content: list[Json] = [*inside]
    attributes: list[Json] = [
        values.get("id") or values.get("name") or "",
        [*values.get("class", "").split()],
        [[key, values[key]] for key in ("lang",) if key in values],
    ]
    if name in _INLINE:
        return {"t": _INLINE[name], "c": content}
    if name in {"kbd", "mark", "small"}:
        attributes[1] = [name]
    if name in {"code", "tt", "samp"}:
        return {"t": "Code", "c": [["", [], []], bare_text(content)]}
    if name == "a" and values.get("href"):
        return {"t": "Link", "c": [attributes, content, [values["href"], ""]]}
    return {"t": "Span", "c": [attributes, content]}
