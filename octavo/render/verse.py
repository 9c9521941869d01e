"""Set verse: every line an element of its own, so that one that is too long goes on indented."""

from markupsafe import Markup

from octavo.model.inlines import Break, Emphasis, Inline, Inlines, Span, Strong, with_children
from octavo.render.inlines import set_inlines
from octavo.render.markup import element
from octavo.render.template_context import Context

BREAK = element("br")
"""Keeps lines apart where there is no style sheet."""


def set_verse(nodes: Inlines, context: Context) -> Markup:
    """Set the lines of a stanza. Style sheets make blocks of them and leave out the breaks."""
    return BREAK.join([element("span", set_inlines(line, context), {"class": "line"}) for line in verse_lines(nodes)])


def verse_lines(nodes: Inlines) -> list[Inlines]:
    """Divide a run of inlines at its breaks, also at those inside emphasis and stretches of text."""
    lines: list[list[Inline]] = [[]]
    for node in nodes:
        match node:
            case Break():
                lines.append([])
            case Emphasis() | Strong() | Span():
                first, *further = verse_lines(node.children)
                lines[-1].append(with_children(node, first))
                lines += [[with_children(node, each)] for each in further]
            case _:
                lines[-1].append(node)
    return [tuple(line) for line in lines]
