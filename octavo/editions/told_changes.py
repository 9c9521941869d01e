"""What a book says of its own changes: what each passage said in the release before, and what it says now (rule C3)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.editions.errata import LONG, differences
from octavo.editions.leaf import words
from octavo.editions.wording import undisputed
from octavo.model.editions import BlockChange, Correction, FrozenBlock
from octavo.model.inlines import Emphasis, Inline, Inlines, Reference, Text
from octavo.model.prose import Block, Paragraph

UNTOLD = frozenset({"contents", "index", "list-of-figures", "list-of-tables"})
"""Kinds of sections whose changes follow from those of others."""

SEEN = frozenset({"text", "data"})
"""The parts of a block that have words in print."""

ENDS = frozenset(".!?…")
"""Signs with which a passage may end, and the sentence that quotes it."""

SLIGHT = frozenset({"typo", "layout"})
"""Classes of changes of which the place alone is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What changes are told with: the words of the ``language``, the ledger, and what is printed now.

    ``titles`` are those of the sections by their ids, and ``sections`` is the section of every block; of what stands in
    a section without a title nothing is told. ``anchors`` are all ids that can be referred to, and ``product`` is the
    name of the printed file of the release before.
    """

    language: Mapping[str, str]
    corrections: Mapping[str, Correction]
    titles: Mapping[str, Inlines]
    sections: Mapping[str, str]
    anchors: Collection[str]
    product: str


def sections_of(blocks: Iterable[FrozenBlock], titles: Collection[str]) -> Mapping[str, str]:
    """Return the section of each block by the ids of both; ``titles`` are the sections that have one.

    Sections that run on without a new page are printed as one. Each begins with its title, which has its id and
    ``-title``.
    """
    found: dict[str, str] = {}
    unit = section = ""
    for block in blocks:
        name = block.id.removesuffix("-title")
        if block.section != unit:
            unit = section = block.section
        if name != block.id and name in titles:
            section = name
        found[block.id] = section
    return found


def told_changes(changes: Iterable[BlockChange], telling: Telling) -> Iterator[Block]:
    """Yield a paragraph for each change of meaning or wording, in the order of the book, and one for slight ones.

    What was added, taken out or moved at several places alike is told once.
    """
    told: dict[object, list[BlockChange]] = {}
    slight: list[BlockChange] = []
    for change in changes:
        block = change.new or change.old
        if block is not None and telling.sections.get(block.id) in telling.titles and _is_seen(change, block):
            if change.kind == "changed" and change.nature in SLIGHT:
                slight.append(change)
            else:
                alike = (change.kind, *_words_of(change, block), change.correction)
                told.setdefault(alike, []).append(change)
    for number, changes_alike in enumerate(told.values(), start=1):
        line = tuple(_line(changes_alike, telling))
        yield Paragraph(children=line, id=f"changes-entry-{number}", classes=("change",))
    if slight:
        line = (*_instruction(telling.language["change-typo"]), Text(value=": "), *_places(slight, telling))
        yield Paragraph(children=(*line, Text(value=".")), id="changes-slight", classes=("change",))
    if not told and not slight:
        yield Paragraph(children=words(telling.language["changes-none"]), id="changes-none", classes=("change",))


def _is_seen(change: BlockChange, block: FrozenBlock) -> bool:
    """Whether a reader sees a change: in words or a drawing, and not alone in a sign behind what is disputed."""
    if change.old and change.new and change.kind == "changed" and block.part == "text":
        return change.old.text == change.new.text or undisputed(change.old.text) != undisputed(change.new.text)
    return block.part in SEEN or (block.part == "picture" and change.kind == "changed")


def _words_of(change: BlockChange, block: FrozenBlock) -> Iterator[object]:
    """Yield what was there and is now, wherever in the block it stands."""
    if change.old and change.new and change.kind == "changed" and change.old.text != change.new.text:
        yield from ((was, now) for _, was, now in differences(change.old.text, change.new.text))
    else:
        yield block.text


def _places(changes: Iterable[BlockChange], telling: Telling) -> Iterator[Inline]:
    for number, place in enumerate(dict.fromkeys(tuple(_place(each, telling)) for each in changes)):
        yield from (*((Text(value="; "),) if number else ()), *place)


def _line(alike: Sequence[BlockChange], telling: Telling) -> Iterator[Inline]:
    """Yield the line of changes ``alike``: their places, what was there and is now, and why the ledger says so."""
    yield from (*_places(alike, telling), Text(value=": "))
    change, language, end = alike[0], telling.language, "."
    if change.old and change.new and change.kind == "changed":
        for number, (_, was, now) in enumerate(differences(change.old.text, change.new.text)):
            yield from (*((Text(value="; "),) if number else ()), *_instruction(language["errata-for"]))
            yield from (Text(value=f" {was} "), *_instruction(language["errata-read"]), Text(value=f" {now}"))
    else:
        block = change.new or change.old
        yield from _instruction(language[f"change-{change.kind}"])
        if block is not None:
            passage = language["errata-passage"].format(words=_begins(block.text))
            end = "" if passage[-2:-1] in ENDS else "."
            yield Text(value=f" {passage}")
    record = telling.corrections.get(change.correction)
    reason = record.reason if record else ""
    # Reasons are sentences, and seldom begin as one.
    yield Text(value=f"{end} {reason[:1].upper()}{reason[1:].rstrip('.')}." if reason else end)


def _begins(text: str) -> str:
    return text if len(text) <= LONG else f"{text[:LONG].rsplit(' ', 1)[0]} …"


def _place(change: BlockChange, telling: Telling) -> Iterator[Inline]:
    """Yield where a change is read: a reference, or the page of the release before for what is not there any more."""
    block = change.new or change.old
    if block is None:
        return
    section = telling.sections[block.id]
    title = telling.titles[section]
    if change.new and change.new.id in telling.anchors:
        # A definition or a life has no id of its own; the ledger names the entry that it belongs to.
        record = telling.corrections.get(change.correction)
        entry = record.where.partition(".")[0] if record else ""
        is_entry = change.new.id == section and entry in telling.anchors and telling.sections.get(entry) == section
        yield Reference(target=entry if is_entry else change.new.id, children=title)
        return
    yield from title
    if change.old and (at := change.old.at(change.differs_at).get(telling.product)):
        page = at.folio or str(at.page)
        yield Text(value=f", {telling.language['page']}\N{NO-BREAK SPACE}{page}")


def _instruction(text: str) -> Inlines:
    return (Emphasis(children=words(text)),)
