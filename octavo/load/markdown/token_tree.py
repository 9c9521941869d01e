"""From the parser's flat run of tokens to a tree."""

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.token import Token

DEEPEST = 24
"""How deep tokens of blocks may stand in each other: more than any text needs, and little enough for later stages."""

DEEPEST_INLINE = 12
"""The same for marks in the line."""


@dataclass(frozen=True, slots=True)
class TokenNode:
    """A token with all that stands between it and the token that closes it."""

    token: Token
    children: tuple["TokenNode", ...] = ()

    def int_meta(self, name: str) -> int:
        """Return a number that a rule left with the token; 0 where it left none."""
        return int(self.token.meta.get(name, 0))

    def str_meta(self, name: str) -> str:
        """Return a text that a rule left with the token; empty where it left none."""
        return str(self.token.meta.get(name, ""))


def grow(tokens: Iterable[Token], deepest: int) -> tuple[TokenNode, ...]:
    """Return the tree of well-paired ``tokens``.

    A token ``place`` is no node: it tells the column of the next one. Where tokens stand deeper in each other than
    ``deepest``, what is inside stays and its marks go, and a node ``too_deep`` is left in their place.
    """
    stack: list[tuple[Token, list[TokenNode]]] = [(Token("root", "", 0), [])]
    column: int | None = None
    ignored = 0
    for token in tokens:
        if token.type == "place":
            column = int(token.meta["column"])
            continue
        if column is not None:
            token.meta.setdefault("column", column)
            column = None
        if token.nesting > 0 and len(stack) > deepest:
            if not ignored:
                stack[-1][1].append(TokenNode(Token("too_deep", "", 0, meta=token.meta, map=token.map)))
            ignored += 1
        elif token.nesting > 0:
            stack.append((token, []))
        elif token.nesting < 0 and ignored:
            ignored -= 1
        elif token.nesting < 0:
            opened, children = stack.pop()
            stack[-1][1].append(TokenNode(opened, tuple(children)))
        else:
            stack[-1][1].append(TokenNode(token))
    return tuple(stack[0][1])
