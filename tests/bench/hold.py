"""How many page breaks of a printing stay where they were when a sentence of the book is corrected.

``make bench-hold`` takes books of this project or of the one that ``--project`` names, and makes 100 corrections at
random places of each: a word is replaced, up to ten words are added, or a clause is taken out. Each is laid out with
the pages of the printing held. The corrections are the same at every run.
"""

import random
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from octavo.codec import unpack
from octavo.editions.block_texts import block_texts
from octavo.editions.held_pages import moved_offset
from octavo.jobs.store import Store
from octavo.model.output import Rendition, Unit
from octavo.model.printing import PageBreak
from octavo.model.work import Shared
from octavo.pipeline import Options
from octavo.pipeline.asked_products import Printed
from octavo.pipeline.making import Made
from octavo.pipeline.plan import plan_products
from octavo.pipeline.session import open_session
from octavo.project import Project, find_project
from octavo.typeset import markup
from octavo.typeset.divisions import divide
from octavo.typeset.facts import LaidOut, UnitLayout
from octavo.typeset.unit_document import unit_source
from octavo.typeset.worker import lay_out, pictures, shared_style_sheet

SEED = 1938
MOST_ADDED = 10
FEWEST_LETTERS = 200
"""A text is corrected that has so many letters: a sentence and more."""

SENTENCE = re.compile(r"[^.?!]+[.?!]")
CLAUSE = re.compile(r",[^,;:.?!]{12,}(?=[,.])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A correction, and the breaks of its unit: as they are to be, and as they came out."""

    kind: str
    block: str
    page: int
    wanted: tuple[PageBreak, ...]
    found: tuple[PageBreak, ...]

    @property
    def moved(self) -> tuple[PageBreak, ...]:
        """The breaks behind the correction that are not where they were."""
        return tuple(each for each in self.wanted if each not in self.found)

    @property
    def moved_behind(self) -> tuple[PageBreak, ...]:
        """Those of them that do not end the page of the correction."""
        return tuple(each for each in self.moved if each.page > self.page + 1)


def printed(project: Project, book: str, store: Store) -> Printed:
    """Return a book in print."""
    made: list[Printed] = []

    def deliver(_manuscript: object, all_made: Made, _found: object) -> tuple[()]:
        made.extend(all_made.printed)
        return ()

    with open_session(project, Options(store=store)) as session:
        result = session.make(book, lambda *of: tuple(p for p in plan_products(*of) if p.name == book), deliver)
    if not made:
        raise SystemExit("\n".join(map(str, result.diagnostics)))
    return made[0]


def trials(book: Printed, count: int, *, seed: int = SEED) -> Iterator[Trial]:
    """Yield ``count`` corrections of a printed book and what became of its pages."""
    chance = random.Random(seed)  # noqa: S311 -- no secret is made with it
    rendition, sheet = divide(book.rendition), shared_style_sheet(book.rendition)
    places = [(unit, block) for unit in rendition.units if _is_text(unit) for block in _texts(unit)]
    words = sorted({word for _, block in places for word in (block.text or "").split() if word.isalpha()})
    while count:
        unit, block = chance.choice(places)
        kind = chance.choice(("replace", "add", "take out"))
        changed = _corrected(unit, block.get("id", ""), kind, words, chance)
        if changed is None:
            continue
        count -= 1
        yield _trial(book, rendition, (unit, changed), block.get("id", ""), kind, sheet)


def _is_text(unit: Unit) -> bool:
    return unit.matter == "main" or unit.kind == "chapter"


def _texts(unit: Unit) -> Iterator[ET.Element]:
    for element in markup.parse(unit).iter("p"):
        if element.get("id") and len("".join(element.itertext())) >= FEWEST_LETTERS:
            yield element


def _corrected(unit: Unit, block: str, kind: str, words: Sequence[str], chance: random.Random) -> Unit | None:
    """Return the unit with one correction of this kind in a block; ``None`` where that has no place for it."""
    body = markup.parse(unit)
    (element,) = (each for each in body.iter("p") if each.get("id") == block)
    texts = [("text", element), *(("tail", child) for child in element)]
    name, holder = chance.choice([each for each in texts if len(getattr(each[1], each[0]) or "") > 40] or texts)
    text = getattr(holder, name) or ""
    found = list(re.finditer(r"(?<= )[^\W\d_]+(?= )", text))
    if kind == "take out":
        found = list(CLAUSE.finditer(text))
    if not found:
        return None
    place = chance.choice(found)
    fresh = {
        "replace": chance.choice(words),
        "add": f"{place[0]} {' '.join(chance.choices(words, k=chance.randint(1, MOST_ADDED)))}",
        "take out": "",
    }[kind]
    setattr(holder, name, text[: place.start()] + fresh + text[place.end() :])
    return replace(unit, body=(body.text or "") + "".join(ET.tostring(each, encoding="unicode") for each in body))


def _trial(
    book: Printed, rendition: Rendition, units: tuple[Unit, Unit], block: str, kind: str, sheet: Shared
) -> Trial:
    unit, changed = units
    was, now = (block_texts(replace(rendition, units=(each,)))[block].text for each in units)
    breaks = [each for each in book.printing.layout.breaks if each.block in unit.anchors]
    wanted = tuple(
        each._replace(offset=moved_offset(was, now, each.offset)) if each.block == block else each for each in breaks
    )
    source = unit_source(rendition, changed, pages=book.printing.page_map, held=wanted)
    laid, _ = lay_out(sheet.name, sheet.content, source, pictures(rendition, source), unit.starts_recto)
    start = breaks[0].page
    facts = unpack(laid, LaidOut).on(start)
    layout = unpack(facts.layout, UnitLayout)
    found = tuple(PageBreak(start + page, name, offset) for page, name, offset in layout.breaks)
    return Trial(kind=kind, block=block, page=book.printing.layout.blocks[block][0].page, wanted=wanted, found=found)


def main(arguments: Sequence[str]) -> None:
    """Make corrections in books, and print what became of their pages."""
    parser = ArgumentParser(prog="python -m tests.bench.hold", description="Correct books with held pages.")
    parser.add_argument("books", nargs="*", default=["great-terror", "handbook"], help="books of content/")
    parser.add_argument("--project", type=Path, default=Path(), help="the folder that has content/")
    parser.add_argument("--count", type=int, default=100, help="how many corrections in each book")
    options = parser.parse_args(arguments)
    project = find_project(options.project)
    for name in options.books:
        with TemporaryDirectory(prefix="octavo-bench-") as folder:
            book = printed(project, name, Store(Path(folder)))
        made = list(trials(book, options.count))
        for each in made:
            for was in each.moved:
                _tell(f"{name}: {each.kind} in {each.block} on p. {each.page} moves p. {was.page}")
        behind = sum(len(each.moved_behind) > 0 for each in made)
        moved = sum(len(each.moved) > 0 for each in made)
        _tell(f"{name}: {len(made)} corrections, {moved} move a page, {behind} one behind the next")


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 -- what was asked for


if __name__ == "__main__":
    main(sys.argv[1:])
