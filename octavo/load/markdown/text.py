"""Read a text file, or the marks in one field of a data file."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markdown_it.token import Token

from octavo.load.markdown.blocks import read_blocks
from octavo.load.markdown.characters import report_endless, report_pasted, report_unprintable, without_endless_words
from octavo.load.markdown.front_matter import FrontMatter, divide_front_matter
from octavo.load.markdown.grammar import block_tokens
from octavo.load.markdown.headings import (
    Title,
    check_levels,
    check_levels_of_field,
    level_of,
    read_title,
    title_of,
    with_front_matter,
)
from octavo.load.markdown.includes import IncludedFiles, check_steps
from octavo.load.markdown.source_places import SourceText, words_at
from octavo.load.markdown.text_context import TextContext, note_mark, quoted
from octavo.load.markdown.token_tree import DEEPEST, TokenNode, grow
from octavo.model import limits
from octavo.model.book import TextFile
from octavo.model.diagnostics import Diagnostic, in_order
from octavo.model.inlines import NoteCall
from octavo.model.origin import Origin
from octavo.model.prose import Blocks, Figure, Note
from octavo.model.query import every_block, every_inline, runs

NO_FILES: Mapping[str, bytes] = MappingProxyType({})


def parse_text(
    text: str, *, path: str, identifier: str, name: str = "", files: Mapping[str, bytes] = NO_FILES
) -> tuple[TextFile, tuple[Diagnostic, ...]]:
    """Read a text file.

    ``path`` is where faults say it is, and ``identifier`` the id of the section unless the title has one. ``files`` are
    those that it takes in, by their names in the book's folder, where its own is ``name``. Whatever
    the text, the answer is a value and all the faults of it, in the order of their places.
    """
    front, rest_of_text = divide_front_matter(_plain(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")), path)
    included = IncludedFiles(name=name, folder=path.removesuffix(name), files=files, read=_read_part)
    context, tokens = _begin(rest_of_text, Origin(path, 1, 1), has_notes=True, included=included)
    context.faults.extend(front.faults)
    nodes = grow(tokens, DEEPEST)
    check_levels(context, tokens)
    title, rest = _divide(context, nodes, front)
    blocks = read_blocks(context, rest)
    if included.taken:
        context.faults.extend(check_steps(blocks, {each.origin for each in context.faults}))
    _check_notes(context)
    _check_definitions(context)
    made = TextFile(
        path=path,
        id=title.id or identifier,
        title=title.words,
        blocks=blocks,
        notes=tuple(context.notes),
        short_title=title.short,
        language=title.language,
        is_numbered=title.is_numbered,
        is_appendix=title.is_appendix,
        has_printed_title=title.is_printed,
        origin=title.origin,
    )
    return made, in_order(context.faults)


def parse_blocks(text: str, origin: Origin) -> tuple[Blocks, tuple[Diagnostic, ...]]:
    """Read the text of a field that begins at ``origin``: all marks of a text file but its title and footnotes.

    Lines after the first count from the same column, as they do in a YAML block.
    """
    context, tokens = _begin(_plain(text), origin, has_notes=False)
    nodes = grow(tokens, DEEPEST)
    check_levels_of_field(context, tokens)
    blocks = read_blocks(context, nodes)
    for note in context.notes:
        context.report_note(note.label, note.origin)
    _check_definitions(context)
    return blocks, in_order(context.faults)


def _read_part(
    text: str, start: Origin, included: IncludedFiles
) -> tuple[Blocks, Sequence[Note], Sequence[Diagnostic]]:
    """Read what a text takes in, which begins at ``start``."""
    context, tokens = _begin(text, start, has_notes=True, included=included)
    nodes = grow(tokens, DEEPEST)
    check_levels_of_field(context, tokens)
    blocks = read_blocks(context, nodes)
    _check_definitions(context)
    return blocks, context.notes, context.faults


def _plain(text: str) -> str:
    """Return ``text`` with the line ends of Unix."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _begin(
    text: str, start: Origin, *, has_notes: bool, included: IncludedFiles | None = None
) -> tuple[TextContext, list[Token]]:
    whole, text = text, without_endless_words(text)
    source = SourceText(lines=tuple(text.split("\n")), start=start)
    tokens, environment = block_tokens(text)
    context = TextContext(source=source, environment=environment, has_notes=has_notes, included=included)
    for number, line in enumerate(whole.split("\n")):
        place = words_at(source, line, number, 0).at
        report_endless(context, line, place)
        report_unprintable(context, line, place)
        report_pasted(context, line, place)
    return context, tokens


def _divide(
    context: TextContext, nodes: tuple[TokenNode, ...], front: FrontMatter
) -> tuple[Title, tuple[TokenNode, ...]]:
    """Take the title from among the blocks of a text; what its front matter says stands in for what it lacks."""
    first = next((place for place, node in enumerate(nodes) if node.token.type != "comment"), 0)
    for position, node in enumerate(nodes):
        if level_of(node.token) == 1:
            title = read_title(context, node)
            if position > first:
                context.report("OC133", title.origin, problem="is the title, which stands before all else")
            return with_front_matter(context, title, front), nodes[:position] + nodes[position + 1 :]
    if "title" in front.values:
        return title_of(context, front), nodes
    start = context.source.start
    context.report("OC115", start)
    return Title(words=(), origin=start), nodes


def _check_notes(context: TextContext) -> None:
    """Report footnotes with the label of an earlier one, figures in them, and calls that lead back or on for ever."""
    first: dict[str, Origin] = {}
    for note in sorted(context.notes, key=lambda note: note.origin):
        if note.label in first:
            context.report("OC111", note.origin, related=(first[note.label],), id=f"^{note.label}")
        first.setdefault(note.label, note.origin)
        for block in every_block(note.blocks):
            if isinstance(block, Figure):
                mark, remedy = "::: figure", "show it in the text, and refer to it in the note"
                context.report("OC135", block.origin, mark=mark, where="in a footnote", remedy=remedy)
    calls = {note.label: _calls(note.blocks) for note in context.notes}
    for label, inside in calls.items():
        for call in inside:
            led_to, depth = _led_to(call.label, calls)
            if label in led_to:
                mark, where = note_mark(call.label), "in a footnote that it leads back to"
                context.report("OC135", call.origin, mark=mark, where=where, remedy="remove it")
            elif depth > limits.NOTES_DEEP:
                context.report("OC132", call.origin)


def _calls(blocks: Blocks) -> list[NoteCall]:
    return [each for run in runs(blocks) for each in every_inline(run) if isinstance(each, NoteCall)]


def _led_to(label: str, calls: Mapping[str, Sequence[NoteCall]]) -> tuple[set[str], int]:
    """Return the labels of the note ``label`` and of all that it leads to, and in how many steps."""
    found, new, depth = {label}, {label}, 0
    while new := {call.label for each in new for call in calls.get(each, ())} - found:
        found |= new
        depth += 1
    return found, depth


def _check_definitions(context: TextContext) -> None:
    """Report the link definitions (``[label]: address``) that no link uses or that come too late."""
    first = context.environment.get("references", {})
    for label, definition in first.items():
        if label not in context.labels:
            origin, written = _definition(context, definition["map"][0])
            context.report("OC136", origin, label=written)
    for definition in context.environment.get("duplicate_refs", ()):
        origin, written = _definition(context, definition["map"][0])
        earlier, _written = _definition(context, first[definition["label"]]["map"][0])
        context.report("OC111", origin, related=(earlier,), id=f"[{written}]")


def _definition(context: TextContext, line: int) -> tuple[Origin, str]:
    """Return the place and the label, as it was written, of the link definition that begins in ``line``."""
    before, _bracket, after = context.source.lines[line].partition("[")
    return context.source.place(line, len(before)), quoted(after.partition("]:")[0])
