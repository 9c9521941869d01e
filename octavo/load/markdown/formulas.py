"""Formulas as values: those in the line, and those that become blocks."""

from dataclasses import replace

from octavo.formulas.formula_reading import UnreadableFormulaError, read_formula
from octavo.load.ids import IDS
from octavo.load.markdown.source_places import SourceStretch
from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.model.inlines import Code, Formula, Inline, Inlines, Text, without_beginning
from octavo.model.origin import Origin
from octavo.model.prose import Block, Equation, Paragraph


def read_inline_formula(context: TextContext, stretch: SourceStretch, node: TokenNode) -> Inlines:
    """Read a formula; one that cannot be read is reported at the character in question, and stays as typed."""
    tex, start = " ".join(node.token.content.split()), node.int_meta("tex_at")
    origin = stretch.at(node.int_meta("at"))
    is_displayed, identifier = bool(node.token.meta["is_displayed"]), node.str_meta("id")
    try:
        read = read_formula(tex, "en", is_displayed=is_displayed)
    except UnreadableFormulaError as problem:
        context.report("OC157", _place_in(node.token.content, tex, problem.at, stretch, start), problem=str(problem))
        return (Code(value=tex or " ", origin=origin),)
    if identifier and not IDS.pattern.fullmatch(identifier):
        context.report_attributes(f"{{#{identifier}}}", origin, f"have the id '{identifier}', but {IDS.problem}")
        identifier = ""
    return (Formula(tex=tex, words=read.words, is_displayed=is_displayed, id=identifier, origin=origin),)


def _place_in(written: str, tex: str, at: int, stretch: SourceStretch, start: int) -> Origin:
    """Return the place of the character ``at`` of ``tex``, in which any space of what was written is one."""
    wanted = len(tex[:at].replace(" ", ""))
    seen = 0
    for offset, sign in enumerate(written):
        if not sign.isspace():
            if seen == wanted:
                return stretch.at(start + offset)
            seen += 1
    return stretch.at(start)


def divided(paragraph: Paragraph) -> tuple[Block, ...]:
    """Return a paragraph as the blocks that displayed formulas make of it, each of which is one."""
    if not any(isinstance(each, Formula) and each.is_displayed for each in paragraph.children):
        return (paragraph,)
    blocks: list[Block] = []
    words: list[Inline] = []
    for inline in paragraph.children:
        if not (isinstance(inline, Formula) and inline.is_displayed):
            words.append(inline)
            continue
        blocks += _paragraph(words, paragraph)
        words = []
        blocks.append(
            Equation(
                tex=inline.tex, words=inline.words, is_numbered=bool(inline.id), id=inline.id, origin=inline.origin
            )
        )
    return (*blocks, *_paragraph(words, paragraph))


def _paragraph(words: list[Inline], whole: Paragraph) -> tuple[Block, ...]:
    """Return ``words`` as a paragraph without the spaces at its ends, or nothing where nothing is left."""
    match words:
        case [Text(value=value) as first, *rest] if value != value.lstrip():
            first = without_beginning(first, len(value) - len(value.lstrip()))
            words = [first, *rest] if first.value else rest
        case _:
            pass
    match words:
        case [*rest, Text(value=value) as last]:
            words = [*rest, replace(last, value=value.rstrip())] if value.strip() else rest
        case _:
            pass
    if not words:
        return ()
    is_beginning = words[0] is whole.children[0]
    origin = words[0].origin if isinstance(words[0], Text) and not is_beginning else whole.origin
    return (replace(whole, children=tuple(words), origin=origin),)
