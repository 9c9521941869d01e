"""``x^2^`` and ``H~2~O``: what is set higher or lower than the line (as in Pandoc's Markdown)."""

import re

from markdown_it.rules_inline import StateInline

from octavo.load.markdown.brackets import push_around

_KINDS = {"^": "superscript", "~": "subscript"}
_STRETCH = re.compile(r"([~^])(?!\1)((?:[^\s~^\\]|\\[^\w\s])+)\1(?!\1)")
_JOINED = re.compile(r"[\w)\]}*’']")
_SUM = re.compile(r"\w[-+*/=<>\\\u2212]\w")
_WORD = re.compile(r"[\w\u2212+-]*\w[\w\u2212+-]*")


def script(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001 - the parser's way to call a rule
    """Read what stands between two signs and has no space, where it belongs to a word.

    What can be a sum (``x^2+y^2``), a path (``a~1/b~2``) or a face (``^_^``) stays as typed.
    """
    found = _STRETCH.match(state.src, state.pos, state.posMax)
    if found is None or not _is_script(state.src, found):
        return False
    push_around(state, "script", found.span(2), script=_KINDS[found[1]])
    state.pos = found.end()
    return True


def _is_script(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
    if found[2].startswith("["):
        return False
    if not _JOINED.fullmatch(before):
        # Before a letter (^14^C) or behind a full stop (so.^1^).
        is_near = bool(before.strip()) or after.isalnum()
        return found[1] == "^" and is_near and _WORD.fullmatch(found[2]) is not None
    return not (after.isalnum() and _SUM.search(found[2]))
