"""Set the pages in type that formats ask for besides those of their books, as a book is set, and have them checked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.check.artefacts.examination import PDF, Alike
from octavo.jobs.graph import Job
from octavo.model.diagnostics import Diagnostic
from octavo.model.leaflet import Leaflet
from octavo.model.output import Artefact
from octavo.model.product import Product
from octavo.pipeline.calls import CallRunner
from octavo.pipeline.manuscript import Presentation


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLeaflet:
    """What became of a leaflet of ``product``: its files, what they must read like, and what was found."""

    product: Product
    files: tuple[Artefact, ...]
    alike: Alike
    diagnostics: tuple[Diagnostic, ...]


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
