"""Make the planned products of a book; what several of them share is made once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from octavo.check.artefacts.examination import Alike, examine
from octavo.jobs.graph import Job
from octavo.model.diagnostics import Diagnostic, Faulty, in_order
from octavo.model.leaflet import Leaflet
from octavo.model.output import Artefact, FormatInput, Printing, Rendition
from octavo.model.product import Product
from octavo.model.work import Pending
from octavo.pipeline import kept_sheets
from octavo.pipeline.asked_products import AskedProducts, Printed, asked_of, with_pages
from octavo.pipeline.calls import CallRunner, side_by_side
from octavo.pipeline.clock import Clock
from octavo.pipeline.leaflets import SetLeaflet, asked_beside, set_leaflets
from octavo.pipeline.manuscript import Manuscript, Presentation
from octavo.pipeline.packaging import OF_FILES, cover_of, finish, finished, made_last, only_needed, pictures_in_pixels
from octavo.pipeline.plan import formats
from octavo.pipeline.product_files import collisions

EFFECTS: Mapping[str, frozenset[str]] = {"OC504": frozenset({"OC714"}), "OC510": frozenset({"OC714"})}
"""What follows in the finished file from a fault of the layout: wide tables and wide words leave the text block."""

Wanted: TypeAlias = Literal["all", "files", "pages"]
"""What is made of products: all, the *files* without printing the sheets that are as they were, or only the *pages*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of all products, each with the product that it came from, and what was found on the way.

    ``pages`` is the number of pages of the printed book, or of the only part of it that was made; else 0. ``printed``
    has every selection in every look that was printed, with the products made of it.
    """

    files: tuple[tuple[Product, Artefact], ...]
    pages: int
    diagnostics: tuple[Diagnostic, ...]
    printed: "tuple[Printed, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The products of one selection in one look, made: their files, which must read the same, and what is to be set.

    ``last`` is what those are made of that need the files of all others. ``renditions`` are what they are made of.
    """

    asked: AskedProducts
    files: tuple[tuple[Product, Artefact], ...]
    diagnostics: tuple[Diagnostic, ...]
    pages: int = 0
    alike: Alike | None = None
    leaflets: tuple[tuple[Presentation, Product, Leaflet], ...] = ()
    pending: tuple[tuple[Product, Pending], ...] = ()
    last: tuple[FormatInput, ...] = ()
    renditions: tuple[Rendition, ...] = ()


def make_products(
    manuscript: Manuscript,
    runner: CallRunner,
    clock: Clock,
    beside: Sequence[Leaflet] = (),
    wanted: Wanted = "all",
) -> Job[Made]:
    """Make what is ``wanted`` of all products of a book, and what is set ``beside`` them, and have the files checked.

    Raises :class:`Faulty`; with OC602 where two products make files of one name.
    """
    with clock.step("typeset"):
        asked = yield from _all_printed(manuscript, runner, is_for_files=wanted == "files")
    if wanted == "pages":
        return _pages_alone(asked)
    groups: list[_Group] = []
    for each in asked:
        group = yield from _make_group(each, runner, clock)
        groups.append(group)
    leaflets: tuple[SetLeaflet, ...] = ()
    if unset := [*(each for group in groups for each in group.leaflets), *asked_beside(manuscript, beside)]:
        with clock.step("typeset"):
            leaflets = yield from set_leaflets(unset, runner)
    made = (file for group in groups for file in group.files)
    found = [each for group in groups for each in group.diagnostics]
    with clock.step("package"):
        called = yield from runner.carried_out(finish([each for group in groups for each in group.pending]))
        of_groups = [_called(group, called) for group in groups]
        late = (file for files in of_groups for file in files)
        files = (*made, *((each.product, file) for each in leaflets for file in each.files), *late)
        own, faults = made_last([each for group in groups for each in group.last], files, manuscript.memo)
    files, found = (*files, *own), [*found, *faults]
    if twice := list(collisions(files, manuscript.publication.settings.at("formats"))):
        raise Faulty(twice)
    found += (each for leaflet in leaflets for each in leaflet.diagnostics)
    with clock.step("check"):
        told = yield from _examined(groups, leaflets, called, runner)
    printed = [group.pages for group in groups if group.pages and (group.asked.is_whole or len(groups) == 1)]
    return Made(
        files=files,
        pages=printed[0] if printed else 0,
        diagnostics=in_order(_told_once(found, told)),
        printed=tuple(each.print for each in asked if each.print),
    )


def _pages_alone(asked: Iterable[AskedProducts]) -> Made:
    printed = tuple(each.print for each in asked if each.print)
    found = in_order(told for each in printed for told in each.diagnostics)
    return Made(files=(), pages=0, diagnostics=found, printed=printed)


def _examined(
    groups: Sequence[_Group],
    leaflets: Sequence[SetLeaflet],
    called: Sequence[tuple[Product, Artefact]],
    runner: CallRunner,
) -> Job[tuple[Diagnostic, ...]]:
    """Have the files read that are new, and return what is wrong with all; sheets are kept with what was found."""
    fresh = [(group, group.alike) for group in groups if group.alike]
    alike = [*(each for _, each in fresh), *(each.alike for each in leaflets)]
    found = yield from runner.carried_out(side_by_side([examine((each,)) for each in alike]))
    for (group, _), told in zip(fresh, found[: len(fresh)], strict=True):
        _keep(group, called, told)
    kept = [group.asked.kept.examined for group in groups if group.asked.kept]
    return in_order(each for told in (*kept, *found) for each in told)


def _told_once(laid_out: Iterable[Diagnostic], examined: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings, without those of finished files whose cause the layout has told at the same place."""
    causes = set()
    for each in laid_out:
        yield each
        causes |= {(effect, each.origin) for effect in EFFECTS.get(each.code, ())}
    yield from (each for each in examined if (each.code, each.origin) not in causes)


def _called(group: _Group, called: Iterable[tuple[Product, Artefact]]) -> tuple[tuple[Product, Artefact], ...]:
    """Return those of the files that were ``called`` for that are of this group."""
    return group.asked.kept.called if group.asked.kept else tuple(e for e in called if e[0] in group.asked.products)


def _keep(group: _Group, called: Iterable[tuple[Product, Artefact]], examined: tuple[Diagnostic, ...]) -> None:
    """Keep the files of a sheet, those that were ``called`` for among them."""
    asked = group.asked
    if asked.key and not group.leaflets and not group.last:
        sheet = kept_sheets.KeptSheet(group.files, _called(group, called), group.diagnostics, examined)
        kept_sheets.keep(asked.key, asked.presentation, sheet, group.renditions)


def _looked_up(asked: AskedProducts) -> AskedProducts:
    """Return what is asked for with what is kept of it."""
    key = kept_sheets.key_of(make_products, asked.presentation, asked.products)
    return replace(asked, key=key, kept=kept_sheets.find(key, asked.presentation))


def _all_printed(manuscript: Manuscript, runner: CallRunner, *, is_for_files: bool) -> Job[list[AskedProducts]]:
    """Have everything printed that is needed in print, all at once, but what depends on the pages of the book."""
    asked = list(asked_of(manuscript))
    first = [each for each in asked if not each.is_late]
    printed = yield from _printed(list(map(_looked_up, first)) if is_for_files else first, runner)
    book: Printing | None = None
    if any(each.is_late or each.names_pages for each in asked):
        book = yield from _printed_book(manuscript, printed, runner)
        late = [with_pages(each, manuscript, book) for each in asked if each.is_late]
        printed += yield from _printed(list(map(_looked_up, late)) if is_for_files else late, runner)
    by_products = {each.products: replace(each, book=book if each.names_pages else None) for each in printed}
    return [by_products[each.products] for each in asked]


def _printed_book(manuscript: Manuscript, printed: Iterable[AskedProducts], runner: CallRunner) -> Job[Printing]:
    """Return the printing of the whole book in the look of its settings, which may be among those ``printed``."""
    for each in printed:
        if each.print and each.is_whole and each.products[0].look == manuscript.look:
            return each.print.printing
    alone = AskedProducts(
        presentation=manuscript.presentation(), products=(), needs=frozenset({"printing"}), names_pages=False
    )
    (made,) = yield from _printed([alone], runner)
    if made.print is None:
        raise ValueError(made)
    return made.print.printing


def _printed(asked: Sequence[AskedProducts], runner: CallRunner) -> Job[list[AskedProducts]]:
    """Have the books printed for which that is needed."""
    needed = [each for each in asked if each.kept is None and each.needs & {"printing", "cover"}]
    rendered = [each.presentation.render("print") for each in needed]
    works = [
        each.presentation.typesetting(rendition, each.name)
        for each, (rendition, _) in zip(needed, rendered, strict=True)
    ]
    printings = yield from runner.carried_out(side_by_side(works))
    by_products: dict[tuple[Product, ...], Printed] = {}
    for each, (rendition, told), (printing, found) in zip(needed, rendered, printings, strict=True):
        diagnostics = (*told, *found, *each.presentation.cut_heads(printing))
        by_products[each.products] = Printed(
            book=each.presentation.book,
            products=each.products,
            rendition=rendition,
            printing=printing,
            diagnostics=diagnostics,
        )
    return [replace(each, print=by_products.get(each.products)) for each in asked]


def _make_group(asked: AskedProducts, runner: CallRunner, clock: Clock) -> Job[_Group]:
    """Make the products of one selection in one look, or return what is kept of them."""
    if asked.kept:
        return _Group(asked=asked, files=asked.kept.files, diagnostics=asked.kept.diagnostics)
    known, presentation, name = formats(), asked.presentation, asked.name
    printing = asked.print.printing if asked.print else None
    found: list[Diagnostic] = list(asked.print.diagnostics) if asked.print else []
    reflow: Rendition | None = None
    cover: bytes | None = None
    if "reflow" in asked.needs:
        with clock.step("render"):
            reflow, told = presentation.on_screens(asked.listed_pages, asked.book)
            unread = yield from runner.carried_out(presentation.screen_sheet_check(reflow, name))
        found += (*told, *unread)
    files: list[tuple[Product, Artefact]] = []
    others: list[tuple[Product, Leaflet | Pending]] = []
    last: list[FormatInput] = []
    with clock.step("package"):
        if printing and "cover" in asked.needs:
            cover = cover_of(presentation.book, printing, presentation.memo)
        for product in asked.products:
            of = known[product.format]
            given = _given(asked, product, reflow, cover)
            if of.needs.intersection(OF_FILES):
                last.append(given)
                continue
            made, told = of.make(given)
            found += told
            others += ((product, each) for each in made if isinstance(each, Leaflet | Pending))
            ready = (each for each in made if not isinstance(each, Leaflet | Pending))
            files += ((product, finished(each, presentation.memo)) for each in ready)
    return _Group(
        asked=asked,
        files=tuple(files),
        pages=printing.page_map.count if printing else 0,
        alike=_alike(asked, files),
        leaflets=tuple((presentation, product, each) for product, each in others if isinstance(each, Leaflet)),
        pending=tuple((product, each) for product, each in others if isinstance(each, Pending)),
        last=tuple(last),
        renditions=tuple(each for each in (asked.print.rendition if asked.print else None, reflow) if each),
        diagnostics=tuple(found),
    )


def _given(asked: AskedProducts, product: Product, reflow: Rendition | None, cover: bytes | None) -> FormatInput:
    """Return what the format of a ``product`` needs."""
    needs, presentation = formats()[product.format].needs, asked.presentation
    every = FormatInput(
        product=product,
        book=presentation.book,
        origin=presentation.settings.at(product.format),
        printing=asked.print.printing if asked.print else None,
        reflow=reflow,
        cover=cover,
        markup=asked.print.rendition if asked.print else None,
        pixels=pictures_in_pixels(reflow, presentation.memo) if reflow and "pixels" in needs else None,
    )
    return only_needed(every, needs)


def _alike(asked: AskedProducts, files: Sequence[tuple[Product, Artefact]]) -> Alike:
    """Return what the finished ``files`` of a group are held against."""
    printing = asked.print.printing if asked.print else None
    return Alike(
        book=asked.presentation.book,
        artefacts=tuple(_read(files, printing)),
        faces=asked.presentation.appearance.theme.settings.faces,
        origins=asked.print.rendition.origins if asked.print else {},
        areas=printing.layout.areas if printing else {},
    )


def _read(files: Sequence[tuple[Product, Artefact]], printing: Printing | None) -> Iterator[Artefact]:
    """Yield the files that are read and compared: in place of sheets the pages that are on them, if nothing else is."""
    read = [file for product, file in files if product.imposition is None and formats()[product.format].is_read]
    yield from read
    if printing and files and not read:
        yield replace(files[0][1], content=printing.content)
