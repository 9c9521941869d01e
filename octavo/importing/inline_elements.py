"""Words of a source, in pandoc's document type, become our inlines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from octavo.formulas.formula_reading import UnreadableFormulaError, read_formula
from octavo.importing.attributes import MATH_LABEL, Attributes, attributes_of, bare_text
from octavo.importing.conversion import Conversion
from octavo.importing.html_counting import TEX
from octavo.importing.link_elements import link, without_label
from octavo.importing.pictures import picture
from octavo.importing.remarks import comment
from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    Formula,
    Inline,
    Inlines,
    NoteCall,
    Reference,
    Span,
    Strong,
    Text,
)
from octavo.model.query import plain
from octavo.pandoc import Element, Json, kind_of, listed

NOTE = "octavo-note"
PAGE = "octavo-page"
MATHML = "http://www.w3.org/1998/Math/MathML"
"""Classes that prepared HTML gives to the call of a note, and to the place where a page of another edition begins."""

_CLASSES: Mapping[str, str] = {
    "SmallCaps": "smallcaps",
    "Strikeout": "strike",
    "Subscript": "subscript",
    "Superscript": "superscript",
}
_FOLDER = re.compile(r"\\(?!(?:new|clear)page|newline|par|noindent|La?TeX|TeX|l?dots|q?quad)[A-Za-z]+")
"""What may be a folder: a command of TeX without arguments that follows other signs, and is none of the usual."""

_QUOTES: Mapping[str, str] = {"DoubleQuote": '"', "SingleQuote": "'"}


def inlines_of(conversion: Conversion, elements: Json) -> Inlines:
    """Return inline elements as ours, neighbouring characters joined."""
    joined: list[Inline] = []
    for each in _each(conversion, elements):
        last = joined[-1] if joined else None
        if isinstance(each, Reference) and not each.children and isinstance(last, Text):
            joined[-1] = last = without_label(conversion, last)
        if isinstance(each, Text) and isinstance(last, Text) and not each.is_literal and not last.is_literal:
            joined[-1] = Text(value=last.value + each.value)
        elif not (isinstance(each, Text) and not each.value):
            joined.append(each)
    return tuple(joined)


def trimmed(inlines: Inlines) -> Inlines:
    """Take spaces and breaks at both ends away."""
    match inlines:
        case (Break(), *rest) | (*rest, Break()):
            return trimmed(tuple(rest))
        case (Text(value=value, is_literal=False), *rest) if value != value.lstrip(" \n"):
            return trimmed((Text(value=value.lstrip(" \n")), *rest) if value.strip(" \n") else tuple(rest))
        case (*rest, Text(value=value, is_literal=False)) if value != value.rstrip(" \n"):
            return trimmed((*rest, Text(value=value.rstrip(" \n"))) if value.strip(" \n") else tuple(rest))
        case _:
            return inlines


def _each(conversion: Conversion, elements: Json) -> Iterator[Inline]:
    before = ""
    for element in listed(elements):
        kind, content = kind_of(element), element.get("c")
        match kind, content:
            case "RawInline", [("tex" | "latex"), str(value)] if before and _FOLDER.fullmatch(value):
                # pandoc takes the folders of a path, as in C:\target\debug, for commands of TeX.
                yield Text(value=value)
            case _:
                yield from _converted(conversion, kind, content)
                before = kind if kind == "Str" else ""


def _converted(conversion: Conversion, kind: str, content: Json) -> Iterator[Inline]:
    def inside(words: Json) -> Inlines:
        return inlines_of(conversion, words)

    match kind, content:
        case "Str", str(value):
            yield Text(value=conversion.shown(value))
        case (("Space" | "SoftBreak"), _):
            yield Text(value=" ")
        case "LineBreak", _:
            yield Break()
        case (("Emph" | "Underline"), _):
            yield from _wrapped(inside(content), Emphasis)
        case "Strong", _:
            yield from _wrapped(inside(content), Strong)
        case name, _ if name in _CLASSES:
            words = inside(content)
            if all(isinstance(each, NoteCall) for each in words):
                yield from words
            else:
                yield Span(children=words, classes=(_CLASSES[name],))
        case "Quoted", [{"t": str(quote)}, words]:
            yield from (Text(value=_QUOTES.get(quote, '"')), *inside(words), Text(value=_QUOTES.get(quote, '"')))
        case "Cite", [works, words]:
            yield from _citation(conversion, listed(works), words)
        case "Code", [_, str(value)]:
            if value.strip():
                yield Code(value=conversion.shown(value))
        case "Math", [{"t": form}, str(value)]:
            yield _formula(conversion, value, is_displayed=form == "DisplayMath")
        case "Link", [given, words, [str(url), *_]]:
            yield from link(conversion, attributes_of(given), inside(words), url)
        case "Image", [given, words, [str(url), *_]]:
            values = attributes_of(given).values
            yield picture(conversion, url, values.get("alt", "") or bare_text(words), values)
        case "Note", _:
            yield _note(conversion, content)
        case "Span", [given, words]:
            yield from _span(conversion, attributes_of(given), words)
        case "RawInline", [str(form), str(value)]:
            yield from _raw(conversion, form, value)
        case _:
            conversion.lost(f"words of the kind '{kind}', which are not read, were left out")


def _wrapped(words: Inlines, kind: type[Emphasis] | type[Strong]) -> Inlines:
    """Return emphasised words; emphasis in the same emphasis is none of its own."""
    if not plain(words).strip() and not any(isinstance(each, NoteCall | Code) for each in words):
        return words
    flat = tuple(child for each in words for child in (each.children if isinstance(each, kind) else (each,)))
    return (kind(children=flat),)


def _formula(conversion: Conversion, value: str, *, is_displayed: bool) -> Inline:
    """Return a formula; one that cannot be read stays as it was typed."""
    label = MATH_LABEL.search(value)
    identity = conversion.id_for([label[1]]) if label and is_displayed else ""
    tex = " ".join(_EQUATION.sub("", MATH_LABEL.sub("", value)).replace("\\slash", "/").split())
    try:
        words = read_formula(tex, "en", is_displayed=is_displayed).words
    except UnreadableFormulaError as problem:
        conversion.lost(f"a formula is kept as it was typed, as it cannot be read ({problem}): {tex[:80]}")
        return Code(value=tex or " ")
    return Formula(tex=tex, words=words, is_displayed=is_displayed, id=identity)


def displayed(words: Inlines) -> Inlines:
    """Return the words of a paragraph; a formula of several lines that stands alone in it has lines of its own."""
    match words:
        case (Formula() as formula,) if r"\begin{" in formula.tex:
            return (replace(formula, is_displayed=True),)
        case _:
            return words


_EQUATION = re.compile(r"\\(?:begin|end)\{equation\*?\}")


def _note(conversion: Conversion, blocks: Json) -> NoteCall:
    numbers = count(len(conversion.notes) + 1)
    key = next(str(number) for number in numbers if str(number) not in conversion.notes)
    conversion.add_note(key, blocks)
    return NoteCall(label=key)


def _span(conversion: Conversion, given: Attributes, words: Json) -> Inlines:
    match given.classes:
        case ("math",) if given.values.get("xmlns") == MATHML:
            conversion.lost(f"a formula is kept as its signs, as it cannot be read: {bare_text(words)[:80]}")
            return (Code(value=" ".join(bare_text(words).split())),)
        case (name, *_) if name == NOTE:
            return (NoteCall(label=given.values.get("key", "")),)
        case (name, *_) if name == PAGE:
            return (comment(f"page {given.values.get('number', '')}"),)
        case (name, *_) if name == TEX:
            return (_formula(conversion, bare_text(words), is_displayed=False),)
        case ("insertion" | "deletion" | "comment-start" | "comment-end" | "paragraph-insertion" as change, *_):
            return _change(conversion, change, given, words)
        case ("paragraph-deletion", *_):
            return ()
        case _:
            pass
    role = conversion.roles.of_words(given.names)
    if role == "omit":
        conversion.left_out("left out by import.yaml", bare_text(words))
        return ()
    return with_role(conversion, role, given.values.get("lang", ""), inlines_of(conversion, words))


def with_role(conversion: Conversion, role: str, language: str, words: Inlines) -> Inlines:
    """Return ``words`` with the mark of a role around them, and of a language that is not the one around them."""
    if not plain(words).strip():
        return words
    match role:
        case "emphasis":
            words = _wrapped(words, Emphasis)
        case "strong":
            words = _wrapped(words, Strong)
        case "code":
            words = (Code(value=plain(words)),)
        case "plain":
            pass
        case _:
            words = (Span(children=words, classes=(role,)),)
    if language and language.casefold() != conversion.language.casefold() and _TAG.fullmatch(language):
        return (Span(children=words, language=language),)
    return words


_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def _change(conversion: Conversion, change: str, given: Attributes, words: Json) -> Inlines:
    """Return what a tracked change leaves in the text, and tell of it; a remark becomes a comment."""
    who = given.values.get("author", "") or "somebody"
    day = given.values.get("date", "")[:10]
    by = f"{who}, {day}" if day else who
    text = " ".join(bare_text(words).split())
    match change:
        case "insertion":
            conversion.stands_at(text)
            conversion.lost(f"inserted by {by}, and kept: “{text}”")
            return inlines_of(conversion, words)
        case "deletion":
            conversion.lost(f"deleted by {by}, and left out: “{text}”")
            return ()
        case "comment-start":
            conversion.lost(f"a remark by {by}, kept as a comment: “{text}”")
            return (comment(f"{by}: {text}"),)
        case _:
            return ()


def _citation(conversion: Conversion, works: list[Element], words: Json) -> Inlines:
    """Return a citation of works that the book has; of others the words."""
    keys = [str(work.get("citationId", "")) for work in works]
    unknown = [key for key in keys if key not in conversion.works]
    if unknown:
        conversion.stands_at(bare_text(words))
        names = ", ".join(f"'{key}'" for key in unknown)
        conversion.lost(f"a citation of {names}, which no file of works has: it is kept as words")
        return inlines_of(conversion, words) or (Text(value=f"@{keys[0]}"),)
    conversion.left_out("citations, which the style of citations words", bare_text(words))
    is_narrative = kind_of(_dict(works[0].get("citationMode"))) == "AuthorInText"
    return (Citation(works=tuple(_work(conversion, work) for work in works), narrative=is_narrative),)


def _work(conversion: Conversion, work: Element) -> CitedWork:
    return CitedWork(
        key=str(work.get("citationId", "")),
        prefix=inlines_of(conversion, work.get("citationPrefix")),
        suffix=inlines_of(conversion, work.get("citationSuffix")),
        without_author=kind_of(_dict(work.get("citationMode"))) == "SuppressAuthor",
    )


def _dict(value: Json) -> Element:
    return value if isinstance(value, dict) else {}


def _raw(conversion: Conversion, form: str, value: str) -> Iterator[Inline]:
    if form.startswith("html") and value.startswith("<!--"):
        yield comment(value.removeprefix("<!--").removesuffix("-->").strip())
    elif form.startswith("html") and re.match(r"<br\b", value):
        yield Break()
    elif value.strip():
        conversion.lost(f"a mark that is not read was left out: {value.strip()[:80]}")
