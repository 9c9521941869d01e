"""Links by their targets: out of the book, to a place in it, or to a record of a register."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink

from octavo.load.markdown.source_places import SourceStretch
from octavo.load.markdown.text_context import TEXT_FILE, TextContext, note_mark, quoted
from octavo.load.markdown.token_tree import TokenNode
from octavo.load.markdown.vocabulary import SCHEMES
from octavo.model.inlines import Citation, Image, Inlines, Link, NoteCall, PersonLink, Reference, TermLink, children
from octavo.model.origin import Origin

DISPUTED = "disputed:"
"""How the target begins that marks a sentence as disputed; its words are no link, so they may hold links."""


def read_link(context: TextContext, stretch: SourceStretch, node: TokenNode, words: Inlines) -> Inlines:
    """Make the link of ``node`` around ``words``; the words alone where its target is not known."""
    origin = stretch.at(node.int_meta("at"))
    address = node.str_meta("address") or str(node.token.attrs.get("href", ""))
    context.labels.add(node.str_meta("label"))
    if title := node.str_meta("title"):
        context.report("OC155", origin, title=quoted(f'"{title}"'))
    for name, place in () if address.startswith(DISPUTED) else leading_elsewhere(words):
        sign = ", or write \\@ for the sign itself" if name.startswith("@") else ""
        context.report("OC135", place, mark=name, where="in a link", remedy="move it behind the link" + sign)
    scheme = "#" if address.startswith("#") else address[: address.find(":") + 1].lower()
    target = address[len(scheme) :]
    if scheme not in SCHEMES or not target:
        if context.has_notes and (file := TEXT_FILE.match(address)):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(origin.path), unquote(file[1])))
            return (Reference(target=unquote(file[2] or ""), file=path, children=words, origin=origin),)
        if scheme:
            context.report_unknown(f"({address})", origin, scheme, SCHEMES)
        else:
            context.report_address(address, origin)
        return words
    if scheme == "#":
        return (Reference(target=target, children=words, origin=origin),)
    if not words:
        context.report("OC114", origin, mark=quoted(f"[]({address})"), needs="words in the brackets")
    match scheme:
        case "disputed:":
            return (*words, Reference(target=target, with_page=False, is_dispute=True, origin=origin))
        case "person:":
            return (PersonLink(person=target, children=words, origin=origin),)
        case "term:":
            return (TermLink(term=target, children=words, origin=origin),)
        case _:
            return (Link(url=normalizeLink(address), children=words, origin=origin),)


def leading_elsewhere(inlines: Inlines) -> Iterator[tuple[str, Origin]]:
    """Yield name and place of the marks among ``inlines``, however deep, that lead elsewhere themselves."""
    for inline in inlines:
        match inline:
            case Link() | Reference() | PersonLink() | TermLink():
                yield "[…](…)", inline.origin
            case Citation():
                yield quoted(f"@{inline.works[0].key}"), inline.origin
            case Image():
                yield "![…](…)", inline.origin
            case NoteCall():
                yield note_mark(inline.label), inline.origin
            case _:
                yield from leading_elsewhere(children(inline))
