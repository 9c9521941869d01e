"""Items of lists: their numbers as written, and the boxes of tasks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from octavo.load.markdown.text_context import TextContext
from octavo.load.markdown.token_tree import TokenNode
from octavo.model.inlines import Span, Text, without_beginning
from octavo.model.prose import Blocks, Paragraph

_BOXES = {" ": "\N{BALLOT BOX}", "x": "\N{BALLOT BOX WITH CHECK}", "X": "\N{BALLOT BOX WITH CHECK}"}
_TASK = re.compile(r"\[([ xX])\](?= )")


def numbers_of(node: TokenNode) -> list[int]:
    """Return the numbers of the items of a list as they were written, whatever their signs."""
    written: Mapping[int, int] = node.token.meta.get("written", {})
    lines = [(item.token.map or [0])[0] for item in node.children]
    return [written.get(line, int(item.token.info or 0)) for line, item in zip(lines, node.children, strict=True)]


def report_numbers(context: TextContext, node: TokenNode, written: Sequence[int]) -> None:
    """Report the first number of a list that is printed as another one: all but the first are counted.

    Lists may also be written with the same number before every item.
    """
    if len(set(written)) < len(("the first", "another")):
        return
    for item, number, counted in zip(
        node.children, written, range(written[0], written[0] + len(written)), strict=False
    ):
        if number != counted:
            place = context.place_of(item.token)
            context.report("OC172", place, written=str(number), counted=str(counted))
            return


def with_box(item: Blocks) -> Blocks:
    """Make a box of ``[ ]`` or ``[x]`` at the beginning of an item: a task, open or done (GFM, 5.3)."""
    match item:
        case (Paragraph(children=(Text() as first, *rest)) as paragraph, *others) if found := _TASK.match(first.value):
            box = Text(value=_BOXES[found[1]], origin=first.origin)
            words = without_beginning(first, found.end())
            return (replace(paragraph, children=(Span(children=(box,), classes=("task",)), words, *rest)), *others)
        case _:
            return item
