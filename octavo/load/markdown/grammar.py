"""The grammar of a text: CommonMark, tables, definition lists and footnotes of the library, and our own rules."""

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from octavo.load.markdown import (
    blanks,
    brackets,
    comments,
    fences,
    formula_marks,
    grid_tables,
    line_blocks,
    numbered_lists,
    scripts,
    typed_marks,
)
from octavo.load.markdown.html_tags import paired
from octavo.load.markdown.token_tree import DEEPEST
from octavo.load.markdown.vocabulary import HTML_IN_LINES

Environment = MutableMapping[str, Any]
"""What the parser keeps for one text: the definitions of link targets."""


class _PlacedInline(StateInline):
    """The parser's state with a memory: every token keeps, as ``at``, the offset of its first character.

    The parser has no other hook for this.
    """

    text_at: int | None = None

    def append_pending(self, text: str) -> None:
        """Remember where the text began that is being gathered."""
        if self.text_at is None:
            self.text_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the library's name
        """Push the text that was gathered."""
        token = super().pushPending()
        token.meta["at"] = self.text_at or 0
        return token

    def push(self, *args: Any) -> Token:  # noqa: ANN401 - passed through
        """Push a token that begins here."""
        token = super().push(*args)
        token.meta["at"] = self.pos
        self.text_at = None
        return token


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 8})
    parser.disable(["inline", "text_join", "link", "image", "fragments_join"])
    parser.enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.disable("footnote_ref")
    blocks = parser.block.ruler
    blocks.at("table", fences.table, {"alt": ["paragraph", "reference"]})
    blocks.before("table", "directive", fences.directive, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    blocks.before("list", "numbered_list", numbered_lists.numbered_list, {"alt": ["paragraph"]})
    blocks.before("table", "grid_table", grid_tables.grid_table)
    blocks.after("table", "line_block", line_blocks.line_block)
    blocks.at("html_block", comments.html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    blocks.before("directive", "attribute_line", fences.attribute_line)
    blocks.before(
        "attribute_line", "block_comment", comments.block_comment, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    blocks.before("block_comment", "place", fences.place)
    # No rule looks ahead: those of the parser that skip marks are off, so the rules for lines are never asked silently.
    inlines = parser.inline.ruler
    inlines.before("escape", "blanks", blanks.blanks)
    inlines.before("escape", "script", scripts.script)
    inlines.before("escape", "formula", formula_marks.formula)
    inlines.before("escape", "typed_mark", typed_marks.typed_mark)
    inlines.before("autolink", "inline_comment", comments.inline_comment)
    for rule in (
        brackets.note_call,
        brackets.inline_note,
        brackets.citation,
        brackets.narrative,
        brackets.span,
        brackets.loose_attributes,
        brackets.image,
        brackets.link,
        typed_marks.link_mark,
    ):
        inlines.before("autolink", rule.__name__, rule)
    return parser


def block_tokens(text: str, environment: Environment | None = None) -> tuple[list[Token], Environment]:
    """Read the blocks of ``text``; what stands in their lines is left to :func:`inline_tokens`.

    ``environment`` is that of the text of which this is a part, such as a cell.
    """
    environment = {} if environment is None else environment
    return _parser().parse(text, environment), environment


def inline_tokens(text: str, environment: Environment) -> list[Token]:
    """Read the inline marks of one block's content."""
    parser = _parser()
    state = _PlacedInline(text, parser, environment, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return paired(state.tokens, HTML_IN_LINES)
