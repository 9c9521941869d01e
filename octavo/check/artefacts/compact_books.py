"""A compact book, whose sections share pages: those that run on are held against what was written as one section."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from octavo.check.artefacts.epub import ReadText
from octavo.check.artefacts.reading import BlockStretch, SectionReading
from octavo.model.book import Book
from octavo.model.look import RUNS_ON


def runs(book: Book, readings: Iterable[SectionReading]) -> tuple[tuple[SectionReading, ...], ...]:
    """Return what must be read of ``book`` in runs: sections that run on together, and each other one by itself."""
    found: list[list[SectionReading]] = []
    was_in_run = False
    for section, reading in zip(book.sections, readings, strict=True):
        is_in_run = book.settings.look.compact and section.matter == "body" and section.kind in RUNS_ON
        if is_in_run and was_in_run:
            found[-1].append(reading)
        else:
            found.append([reading])
        was_in_run = is_in_run
    return tuple(map(tuple, found))


def as_one(run: Sequence[SectionReading]) -> SectionReading:
    """Return what must be read of sections that run on, called as the first of them."""
    first, *others = run
    if not others:
        return first
    return replace(
        first,
        stretches=tuple(chain.from_iterable(each.stretches for each in run)),
        notes=BlockStretch(blocks=tuple(chain.from_iterable(each.notes.blocks for each in run))),
        pictures=tuple(chain.from_iterable(each.pictures for each in run)),
    )


def joined_on_screen(
    texts: Mapping[str, ReadText], book: Iterable[Sequence[SectionReading]]
) -> Iterator[tuple[str, ReadText]]:
    """Yield what an edition for screens says of each run of the ``book``, by the id of its first section."""
    for run in book:
        if found := [texts[section.id] for section in run if section.id in texts]:
            yield (
                run[0].id,
                ReadText(
                    text="\n".join(each.text for each in found),
                    notes="\n".join(filter(None, (each.notes for each in found))),
                    pictures=sum(each.pictures for each in found),
                ),
            )
