"""Set the pages in type that formats ask for besides those of their books, as a book is set, and have them checked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from octavo.check.artefacts.examination import PDF, Alike
from octavo.jobs.graph import Job
from octavo.model.diagnostics import Diagnostic
from octavo.model.leaflet import Leaflet
from octavo.model.output import Artefact
from octavo.model.product import Product
from octavo.model.selection import WHOLE
from octavo.package.single_page import single_page
from octavo.pipeline.calls import CallRunner
from octavo.pipeline.manuscript import Manuscript, Presentation


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLeaflet:
    """What became of a leaflet of ``product``: its files, what they must read like, and what was found."""

    product: Product
    files: tuple[Artefact, ...]
    alike: Alike
    diagnostics: tuple[Diagnostic, ...]


def asked_beside(
    manuscript: Manuscript, leaflets: Iterable[Leaflet]
) -> Iterator[tuple[Presentation, Product, Leaflet]]:
    """Yield ``leaflets`` that no format asks for as :func:`set_leaflets` takes them, in the look of the book."""
    for each in leaflets:
        product = Product(name=each.name, selection=WHOLE, look=manuscript.look, format="leaflet")
        yield manuscript.presentation(), product, each


def set_leaflets(
    asked: Sequence[tuple[Presentation, Product, Leaflet]], runner: CallRunner
) -> Job[tuple[SetLeaflet, ...]]:
    """Set the leaflets that products ask for, and those that these ask for in turn, in the looks of the products."""
    made = []
    waiting = list(asked)
    while waiting:
        presentation, product, leaflet = waiting.pop(0)
        paper = leaflet.paper or presentation.appearance.paper
        appearance = replace(presentation.appearance, paper=paper)
        own = replace(presentation, book=leaflet.book, appearance=appearance, standard=())
        rendition, rendered = own.render("print")
        printing, laid_out = yield from runner.carried_out(own.typesetting(rendition, leaflet.name))
        finished, found = leaflet.finish(printing)
        waiting += ((presentation, product, each) for each in finished if isinstance(each, Leaflet))
        files = tuple(each for each in finished if not isinstance(each, Leaflet))
        if leaflet.page:
            reflow, told = own.render("reflow")
            rendered, files = (*rendered, *told), (*files, single_page(leaflet.page, leaflet.book, reflow))
        alike = Alike(
            book=leaflet.book,
            artefacts=(Artefact(name=f"{leaflet.name}.pdf", media_type=PDF, content=printing.content),),
            faces=own.appearance.theme.settings.faces,
            origins=rendition.origins,
            areas=printing.layout.areas,
        )
        diagnostics = (*rendered, *laid_out, *found)
        made.append(SetLeaflet(product=product, files=files, alike=alike, diagnostics=diagnostics))
    return tuple(made)
