"""Make the planned products of a book; what several of them share is made once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.check.artefacts.examination import Alike, examine
from octavo.jobs.graph import Job
from octavo.model.diagnostics import Diagnostic, Faulty, fault, in_order
from octavo.model.origin import Origin
from octavo.model.output import Artefact, FormatInput, Printing, Rendition
from octavo.model.printing import PrintedLayout
from octavo.model.product import Product
from octavo.model.selection import WHOLE, Whole
from octavo.pipeline.calls import CallRunner
from octavo.pipeline.clock import Clock
from octavo.pipeline.manuscript import Manuscript, Presentation
from octavo.pipeline.packaging import cover_of, packed
from octavo.pipeline.plan import formats

EFFECTS: Mapping[str, frozenset[str]] = {"OC504": frozenset({"OC704", "OC714"}), "OC510": frozenset({"OC714"})}
"""What follows in the finished file from a fault of the layout: wide tables and wide words leave the text block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of all products, each with the product that it came from, and what was found on the way.

    ``pages`` is the number of pages of the printed book: of the whole one where that was printed.
    """

    files: tuple[tuple[Product, Artefact], ...]
    pages: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The products of one selection in one look, made: their files, which must read the same."""

    files: tuple[tuple[Product, Artefact], ...]
    pages: int
    is_whole: bool
    layout: PrintedLayout
    alike: Alike
    diagnostics: tuple[Diagnostic, ...]


def make_products(manuscript: Manuscript, runner: CallRunner, clock: Clock) -> Job[Made]:
    """Make all products of a book, and have their files checked.

    Raises :class:`Faulty`; with OC602 where two products make files of one name.
    """
    groups: list[_Group] = []
    standard, own = PrintedLayout(), (WHOLE, manuscript.look)
    wanted = dict.fromkeys((product.selection, product.look) for product in manuscript.products)
    if own not in wanted and any(look.variant.is_set_anew for _, look in wanted):
        printing, _, _ = yield from _print(manuscript.presentation(), manuscript.publication.folder, runner, clock)
        standard = printing.layout
    for selection, look in sorted(wanted, key=lambda each: each != own):
        products = [each for each in manuscript.products if (each.selection, each.look) == (selection, look)]
        presentation = manuscript.presentation(selection, look, standard)
        group = yield from _make_group(presentation, products, runner, clock)
        groups.append(group)
        if (selection, look) == own:
            standard = group.layout
    files = tuple(file for group in groups for file in group.files)
    if collisions := list(_collisions(files, manuscript.publication.settings.at("formats"))):
        raise Faulty(collisions)
    with clock.step("check"):
        told = yield from runner.carried_out(examine([group.alike for group in groups]))
    # The sort is stable: where the whole book was not printed, the first that was gives the number.
    printed = sorted(groups, key=lambda group: (not group.pages, not group.is_whole))
    return Made(
        files=files,
        pages=printed[0].pages if printed else 0,
        diagnostics=in_order(_told_once((each for group in groups for each in group.diagnostics), told)),
    )


def _told_once(laid_out: Iterable[Diagnostic], examined: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings, without those of finished files whose cause the layout has told at the same place."""
    causes = set()
    for each in laid_out:
        yield each
        causes |= {(effect, each.origin) for effect in EFFECTS.get(each.code, ())}
    yield from (each for each in examined if (each.code, each.origin) not in causes)


def _make_group(
    presentation: Presentation, products: Sequence[Product], runner: CallRunner, clock: Clock
) -> Job[_Group]:
    """Make the products of one selection in one look."""
    known = formats()
    needs = frozenset(need for product in products for need in known[product.format].needs)
    found: list[Diagnostic] = []
    origins: Mapping[str, Origin] = {}
    printing: Printing | None = None
    reflow: Rendition | None = None
    cover: bytes | None = None
    if needs & {"printing", "cover"}:
        printing, rendition, told = yield from _print(presentation, products[0].name, runner, clock)
        origins = rendition.origins
        found += told
    if "reflow" in needs:
        with clock.step("render"):
            reflow, told = presentation.render("reflow", printing.page_map if printing else None)
            unread = yield from runner.carried_out(presentation.screen_sheet_check(reflow, products[0].name))
        found += (*told, *unread)
    files: list[tuple[Product, Artefact]] = []
    with clock.step("package"):
        if printing and "cover" in needs:
            cover = cover_of(printing, presentation.memo)
        for product in products:
            of = known[product.format]
            given = FormatInput(
                product=product,
                book=presentation.book,
                printing=printing if "printing" in of.needs else None,
                reflow=reflow if "reflow" in of.needs else None,
                cover=cover if "cover" in of.needs else None,
            )
            made, told = of.make(given)
            found += told
            files += ((product, packed(file, presentation.memo)) for file in made)
    return _Group(
        files=tuple(files),
        pages=printing.page_map.count if printing else 0,
        layout=printing.layout if printing else PrintedLayout(),
        is_whole=isinstance(products[0].selection, Whole),
        alike=Alike(
            book=presentation.book,
            artefacts=tuple(file for product, file in files if product.imposition is None),
            faces=presentation.appearance.theme.settings.faces,
            origins=origins,
            areas=printing.layout.areas if printing else {},
        ),
        diagnostics=tuple(found),
    )


def _print(
    presentation: Presentation, name: str, runner: CallRunner, clock: Clock
) -> Job[tuple[Printing, Rendition, tuple[Diagnostic, ...]]]:
    """Typeset the book of a presentation, and return with it what was typeset and all that was found."""
    with clock.step("typeset"):
        rendition, rendered = presentation.render("print")
        printing, told = yield from runner.carried_out(presentation.typesetting(rendition, name))
    return printing, rendition, (*rendered, *told, *presentation.cut_heads(printing))


def _collisions(files: Iterable[tuple[Product, Artefact]], origin: Origin) -> Iterator[Diagnostic]:
    """Yield OC602 for every file whose name another file has."""
    makers: dict[str, Product] = {}
    for product, file in files:
        if file.name in makers:
            first = makers[file.name]
            yield fault("OC602", origin, file=file.name, one=_shown(first), other=_shown(product))
        makers.setdefault(file.name, product)


def _shown(product: Product) -> str:
    return f"{product.name} ({product.format})"
