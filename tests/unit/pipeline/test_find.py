"""A place of a claim is told with the page and the line on which the PDF has it."""

from pathlib import Path

from octavo.jobs.store import Store
from octavo.model.printing import UNCOUNTED
from octavo.pipeline import Options
from octavo.pipeline.find import ClaimQuery, find
from octavo.project import Project
from tests.unit.pipeline.test_real_layout import printed
from tests.unit.typeset.printed_text import lines_of, sorted_pieces


def test_each_place_is_in_that_line_of_that_page(project: Project, tmp_path: Path) -> None:
    """Text, note, table and register; what stands in a drawing has a page alone."""
    store = Store(tmp_path / "store")
    found, diagnostics = find(project, ClaimQuery(book="stock", text="1884"), Options(store=store))
    _, printing, _ = printed(project, store)
    pieces = sorted_pieces(printing)

    assert diagnostics == ()
    files = {each.origin.path.removeprefix("content/stock/") for each in found.places}
    assert files == {"text/01-tower.md", "events.yaml", "figures/lamp.yaml", "people/keepers.yaml"}
    seen = 0
    for each in found.places:
        for place in found.printed.get(each.origin, ()):
            lines = lines_of([piece for piece in pieces if piece.page == place.page])
            assert place.folio == printing.page_map.folios.folio(place.page)
            if each.origin.path.endswith(".md"):
                seen += 1
                assert UNCOUNTED.sub("", each.words) in lines[place.line - 1]
    assert seen == 2
    assert all(each.origin in found.printed for each in found.places)


def test_where_a_book_has_errors_no_page_is_told(project: Project) -> None:
    text = project.content / "stock" / "text" / "02-storm.md"
    text.write_text(text.read_text().replace("person:lark", "person:nobody"))
    found, diagnostics = find(project, ClaimQuery(book="stock", text="1906", kind="date"), Options())

    assert len(found.places) > 3
    assert (found.printed, found.unprinted) == ({}, "the book has errors")
    assert [each.code for each in diagnostics] == ["OC203"]
