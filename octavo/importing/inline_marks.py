"""Write the words of a line as marks: the inverse of what the load stage reads.

A literal text (``Text.is_literal``) is written as it is: comments, and marks that have no value in the model.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from octavo.importing.escapes import escaped
from octavo.model.inlines import (
    Break,
    Citation,
    CitedWork,
    Code,
    Emphasis,
    Formula,
    Image,
    IndexMark,
    Inline,
    Inlines,
    Link,
    NoteCall,
    PersonLink,
    Reference,
    Span,
    Strong,
    TermLink,
    Text,
    children,
    with_children,
)

APART = "<!-- -->"
"""An empty comment: keeps the signs around it from being read together."""

BREAK = "\\\n"
_SIGNS = {"strike": "~~", "subscript": "~", "superscript": "^"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What words stand in: the cell of a table, the brackets of a link or a stretch, emphasis of some kinds."""

    in_cell: bool = False
    in_brackets: bool = False
    within: frozenset[type] = frozenset()

    def inside(self, inline: Inline) -> "Around":
        """Return what the words inside of ``inline`` stand in."""
        if isinstance(inline, Emphasis | Strong):
            return replace(self, within=self.within | {type(inline)})
        return replace(self, in_brackets=True)


def marks_of(inlines: Inlines, around: Around = Around()) -> str:
    """Return ``inlines`` as they are written in a text; in the cell of a table all in one line.

    Emphasis in emphasis of its own kind is none.
    """
    written = ""
    was_mark = False
    for each in _tidy(inlines, around.within):
        piece = _mark(each, around)
        is_mark = isinstance(each, Emphasis | Strong)
        if written and piece and (is_mark or was_mark) and _is_unclear(written, piece, (was_mark, is_mark)):
            written += APART
        written += piece
        was_mark = is_mark if piece else was_mark
    return written


def _is_unclear(before: str, after: str, are_marks: tuple[bool, bool]) -> bool:
    """Whether the asterisks between two pieces could be read otherwise (CommonMark 6.2, flanking runs)."""
    was_mark, is_mark = are_marks
    if was_mark and is_mark:
        return True
    if is_mark:
        return not before[-1].isspace() and before[-1].isalnum() and not after.lstrip("*")[:1].isalnum()
    return after[0].isalnum() and not before.rstrip("*")[-1:].isalnum()


def _tidy(inlines: Inlines, within: frozenset[type]) -> Iterator[Inline]:
    """Yield inlines with equal neighbours joined, and with the spaces at the ends of emphasis outside of it."""
    flat = [each for inline in _opened(inlines, within) for each in _spaced(inline, within)]
    for _, group in groupby(flat, key=_kind):
        first, *rest = group
        if rest and isinstance(first, Emphasis | Strong | Span):
            yield with_children(first, tuple(child for each in (first, *rest) for child in children(each)))
        elif rest and isinstance(first, Text):
            yield Text(value="".join(each.value for each in (first, *rest) if isinstance(each, Text)))
        else:
            yield from (first, *rest)


def _opened(inlines: Inlines, within: frozenset[type]) -> Iterator[Inline]:
    for inline in inlines:
        if type(inline) in within:
            yield from _opened(children(inline), within)
        else:
            yield inline


def _kind(inline: Inline) -> object:
    match inline:
        case Emphasis() | Strong():
            return type(inline)
        case Span():
            return (inline.language, inline.classes)
        case Text(is_literal=False):
            return Text
        case _:
            return id(inline)


def _spaced(inline: Inline, within: frozenset[type]) -> Iterator[Inline]:
    if not isinstance(inline, Emphasis | Strong | Span):
        yield inline
        return
    own = within | {type(inline)} if isinstance(inline, Emphasis | Strong) else within
    inside = tuple(spaced for each in _opened(children(inline), own) for spaced in _spaced(each, own))
    before = after = ""
    while inside and isinstance(inside[0], Text) and not inside[0].is_literal:
        bare = inside[0].value.lstrip(" \n\t")
        before += " " if bare != inside[0].value else ""
        inside = (Text(value=bare), *inside[1:]) if bare else inside[1:]
        if bare:
            break
    while inside and isinstance(inside[-1], Text) and not inside[-1].is_literal:
        bare = inside[-1].value.rstrip(" \n\t")
        after += " " if bare != inside[-1].value else ""
        inside = (*inside[:-1], Text(value=bare)) if bare else inside[:-1]
        if bare:
            break
    if before:
        yield Text(value=" ")
    if inside and all(isinstance(each, Break) for each in inside):
        yield from inside
    elif inside:
        yield with_children(inline, inside)
    if after:
        yield Text(value=" ")


def _mark(inline: Inline, around: Around) -> str:
    def inside(inlines: Inlines) -> str:
        return marks_of(inlines, around.inside(inline))

    match inline:
        case Text(value=value, is_literal=True):
            return value
        case Text(value=value):
            return escaped(value, in_cell=around.in_cell, in_brackets=around.in_brackets)
        case Emphasis(children=words):
            return f"*{_apart(words, inside(words))}*"
        case Strong(children=words):
            return f"**{_apart(words, inside(words))}**"
        case Code(value=value):
            return _code(value, in_cell=around.in_cell)
        case Image():
            return picture_marks(inline, around)
        case Formula(tex=tex, is_displayed=is_displayed, id=identity):
            tex = tex.replace("|", r"\vert ") if around.in_cell else tex
            return formula_marks(tex, is_displayed=is_displayed) + (f" {{#{identity}}}" if identity else "")
        case Span():
            return _span(inline, inside(inline.children))
        case Break():
            return " " if around.in_cell else BREAK
        case Link(children=words, url=url):
            return f"[{inside(words)}]({_address(url)})"
        case Reference(children=words, target=target):
            return f"[{inside(words)}](#{target})"
        case Citation():
            return _citation(inline, around)
        case NoteCall(label=label):
            return f"[^{label}]"
        case PersonLink() | TermLink():
            # No source becomes one.
            raise ValueError(inline)
        case IndexMark(path=path, children=words):
            return f'[{inside(words)}]{{index="{quoted_value("!".join(path))}"}}'
        case _:
            assert_never(inline)


def _apart(inlines: Inlines, words: str) -> str:
    """Keep signs of emphasis at the ends of emphasised words from being read with those around them."""
    before = APART if words.startswith("*") else ""
    after = APART if words.endswith("*") and isinstance(inlines[-1], Emphasis | Strong) else ""
    return before + words + after


def _code(value: str, *, in_cell: bool) -> str:
    value = " ".join(value.split("\n"))
    longest = max((len(run) for run in re.findall(r"`+", value)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if value.startswith(("`", " ")) or value.endswith(("`", " ")) else ""
    code = f"{fence}{pad}{value}{pad}{fence}"
    return code.replace("|", "\\|") if in_cell else code


def picture_marks(image: Image, around: Around = Around()) -> str:
    """Return a picture with its caption and what its braces hold."""
    alt = escaped(image.alt, in_cell=around.in_cell, in_brackets=True)
    caption = quoted_value(marks_of(image.caption, replace(around, in_brackets=False)).replace(BREAK, " "))
    given = [f"#{image.id}"] if image.id else []
    given += [f"width={image.width * 100:g}%"] if image.width else []
    title = f' "{caption}"' if caption else ""
    return f"![{alt}]({_address(image.file)}{title})" + (f"{{{' '.join(given)}}}" if given else "")


def formula_marks(tex: str, *, is_displayed: bool) -> str:
    """Return a formula between its dollar signs."""
    sign = "$$" if is_displayed else "$"
    return f"{sign}{tex}{sign}"


_TASKS = {"\N{BALLOT BOX}": "[ ]", "\N{BALLOT BOX WITH CHECK}": "[x]"}
"""The boxes of tasks, as they are written."""


def _span(span: Span, words: str) -> str:
    if span.classes == ("task",):
        return _TASKS[words]
    sign = _SIGNS.get(span.classes[0], "") if len(span.classes) == 1 and not span.language else ""
    if sign == "~~" and words:
        return f"~~{words}~~"
    attributes = [f".{name}" for name in span.classes] + ([f"lang={span.language}"] if span.language else [])
    return f"[{words}]{{{' '.join(attributes)}}}" if attributes else words


def _citation(citation: Citation, around: Around) -> str:
    if citation.narrative and len(citation.works) == 1:
        work = citation.works[0]
        rest = _behind(work, around).removeprefix(", ")
        return f"@{_key(work.key)}" + (f" [{rest}]" if rest else "")
    return f"[{'; '.join(_work(each, around) for each in citation.works)}]"


def _work(work: CitedWork, around: Around) -> str:
    prefix = marks_of(work.prefix, replace(around, in_brackets=True)).strip()
    minus = "-" if work.without_author else ""
    return f"{prefix + ' ' if prefix else ''}{minus}@{_key(work.key)}{_behind(work, around)}"


def _behind(work: CitedWork, around: Around) -> str:
    suffix = marks_of(work.suffix, replace(around, in_brackets=True)).strip().lstrip(",").strip()
    return f", {suffix}" if suffix else ""


def _key(key: str) -> str:
    is_plain = re.fullmatch(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*", key)
    return key if is_plain else f"{{{key}}}"


def _address(url: str) -> str:
    """Return an address as it stands in the brackets of a link."""
    for sign, code in {" ": "%20", "<": "%3C", ">": "%3E", "(": "%28", ")": "%29", "\\": "%5C", "\n": ""}.items():
        url = url.replace(sign, code)
    return url


def quoted_value(words: str) -> str:
    """Return words as they stand in the double quotes of an attribute."""
    return words.replace('"', '\\"').replace("\n", " ")
